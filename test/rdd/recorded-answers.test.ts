/** Answers of Spark 4.3 in a local[2] shell: values, order, partition counts, printed forms. */
import { describe, expect, it } from 'vitest';
import type { SparkContext } from '../../dist/index.js';
import { withContext } from '../support/local-context.js';

const pairs = (sc: SparkContext) =>
  sc.parallelize<string, number>(
    [
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ],
    2,
  );
const left = (sc: SparkContext) =>
  sc.parallelize<number, string>([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ]);
const right = (sc: SparkContext) =>
  sc.parallelize<number, string>([
    [1, 'x'],
    [2, 'y'],
    [4, 'z'],
  ]);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const answers: [title: string, run: (sc: SparkContext) => unknown, expected: unknown][] = [
  [
    'parallelize cuts 10 rows into 3 as 3, 3, 4',
    sc => sc.parallelize(numbers(1, 10), 3).glom().collect(),
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9, 10],
    ],
  ],
  ['parallelize leaves partitions empty', sc => sc.parallelize([1, 2, 3], 5).glom().collect(), [[], [1], [], [2], [3]]],
  [
    'parallelize takes as many partitions as executors',
    sc => sc.parallelize([1, 2, 3, 4, 5]).glom().collect(),
    [
      [1, 2],
      [3, 4, 5],
    ],
  ],
  [
    'reduceByKey comes in the order of the hash table',
    sc =>
      sc
        .parallelize(['hello world', 'foo bar baz', 'hello spark', 'last line'])
        .flatMap(l => l.split(' '))
        .map(w => [w, 1])
        .reduceByKey((a, b) => a + b)
        .collect(),
    [
      ['line', 1],
      ['last', 1],
      ['foo', 1],
      ['hello', 2],
      ['world', 1],
      ['baz', 1],
      ['spark', 1],
      ['bar', 1],
    ],
  ],
  ['distinct', sc => sc.parallelize([1, 2, 2, 3]).distinct().collect(), [2, 1, 3]],
  [
    'groupBy',
    sc =>
      sc
        .parallelize(numbers(1, 10))
        .groupBy(x => x % 3)
        .collect(),
    [
      [0, [3, 6, 9]],
      [2, [2, 5, 8]],
      [1, [1, 4, 7, 10]],
    ],
  ],
  [
    'groupByKey',
    sc => pairs(sc).groupByKey().collect(),
    [
      ['b', [2]],
      ['a', [1, 3]],
    ],
  ],
  [
    'join',
    sc => left(sc).join(right(sc)).collect(),
    [
      [2, ['b', 'y']],
      [1, ['a', 'x']],
    ],
  ],
  [
    'cogroup',
    sc => left(sc).cogroup(right(sc)).collect(),
    [
      [4, [[], ['z']]],
      [2, [['b'], ['y']]],
      [1, [['a'], ['x']]],
      [3, [['c'], []]],
    ],
  ],
  [
    'sortByKey keeps equal keys in order, downwards too',
    sc =>
      sc
        .parallelize<string, number>(
          [
            ['a', 1],
            ['b', 2],
            ['a', 3],
          ],
          3,
        )
        .sortByKey(false)
        .collect(),
    [
      ['b', 2],
      ['a', 1],
      ['a', 3],
    ],
  ],
  [
    'sortByKey keeps three partitions for two keys from three',
    sc =>
      sc
        .parallelize<string, number>(
          [
            ['a', 1],
            ['b', 2],
            ['a', 3],
          ],
          3,
        )
        .sortByKey()
        .getNumPartitions(),
    3,
  ],
  [
    'sortByKey has no more partitions than keys',
    sc =>
      sc
        .parallelize([1, 2], 2)
        .map(x => [x, x])
        .sortByKey(true, 5)
        .getNumPartitions(),
    2,
  ],
  [
    'repartition deals rows out',
    sc => sc.parallelize(numbers(1, 10), 4).repartition(2).glom().collect(),
    [
      [2, 4, 6, 8, 10],
      [1, 3, 5, 7, 9],
    ],
  ],
  [
    'coalesce puts neighbours together',
    sc => sc.parallelize(numbers(1, 10), 4).coalesce(2).glom().collect(),
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
  ],
  ['coalesce does not add partitions', sc => sc.parallelize(numbers(1, 10), 4).coalesce(8).getNumPartitions(), 4],
  ['coalesce with a shuffle adds partitions', sc => sc.parallelize(numbers(1, 10), 4).coalesce(8, true).getNumPartitions(), 8],
  [
    'union keeps duplicates and all partitions',
    sc => [
      sc
        .parallelize([1, 2])
        .union(sc.parallelize([2]))
        .collect(),
      sc
        .parallelize([1, 2, 3])
        .union(sc.parallelize([4, 5, 6]))
        .getNumPartitions(),
    ],
    [[1, 2, 2], 4],
  ],
  [
    'zipWithIndex',
    sc => sc.parallelize(['a', 'b', 'c']).zipWithIndex().collect(),
    [
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ],
  ],
  ['range leaves out its end', sc => sc.range(1, 10, 3).collect(), [1, 4, 7]],
  ['range counts down', sc => sc.range(5, 0, -2).collect(), [5, 3, 1]],
  ['take', sc => sc.parallelize([1, 2, 3, 4, 5]).take(3), [1, 2, 3]],
  ['take gives what there is', sc => sc.parallelize([1, 2]).take(10), [1, 2]],
  ['first', sc => sc.parallelize([1, 2]).first(), 1],
  ['top', sc => sc.parallelize([1, 2, 3, 4, 5]).top(2), [5, 4]],
  ['takeOrdered', sc => sc.parallelize([5, 1, 2]).takeOrdered(2), [1, 2]],
  [
    'reduce and fold',
    sc => [sc.parallelize([1, 2, 3]).reduce((a, b) => a + b), sc.parallelize([1, 2, 3]).fold(0, (a, b) => a + b)],
    [6, 6],
  ],
  [
    'countByKey',
    sc => [...pairs(sc).countByKey()],
    [
      ['b', 1],
      ['a', 2],
    ],
  ],
  [
    'countByValue',
    sc => [...sc.parallelize([1, 1, 2]).countByValue()],
    [
      [2, 1],
      [1, 2],
    ],
  ],
  [
    'keys, values, mapValues, flatMapValues',
    sc => [
      pairs(sc).keys().collect(),
      pairs(sc).values().collect(),
      pairs(sc)
        .mapValues(v => v + 1)
        .collect(),
      pairs(sc)
        .flatMapValues(v => [v, v])
        .count(),
    ],
    [
      ['a', 'b', 'a'],
      [1, 2, 3],
      [
        ['a', 2],
        ['b', 3],
        ['a', 4],
      ],
      6,
    ],
  ],
  [
    'mapPartitionsWithIndex',
    sc =>
      sc
        .parallelize([1, 2, 3, 4], 2)
        .mapPartitionsWithIndex((i, rows) => [[i, [...rows].reduce((a, b) => a + b)]])
        .collect(),
    [
      [0, 3],
      [1, 7],
    ],
  ],
  [
    'tuple keys are one key when their elements are equal',
    sc =>
      sc
        .parallelize(
          [
            ['Oslo', 1950, 3],
            ['Oslo', 1950, 4],
            ['Bergen', 1950, 1],
          ] as [string, number, number][],
          3,
        )
        .map(([city, year, n]): [[string, number], number] => [[city, year], n])
        .reduceByKey((a, b) => a + b)
        .collect()
        .sort(),
    [
      [['Bergen', 1950], 1],
      [['Oslo', 1950], 7],
    ],
  ],
  [
    'emptyRDD has no partitions',
    sc => [sc.emptyRDD<number>().getNumPartitions(), sc.emptyRDD<number>().collect(), sc.emptyRDD<number>().count()],
    [0, [], 0],
  ],
];

