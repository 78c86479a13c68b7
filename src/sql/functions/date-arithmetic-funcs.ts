/** Dates moved by days and months, and the distance of dates. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedCast, TypedExpression } from '../analyzer/typed-expression.js';
import { addMonths, lastDay, nextDay, parseDayOfWeek } from '../jvm/calendar.js';
import { monthsBetween } from '../jvm/timestamps.js';
import { BooleanType, ByteType, DateType, DoubleType, IntegerType, ShortType, TimestampType } from '../types/index.js';
import { AnyString, anyOf } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';

const dayCount = anyOf(IntegerType, ShortType, ByteType);

/** A text is a date or a number of days; without ANSI mode only a constant one is the latter, and the name shows the number. */
function coerceDays([start, count]: readonly TypedExpression[], cx: AnalysisContext, name: string): readonly TypedExpression[] {
  const isStart = ['string', 'timestamp', 'timestampNtz'].includes(start!.dataType.kind);
  const date = isStart ? cx.cast(start!, DateType) : start!;
  if (count!.dataType.kind === 'null') return [date, cx.cast(count!, IntegerType)];
  if (count!.dataType.kind !== 'string') return [date, count!];
  if (cx.ansi) return [date, cx.cast(count!, IntegerType)];
  if (!cx.isFoldable(count!)) return [date, count!];
  // Also here a text must be a whole number and nothing else.
  const days = cx.evaluate(Object.freeze({ ...(cx.cast(count!, IntegerType) as TypedCast), mode: 'try' as const }));
  if (days === null && cx.evaluate(count!) !== null) throw cx.error('SECOND_FUNCTION_ARGUMENT_NOT_INTEGER', { functionName: name });
  return [date, cx.literal(days ?? 0, IntegerType)];
}

/** Days beyond the range of a date begin again at the other end. */
const movedByDays = (name: string, sign: 1 | -1, doc: Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases' | 'hidesAlias'>) =>
  scalar({
    ...doc,
    arity: 2,
    implicitCasts: false,
    coerce: (args, cx) => coerceDays(args, cx, name),
    inputTypes: [DateType, dayCount],
    dataType: DateType,
    evaluate: ([days, count]) => (days + sign * count) | 0,
    compile: ([date, count]) => `(${date} ${sign === 1 ? '+' : '-'} CAST(${count} AS INTEGER))`,
  });

/** A date beyond all dates; Spark says no place in the query. */
export function dateOverflow(): never {
  throw sparkErrorOf('ARITHMETIC_OVERFLOW', { message: 'overflow', alternative: '', config: '"spark.sql.ansi.enabled"' });
}

/** A date so many months later. */
export function movedByMonths(days: number, months: number): number {
  const moved = addMonths(days, months);
  return (moved | 0) === moved ? moved : dateOverflow();
}

export const dateArithmeticFuncs = group('datetime_funcs', {
  date_add: movedByDays('date_add', 1, {
    aliases: ['dateadd'],
    hidesAlias: true,
    since: '1.5.0',
    usage: '_FUNC_(start_date, num_days) - Returns the date `num_days` days after `start_date`.',
    examples: [["date_add('2016-07-30', 1)", '2016-07-31']],
  }),
  date_sub: movedByDays('date_sub', -1, {
    since: '1.5.0',
    usage: '_FUNC_(start_date, num_days) - Returns the date `num_days` days before `start_date`.',
    examples: [["date_sub('2016-07-30', 1)", '2016-07-29']],
  }),
  datediff: scalar({
    aliases: ['date_diff'],
    since: '1.5.0',
    usage: '_FUNC_(endDate, startDate) - Returns how many days `endDate` is after `startDate`.',
    examples: [
      ["datediff('2009-07-31', '2009-07-30')", '1'],
      ["date_diff('2009-07-30', '2009-07-31')", '-1'],
    ],
    arity: 2,
    inputTypes: [DateType, DateType],
    dataType: IntegerType,
    evaluate: ([end, start]) => (end - start) | 0,
    compile: ([end, start]) => `(${end} - ${start})`,
  }),
  add_months: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(start_date, num_months) - Returns the date `num_months` months after `start_date`, or the last day of a month that is too short.',
    examples: [
      ["add_months('2016-08-31', 1)", '2016-09-30'],
      ["add_months('2016-08-31', -6)", '2016-02-29'],
    ],
    arity: 2,
    inputTypes: [DateType, IntegerType],
    dataType: DateType,
    evaluate: ([days, months]) => movedByMonths(days, months),
    compile: ([date, months]) => `CAST(${date} + to_months(${months}) AS DATE)`,
  }),
  months_between: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(timestamp1, timestamp2[, roundOff]) - Returns how many months `timestamp1` is after `timestamp2`: a whole number when both are on the same day of the month or on the last one, else with parts of 31 days. It is rounded to 8 digits unless `roundOff` is false.',
    examples: [
      ["months_between('1997-02-28 10:30:00', '1996-10-30')", '3.94959677'],
      ["months_between('1997-02-28 10:30:00', '1996-10-30', false)", '3.9495967741935485'],
    ],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(true, BooleanType)] : []),
    inputTypes: [TimestampType, TimestampType, BooleanType],
    dataType: DoubleType,
    evaluate: ([end, start, roundOff], { settings }) => monthsBetween(end, start, roundOff, settings.timeZone),
  }),
  last_day: scalar({
    since: '1.5.0',
    usage: '_FUNC_(date) - Returns the last day of the month of `date`.',
    examples: [["last_day('2009-01-12')", '2009-01-31']],
    arity: 1,
    inputTypes: [DateType],
    dataType: DateType,
    evaluate: ([days]) => lastDay(days),
    compile: ([date]) => `last_day(${date})`,
  }),
  next_day: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(start_date, day_of_week) - Returns the first date after `start_date` that is the named day of the week: its first two or three letters, or all.',
    examples: [["next_day('2015-01-14', 'TU')", '2015-01-20']],
    arity: 2,
    inputTypes: [DateType, AnyString],
    dataType: DateType,
    nullable: true,
    evaluate: ([days, name], cx) => {
      try {
        return nextDay(days, cx.memo(name, parseDayOfWeek));
      } catch (error) {
        if (cx.settings.ansi) throw error;
        return null;
      }
    },
  }),
});
