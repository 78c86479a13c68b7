/** The words between the shell and the compiler. Plain data: all of it crosses the thread boundary. */

/** Where a cell's text came from: `<cell 3>`, `<stdin>` or a path; `line` is the first line of the text in that source, from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

export interface Diagnostic {
  readonly category: 'error' | 'warning' | 'suggestion';
  /** `TS2322`, as a number. */
  readonly code: number;
  /** The compiler's message; further lines are indented by two spaces a level. */
  readonly message: string;
  /** In the person's own text: line in the source (from 1), column from 1, length in UTF-16 units. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The text of that line. */
  readonly lineText: string;
}

export type DefinitionKind =
  | 'const'
  | 'let'
  | 'var'
  | 'function'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'namespace'
  | 'import'
  | 'mutated';

/** A name that a cell defines, or assigns (`mutated`). `type` is as the compiler prints it; for a function its signature. */
export interface DefinitionInfo {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly type: string;
}

export interface CompletionItem {
  readonly name: string;
  /** TypeScript's ScriptElementKind: `method`, `property`, `const`, `keyword`, ... */
  readonly kind: string;
}
