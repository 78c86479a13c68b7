/** What is measured, a record each. */
import type { Bench } from './bench.js';
import { idleMemoryMb, oneLinerSeconds, promptSeconds } from './process-measures.js';

export const benches: readonly Bench[] = [
  { kind: 'process', name: 'prompt', runs: 3, unit: 's', measure: promptSeconds },
  { kind: 'process', name: 'piped one-liner', runs: 3, unit: 's', measure: oneLinerSeconds },
  { kind: 'process', name: 'memory at the prompt', runs: 1, unit: 'MB', measure: idleMemoryMb },
  {
    kind: 'session',
    name: 'word-count',
    runs: 3,
    setup: inputs => ({
      ours: `const words = sc.textFile('${inputs.words()}')`,
      spark: `val words = sc.textFile("${inputs.words()}")`,
    }),
    expression: () => ({
      ours: `words.flatMap(line => line.split(' ')).map(word => [word, 1]).reduceByKey((a, b) => a + b)
        .map(([word, count]) => [count, word]).sortByKey(false).take(3).map(([count, word]) => \`\${word}=\${count}\`).join()`,
      spark: `words.flatMap(_.split(" ")).map((_, 1)).reduceByKey(_ + _).map(_.swap).sortByKey(false).take(3).map(t => t._2 + "=" + t._1).mkString(",")`,
    }),
  },
  {
    kind: 'session',
    name: 'map-filter-map-reduce',
    runs: 3,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(20_000_000)}, 1, 2).map(x => x * 2).filter(x => x % 3 === 0).map(x => x + 1).reduce((a, b) => a + b)`,
      spark: `sc.range(0L, ${scaled(20_000_000)}L, 1, 2).map(x => x * 2).filter(x => x % 3 == 0).map(x => x + 1).reduce(_ + _)`,
    }),
  },
  {
    kind: 'session',
    name: 'empty tasks',
    runs: 3,
    expression: ({ scaled }) => ({
      ours: `sc.parallelize(Array.from({ length: ${scaled(2000)} }, (_, i) => i), ${scaled(2000)}).count()`,
      spark: `sc.parallelize(0 until ${scaled(2000)}, ${scaled(2000)}).count()`,
    }),
  },
  {
    kind: 'session',
    name: 'jobs of two tasks',
    runs: 3,
    expression: ({ scaled }) => ({
      ours: `Array.from({ length: ${scaled(100)} }, () => sc.parallelize([1, 2], 2).count()).reduce((a, b) => a + b)`,
      spark: `(1 to ${scaled(100)}).map(_ => sc.parallelize(Seq(1, 2), 2).count()).sum`,
    }),
  },
];
