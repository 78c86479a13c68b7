/** Casts to dates, timestamps and times. */
import { InternalError } from '../../errors/spark-error.js';
import { parseDate, parseLocalTimestamp, parseTime, parseTimestamp } from '../jvm/datetime-text.js';
import { daysToMicros, floorDiv, floorMod, instantMicros, localMicros, microsPerSecond, microsToDays } from '../jvm/timestamps.js';
import { type DataType, isNumeric, type TimeType } from '../types/index.js';
import { type CastContext, type CastFunction, clamp, invalidInput, ranges } from './cast-context.js';
import { Decimal, powerOfTen } from './decimal.js';
import { microsOfField } from './interval-fields.js';

export function toDate(from: DataType, to: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) => parseDate(text) ?? invalidInput(text, from, to, cx, 'SparkDateTimeException');
    case 'timestamp':
      return (value: bigint) => microsToDays(value, cx.timeZone);
    case 'timestampNtz':
      return (value: bigint) => Number(floorDiv(value, microsOfField.day));
    default:
      return () => null;
  }
}

/** A time of the day is one of the day when the query began. */
const todayAt = (nanos: bigint, { nowMicros, timeZone }: CastContext): bigint =>
  BigInt(microsToDays(nowMicros, timeZone)) * microsOfField.day + nanos / 1000n;

export function toTimestamp(from: DataType, to: DataType, cx: CastContext): CastFunction {
  const [min, max] = ranges.long;
  switch (from.kind) {
    case 'string':
      return (text: string) =>
        parseTimestamp(text, cx.timeZone, cx.timeZones, () => cx.nowMicros) ?? invalidInput(text, from, to, cx, 'SparkDateTimeException');
    case 'boolean':
      return (value: boolean) => (value ? 1n : 0n);
    case 'date':
      return (value: number) => daysToMicros(value, cx.timeZone);
    case 'timestampNtz':
      return (value: bigint) => instantMicros(value, cx.timeZone);
    case 'time':
      return (nanos: bigint) => instantMicros(todayAt(nanos, cx), cx.timeZone);
    case 'float':
    case 'double':
      return (value: number) => {
        if (!Number.isFinite(value)) return invalidInput(value, from, to, cx, 'SparkDateTimeException');
        const micros = value * 1_000_000;
        return micros >= Number(max) ? max : micros <= Number(min) ? min : BigInt(Math.trunc(micros));
      };
    case 'decimal':
      return (value: Decimal) => BigInt.asIntN(64, value.times(new Decimal(microsPerSecond, 0)).toBigInt());
    default:
      if (!isNumeric(from)) throw new InternalError(`There is no cast from ${from} to timestamp`);
      return (value: number | bigint) => clamp(BigInt(value) * microsPerSecond, min, max);
  }
}

export function toTimestampNtz(from: DataType, to: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) => parseLocalTimestamp(text, cx.timeZones) ?? invalidInput(text, from, to, cx, 'SparkDateTimeException');
    case 'date':
      return (value: number) => BigInt(value) * microsOfField.day;
    case 'timestamp':
      return (value: bigint) => localMicros(value, cx.timeZone);
    case 'time':
      return (nanos: bigint) => todayAt(nanos, cx);
    default:
      throw new InternalError(`There is no cast from ${from} to timestamp_ntz`);
  }
}

export function toTime(from: DataType, to: TimeType, cx: CastContext): CastFunction {
  const unit = powerOfTen(9 - to.precision);
  const cut = (nanos: bigint) => nanos - (nanos % unit);
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const nanos = parseTime(text);
        return nanos === undefined ? invalidInput(text, from, to, cx, 'SparkDateTimeException') : cut(nanos);
      };
    case 'time':
      return cut;
    case 'timestamp':
      return (value: bigint) => cut(floorMod(localMicros(value, cx.timeZone), microsOfField.day) * 1000n);
    default:
      return (value: bigint) => cut(floorMod(value, microsOfField.day) * 1000n);
  }
}
