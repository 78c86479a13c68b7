/**
 * The interpreter of a session. A cell is compiled to a function; its names are the properties of `$cellN`, accessors to the function's
 * own bindings, through which later cells (and the closures they ship) read and assign them. Compiled code says `$cell3.limit`, so
 * that a closure keeps the definition it was compiled against while a `let` stays live.
 */
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { SparkError } from '../errors/spark-error.js';
import type { DefinitionInfo, Diagnostic, Origin } from './cell.js';
import { type CompilerClient, freeCellNumber, startCompiler } from './compiler-client.js';
import type { CompiledCell } from './compiler-protocol.js';
import { Evaluator, Interrupted } from './evaluator.js';
import type { CellOutcome, Definition, Interpreter, InterpreterOptions } from './interpreter.js';
import { ModuleLoader, ModuleRejected } from './module-loader.js';
import { type Position, SourcePositions } from './source-positions.js';

type CellObject = Record<string, unknown>;

interface LiveName {
  readonly info: DefinitionInfo;
  /** undefined for types. */
  readonly cell: CellObject | undefined;
  readonly cellNumber: number;
}

type Imports = readonly Record<string, unknown>[];
/** What the compiled text evaluates to. */
type CellFactory = (bind: (cell: CellObject) => void, imports: Imports, meta: unknown) => () => unknown;

const globals = globalThis as unknown as Record<string, unknown>;

export class SessionInterpreter implements Interpreter {
  settings: Record<string, string | boolean>;
  readonly #options: InterpreterOptions;
  readonly #cwd: string;
  readonly #compiler: CompilerClient;
  readonly #evaluator = new Evaluator();
  readonly #positions = new SourcePositions();
  readonly #modules: ModuleLoader;
  readonly #packageModule: () => unknown;
  readonly #nameToLive = new Map<string, LiveName>();
  readonly #cells = new Set<number>();
  readonly #globalsBefore: (readonly [string, PropertyDescriptor | undefined])[];
  #imports: { text: string; names: readonly string[]; cell: number }[] = [];
  #nextResult = 0;
  #nextCell: number;
  #directory: string;

