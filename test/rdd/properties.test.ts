/** Each operator means on partitions what its counterpart means on an array, whatever the rows and however they are cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RDD, StatCounter } from '../../dist/index.js';
import { sharedContext } from '../support/shared-context.js';

const context = sharedContext();

const RUNS = { numRuns: 25 };
const slices = fc.integer({ min: 1, max: 5 });
const int = fc.integer({ min: -5, max: 5 });
const key = fc.oneof(
  int,
  fc.constantFrom('a', 'b', 'é', ''),
  fc.boolean(),
  fc.constant(null),
  fc.tuple(int, fc.constantFrom('x', 'y')),
  fc.record({ k: int }, { noNullPrototype: true }),
);
const rows = fc.array(int, { maxLength: 30 });
const pairs = fc.array(fc.tuple(key, int), { maxLength: 30 });
/** Keys that Spark too would put into one RDD, so that they can be ordered. */
const orderedPairs = fc.oneof(fc.array(fc.tuple(int, int), { maxLength: 30 }), fc.array(fc.tuple(fc.string(), int), { maxLength: 30 }));

const textOf = (value: unknown): string =>
  JSON.stringify(value === undefined ? 'undefined' : value, (_, each) => (each === undefined ? 'undefined' : each));
/** In any order. */
const bag = (values: readonly unknown[]) => values.map(textOf).sort();
const distinct = (values: readonly unknown[]) => [...new Set(values.map(textOf))].sort();

function grouped<V>(list: readonly (readonly [unknown, V])[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const [each, value] of list) groups.set(textOf(each), [...(groups.get(textOf(each)) ?? []), value]);
  return groups;
}
const groupedBag = (list: readonly (readonly [unknown, unknown])[]) =>
  [...grouped(list)].map(([k, values]) => `${k}:${bag(values)}`).sort();

const check = (title: string, property: () => fc.IProperty<any>) => it(title, () => fc.assert(property(), RUNS));
const of = <T>(list: readonly T[], n: number): RDD<T> => context().parallelize(list, n) as RDD<T>;
const pairsOf = (list: readonly (readonly [unknown, number])[], n: number): RDD<[any, number]> =>
  context().parallelize(list as [any, number][], n);

