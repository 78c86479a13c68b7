/** Casts to values that hold no others: those of `castOf`, and those of what stands in a variant. */
import { InternalError } from '../../errors/spark-error.js';
import { type DataType, isIntegral } from '../types/index.js';
import { type CastContext, type CastFunction, tryCast } from './cast-context.js';
import { toDate, toTime, toTimestamp, toTimestampNtz } from './cast-datetimes.js';
import { castToInterval } from './cast-interval.js';
import { fromNanos, toNanos } from './cast-nanos.js';
import { toBoolean, toDecimal, toFloating, toIntegral } from './cast-numbers.js';
import { castStyle, legacyCastStyle, textOf } from './value-text.js';

export const scalarCastOf = (from: DataType, to: DataType, cx: CastContext): CastFunction =>
  cx.mode === 'try' ? tryCast(strict => castToScalar(from, to, strict), cx) : castToScalar(from, to, cx);

function castToScalar(from: DataType, to: DataType, cx: CastContext): CastFunction {
  if (from.equals(to) || from.kind === 'null') return value => value;
  if (from.kind === 'timestampNanos' && ['date', 'timestamp', 'timestampNtz', 'time'].includes(to.kind)) return fromNanos(from, to, cx);
  switch (to.kind) {
    case 'timestampNanos':
      return toNanos(from, to, cx);
    case 'string':
    case 'char':
    case 'varchar':
      return textOf(from, cx.timeZone, cx.mode === 'legacy' ? legacyCastStyle : castStyle);
    case 'boolean':
      return toBoolean(from, to, cx);
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
      return toIntegral(from, to, cx);
    case 'float':
    case 'double':
      return toFloating(from, to, cx);
    case 'decimal':
      return toDecimal(from, to, cx);
    case 'binary':
      return toBinary(from);
    case 'date':
      return toDate(from, to, cx);
    case 'timestamp':
      return toTimestamp(from, to, cx);
    case 'timestampNtz':
      return toTimestampNtz(from, to, cx);
    case 'time':
      return toTime(from, to, cx);
    case 'yearMonthInterval':
    case 'dayTimeInterval':
    case 'calendarInterval':
      return castToInterval(from, to, cx);
  }
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}

function toBinary(from: DataType): CastFunction {
  if (from.kind === 'string') return (text: string) => new TextEncoder().encode(text);
  if (!isIntegral(from)) throw new InternalError(`There is no cast from ${from} to binary`);
  const bytes = { byte: 1, short: 2, integer: 4, long: 8 }[from.kind];
  return (value: number | bigint) => {
    const result = new Uint8Array(bytes);
    let rest = BigInt(value);
    for (let i = bytes - 1; i >= 0; i--) {
      result[i] = Number(rest & 0xffn);
      rest >>= 8n;
    }
    return result;
  };
}
