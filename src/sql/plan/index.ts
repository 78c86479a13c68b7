/** The unresolved plan: what SQL text and DataFrame methods make, what the analyzer reads. It knows no engine. */
export * from './build.js';
export type { PlanKind, PlanNode } from './children.js';
export type * from './commands.js';
export type * from './expressions.js';
export type * from './node.js';
export type * from './relations.js';
export type * from './source-relations.js';
export * from './tree.js';
