import { describe, expect, it } from 'vitest';
import type { EncodedRows } from '../../../src/executor/blocks/encoded-rows.js';
import { compareKeys } from '../../../src/executor/shuffle/key-ordering.js';
import { blockOf, type MapOutput } from '../../../src/executor/shuffle/map-output.js';
import { nonNegativeMod, partitionFunction } from '../../../src/executor/shuffle/partitioner.js';
import { hash, runShuffle, sum, writeShuffle } from './shuffle-run.js';

const blocksOf = (output: MapOutput) => Array.from(output.rowCounts.keys(), partition => blockOf(output, partition));

describe('a map output', () => {
  it('has no block where a partition has no rows', () => {
    const [output] = writeShuffle([[[0, 'a'], [2, 'b']]], hash(4)); // biome-ignore format: a table
    expect(blocksOf(output!).map(block => block?.rowCount ?? null)).toEqual([1, null, 1, null]);
    expect(output!.recordCount).toBe(2);
    expect(output!.bytes).toBeGreaterThan(0);
  });

  it('lies in one buffer', () => {
    const [output] = writeShuffle([Array.from({ length: 100 }, (_, i) => [i, i])], hash(10));
    expect(new Set(blocksOf(output!).map(block => (block as EncodedRows).buffer)).size).toBe(1);
  });

  it('of no rows is empty', () => {
    for (const mapSideCombine of [true, false]) {
      const [output] = writeShuffle([[]], hash(2), { aggregator: sum, mapSideCombine });
      expect(blocksOf(output!)).toEqual([null, null]);
      expect(output).toMatchObject({ recordCount: 0, bytes: 0, memoryBytes: 0 });
    }
  });

  it('holds one row a key when it is combined', () => {
    const rows = [['a', 1], ['b', 1], ['a', 1]]; // biome-ignore format: a table
    expect(writeShuffle([rows], hash(1), { aggregator: sum, mapSideCombine: true })[0]!.recordCount).toBe(2);
    expect(writeShuffle([rows], hash(1), { aggregator: sum, mapSideCombine: false })[0]!.recordCount).toBe(3);
  });
});

describe('partitioners', () => {
  it('hash: negative hashes count from the end', () => {
    expect(partitionFunction(hash(3))(-1)).toBe(2);
    expect(nonNegativeMod(-3, 3)).toBe(0);
    expect(partitionFunction(hash(3))(null)).toBe(0);
  });

  it('range: a bound belongs to the partition below it', () => {
    const ascending = partitionFunction({ kind: 'range', numPartitions: 3, ascending: true, bounds: [10, 20] });
    expect([5, 10, 11, 20, 21].map(ascending)).toEqual([0, 0, 1, 1, 2]);
    const descending = partitionFunction({ kind: 'range', numPartitions: 3, ascending: false, bounds: [10, 20] });
    expect([5, 10, 11, 20, 21].map(descending)).toEqual([2, 2, 1, 1, 0]);
  });

  it('range: asks the compare function that is given', () => {
    const compare = (a: number, b: number): number => compareKeys(b, a);
    const partition = partitionFunction({ kind: 'range', numPartitions: 2, ascending: true, bounds: [10], compare });
    expect([20, 10, 5].map(partition)).toEqual([0, 0, 1]);
  });

  it('custom: the answer must be a partition', () => {
    const partition = partitionFunction({ kind: 'custom', numPartitions: 2, partition: (key: number) => key });
    expect(partition(1)).toBe(1);
    for (const key of [2, -1, 0.5, Number.NaN]) expect(() => partition(key)).toThrow('a whole number from 0 to 1');
  });
});

it('rows that are no pairs are refused', () => {
  expect(() => runShuffle([[['a', 1, 'more']]], hash(1))).toThrow("a pair [key, value]; this one is [ 'a', 1, 'more' ]");
});

it('rows sorted after an aggregation come combined and in order', () => {
  const rows = [['b', 1], ['a', 1], ['b', 1]]; // biome-ignore format: a table
  expect(runShuffle([rows, rows], hash(1), { aggregator: sum, mapSideCombine: true }, { ascending: true })).toEqual([
    [
      ['a', 2],
      ['b', 4],
    ],
  ]);
});
