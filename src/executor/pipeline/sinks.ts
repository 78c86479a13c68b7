/** What a task does with its rows: code before the loop, for each row, and after it. */
import type { Sink } from '../../rdd/lineage.js';
import { type Body, type Emitter, expressionOf, keyExpression, type StageFunction, valueExpression } from './emitter.js';

export interface SinkCode {
  readonly before: string;
  readonly body: Body;
  /** An expression: the function's result. */
  readonly result: string;
}

/** Rows into an array. */
export function arraySink(): SinkCode {
  return { before: 'const out = [];', body: row => `out.push(${expressionOf(row)});`, result: 'out' };
}

/** Pairs into a shuffle writer. */
export function writerSink(writer: string): SinkCode {
  return {
    before: '',
    body: row => (row.kind === 'pair' ? `${writer}.writePair(${row.key}, ${row.value});` : `${writer}.write(${row.expression});`),
    result: `${writer}.finish()`,
  };
}

/** The sinks that see one row at a time. `partition` and `saveAsTextFile` take an iterator: see `task-plan.ts`. */
export function rowSink<Task>(
  sink: Exclude<Sink, { kind: 'partition' | 'saveAsTextFile' | 'saveAsObjectFile' }>,
  emitter: Emitter<Task>,
  functionOf: (sink: { f: unknown }) => StageFunction,
  zero: (sink: { zero: unknown }) => (task: Task) => unknown,
): SinkCode {
  switch (sink.kind) {
    case 'count':
      // The row is evaluated for its effects: a map before count runs, as in Spark.
      return {
        before: 'let n = 0;',
        body: row => `${effectOf(expressionOf(row), row.kind === 'pair' ? [keyExpression(row), valueExpression(row)] : undefined)} n++;`,
        result: 'n',
      };
    case 'collect':
      return arraySink();
    case 'take':
      return {
        before: 'const out = [];',
        body: row => `out.push(${expressionOf(row)}); if (out.length >= ${sink.rowCount}) break done;`,
        result: 'out',
      };
    case 'reduce': {
      const f = emitter.fn(functionOf(sink));
      return {
        before: 'let acc, has = false;',
        body: row => `if (has) acc = ${f}(acc, ${expressionOf(row)}); else { acc = ${expressionOf(row)}; has = true; }`,
        result: 'has ? { value: acc } : {}',
      };
    }
    case 'fold': {
      const f = emitter.fn(functionOf(sink));
      const start = emitter.taskValue('zero', zero(sink));
      return { before: `let acc = ${start};`, body: row => `acc = ${f}(acc, ${expressionOf(row)});`, result: 'acc' };
    }
    case 'foreach': {
      const f = emitter.fn(functionOf(sink));
      return { before: '', body: row => `${f}(${expressionOf(row)});`, result: 'undefined' };
    }
  }
}

const effectOf = (expression: string, pair: string[] | undefined): string =>
  (pair ?? [expression])
    .filter(each => !/^[\w$]+(\[\d\])?$/.test(each))
    .map(each => `${each};`)
    .join(' ');
