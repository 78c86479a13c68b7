/**
 * A session at the prompt: what commands and loops see. It owns the session's state (settings, entries) and runs text; it knows no
 * terminal: lines come from a `LineSource`, text leaves through the `Output`.
 */
import { readFile } from 'node:fs/promises';
import type { Diagnostic, Origin } from '../compiler/cell.js';
import type { CellOutcome, Interpreter } from '../compiler/interpreter.js';
import type { SparkContext } from '../context/spark-context.js';
import { mapStack } from '../errors/error-text.js';
import { UsageError } from '../errors/spark-error.js';
import type { SparkSession } from '../sql/session.js';
import { BufferedLines } from './buffered-lines.js';
import { continuesExpression } from './cell-cutter.js';
import type { History } from './history.js';
import { runLines } from './line-runner.js';
import { InputAbandoned, type LineSource } from './line-source.js';
import type { ShellOptions } from './options.js';
import type { Printer, ShellSettings } from './printer.js';

/** Where a session's text goes. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** How wide the screen is. */
  columns(): number;
}

export interface ShellParts {
  readonly interpreter: Interpreter;
  readonly spark: SparkSession;
  readonly options: ShellOptions;
  readonly printer: Printer;
  readonly history: History;
  readonly output: Output;
  readonly source: LineSource;
  /** Names that every session starts with: `sc`, `spark`, ... */
  readonly preloadedNames: readonly string[];
  /** Nobody types: a failed statement stops what is read, unless `--keep-going`. */
  readonly isScript: boolean;
  /** Puts text into the line being edited; absent where no line is. */
  readonly insertLine?: (text: string) => void;
  /** Called when Ctrl-C has stopped a statement, before anything is printed. */
  readonly onInterrupted?: () => void;
  /** Stands around the cancelling of jobs, during which another Ctrl-C ends the process. */
  readonly aroundCancelling?: <T>(cancel: () => T) => T;
}

export interface RunFileOptions {
  /** Print each line behind a prompt before it runs. */
  readonly verbose?: boolean;
  /** The session's `args` is set to these first. */
  readonly args?: readonly string[];
  readonly stopOnError?: boolean;
}

export interface CellRules {
  /** A successful cell is an entry of the session. */
  readonly record?: boolean;
  /** The cell stands on the screen, behind the prompt. */
  readonly typed?: boolean;
  /** Definitions and results are not printed. */
  readonly quiet?: boolean;
}

/** What a process that SIGINT ended leaves with. */
const interruptedCode = 130;

/** Ends the loops; the process ends with `code`. */
export class ShellExit extends Error {
  override readonly name = 'ShellExit';
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

export class Shell {
  readonly interpreter: Interpreter;
  readonly spark: SparkSession;
  readonly options: ShellOptions;
  readonly printer: Printer;
  readonly history: History;
  readonly settings: ShellSettings;
  readonly preloadedNames: readonly string[];
  /** Successful inputs in order, for `:save` and `:replay`; a file that ran is its `:load` line. */
  readonly entries: string[] = [];
  /** Something has failed: the exit code of a script. */
  failed = false;
  readonly #parts: ShellParts;
  #source: LineSource;
  #isRecording = true;
  #cellCount = 0;
  /** What a line that starts with `.` goes on with: the value that was named last. */
  #lastName: string | undefined;

  constructor(parts: ShellParts) {
    this.#parts = parts;
    this.interpreter = parts.interpreter;
    this.spark = parts.spark;
    this.options = parts.options;
    this.printer = parts.printer;
    this.history = parts.history;
    this.settings = parts.printer.settings;
    this.preloadedNames = parts.preloadedNames;
    this.#source = parts.source;
  }

  get sc(): SparkContext {
    return this.spark.sparkContext;
  }

  /** A failed statement ends the script that holds it. */
  get stopsOnError(): boolean {
    return this.#parts.isScript && !this.options.keepGoing;
  }

  /** Prints a text and ends the line. */
  print(text: string): void {
    this.#parts.output.out(`${text}\n`);
  }

  printError(text: string): void {
    this.#parts.output.err(`${text}\n`);
  }

  /** @param typed the text that they are about, when it stands on the screen behind the prompt */
  printDiagnostics(diagnostics: readonly Diagnostic[], typed?: { text: string; origin: Origin }): void {
    if (diagnostics.length === 0) return;
    const columns = this.#parts.output.columns();
    this.printError(this.printer.diagnostics(diagnostics, typed && { ...typed, columns }));
  }

