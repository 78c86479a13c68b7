/** An interpreter for tests, with a small package in place of ours. Loaded from `dist/`, since it starts a thread. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CellOutcome, Interpreter, InterpreterOptions } from '../../dist/compiler/interpreter.js';
import { createInterpreter } from '../../dist/compiler/interpreter.js';

export const PACKAGE_TYPES = `
/** A collection. */
export declare class RDD<T> {
  /** Applies \`f\` to each row. */
  map<U>(f: (row: T) => U): RDD<U>;
  collect(): T[];
}
export declare class SparkContext {
  readonly version: string;
  /** @deprecated use \`parallelize\` */
  makeRDD<T>(rows: T[]): RDD<T>;
  parallelize<T>(rows: T[]): RDD<T>;
}
`;

class LocalRdd {
  constructor(readonly rows: readonly unknown[]) {}
  map(f: (row: unknown) => unknown) {
    return new LocalRdd(this.rows.map(row => f(row)));
  }
  collect() {
    return this.rows;
  }
}

export const sc = {
  version: '4.3.0',
  parallelize: (rows: unknown[]) => new LocalRdd(rows),
  makeRDD: (rows: unknown[]) => new LocalRdd(rows),
};

export interface TestInterpreter extends Interpreter {
  readonly cwd: string;
  /** Runs a cell that must end well, and gives its result's value. */
  value(text: string): Promise<unknown>;
  /** Runs a cell named `<cell n>`, with n counted from 1. */
  cell(text: string): Promise<CellOutcome>;
  /** `TS2304 1:5` for each error of a cell that is rejected. */
  errors(text: string): Promise<string[]>;
}

export function newInterpreter(files: Readonly<Record<string, string>> = {}, options: Partial<InterpreterOptions> = {}): TestInterpreter {
  const cwd = mkdtempSync(join(tmpdir(), 'compiler-'));
  for (const [name, text] of Object.entries({ ...files, 'package/index.d.ts': PACKAGE_TYPES })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const interpreter = createInterpreter({
    cwd,
    preloaded: { sc: { value: sc, type: "import('ts-spark-shell').SparkContext" } },
    preloadedModules: [{ module: 'ts-spark-shell', names: ['RDD'], label: 'the package', load: () => ({ RDD: LocalRdd }) }],
    packageTypes: join(cwd, 'package/index.d.ts'),
    packageModule: () => ({ RDD: LocalRdd }),
    ...options,
  });
  let count = 0;
  const cell = (text: string) => interpreter.run(text, { file: `<cell ${++count}>`, line: 1 });
  const { close } = interpreter;
  return Object.assign(interpreter, {
    cwd,
    cell,
    value: async (text: string) => {
      const outcome = await cell(text);
      if (outcome.status === 'rejected') throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
      if (outcome.status === 'threw') throw outcome.error;
      if (outcome.status !== 'done') throw new Error(outcome.status);
      return outcome.result?.value;
    },
    errors: async (text: string) => {
      const outcome = await cell(text);
      if (outcome.status !== 'rejected') throw new Error(`not rejected but ${outcome.status}: ${text}`);
      return outcome.diagnostics.map(({ code, line, column }) => `TS${code} ${line}:${column}`);
    },
    close: async () => {
      await close.call(interpreter);
      rmSync(cwd, { recursive: true });
    },
  });
}
