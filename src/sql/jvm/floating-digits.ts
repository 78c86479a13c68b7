/**
 * The decimal digits of a double or float as the JDK before 19 finds them, and so as Spark on Java 17 prints them.
 *
 * They are nearly always the shortest digits that read back as the same number, which is what JavaScript prints; but the older
 * algorithm (Steele and White's, with estimates) sometimes ends one digit late:
 * 1e23 is 9.999999999999999E22. So the algorithm is followed step by step, with BigInt where Java changes between int, long and big.
 */

export interface DecimalDigits {
  /** Without leading zeros; at least one. */
  readonly digits: string;
  /** The value is 0.digits * 10^exponent. */
  readonly exponent: number;
}

interface FloatingLayout {
  readonly fractionBits: number;
  readonly bias: number;
}

const doubleLayout: FloatingLayout = { fractionBits: 52, bias: 1023 };
const floatLayout: FloatingLayout = { fractionBits: 23, bias: 127 };

/** Of a positive, finite double. */
export function doubleDigits(value: number): DecimalDigits {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return digitsOfBits(view.getBigUint64(0), doubleLayout);
}

/** Of a positive, finite float; a double is rounded to one first. */
export function floatDigits(value: number): DecimalDigits {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return digitsOfBits(BigInt(view.getUint32(0)), floatLayout);
}

const bitLength = (value: bigint): number => value.toString(2).length;

function trailingZeros(value: bigint): number {
  const text = value.toString(2);
  return text.length - 1 - text.lastIndexOf('1');
}

function digitsOfBits(bits: bigint, { fractionBits, bias }: FloatingLayout): DecimalDigits {
  let fraction = bits & ((1n << BigInt(fractionBits)) - 1n);
  let exponent = Number(bits >> BigInt(fractionBits));
  let significantBits = fractionBits + 1;
  if (exponent === 0) {
    significantBits = bitLength(fraction);
    const shift = fractionBits + 1 - significantBits;
    fraction <<= BigInt(shift);
    exponent = 1 - shift;
  } else {
    fraction |= 1n << BigInt(fractionBits);
  }
  return generate(exponent - bias, fraction << BigInt(52 - fractionBits), significantBits);
}

/** The bits that 5^n takes, as Java's tables have it; beyond the table it takes three a power. */
const bitsOf5Pow = (n: number): number => (n < 27 ? (n === 0 ? 0 : bitLength(5n ** BigInt(n))) : n * 3);

/** @param fraction 53 bits, the highest set */
function generate(binExp: number, fraction: bigint, significantBits: number): DecimalDigits {
  const tail = trailingZeros(fraction);
  const fractionWidth = 53 - tail;
  const tinyBits = Math.max(0, fractionWidth - binExp - 1);
  if (tinyBits === 0 && binExp <= 62 && binExp >= -21 && fractionWidth < 64) {
    return integerDigits(binExp >= 52 ? fraction << BigInt(binExp - 52) : fraction >> BigInt(52 - binExp), binExp - significantBits - 1);
  }

  let decExp = estimateDecExp(fraction, binExp);
  const b5 = Math.max(0, -decExp);
  let b2 = b5 + tinyBits + binExp;
  const s5 = Math.max(0, decExp);
  let s2 = s5 + tinyBits;
  const m5 = b5;
  let m2 = b2 - significantBits;
  b2 -= fractionWidth - 1;
  const common = Math.min(b2, s2);
  b2 -= common;
  s2 -= common;
  m2 -= common;
  // Below a power of two the neighbour is half as far.
  if (fractionWidth === 1) m2 -= 1;
  if (m2 < 0) {
    b2 -= m2;
    s2 -= m2;
    m2 = 0;
  }
  const bBits = fractionWidth + b2 + bitsOf5Pow(b5);
  const tenSBits = s2 + 1 + bitsOf5Pow(s5 + 1);
  // In int and long arithmetic Java stops at "greater", in big arithmetic at "greater or equal", and its small m may overflow.
  const wordBits = bBits < 64 && tenSBits < 64 ? (bBits < 32 && tenSBits < 32 ? 32 : 64) : 0;
  const s = (5n ** BigInt(s5)) << BigInt(s2);
  const tens = s * 10n;
  let b = ((fraction >> BigInt(tail)) * 5n ** BigInt(b5)) << BigInt(b2);
  let m = (5n ** BigInt(m5)) << BigInt(m2);

  let digits = '';
  let low = false;
  let high = false;
  for (let first = true; first || !(low || high); first = false) {
    const quotient = b / s;
    b = (b - quotient * s) * 10n;
    m *= 10n;
    if (wordBits === 0) {
      low = b < m;
      high = b + m >= tens;
    } else {
      const word = BigInt.asIntN(wordBits, m);
      m = word;
      low = first || word > 0n ? b < word : true;
      high = first || word > 0n ? BigInt.asIntN(wordBits, b + word) > tens : true;
    }
    if (first && quotient === 0n && !high) decExp -= 1;
    else digits += quotient.toString();
    // The form with an exponent always has a digit behind the point.
    if (first && (decExp < -3 || decExp >= 8)) low = high = false;
  }
  if (high) {
    const difference = b * 2n - tens;
    const odd = (digits.charCodeAt(digits.length - 1) & 1) !== 0;
    if (!low || difference > 0n || (difference === 0n && odd)) return roundUp(digits, decExp + 1);
  }
  return { digits, exponent: decExp + 1 };
}

/** Whole numbers: digits that the precision does not reach are rounded away. */
function integerDigits(value: bigint, insignificantPow2: number): DecimalDigits {
  let exponent = 0;
  if (insignificantPow2 > 1) {
    const drop = (1n << BigInt(insignificantPow2)).toString().length - 1;
    if (drop > 0) {
      const pow = 10n ** BigInt(drop);
      const residue = value % pow;
      value /= pow;
      exponent = drop;
      if (residue >= pow >> 1n) value++;
    }
  }
  const text = value.toString();
  return { digits: text.replace(/0+$/, '') || '0', exponent: exponent + text.length };
}

function estimateDecExp(fraction: bigint, binExp: number): number {
  const mantissa = 1 + Number(fraction & ((1n << 52n) - 1n)) / 2 ** 52;
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + binExp * 0.301029995663981);
}

function roundUp(digits: string, exponent: number): DecimalDigits {
  const kept = digits.replace(/9+$/, '');
  if (kept === '') return { digits: `1${'0'.repeat(digits.length - 1)}`, exponent: exponent + 1 };
  const last = String(Number(kept.at(-1)) + 1);
  return { digits: kept.slice(0, -1) + last + '0'.repeat(digits.length - kept.length), exponent };
}
