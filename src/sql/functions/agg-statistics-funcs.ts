/**
 * Variance and what is above it, correlation and regression. Spark goes once over the rows of each partition and puts the partitions
 * together; the same formulas over the same slices of the rows give the same last digits.
 */
import { DoubleType, LongType } from '../types/index.js';
import { aggregate, group } from './define.js';
import type { AggregateFunction, EvaluationContext } from './function-record.js';

type Rows = readonly (readonly any[])[];

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

const noMoments: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

function momentsOfSlice(values: readonly (number | null)[]): Moments {
  let [n, mean, m2, m3, m4] = [0, 0, 0, 0, 0];
  for (const x of values) {
    if (x === null) continue;
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

function mergeMoments(a: Moments, b: Moments): Moments {
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  const deltaN = n === 0 ? 0 : delta / n;
  const m2 = a.m2 + b.m2 + delta * deltaN * a.n * b.n;
  const m3 = a.m3 + b.m3 + deltaN * deltaN * delta * a.n * b.n * (a.n - b.n) + 3 * deltaN * (a.n * b.m2 - b.n * a.m2);
  const square = deltaN * deltaN;
  const m4 =
    a.m4 +
    b.m4 +
    square * deltaN * delta * a.n * b.n * (a.n * a.n - a.n * b.n + b.n * b.n) +
    6 * square * (a.n * a.n * b.m2 + b.n * b.n * a.m2) +
    4 * deltaN * (a.n * b.m3 - b.n * a.m3);
  return { n, mean: a.mean + deltaN * b.n, m2, m3, m4 };
}

const momentsOf = (values: readonly (number | null)[], cx: EvaluationContext): Moments =>
  slicesOf(values, cx).map(momentsOfSlice).reduce(mergeMoments, noMoments);

/** The rows as Spark divides them among the threads of `local[N]`. */
function slicesOf<R>(rows: readonly R[], { settings }: EvaluationContext): readonly (readonly R[])[] {
  const [, threads = '2'] = /^local\[(\d+)/.exec(settings.conf('spark.master') ?? '') ?? [];
  const count = Math.max(Math.min(rows.length, Number(settings.conf('spark.default.parallelism') ?? threads)), 1);
  const startOf = (slice: number) => Math.floor((slice * rows.length) / count);
  return Array.from({ length: count }, (_, i) => rows.slice(startOf(i), startOf(i + 1)));
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

type Pair = readonly [x: number | null, y: number | null];

const noCovariance: Covariance = { n: 0, xMean: 0, yMean: 0, ck: 0, xMk: 0, yMk: 0 };

function covarianceOfSlice(pairs: readonly Pair[]): Covariance {
  let [n, xMean, yMean, ck, xMk, yMk] = [0, 0, 0, 0, 0, 0];
  for (const [x, y] of pairs) {
    if (x === null || y === null) continue;
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

function mergeCovariance(a: Covariance, b: Covariance): Covariance {
  const n = a.n + b.n;
  const [dx, dy] = [b.xMean - a.xMean, b.yMean - a.yMean];
  const [dxN, dyN] = n === 0 ? [0, 0] : [dx / n, dy / n];
  return {
    n,
    xMean: a.xMean + dxN * b.n,
    yMean: a.yMean + dyN * b.n,
    ck: a.ck + b.ck + dx * dyN * a.n * b.n,
    xMk: a.xMk + b.xMk + dx * dxN * a.n * b.n,
    yMk: a.yMk + b.yMk + dy * dyN * a.n * b.n,
  };
}

const covarianceOf = (pairs: readonly Pair[], cx: EvaluationContext): Covariance =>
  slicesOf(pairs, cx).map(covarianceOfSlice).reduce(mergeCovariance, noCovariance);

const swapped = (rows: Rows): readonly Pair[] => rows.map(([a, b]) => [b, a]);

// Rows with NULLs are looked at too: they take their place in the slices.
const doubles = { dataType: DoubleType, allowsDistinct: true, ignoresNulls: false } as const;

const ofOne = (result: (moments: Moments) => number | null) =>
  ({
    ...doubles,
    since: '1.6.0',
    arity: 1,
    inputTypes: [DoubleType],
    evaluateGroup: (rows: Rows, cx) => {
      const moments = momentsOf(
        rows.map(([value]) => value),
        cx,
      );
      return moments.n === 0 ? null : result(moments);
    },
  }) satisfies Partial<AggregateFunction>;

const isComplete = (row: readonly any[]) => row[0] !== null && row[1] !== null;

const ofTwo = (since: string, result: (rows: Rows, cx: EvaluationContext) => number | null) =>
  ({
    ...doubles,
    since,
    arity: 2,
    inputTypes: [DoubleType, DoubleType],
    evaluateGroup: (rows: Rows, cx) => (rows.some(isComplete) ? result(rows, cx) : null),
  }) satisfies Partial<AggregateFunction>;

const pairsOf = (rows: Rows, cx: EvaluationContext) => covarianceOf(rows as unknown as readonly Pair[], cx);

/** One column of the rows in which both are there. */
const columnOf = (rows: Rows, at: 0 | 1): readonly (number | null)[] => rows.map(row => (isComplete(row) ? row[at] : null));

function mean(rows: Rows, at: 0 | 1): number {
  const complete = rows.filter(isComplete);
  return complete.reduce((sum, row) => sum + row[at], 0) / complete.length;
}

/** Slope and intercept look at `x`, the second argument, first. */
function lineOf(rows: Rows, cx: EvaluationContext): { readonly slope: number; readonly intercept: number } | null {
  const { ck, xMean, yMean } = covarianceOf(swapped(rows), cx);
  const { m2 } = momentsOf(columnOf(rows, 1), cx);
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
  // `functions.product`; SQL does not know it.
  product: aggregate({
    group: 'internal',
    dataType: DoubleType,
    allowsDistinct: true,
    nullable: true,
    arity: 1,
    inputTypes: [DoubleType],
    evaluateGroup: rows => (rows.length === 0 ? null : rows.reduce((product, [value]) => product * value, 1)),
    compile: ([arg], call) => call.call('product', arg!),
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
    ...ofTwo('1.6.0', (rows, cx) => {
      const { n, ck, xMk, yMk } = pairsOf(rows, cx);
      const scale = Math.sqrt(xMk * yMk);
      return n === 1 || scale === 0 ? null : ck / scale;
    }),
  }),
  covar_pop: aggregate({
    usage: '_FUNC_(expr1, expr2) - The covariance of a population.',
    examples: [['covar_pop(1, 2)', '0.0']],
    ...ofTwo('2.0.0', (rows, cx) => {
      const { n, ck } = pairsOf(rows, cx);
      return ck / n;
    }),
  }),
  covar_samp: aggregate({
    usage: '_FUNC_(expr1, expr2) - The covariance of a sample.',
    examples: [['covar_samp(1, 2)', 'NULL']],
    ...ofTwo('2.0.0', (rows, cx) => {
      const { n, ck } = pairsOf(rows, cx);
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
    ...ofTwo('3.3.0', (rows, cx) => {
      const { ck, xMk, yMk } = pairsOf(rows, cx);
      if (yMk === 0) return null;
      if (xMk === 0) return 1;
      const corr = ck / Math.sqrt(xMk * yMk);
      return corr * corr;
    }),
  }),
  regr_slope: aggregate({
    usage: '_FUNC_(y, x) - The slope of the line through the points.',
    examples: [['regr_slope(1, 2)', 'NULL']],
    ...ofTwo('3.4.0', (rows, cx) => lineOf(rows, cx)?.slope ?? null),
  }),
  regr_intercept: aggregate({
    usage: '_FUNC_(y, x) - Where the line through the points meets the axis of `y`.',
    examples: [['regr_intercept(1, 2)', 'NULL']],
    ...ofTwo('3.4.0', (rows, cx) => lineOf(rows, cx)?.intercept ?? null),
  }),
  regr_sxx: aggregate({
    usage: '_FUNC_(y, x) - The sum of squares of `x` around its mean.',
    examples: [['regr_sxx(1, 2)', '0.0']],
    ...ofTwo('3.4.0', (rows, cx) => momentsOf(columnOf(rows, 1), cx).m2),
  }),
  regr_sxy: aggregate({
    usage: '_FUNC_(y, x) - The sum of products of both around their means.',
    examples: [['regr_sxy(1, 2)', '0.0']],
    ...ofTwo('3.4.0', (rows, cx) => pairsOf(rows, cx).ck),
  }),
  regr_syy: aggregate({
    usage: '_FUNC_(y, x) - The sum of squares of `y` around its mean.',
    examples: [['regr_syy(1, 2)', '0.0']],
    ...ofTwo('3.4.0', (rows, cx) => momentsOf(columnOf(rows, 0), cx).m2),
  }),
});
