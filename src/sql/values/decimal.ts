import { doubleText } from '../jvm/number-text.js';

const powers: bigint[] = [1n];

/** 10 to the power of `exponent`. */
export function powerOfTen(exponent: number): bigint {
  for (let i = powers.length; i <= exponent; i++) powers.push(powers[i - 1]! * 10n);
  return powers[exponent]!;
}

const abs = (value: bigint) => (value < 0n ? -value : value);

/** `numerator / denominator`, rounded half up: away from zero at the half. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (abs(remainder) * 2n < abs(denominator)) return quotient;
  return numerator < 0n !== denominator < 0n ? quotient - 1n : quotient + 1n;
}

export type RoundingMode = 'halfUp' | 'halfEven' | 'floor' | 'ceiling' | 'down';

function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (mode === 'halfUp') return divideHalfUp(numerator, denominator);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n || mode === 'down') return quotient;
  const isNegative = remainder < 0n;
  if (mode === 'floor') return isNegative ? quotient - 1n : quotient;
  if (mode === 'ceiling') return isNegative ? quotient : quotient + 1n;
  const twice = abs(remainder) * 2n;
  const isOdd = quotient % 2n !== 0n;
  if (twice < denominator || (twice === denominator && !isOdd)) return quotient;
  return isNegative ? quotient - 1n : quotient + 1n;
}

/** A decimal number: `unscaled` times 10 to the power of `-scale`. Immutable; the scale is 0 or more, except while a text is read. */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);

  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}

  static fromBigInt(value: bigint): Decimal {
    return new Decimal(value, 0);
  }

  /** As Java's `BigDecimal(text)` reads it; undefined when it is no number. */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (match === null) return undefined;
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    if (whole === '' && fraction === '') return undefined;
    const exponentNumber = Number(exponent);
    if (!Number.isSafeInteger(exponentNumber) || Math.abs(exponentNumber) > 2147483647) return undefined;
    const unscaled = BigInt(`${whole}${fraction}`);
    return new Decimal(sign === '-' ? -unscaled : unscaled, fraction.length - exponentNumber);
  }

  /** The exact text of a double, as `BigDecimal.valueOf` has it. */
  static fromNumber(value: number): Decimal | undefined {
    return Number.isFinite(value) ? Decimal.parse(doubleText(value)) : undefined;
  }

  /** Digits of the unscaled value; 1 for 0. */
  get precision(): number {
    return abs(this.unscaled).toString().length;
  }

  get isZero(): boolean {
    return this.unscaled === 0n;
  }

  get sign(): -1 | 0 | 1 {
    return this.unscaled < 0n ? -1 : this.unscaled > 0n ? 1 : 0;
  }

  withScale(scale: number, mode: RoundingMode = 'halfUp'): Decimal {
    if (scale === this.scale) return this;
    // Numbers such as 1E+1000000000 are refused before they are written out.
    if (this.unscaled === 0n) return new Decimal(0n, scale);
    if (scale > this.scale) return new Decimal(this.unscaled * powerOfTen(scale - this.scale), scale);
    const drop = this.scale - scale;
    if (drop > this.precision + 1)
      return new Decimal(mode === 'floor' && this.unscaled < 0n ? -1n : mode === 'ceiling' && this.unscaled > 0n ? 1n : 0n, scale);
    return new Decimal(divideRounded(this.unscaled, powerOfTen(drop), mode), scale);
  }

  /** As `decimal(precision, scale)`; undefined when it does not fit. */
  fit(precision: number, scale: number, mode: RoundingMode = 'halfUp'): Decimal | undefined {
    if (!this.isZero && this.precision - this.scale > precision - scale + 1) return undefined;
    const scaled = this.withScale(scale, mode);
    return abs(scaled.unscaled) < powerOfTen(precision) ? scaled : undefined;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.withScale(scale).unscaled + other.withScale(scale).unscaled, scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negate());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** @param scale of the result, which is rounded half up; `other` is not zero */
  dividedBy(other: Decimal, scale: number): Decimal {
    const shift = scale + other.scale - this.scale;
    return shift >= 0
      ? new Decimal(divideHalfUp(this.unscaled * powerOfTen(shift), other.unscaled), scale)
      : new Decimal(divideHalfUp(this.unscaled, other.unscaled * powerOfTen(-shift)), scale);
  }

  /** The integer part of `this / other`, which is not zero. */
  quotient(other: Decimal): bigint {
    const scale = Math.max(this.scale, other.scale);
    return this.withScale(scale).unscaled / other.withScale(scale).unscaled;
  }

  /** What is left of `this / other`, with the sign of this. */
  remainder(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.withScale(scale).unscaled % other.withScale(scale).unscaled, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const a = this.withScale(scale).unscaled;
    const b = other.withScale(scale).unscaled;
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Without the digits behind the point. */
  toBigInt(): bigint {
    return this.withScale(0, 'down').unscaled;
  }

  toNumber(): number {
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  /** Without zeros at the end; the scale may become negative. */
  stripTrailingZeros(): Decimal {
    if (this.isZero) return Decimal.zero;
    let { unscaled, scale } = this;
    while (unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return new Decimal(unscaled, scale);
  }

  /** All digits, no exponent: `BigDecimal.toPlainString`. */
  toString(): string {
    if (this.scale <= 0) return this.withScale(0).unscaled.toString();
    const digits = abs(this.unscaled)
      .toString()
      .padStart(this.scale + 1, '0');
    const sign = this.unscaled < 0n ? '-' : '';
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  /** `BigDecimal.toString`: with an exponent for very small numbers and for a negative scale. */
  toScientificString(): string {
    const digits = abs(this.unscaled).toString();
    const exponent = -this.scale + digits.length - 1;
    if (this.scale >= 0 && exponent >= -6) return this.toString();
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${this.unscaled < 0n ? '-' : ''}${digits[0]}${fraction}E${exponent >= 0 ? '+' : ''}${exponent}`;
  }
}
