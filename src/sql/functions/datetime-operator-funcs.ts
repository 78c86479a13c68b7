/** What `+` and `-` are between dates, timestamps and intervals. No SQL names them. */

import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { addMonths, civilOf } from '../jvm/calendar.js';
import { type TimeZone, utc } from '../jvm/time-zones.js';
import { addInterval, daysToMicros, fitsMicros, localMicros, microsToDays } from '../jvm/timestamps.js';
import {
  CalendarIntervalType,
  type DataType,
  DateType,
  DayTimeIntervalType,
  IntegerType,
  TimestampNTZType,
  TimestampType,
} from '../types/index.js';
import { microsOfField } from '../values/interval-fields.js';
import { CalendarInterval } from '../values/value.js';
import { AnyNanosTimestamp, AnyTimestamp, anyOf, type TypeFamily } from './abstract-type.js';
import { DayTimeFamily, YearMonthFamily } from './arithmetic-funcs.js';
import { movedByMonths } from './date-arithmetic-funcs.js';
import { group, scalar } from './define.js';
import { hasPlainFields } from './duckdb-zone.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

const CalendarIntervalFamily: TypeFamily = {
  family: 'calendarInterval',
  sql: 'INTERVAL',
  accepts: type => type.kind === 'calendarInterval',
  defaultType: undefined,
};

export const anyTimestamp = anyOf(AnyTimestamp, AnyNanosTimestamp);

const plus = ([a, b]: readonly string[]) => `${a} + ${b}`;

/** java.lang's own error, which Spark lets through. */
export function javaOverflow(type: 'integer' | 'long'): never {
  throw new SparkError('ArithmeticException', `${type} overflow`);
}

export const zoneOf = (type: DataType, cx: EvaluationContext): TimeZone => (type.kind === 'timestampNtz' ? utc : cx.settings.timeZone);

/** Months and days go by the calendar, the rest by the clock. */
export function timestampPlus(micros: bigint, months: number, days: number, rest: bigint, zone: TimeZone): bigint {
  const result = addInterval(micros, months, days, rest, zone);
  return fitsMicros(result) ? result : javaOverflow('long');
}

function timestampPlusInterval(cx: EvaluationContext): (micros: bigint, by: any) => bigint {
  const zone = zoneOf(cx.argTypes[0]!, cx);
  if (cx.argTypes[1]!.kind === 'calendarInterval') {
    return (micros, { months, days, microseconds }: CalendarInterval) => timestampPlus(micros, months, days, microseconds, zone);
  }
  const { day } = microsOfField;
  return (micros, by: bigint) => timestampPlus(micros, 0, Number(by / day), by % day, zone);
}

function datePlusInterval(days: number, by: CalendarInterval, cx: EvaluationContext): number {
  const { timeZone, ansi } = cx.settings;
  if (by.microseconds === 0n) {
    const moved = addMonths(days, by.months) + by.days;
    return (moved | 0) === moved ? moved : javaOverflow('integer');
  }
  if (ansi) throw sparkErrorOf('INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION', {}, { name: 'SparkIllegalArgumentException' });
  return microsToDays(timestampPlus(daysToMicros(days, timeZone), by.months, by.days, by.microseconds, timeZone), timeZone);
}

/** `spark.sql.legacy.interval.enabled`: intervals are those of Spark 2. */
const hasLegacyIntervals = (cx: AnalysisContext): boolean => cx.conf('spark.sql.legacy.interval.enabled') === 'true';

/** java.time.Period.between: whole months, and the days that are left. */
function periodBetween(end: number, start: number): CalendarInterval {
  const [from, to] = [civilOf(start), civilOf(end)];
  let months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) months--;
  else if (months < 0 && to.day > from.day) months++;
  return new CalendarInterval(months, end - addMonths(start, months), 0n);
}

/** A date becomes the kind of timestamp that it stands beside; beside one with a time zone the other gets one. */
function coerceTimestamps(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const kinds = args.map(arg => arg.dataType.kind);
  const wanted = kinds.includes('timestampNtz') && !kinds.includes('timestamp') ? TimestampNTZType : TimestampType;
  return args.map(arg => (['date', 'null', 'timestampNtz'].includes(arg.dataType.kind) ? cx.cast(arg, wanted) : arg));
}

