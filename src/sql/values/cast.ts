/**
 * Spark's CAST on values. `castOf` gives a function for one pair of types; it is called with values that are not NULL.
 *
 * Modes: `ansi` raises an error where a value does not fit; `legacy` gives NULL or wraps; `try` gives NULL.
 */
import { InternalError } from '../../errors/spark-error.js';
import { parseDate, parseLocalTimestamp, parseTime, parseTimestamp } from '../jvm/datetime-text.js';
import { parseDouble, parseInteger, trimAll } from '../jvm/number-text.js';
import type { TimeZone, TimeZones } from '../jvm/time-zones.js';
import { daysToMicros, floorDiv, floorMod, instantMicros, localMicros, microsPerSecond, microsToDays } from '../jvm/timestamps.js';
import { type DataType, type DecimalType, isIntegral, isNumeric, type StructType } from '../types/index.js';
import { castToInterval } from './cast-interval.js';
import { castFromVariant, castToVariant } from './cast-variant.js';
import { Decimal, powerOfTen } from './decimal.js';
import { microsOfField } from './interval-fields.js';
import { literalSql } from './literal-sql.js';
import { MapValue, type Value } from './value.js';
import { castStyle, legacyCastStyle, textOf } from './value-text.js';

export type CastMode = 'ansi' | 'legacy' | 'try';

export interface CastContext {
  readonly mode: CastMode;
  readonly timeZone: TimeZone;
  readonly timeZones: TimeZones;
  readonly nowMicros: bigint;
  fail(condition: string, parameters?: Readonly<Record<string, string | number>>, name?: string): never;
}

export type CastFunction = (value: any) => Value;

/** Raised where `try` gives NULL; the caller of the whole cast turns it into NULL, so that a bad element nulls the whole. */
const NO_VALUE = Symbol('no value');

export function castOf(from: DataType, to: DataType, cx: CastContext): CastFunction {
  if (cx.mode !== 'try') return castFunction(from, to, cx);
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
  switch (to.kind) {
    case 'string':
    case 'char':
    case 'varchar':
      return textOf(from, cx.timeZone, cx.mode === 'legacy' ? legacyCastStyle : castStyle);
    case 'boolean':
      return toBoolean(from, cx);
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
      return toDate(from, cx);
    case 'timestamp':
      return toTimestamp(from, cx);
    case 'timestampNtz':
      return toTimestampNtz(from, cx);
    case 'time':
      return toTime(from, to.precision, cx);
    case 'yearMonthInterval':
    case 'dayTimeInterval':
    case 'calendarInterval':
      return castToInterval(from, to, cx);
    case 'array': {
      if (from.kind !== 'array') break;
      const element = nullSafe(castFunction(from.elementType, to.elementType, cx));
      return value => (value as readonly Value[]).map(element);
    }
    case 'map': {
      if (from.kind !== 'map') break;
      const key = nullSafe(castFunction(from.keyType, to.keyType, cx));
      const element = nullSafe(castFunction(from.valueType, to.valueType, cx));
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
  const casts = from.fields.map((field, i) => nullSafe(castFunction(field.dataType, to.fields[i]!.dataType, cx)));
  return value => (value as readonly Value[]).map((each, i) => casts[i]!(each));
}

/** CAST_INVALID_INPUT, or NULL without ANSI mode. */
export function invalidInput(value: Value, from: DataType, to: DataType, cx: CastContext, name?: string): null {
  if (cx.mode === 'legacy') return null;
  return cx.fail(
    'CAST_INVALID_INPUT',
    { expression: literalSql(value, from, cx.timeZone), sourceType: `"${from.sql}"`, targetType: `"${to.sql}"` },
    name,
  );
}

export function castOverflow(value: Value, from: DataType, to: DataType, cx: CastContext): never {
  return cx.fail('CAST_OVERFLOW', {
    value: literalSql(value, from, cx.timeZone),
    sourceType: `"${from.sql}"`,
    targetType: `"${to.sql}"`,
  });
}

const trueTexts = new Set(['t', 'true', 'y', 'yes', '1']);
const falseTexts = new Set(['f', 'false', 'n', 'no', '0']);

function toBoolean(from: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const lower = trimAll(text).toLowerCase();
        if (trueTexts.has(lower)) return true;
        if (falseTexts.has(lower)) return false;
        return invalidInput(text, from, booleanTarget, cx, 'SparkRuntimeException');
      };
    case 'long':
    case 'timestamp':
      return (value: bigint) => value !== 0n;
    case 'decimal':
      return (value: Decimal) => !value.isZero;
    case 'date':
      return () => null;
    default:
      return (value: number) => value !== 0;
  }
}

