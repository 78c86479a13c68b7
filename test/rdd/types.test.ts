/** What the compiler accepts and refuses; the checks themselves are in `@ts-expect-error`, which fails the build when nothing is wrong. */
import { describe, expectTypeOf, it } from 'vitest';
import type { FutureAction, RDD } from '../../dist/index.js';

declare const words: RDD<string>;
declare const numbers: RDD<number>;
declare const pairs: RDD<[string, number]>;

describe('types', () => {
  it('pairs need no annotation', () => {
    type Counted = ReturnType<typeof counted>;
    const counted = () =>
      words
        .flatMap(line => line.split(' '))
        .map(word => [word, 1])
        .reduceByKey((a, b) => a + b);
    expectTypeOf<Counted>().toEqualTypeOf<RDD<[string, number]>>();
    const nested = () => pairs.mapValues(v => [v, 1] as [number, number]).reduceByKey((a, b) => [a[0] + b[0], a[1] + b[1]]);
    expectTypeOf<ReturnType<typeof nested>>().toEqualTypeOf<RDD<[string, [number, number]]>>();
  });

  it('what a choice of literals gives adds up', () => {
    const hits = () => numbers.map(x => (x > 1 ? 1 : 0)).reduce((a, b) => a + b);
    expectTypeOf<ReturnType<typeof hits>>().toEqualTypeOf<number>();
    const byKey = () => words.map(word => [word, word === 'a' ? 1 : 0]).reduceByKey((a, b) => a + b);
    expectTypeOf<ReturnType<typeof byKey>>().toEqualTypeOf<RDD<[string, number]>>();
    const folded = () => words.map(word => [word, (word === 'a' ? 1 : 0) as 0 | 1]).foldByKey(0, (a, b) => a + b);
    expectTypeOf<ReturnType<typeof folded>>().toEqualTypeOf<RDD<[string, number]>>();
    const kept = () => words.map(word => (word === 'a' ? 'left' : 'right')).reduce((a, _b) => a);
    expectTypeOf<ReturnType<typeof kept>>().toEqualTypeOf<'left' | 'right'>();
  });

  it('tuples need no annotation', () => {
    const average = () =>
      numbers.aggregate(
        [0, 0],
        ([sum, n], x) => [sum + x, n + 1],
        (a, b) => [a[0] + b[0], a[1] + b[1]],
      );
    expectTypeOf<ReturnType<typeof average>>().toEqualTypeOf<[number, number]>();
    const mixed = () =>
      numbers.treeAggregate(
        [0, ''],
        ([n, s], x) => [n + x, s + x],
        (a, b) => [a[0] + b[0], a[1] + b[1]],
      );
    expectTypeOf<ReturnType<typeof mixed>>().toEqualTypeOf<[number, string]>();
    const histogram = () =>
      numbers.aggregate(
        [0, 0, 0],
        (counts, x) => {
          counts[x]!++;
          return counts;
        },
        (a, b) => a.map((n, i) => n + b[i]!),
      );
    expectTypeOf<ReturnType<typeof histogram>>().toEqualTypeOf<[number, number, number]>();
    const byKey = () =>
      pairs.aggregateByKey(
        [0, 0],
        ([s, n], v) => [s + v, n + 1],
        (a, b) => [a[0] + b[0], a[1] + b[1]],
      );
    expectTypeOf<ReturnType<typeof byKey>>().toEqualTypeOf<RDD<[string, [number, number]]>>();
    const valuePairs = () => pairs.mapValues(v => [v, 1]).reduceByKey((a, b) => [a[0] + b[0], a[1] + b[1]]);
    expectTypeOf<ReturnType<typeof valuePairs>>().toEqualTypeOf<RDD<[string, [number, number]]>>();
    const triples = () => words.map(word => [word, word.length, true]);
    expectTypeOf<ReturnType<typeof triples>>().toEqualTypeOf<RDD<[string, number, boolean]>>();
    const collected = () =>
      numbers.aggregate(
        [] as number[],
        (list, x) => [...list, x],
        (a, b) => [...a, ...b],
      );
    expectTypeOf<ReturnType<typeof collected>>().toEqualTypeOf<number[]>();
  });

  it('outer joins know which side may be missing', () => {
    const left = () => pairs.leftOuterJoin(pairs.mapValues(String));
    const full = () => pairs.fullOuterJoin(pairs.mapValues(String));
    expectTypeOf<ReturnType<typeof left>>().toEqualTypeOf<RDD<[string, [number, string | undefined]]>>();
    expectTypeOf<ReturnType<typeof full>>().toEqualTypeOf<RDD<[string, [number | undefined, string | undefined]]>>();
  });

  it('results have types of their own', () => {
    const values = () =>
      [
        pairs.collectAsMap(),
        words.countAsync(),
        numbers.histogram(2),
        numbers.histogram([1, 2]),
        pairs.aggregateByKey(
          '',
          (s, v) => s + v,
          (a, b) => a + b,
        ),
      ] as const;
    type Values = ReturnType<typeof values>;
    expectTypeOf<Values[0]>().toEqualTypeOf<Map<string, number>>();
    expectTypeOf<Values[1]>().toEqualTypeOf<FutureAction<number>>();
    expectTypeOf<Values[2]>().toEqualTypeOf<[buckets: number[], counts: number[]]>();
    expectTypeOf<Values[3]>().toEqualTypeOf<number[]>();
    expectTypeOf<Values[4]>().toEqualTypeOf<RDD<[string, string]>>();
  });

  it('operations by key are refused on other rows, and statistics on what is no number', () => {
    const refused = () => [
      // @ts-expect-error rows are no pairs
      words.reduceByKey((a, b) => a + b),
      // @ts-expect-error rows are no pairs
      numbers.lookup(1),
      // @ts-expect-error rows are no numbers
      words.sum(),
      // @ts-expect-error rows are no numbers
      pairs.histogram(3),
      // @ts-expect-error keys differ
      pairs.join(numbers.keyBy(x => x)),
      // @ts-expect-error the zero is no number
      numbers.fold('', (a, b) => a + b),
    ];
    expectTypeOf(refused).toBeFunction();
  });
});