  /** The place of the next cell that is typed: `<cell 3>`. */
  nextCell(): Origin {
    return { file: `<cell ${++this.#cellCount}>`, line: 1 };
  }

  /**
   * Runs text as if it were typed: its statements and commands one after the other. Successful ones are entries.
   * @returns whether all of them succeeded
   */
  async runText(text: string, origin: Origin = this.nextCell()): Promise<boolean> {
    return this.#runLines(BufferedLines.of(text, origin.file, origin.line), { record: true, stopOnError: this.stopsOnError });
  }

  /** Runs the lines of a file (`:load`); results are printed. */
  async runFile(path: string, { verbose = false, args = [], stopOnError = this.stopsOnError }: RunFileOptions = {}): Promise<boolean> {
    const text = await readFile(path, 'utf8');
    const argsCell = `const args: string[] = ${JSON.stringify(args)}`;
    await this.runCell(argsCell, { file: '<args>', line: 1 });
    this.print(`Loading ${path}...`);
    const done = await this.#runLines(BufferedLines.of(text, path), { verbose, stopOnError });
    this.#record([':load', ...(verbose ? ['-v'] : []), path, ...args].map(quoted).join(' '));
    return done;
  }

  /** Runs text as one cell (`:paste`); the statements of it may refer to each other. @param path of the file that it came from */
  async runBlock(text: string, path?: string): Promise<boolean> {
    const done = await this.runCell(text, path === undefined ? this.nextCell() : { file: path, line: 1 });
    if (done && path !== undefined) this.#record(`:paste ${quoted(path)}`);
    return done;
  }

  /** @returns whether it succeeded; what there is to say is printed */
  async runCell(text: string, origin: Origin, rules: CellRules = {}): Promise<boolean> {
    const outcome = await this.evaluate(text, origin);
    if (outcome.status === 'incomplete') this.#printIncomplete(text, origin);
    return this.report(outcome, text, origin, rules);
  }

