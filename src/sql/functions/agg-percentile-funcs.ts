/** Percentiles: exact ones, and the one that Spark approximates. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { utc } from '../jvm/time-zones.js';
import {
  ArrayType,
  type DataType,
  DateType,
  DayTimeIntervalType,
  DoubleType,
  IntegerType,
  LongType,
  TimestampNTZType,
  TimestampType,
  YearMonthIntervalType,
} from '../types/index.js';
import type { Decimal } from '../values/decimal.js';
import { literalSql } from '../values/literal-sql.js';
import { comparatorOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyAnsiInterval, AnyTime, anyOf, IntegralFamily, NumericFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { aggregate, group } from './define.js';
import type { AggregateContext, AggregateFunction, AnalysisContext } from './function-record.js';

type Rows = readonly (readonly any[])[];

const measurable = anyOf(anyOf(NumericFamily, AnyAnsiInterval), AnyTime);

/** A percentage, or an array of them. */
const percentageType = (arg: TypedExpression): DataType => (arg.dataType.kind === 'array' ? new ArrayType(DoubleType, false) : DoubleType);

/** The percentages are constants between 0 and 1. */
function checkPercentage(percentage: TypedExpression, cx: AnalysisContext): void {
  if (!cx.isFoldable(percentage)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', {
      inputName: quotedId('percentage'),
      inputType: quotedSql(percentage.dataType.sql),
      inputExpr: quotedSql(cx.sqlOf(percentage)),
    });
  }
  const value = cx.evaluate(percentage);
  if (value === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: 'percentage' });
  const all = (Array.isArray(value) ? value : [value]) as readonly number[];
  if (all.every(each => each >= 0 && each <= 1)) return;
  throw cx.mismatch('VALUE_OUT_OF_RANGE', {
    exprName: 'percentage',
    valueRange: '[0.0, 1.0]',
    currentValue: all.map(each => literalSql(each, DoubleType, utc)).join(','),
  });
}

/** Numbers give doubles, intervals and times those of all their fields. */
function percentileType(type: DataType): DataType {
  if (type.kind === 'yearMonthInterval') return new YearMonthIntervalType();
  if (type.kind === 'dayTimeInterval') return new DayTimeIntervalType();
  return type.kind === 'time' ? type : DoubleType;
}

const resultType = (type: DataType, percentage: TypedExpression): DataType =>
  percentage.dataType.kind === 'array' ? new ArrayType(type, false) : type;

const numberOf = (value: any): number => (typeof value === 'object' ? (value as Decimal).toNumber() : Number(value));

/** A double as a value of the result, cut where that has no fraction. */
function ofNumber(type: DataType): (value: number) => Value {
  if (type.kind === 'double') return value => value;
  return type.kind === 'yearMonthInterval' ? value => Math.trunc(value) : value => BigInt(Math.trunc(value));
}

/** Between two neighbours, by how far the position is from each. */
function continuous(sorted: readonly number[], percentage: number): number {
  const position = percentage * (sorted.length - 1);
  const [lower, higher] = [Math.floor(position), Math.ceil(position)];
  const [low, high] = [sorted[lower]!, sorted[higher]!];
  return lower === higher || low === high ? low : (higher - position) * low + (position - lower) * high;
}

/** The first value with so great a part of the rows up to it. */
const discrete = (sorted: readonly number[], percentage: number): number => sorted[Math.max(Math.ceil(percentage * sorted.length) - 1, 0)]!;

/** With spark.sql.legacy.percentileDiscCalculation: the value at or before the position, as it was counted before Spark 4. */
const legacyDiscrete = (sorted: readonly number[], percentage: number): number => sorted[Math.floor(percentage * (sorted.length - 1))]!;

type Choose = (sorted: readonly number[], percentage: number) => number;

function percentileOf(
  values: number[],
  percentages: number | readonly number[],
  isDescending: boolean,
  choose: Choose,
  cx: AggregateContext,
): Value {
  if (values.length === 0) return null;
  values.sort((a, b) => (a === b ? 0 : Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b));
  if (isDescending) values.reverse();
  const { dataType } = cx;
  const result = ofNumber(dataType.kind === 'array' ? dataType.elementType : dataType);
  return Array.isArray(percentages) ? percentages.map(each => result(choose(values, each))) : result(choose(values, percentages as number));
}

