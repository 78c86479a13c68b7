/** The engine's own functions, by name: what RDD operators put into a lineage instead of a closure. */

import { expressionOf, keyExpression, type Row, valueExpression, valueRow } from './pipeline/emitter.js';
import { newCombinerClass } from './shuffle/append-only-map.js';
import { compareKeys } from './shuffle/key-ordering.js';

type Compare = (a: unknown, b: unknown) => number;

export interface Builtin {
  /** @param args the node's arguments; functions among them are already functions */
  readonly make: (...args: any[]) => Function;
  readonly inline?: ((row: Row) => Row) | undefined;
}

export const BUILTINS: Readonly<Record<string, Builtin>> = {
  identity: { make: () => (row: unknown) => row, inline: row => row },
  key: { make: () => (pair: [unknown, unknown]) => pair[0], inline: row => valueRow(keyExpression(row)) },
  value: { make: () => (pair: [unknown, unknown]) => pair[1], inline: row => valueRow(valueExpression(row)) },
  pairWithNull: { make: () => (row: unknown) => [row, null], inline: row => ({ kind: 'pair', key: expressionOf(row), value: 'null' }) },
  pairWithOne: { make: () => (row: unknown) => [row, 1], inline: row => ({ kind: 'pair', key: expressionOf(row), value: '1' }) },
  one: { make: () => () => 1 },
  add: { make: () => (a: number, b: number) => a + b },
  first: { make: () => (a: unknown) => a },
  keyBy: { make: (f: Function) => (row: unknown) => [f(row), row] },
  listOf: { make: () => (value: unknown) => [value] },
  append: {
    make: () => (list: unknown[], value: unknown) => {
      list.push(value);
      return list;
    },
  },
  concat: {
    make: () => (list: unknown[], more: unknown[]) => {
      for (const value of more) list.push(value);
      return list;
    },
  },
  glom: { make: () => (rows: Iterable<unknown>) => [Array.from(rows)] },
  countPartition: {
    make: () => (rows: Iterable<unknown>) => {
      let count = 0;
      for (const _ of rows) count++;
      return count;
    },
  },
  /** Pairs each row with its index, given the index of each partition's first row. */
  zipWithIndex: {
    make: (firstIndices: readonly number[]) =>
      function* (rows: Iterable<unknown>, partition: number) {
        let index = firstIndices[partition]!;
        for (const row of rows) yield [row, index++];
      },
  },
  /** Inner join of the two groups of a key. */
  joinGroups: {
    make: () => (groups: readonly [readonly unknown[], readonly unknown[]]) => {
      const joined: unknown[] = [];
      for (const left of groups[0]) for (const right of groups[1]) joined.push([left, right]);
      return joined;
    },
  },
  /** The `count` first rows by a compare function, in order. */
  takeOrdered: {
    make: (count: number, compare: Compare | undefined, descending: boolean) => {
      const order = compare ?? compareKeys;
      const by: Compare = descending ? (a, b) => order(b, a) : order;
      return (rows: Iterable<unknown>) => {
        const kept: unknown[] = [];
        for (const row of rows) {
          kept.push(row);
          // Sorting each time that twice as many have come costs O(log count) a row.
          if (kept.length >= 2 * count + 16) kept.sort(by).splice(count);
        }
        return kept.sort(by).slice(0, count);
      };
    },
  },
  /** A sample of at most `size` rows, each equally likely to be in it, and how many rows there were. */
  sketch: {
    make: (size: number) => (rows: Iterable<unknown>, partition: number) => {
      const sample: unknown[] = [];
      let rowCount = 0;
      let seed = (partition + 1) * 0x9e3779b9;
      for (const row of rows) {
        if (rowCount < size) {
          sample.push(row);
        } else {
          seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
          const slot = Math.floor(((seed >>> 0) / 2 ** 32) * (rowCount + 1));
          if (slot < size) sample[slot] = row;
        }
        rowCount++;
      }
      return [{ rowCount, sample }];
    },
  },
  /** Partitions of equal index, one after the other. */
  chain: {
    make: () =>
      function* (...parents: Iterable<unknown>[]) {
        for (const rows of parents) yield* rows;
      },
  },
  /** A function that takes the partition's index first. */
  indexFirst: { make: (f: Function) => (rows: Iterable<unknown>, partition: number) => f(partition, rows) },
  /** Values of a key merged where they lie: the parent is partitioned by key already. */
  combineByKey: {
    make: (createCombiner: (value: unknown) => unknown, mergeValue: (combiner: unknown, value: unknown) => unknown) =>
      function* (rows: Iterable<readonly [unknown, unknown]>) {
        const map = new (newCombinerClass())({ createCombiner, mergeValue, mergeCombiners: (a: unknown) => a });
        for (const [key, value] of rows) map.combine(key, value);
        for (const entry of map.order()) yield [map.keys[entry], map.combiners[entry]];
      },
  },
  forEachPartition: {
    make: (f: Function) => (rows: Iterable<unknown>) => {
      f(rows);
    },
  },
};
