/** Variance and what is above it, correlation and regression: one pass over the rows with Spark's formulas, so that the last digits agree. */
import { DoubleType, LongType } from '../types/index.js';
import { aggregate, group } from './define.js';
import type { AggregateFunction } from './function-record.js';

type Rows = readonly (readonly any[])[];

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

function momentsOf(values: Iterable<number>): Moments {
  let [n, mean, m2, m3, m4] = [0, 0, 0, 0, 0];
  for (const x of values) {
    n++;
    const delta = x - mean;
    const deltaN = delta / n;
    mean += deltaN;
    m2 += delta * (delta - deltaN);
    const [delta2, deltaN2] = [delta * delta, deltaN * deltaN];
    m3 = m3 - 3 * deltaN * m2 + delta * (delta2 - deltaN2);
    m4 = m4 - 4 * deltaN * m3 - 6 * deltaN2 * m2 + delta * (delta * delta2 - deltaN * deltaN2);
  }
  return { n, mean, m2, m3, m4 };
}

interface Covariance {
  readonly n: number;
  readonly xMean: number;
  readonly yMean: number;
  /** The sums of products: of both, of x, of y. */
  readonly ck: number;
  readonly xMk: number;
  readonly yMk: number;
}

function covarianceOf(pairs: Iterable<readonly [x: number, y: number]>): Covariance {
  let [n, xMean, yMean, ck, xMk, yMk] = [0, 0, 0, 0, 0, 0];
  for (const [x, y] of pairs) {
    n++;
    const [dx, dy] = [x - xMean, y - yMean];
    xMean += dx / n;
    yMean += dy / n;
    ck += dx * (y - yMean);
    xMk += dx * (x - xMean);
    yMk += dy * (y - yMean);
  }
  return { n, xMean, yMean, ck, xMk, yMk };
}

const swapped = (rows: Rows): readonly (readonly [number, number])[] => rows.map(([a, b]) => [b, a]);

const doubles = { dataType: DoubleType, allowsDistinct: true } as const;

const ofOne = (result: (moments: Moments) => number | null) =>
  ({
    ...doubles,
    since: '1.6.0',
    arity: 1,
    inputTypes: [DoubleType],
    evaluateGroup: (rows: Rows) => (rows.length === 0 ? null : result(momentsOf(rows.map(([value]) => value)))),
  }) satisfies Partial<AggregateFunction>;

const ofTwo = (since: string, result: (rows: Rows) => number | null) =>
  ({
    ...doubles,
    since,
    arity: 2,
    inputTypes: [DoubleType, DoubleType],
    evaluateGroup: (rows: Rows) => (rows.length === 0 ? null : result(rows)),
  }) satisfies Partial<AggregateFunction>;

const pairsOf = (rows: Rows) => covarianceOf(rows as readonly (readonly [number, number])[]);

const mean = (rows: Rows, at: 0 | 1): number => rows.reduce((sum, row) => sum + row[at], 0) / rows.length;

/** Slope and intercept look at `x`, the second argument, first. */
function lineOf(rows: Rows): { readonly slope: number; readonly intercept: number } | null {
  const { ck, xMean, yMean } = covarianceOf(swapped(rows));
  const { m2 } = momentsOf(rows.map(([, x]) => x));
  if (m2 === 0) return null;
  const slope = ck / m2;
  return { slope, intercept: yMean - slope * xMean };
}

/** Without rows to compare, one row says nothing about a sample. */
const sample = ({ n, m2 }: Moments) => (n === 1 ? null : m2 / (n - 1));
const root = (value: number | null) => (value === null ? null : Math.sqrt(value));