const booleanTarget = { sql: 'BOOLEAN' } as DataType;

const ranges = {
  byte: [-(2n ** 7n), 2n ** 7n - 1n, 8],
  short: [-(2n ** 15n), 2n ** 15n - 1n, 16],
  integer: [-(2n ** 31n), 2n ** 31n - 1n, 32],
  long: [-(2n ** 63n), 2n ** 63n - 1n, 64],
} as const;

type IntegralKind = keyof typeof ranges;

/** A whole number as a value of an integral type; undefined when it does not fit. */
export function integralOf(value: bigint, kind: IntegralKind): number | bigint | undefined {
  const [min, max] = ranges[kind];
  if (value < min || value > max) return undefined;
  return kind === 'long' ? value : Number(value);
}

const wrapped = (value: bigint, kind: IntegralKind): number | bigint => {
  const result = BigInt.asIntN(ranges[kind][2], value);
  return kind === 'long' ? result : Number(result);
};

function toIntegral(from: DataType, to: DataType, cx: CastContext): CastFunction {
  const kind = to.kind as IntegralKind;
  const fit = (value: bigint, original: Value): Value => {
    const result = integralOf(value, kind);
    if (result !== undefined) return result;
    return cx.mode === 'legacy' ? wrapped(value, kind) : castOverflow(original, from, to, cx);
  };
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const value = parseInteger(text, ranges[kind][2], cx.mode === 'legacy');
        return value === undefined ? invalidInput(text, from, to, cx) : kind === 'long' ? value : Number(value);
      };
    case 'boolean':
      return (value: boolean) => (kind === 'long' ? (value ? 1n : 0n) : value ? 1 : 0);
    case 'byte':
    case 'short':
    case 'integer':
      return (value: number) => fit(BigInt(value), value);
    case 'long':
      return (value: bigint) => fit(value, value);
    case 'float':
    case 'double':
      return (value: number) => {
        const whole = Math.trunc(value);
        const [min, max] = ranges[kind];
        if (cx.mode !== 'legacy') {
          const fits = Number.isFinite(value) && Math.floor(value) <= Number(max) && Math.ceil(value) >= Number(min);
          if (!fits) return castOverflow(value, from, to, cx);
          return integralOf(clamp(BigInt(whole), min, max), kind)!;
        }
        if (Number.isNaN(value)) return kind === 'long' ? 0n : 0;
        // Java saturates at int or long, and cuts the bits for the smaller types.
        const [low, high] = kind === 'long' ? ranges.long : ranges.integer;
        const saturated = value >= Number(high) ? high : value <= Number(low) ? low : BigInt(whole);
        return wrapped(saturated, kind);
      };
    case 'decimal':
      return (value: Decimal) => fit(value.toBigInt(), value);
    case 'timestamp':
      return (value: bigint) => fit(floorDiv(value, microsPerSecond), value);
    case 'time':
      return (value: bigint) => fit(value / 1_000_000_000n, value);
    case 'yearMonthInterval':
      return (value: number) => fit(BigInt(from.endField === 'year' ? Math.trunc(value / 12) : value), value);
    case 'dayTimeInterval': {
      const unit = microsOfField[from.endField];
      return (value: bigint) => fit(value / unit, value);
    }
    case 'date':
      return () => null;
    default:
      throw new InternalError(`There is no cast from ${from} to ${to}`);
  }
}

const clamp = (value: bigint, min: bigint, max: bigint) => (value < min ? min : value > max ? max : value);

function toFloating(from: DataType, to: DataType, cx: CastContext): CastFunction {
  const round = to.kind === 'float' ? Math.fround : (value: number) => value;
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const value = parseDouble(text);
        return value === undefined ? invalidInput(text, from, to, cx) : round(value);
      };
    case 'boolean':
      return (value: boolean) => (value ? 1 : 0);
    case 'long':
      return (value: bigint) => round(Number(value));
    case 'decimal':
      return (value: Decimal) => round(value.toNumber());
    case 'timestamp':
      return (value: bigint) => round(Number(value) / 1_000_000);
    case 'date':
      return () => null;
    default:
      return (value: number) => round(value);
  }
}

