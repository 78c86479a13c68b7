/** trunc and date_trunc: the begin of a year, a week, an hour. */
import { truncateDate } from '../jvm/calendar.js';
import { dateUnitOf, isOfFixedLength, timestampUnitOf, truncateTimestamp } from '../jvm/timestamps.js';
import { DateType, TimestampType } from '../types/index.js';
import { AnyNanosTimestamp, AnyString, anyOf } from './abstract-type.js';
import { group, scalar } from './define.js';
import { clockTime, hasPlainFields } from './duckdb-zone.js';
import type { CompileContext } from './function-record.js';

/** The unit, where it is a constant. */
const literalUnit = <U>(argument: number, unitOf: (text: string) => U | undefined, cx: CompileContext): U | undefined => {
  const text = cx.literalOf(argument);
  return typeof text === 'string' ? unitOf(text) : undefined;
};

export const datetimeTruncFuncs = group('datetime_funcs', {
  trunc: scalar({
    since: '1.5.0',
    usage: '_FUNC_(date, fmt) - Returns the first day of the year, quarter, month or week of `date`. NULL when `fmt` is no such unit.',
    examples: [
      ["trunc('2019-08-04', 'week')", '2019-07-29'],
      ["trunc('2019-08-04', 'quarter')", '2019-07-01'],
      ["trunc('2009-02-12', 'MM')", '2009-02-01'],
      ["trunc('2015-10-27', 'YEAR')", '2015-01-01'],
    ],
    arity: 2,
    inputTypes: [DateType, AnyString],
    dataType: DateType,
    nullable: true,
    evaluate: ([days, format], cx) => {
      const unit = cx.memo(format, dateUnitOf);
      return unit === undefined ? null : truncateDate(days, unit);
    },
    compile: ([date], cx) => {
      const unit = literalUnit(1, dateUnitOf, cx);
      return unit && `date_trunc('${unit}', ${date})`;
    },
  }),
  date_trunc: scalar({
    since: '2.3.0',
    usage:
      '_FUNC_(fmt, ts) - Returns the begin of the unit `fmt`, from YEAR to MICROSECOND, that `ts` is in. NULL when `fmt` is no such unit.',
    examples: [
      ["date_trunc('YEAR', '2015-03-05T09:32:05.359')", '2015-01-01 00:00:00'],
      ["date_trunc('MM', '2015-03-05T09:32:05.359')", '2015-03-01 00:00:00'],
      ["date_trunc('DD', '2015-03-05T09:32:05.359')", '2015-03-05 00:00:00'],
      ["date_trunc('HOUR', '2015-03-05T09:32:05.359')", '2015-03-05 09:00:00'],
      ["date_trunc('MILLISECOND', '2015-03-05T09:32:05.123456')", '2015-03-05 09:32:05.123'],
    ],
    arity: 2,
    substitute: (args, cx) => (args[1]?.dataType.kind === 'timestampNanos' ? cx.call('truncate nanos', ...args) : undefined),
    inputTypes: [AnyString, anyOf(TimestampType, AnyNanosTimestamp)],
    dataType: TimestampType,
    nullable: true,
    evaluate: ([format, micros], cx) => {
      const unit = cx.memo(format, timestampUnitOf);
      return unit === undefined ? null : truncateTimestamp(micros, unit, cx.settings.timeZone);
    },
    compile: ([, timestamp], cx) => {
      const unit = literalUnit(0, timestampUnitOf, cx);
      if (unit === undefined || hasPlainFields(1, cx)) return unit && `date_trunc('${unit}', ${timestamp})`;
      if (!isOfFixedLength(unit)) return undefined;
      // The offset stays the one of the time itself: an hour that the clock shows twice is cut within itself.
      const clock = clockTime(timestamp!, cx.zone);
      return `(${timestamp} - (${clock} - date_trunc('${unit}', ${clock})))`;
    },
  }),
});
