/** What the driver asks the compiler's thread, and what it answers. Plain data. */
import type { CompletionItem, DefinitionInfo, Diagnostic, Origin } from './cell.js';

/** What the thread is started with. */
export interface CompilerData {
  readonly cwd: string;
  /** Declarations that `import ... from 'ts-spark-shell'` means: our own `dist/index.d.ts`. */
  readonly packageTypes: string;
  /** What cells know without an import. */
  readonly preloaded: readonly PreloadedDeclarations[];
}

/** A cell of its own, so that a statement reads the declarations of no more than it names. */
export type PreloadedDeclarations = { readonly cell: number } & (
  | { readonly name: string; readonly type: string }
  /** All that the module exports, when no names are given. */
  | { readonly module: string; readonly names: readonly string[] | undefined; readonly members: readonly string[] }
);

export interface CompileRequest {
  readonly type: 'compile';
  /** Number of the cell in `$cellN`. */
  readonly cell: number;
  readonly text: string;
  readonly origin: Origin;
  /** Directory that relative imports start from. */
  readonly directory: string;
  readonly nextResult: number;
  readonly settings: CompileSettings;
}

export interface CompileSettings {
  readonly typecheck: boolean;
  readonly noImplicitAny: boolean;
}

/** `local = $imports[index][imported]`; `imported` is `*` for the namespace, `default` for the default export. */
export interface ImportBinding {
  readonly local: string;
  readonly imported: string;
}

export interface ModuleImport {
  readonly specifier: string;
  readonly bindings: readonly ImportBinding[];
}

/** How the emitted function runs: to its end, in steps that yield what they await, or as an async function. */
export type RunMode = 'plain' | 'steps' | 'async';

/** From emitted columns to the person's: `[emitted, own, emitted, own, ...]` per line (counted from 0 in the cell), ascending. */
export type ColumnMap = Readonly<Record<number, readonly number[]>>;

export interface CompiledDefinition extends DefinitionInfo {
  /** Whether there is a value under `$cellN.name`. */
  readonly hasValue: boolean;
}

export interface CompiledCell {
  readonly status: 'compiled';
  readonly javascript: string;
  readonly mode: RunMode;
  readonly columns: ColumnMap;
  /** Of the emitted text to the cell's lines, when types could not just be blanked out. */
  readonly sourceMap?: string;
  readonly lineCount: number;
  readonly imports: readonly ModuleImport[];
  readonly importTexts: readonly { readonly text: string; readonly names: readonly string[] }[];
  readonly definitions: readonly CompiledDefinition[];
  /** Variables of earlier cells that a statement of this one assigns. */
  readonly mutated: readonly DefinitionInfo[];
  /** The last expression, with its name. `isVoid`: nothing to print. */
  readonly result?: { readonly name: string; readonly type: string; readonly isVoid: boolean };
  /** Names `resN` that the cell takes. */
  readonly resultCount: number;
  readonly warnings: readonly Diagnostic[];
}

export type CompileResponse =
  | { readonly status: 'incomplete' }
  | { readonly status: 'rejected'; readonly diagnostics: readonly Diagnostic[]; readonly resultCount: number }
  | CompiledCell;

export interface CompiledModule {
  readonly javascript: string;
  readonly sourceMap: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Statement {
  readonly text: string;
  readonly origin: Origin;
  readonly complete: boolean;
}

export type TypeAnswer = { readonly type: string; readonly expanded: string } | { readonly diagnostics: readonly Diagnostic[] };

/** Every request with its answer. */
export interface CompilerCalls {
  compile(request: Omit<CompileRequest, 'type'>): CompileResponse;
  /** The cell has run: these of its names exist from now on. */
  commit(request: { readonly cell: number; readonly names: readonly string[]; readonly lastResult: string | undefined }): void;
  split(request: { readonly text: string; readonly origin: Origin }): readonly Statement[];
  isIncomplete(request: { readonly text: string }): boolean;
  typeOf(request: { readonly text: string; readonly kind: 'expression' | 'type' }): TypeAnswer;
  completionsAt(request: { readonly text: string; readonly offset: number }): {
    readonly from: number;
    readonly items: readonly CompletionItem[];
  };
  quickInfoAt(request: {
    readonly text: string;
    readonly offset: number;
  }): { readonly signature: string; readonly documentation: string } | undefined;
  emittedOf(request: { readonly name: string }): { readonly javascript: string; readonly declaration: string } | undefined;
  sourceOf(request: { readonly name: string }): string | undefined;
  warnings(request: {}): readonly Diagnostic[];
  /** Names of the preloaded cells that mean what they meant at the start. */
  preloadedNames(request: {}): readonly { readonly cell: number; readonly names: readonly string[] }[];
  compileModule(request: { readonly path: string; readonly typecheck: boolean }): CompiledModule;
  reset(request: {}): void;
  /** Writes the code cache and ends the thread. */
  close(request: {}): void;
}

export type CompilerCallName = keyof CompilerCalls;
export type CompilerRequest = {
  [K in CompilerCallName]: { readonly call: K; readonly with: Parameters<CompilerCalls[K]>[0] };
}[CompilerCallName];
