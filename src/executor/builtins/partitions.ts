/** Functions over whole partitions, and the parts of aggregations. */
import { type PipeCommand, pipedLines } from '../pipe-process.js';
import { newCombinerClass } from '../shuffle/append-only-map.js';
import { keyEquals } from '../shuffle/java-hash.js';
import { compareKeys } from '../shuffle/key-ordering.js';
import { nonNegativeMod } from '../shuffle/partitioner.js';
import type { Builtins, Compare } from './builtin.js';

type Fold = (accumulated: unknown, row: unknown) => unknown;

export const partitionBuiltins: Builtins = {
  /** A fresh zero at each call. */
  zero: { make: (value: unknown) => (typeof value === 'function' ? copierOf(value as () => unknown) : () => value) },
  /** The first value of a key merged into a zero. */
  startFrom: { make: (zero: () => unknown, f: Fold) => (value: unknown) => f(zero(), value) },
  aggregate: {
    make: (zero: () => unknown, f: Fold) => (rows: Iterable<unknown>) => {
      let accumulated = zero();
      for (const row of rows) accumulated = f(accumulated, row);
      return [accumulated];
    },
  },
  /** The rows of a partition merged into one; none when it is empty. */
  reducePartition: {
    make: (f: Fold) => (rows: Iterable<unknown>) => {
      let [result, hasRows]: [unknown, boolean] = [undefined, false];
      for (const row of rows) {
        result = hasRows ? f(result, row) : row;
        hasRows = true;
      }
      return hasRows ? [result] : [];
    },
  },
  /** Partial results keyed by the partition that merges them. */
  keyByModulus: {
    make: (modulus: number) =>
      function* (rows: Iterable<unknown>, partition: number) {
        for (const row of rows) yield [partition % modulus, row];
      },
  },
  pipe: {
    make:
      (command: PipeCommand, printPipeContext?: Parameters<typeof pipedLines>[2], printRddElement?: Parameters<typeof pipedLines>[3]) =>
      (rows: Iterable<unknown>) =>
        pipedLines(rows, command, printPipeContext, printRddElement),
  },
  keyEquals: { make: (key: unknown) => (row: readonly [unknown, unknown]) => keyEquals(row[0], key) },
  /** Where PySpark's `partitionFunc` sends a key. */
  modulo: { make: (f: (key: unknown) => number, modulus: number) => (key: unknown) => nonNegativeMod(f(key), modulus) },
  /** Rows of a partition and how often each is there. */
  countValues: {
    make: () => (rows: Iterable<unknown>) => {
      const map = new (newCombinerClass('arrival'))({
        createCombiner: () => 1,
        mergeValue: (count: number) => count + 1,
        mergeCombiners: (a: unknown) => a,
      });
      for (const row of rows) map.combine(row, undefined);
      return Array.from({ length: map.size }, (_, entry) => [map.keys[entry], map.combiners[entry]]);
    },
  },
  distinctRows: {
    make: () => (rows: Iterable<unknown>) => {
      const map = new (newCombinerClass())({ createCombiner: () => null, mergeValue: () => null, mergeCombiners: () => null });
      for (const row of rows) map.combine(row, null);
      return Array.from(map.order(), entry => map.keys[entry]);
    },
  },
  /** A function of the rows, which is not to see the partition's index. */
  rowsOnly: { make: (f: Function) => (rows: Iterable<unknown>) => f(rows) },
  keyInRange: {
    make:
      (lower: unknown, upper: unknown, compare: Compare = compareKeys) =>
      (row: readonly [unknown, unknown]) =>
        compare(row[0], lower) >= 0 && compare(row[0], upper) <= 0,
  },
};

/** Decoding costs more than copying what is flat. */
function copierOf(decode: () => unknown): () => unknown {
  const value = decode();
  if (Array.isArray(value) && value.every(isPrimitive)) return () => value.slice();
  if (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPrimitive)
  ) {
    return () => ({ ...value });
  }
  return decode;
}

const isPrimitive = (value: unknown): boolean => (typeof value !== 'object' && typeof value !== 'function') || value === null;
