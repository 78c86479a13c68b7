import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../src/executor/shuffle/pair-batches.js';
import { firstPartition } from '../../../src/executor/shuffle/round-robin.js';
import { readCogroup, readSubtract } from '../../../src/executor/shuffle/shuffle-reader.js';
import { v8Values } from '../v8-values.js';
import { group, hash, runShuffle, sliced, sourceOf, sum, writeShuffle } from './shuffle-run.js';

const recorded: { orders: Record<string, string>; repartition: Record<string, number[]> } = JSON.parse(
  readFileSync(new URL('recorded-orders.json', import.meta.url), 'utf8'),
);

const scalaText = (value: unknown): string => (Array.isArray(value) ? `(${value.map(scalaText)})` : String(value));
const rowsText = (rows: readonly unknown[], separator = ' '): string => rows.map(scalaText).join(separator);
const digest = (keys: readonly unknown[]): string =>
  `${createHash('md5').update(rowsText(keys, ',')).digest('hex')} ${keys.length} ${rowsText(keys.slice(0, 12), ',')}`;
const keysOf = (partitions: readonly any[][]): unknown[] => partitions.flat().map(row => row[0]);

const indices = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10007);
const keySets: Record<string, readonly unknown[]> = {
  strings: indices.map(i => `k${i}`),
  ints: indices,
  negints: indices.map(i => i * 100003 - 500000000),
  longs: indices.map(i => i * 1000003 * 1009 + 5000000000),
  doubles: indices.map(i => i + 0.5),
  tuples: indices.map((key, i) => [key % 100, `k${i % 101}`]),
  small: ['hello', 'world', 'foo', 'bar', 'baz', 'hello', 'spark', 'last', 'line'],
  bools: [true, false, true],
};

describe.each(Object.entries(keySets))('the order of %s is that of Spark', (name, keys) => {
  const slices = sliced(
    keys.map(key => [key, 1]),
    3,
  );

  it.each([2, 7])('after reduceByKey into %i partitions', numPartitions => {
    const rows = runShuffle(slices, hash(numPartitions), { aggregator: sum, mapSideCombine: true });
    expect(digest(keysOf(rows))).toBe(recorded.orders[`${name} reduceByKey${numPartitions}`]);
  });

  it('after groupByKey', () => {
    const rows = runShuffle(slices, hash(3), { aggregator: group, mapSideCombine: false });
    expect(digest(keysOf(rows))).toBe(recorded.orders[`${name} groupByKey3`]);
  });

  it('after cogroup', () => {
    const left = writeShuffle(slices, hash(2));
    const rightKeys = keys.toReversed().slice(0, Math.floor(keys.length / 2));
    const right = writeShuffle(
      sliced(
        rightKeys.map(key => [key, 2]),
        2,
      ),
      hash(2),
    );
    const rows = [0, 1].map(partition => [...rowsOf(readCogroup([sourceOf(left, partition), sourceOf(right, partition)], v8Values))]);
    expect(digest(keysOf(rows))).toBe(recorded.orders[`${name} cogroup2`]);
  });
});

describe('the order of keys with one hash is that of Spark', () => {
  const combined = { aggregator: sum, mapSideCombine: true };
  const ones = (keys: readonly unknown[], slices: number): unknown[][] =>
    sliced(
      keys.map(key => [key, 1]),
      slices,
    );
  const few = ['Aa', 'BB', 'C#', 'AaAa', 'BBBB', 'AaBB', 'BBAa', 'zz'];

  it('for a few', () => {
    expect(rowsText(runShuffle(ones(few, 2), hash(2), combined).flat())).toBe(recorded.orders.coll);
    expect(rowsText(runShuffle(ones(few.toReversed(), 2), hash(2), combined).flat())).toBe(recorded.orders['coll rev']);
  });

  it('for 64 of them', () => {
    const keys = Array.from({ length: 64 }, (_, i) => [0, 1, 2, 3, 4, 5].map(bit => ((i >> bit) % 2 === 0 ? 'Aa' : 'BB')).join(''));
    expect(rowsText(keysOf(runShuffle(ones(keys, 3), hash(2), combined)))).toBe(recorded.orders.coll3);
  });
});

it('null is a key, and comes first', () => {
  const rows = sliced(
    ['b', null, 'a', null, 'c'].map(key => [key, 1]),
    2,
  );
  const partitions = runShuffle(rows, hash(3), { aggregator: sum, mapSideCombine: true });
  expect(partitions.map(partition => rowsText(partition, ',')).join(' | ')).toBe(recorded.orders.nulls);
});

describe('sorting by key', () => {
  const rows = sliced(
    [
      [2, 'a'],
      [1, 'b'],
      [2, 'c'],
      [1, 'd'],
      [2, 'e'],
      [1, 'f'],
    ],
    3,
  );

  it.each([
    [true, 'sort ties'],
    [false, 'sort ties desc'],
  ])('ascending: %s keeps equal keys in their order', (ascending, name) => {
    const partitions = runShuffle(rows, { kind: 'range', numPartitions: 2, ascending, bounds: [1] }, undefined, { ascending });
    expect(partitions.map(partition => rowsText(partition, ',')).join(' | ')).toBe(recorded.orders[name]);
  });
});

describe('repartition', () => {
  it('deals rows out as Spark does', () => {
    const rows = sliced(
      Array.from({ length: 20 }, (_, i) => i + 1),
      3,
    );
    const partitions = runShuffle(rows, { kind: 'roundRobin', numPartitions: 3 });
    expect(partitions.map(partition => partition.join(',')).join(' | ')).toBe(recorded.orders['repart order']);
  });

  it.each(Object.entries(recorded.repartition))('into %s partitions starts where Spark starts', (count, partitions) => {
    const numPartitions = Number(count);
    expect(partitions.map((_, mapIndex) => (firstPartition(mapIndex, numPartitions) + 1) % numPartitions)).toEqual(partitions);
  });
});

describe('subtract', () => {
  it('gives pairs in the order of Spark', () => {
    const left = writeShuffle(
      sliced(
        Array.from({ length: 30 }, (_, i) => [`k${i}`, i]),
        3,
      ),
      hash(2),
    );
    const right = writeShuffle([[['k3', 1]], [['k5', 1]]], hash(2));
    const rows = [0, 1].flatMap(partition => [...rowsOf(readSubtract(sourceOf(left, partition), sourceOf(right, partition), v8Values))]);
    expect(rowsText(rows)).toBe(recorded.orders.subtractByKey);
  });

  it('keeps every value of a key, and knows keys of the right side only', () => {
    const left = { rows: [['a', 1], ['b', 2], ['a', 3], [null, 4]] }; // biome-ignore format: a table
    const right = { rows: [['b', 0], ['c', 0]] }; // biome-ignore format: a table
    expect([...rowsOf(readSubtract(left, right, v8Values))]).toEqual([
      [null, 4],
      ['a', 1],
      ['a', 3],
    ]);
  });
});