export const statisticsFuncs = group('agg_funcs', {
  stddev_samp: aggregate({
    aliases: ['stddev', 'std'],
    usage: '_FUNC_(expr) - The standard deviation of a sample.',
    examples: [['stddev_samp(1)', 'NULL']],
    ...ofOne(moments => root(sample(moments))),
  }),
  stddev_pop: aggregate({
    usage: '_FUNC_(expr) - The standard deviation of a population.',
    examples: [['stddev_pop(1)', '0.0']],
    ...ofOne(({ n, m2 }) => Math.sqrt(m2 / n)),
  }),
  var_samp: aggregate({
    aliases: ['variance'],
    usage: '_FUNC_(expr) - The variance of a sample.',
    examples: [['var_samp(1)', 'NULL']],
    ...ofOne(sample),
  }),
  var_pop: aggregate({
    usage: '_FUNC_(expr) - The variance of a population.',
    examples: [['var_pop(1)', '0.0']],
    ...ofOne(({ n, m2 }) => m2 / n),
  }),
  skewness: aggregate({
    usage: '_FUNC_(expr) - How lopsided the values lie around their mean.',
    examples: [['skewness(1)', 'NULL']],
    ...ofOne(({ n, m2, m3 }) => (m2 === 0 ? null : (Math.sqrt(n) * m3) / Math.sqrt(m2 * m2 * m2))),
  }),
  kurtosis: aggregate({
    usage: '_FUNC_(expr) - How heavy the ends of the distribution are, 0 for a normal one.',
    examples: [['kurtosis(1)', 'NULL']],
    ...ofOne(({ n, m2, m4 }) => (m2 === 0 ? null : (n * m4) / (m2 * m2) - 3)),
  }),
  corr: aggregate({
    usage: "_FUNC_(expr1, expr2) - Pearson's coefficient of correlation.",
    examples: [['corr(1, 2)', 'NULL']],
    ...ofTwo('1.6.0', rows => {
      const { n, ck, xMk, yMk } = pairsOf(rows);
      const scale = Math.sqrt(xMk * yMk);
      return n === 1 || scale === 0 ? null : ck / scale;
    }),
  }),
  covar_pop: aggregate({
    usage: '_FUNC_(expr1, expr2) - The covariance of a population.',
    examples: [['covar_pop(1, 2)', '0.0']],
    ...ofTwo('2.0.0', rows => {
      const { n, ck } = pairsOf(rows);
      return ck / n;
    }),
  }),
  covar_samp: aggregate({
    usage: '_FUNC_(expr1, expr2) - The covariance of a sample.',
    examples: [['covar_samp(1, 2)', 'NULL']],
    ...ofTwo('2.0.0', rows => {
      const { n, ck } = pairsOf(rows);
      return n === 1 ? null : ck / (n - 1);
    }),
  }),
  regr_count: aggregate({
    since: '3.3.0',
    usage: '_FUNC_(y, x) - The number of rows in which both are not NULL.',
    examples: [['regr_count(1, 2)', '1']],
    arity: 2,
    inputTypes: [DoubleType, DoubleType],
    dataType: LongType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => BigInt(rows.length),
  }),
  regr_avgx: aggregate({
    usage: '_FUNC_(y, x) - The mean of `x` where neither is NULL.',
    examples: [['regr_avgx(1, 2)', '2.0']],
    ...ofTwo('3.3.0', rows => mean(rows, 1)),
  }),
  regr_avgy: aggregate({
    usage: '_FUNC_(y, x) - The mean of `y` where neither is NULL.',
    examples: [['regr_avgy(1, 2)', '1.0']],
    ...ofTwo('3.3.0', rows => mean(rows, 0)),
  }),
  regr_r2: aggregate({
    usage: '_FUNC_(y, x) - How much of the variance of `y` the line explains.',
    examples: [['regr_r2(1, 2)', 'NULL']],
    ...ofTwo('3.3.0', rows => {
      const { ck, xMk, yMk } = pairsOf(rows);
      if (yMk === 0) return null;
      if (xMk === 0) return 1;
      const corr = ck / Math.sqrt(xMk * yMk);
      return corr * corr;
    }),
  }),
  regr_slope: aggregate({
    usage: '_FUNC_(y, x) - The slope of the line through the points.',
    examples: [['regr_slope(1, 2)', 'NULL']],
    ...ofTwo('3.4.0', rows => lineOf(rows)?.slope ?? null),
  }),
  regr_intercept: aggregate({
    usage: '_FUNC_(y, x) - Where the line through the points meets the axis of `y`.',
    examples: [['regr_intercept(1, 2)', 'NULL']],
    ...ofTwo('3.4.0', rows => lineOf(rows)?.intercept ?? null),
  }),
  regr_sxx: aggregate({
    usage: '_FUNC_(y, x) - The sum of squares of `x` around its mean.',
    examples: [['regr_sxx(1, 2)', '0.0']],
    ...ofTwo('3.4.0', rows => momentsOf(rows.map(([, x]) => x)).m2),
  }),
  regr_sxy: aggregate({
    usage: '_FUNC_(y, x) - The sum of products of both around their means.',
    examples: [['regr_sxy(1, 2)', '0.0']],
    ...ofTwo('3.4.0', rows => pairsOf(rows).ck),
  }),
  regr_syy: aggregate({
    usage: '_FUNC_(y, x) - The sum of squares of `y` around its mean.',
    examples: [['regr_syy(1, 2)', '0.0']],
    ...ofTwo('3.4.0', rows => momentsOf(rows.map(([y]) => y)).m2),
  }),
});
