/** Jobs over numbers, and the cost of tasks and jobs themselves. */
import type { SessionBench } from './bench.js';

export const numberJobs: readonly SessionBench[] = [
  {
    kind: 'session',
    name: 'map-filter-map-reduce',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(20_000_000)}, 1, 2).map(x => x * 2).filter(x => x % 3 === 0).map(x => x + 1).reduce((a, b) => a + b)`,
      spark: `sc.range(0L, ${scaled(20_000_000)}L, 1, 2).map(x => x * 2).filter(x => x % 3 == 0).map(x => x + 1).reduce(_ + _)`,
    }),
  },
  {
    kind: 'session',
    name: 'empty tasks',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.parallelize(Array.from({ length: ${scaled(2000)} }, (_, i) => i), ${scaled(2000)}).count()`,
      spark: `sc.parallelize(0 until ${scaled(2000)}, ${scaled(2000)}).count()`,
    }),
  },
  {
    kind: 'session',
    name: 'jobs of two tasks',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `Array.from({ length: ${scaled(100)} }, () => sc.parallelize([1, 2], 2).count()).reduce((a, b) => a + b)`,
      spark: `(1 to ${scaled(100)}).map(_ => sc.parallelize(Seq(1, 2), 2).count()).sum`,
    }),
  },
  {
    kind: 'session',
    name: 'Pi',
    runs: 4,
    expression: ({ scaled }) => ({
      ours: `sc.range(0, ${scaled(20_000_000)}, 1, 2).map(() => { const x = Math.random(), y = Math.random(); return x * x + y * y < 1 ? 1 : 0 })
        .reduce((a, b) => a + b)`,
      spark: `sc.range(0L, ${scaled(20_000_000)}L, 1, 2).map { _ => val x = math.random(); val y = math.random(); if (x * x + y * y < 1) 1 else 0 }.reduce(_ + _)`,
    }),
    differs: 'random numbers',
  },
  {
    kind: 'session',
    name: 'logistic regression',
    runs: 4,
    setup: ({ scaled }) => ({
      ours: `const points = sc.range(0, ${scaled(200_000)}, 1, 2).map(i => {
        const y = i % 2 === 0 ? -1 : 1
        return { y, x: Array.from({ length: 10 }, (_, j) => ((i * 31 + j * 17) % 1000) / 500 - 1 + y * 0.7) }
      }).cache(); points.count()`,
      spark: `case class Point(y: Double, x: Array[Double]); val points = sc.range(0L, ${scaled(200_000)}L, 1, 2).map { i => val y = if (i % 2 == 0) -1.0 else 1.0; Point(y, Array.tabulate(10)(j => ((i * 31 + j * 17) % 1000) / 500.0 - 1 + y * 0.7)) }.cache(); points.count()`,
    }),
    expression: () => ({
      ours: `(() => {
        let w = new Array(10).fill(0.1) as number[]
        for (let iteration = 0; iteration < 20; iteration++) {
          const gradient = points.map(({ x, y }) => {
            let product = 0
            for (let j = 0; j < x.length; j++) product += w[j]! * x[j]!
            const scale = (1 / (1 + Math.exp(-y * product)) - 1) * y
            return x.map(value => value * scale)
          }).reduce((a, b) => a.map((value, j) => value + b[j]!))
          w = w.map((value, j) => value - gradient[j]! / 100000)
        }
        return Math.round(w.reduce((a, b) => a + b) * 1e6)
      })()`,
      spark: `var w = Array.fill(10)(0.1); for (_ <- 1 to 20) { val at = w; val gradient = points.map { p => var product = 0.0; var j = 0; while (j < 10) { product += at(j) * p.x(j); j += 1 }; val scale = (1 / (1 + math.exp(-p.y * product)) - 1) * p.y; p.x.map(_ * scale) }.reduce((a, b) => { val sum = new Array[Double](10); var j = 0; while (j < 10) { sum(j) = a(j) + b(j); j += 1 }; sum }); w = w.zip(gradient).map { case (a, b) => a - b / 100000 } }; math.round(w.sum * 1e6)`,
    }),
    teardown: 'points.unpersist(true)',
  },
];
