/** `java.text.DecimalFormat` in the English locale, for format_number. */
import type { DecimalParts } from './number-text.js';
import { exactDecimal, rescale } from './rounding.js';

interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

/** The pattern is none that Java accepts. */
export class DecimalFormatError extends Error {
  override readonly name = 'DecimalFormatError';
}

export class DecimalFormat {
  readonly #positive: Affixes;
  readonly #negative: Affixes;
  readonly #minInteger: number;
  readonly #maxInteger: number;
  readonly #minFraction: number;
  readonly #maxFraction: number;
  readonly #grouping: number;
  readonly #minExponent: number | undefined;
  readonly #multiplierDigits: number;

  constructor(pattern: string) {
    const [positive = '', negative] = splitUnquoted(pattern, ';');
    const { prefix, number, suffix } = parseSubpattern(positive, pattern);
    this.#positive = { prefix: unquoted(prefix), suffix: unquoted(suffix) };
    const other = negative === undefined ? undefined : parseSubpattern(negative, pattern);
    this.#negative =
      other === undefined
        ? { prefix: `-${this.#positive.prefix}`, suffix: this.#positive.suffix }
        : { prefix: unquoted(other.prefix), suffix: unquoted(other.suffix) };
    this.#multiplierDigits = /%/.test(prefix + suffix) ? 2 : /\u2030/.test(prefix + suffix) ? 3 : 0;

    const [mantissa = '', exponent] = number.split('E');
    const [integer = '', fraction = ''] = mantissa.split('.');
    const digits = integer.replaceAll(',', '');
    this.#grouping = integer.includes(',') ? integer.length - 1 - integer.lastIndexOf(',') : 0;
    this.#minFraction = fraction.replaceAll('#', '').length;
    this.#maxFraction = fraction.length;
    this.#minExponent = exponent?.length;
    const zeros = digits.replaceAll('#', '').length;
    // Without any 0 in it, the place before the point is one: `#.##` is `0.##`.
    const isFirstZero = zeros === 0 && this.#minFraction === 0 && digits !== '' && mantissa.includes('.');
    this.#minInteger = isFirstZero ? 1 : zeros;
    this.#maxInteger = exponent === undefined ? Number.MAX_SAFE_INTEGER : digits.length;
  }

  /** Doubles are rounded by what they are in binary, halves to even. */
  formatDouble(value: number): string {
    if (Number.isNaN(value)) return 'NaN';
    if (Math.abs(value) === Number.POSITIVE_INFINITY) return this.#affixed('∞', value < 0);
    return this.#format(exactDecimal(value * 10 ** this.#multiplierDigits), Object.is(value, -0));
  }

  formatDecimal({ unscaled, scale }: DecimalParts): string {
    return this.#format({ unscaled, scale: scale - this.#multiplierDigits }, false);
  }

  #affixed(text: string, negative: boolean): string {
    const { prefix, suffix } = negative ? this.#negative : this.#positive;
    return prefix + text + suffix;
  }

  #format({ unscaled, scale }: DecimalParts, negativeZero: boolean): string {
    const negative = unscaled < 0n || negativeZero;
    const parts = { unscaled: unscaled < 0n ? -unscaled : unscaled, scale };
    if (this.#minExponent !== undefined) return this.#affixed(this.#scientific(parts, this.#minExponent), negative);
    const rounded = rescale(parts, this.#maxFraction, 'HALF_EVEN')
      .toString()
      .padStart(this.#maxFraction + 1, '0');
    const at = rounded.length - this.#maxFraction;
    const fraction = this.#trimmed(rounded.slice(at), this.#minFraction);
    let integer = rounded.slice(0, at).replace(/^0+/, '').padStart(this.#minInteger, '0');
    if (integer === '' && fraction === '') integer = '0';
    const text = this.#grouped(integer) + (fraction === '' ? '' : `.${fraction}`);
    return this.#affixed(text, negative);
  }

  #trimmed(fraction: string, min: number): string {
    let end = fraction.length;
    while (end > min && fraction[end - 1] === '0') end--;
    return fraction.slice(0, end);
  }

  #grouped(integer: string): string {
    if (this.#grouping <= 0) return integer;
    let text = '';
    for (let end = integer.length; end > 0; end -= this.#grouping) {
      const group = integer.slice(Math.max(0, end - this.#grouping), end);
      text = text === '' ? group : `${group},${text}`;
    }
    return text;
  }

  #scientific(value: DecimalParts, minExponent: number): string {
    const significant = this.#maxInteger + this.#maxFraction;
    const pointOf = ({ unscaled, scale }: DecimalParts) => unscaled.toString().length - scale;
    const places = significant - pointOf(value);
    const rounded = { unscaled: rescale(value, places, 'HALF_EVEN'), scale: places };
    const isZero = value.unscaled === 0n;
    // The exponent is a multiple of the integer digits where there may be more than must be.
    const step = this.#maxInteger > this.#minInteger && this.#maxInteger > 1 ? this.#maxInteger : 1;
    const point = pointOf(rounded);
    const exponent = isZero ? 0 : step > 1 ? Math.floor((point - 1) / step) * step : point - this.#minInteger;
    const integerDigits = isZero ? Math.max(1, this.#minInteger) : point - exponent;
    const digits = isZero ? '' : rounded.unscaled.toString();
    const integer = digits.slice(0, integerDigits).padEnd(integerDigits, '0');
    const minFraction = step > 1 ? Math.max(0, 1 + this.#minFraction - integerDigits) : this.#minFraction;
    const fraction = this.#trimmed(digits.slice(integerDigits).padEnd(minFraction, '0'), minFraction);
    const sign = exponent < 0 ? '-' : '';
    return `${integer}${fraction === '' ? '' : `.${fraction}`}E${sign}${String(Math.abs(exponent)).padStart(minExponent, '0')}`;
  }
}

/** format_number(value, places): groups of three, so many places. */
export const placesFormat = (places: number): DecimalFormat => new DecimalFormat(`#,##0${places > 0 ? `.${'0'.repeat(places)}` : ''}`);

function parseSubpattern(text: string, pattern: string): { prefix: string; number: string; suffix: string } {
  const match = /^((?:'[^']*'|[^#0,.;'])*)([#0,.]*(?:E0+)?)((?:'[^']*'|[^#0,.;'])*)$/.exec(text);
  const number = match?.[2] ?? '';
  if (match === null) throw new DecimalFormatError(`Unquoted special character in pattern "${pattern}"`);
  if (!/^(?:[#,]*[0,]*)(?:\.0*#*)?(?:E0+)?$/.test(number) || /,(?:\.|E|$)/.test(number)) {
    throw new DecimalFormatError(`Malformed pattern "${pattern}"`);
  }
  return { prefix: match[1]!, number, suffix: match[3]! };
}

const unquoted = (text: string): string =>
  text.replace(/''|'([^']*)'/g, (_, inner: string | undefined) => inner ?? "'").replaceAll('\u00a4', '$');

function splitUnquoted(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const c of text) {
    if (c === "'") quoted = !quoted;
    if (c === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}
