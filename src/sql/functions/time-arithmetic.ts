/** Sums of times and spans, and the distance of times. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { dayTimeText } from '../jvm/interval-text.js';
import { DayTimeIntervalType, dayTimeFields, TimeType } from '../types/index.js';
import { literalSql } from '../values/literal-sql.js';
import { AnyTime, type TypeFamily } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';
import { nanosPerDay, withTimeType } from './time-arguments.js';

const kindOf = (arg: TypedExpression) => arg.dataType.kind;

/** The call that stands for `+` or `-` with a time; undefined where the operator itself has to refuse. */
export function timeArithmetic(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  if (args.length !== 2 || !args.some(arg => kindOf(arg) === 'time')) return undefined;
  const [left, right] = args as readonly [TypedExpression, TypedExpression];
  if (symbol === '+') return timePlus(left, right, cx) ?? timePlus(right, left, cx);
  if (symbol !== '-') return undefined;
  if (kindOf(left) === 'time' && kindOf(right) === 'dayTimeInterval') return cx.call('time minus interval', left, right);
  const kinds = ['time', 'null', 'timestamp', 'timestampNtz', ...(cx.ansi ? ['string'] : [])];
  if (![left, right].every(arg => kinds.includes(kindOf(arg))) || kindOf(left).startsWith('timestamp')) return undefined;
  return cx.call('time minus time', left, right);
}

function timePlus(time: TypedExpression, span: TypedExpression, cx: AnalysisContext): TypedExpression | undefined {
  if (kindOf(time) !== 'time') return undefined;
  if (kindOf(span) === 'null') return cx.call('time plus interval', time, cx.cast(span, new DayTimeIntervalType()));
  return kindOf(span) === 'dayTimeInterval' ? cx.call('time plus interval', time, span) : undefined;
}

const DayTimeSpan: TypeFamily = {
  family: 'dayTimeInterval',
  sql: 'INTERVAL DAY TO SECOND',
  accepts: type => type.kind === 'dayTimeInterval',
  defaultType: new DayTimeIntervalType(),
};

/** A time of the same day, `micros` later. */
function moved(time: bigint, micros: bigint, { argTypes }: EvaluationContext, zone: EvaluationContext['settings']['timeZone']): bigint {
  const result = time + micros * 1000n;
  if (result >= 0n && result < nanosPerDay) return result;
  const field = dayTimeFields.indexOf((argTypes[1] as DayTimeIntervalType).endField);
  throw sparkErrorOf('DATETIME_OVERFLOW', {
    operation: `add ${dayTimeText(micros, field, field)} to the time value ${literalSql(time, argTypes[0]!, zone)}`,
  });
}

const timeAndSpan = (symbol: '+' | '-') =>
  scalar({
    arity: 2,
    coerce: withTimeType,
    inputTypes: [AnyTime, DayTimeSpan],
    // Seconds of a span have 6 digits.
    dataType: ([time, span]) => {
      const { precision } = time!.dataType as TimeType;
      return new TimeType((span!.dataType as DayTimeIntervalType).endField === 'second' ? Math.max(precision, 6) : precision);
    },
    nullable: true,
    sql: ([time, span]) => `${time} ${symbol} ${span}`,
    evaluate: ([time, micros], cx) => moved(time, symbol === '+' ? micros : -micros, cx, cx.settings.timeZone),
  });

export const timeArithmeticFuncs = group('internal', {
  'time plus interval': timeAndSpan('+'),
  'time minus interval': timeAndSpan('-'),
  'time minus time': scalar({
    arity: 2,
    coerce: (args, cx) =>
      withTimeType(args, cx).map(arg => (kindOf(arg) === 'string' || kindOf(arg) === 'null' ? cx.cast(arg, new TimeType()) : arg)),
    inputTypes: [AnyTime, AnyTime],
    implicitCasts: false,
    dataType: new DayTimeIntervalType('hour', 'second'),
    nullable: true,
    sql: ([end, start]) => `${end} - ${start}`,
    evaluate: ([end, start]) => BigInt(end - start) / 1000n,
  }),
});
