/** Jobs made of a seed: the same seed gives the same job, with RDDs of its own each time. */
import type { RDD, SparkContext } from '../../dist/index.js';

type Pairs = RDD<[number, number]>;
type Random = (bound: number) => number;

/** Integers below a bound; mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return bound => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

/** Keeps a task busy, so that it can be met while it runs. */
function work(rounds: number): number {
  let x = 1;
  for (let i = 0; i < rounds; i++) x = (x * 48271) % 2147483647;
  return x;
}

const steps: ((pairs: Pairs, random: Random) => Pairs)[] = [
  pairs => pairs.map(([k, v]) => [(k * 7 + v) % 13, v + 1]),
  pairs => pairs.filter(([, v]) => v % 3 !== 0),
  pairs =>
    pairs.flatMap(([k, v]) => [
      [k, v],
      [k + 1, v],
    ]),
  (pairs, random) => pairs.reduceByKey((a, b) => a + b, 1 + random(5)),
  (pairs, random) => pairs.groupByKey(1 + random(5)).mapValues(vs => [...vs].reduce((a, b) => a + b, 0)),
  pairs => {
    const sums = pairs.reduceByKey((a, b) => a + b);
    return pairs.join(sums).mapValues(([v, sum]) => v + (sum % 5));
  },
  pairs => pairs.sortByKey(),
  (pairs, random) => pairs.repartition(1 + random(6)),
  pairs => pairs.distinct(),
  pairs => pairs.cache(),
  pairs => pairs.union(pairs.mapValues(v => v + 1)),
  pairs => pairs.cogroup(pairs.filter(([k]) => k % 2 === 0)).mapValues(([a, b]) => [...a].length * 10 + [...b].length),
  pairs =>
    pairs.map(([k, v]) => {
      work(20_000);
      return [k, v];
    }),
];

const sorted = (rows: [number, number][]) => rows.sort(([a, x], [b, y]) => a - b || x - y);

const actions: ((pairs: Pairs) => unknown)[] = [
  pairs => sorted(pairs.collect()),
  pairs => pairs.count(),
  pairs => pairs.values().fold(0, (a, b) => a + b),
  pairs => pairs.takeOrdered(5, ([a, x], [b, y]) => a - b || x - y),
  pairs => pairs.take(7).length,
  pairs => [...pairs.countByKey()].sort(([a], [b]) => a - b),
  pairs => {
    const sum = pairs.context.longAccumulator('sum');
    pairs.foreach(([, v]) => sum.add(v));
    return sum.value;
  },
  pairs => {
    // Two jobs in flight, and one that blocks beside them.
    const [count, rows] = [pairs.countAsync(), pairs.collectAsync()];
    const keys = pairs.keys().distinct().count();
    return [count.get(), sorted(rows.get()), keys];
  },
];

/** @returns an action that may run many times */
export function randomJob(sc: SparkContext, seed: number): () => unknown {
  const random = randomOf(seed);
  const [rows, slices] = [20 + random(300), 1 + random(8)];
  let pairs: Pairs = sc.range(0, rows, 1, slices).map(x => {
    work(500);
    return [x % 11, x];
  });
  for (let left = 1 + random(4); left > 0; left--) pairs = steps[random(steps.length)]!(pairs, random);
  const action = actions[random(actions.length)]!;
  return () => action(pairs);
}
