import { describe, expect, it } from 'vitest';
import type { RDD } from '../../dist/index.js';
import { withContext } from '../support/local-context.js';
import { debugInfo } from '../support/scheduler-access.js';

/** An RDD that an operator is applied to again and again. */
function repeated<T>(rdd: RDD<T>, times: number, operator: (rdd: RDD<T>, i: number) => RDD<T>): RDD<T> {
  for (let i = 0; i < times; i++) rdd = operator(rdd, i);
  return rdd;
}

const single = (k: number): [number, number] => [k, 1];

describe('a lineage', () => {
  it.each<[string, (rdd: RDD<number>) => RDD<number>]>([
    ['map', rdd => rdd.map(x => x + 0)],
    ['filter', rdd => rdd.filter(x => x >= 0)],
    ['flatMap', rdd => rdd.flatMap(x => [x])],
    ['mapPartitions', rdd => rdd.mapPartitions(rows => rows)],
    ['union', rdd => rdd.union(rdd.context.emptyRDD<number>())],
  ])('of 1,000 times %s works', (_, operator) =>
    withContext(sc => {
      const rows = repeated(sc.range(0, 10, 1, 2), 1000, operator);
      expect(rows.collect()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }),
  );

  it('of 5,000 maps works, and prints a line each', () =>
    withContext(sc => {
      const rows = repeated(sc.parallelize([1, 2, 3], 2), 5000, rdd => rdd.map(x => x + 1));
      expect(rows.collect()).toEqual([5001, 5002, 5003]);
      expect(rows.toDebugString().split('\n')).toHaveLength(5001);
    }));

  it('of operators that are cut into several functions stops early', () =>
    withContext(sc => {
      const seen = sc.longAccumulator('seen');
      const rows = sc.range(0, 1_000_000, 1, 1).map(x => {
        seen.add(1);
        return x;
      });
      expect(repeated(rows, 250, rdd => rdd.filter(x => x >= 0)).take(2)).toEqual([0, 1]);
      expect(seen.value).toBeLessThan(10);
    }));

  it('of 1,000 shuffles works', () =>
    withContext(sc => {
      const sums = repeated(sc.range(0, 10, 1, 2).map(single), 1000, rdd =>
        rdd.map(([k, v]) => single(k + v)).reduceByKey((a, b) => a + b, 2),
      );
      expect(
        sums
          .keys()
          .collect()
          .sort((a, b) => a - b),
      ).toEqual(Array.from({ length: 10 }, (_, i) => 1000 + i));
    }));

  it('that forks and joins 25 times is walked once', () =>
    withContext(sc => {
      const joined = repeated(sc.parallelize([single(1)], 1), 25, rdd => rdd.join(rdd).map(([k, [a]]): [number, number] => [k, a]));
      expect(joined.collect()).toEqual([single(1)]);
      const zipped = repeated(sc.parallelize([1], 1).cache(), 25, rdd =>
        rdd
          .zip(rdd)
          .map(([a]) => a)
          .cache(),
      );
      expect(zipped.collect()).toEqual([1]);
    }));

  it('of a union of 1,000 RDDs keeps their order', () =>
    withContext(sc => {
      const parts = Array.from({ length: 1000 }, (_, i) => sc.parallelize([i], 1));
      expect(sc.union(parts).collect()).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    }));
});

describe('a job', () => {
  it('of 20,000 tasks gives each result its place', () =>
    withContext(sc => {
      const rows = sc.range(0, 20_000, 1, 20_000);
      expect(rows.count()).toBe(20_000);
      expect(rows.map(x => x * 2).collect()).toEqual(Array.from({ length: 20_000 }, (_, i) => i * 2));
    }));

  it('with 10 and with 300 partitions has one answer', () =>
    withContext(sc => {
      const sumsOf = (partitions: number) =>
        sc
          .range(0, 30_000, 1, partitions)
          .map((x): [number, number] => [x % 7, x])
          .reduceByKey((a, b) => a + b, partitions)
          .sortByKey()
          .collect();
      expect(sumsOf(300)).toEqual(sumsOf(10));
    }));

  it('leaves nothing behind, be it one of hundreds', () =>
    withContext(async sc => {
      for (let i = 0; i < 300; i++) {
        const offset = i;
        expect(
          sc
            .parallelize([1, 2], 2)
            .map(x => x + offset)
            .count(),
        ).toBe(2);
      }
      expect(debugInfo(sc)).toMatchObject({ jobs: 0, runs: 0, activeStages: 0, shuffles: 0, cachedPartitions: 0 });
    }));
});