describe('operators on rows', () => {
  check('subtract leaves the rows that the other lacks', () =>
    fc.property(pairs, pairs, slices, slices, (a, b, n, m) => {
      const others = new Set(b.map(textOf));
      expect(bag(of(a, n).subtract(of(b, m)).collect())).toEqual(bag(a.filter(row => !others.has(textOf(row)))));
    }),
  );
  check('intersection holds each row of both once', () =>
    fc.property(pairs, pairs, slices, slices, (a, b, n, m) => {
      const others = new Set(b.map(textOf));
      expect(bag(of(a, n).intersection(of(b, m)).collect())).toEqual(distinct(a.filter(row => others.has(textOf(row)))));
    }),
  );
  check('cartesian pairs each with each', () =>
    fc.property(rows, rows, slices, slices, (a, b, n, m) => {
      expect(bag(of(a, n).cartesian(of(b, m)).collect())).toEqual(bag(a.flatMap(x => b.map(y => [x, y]))));
    }),
  );
  check('zip pairs rows of equal index', () =>
    fc.property(fc.array(fc.tuple(int, int)), slices, (list, n) => {
      const [a, b] = [list.map(([x]) => x), list.map(([, y]) => y)];
      expect(of(a, n).zip(of(b, n)).collect()).toEqual(list);
    }),
  );
  check('zipPartitions gets partitions of equal index', () =>
    fc.property(rows, rows, rows, slices, (a, b, c, n) => {
      const lengths = (list: RDD<number>) =>
        list
          .glom()
          .map(part => part.length)
          .collect();
      const zipped = of(a, n).zipPartitions(of(b, n), of(c, n), (x, y, z) => [[[...x].length, [...y].length, [...z].length]]);
      const [xs, ys, zs] = [a, b, c].map(list => lengths(of(list, n)));
      expect(zipped.collect()).toEqual(xs!.map((x, i) => [x, ys![i], zs![i]]));
    }),
  );
  check('zipWithUniqueId gives no number twice', () =>
    fc.property(rows, slices, (list, n) => {
      const zipped = of(list, n).zipWithUniqueId().collect();
      expect(zipped.map(([row]) => row)).toEqual(list);
      expect(new Set(zipped.map(([, id]) => id)).size).toBe(list.length);
    }),
  );
  check('distinct holds each row once', () =>
    fc.property(pairs, slices, slices, (list, n, m) => {
      expect(bag(of(list, n).distinct(m).collect())).toEqual(distinct(list));
    }),
  );
  check('randomSplit loses no row and doubles none', () =>
    fc.property(rows, slices, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (list, n, seed) => {
      const parts = of(list, n).randomSplit([1, 2, 3], seed);
      expect(bag(parts.flatMap(part => part.collect()))).toEqual(bag(list));
    }),
  );
  check('sample takes rows in order, none twice without replacement', () =>
    fc.property(
      fc.uniqueArray(fc.integer()),
      slices,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer(),
      (list, n, fraction, seed) => {
        const sampled = of(list, n).sample(false, fraction, seed).collect();
        expect(sampled).toEqual(list.filter(row => sampled.includes(row)));
      },
    ),
  );
  check('takeSample takes as many as it is asked for', () =>
    fc.property(fc.uniqueArray(fc.integer()), slices, fc.nat(20), fc.boolean(), fc.integer(), (list, n, size, withReplacement, seed) => {
      const sampled = of(list, n).takeSample(withReplacement, size, seed);
      expect(sampled.length).toBe(list.length === 0 ? 0 : withReplacement ? size : Math.min(size, list.length));
      if (!withReplacement) expect(new Set(sampled).size).toBe(sampled.length);
      expect(sampled.every(row => list.includes(row))).toBe(true);
    }),
  );
  check('sortBy sorts, stably, both ways', () =>
    fc.property(orderedPairs as fc.Arbitrary<[any, number][]>, slices, slices, fc.boolean(), (list, n, m, ascending) => {
      const order = (a: any, b: any): number => (a < b ? -1 : a > b ? 1 : 0);
      const sorted = list.toSorted((a, b) => (ascending ? order(a[0], b[0]) : order(b[0], a[0])));
      expect(
        of(list, n)
          .sortBy(row => row[0], ascending, m)
          .collect(),
      ).toEqual(sorted);
    }),
  );
  check('toLocalIterator gives all rows in order', () =>
    fc.property(rows, slices, fc.boolean(), (list, n, prefetch) => {
      expect([...of(list, n).toLocalIterator(prefetch)]).toEqual(list);
    }),
  );
});