describe('answers recorded from Spark', () => {
  it.each(answers)('%s', (_, run, expected) => {
    expect(withContext(run)).toEqual(expected);
  });
});

describe('lineage', () => {
  /** Without the places, which are those of this file. */
  const shape = (text: string) => text.replaceAll(/ at [^\s]+:\d+/g, '');

  it('prints a word count as Spark does', () =>
    withContext(sc => {
      const counts = sc
        .textFile('ARCHITECTURE.md')
        .flatMap(l => l.split(' '))
        .map(w => [w, 1])
        .reduceByKey((a, b) => a + b);
      expect(shape(counts.toDebugString())).toBe(
        '(2) ShuffledRDD[4] at reduceByKey []\n +-(2) MapPartitionsRDD[3] at map []\n    |  MapPartitionsRDD[2] at flatMap []\n' +
          '    |  ARCHITECTURE.md MapPartitionsRDD[1] at textFile []\n    |  ARCHITECTURE.md HadoopRDD[0] at textFile []',
      );
    }));

  it('prints a join with both of its shuffles', () =>
    withContext(sc => {
      expect(shape(left(sc).join(right(sc)).toDebugString())).toBe(
        '(2) MapPartitionsRDD[4] at join []\n |  MapPartitionsRDD[3] at join []\n |  CoGroupedRDD[2] at join []\n' +
          ' +-(2) ParallelCollectionRDD[0] at parallelize []\n +-(2) ParallelCollectionRDD[1] at parallelize []',
      );
    }));

  it('does not shuffle what is partitioned alike', () =>
    withContext(sc => {
      const [l, r] = [left(sc), right(sc)];
      const [a, b] = [l.reduceByKey(x => x), r.reduceByKey(x => x)];
      expect(shape(a.join(b).toDebugString())).toBe(
        '(2) MapPartitionsRDD[6] at join []\n |  MapPartitionsRDD[5] at join []\n |  CoGroupedRDD[4] at join []\n |  ShuffledRDD[2] at reduceByKey []\n' +
          ' +-(2) ParallelCollectionRDD[0] at parallelize []\n |  ShuffledRDD[3] at reduceByKey []\n +-(2) ParallelCollectionRDD[1] at parallelize []',
      );
      expect(a.join(b).collect().sort()).toEqual([
        [1, ['a', 'x']],
        [2, ['b', 'y']],
      ]);
    }));

  it('says what is cached once it is', () =>
    withContext(sc => {
      const cached = sc.parallelize(numbers(1, 10)).setName('nums').cache();
      expect(shape(cached.toDebugString())).toBe('(2) nums ParallelCollectionRDD[0] at parallelize [Memory Deserialized 1x Replicated]');
      cached.count();
      expect(shape(cached.toDebugString())).toMatch(/\n \| {7}CachedPartitions: 2; MemorySize: \d+\.0 B; DiskSize: 0\.0 B$/);
      cached.unpersist();
      expect(shape(cached.toDebugString())).toBe('(2) nums ParallelCollectionRDD[0] at parallelize []');
    }));
});
