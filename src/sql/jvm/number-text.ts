/** Numbers as Java writes them, and as Spark's casts read them. */
import { type DecimalDigits, doubleDigits, floatDigits } from './floating-digits.js';

/** `Double.toString`: 1.0E10, 1.0E-5, 100.0, NaN, -Infinity. */
export function doubleText(value: number): string {
  if (value >= 1e-3 && value < 1e7 && !Number.isInteger(value)) {
    const text = String(value);
    if (text.length <= LONGEST_SAME) return text;
  }
  return floatingText(value, doubleDigits);
}

/** Up to fifteen digits and a point are the same in Java and in JavaScript, where neither writes an exponent. */
const LONGEST_SAME = 16;

/** `Float.toString`, of the float nearest to the value. */
export const floatText = (value: number): string => floatingText(Math.fround(value), floatDigits);

function floatingText(value: number, digitsOf: (value: number) => DecimalDigits): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value < 0 || Object.is(value, -0)) return `-${floatingText(-value, digitsOf)}`;
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value < 1e7 && Number.isInteger(value)) return `${value}.0`;
  const { digits, exponent } = digitsOf(value);
  if (exponent > 0 && exponent <= 7) return `${digits.slice(0, exponent).padEnd(exponent, '0')}.${digits.slice(exponent) || '0'}`;
  if (exponent > -3 && exponent <= 0) return `0.${'0'.repeat(-exponent)}${digits}`;
  return `${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`;
}

/** A decimal number: unscaled * 10^-scale, exact. */
export interface DecimalParts {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** `BigDecimal.toPlainString`; a negative scale is written out in zeros. */
export function decimalPlainText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return (unscaled * 10n ** BigInt(-scale)).toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `BigDecimal.toString`: with an exponent when the scale is negative or the number is below 10^-6. */
export function decimalText(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString();
  const exponent = digits.length - 1 - scale;
  if (scale >= 0 && exponent >= -6) return decimalPlainText(unscaled, scale);
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${negative ? '-' : ''}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
}

const javaDouble = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;
const javaHexDouble = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/** `Double.parseDouble`, which trims control characters and blanks; undefined where Java throws. */
export function parseJavaDouble(text: string): number | undefined {
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, '');
  if (javaDouble.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ''));
  const hex = javaHexDouble.exec(trimmed);
  if (hex === null || `${hex[2]}${hex[3]}` === '') return undefined;
  const magnitude = Number(BigInt(`0x0${hex[2]}${hex[3]}`)) * 2 ** (Number(hex[4]) - 4 * hex[3]!.length);
  return hex[1] === '-' ? -magnitude : magnitude;
}

const specialDoubles: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

/** cast(text AS DOUBLE): what Java reads, and inf, infinity and nan in any case. Undefined: malformed. */
export const parseDouble = (text: string): number | undefined => parseJavaDouble(text) ?? specialDoubles[text.trim().toLowerCase()];

/** cast(text AS FLOAT). Where a text lies between two floats the double it reads as decides. */
export function parseFloat32(text: string): number | undefined {
  const value = parseDouble(text);
  return value === undefined ? undefined : Math.fround(value);
}

/** Blanks and control characters of ASCII, which Spark's number, date and boolean casts cut at both ends. */
export const trimAll = (text: string): string => text.replace(/^[\0- \x7f]+|[\0- \x7f]+$/g, '');

export type IntegerBits = 8 | 16 | 32 | 64;

/**
 * cast(text AS BYTE … LONG). Undefined: malformed, or out of range.
 * @param truncate as the casts do that are not ANSI: `1.9` is 1, and `1.x` still is malformed
 */
export function parseInteger(text: string, bits: IntegerBits, truncate = false): bigint | undefined {
  const match = /^([+-]?)(\d*)(\.\d*)?$/.exec(trimAll(text));
  if (match === null || (match[3] !== undefined && !truncate)) return undefined;
  if (match[2] === '' && match[3] === undefined) return undefined;
  const value = BigInt(`${match[2] || '0'}`) * (match[1] === '-' ? -1n : 1n);
  return BigInt.asIntN(bits, value) === value ? value : undefined;
}

/** A text with more digits than this is out of every decimal type; reading it would only cost time. */
const maxExponent = 2 ** 31;

/** `new BigDecimal(text)` of the trimmed text; undefined: malformed. */
export function parseDecimal(text: string): DecimalParts | undefined {
  const match = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/.exec(trimAll(text));
  if (match === null) return undefined;
  const fraction = match[3] ?? match[4] ?? '';
  const exponent = Number(match[5] ?? '0');
  if (!Number.isSafeInteger(exponent) || Math.abs(exponent) >= maxExponent) return undefined;
  const magnitude = BigInt(`${match[2] ?? ''}${fraction}`);
  return { unscaled: match[1] === '-' ? -magnitude : magnitude, scale: fraction.length - exponent };
}
