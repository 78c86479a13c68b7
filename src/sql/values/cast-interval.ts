/** Casts to the interval types. */
import { InternalError, SparkError } from '../../errors/spark-error.js';
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from '../jvm/interval-parse.js';
import {
  type CalendarIntervalType,
  type DataType,
  type DayTimeIntervalType,
  isIntegral,
  type YearMonthIntervalType,
} from '../types/index.js';
import { type CastContext, type CastFunction, castOverflow, integralOf } from './cast-context.js';
import { type Decimal, divideHalfUp, powerOfTen } from './decimal.js';
import { fieldPlaces, microsOfField } from './interval-fields.js';
import { CalendarInterval } from './value.js';

type IntervalType = YearMonthIntervalType | DayTimeIntervalType | CalendarIntervalType;

export function castToInterval(from: DataType, to: IntervalType, cx: CastContext): CastFunction {
  switch (to.kind) {
    case 'yearMonthInterval':
      return toYearMonth(from, to, cx);
    case 'dayTimeInterval':
      return toDayTime(from, to, cx);
    case 'calendarInterval':
      return parsed(
        text => {
          const { months, days, microseconds } = parseCalendarInterval(text);
          return new CalendarInterval(months, days, microseconds);
        },
        { ...cx, mode: 'legacy' },
      );
  }
}

/** What a text says; without ANSI mode, and for an INTERVAL in each mode, NULL when it is malformed. */
const parsed =
  (parse: (text: string) => any, cx: CastContext): CastFunction =>
  (text: string) => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      return cx.mode === 'legacy' ? null : cx.fail(error.condition!, error.messageParameters, error.name);
    }
  };

/** The fields of `from` that `to` does not have are cut. */
function toYearMonth(from: DataType, to: YearMonthIntervalType, cx: CastContext): CastFunction {
  const unit = to.endField === 'year' ? 12 : 1;
  const fit = (months: bigint, original: any): number => {
    const result = integralOf(months, 'integer');
    return result === undefined ? castOverflow(original, from, to, cx) : Number(result);
  };
  if (from.kind === 'string') return parsed(text => parseYearMonthInterval(text, ...fieldPlaces(to)), cx);
  if (from.kind === 'yearMonthInterval') return (months: number) => Math.trunc(months / unit) * unit;
  if (from.kind === 'decimal') {
    return (value: Decimal) => fit(divideHalfUp(value.unscaled * BigInt(unit), powerOfTen(value.scale)), value);
  }
  if (isIntegral(from)) return (value: number | bigint) => fit(BigInt(value) * BigInt(unit), value);
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}

function toDayTime(from: DataType, to: DayTimeIntervalType, cx: CastContext): CastFunction {
  const unit = microsOfField[to.endField];
  const fit = (micros: bigint, original: any): bigint => {
    const result = integralOf(micros, 'long');
    return result === undefined ? castOverflow(original, from, to, cx) : BigInt(result);
  };
  if (from.kind === 'string') return parsed(text => parseDayTimeInterval(text, ...fieldPlaces(to)), cx);
  if (from.kind === 'dayTimeInterval') {
    return to.endField === 'second' ? (micros: bigint) => micros : (micros: bigint) => (micros / unit) * unit;
  }
  if (from.kind === 'decimal') {
    return (value: Decimal) => fit(divideHalfUp(value.unscaled * unit, powerOfTen(value.scale)), value);
  }
  if (isIntegral(from)) return (value: number | bigint) => fit(BigInt(value) * unit, value);
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}
