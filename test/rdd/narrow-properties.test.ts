/** Operators that see rows one by one or a partition at a time, and actions: each means on partitions what it means on an array. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RDD, StorageLevel } from '../../dist/index.js';
import { sharedContext } from '../support/shared-context.js';

const context = sharedContext();

const slices = fc.integer({ min: 1, max: 6 });
const int = fc.integer({ min: -9, max: 9 });
const row = fc.oneof(
  int,
  fc.string(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.double(),
  fc.bigInt(),
  fc.tuple(int, fc.string()),
  fc.array(int, { maxLength: 3 }),
  fc.record({ k: int, s: fc.string() }, { noNullPrototype: true }),
  fc.date({ noInvalidDate: true }),
);
const rows = fc.array(row, { maxLength: 40 });
const ints = fc.array(int, { maxLength: 40 });
const pairs = fc.array(fc.tuple(fc.oneof(int, fc.constantFrom('a', 'é', '')), int), { maxLength: 40 });

const check = (title: string, property: () => fc.IProperty<any>) => it(title, () => fc.assert(property(), { numRuns: 25 }));
const of = <T>(list: readonly T[], n: number): RDD<T> => context().parallelize(list, n) as RDD<T>;
const pairsOf = (list: readonly (readonly [any, number])[], n: number): RDD<[any, number]> =>
  context().parallelize(list as [any, number][], n);
/** The elements of `list` in partition i of n. */
const slice = <T>(list: readonly T[], n: number, i: number): T[] =>
  list.slice(Math.floor((i * list.length) / n), Math.floor(((i + 1) * list.length) / n));
const parts = <T>(list: readonly T[], n: number): T[][] => Array.from({ length: n }, (_, i) => slice(list, n, i));
const compare = (a: number, b: number): number => a - b;

describe('operators', () => {
  check('collect and glom give the rows that were put in, whatever they are', () =>
    fc.property(rows, slices, (list, n) => {
      expect(of(list, n).collect()).toEqual(list);
      expect(of(list, n).glom().collect()).toEqual(parts(list, n));
    }),
  );
  check('map, filter and flatMap see each row once, in order', () =>
    fc.property(ints, slices, (list, n) => {
      const rdd = of(list, n);
      expect(rdd.map(x => [x, x > 0] as [number, boolean]).collect()).toEqual(list.map(x => [x, x > 0]));
      expect(rdd.filter(x => x % 2 === 0).collect()).toEqual(list.filter(x => x % 2 === 0));
      expect(rdd.flatMap(x => new Array<number>(Math.abs(x) % 3).fill(x)).collect()).toEqual(
        list.flatMap(x => new Array<number>(Math.abs(x) % 3).fill(x)),
      );
      expect(rdd.flatMap(x => new Set([x, x + 1]).values()).collect()).toEqual(list.flatMap(x => [x, x + 1]));
    }),
  );
  check('mapPartitions and its like get whole partitions', () =>
    fc.property(ints, slices, (list, n) => {
      const sums = parts(list, n).map(part => part.reduce((a, b) => a + b, 0));
      const sum = function* (part: Iterable<number>) {
        let total = 0;
        for (const x of part) total += x;
        yield total;
      };
      expect(of(list, n).mapPartitions(sum).collect()).toEqual(sums);
      expect(
        of(list, n)
          .mapPartitionsWithIndex((i, part) => [[i, [...part].length] as [number, number]])
          .collect(),
      ).toEqual(parts(list, n).map((part, i) => [i, part.length]));
    }),
  );
  check('union, keyBy, keys, values, mapValues and flatMapValues', () =>
    fc.property(pairs, pairs, slices, slices, (a, b, n, m) => {
      const both = pairsOf(a, n).union(pairsOf(b, m));
      const all = [...a, ...b];
      expect(both.collect()).toEqual(all);
      expect(both.keys().collect()).toEqual(all.map(([k]) => k));
      expect(both.values().collect()).toEqual(all.map(([, v]) => v));
      expect(both.mapValues(v => v * 2).collect()).toEqual(all.map(([k, v]) => [k, v * 2]));
      expect(both.flatMapValues(v => [v, -v]).collect()).toEqual(
        all.flatMap(([k, v]) => [
          [k, v],
          [k, -v],
        ]),
      );
      expect(
        both
          .values()
          .keyBy(v => v % 2)
          .collect(),
      ).toEqual(all.map(([, v]) => [v % 2, v]));
    }),
  );
  check('zipWithIndex and zipWithUniqueId number rows by partition', () =>
    fc.property(rows, slices, (list, n) => {
      expect(of(list, n).zipWithIndex().collect()).toEqual(list.map((each, i) => [each, i]));
      expect(of(list, n).zipWithUniqueId().values().collect()).toEqual(parts(list, n).flatMap((part, i) => part.map((_, k) => k * n + i)));
    }),
  );
  check('repartition and coalesce keep every row', () =>
    fc.property(ints, slices, slices, (list, n, m) => {
      const moved = of(list, n).repartition(m);
      expect(moved.getNumPartitions()).toBe(m);
      expect(moved.collect().sort(compare)).toEqual(list.toSorted(compare));
      expect(of(list, n).coalesce(m).collect()).toEqual(list);
      expect(of(list, n).coalesce(m).getNumPartitions()).toBe(Math.min(n, m));
    }),
  );
  check('groupBy and groupByKey gather the rows of a key in their order', () =>
    fc.property(ints, slices, slices, (list, n, m) => {
      const expected = new Map<number, number[]>();
      for (const x of list) expected.set(x % 4, [...(expected.get(x % 4) ?? []), x]);
      const grouped = new Map(
        of(list, n)
          .groupBy(x => x % 4, m)
          .collect(),
      );
      // -0 is the key 0, as in a Map.
      expect(grouped).toEqual(expected);
    }),
  );
  check('sortByKey sorts, and keeps the order of equal keys', () =>
    fc.property(fc.array(fc.tuple(fc.double({ noNaN: true }), int)), slices, slices, fc.boolean(), (list, n, m, ascending) => {
      const sorted = list.toSorted(([a], [b]) => (ascending ? a - b || 0 : b - a || 0));
      expect(pairsOf(list, n).sortByKey(ascending, m).values().collect()).toEqual(sorted.map(([, v]) => v));
    }),
  );
  check('what is persisted is what was computed, at every level', () =>
    fc.property(
      rows,
      slices,
      fc.constantFrom('MEMORY_ONLY', 'MEMORY_ONLY_SER', 'DISK_ONLY', 'MEMORY_AND_DISK_2', 'OFF_HEAP'),
      (list, n, level) => {
        const kept = of(list, n)
          .map(each => each)
          .persist(StorageLevel.fromString(level));
        expect(kept.collect()).toEqual(list);
        expect(kept.collect()).toEqual(list);
        kept.unpersist(true);
      },
    ),
  );
});

