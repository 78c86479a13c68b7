/** Aggregate functions: counts, sums, means and extremes, and those of the other files. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import {
  BooleanType,
  ByteType,
  type DataType,
  DayTimeIntervalType,
  DoubleType,
  isIntegral,
  isNumeric,
  LongType,
  YearMonthIntervalType,
} from '../types/index.js';
import { boundedDecimal } from '../values/cast-rules.js';
import { Decimal } from '../values/decimal.js';
import { comparatorOf } from '../values/ordering.js';
import { AnyAnsiInterval, anyOf, NumericFamily } from './abstract-type.js';
import { approximateFuncs } from './agg-approximate-funcs.js';
import { bitFuncs } from './agg-bit-funcs.js';
import { collectFuncs } from './agg-collect-funcs.js';
import { percentileFuncs } from './agg-percentile-funcs.js';
import { pickFuncs } from './agg-pick-funcs.js';
import { statisticsFuncs } from './agg-statistics-funcs.js';
import { intervalOverflow, overflow } from './arithmetic-errors.js';
import { checkOrderable } from './array-arguments.js';
import { decimalAverage } from './decimal-average.js';
import { aggregate, group, refuse, scalar } from './define.js';
import type { AggregateContext, AggregateFunction } from './function-record.js';
import { fitDecimal } from './operator-funcs.js';

type Rows = readonly (readonly any[])[];

const summable = { ...anyOf(NumericFamily, AnyAnsiInterval), sql: 'NUMERIC" or "ANSI INTERVAL' };

/** Text is summed as doubles; so is a column of nothing but NULLs. */
const asNumber: AggregateFunction['coerce'] = ([arg], cx) => [
  arg!.dataType.kind === 'string' || arg!.dataType.kind === 'null' ? cx.cast(arg!, DoubleType) : arg!,
];

const checkSummable: AggregateFunction['check'] = ([arg], cx) => {
  if (summable.accepts(arg!.dataType)) return;
  throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
    paramIndex: 'first',
    requiredType: '"NUMERIC" or "ANSI INTERVAL"',
    inputSql: `"${cx.sqlOf(arg!)}"`,
    inputType: `"${arg!.dataType.sql}"`,
  });
};

function sumType([arg]: readonly TypedExpression[]): DataType {
  const type = arg!.dataType;
  if (type.kind === 'decimal') return boundedDecimal(type.precision + 10, type.scale);
  if (isIntegral(type)) return LongType;
  return isNumeric(type) ? DoubleType : type;
}

function averageType([arg]: readonly TypedExpression[]): DataType {
  const type = arg!.dataType;
  if (type.kind === 'decimal') return boundedDecimal(type.precision + 4, type.scale + 4);
  if (type.kind === 'yearMonthInterval') return new YearMonthIntervalType();
  return type.kind === 'dayTimeInterval' ? new DayTimeIntervalType() : DoubleType;
}

/** What an overflow gives: an error, or NULL for the `try_` twins. */
interface Overflow {
  readonly isTry: boolean;
}

function sumOf({ isTry }: Overflow) {
  return (rows: Rows, cx: AggregateContext): any => {
    if (rows.length === 0) return null;
    const { dataType } = cx;
    switch (dataType.kind) {
      case 'double': {
        let sum = 0;
        for (const [value] of rows) sum += value;
        return sum;
      }
      case 'decimal': {
        const sum = decimalSum(rows);
        return isTry ? (sum.fit(dataType.precision, dataType.scale) ?? null) : fitDecimal(sum, cx);
      }
      default:
        return wholeSum(rows, isTry, cx);
    }
  };
}

function decimalSum(rows: Rows): Decimal {
  let unscaled = 0n;
  for (const [value] of rows) unscaled += (value as Decimal).unscaled;
  return new Decimal(unscaled, (rows[0]![0] as Decimal).scale);
}

