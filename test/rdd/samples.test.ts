/** Samples: the same seed gives the rows that Apache Spark 4.3 gives. */
import { describe, expect, it } from 'vitest';
import type { RDD, SparkContext } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';

const numbers = (to: number) => Array.from({ length: to }, (_, i) => i + 1);
const hundred = (sc: SparkContext): RDD<number> => sc.parallelize(numbers(100), 3);
const letters = (sc: SparkContext): RDD<[string, number]> =>
  sc.parallelize<string, number>(
    numbers(40).map(x => ['abc'[x % 3]!, x]),
    3,
  );
const fractions = { a: 0.2, b: 0.5, c: 0.8 };
const text = (pairs: readonly (readonly [string, number])[]) => pairs.map(([key, value]) => `${key}${value}`).join(' ');

const answers: [title: string, run: (sc: SparkContext) => unknown, expected: unknown][] = [
  ['sample of a small fraction draws gaps', sc => hundred(sc).sample(false, 0.1, 42).collect(), [13, 27, 39, 89, 91]],
  ['sample takes a negative seed', sc => sc.parallelize(numbers(30), 3).sample(false, 0.3, -7).collect(), [1, 5, 7, 16, 18, 24, 28, 30]],
  [
    'sample of a large fraction draws each row',
    sc => hundred(sc).sample(false, 0.7, 42).collect(),
    [
      1, 2, 3, 7, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 34, 35, 36, 37, 38, 39, 41, 42, 43, 44,
      45, 46, 47, 48, 50, 51, 52, 54, 55, 56, 58, 59, 60, 64, 65, 67, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 80, 81, 82, 83, 84, 86, 88,
      90, 92, 94, 95, 96, 97, 99,
    ],
  ],
  [
    'sample with replacement of a small fraction',
    sc => hundred(sc).sample(true, 0.3, 42).collect(),
    [5, 6, 6, 7, 12, 15, 16, 23, 28, 31, 36, 38, 39, 47, 54, 55, 58, 60, 64, 65, 74, 78, 90, 96, 97, 99, 100],
  ],
  [
    'sample with replacement of a large fraction',
    sc => hundred(sc).sample(true, 1.5, 42).collect().slice(0, 30),
    [2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 9, 9, 10, 11, 11, 12, 12, 12, 12, 14, 17, 18, 18, 18, 19, 19, 19, 19, 20, 21],
  ],
  [
    'randomSplit shares the rows out',
    sc =>
      sc
        .parallelize(numbers(20), 3)
        .randomSplit([1, 2, 1], 9)
        .map(part => part.collect()),
    [
      [3, 4, 7, 11, 14, 15],
      [1, 2, 6, 9, 12, 16, 17, 18],
      [5, 8, 10, 13, 19, 20],
    ],
  ],
  ['takeSample', sc => hundred(sc).takeSample(false, 5, 42), [6, 65, 68, 62, 73]],
  ['takeSample with replacement', sc => hundred(sc).takeSample(true, 5, 42), [34, 16, 12, 37, 54]],
  [
    'takeSample of more than there is gives all, shuffled',
    sc => sc.parallelize(numbers(10), 3).takeSample(false, 50, 42),
    [5, 7, 3, 2, 8, 10, 9, 6, 4, 1],
  ],
  [
    'sampleByKey',
    sc => text(letters(sc).sampleByKey(false, fractions, 42).collect()),
    'c2 b4 c5 c8 c11 b13 b16 c17 b22 c23 c26 c29 c32 c35 b40',
  ],
  [
    'sampleByKey with replacement',
    sc => text(letters(sc).sampleByKey(true, fractions, 42).collect()),
    'b4 c5 c5 c8 c8 c8 a9 b10 b10 c11 c11 a12 a12 c17 b19 c23 b31 c32 c32 c32 b34 b34 a36 b37 c38',
  ],
  [
    'sampleByKeyExact',
    sc => text(letters(sc).sampleByKeyExact(false, fractions, 42).collect()),
    'b1 c2 b4 c5 a6 c8 c11 b13 c14 b16 c17 b22 c23 b25 c26 c29 c32 a33 c35 a39 b40',
  ],
  [
    'sampleByKeyExact with replacement',
    sc => text(letters(sc).sampleByKeyExact(true, fractions, 42).collect()),
    'a3 c5 c5 b7 b7 c8 c11 a12 c17 c17 c20 c23 b25 c26 b28 c29 b31 a33 b37 b37 c38',
  ],
];

describe('a seed gives the rows that it gives in Spark', () => {
  it.each(answers)('%s', (_, run, expected) => withContext(sc => expect(run(sc)).toEqual(expected)));

  it('fractions may be a Map, with keys of any kind', () =>
    withContext(sc => {
      const pairs = sc.parallelize<[string, number], number>([
        [['a', 1], 1],
        [['b', 2], 2],
      ]);
      expect(
        pairs
          .sampleByKey(
            false,
            new Map([
              [['a', 1] as [string, number], 1],
              [['b', 2] as [string, number], 0],
            ]),
            1,
          )
          .collect(),
      ).toEqual([[['a', 1], 1]]);
    }));

  it('another seed gives other rows, and none a new one each time', () =>
    withContext(sc => {
      const rows = sc.range(0, 10_000);
      expect(rows.sample(false, 0.5, 1).collect()).not.toEqual(rows.sample(false, 0.5, 2).collect());
      expect(rows.sample(false, 0.5).collect()).not.toEqual(rows.sample(false, 0.5).collect());
    }));
});

describe('a sort cuts its ranges where Spark cuts them', () => {
  it.each([
    [57, 'balanced partitions', [646, 618, 750, 665, 892, 807, 622]],
    [66, 'one large partition, which is sampled again', [2035, 3298, 3222, 3522, 3290, 3246, 1388]],
  ] as const)('from RDD %i on, over %s', (id, title, expected) =>
    withContext(sc => {
      const keyed = (to: number) => numbers(to).map((x): [number, number] => [(x * 7919) % 5003, x]);
      // Spark draws the sample from the RDD's id.
      const made = title.startsWith('one') ? 4 : 1;
      for (let i = 0; i <= id - made; i++) sc.emptyRDD();
      const rows =
        made === 1
          ? sc.parallelize(keyed(5000), 4)
          : sc
              .parallelize(keyed(20_000), 4)
              .coalesce(1)
              .union(sc.parallelize<number, number>([[1, 1]], 3));
      expect(rows.id).toBe(id);
      expect(
        rows
          .sortByKey(true, 7)
          .glom()
          .map(part => part.length)
          .collect(),
      ).toEqual(expected);
    }),
  );
});

describe('a sample that cannot be', () => {
  it.each<[title: string, run: (sc: SparkContext) => unknown, message: string]>([
    ['a negative rate', sc => letters(sc).sampleByKey(false, { a: -1 }), 'requirement failed: Negative sampling rates.'],
    ['a negative size', sc => hundred(sc).takeSample(true, -1), 'requirement failed: Negative number of elements requested'],
    ['no weight at all', sc => hundred(sc).randomSplit([0]), 'requirement failed: Sum of weights must be positive, but got [0.0]'],
  ])('%s is refused at once', (_, run, message) => withContext(sc => expect(errorOf(() => run(sc)).message).toBe(message)));

  it('a key without a rate fails the job', () =>
    withContext(sc => {
      expect(errorOf(() => letters(sc).sampleByKey(false, { a: 1 }, 1).count()).message).toMatch(
        /NoSuchElementException: key not found: [bc]$/,
      );
    }));
});
