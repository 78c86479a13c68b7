/**
 * Spark's CAST on values. `castOf` gives a function for one pair of types; it is called with values that are not NULL.
 *
 * Modes: `ansi` raises an error where a value does not fit; `legacy` gives NULL or wraps; `try` gives NULL.
 */
import { InternalError } from '../../errors/spark-error.js';
import { type DataType, isComplex, isIntegral, type StructType } from '../types/index.js';
import type { CastContext, CastFunction } from './cast-context.js';
import { toDate, toTime, toTimestamp, toTimestampNtz } from './cast-datetimes.js';
import { castToInterval } from './cast-interval.js';
import { fromNanos, toNanos } from './cast-nanos.js';
import { toBoolean, toDecimal, toFloating, toIntegral } from './cast-numbers.js';
import { castFromVariant, castToVariant } from './cast-variant.js';
import { MapValue, type Value } from './value.js';
import { castStyle, legacyCastStyle, textOf } from './value-text.js';

/** Raised where `try` gives NULL. */
const NO_VALUE = Symbol('no value');

export function castOf(from: DataType, to: DataType, cx: CastContext): CastFunction {
  // What is in arrays, maps, structs and variants is tried one by one.
  if (cx.mode !== 'try' || from.kind === 'variant' || isComplex(to)) return castFunction(from, to, cx);
  const cast = castFunction(from, to, {
    ...cx,
    mode: 'ansi',
    fail: () => {
      throw NO_VALUE;
    },
  });
  return value => {
    try {
      return cast(value);
    } catch (error) {
      if (error === NO_VALUE) return null;
      throw error;
    }
  };
}

function castFunction(from: DataType, to: DataType, cx: CastContext): CastFunction {
  if (from.equals(to) || from.kind === 'null') return value => value;
  if (to.kind === 'variant') return castToVariant(from, cx);
  if (from.kind === 'variant') return castFromVariant(to, cx);
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
    case 'array': {
      if (from.kind !== 'array') break;
      const element = nullSafe(castOf(from.elementType, to.elementType, cx));
      return value => (value as readonly Value[]).map(element);
    }
    case 'map': {
      if (from.kind !== 'map') break;
      const key = nullSafe(castOf(from.keyType, to.keyType, cx));
      const element = nullSafe(castOf(from.valueType, to.valueType, cx));
      return value => new MapValue((value as MapValue).keys.map(key), (value as MapValue).values.map(element));
    }
    case 'struct':
      if (from.kind !== 'struct') break;
      return structCast(from, to, cx);
  }
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}

const nullSafe =
  (cast: CastFunction): CastFunction =>
  value =>
    value === null ? null : cast(value);

function structCast(from: StructType, to: StructType, cx: CastContext): CastFunction {
  const casts = from.fields.map((field, i) => nullSafe(castOf(field.dataType, to.fields[i]!.dataType, cx)));
  return value => (value as readonly Value[]).map((each, i) => casts[i]!(each));
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
