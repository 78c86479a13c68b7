/** The engine's own functions, by name: what RDD operators put into a lineage instead of a closure. */

import type { Builtin } from './builtins/builtin.js';
import { joinBuiltins } from './builtins/joins.js';
import { numberBuiltins } from './builtins/numbers.js';
import { partitionBuiltins } from './builtins/partitions.js';
import { samplingBuiltins } from './builtins/samples.js';
import { expressionOf, keyExpression, valueExpression, valueRow } from './pipeline/emitter.js';
import { compareKeys } from './shuffle/key-ordering.js';
import { rowsOf } from './shuffle/pair-batches.js';
import { readShuffle } from './shuffle/shuffle-reader.js';

type Compare = (a: unknown, b: unknown) => number;

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
    makeSpilling: (spill, createCombiner, mergeValue, mergeCombiners) => {
      const aggregator = { createCombiner, mergeValue, mergeCombiners };
      return (rows: Iterable<readonly [unknown, unknown]>) =>
        rowsOf(readShuffle({ source: { rows }, values: spill.values, aggregator, spill }));
    },
  },
  ...joinBuiltins,
  ...samplingBuiltins,
  ...numberBuiltins,
  ...partitionBuiltins,
  forEachPartition: {
    make: (f: Function) => (rows: Iterable<unknown>) => {
      f(rows);
    },
  },
};