  /** Runs a cell and prints nothing. */
  async evaluate(text: string, origin: Origin): Promise<CellOutcome> {
    // A promise that only the person's own code could settle must not let the process end while it is awaited.
    const alive = setInterval(() => {}, 2 ** 30);
    try {
      if (!continuesExpression(text) || this.#lastName === undefined) return await this.interpreter.run(text, origin);
      // A line of its own, so that places in the text stay what they are.
      return await this.interpreter.run(`${this.#lastName}\n${text}`, { file: origin.file, line: origin.line - 1 });
    } finally {
      clearInterval(alive);
    }
  }

  /** Prints what became of a cell. @returns whether it succeeded */
  report(outcome: CellOutcome, text: string, origin: Origin, { record = false, typed = false, quiet = false }: CellRules = {}): boolean {
    switch (outcome.status) {
      case 'done':
        this.printDiagnostics(
          outcome.warnings.filter(({ category }) => category !== 'suggestion'),
          typed ? { text, origin } : undefined,
        );
        this.#printResults(outcome, quiet);
        if (record && text.trim() !== '') this.#record(text);
        return true;
      case 'rejected':
        this.printDiagnostics(outcome.diagnostics, typed ? { text, origin } : undefined);
        break;
      case 'threw':
        this.#printResults(outcome, quiet);
        this.printError(this.printer.error(outcome.error));
        break;
      case 'interrupted':
        this.#parts.onInterrupted?.();
        this.spark.interruptAll();
        if (!this.cancelJobs()) this.printError('Interrupted');
        if (this.#parts.isScript) throw new ShellExit(interruptedCode);
        throw new InputAbandoned();
    }
    this.failed = true;
    return false;
  }

  /** Prints an error that no statement waits for: of a timer, of a promise. */
  reportLate(error: unknown): void {
    mapStack(error, stack => this.interpreter.mapStack(stack));
    this.printError(this.printer.error(error));
    this.failed = true;
  }

  /** `.map(f)` as it stands behind the value that was named last; any other text as it is. */
  withSubject(text: string): string {
    return this.#lastName !== undefined && /^\s*\??\./.test(text) ? this.#lastName + text.trimStart() : text;
  }

  /** Runs `:name args`. @returns whether it succeeded; an error is printed */
  async runCommandLine(line: string): Promise<boolean> {
    const failedBefore = this.failed;
    this.failed = false;
    try {
      const { runCommand } = await import('./commands/run-command.js');
      await runCommand(this, line);
      return !this.failed;
    } catch (error) {
      if (error instanceof ShellExit) {
        this.failed ||= failedBefore;
        this.exit(error.code);
      }
      if (error instanceof InputAbandoned) throw error;
      this.printError(this.printer.error(error));
      this.failed = true;
      return false;
    } finally {
      this.failed ||= failedBefore;
    }
  }

  /** The text typed or piped up to Ctrl-D or the end of the input. @throws InputAbandoned after Ctrl-C */
  readUntilEndOfPaste(): Promise<string> {
    return this.#readLines(() => false);
  }

  /** The lines up to one that is `word`. `margin` takes blanks and a bar off each line, `trim` the blanks around it. */
  async readHereDocument(word: string, mode: 'plain' | 'margin' | 'trim'): Promise<string> {
    const text = await this.#readLines(line => line.trim() === word);
    if (mode === 'margin') return text.replace(/^\s*\|/gm, '');
    return mode === 'trim' ? text.replace(/^[^\S\n]+|[^\S\n]+$/gm, '') : text;
  }

  /** Forgets every name, result and entry. */
  reset(): void {
    this.interpreter.reset();
    this.entries.length = 0;
    this.#lastName = undefined;
  }

  /** Puts text into the line being edited. */
  insertLine(text: string): void {
    if (this.#parts.insertLine) this.#parts.insertLine(text);
    else this.print(text);
  }

  /** Ends the session. A script that has failed ends with 1 even where it asks for 0. */
  exit(code = 0): never {
    throw new ShellExit(code === 0 && this.#parts.isScript && this.failed ? 1 : code);
  }

  /** After Ctrl-C: cancels what the interrupted statement had submitted. @returns whether there was anything */
  cancelJobs(): boolean {
    if (!this.sc.hasActiveJobs) return false;
    this.printError('Cancelling all active jobs, this can take a while. Press Ctrl+C again to exit now.');
    const cancel = () => this.sc.cancelAllJobs('because SparkContext received an interrupt');
    const endings = this.#parts.aroundCancelling ? this.#parts.aroundCancelling(cancel) : cancel();
    for (const ending of endings) this.printError(this.printer.error(ending));
    return true;
  }

  #printResults({ definitions, result }: Pick<CellOutcome & { status: 'done' }, 'definitions' | 'result'>, quiet: boolean): void {
    const named = result ?? definitions.findLast(({ kind }) => kind === 'const' || kind === 'let' || kind === 'var');
    if (named) this.#lastName = named.name;
    if (quiet) return;
    const text = this.printer.results(definitions, result, this.#importsOf(definitions.filter(({ kind }) => kind === 'import')));
    if (text !== '') this.print(text);
  }

  /** The import statements that define these names, as they were typed. */
  #importsOf(defined: readonly { name: string }[]): string[] {
    if (defined.length === 0) return [];
    const names = new Set(defined.map(({ name }) => name));
    const found: string[] = [];
    for (const { text, names: imported } of this.interpreter.imports().toReversed()) {
      if (!imported.some(name => names.delete(name))) continue;
      for (const name of imported) names.delete(name);
      found.unshift(text);
    }
    return found;
  }

  #printIncomplete(text: string, origin: Origin): void {
    const { file, line } = this.interpreter.split(text, origin).at(-1)?.origin ?? origin;
    this.printError(`${file}:${line}: the statement that starts here is incomplete at the end of the input`);
  }

  async #runLines(lines: BufferedLines, rules: Parameters<typeof runLines>[2]): Promise<boolean> {
    const [outer, wasRecording] = [this.#source, this.#isRecording];
    this.#source = lines;
    this.#isRecording &&= rules.record ?? false;
    try {
      return await runLines(this, lines, rules);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.printError(error.message);
      this.failed = true;
      return false;
    } finally {
      this.#source = outer;
      this.#isRecording = wasRecording;
    }
  }

  /** What a file does is not an entry of its own: the file is. */
  #record(entry: string): void {
    if (this.#isRecording) this.entries.push(entry);
  }

  async #readLines(isEnd: (line: string) => boolean): Promise<string> {
    const lines: string[] = [];
    for (let line = await this.#source.next('none'); line !== undefined && !isEnd(line); line = await this.#source.next('none'))
      lines.push(line);
    return lines.join('\n');
  }
}

const quoted = (word: string) => (/[\s"']/.test(word) ? JSON.stringify(word) : word);