describe('actions', () => {
  check('count, take, first and isEmpty', () =>
    fc.property(rows, slices, fc.nat(50), (list, n, rowCount) => {
      const rdd = of(list, n);
      expect(rdd.count()).toBe(list.length);
      expect(rdd.take(rowCount)).toEqual(list.slice(0, rowCount));
      expect(rdd.isEmpty()).toBe(list.length === 0);
      if (list.length > 0) expect(rdd.first()).toEqual(list[0]);
      else expect(() => rdd.first()).toThrow('empty collection');
    }),
  );
  check('reduce, top, takeOrdered', () =>
    fc.property(ints, slices, fc.nat(12), (list, n, rowCount) => {
      const rdd = of(list, n);
      if (list.length > 0) expect(rdd.reduce((a, b) => a + b)).toBe(list.reduce((a, b) => a + b));
      else expect(() => rdd.reduce((a, b) => a + b)).toThrow('empty collection');
      expect(rdd.takeOrdered(rowCount)).toEqual(list.toSorted(compare).slice(0, rowCount));
      expect(rdd.top(rowCount)).toEqual(list.toSorted((a, b) => b - a).slice(0, rowCount));
    }),
  );
  check('foreach and foreachPartition reach every row once', () =>
    fc.property(ints, slices, (list, n) => {
      const [sum, partitions] = [context().longAccumulator(), context().longAccumulator()];
      of(list, n).foreach(x => sum.add(x));
      of(list, n).foreachPartition(part => {
        partitions.add(1);
        for (const x of part) sum.add(x);
      });
      expect([sum.value, sum.count, partitions.value]).toEqual([2 * list.reduce((a, b) => a + b, 0), 2 * list.length, n]);
    }),
  );
  check('runJob gives a result for each partition that is asked for', () =>
    fc.property(ints, slices, (list, n) => {
      const asked = Array.from({ length: n }, (_, i) => i).filter(i => i % 2 === 0);
      expect(context().runJob(of(list, n), part => [...part].length, asked)).toEqual(asked.map(i => slice(list, n, i).length));
    }),
  );
});
