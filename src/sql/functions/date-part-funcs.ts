/** Parts of dates and timestamps: year, dayofweek, minute and the like. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { dayOfMonth, dayOfWeek, dayOfYear, isoDayOfWeek, isoWeekOfYear, isoYearOf, monthOf, quarterOf, yearOf } from '../jvm/calendar.js';
import { fieldNames } from '../jvm/datetime-names.js';
import { floorMod, localMicros, microsPerSecond } from '../jvm/timestamps.js';
import { type DataType, DateType, IntegerType, StringType } from '../types/index.js';
import { AnyTime, AnyTimestamp } from './abstract-type.js';
import { group, scalar } from './define.js';
import { clockOf } from './duckdb-zone.js';
import type { EvaluationContext, ScalarFunction } from './function-record.js';
import { withTimeType } from './time-arguments.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases'>;

/** @param sql the part in DuckDB's SQL, which counts days from the same day on */
const datePart = (of: (days: number) => number, sql: (date: string) => string, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    inputTypes: [DateType],
    dataType: IntegerType,
    evaluate: ([days]) => of(days),
    compile: ([date]) => sql(date!),
  });

const dateName = (field: 'MonthOfYear' | 'DayOfWeek', of: (days: number) => number, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    inputTypes: [DateType],
    dataType: StringType,
    evaluate: ([days]) => fieldNames[field]!.short[of(days) - 1]!,
  });

/** Microseconds since midnight, where the session's clock hangs. */
export function microsOfDay(type: DataType, { settings }: EvaluationContext): (value: bigint) => bigint {
  const day = 86_400n * microsPerSecond;
  switch (type.kind) {
    case 'time':
      return nanos => nanos / 1000n;
    case 'timestampNtz':
      return micros => floorMod(micros, day);
    default:
      return micros => floorMod(localMicros(micros, settings.timeZone), day);
  }
}

const isTime = ([value]: readonly TypedExpression[]) => value?.dataType.kind === 'time';

const timePart = (unitSeconds: number, count: number, sqlName: string, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    coerce: (args, cx) => (isTime(args) ? withTimeType(args, cx) : args),
    inputTypes: args => [isTime(args) ? AnyTime : AnyTimestamp],
    dataType: IntegerType,
    nullable: args => isTime(args) || args[0]!.nullable,
    prepare: cx => {
      const micros = microsOfDay(cx.argTypes[0]!, cx);
      const unit = BigInt(unitSeconds) * microsPerSecond;
      return value => Number(micros(value) / unit) % count;
    },
    compile: ([value], cx) => {
      const clock = clockOf(value!, 0, cx);
      return clock && `${sqlName}(${clock})`;
    },
  });

export const datePartFuncs = group('datetime_funcs', {
  year: datePart(yearOf, date => `year(${date})`, {
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the year of a date or timestamp.',
    examples: [["year('2016-07-30')", '2016']],
  }),
  quarter: datePart(quarterOf, date => `quarter(${date})`, {
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the quarter of the year of a date, from 1 to 4.',
    examples: [["quarter('2016-08-31')", '3']],
  }),
  month: datePart(monthOf, date => `month(${date})`, {
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the month of a date or timestamp, from 1 to 12.',
    examples: [["month('2016-07-30')", '7']],
  }),
  day: datePart(dayOfMonth, date => `day(${date})`, {
    aliases: ['dayofmonth'],
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the day of the month of a date or timestamp.',
    examples: [
      ["day('2009-07-30')", '30'],
      ["dayofmonth('2009-07-30')", '30'],
    ],
  }),
  dayofyear: datePart(dayOfYear, date => `dayofyear(${date})`, {
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the day of the year of a date or timestamp.',
    examples: [["dayofyear('2016-04-09')", '100']],
  }),
  dayofweek: datePart(dayOfWeek, date => `(dayofweek(${date}) + 1)`, {
    since: '2.3.0',
    usage: '_FUNC_(date) - Returns the day of the week of a date or timestamp: 1 is Sunday, 7 is Saturday.',
    examples: [["dayofweek('2009-07-30')", '5']],
  }),
  weekday: datePart(
    days => isoDayOfWeek(days) - 1,
    date => `(isodow(${date}) - 1)`,
    {
      since: '2.4.0',
      usage: '_FUNC_(date) - Returns the day of the week of a date or timestamp: 0 is Monday, 6 is Sunday.',
      examples: [["weekday('2009-07-30')", '3']],
    },
  ),
  weekofyear: datePart(isoWeekOfYear, date => `weekofyear(${date})`, {
    since: '1.5.0',
    usage:
      '_FUNC_(date) - Returns the week of the year of a date. Weeks start on Monday; the first week of a year has more than three days of it.',
    examples: [["weekofyear('2008-02-20')", '8']],
  }),
  yearofweek: {
    ...datePart(isoYearOf, date => `isoyear(${date})`, {}),
    group: 'internal',
  },
  dayname: dateName('DayOfWeek', isoDayOfWeek, {
    since: '4.0.0',
    usage: '_FUNC_(date) - Returns the name of the day of a date, in three letters.',
    examples: [["dayname(DATE'2008-02-20')", 'Wed']],
  }),
  monthname: dateName('MonthOfYear', monthOf, {
    since: '4.0.0',
    usage: '_FUNC_(date) - Returns the name of the month of a date, in three letters.',
    examples: [["monthname('2008-02-20')", 'Feb']],
  }),
  hour: timePart(3600, 24, 'hour', {
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns the hour of a timestamp or a time.',
    examples: [["hour('2018-02-14 12:58:59')", '12']],
  }),
  minute: timePart(60, 60, 'minute', {
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns the minute of a timestamp or a time.',
    examples: [["minute('2009-07-30 12:58:59')", '58']],
  }),
  second: timePart(1, 60, 'second', {
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns the second of a timestamp or a time.',
    examples: [["second('2018-02-14 12:58:59')", '59']],
  }),
});