/** Each value as often as its frequency says. */
function repeated(rows: Rows, cx: AggregateContext): number[] {
  const values: number[] = [];
  for (const [value, , frequency] of rows) {
    if (value === null || frequency === null) continue;
    const count = Number(frequency);
    if (count < 0) {
      return cx.fail('NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION', {
        frequencyExpression: quotedSql(String(frequency)),
        negativeValue: `${frequency}L`,
      });
    }
    const number = numberOf(value);
    for (let i = 0; i < count; i++) values.push(number);
  }
  return values;
}

/** What `percentile_cont` and `percentile_disc` have in common: the percentage, and WITHIN GROUP the values. */
const ordered = (choose: Choose, className: string) =>
  ({
    arity: 1,
    withinGroup: 'required',
    orderIsArgument: true,
    orderStyle: 'short',
    coerce: ([percentage, value], cx) => [
      cx.implicitCast(percentage!, percentageType(percentage!)) ?? percentage!,
      asMeasurable(value!, cx),
    ],
    checkOrder: (order, cx) => {
      if (order.length === 1) return;
      throw cx.error('INVALID_WITHIN_GROUP_EXPRESSION.WRONG_NUM_ORDERINGS', {
        funcName: quotedId(className),
        expectedNum: 1,
        actualNum: order.length,
      });
    },
    check: ([percentage, value], cx) => {
      if (value!.dataType.kind === 'date' || value!.dataType.kind === 'timestamp' || value!.dataType.kind === 'timestampNtz')
        throw cx.error('UNSUPPORTED_TIME_TYPE');
      if (!measurable.accepts(value!.dataType)) throw unexpectedInput(value!, 0, measurable, cx);
      const wanted = percentageType(percentage!);
      if (!percentage!.dataType.equals(wanted)) throw unexpectedInput(percentage!, 1, wanted, cx);
      checkPercentage(percentage!, cx);
    },
    dataType: ([percentage, value]) => resultType(percentileType(value!.dataType), percentage!),
    nullable: true,
    evaluateGroup: (rows, cx) => {
      const isDescending = cx.call.order?.[0]?.ascending === false;
      return percentileOf(
        rows.map(([, value]) => numberOf(value)),
        rows[0]?.[0],
        isDescending,
        choose === discrete && cx.settings.conf('spark.sql.legacy.percentileDiscCalculation') === 'true' ? legacyDiscrete : choose,
        cx,
      );
    },
  }) satisfies Partial<AggregateFunction>;

const asMeasurable = (value: TypedExpression, cx: AnalysisContext) =>
  value.dataType.kind === 'string' || value.dataType.kind === 'null' ? cx.cast(value, DoubleType) : value;

/** How far from the exact rank an answer may be. */
const defaultAccuracy = 10_000;

/** Small groups are kept whole by Spark's sketch, so that the answer is the exact value of the rank. */
function approximate(sorted: readonly Value[], percentage: number, accuracy: number): Value {
  const error = 1 / accuracy;
  if (percentage <= error) return sorted[0]!;
  if (percentage >= 1 - error) return sorted.at(-1)!;
  return sorted[Math.max(Math.ceil(percentage * sorted.length) - 1, 0)]!;
}

const approximable = anyOf(NumericFamily, DateType, TimestampType, TimestampNTZType, AnyAnsiInterval, AnyTime);

