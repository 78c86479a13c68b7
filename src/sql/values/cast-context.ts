/** What all casts share: where they are, and how they refuse a value. */
import type { TimeZone, TimeZones } from '../jvm/time-zones.js';
import type { DataType, DecimalType } from '../types/index.js';
import type { Decimal } from './decimal.js';
import { literalSql } from './literal-sql.js';
import type { Value } from './value.js';

export type CastMode = 'ansi' | 'legacy' | 'try';

export interface CastContext {
  readonly mode: CastMode;
  readonly timeZone: TimeZone;
  readonly timeZones: TimeZones;
  readonly nowMicros: bigint;
  fail(condition: string, parameters?: Readonly<Record<string, string | number>>, name?: string): never;
}

export type CastFunction = (value: any) => Value;

/** Raised where `try` gives NULL. */
const NO_VALUE = Symbol('no value');

/** NULL where the cast of ANSI mode refuses the value. */
export function tryCast(castUnder: (cx: CastContext) => CastFunction, cx: CastContext): CastFunction {
  const cast = castUnder({
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

export const ranges = {
  byte: [-(2n ** 7n), 2n ** 7n - 1n, 8],
  short: [-(2n ** 15n), 2n ** 15n - 1n, 16],
  integer: [-(2n ** 31n), 2n ** 31n - 1n, 32],
  long: [-(2n ** 63n), 2n ** 63n - 1n, 64],
} as const;

export type IntegralKind = keyof typeof ranges;

/** A whole number as a value of an integral type; undefined when it does not fit. */
export function integralOf(value: bigint, kind: IntegralKind): number | bigint | undefined {
  const [min, max] = ranges[kind];
  if (value < min || value > max) return undefined;
  return kind === 'long' ? value : Number(value);
}

export const clamp = (value: bigint, min: bigint, max: bigint) => (value < min ? min : value > max ? max : value);

export function decimalOutOfRange(value: Decimal, to: DecimalType, cx: Pick<CastContext, 'fail'>): never {
  return cx.fail('NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION', {
    value: value.toString(),
    precision: to.precision,
    scale: to.scale,
    config: '"spark.sql.ansi.enabled"',
  });
}
