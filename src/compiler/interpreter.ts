/** Runs cells: text -> compiled in the compiler's thread -> evaluated here, on the driver. One a session. */
import type { CompletionItem, DefinitionInfo, Diagnostic, Origin } from './cell.js';
import type { CompilerClient } from './compiler-client.js';
import { SessionInterpreter } from './session-interpreter.js';
import type { Position } from './source-positions.js';

export { type CompilerClient, type CompilerOptions, startCompiler } from './compiler-client.js';
export type { Position } from './source-positions.js';

/** A preloaded name (`sc`, `spark`): its value and its type as TypeScript text, such as `import('ts-spark-shell').SparkContext`. */
export interface Preloaded {
  readonly value: unknown;
  readonly type: string;
}

/** A module whose exports cells know without an import. Its declarations are read and it is loaded with the first use of one of them. */
export interface PreloadedModule {
  /** `ts-spark-shell`, or a part of it: `ts-spark-shell#sql/functions` are the declarations beside it in `sql/functions.d.ts`. */
  readonly module: string;
  /** Those of the exports; all of them when absent. */
  readonly names?: readonly string[];
  /** Members that it adds to types of other modules: a statement that has such a word reads its declarations. */
  readonly members?: readonly string[];
  /** How it is told of. */
  readonly label: string;
  readonly load: () => unknown;
}

export interface InterpreterOptions {
  readonly preloaded: Readonly<Record<string, Preloaded>>;
  readonly preloadedModules?: readonly PreloadedModule[];
  /** Where imports of what is typed start; `process.cwd()` by default. */
  readonly cwd?: string;
  /** false: run what does not type-check, with its errors as warnings (`settings.typecheck`). */
  readonly typecheck?: boolean;
  /** A thread that was started before, with the same names; else one is started now. */
  readonly compiler?: CompilerClient;
  /** The declarations that `ts-spark-shell` means; our own `dist/index.d.ts` by default. */
  readonly packageTypes?: string;
  /** What `import ... from 'ts-spark-shell'` gives; our own `dist/index.js` by default. */
  readonly packageModule?: () => unknown;
  /** Called once for each module of Node or of a package that the session loads. */
  readonly onModule?: (specifier: string, resolvedPath: string, namespace: unknown) => void;
}

export interface Definition extends DefinitionInfo {
  /** undefined for types. */
  readonly value: unknown;
}

export type CellOutcome =
  /** More lines are needed; nothing ran. */
  | { readonly status: 'incomplete' }
  /** Syntax or type errors; nothing ran. */
  | { readonly status: 'rejected'; readonly diagnostics: readonly Diagnostic[] }
  /** Ran to its end. `result` is the last expression's, absent when it is void or undefined or the cell ends in a declaration. */
  | {
      readonly status: 'done';
      readonly definitions: readonly Definition[];
      readonly result?: Definition;
      readonly warnings: readonly Diagnostic[];
    }
  /** Threw after it had defined `definitions`. `error.stack` is mapped to the person's lines and holds their frames only. */
  | { readonly status: 'threw'; readonly error: unknown; readonly definitions: readonly Definition[] }
  | { readonly status: 'interrupted' };

export interface Interpreter {
  /** Runs one cell. Statements without `await` have run when this returns its promise. */
  run(text: string, origin: Origin): Promise<CellOutcome>;
  /** Splits text into its top-level statements, each with its first line; the last may be incomplete. */
  split(text: string, origin: Origin): { text: string; origin: Origin; complete: boolean }[];
  isIncomplete(text: string): boolean;
  /** Type of an expression, without running it. */
  typeOf(expression: string): { type: string; expanded: string } | { diagnostics: readonly Diagnostic[] };
  /** A type expression, fully expanded (`:kind`). */
  expandType(type: string): { type: string } | { diagnostics: readonly Diagnostic[] };
  completionsAt(text: string, offset: number): { from: number; items: readonly CompletionItem[] };
  /** Signature and JSDoc of the name that ends at `offset`; undefined when there is none. */
  quickInfoAt(text: string, offset: number): { signature: string; documentation: string } | undefined;
  /** Emitted JavaScript and declaration of a name of this session (`:javap`). */
  emittedOf(name: string): { javascript: string; declaration: string } | undefined;
  /** The text of the cell that defined a name, results too (`:edit`, `:line`). */
  sourceOf(name: string): string | undefined;
  /** Live names in the order of their definition, with the current value. */
  definitions(): readonly Definition[];
  imports(): readonly { text: string; names: readonly string[] }[];
  /** The preloaded modules, with the names of them that nothing hides. */
  preloadedImports(): readonly { text: string; names: readonly string[] }[];
  /** Suggestions and deprecations of the last cell (`:warnings`). */
  lastWarnings(): readonly Diagnostic[];
  /** `resN` of the next expression. */
  readonly nextResult: number;
  settings: Record<string, string | boolean>;
  /** A place in code that runs (a stack frame of a cell, here or on an executor) -> the same in the person's text. Else unchanged. */
  mapPosition(position: Position): Position;
  /** `error.stack` of any thread with the person's places, without frames of Node and of ours. */
  mapStack(stack: string): string;
  /** Forgets every name but the preloaded ones; `resN` starts at 0 again. */
  reset(): void;
  /** Abandons the cell in flight when it awaits; a cell that runs synchronously is broken by SIGINT itself. */
  interrupt(): void;
  /** Ends the compiler's thread. */
  close(): Promise<void>;
}

export const createInterpreter = (options: InterpreterOptions): Interpreter => new SessionInterpreter(options);
