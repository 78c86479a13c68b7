/** Walks and rewrites of any plan, from the tables of `children.ts`. A rewrite that changes nothing gives the same objects back. */
import { type ChildShape, commandChildren, expressionChildren, type PlanKind, type PlanNode, relationChildren } from './children.js';
import type { LogicalPlan } from './commands.js';
import type { Expression } from './expressions.js';
import type { Relation } from './relations.js';

type Fields = readonly (readonly [field: string, shape: ChildShape])[];
type Loose = Record<string, any>;

const fieldsOfKind = Object.fromEntries(
  Object.entries({ ...expressionChildren, ...relationChildren, ...commandChildren }).map(([kind, children]) => [
    kind,
    Object.entries(children) as unknown as Fields,
  ]),
) as Record<PlanKind, Fields>;

export const isExpression = (node: PlanNode): node is Expression => Object.hasOwn(expressionChildren, node.kind);
export const isRelation = (node: PlanNode): node is Relation => Object.hasOwn(relationChildren, node.kind);

/** Freezes a new node; its lists must be its own. */
export const freezeNode = <N extends PlanNode>(node: N): N => Object.freeze(node);

/** The direct children, in the order of their declaration. */
export function childrenOf(node: PlanNode): PlanNode[] {
  const children: PlanNode[] = [];
  for (const [field, shape] of fieldsOfKind[node.kind]) {
    const value = (node as Loose)[field];
    if (value === undefined) continue;
    if (shape === 'one') children.push(value);
    else if (shape === 'many') children.push(...value);
    else for (const row of value) children.push(...row);
  }
  return children;
}

/** The direct children that are expressions. */
export const expressionsOf = (node: PlanNode): Expression[] => childrenOf(node).filter(isExpression);

/** A node with other children; a field keeps the class of its node (a SortOrder stays one), which is for `f` to heed. */
export function mapChildren<N extends PlanNode>(node: N, f: (child: any) => PlanNode): N {
  let changed: Loose | undefined;
  const set = (field: string, value: unknown) => {
    changed ??= { ...node };
    changed[field] = value;
  };
  for (const [field, shape] of fieldsOfKind[node.kind]) {
    const value = (node as Loose)[field];
    if (value === undefined) continue;
    const mapped =
      shape === 'one' ? f(value) : shape === 'many' ? mapList(value, f) : mapList(value as PlanNode[][], row => mapList(row, f));
    if (mapped !== value) set(field, mapped);
  }
  return changed === undefined ? node : (Object.freeze(changed) as N);
}

function mapList<T>(list: readonly T[], f: (each: T) => unknown): readonly unknown[] {
  let changed: unknown[] | undefined;
  list.forEach((each, index) => {
    const mapped = f(each);
    if (mapped !== each) changed ??= list.slice(0, index);
    changed?.push(mapped);
  });
  return changed ?? list;
}

/** Rewrites children first, then the node that holds them. Goes into subqueries too. */
export function transformUp<N extends PlanNode>(node: N, f: (node: PlanNode) => PlanNode): N {
  return f(mapChildren(node, child => transformUp(child, f))) as N;
}

/** Rewrites a node first, then the children of what it became. */
export function transformDown<N extends PlanNode>(node: N, f: (node: PlanNode) => PlanNode): N {
  return mapChildren(f(node), child => transformDown(child, f)) as N;
}

/** Rewrites expressions only, children first; relations below, those of subqueries too, are left alone. */
export function transformExpression(expression: Expression, f: (expression: Expression) => Expression): Expression {
  return f(mapChildren(expression, child => (isExpression(child) ? transformExpression(child, f) : child)));
}

/** Calls `f` for a node and all below it, parents first. When `f` gives false, the walk leaves out what is below that node. */
export function visit(node: PlanNode, f: (node: PlanNode) => unknown): void {
  if (f(node) === false) return;
  for (const child of childrenOf(node)) visit(child, f);
}

export function findNode<N extends PlanNode>(node: PlanNode, is: (node: PlanNode) => node is N): N | undefined {
  if (is(node)) return node;
  for (const child of childrenOf(node)) {
    const found = findNode(child, is);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Replaces each `IDENTIFIER(expression)`: `evaluate` gives the name in its parts.
 * What stands for it may hold such clauses again.
 */
export function resolveIdentifierClauses(plan: LogicalPlan, evaluate: (identifier: Expression) => readonly string[]): LogicalPlan {
  return transformDown<PlanNode>(plan, function resolve(node): PlanNode {
    switch (node.kind) {
      case 'identifierClauseRelation':
      case 'identifierClauseCommand':
        return resolve(node.build(evaluate(node.identifier)));
      case 'identifierClauseExpression':
        return resolve(node.build(evaluate(node.identifier), node.arguments));
      default:
        return node;
    }
  }) as LogicalPlan;
}
