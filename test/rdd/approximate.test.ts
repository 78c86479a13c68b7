/** Estimates and their bounds. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SparkContext } from '../../dist/index.js';
import { StatCounter } from '../../src/executor/approximate/stat-counter.js';
import { normalQuantile, poissonQuantile, studentQuantile } from '../../src/rdd/approximate/distributions.js';
import { countEvaluator, meanEvaluator, sumEvaluator } from '../../src/rdd/approximate/evaluators.js';
import { withContext } from '../support/local-context.js';

const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
const words = (sc: SparkContext) => sc.range(1, 5001).map(x => `w${x}`);

describe('countApproxDistinct gives the estimate that Spark gives', () => {
  it.each<[title: string, run: (sc: SparkContext) => unknown, expected: unknown]>([
    [
      'of few and many numbers',
      sc => [10, 100, 1000, 10_000, 100_000].map(n => sc.range(1, n + 1).countApproxDistinct()),
      [10, 99, 1006, 9760, 98_873],
    ],
    [
      'at other accuracies',
      sc => [0.01, 0.02, 0.1, 0.3, 0.5].map(sd => sc.range(1, 3001).countApproxDistinct(sd)),
      [2989, 3000, 2954, 2433, 2433],
    ],
    ['of texts, the empty one too', sc => sc.parallelize(['a', 'b', 'c', 'a', 'é', '']).countApproxDistinct(), 5],
    ['of many texts', sc => words(sc).countApproxDistinct(), 5620],
    [
      'of pairs',
      sc =>
        sc
          .range(1, 5001)
          .map(x => [x, `w${x}`])
          .countApproxDistinct(),
      5080,
    ],
    [
      'of fractions',
      sc =>
        sc
          .range(1, 5001)
          .map(x => x + 0.5)
          .countApproxDistinct(),
      4827,
    ],
    [
      'of large numbers',
      sc =>
        sc
          .range(1, 5001)
          .map(x => x * 1e9)
          .countApproxDistinct(),
      5234,
    ],
    [
      'by key',
      sc =>
        sc
          .range(1, 5001)
          .map(x => [x % 3, x])
          .countApproxDistinctByKey()
          .collect(),
      [
        [0, 1692],
        [2, 1682],
        [1, 1666],
      ],
    ],
    ['of nothing', sc => sc.emptyRDD().countApproxDistinct(), 0],
  ])('%s', (_, run, expected) => withContext(sc => expect(run(sc)).toEqual(expected)));
});

describe('an approximate action', () => {
  it('is final when the job ends in time', () =>
    withContext(sc => {
      const pairs = sc.parallelize<string, number>([
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ]);
      const rows = sc.range(1, 5);
      expect(String(rows.countApprox(10_000))).toBe('(final: [4.000, 4.000])');
      expect(String(rows.sumApprox(10_000))).toBe('(final: [10.000, 10.000])');
      expect(String(rows.meanApprox(10_000))).toBe('(final: [2.500, 2.500])');
      expect(String(pairs.countByKeyApprox(10_000))).toBe('(final: Map(a -> [2.000, 2.000], b -> [1.000, 1.000]))');
      expect(pairs.values().countByValueApprox(10_000).initialValue.get(3)!.mean).toBe(1);
    }));

  it('gives bounds when its time is up, and the final value to whoever waits', () =>
    withContext(sc => {
      const gate = join(mkdtempSync(join(tmpdir(), 'gate-')), 'open');
      const rows = sc.parallelize(numbers, 8).map(x => {
        // Longer than results wait to be reported together.
        const end = Date.now() + 6;
        while (Date.now() < end || (x > 4 && !process.getBuiltinModule('node:fs').existsSync(gate)));
        return x;
      });
      sc.parallelize(numbers).count();
      const result = rows.countApprox(300);
      writeFileSync(gate, '');
      expect(result.isInitialValueFinal).toBe(false);
      expect(result.initialValue.confidence).toBe(0.95);
      expect(result.initialValue.low).toBeLessThan(8);
      expect(result.initialValue.high).toBeGreaterThan(8);
      expect(result.map(bounds => bounds.mean).getFinalValue()).toBe(8);
      expect(String(result)).toMatch(/^\((partial|final): /);
      expect(result.getFinalValue().mean).toBe(8);
    }));
});

describe('bounds from some of the tasks', () => {
  it('of a count are those of a Poisson number', () => {
    const bounds = countEvaluator(0.95)([10, 10], 4);
    expect([bounds.mean, bounds.low, bounds.high]).toEqual([40, 20 + poissonQuantile(20, 0.025), 20 + poissonQuantile(20, 0.975)]);
    expect(String(countEvaluator(0.95)([], 4))).toBe('[0.000, Infinity]');
  });

  it('of a mean and of a sum hold both', () => {
    const parts = [new StatCounter([1, 2, 3]).data(), new StatCounter([4, 5]).data()];
    const mean = meanEvaluator(0.95)(parts, 4);
    expect(mean.mean).toBe(3);
    expect(mean.high - 3).toBeCloseTo(studentQuantile(4, 0.975) * Math.sqrt(2.5 / 5), 9);
    expect(sumEvaluator(0.95)(parts, 4).mean).toBe(30);
    expect(String(meanEvaluator(0.95)([new StatCounter([1]).data()], 4))).toBe('[-Infinity, Infinity]');
  });

  it('use the quantiles of commons-math', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 9);
    expect(studentQuantile(9, 0.975)).toBeCloseTo(2.262157162798239, 8);
    expect(studentQuantile(1, 0.975)).toBeCloseTo(12.706204736174746, 6);
    expect(studentQuantile(50, 0.95)).toBeCloseTo(1.675905025163803, 8);
    expect([0.025, 0.975].map(p => poissonQuantile(12.5, p))).toEqual([6, 20]);
    expect(poissonQuantile(1_250_000, 0.975)).toBe(1_252_192);
  });
});

describe('a StatCounter', () => {
  it('prints as Spark prints it, and merges', () => {
    const counter = new StatCounter([1, 2, 4.5]);
    expect(String(counter)).toBe('(count: 3, mean: 2.500000, stdev: 1.471960, max: 4.500000, min: 1.000000)');
    expect([counter.popVariance, counter.sampleVariance, counter.sampleStdev, counter.sum]).toEqual([
      2.1666666666666665, 3.25, 1.8027756377319946, 7.5,
    ]);
    expect(String(counter.copy().merge(9))).toBe('(count: 4, mean: 4.125000, stdev: 3.089802, max: 9.000000, min: 1.000000)');
    expect(new StatCounter([1]).merge(new StatCounter([2, 4.5])).variance).toBeCloseTo(counter.variance, 12);
  });
});