export const percentileFuncs = group('agg_funcs', {
  percentile: aggregate({
    since: '2.1.0',
    usage:
      '_FUNC_(col, percentage [, frequency]) - The exact percentile of the values, or those of an array of percentages; a row counts as often as `frequency` says.',
    examples: [
      ['percentile(10, 0.3)', '10.0'],
      ['percentile(10, array(0.25, 0.75))', '[10.0, 10.0]'],
    ],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(1n, LongType)] : []),
    coerce: ([value, percentage, frequency], cx) => [
      asMeasurable(value!, cx),
      cx.implicitCast(percentage!, percentageType(percentage!)) ?? percentage!,
      frequency!.dataType.kind === 'null' ? cx.cast(frequency!, LongType) : frequency!,
    ],
    check: ([value, percentage, frequency], cx) => {
      if (!measurable.accepts(value!.dataType)) throw unexpectedInput(value!, 0, measurable, cx);
      const wanted = percentageType(percentage!);
      if (!percentage!.dataType.equals(wanted)) throw unexpectedInput(percentage!, 1, wanted, cx);
      if (!IntegralFamily.accepts(frequency!.dataType)) throw unexpectedInput(frequency!, 2, IntegralFamily, cx);
      checkPercentage(percentage!, cx);
    },
    dataType: ([value, percentage]) => resultType(percentileType(value!.dataType), percentage!),
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => percentileOf(repeated(rows, cx), rows[0]?.[1], false, continuous, cx),
  }),
  median: aggregate({
    since: '3.4.0',
    usage: '_FUNC_(col) - The median of the values.',
    examples: [['median(10)', '10.0']],
    arity: 1,
    coerce: ([value], cx) => [asMeasurable(value!, cx)],
    inputTypes: [measurable],
    dataType: ([value]) => percentileType(value!.dataType),
    allowsDistinct: true,
    evaluateGroup: (rows, cx) =>
      percentileOf(
        rows.map(([value]) => numberOf(value)),
        0.5,
        false,
        continuous,
        cx,
      ),
  }),
  percentile_cont: aggregate({
    since: '4.0.0',
    usage: '_FUNC_(percentage) WITHIN GROUP (ORDER BY col) - The percentile of the values in order, between two of them where needed.',
    ...ordered(continuous, 'PercentileCont'),
  }),
  percentile_disc: aggregate({
    since: '4.0.0',
    usage: '_FUNC_(percentage) WITHIN GROUP (ORDER BY col) - The percentile of the values in order: one of them.',
    ...ordered(discrete, 'PercentileDisc'),
  }),
  approx_percentile: aggregate({
    aliases: ['percentile_approx'],
    since: '2.1.0',
    usage:
      '_FUNC_(col, percentage [, accuracy]) - About the percentile of the values: one of them. The error is at most 1 / `accuracy` of the rows.',
    examples: [['approx_percentile(10, 0.5, 100)', '10']],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(defaultAccuracy, IntegerType)] : []),
    coerce: ([value, percentage, accuracy], cx) => [
      asMeasurable(value!, cx),
      cx.implicitCast(percentage!, percentageType(percentage!)) ?? percentage!,
      accuracy!.dataType.kind === 'null' ? cx.cast(accuracy!, IntegerType) : accuracy!,
    ],
    check: ([value, percentage, accuracy], cx) => {
      if (!approximable.accepts(value!.dataType)) throw unexpectedInput(value!, 0, approximable, cx);
      const wanted = percentageType(percentage!);
      if (!percentage!.dataType.equals(wanted)) throw unexpectedInput(percentage!, 1, wanted, cx);
      if (!IntegralFamily.accepts(accuracy!.dataType)) throw unexpectedInput(accuracy!, 2, IntegralFamily, cx);
      checkAccuracy(accuracy!, cx);
      checkPercentage(percentage!, cx);
    },
    dataType: ([value, percentage]) => resultType(value!.dataType, percentage!),
    nullable: true,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      if (rows.length === 0) return null;
      const sorted = rows.map(([value]) => value as Value).sort(comparatorOf(cx.argTypes[0]!));
      const [, percentages, accuracy] = rows[0]!;
      const at = (each: number) => approximate(sorted, each, Number(accuracy));
      return Array.isArray(percentages) ? percentages.map(at) : at(percentages);
    },
  }),
});

function checkAccuracy(accuracy: TypedExpression, cx: AnalysisContext): void {
  if (!cx.isFoldable(accuracy)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', {
      inputName: quotedId('accuracy'),
      inputType: quotedSql(accuracy.dataType.sql),
      inputExpr: quotedSql(cx.sqlOf(accuracy)),
    });
  }
  const value = cx.evaluate(accuracy);
  if (value === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: 'accuracy' });
  if (Number(value) > 0 && Number(value) <= 2147483647) return;
  throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: 'accuracy', valueRange: '(0, 2147483647]', currentValue: `${value}L` });
}