  constructor(options: InterpreterOptions) {
    this.#options = options;
    this.#cwd = options.cwd ?? process.cwd();
    this.#directory = this.#cwd;
    this.settings = { typecheck: options.typecheck ?? true, noImplicitAny: false };
    this.#compiler =
      options.compiler ??
      startCompiler({
        cwd: this.#cwd,
        preloaded: options.preloaded,
        ...(options.preloadedModules === undefined ? {} : { preloadedModules: options.preloadedModules }),
        ...(options.packageTypes === undefined ? {} : { packageTypes: options.packageTypes }),
      });
    this.#packageModule = options.packageModule ?? (() => import(new URL('../index.js', import.meta.url).href));
    this.#modules = new ModuleLoader({
      compiler: this.#compiler,
      positions: this.#positions,
      typecheck: () => this.settings.typecheck !== false,
      packageModule: this.#packageModule,
      onModule: options.onModule,
    });
    this.#nextCell = this.#compiler.firstCell;
    this.#globalsBefore = ['$import', 'require', '__filename', '__dirname'].map(name => [
      name,
      Object.getOwnPropertyDescriptor(globalThis, name),
    ]);
    defineGlobal('$import', (specifier: string) => this.#modules.import(specifier, this.#directory));
    defineGlobal('require', createRequire(join(this.#cwd, 'cell.js')));
    this.#definePreloaded();
  }

  get nextResult(): number {
    return this.#nextResult;
  }

  async run(text: string, origin: Origin): Promise<CellOutcome> {
    const cellNumber = freeCellNumber(this.#nextCell);
    const { file, directory } = this.#placeOf(origin);
    const compiled = this.#compiler.call('compile', {
      cell: cellNumber,
      text,
      origin,
      directory,
      nextResult: this.#nextResult,
      settings: { typecheck: this.settings.typecheck !== false, noImplicitAny: this.settings.noImplicitAny === true },
    });
    if (compiled.status === 'incomplete') return compiled;
    this.#nextResult += compiled.resultCount;
    if (compiled.status === 'rejected') return { status: 'rejected', diagnostics: compiled.diagnostics };
    if (compiled.result !== undefined) this.#nextResult = Math.max(this.#nextResult, Number(compiled.result.name.slice(3)) + 1);
    this.#nextCell = cellNumber + 1;
    this.#positions.add(origin.file, origin.line, compiled.lineCount, compiled.columns, compiled.sourceMap);

    let cell: CellObject | undefined;
    let thrown: { readonly error: unknown } | undefined;
    try {
      this.#directory = directory;
      if (file !== undefined) this.#enterFile(file, directory);
      const loading = this.#loadImports(compiled, directory);
      const imports = loading instanceof Promise ? await this.#evaluator.settled(loading) : loading;
      if ('rejected' in imports) return { status: 'rejected', diagnostics: imports.rejected };
      const bind = (bound: CellObject) => {
        cell = bound;
        this.#cells.add(cellNumber);
        defineGlobal(`$cell${cellNumber}`, bound);
      };
      const start = factoryOf(compiled, origin)(bind, imports, metaOf(file ?? join(directory, '[cell]')));
      if (compiled.mode === 'steps') await this.#evaluator.runSteps(start() as Generator<unknown, unknown>);
      else {
        const ending = this.#evaluator.call(start);
        if (compiled.mode === 'async') await this.#evaluator.settled(ending as Promise<unknown>);
      }
    } catch (error) {
      if (error instanceof Interrupted) return { status: 'interrupted' };
      thrown = { error };
    }
    return this.#finish(compiled, cellNumber, cell, thrown);
  }

  #loadImports(compiled: CompiledCell, directory: string): Imports | Promise<Imports> | { readonly rejected: readonly Diagnostic[] } {
    if (compiled.imports.length === 0) return [];
    try {
      return this.#evaluator.call(() => this.#modules.loadImports(compiled.imports, directory));
    } catch (error) {
      if (error instanceof ModuleRejected) return { rejected: error.diagnostics };
      throw error;
    }
  }

  split(text: string, origin: Origin): { text: string; origin: Origin; complete: boolean }[] {
    return [...this.#compiler.call('split', { text, origin })];
  }

  isIncomplete(text: string): boolean {
    return this.#compiler.call('isIncomplete', { text });
  }

  typeOf(expression: string): { type: string; expanded: string } | { diagnostics: readonly Diagnostic[] } {
    return this.#compiler.call('typeOf', { text: expression, kind: 'expression' });
  }

  expandType(type: string): { type: string } | { diagnostics: readonly Diagnostic[] } {
    const answer = this.#compiler.call('typeOf', { text: type, kind: 'type' });
    return 'diagnostics' in answer ? answer : { type: answer.expanded };
  }

  completionsAt(text: string, offset: number) {
    return this.#compiler.call('completionsAt', { text, offset });
  }

  quickInfoAt(text: string, offset: number) {
    return this.#compiler.call('quickInfoAt', { text, offset });
  }

  emittedOf(name: string) {
    return this.#compiler.call('emittedOf', { name });
  }

  sourceOf(name: string): string | undefined {
    return this.#compiler.call('sourceOf', { name });
  }

  definitions(): readonly Definition[] {
    return [...this.#nameToLive.values()].map(live => definitionOf(live));
  }

  imports(): readonly { text: string; names: readonly string[] }[] {
    return this.#imports
      .map(({ text, names, cell }) => ({ text, names: names.filter(name => this.#nameToLive.get(name)?.cellNumber === cell) }))
      .filter(({ names }) => names.length > 0);
  }

  preloadedImports(): readonly { text: string; names: readonly string[] }[] {
    const cellToNames = new Map(this.#compiler.call('preloadedNames', {}).map(({ cell, names }) => [cell, names]));
    const labelToNames = new Map<string, string[]>();
    for (const { module, label } of this.#options.preloadedModules ?? []) {
      const names = cellToNames.get(this.#compiler.moduleToCell.get(module)!) ?? [];
      labelToNames.set(label, [...(labelToNames.get(label) ?? []), ...names]);
    }
    return [...labelToNames].map(([text, names]) => ({ text, names }));
  }

  lastWarnings(): readonly Diagnostic[] {
    return this.#compiler.call('warnings', {});
  }

  mapPosition(position: Position): Position {
    return this.#positions.map(position);
  }

  mapStack(stack: string): string {
    return this.#positions.mapStack(stack);
  }

  reset(): void {
    for (const cell of this.#cells) delete globals[`$cell${cell}`];
    this.#cells.clear();
    this.#nameToLive.clear();
    this.#imports = [];
    this.#nextResult = 0;
    this.#positions.clear();
    this.#compiler.send('reset', {});
    this.#definePreloaded();
  }

  interrupt(): void {
    this.#evaluator.abandon();
  }

  async close(): Promise<void> {
    for (const cell of this.#cells) delete globals[`$cell${cell}`];
    for (const [name, before] of this.#globalsBefore) {
      if (before === undefined) delete globals[name];
      else Object.defineProperty(globalThis, name, before);
    }
    await this.#compiler.close();
  }

  #definePreloaded(): void {
    const { nameToCell, moduleToCell } = this.#compiler;
    for (const [name, { value, type }] of Object.entries(this.#options.preloaded)) {
      const cell: CellObject = { [name]: value };
      const cellNumber = nameToCell.get(name)!;
      this.#nameToLive.set(name, { info: { name, kind: 'const', type }, cell, cellNumber });
      this.#cells.add(cellNumber);
      defineGlobal(`$cell${cellNumber}`, cell);
    }
    for (const { module, load } of this.#options.preloadedModules ?? []) {
      const cellNumber = moduleToCell.get(module)!;
      this.#cells.add(cellNumber);
      Object.defineProperty(globalThis, `$cell${cellNumber}`, { get: load, configurable: true, enumerable: false });
    }
  }

  /** `<cell 3>` lies in the working directory, a file in its own. */
  #placeOf(origin: Origin): { file: string | undefined; directory: string } {
    if (origin.file.startsWith('<')) return { file: undefined, directory: this.#cwd };
    const file = isAbsolute(origin.file) ? origin.file : resolve(this.#cwd, origin.file);
    return { file, directory: dirname(file) };
  }

  #enterFile(file: string, directory: string): void {
    defineGlobal('require', createRequire(file));
    defineGlobal('__filename', file);
    defineGlobal('__dirname', directory);
  }

  #finish(
    compiled: CompiledCell,
    cellNumber: number,
    cell: CellObject | undefined,
    thrown: { readonly error: unknown } | undefined,
  ): CellOutcome {
    const defined: Definition[] = [];
    for (const { hasValue, ...info } of compiled.definitions) {
      if (!hasValue) {
        defined.push({ ...info, value: undefined });
        this.#nameToLive.set(info.name, { info, cell: undefined, cellNumber });
      } else if (cell !== undefined && isInitialised(cell, info.name, thrown !== undefined && info.kind === 'var')) {
        const live: LiveName = { info, cell, cellNumber };
        defined.push(definitionOf(live));
        // Defined again, a name moves to the end of the list.
        this.#nameToLive.delete(info.name);
        this.#nameToLive.set(info.name, live);
      }
    }
    const names = defined.map(({ name }) => name);
    this.#imports.push(...compiled.importTexts.map(entry => ({ ...entry, cell: cellNumber })));
    if (thrown !== undefined) {
      this.#compiler.send('commit', { cell: cellNumber, names, lastResult: undefined });
      this.#mapError(thrown.error);
      return { status: 'threw', error: thrown.error, definitions: defined };
    }
    for (const info of compiled.mutated) {
      const live = this.#nameToLive.get(info.name);
      if (live !== undefined) defined.push({ ...info, value: definitionOf(live).value });
    }
    const { result } = compiled;
    let lastResult: Definition | undefined;
    if (result !== undefined && !result.isVoid && cell !== undefined) {
      const live: LiveName = { info: { name: result.name, kind: 'const', type: result.type }, cell, cellNumber };
      this.#nameToLive.set(result.name, live);
      names.push(result.name);
      lastResult = definitionOf(live);
    }
    this.#compiler.send('commit', { cell: cellNumber, names, lastResult: lastResult?.name });
    const isShown = lastResult !== undefined && lastResult.value !== undefined;
    return { status: 'done', definitions: defined, ...(isShown ? { result: lastResult! } : {}), warnings: compiled.warnings };
  }

  /** The person's places in the stack, and in those of the causes. */
  #mapError(error: unknown): void {
    const seen = new Set<unknown>();
    for (let each = error; each instanceof Error && !seen.has(each); each = each.cause) {
      seen.add(each);
      if (typeof each.stack !== 'string' || (each instanceof SparkError && each.hasMappedStack)) continue;
      try {
        each.stack = this.#positions.mapStack(each.stack);
      } catch {
        // A frozen error keeps the stack that it has.
      }
    }
  }
}

function factoryOf(compiled: CompiledCell, origin: Origin): CellFactory {
  // The first line of the emitted text is ours and stands above the person's first.
  return new Script(compiled.javascript, { filename: origin.file, lineOffset: origin.line - 2 }).runInThisContext() as CellFactory;
}

function metaOf(file: string): object {
  return {
    url: pathToFileURL(file).href,
    filename: file,
    dirname: dirname(file),
    resolve: (specifier: string) => createRequire(file).resolve(specifier),
  };
}

function definitionOf({ info, cell }: LiveName): Definition {
  return { ...info, value: cell?.[info.name] };
}

/** Reading a `const` or `let` that the cell never came to throws. A `var` it never came to is undefined. */
function isInitialised(cell: CellObject, name: string, mayBeUnset: boolean): boolean {
  try {
    return cell[name] !== undefined || !mayBeUnset;
  } catch {
    return false;
  }
}

function defineGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
