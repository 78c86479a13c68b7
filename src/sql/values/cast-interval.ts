/** Casts to the interval types. */
import { InternalError } from '../../errors/spark-error.js';
import { type CalendarIntervalType, type DataType, type DayTimeIntervalType, isIntegral, type YearMonthIntervalType } from '../types/index.js';
import { type CastContext, type CastFunction, castOverflow, integralOf } from './cast.js';
import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from './civil.js';
import { divideHalfUp, type Decimal, powerOfTen } from './decimal.js';
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from './interval-parse.js';
import { literalSql } from './literal-sql.js';

const dayTimeUnits = { day: microsPerDay, hour: microsPerHour, minute: microsPerMinute, second: microsPerSecond } as const;

export function castToInterval(from: DataType, to: YearMonthIntervalType | DayTimeIntervalType | CalendarIntervalType, cx: CastContext): CastFunction {
  switch (to.kind) {
    case 'yearMonthInterval':
      return toYearMonth(from, to, cx);
    case 'dayTimeInterval':
      return toDayTime(from, to, cx);
    case 'calendarInterval':
      return (text: string) =>
        parseCalendarInterval(text) ?? (cx.mode === 'legacy' ? null : cx.fail('CAST_INVALID_INPUT', {
          expression: literalSql(text, from, cx.timeZone),
          sourceType: '"STRING"',
          targetType: '"INTERVAL"',
        }, 'SparkDateTimeException'));
  }
}

/** The fields of `from` that `to` does not have are cut. */
function toYearMonth(from: DataType, to: YearMonthIntervalType, cx: CastContext): CastFunction {
  const unit = to.endField === 'year' ? 12 : 1;
  const fit = (months: bigint, original: any): number => {
    const result = integralOf(months, 'integer');
    return result === undefined ? castOverflow(original, from, to, cx) : Number(result);
  };
  if (from.kind === 'string') return (text: string) => parseYearMonthInterval(text, to, cx);
  if (from.kind === 'yearMonthInterval') return (months: number) => Math.trunc(months / unit) * unit;
  if (from.kind === 'decimal') {
    return (value: Decimal) => fit(divideHalfUp(value.unscaled * BigInt(unit), powerOfTen(value.scale)), value);
  }
  if (isIntegral(from)) return (value: number | bigint) => fit(BigInt(value) * BigInt(unit), value);
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}

function toDayTime(from: DataType, to: DayTimeIntervalType, cx: CastContext): CastFunction {
  const unit = dayTimeUnits[to.endField];
  const fit = (micros: bigint, original: any): bigint => {
    const result = integralOf(micros, 'long');
    return result === undefined ? castOverflow(original, from, to, cx) : BigInt(result);
  };
  if (from.kind === 'string') return (text: string) => parseDayTimeInterval(text, to, cx);
  if (from.kind === 'dayTimeInterval') {
    return to.endField === 'second' ? (micros: bigint) => micros : (micros: bigint) => (micros / unit) * unit;
  }
  if (from.kind === 'decimal') {
    return (value: Decimal) => fit(divideHalfUp(value.unscaled * unit, powerOfTen(value.scale)), value);
  }
  if (isIntegral(from)) return (value: number | bigint) => fit(BigInt(value) * unit, value);
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}