function toDecimal(from: DataType, to: DecimalType, cx: CastContext): CastFunction {
  const { precision, scale } = to;
  const fit = (value: Decimal): Value => {
    const fitted = value.fit(precision, scale);
    if (fitted !== undefined) return fitted;
    return cx.mode === 'legacy' ? null : decimalOutOfRange(value, to, cx);
  };
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const value = Decimal.parse(trimAll(text));
        if (value === undefined) return invalidInput(text, from, to, cx);
        // Guards against 1E1000000000.
        if (!value.isZero && value.precision - value.scale > 38) {
          return cx.mode === 'legacy' ? null : cx.fail('NUMERIC_OUT_OF_SUPPORTED_RANGE', { value: text });
        }
        return fit(value);
      };
    case 'boolean':
      return (value: boolean) => fit(new Decimal(value ? 1n : 0n, 0));
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
      return (value: number | bigint) => fit(new Decimal(BigInt(value), 0));
    case 'float':
    case 'double':
      return (value: number) => {
        const decimal = Decimal.fromNumber(value);
        return decimal === undefined ? null : fit(decimal);
      };
    case 'decimal':
      return fit;
    case 'timestamp':
      return (value: bigint) => fit(Decimal.fromNumber(Number(value) / 1_000_000)!);
    case 'time':
      return (value: bigint) => fit(new Decimal(value, 9));
    case 'yearMonthInterval':
      return (value: number) => fit(new Decimal(BigInt(from.endField === 'year' ? Math.trunc(value / 12) : value), 0));
    case 'dayTimeInterval': {
      const unit = microsOfField[from.endField];
      return (value: bigint) => fit(new Decimal((value * powerOfTen(6)) / unit, 6));
    }
    case 'date':
      return () => null;
    default:
      throw new InternalError(`There is no cast from ${from} to ${to}`);
  }
}

export function decimalOutOfRange(value: Decimal, to: DecimalType, cx: Pick<CastContext, 'fail'>): never {
  return cx.fail('NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION', {
    value: value.toString(),
    precision: to.precision,
    scale: to.scale,
    config: '"spark.sql.ansi.enabled"',
  });
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

function toDate(from: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) => parseDate(text) ?? invalidInput(text, from, { sql: 'DATE' } as DataType, cx, 'SparkDateTimeException');
    case 'timestamp':
      return (value: bigint) => microsToDays(value, cx.timeZone);
    case 'timestampNtz':
      return (value: bigint) => Number(floorDiv(value, microsOfField.day));
    default:
      return () => null;
  }
}

function toTimestamp(from: DataType, cx: CastContext): CastFunction {
  const [min, max] = ranges.long;
  switch (from.kind) {
    case 'string':
      return (text: string) =>
        parseTimestamp(text, cx.timeZone, cx.timeZones, () => cx.nowMicros) ??
        invalidInput(text, from, { sql: 'TIMESTAMP' } as DataType, cx, 'SparkDateTimeException');
    case 'boolean':
      return (value: boolean) => (value ? 1n : 0n);
    case 'date':
      return (value: number) => daysToMicros(value, cx.timeZone);
    case 'timestampNtz':
      return (value: bigint) => instantMicros(value, cx.timeZone);
    case 'float':
    case 'double':
      return (value: number) => {
        if (!Number.isFinite(value)) return invalidInput(value, from, { sql: 'TIMESTAMP' } as DataType, cx, 'SparkDateTimeException');
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

function toTimestampNtz(from: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) =>
        parseLocalTimestamp(text, cx.timeZones) ??
        invalidInput(text, from, { sql: 'TIMESTAMP_NTZ' } as DataType, cx, 'SparkDateTimeException');
    case 'date':
      return (value: number) => BigInt(value) * microsOfField.day;
    case 'timestamp':
      return (value: bigint) => localMicros(value, cx.timeZone);
    default:
      throw new InternalError(`There is no cast from ${from} to timestamp_ntz`);
  }
}

function toTime(from: DataType, precision: number, cx: CastContext): CastFunction {
  const unit = powerOfTen(9 - precision);
  const cut = (nanos: bigint) => nanos - (nanos % unit);
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const nanos = parseTime(text);
        return nanos === undefined
          ? invalidInput(text, from, { sql: `TIME(${precision})` } as DataType, cx, 'SparkDateTimeException')
          : cut(nanos);
      };
    case 'time':
      return cut;
    case 'timestamp':
      return (value: bigint) => cut(floorMod(localMicros(value, cx.timeZone), microsOfField.day) * 1000n);
    default:
      return (value: bigint) => cut(floorMod(value, microsOfField.day) * 1000n);
  }
}