/** Longs, and intervals as the months or microseconds that they are. */
function wholeSum(rows: Rows, isTry: boolean, cx: AggregateContext): number | bigint | null {
  const { dataType, settings } = cx;
  const isMonths = dataType.kind === 'yearMonthInterval';
  const width = isMonths ? 32 : 64;
  let sum = 0n;
  for (const [value] of rows) {
    sum += BigInt(value);
    if (BigInt.asIntN(width, sum) === sum) continue;
    if (isTry) return null;
    if (dataType.kind !== 'long') return intervalOverflow(cx, 'try_add');
    if (settings.ansi) return overflow(cx, 'try_add');
    sum = BigInt.asIntN(width, sum);
  }
  return isMonths ? Number(sum) : sum;
}

function averageOf(overflowing: Overflow) {
  return (rows: Rows, cx: AggregateContext): any => {
    if (rows.length === 0) return null;
    const { dataType } = cx;
    if (dataType.kind === 'double') {
      let sum = 0;
      for (const [value] of rows) sum += Number(value);
      return sum / rows.length;
    }
    const count = new Decimal(BigInt(rows.length), 0);
    if (dataType.kind === 'decimal') {
      // The sum itself is a decimal that may be too long.
      const sum = decimalSum(rows);
      const fitted = sum.fit(Math.min((cx.argTypes[0] as { precision: number }).precision + 10, 38), sum.scale);
      if (fitted === undefined && overflowing.isTry) return null;
      if (fitted === undefined) return fitDecimal(sum, { ...cx, dataType: boundedDecimal(38, sum.scale) });
      const mean = sum.dividedBy(count, dataType.scale);
      return overflowing.isTry ? (mean.fit(dataType.precision, dataType.scale) ?? null) : fitDecimal(mean, cx);
    }
    const sum = wholeSum(rows, overflowing.isTry, cx);
    if (sum === null) return null;
    const mean = new Decimal(BigInt(sum), 0).dividedBy(count, 0).unscaled;
    return dataType.kind === 'yearMonthInterval' ? Number(mean) : mean;
  };
}

/** Least or greatest by the order of the type. */
const extreme = (sign: 1 | -1, name: 'min' | 'max') =>
  ({
    arity: 1,
    check: ([arg], cx) => checkOrderable(arg!.dataType, cx),
    dataType: ([arg]) => arg!.dataType,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const compare = comparatorOf(cx.dataType);
      let best: any = null;
      for (const [value] of rows) if (best === null || sign * compare(value, best) > 0) best = value;
      return best;
    },
    compile: ([arg], call, cx) => (hasPlainOrder(cx.dataType) ? call.call(name, arg!) : undefined),
  }) satisfies Partial<AggregateFunction>;

const hasPlainOrder = (type: DataType): boolean =>
  !['array', 'map', 'struct', 'variant', 'null'].includes(type.kind) && (type.kind !== 'string' || type.collation === 'UTF8_BINARY');

const noGroupingSets: AggregateFunction['check'] = (_, cx) => {
  throw cx.error('UNSUPPORTED_GROUPING_EXPRESSION');
};

