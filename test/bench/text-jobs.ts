/** Jobs over the lines of a large text. */
import type { BothTexts, Inputs, SessionBench } from './bench.js';

const words = (inputs: Inputs): BothTexts => ({
  ours: `const words = sc.textFile('${inputs.words()}')`,
  spark: `val words = sc.textFile("${inputs.words()}")`,
});

export const textJobs: readonly SessionBench[] = [
  {
    kind: 'session',
    name: 'word-count',
    runs: 4,
    setup: words,
    expression: () => ({
      ours: `words.flatMap(line => line.split(' ')).map(word => [word, 1]).reduceByKey((a, b) => a + b)
        .map(([word, count]) => [count, word]).sortByKey(false).take(3).map(([count, word]) => \`\${word}=\${count}\`).join()`,
      spark: `words.flatMap(_.split(" ")).map((_, 1)).reduceByKey(_ + _).map(_.swap).sortByKey(false).take(3).map(t => t._2 + "=" + t._1).mkString(",")`,
    }),
  },
  {
    kind: 'session',
    name: 'distinct words',
    runs: 4,
    setup: words,
    expression: () => ({
      ours: `words.flatMap(line => line.split(' ')).distinct().count()`,
      spark: `words.flatMap(_.split(" ")).distinct().count()`,
    }),
  },
  {
    kind: 'session',
    name: 'sum of line lengths',
    runs: 4,
    setup: words,
    expression: () => ({
      ours: 'words.map(line => line.length).reduce((a, b) => a + b)',
      spark: 'words.map(_.length.toLong).reduce(_ + _)',
    }),
  },
  {
    kind: 'session',
    name: 'search',
    runs: 4,
    setup: words,
    expression: () => ({
      ours: `words.filter(line => line.includes('zq')).count()`,
      spark: `words.filter(_.contains("zq")).count()`,
    }),
  },
  {
    kind: 'session',
    name: 'search in cache',
    runs: 4,
    setup: inputs => ({
      ours: `const cached = sc.textFile('${inputs.words()}').cache(); cached.count()`,
      spark: `val cached = sc.textFile("${inputs.words()}").cache(); cached.count()`,
    }),
    expression: () => ({
      ours: `cached.filter(line => line.includes('zq')).count()`,
      spark: `cached.filter(_.contains("zq")).count()`,
    }),
    teardown: 'cached.unpersist(true)',
  },
];