describe('aggregations', () => {
  check('aggregate, treeAggregate and fold agree', () =>
    fc.property(rows, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }), fc.boolean(), (list, n, depth, onExecutor) => {
      const sum = list.reduce((a, b) => a + b, 0);
      const add = (a: number, b: number): number => a + b;
      expect(of(list, n).aggregate(0, add, add)).toBe(sum);
      expect(of(list, n).fold(0, add)).toBe(sum);
      expect(of(list, n).treeAggregate(0, add, add, depth, onExecutor)).toBe(sum);
      if (list.length > 0) expect(of(list, n).treeReduce(add, depth)).toBe(sum);
    }),
  );
  check('a zero that is an object is copied for each partition and key', () =>
    fc.property(pairs, slices, (list, n) => {
      const push = (all: number[], value: number): number[] => {
        all.push(value);
        return all;
      };
      const zero: number[] = [];
      const byKey = pairsOf(list, n)
        .aggregateByKey(zero, push, (a, b) => a.concat(b))
        .collect();
      expect(byKey.map(([k, values]) => `${textOf(k)}:${bag(values)}`).sort()).toEqual(groupedBag(list));
      const all = pairsOf(list, n)
        .values()
        .aggregate(zero, push, (a, b) => a.concat(b));
      expect(all).toEqual(list.map(([, value]) => value));
      expect(zero).toEqual([]);
    }),
  );
  check('reduceByKey, foldByKey, combineByKey and reduceByKeyLocally agree', () =>
    fc.property(pairs, slices, slices, fc.boolean(), (list, n, m, mapSide) => {
      const add = (a: number, b: number): number => a + b;
      const sums = bag([...grouped(list)].map(([k, values]) => [k, values.reduce(add)]));
      const named = (pairsByKey: Iterable<[any, number]>) => bag([...pairsByKey].map(([k, value]) => [textOf(k), value]));
      const rdd = pairsOf(list, n);
      expect(named(rdd.reduceByKey(add, m).collect())).toEqual(sums);
      expect(named(rdd.foldByKey(0, add, m).collect())).toEqual(sums);
      expect(named(rdd.combineByKey<number>(v => v, add, add, m, mapSide).collect())).toEqual(sums);
      expect(named(rdd.reduceByKeyLocally(add))).toEqual(sums);
    }),
  );
  check('counts by key and by value', () =>
    fc.property(pairs, slices, (list, n) => {
      const counts = bag([...grouped(list)].map(([k, values]) => [k, values.length]));
      const rdd = pairsOf(list, n);
      const named = (map: Map<any, number>) => bag([...map].map(([k, count]) => [textOf(k), count]));
      expect(named(rdd.countByKey())).toEqual(counts);
      expect(named(rdd.keys().countByValue())).toEqual(counts);
      expect(bag([...rdd.countByKeyApprox(60_000).initialValue].map(([k, { mean }]) => [textOf(k), mean]))).toEqual(counts);
    }),
  );
  check('statistics are those of all rows at once', () =>
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), slices, (list, n) => {
      const [ours, whole] = [of(list, n).stats(), new StatCounter(list)];
      expect([ours.count, ours.max, ours.min]).toEqual([whole.count, whole.max, whole.min]);
      expect(ours.mean).toBeCloseTo(whole.mean, 9);
      expect(ours.variance).toBeCloseTo(whole.variance, 6);
      expect(of(list, n).sum()).toBe(list.reduce((a, b) => a + b, 0));
      expect(of(list, n).max()).toBe(Math.max(...list));
      expect(of(list, n).min()).toBe(Math.min(...list));
    }),
  );
  check('a histogram counts every row once', () =>
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }),
      slices,
      fc.integer({ min: 1, max: 7 }),
      (list, n, buckets) => {
        const [bounds, counts] = of(list, n).histogram(buckets);
        expect(counts.reduce((a, b) => a + b)).toBe(list.length);
        if (bounds[0]! < bounds.at(-1)!) {
          expect(counts).toEqual(of(list, n).histogram(bounds));
          expect(counts.length).toBe(buckets);
        }
      },
    ),
  );
});

