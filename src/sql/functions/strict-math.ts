/**
 * What Java's StrictMath gives to the last digit where JavaScript's Math gives something else. Both follow fdlibm, but V8 has
 * other versions of pow, cbrt and hypot, and makes an exception of exp(1). All others of Math agree with StrictMath.
 */

const view = new DataView(new ArrayBuffer(8));

/** The upper 32 bits of a double: sign, exponent and the first 20 bits of the fraction. */
function highOf(value: number): number {
  view.setFloat64(0, value);
  return view.getInt32(0);
}

function lowOf(value: number): number {
  view.setFloat64(0, value);
  return view.getInt32(4);
}

function withHigh(value: number, high: number): number {
  view.setFloat64(0, value);
  view.setInt32(0, high);
  return view.getFloat64(0);
}

/** The double with the lower half of its bits cleared: its products with another such are exact. */
function chopped(value: number): number {
  view.setFloat64(0, value);
  view.setInt32(4, 0);
  return view.getFloat64(0);
}

export const exp = (x: number): number => (x === 1 ? Math.E + 2 ** -51 : Math.exp(x));

export const cosh = (x: number): number => (Math.abs(x) === 1 ? 1.543080634815244 : Math.cosh(x));

export function cbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const size = Math.abs(x);
  const isSubnormal = size < 2 ** -1022;
  const start = isSubnormal ? 2 ** 54 * size : size;
  // A third of the exponent is a first guess; two steps make it exact.
  let t = withHigh(isSubnormal ? start : 0, Math.trunc(highOf(start) / 3) + (isSubnormal ? 696219795 : 715094163));
  const s = 19 / 35 + ((t * t) / size) * t;
  t *= 5 / 14 + 45 / 28 / (s + 99 / 70 + -864 / 1225 / s);
  t = withHigh(0, highOf(t) + 1);
  const r = size / (t * t);
  t += t * ((r - t) / (t + t + r));
  return x < 0 ? -t : t;
}

export function hypot(x: number, y: number): number {
  let [a, b] = [Math.max(Math.abs(x), Math.abs(y)), Math.min(Math.abs(x), Math.abs(y))];
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (Number.isNaN(a)) return a;
  let high = highOf(a);
  if (high - highOf(b) > 0x3c00000) return a + b;
  let scale = 0;
  if (high > 0x5f300000) {
    scale = 600;
    high -= 0x25800000;
    a *= 2 ** -600;
    b *= 2 ** -600;
  }
  if (highOf(b) < 0x20b00000) {
    if (b === 0) return a * 2 ** scale;
    if (highOf(b) < 0x00100000) {
      b *= 2 ** 1022;
      a *= 2 ** 1022;
      scale -= 1022;
    } else {
      b *= 2 ** 600;
      a *= 2 ** 600;
      scale -= 600;
    }
  }
  let w = a - b;
  if (w > b) {
    const t1 = withHigh(0, highOf(a));
    const t2 = a - t1;
    w = Math.sqrt(t1 * t1 - (b * -b - t2 * (a + t1)));
  } else {
    const y1 = withHigh(0, highOf(b));
    const y2 = b - y1;
    const t1 = withHigh(0, highOf(a) + 0x00100000);
    const t2 = a + a - t1;
    w = Math.sqrt(t1 * y1 - (w * -w - (t1 * y2 + t2 * b)));
  }
  return scale === 0 ? w : w * 2 ** scale;
}