export const datetimeOperatorFuncs = group('internal', {
  extractansiintervaldays: scalar({
    arity: 1,
    dataType: IntegerType,
    evaluate: ([micros]) => Number(micros / microsOfField.day),
    compile: ([micros]) => `(${micros} // ${microsOfField.day})`,
  }),
  'timestamp plus interval': scalar({
    arity: 2,
    inputTypes: [anyTimestamp, anyOf(CalendarIntervalFamily, DayTimeFamily)],
    dataType: ([base]) => base!.dataType,
    sql: plus,
    prepare: timestampPlusInterval,
    compile: ([base, by], cx) =>
      hasPlainFields(0, cx) && cx.argTypes[1]!.kind === 'dayTimeInterval' ? `(${base} + to_microseconds(${by}))` : undefined,
  }),
  'timestamp plus months': scalar({
    arity: 2,
    inputTypes: [anyTimestamp, YearMonthFamily],
    dataType: ([base]) => base!.dataType,
    sql: plus,
    prepare: cx => {
      const zone = zoneOf(cx.argTypes[0]!, cx);
      return (micros, months) => timestampPlus(micros, months, 0, 0n, zone);
    },
    compile: ([base, months], cx) => (hasPlainFields(0, cx) ? `(${base} + to_months(${months}))` : undefined),
  }),
  'date plus months': scalar({
    arity: 2,
    inputTypes: [DateType, YearMonthFamily],
    dataType: DateType,
    sql: plus,
    evaluate: ([days, months]) => movedByMonths(days, months),
    compile: ([date, months]) => `CAST(${date} + to_months(${months}) AS DATE)`,
  }),
  'date plus interval': scalar({
    arity: 2,
    inputTypes: [DateType, CalendarIntervalFamily],
    dataType: DateType,
    sql: plus,
    evaluate: ([days, by], cx) => datePlusInterval(days, by, cx),
  }),
  'datetime minus interval': scalar({
    arity: 2,
    dataType: ([base]) => base!.dataType,
    sql: ([a, b]) => `${a} - ${b}`,
    rewrite: ([base, by], cx) => cx.call('+', base!, cx.call('unary -', by!)),
  }),
  'date minus date': scalar({
    arity: 2,
    inputTypes: [DateType, DateType],
    dataType: (_, cx) => (hasLegacyIntervals(cx) ? CalendarIntervalType : new DayTimeIntervalType('day', 'day')),
    sql: ([a, b]) => `(${a} - ${b})`,
    prepare: cx => {
      if (cx.dataType.kind === 'calendarInterval') return periodBetween;
      return (end: number, start: number) => {
        const days = end - start;
        return (days | 0) === days ? BigInt(days) * microsOfField.day : javaOverflow('integer');
      };
    },
    compile: ([end, start], cx) => (cx.dataType.kind === 'calendarInterval' ? undefined : `((${end} - ${start}) * ${microsOfField.day})`),
  }),
  'timestamp minus timestamp': scalar({
    arity: 2,
    // Only what is no timestamp becomes one here; a text did, in ANSI mode, before.
    coerce: coerceTimestamps,
    implicitCasts: false,
    inputTypes: [anyTimestamp, anyTimestamp],
    dataType: (_, cx) => (hasLegacyIntervals(cx) ? CalendarIntervalType : new DayTimeIntervalType()),
    sql: ([a, b]) => `(${a} - ${b})`,
    prepare: cx => {
      const { timeZone } = cx.settings;
      const [left, right] = cx.argTypes.map(type =>
        type.kind === 'timestampNtz' ? (micros: bigint) => micros : (micros: bigint) => localMicros(micros, timeZone),
      );
      return (end, start) => {
        const micros = left!(end) - right!(start);
        if (!fitsMicros(micros)) return javaOverflow('long');
        return cx.dataType.kind === 'calendarInterval' ? new CalendarInterval(0, 0, micros) : micros;
      };
    },
    compile: ([end, start], cx) =>
      hasPlainFields(0, cx) && hasPlainFields(1, cx) && cx.dataType.kind !== 'calendarInterval'
        ? `(epoch_us(${end}) - epoch_us(${start}))`
        : undefined,
  }),
});
