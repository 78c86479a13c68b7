/** Jobs that shuffle, and large results. */
import type { SessionBench } from './bench.js';

export const pairJobs: readonly SessionBench[] = [
  {
    kind: 'session',
    name: 'sort',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(2_000_000)}, 1, 2).map(i => [(i * 7919) % 1000003, i]).sortByKey()
        .values().zipWithIndex().filter(([, place]) => place % 100000 === 0).map(([i]) => i).collect().join()`,
      spark: `sc.range(0L, ${scaled(2_000_000)}L, 1, 2).map(i => ((i * 7919) % 1000003, i)).sortByKey().values.zipWithIndex.filter(_._2 % 100000 == 0).map(_._1).collect.mkString(",")`,
    }),
  },
  {
    kind: 'session',
    name: 'join',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(1_000_000)}, 1, 2).map(i => [i % ${scaled(100_000)}, i])
        .join(sc.range(0, ${scaled(100_000)}, 1, 2).map(i => [i, -i])).count()`,
      spark: `sc.range(0L, ${scaled(1_000_000)}L, 1, 2).map(i => (i % ${scaled(100_000)}, i)).join(sc.range(0L, ${scaled(100_000)}L, 1, 2).map(i => (i, -i))).count()`,
    }),
  },
  {
    kind: 'session',
    name: 'groupByKey',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(2_000_000)}, 1, 2).map(i => [i % 1000, i]).groupByKey().mapValues(values => values.length).values().max()`,
      spark: `sc.range(0L, ${scaled(2_000_000)}L, 1, 2).map(i => (i % 1000, i)).groupByKey().mapValues(_.size).values.max()`,
    }),
  },
  {
    kind: 'session',
    name: 'aggregateByKey',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(2_000_000)}, 1, 2).map(i => ['key' + (i % 50000), i])
        .aggregateByKey([0, 0], ([sum, count], i) => [sum + i, count + 1], (a, b) => [a[0] + b[0], a[1] + b[1]])
        .map(([, [sum, count]]) => sum / count).reduce((a, b) => a + b)`,
      spark: `sc.range(0L, ${scaled(2_000_000)}L, 1, 2).map(i => ("key" + i % 50000, i.toDouble)).aggregateByKey((0.0, 0))((a, i) => (a._1 + i, a._2 + 1), (a, b) => (a._1 + b._1, a._2 + b._2)).map { case (_, (sum, count)) => sum / count }.reduce(_ + _).toLong`,
    }),
    differs: 'the sum of doubles depends on the order of keys, and Spark prints them otherwise',
  },
  {
    kind: 'session',
    name: 'collect',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(1_000_000)}, 1, 2).map(i => ['w' + (i % 20000), i]).collect().length`,
      spark: `sc.range(0L, ${scaled(1_000_000)}L, 1, 2).map(i => ("w" + i % 20000, i)).collect.length`,
    }),
  },
];