/** log2 of a number as two doubles, the first of them short: their sum has some 20 bits more than one. */
function splitLog2(size: number): readonly [number, number] {
  let exponent = 0;
  if (size < 2 ** -1022) {
    size *= 2 ** 53;
    exponent = -53;
  }
  const high = highOf(size);
  exponent += (high >> 20) - 0x3ff;
  const fraction = high & 0x000fffff;
  let normal = fraction | 0x3ff00000;
  // Below sqrt(3/2) the log is taken around 1, below sqrt(3) around 1.5, else around 1 again with the next exponent.
  let around = 0;
  if (fraction > 0x3988e) {
    if (fraction < 0xbb67a) around = 1;
    else {
      exponent++;
      normal -= 0x00100000;
    }
  }
  const x = withHigh(size, normal);
  const base = around === 1 ? 1.5 : 1;
  const u = x - base;
  const v = 1 / (x + base);
  const s = u * v;
  const sHigh = chopped(s);
  let tHigh = withHigh(0, ((normal >> 1) | 0x20000000) + 0x00080000 + (around << 18));
  let tLow = x - (tHigh - base);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  let s2 = s * s;
  let r =
    s2 *
    s2 *
    (0.5999999999999946 +
      s2 *
        (0.4285714285785502 +
          s2 * (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))));
  r += sLow * (sHigh + s);
  s2 = sHigh * sHigh;
  tHigh = chopped(3 + s2 + r);
  tLow = r - (tHigh - 3 - s2);
  const product = sHigh * tHigh;
  const rest = sLow * tHigh + tLow * s;
  const pHigh = chopped(product + rest);
  const pLow = rest - (pHigh - product);
  const zHigh = 0.9617967009544373 * pHigh;
  const zLow = -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (around === 1 ? 1.350039202129749e-8 : 0);
  const ofBase = around === 1 ? 0.5849624872207642 : 0;
  const first = chopped(zHigh + zLow + ofBase + exponent);
  return [first, zLow - (first - exponent - ofBase - zHigh)];
}

/** log2 of a number within 2^-20 of 1. */
function splitLog2NearOne(size: number): readonly [number, number] {
  const t = size - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * Math.LOG2E;
  const first = chopped(u + v);
  return [first, v - (first - u)];
}

/** 2 to the power of `high + low`. */
function splitExp2(high: number, low: number): number {
  const sum = low + high;
  const bits = highOf(sum);
  if (bits >= 0x40900000) {
    if ((bits - 0x40900000) | lowOf(sum)) return Infinity;
    if (low + 8.008566259537294e-17 > sum - high) return Infinity;
  } else if ((bits & 0x7fffffff) >= 0x4090cc00) {
    if ((bits - (0xc090cc00 | 0)) | lowOf(sum)) return 0;
    if (low <= sum - high) return 0;
  }
  let whole = 0;
  const size = bits & 0x7fffffff;
  if (size > 0x3fe00000) {
    const rounded = bits + (0x00100000 >> ((size >> 20) - 0x3ff + 1));
    const k = ((rounded & 0x7fffffff) >> 20) - 0x3ff;
    const integer = withHigh(0, rounded & ~(0x000fffff >> k));
    whole = ((rounded & 0x000fffff) | 0x00100000) >> (20 - k);
    if (bits < 0) whole = -whole;
    high -= integer;
  }
  const t = chopped(low + high);
  const u = t * 0.6931471824645996;
  const v = (low - (t - high)) * Math.LN2 + t * -1.904654299957768e-9;
  const z = u + v;
  const w = v - (z - u);
  const z2 = z * z;
  const t1 =
    z -
    z2 *
      (0.16666666666666602 +
        z2 * (-0.0027777777777015593 + z2 * (0.00006613756321437934 + z2 * (-0.0000016533902205465252 + z2 * 4.1381367970572385e-8))));
  const r = (z * t1) / (t1 - 2) - (w + z * w);
  const result = 1 - (r - z);
  const moved = highOf(result) + (whole << 20);
  if (moved >> 20 > 0) return withHigh(result, moved);
  // In two steps: 2 to that power is no double by itself.
  return result * 2 ** (whole + 600) * 2 ** -600;
}

export function pow(x: number, y: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0 || size === 1) return x ** y;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  const isWhole = Number.isInteger(y);
  if (x < 0 && !isWhole) return Number.NaN;
  const sign = x < 0 && Math.abs(y) < 2 ** 53 && y % 2 !== 0 ? -1 : 1;
  let log: readonly [number, number];
  if (Math.abs(y) > 2 ** 31) {
    if (size < 1 - 2 ** -20) return sign * (y < 0 ? Infinity : 0);
    if (size > 1 + 2 ** -20) return sign * (y > 0 ? Infinity : 0);
    log = splitLog2NearOne(size);
  } else log = splitLog2(size);
  const [high, low] = log;
  const yHigh = chopped(y);
  return sign * splitExp2(yHigh * high, (y - yHigh) * high + y * low);
}