describe('operators by key', () => {
  check('joins pair the values of equal keys', () =>
    fc.property(pairs, pairs, slices, slices, (a, b, n, m) => {
      const [left, right] = [grouped(a), grouped(b)];
      const expected = (keepLeft: boolean, keepRight: boolean): unknown[] =>
        [...new Set([...left.keys(), ...right.keys()])].flatMap(k => {
          const [xs, ys] = [left.get(k) ?? (keepRight ? [undefined] : []), right.get(k) ?? (keepLeft ? [undefined] : [])];
          return xs.flatMap(x => ys.map(y => [k, [x, y]]));
        });
      const named = (joined: [any, any][]) => bag(joined.map(([k, values]) => [textOf(k), values]));
      const [x, y] = [pairsOf(a, n), pairsOf(b, m)];
      expect(named(x.join(y).collect())).toEqual(bag(expected(false, false)));
      expect(named(x.leftOuterJoin(y).collect())).toEqual(bag(expected(true, false)));
      expect(named(x.rightOuterJoin(y).collect())).toEqual(bag(expected(false, true)));
      expect(named(x.fullOuterJoin(y).collect())).toEqual(bag(expected(true, true)));
    }),
  );
  check('cogroup gathers the values of three RDDs', () =>
    fc.property(pairs, pairs, pairs, slices, (a, b, c, n) => {
      const groups = [a, b, c].map(list => grouped(list));
      const keys = [...new Set(groups.flatMap(group => [...group.keys()]))];
      const gathered = pairsOf(a, n).cogroup(pairsOf(b, 2), pairsOf(c, 3)).collect();
      expect(bag(gathered.map(([k, values]) => [textOf(k), (values as number[][]).map(bag)]))).toEqual(
        bag(keys.map(k => [k, groups.map(group => bag(group.get(k) ?? []))])),
      );
    }),
  );
  check('subtractByKey leaves the pairs whose keys the other lacks', () =>
    fc.property(pairs, pairs, slices, slices, (a, b, n, m) => {
      const others = new Set(b.map(([k]) => textOf(k)));
      expect(bag(pairsOf(a, n).subtractByKey(pairsOf(b, m)).collect())).toEqual(bag(a.filter(([k]) => !others.has(textOf(k)))));
    }),
  );
  check('partitionBy keeps equal keys together, and an operator after it needs no shuffle', () =>
    fc.property(pairs, slices, slices, (list, n, m) => {
      const placed = pairsOf(list, n).partitionBy(m);
      const parts = placed.keys().glom().collect();
      expect(bag(parts.flat())).toEqual(bag(list.map(([k]) => k)));
      expect(parts.flatMap(part => distinct(part)).length).toBe(distinct(list.map(([k]) => k)).length);
      const summed = placed.reduceByKey((a, b) => a + b);
      expect(summed.dependencies.map(({ kind }) => kind)).toEqual(['narrow']);
      expect(bag(summed.collect())).toEqual(
        bag(
          pairsOf(list, n)
            .reduceByKey((a, b) => a + b)
            .collect(),
        ),
      );
    }),
  );
  check('lookup and collectAsMap find what is there', () =>
    fc.property(pairs, slices, key, (list, n, wanted) => {
      const values = list.filter(([k]) => textOf(k) === textOf(wanted)).map(([, value]) => value);
      expect(pairsOf(list, n).lookup(wanted)).toEqual(values);
      expect(bag(pairsOf(list, n).partitionBy(3).lookup(wanted))).toEqual(bag(values));
      const primitives = list.filter(([k]) => typeof k !== 'object');
      expect([...pairsOf(primitives, n).collectAsMap()]).toEqual([...new Map(primitives)]);
    }),
  );
  check('filterByRange finds the same keys whether the RDD is sorted or not', () =>
    fc.property(fc.array(fc.tuple(int, int)), slices, int, int, fc.boolean(), (list, n, lower, upper, ascending) => {
      const expected = bag(list.filter(([k]) => k >= lower && k <= upper));
      expect(bag(pairsOf(list, n).filterByRange(lower, upper).collect())).toEqual(expected);
      expect(bag(pairsOf(list, n).sortByKey(ascending).filterByRange(lower, upper).collect())).toEqual(expected);
    }),
  );
  check('repartitionAndSortWithinPartitions sorts each partition', () =>
    fc.property(fc.array(fc.tuple(int, int)), slices, slices, fc.boolean(), (list, n, m, ascending) => {
      const parts = pairsOf(list, n).repartitionAndSortWithinPartitions(m, ascending).keys().glom().collect();
      for (const part of parts) expect(part).toEqual(part.toSorted((a, b) => (ascending ? a - b : b - a)));
      expect(bag(parts.flat())).toEqual(bag(list.map(([k]) => k)));
    }),
  );
});
