/** A shell that records what a command asks of it. */
import type { CompletionItem, DefinitionInfo, Diagnostic } from '../../../src/compiler/cell.js';
import { runCommand } from '../../../src/shell/commands/run-command.js';
import type { Shell } from '../../../src/shell/shell.js';

export interface FakeJob {
  jobId: number;
  description: string;
  status: string;
  stages: { stageId: number; done: number; running: number; total: number }[];
  durationMs: number;
}

export class FakeShell {
  /** What was printed, a line each; errors start with `! `. */
  readonly printed: string[] = [];
  /** Calls of the shell's methods, in order. */
  readonly calls: unknown[][] = [];
  readonly entries: string[] = [];
  readonly settings = { silent: false, maxPrintString: 800, maxPrintDepth: 4 };
  readonly preloadedNames = ['sc', 'spark', 'sql'];
  readonly history = {
    entries: [] as string[],
    add(text: string) {
      this.entries.push(text);
    },
  };
  readonly printer = { diagnostics: (found: readonly Diagnostic[]) => found.map(({ message }) => `error: ${message}`).join('\n') };
  /** What `:paste` reads. */
  pasted = '';
  /** What an evaluation gives. */
  outcome: unknown = { status: 'done', definitions: [], warnings: [] };
  /** What inputs do. */
  onRun: (text: string) => boolean = () => true;
  readonly jobs: FakeJob[] = [];
  readonly conf = new Map<string, string>([['spark.app.name', 'Spark shell']]);

  readonly interpreter = {
    settings: { typecheck: true } as Record<string, string | boolean>,
    nextResult: 1,
    definedNames: [] as (DefinitionInfo & { value?: unknown })[],
    importList: [] as { text: string; names: string[] }[],
    warnings: [] as Diagnostic[],
    items: [] as CompletionItem[],
    types: new Map<string, { type: string; expanded: string }>([
      ['sc', { type: 'SparkContext', expanded: 'SparkContext' }],
      ['spark', { type: 'SparkSession', expanded: 'SparkSession' }],
      ['sql', { type: '(text: string) => DataFrame', expanded: '(text: string) => DataFrame' }],
    ]),
    sources: new Map<string, string>(),
    emitted: new Map<string, { javascript: string; declaration: string }>(),
    definitions() {
      return this.definedNames;
    },
    imports() {
      return this.importList;
    },
    preloadedImports() {
      return [{ text: "functions of 'ts-spark-shell'", names: ['upper', 'lower'] }];
    },
    lastWarnings() {
      return this.warnings;
    },
    completionsAt(text: string) {
      return { from: text.search(/\w*$/), items: this.items };
    },
    typeOf(expression: string) {
      return this.types.get(expression) ?? { diagnostics: [{ message: `Cannot find name '${expression}'.` }] };
    },
    expandType(type: string) {
      const found = this.types.get(type);
      return found ? { type: found.expanded } : { diagnostics: [{ message: `Cannot find name '${type}'.` }] };
    },
    isIncomplete: (text: string) => /[({[]\s*$/.test(text),
    emittedOf(name: string) {
      return this.emitted.get(name);
    },
    sourceOf(name: string) {
      return this.sources.get(name);
    },
  };

  readonly sc = {
    jobs: () => this.jobs,
    closureReport: (f: Function) => ({ text: String(f), place: '<cell 1>:1:1', variables: [], bytes: 12, refusal: undefined }),
    cancelJob: (...args: unknown[]) => void this.calls.push(['cancelJob', ...args]),
  };

  readonly spark = {
    sparkContext: this.sc,
    conf: { getAll: this.conf, set: (key: string, value: string) => void this.conf.set(key, value) },
  };

  print = (text: string) => void this.printed.push(...text.split('\n'));
  printError = (text: string) => void this.printed.push(...text.split('\n').map(line => `! ${line}`));
  exit = (...args: unknown[]) => void this.calls.push(['exit', ...args]);
  insertLine = (text: string) => void this.calls.push(['insertLine', text]);
  readUntilEndOfPaste = async () => this.pasted;
  readHereDocument = async (...args: unknown[]) => {
    this.calls.push(['readHereDocument', ...args]);
    return this.pasted;
  };
  runFile = async (...args: unknown[]) => void this.calls.push(['runFile', ...args]);
  runBlock = async (...args: unknown[]) => {
    this.calls.push(['runBlock', ...args]);
    return this.onRun(String(args[0]));
  };
  runText = async (text: string) => {
    this.calls.push(['runText', text]);
    this.entries.push(text);
    return this.onRun(text);
  };
  runCell = async (...args: unknown[]) => {
    this.calls.push(['runCell', ...args]);
    return this.onRun(String(args[0]));
  };
  evaluate = async (...args: unknown[]) => {
    this.calls.push(['evaluate', ...args]);
    return this.outcome;
  };
  report = (...args: unknown[]) => void this.calls.push(['report', ...args]);
  nextCell = () => ({ file: '<cell 1>', line: 1 });
  printDiagnostics = (found: readonly Diagnostic[]) => this.printError(this.printer.diagnostics(found));
  reset = () => {
    this.calls.push(['reset']);
    this.entries.length = 0;
  };

  /** The commands know the real shell; this one has the members that they use. */
  get asShell(): Shell {
    return this as unknown as Shell;
  }

  /** Types a line; what it printed. */
  async type(line: string): Promise<string> {
    const before = this.printed.length;
    await runCommand(this.asShell, line);
    return this.printed.slice(before).join('\n');
  }
}
