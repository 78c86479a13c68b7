/** Exact rounding of decimal numbers, and doubles as the decimal numbers that they are. */
import { doubleDigits } from './floating-digits.js';
import type { DecimalParts } from './number-text.js';

export type RoundingMode = 'HALF_UP' | 'HALF_EVEN' | 'FLOOR' | 'CEILING' | 'DOWN' | 'UP';

/** The unscaled value at another scale; a lower one rounds. */
export function rescale({ unscaled, scale }: DecimalParts, newScale: number, mode: RoundingMode): bigint {
  if (newScale >= scale) return unscaled * 10n ** BigInt(newScale - scale);
  const by = 10n ** BigInt(scale - newScale);
  const quotient = unscaled / by;
  const rest = unscaled % by;
  if (rest === 0n) return quotient;
  const away = quotient + (unscaled < 0n ? -1n : 1n);
  const twice = (rest < 0n ? -rest : rest) * 2n;
  switch (mode) {
    case 'DOWN':
      return quotient;
    case 'UP':
      return away;
    case 'FLOOR':
      return unscaled < 0n ? away : quotient;
    case 'CEILING':
      return unscaled < 0n ? quotient : away;
    case 'HALF_UP':
      return twice >= by ? away : quotient;
    case 'HALF_EVEN':
      return twice > by || (twice === by && quotient % 2n !== 0n) ? away : quotient;
  }
}

/** `new BigDecimal(double)`: every digit of the binary fraction. */
export function exactDecimal(value: number): DecimalParts {
  if (Number.isInteger(value)) return { unscaled: BigInt(value), scale: 0 };
  let scale = 0;
  while (!Number.isInteger(value)) {
    // Doubling is exact; the powers of five follow at the end.
    value *= 2;
    scale++;
  }
  return { unscaled: BigInt(value) * 5n ** BigInt(scale), scale };
}

/** `BigDecimal.valueOf(double)`: the digits that Java writes. */
export function shortestDecimal(value: number): DecimalParts {
  if (value === 0) return { unscaled: 0n, scale: 0 };
  const { digits, exponent } = doubleDigits(Math.abs(value));
  return { unscaled: BigInt(digits) * (value < 0 ? -1n : 1n), scale: digits.length - exponent };
}