const countAndSumFuncs = group('agg_funcs', {
  count: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(*) - The number of rows. _FUNC_(expr[, expr...]) - The number of rows in which no expression is NULL.',
    examples: [
      ['count(1)', '1'],
      ['count(NULL)', '0'],
    ],
    arity: { min: 1 },
    dataType: LongType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => BigInt(rows.length),
    compile: (args, call) => {
      if (args.length === 1) return call.call('count', args[0]!);
      const isComplete = args.map(arg => `${arg} IS NOT NULL`).join(' AND ');
      return call.call('count', `CASE WHEN ${isComplete} THEN ${call.isDistinct ? `row(${args.join(', ')})` : '1'} END`);
    },
  }),
  count_if: aggregate({
    since: '3.0.0',
    usage: '_FUNC_(expr) - The number of rows for which the expression is true.',
    examples: [
      ['count_if(1 < 2)', '1'],
      ['count_if(NULL)', '0'],
    ],
    arity: 1,
    inputTypes: [BooleanType],
    dataType: LongType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => BigInt(rows.filter(([value]) => value === true).length),
    compile: ([arg], call) => (call.isDistinct ? undefined : call.call('count', `CASE WHEN ${arg} THEN 1 END`)),
  }),
  sum: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - The sum of the values that are not NULL.',
    examples: [['sum(5)', '5']],
    arity: 1,
    coerce: asNumber,
    check: checkSummable,
    dataType: sumType,
    allowsDistinct: true,
    evaluateGroup: sumOf({ isTry: false }),
    compile: ([arg], call, cx) => {
      const { dataType } = cx;
      if (dataType.kind === 'long') return cx.ansi ? `CAST(${call.call('sum', arg!)} AS BIGINT)` : undefined;
      if (dataType.kind === 'double') return call.call('sum', `CAST(${arg} AS DOUBLE)`);
      if (dataType.kind === 'decimal' && cx.ansi)
        return `CAST(${call.call('sum', arg!)} AS DECIMAL(${dataType.precision},${dataType.scale}))`;
      return undefined;
    },
  }),
  try_sum: aggregate({
    since: '3.3.0',
    usage: '_FUNC_(expr) - As `sum`; NULL when the sum does not fit its type.',
    examples: [['try_sum(5)', '5']],
    arity: 1,
    coerce: asNumber,
    check: checkSummable,
    dataType: sumType,
    allowsDistinct: true,
    evaluateGroup: sumOf({ isTry: true }),
  }),
  avg: aggregate({
    aliases: ['mean'],
    since: '1.0.0',
    usage: '_FUNC_(expr) - The mean of the values that are not NULL.',
    examples: [['avg(5)', '5.0']],
    arity: 1,
    coerce: asNumber,
    check: checkSummable,
    dataType: averageType,
    allowsDistinct: true,
    evaluateGroup: averageOf({ isTry: false }),
    compile: ([arg], call, cx) => {
      const [from] = cx.argTypes;
      if (cx.dataType.kind === 'double') return call.call('avg', `CAST(${arg} AS DOUBLE)`);
      return from!.kind === 'decimal' && cx.dataType.kind === 'decimal' && cx.ansi
        ? decimalAverage(arg!, from, cx.dataType, call)
        : undefined;
    },
  }),
  try_avg: aggregate({
    since: '3.3.0',
    usage: '_FUNC_(expr) - As `avg`; NULL when the sum does not fit its type.',
    examples: [['try_avg(5)', '5.0']],
    arity: 1,
    coerce: asNumber,
    check: checkSummable,
    dataType: averageType,
    allowsDistinct: true,
    evaluateGroup: averageOf({ isTry: true }),
    compile: ([arg], call, cx) => (cx.dataType.kind === 'double' ? call.call('avg', `CAST(${arg} AS DOUBLE)`) : undefined),
  }),
  min: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - The least value.',
    examples: [['min(10)', '10']],
    ...extreme(-1, 'min'),
  }),
  max: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - The greatest value.',
    examples: [['max(10)', '10']],
    ...extreme(1, 'max'),
  }),
  // Where a query has grouping sets, the analyzer puts columns of the grouping in the place of these two.
  grouping: scalar({
    since: '2.0.0',
    usage: '_FUNC_(col) - 1 where the column is summed up in this row of a GROUP BY with CUBE, ROLLUP or GROUPING SETS, 0 otherwise.',
    arity: 1,
    check: noGroupingSets,
    dataType: ByteType,
    nullable: false,
  }),
  grouping_id: scalar({
    since: '2.0.0',
    usage: '_FUNC_([col1[, col2 ..]]) - The values of `grouping` of these columns, or of all, as the bits of a number.',
    arity: { min: 0 },
    check: noGroupingSets,
    dataType: LongType,
    nullable: false,
  }),
  measure: refuse('only metric views have measures', { since: '4.2.0', usage: '_FUNC_(expr) - The value of a measure of a metric view.' }),
});

export const aggFuncs = [
  ...countAndSumFuncs,
  ...bitFuncs,
  ...pickFuncs,
  ...collectFuncs,
  ...statisticsFuncs,
  ...percentileFuncs,
  ...approximateFuncs,
];
