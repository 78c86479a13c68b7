/** Casts to numbers and booleans. */
import { InternalError } from '../../errors/spark-error.js';
import { parseDouble, parseInteger, trimAll } from '../jvm/number-text.js';
import { floorDiv, microsPerSecond } from '../jvm/timestamps.js';
import type { DataType, DecimalType } from '../types/index.js';
import {
  type CastContext,
  type CastFunction,
  castOverflow,
  clamp,
  decimalOutOfRange,
  type IntegralKind,
  integralOf,
  invalidInput,
  ranges,
} from './cast-context.js';
import { Decimal, powerOfTen } from './decimal.js';
import { microsOfField } from './interval-fields.js';
import type { Value } from './value.js';

const trueTexts = new Set(['t', 'true', 'y', 'yes', '1']);
const falseTexts = new Set(['f', 'false', 'n', 'no', '0']);

export function toBoolean(from: DataType, to: DataType, cx: CastContext): CastFunction {
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const lower = trimAll(text).toLowerCase();
        if (trueTexts.has(lower)) return true;
        if (falseTexts.has(lower)) return false;
        return invalidInput(text, from, to, cx, 'SparkRuntimeException');
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

const wrapped = (value: bigint, kind: IntegralKind): number | bigint => {
  const result = BigInt.asIntN(ranges[kind][2], value);
  return kind === 'long' ? result : Number(result);
};

export function toIntegral(from: DataType, to: DataType, cx: CastContext): CastFunction {
  const kind = to.kind as IntegralKind;
  const fit = (value: bigint, original: Value): Value => {
    const result = integralOf(value, kind);
    if (result !== undefined) return result;
    // Spans do not wrap, in no mode.
    if (from.kind === 'time' && cx.mode === 'legacy') return null;
    const wraps = cx.mode === 'legacy' && from.kind !== 'yearMonthInterval' && from.kind !== 'dayTimeInterval';
    return wraps ? wrapped(value, kind) : castOverflow(original, from, to, cx);
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

export function toFloating(from: DataType, to: DataType, cx: CastContext): CastFunction {
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

export function toDecimal(from: DataType, to: DecimalType, cx: CastContext): CastFunction {
  const { precision, scale } = to;
  const fit = (value: Decimal): Value => {
    const fitted = value.fit(precision, scale);
    if (fitted !== undefined) return fitted;
    return cx.mode === 'legacy' ? null : decimalOutOfRange(value, to, cx);
  };
  /** Of an interval: without ANSI mode too, what does not fit is an error. */
  const fitInterval = (value: Decimal): Value => value.fit(precision, scale) ?? decimalOutOfRange(value, to, cx);
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
      return (value: number) => fitInterval(new Decimal(BigInt(from.endField === 'year' ? Math.trunc(value / 12) : value), 0));
    case 'dayTimeInterval': {
      const unit = microsOfField[from.endField];
      return (value: bigint) => fitInterval(new Decimal((value * powerOfTen(6)) / unit, 6));
    }
    case 'date':
      return () => null;
    default:
      throw new InternalError(`There is no cast from ${from} to ${to}`);
  }
}
