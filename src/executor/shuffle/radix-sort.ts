/** Below this many, comparing beats counting. */
const SMALL = 512;
/** Bits of a digit: as many places to write to as the nearest cache holds. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Sorts `order` (indices into `keys`) by unsigned 32-bit key. Stable. */
function radixSortUint32(order: Uint32Array, keys: Uint32Array): Uint32Array {
  const count = order.length;
  if (count < SMALL) return order.sort((a, b) => keys[a]! - keys[b]! || 0);
  // Keys move along with their indices: looking them up by index would miss the cache each time.
  let fromKeys: Uint32Array = new Uint32Array(count);
  let least = 0xffffffff;
  let greatest = 0;
  for (let i = 0; i < count; i++) {
    const key = keys[order[i]!]!;
    fromKeys[i] = key;
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(count);
  let toKeys: Uint32Array = new Uint32Array(count);
  const bits = 32 - Math.clz32(greatest - least);
  for (let shift = 0; shift < bits; shift += DIGIT_BITS) {
    const ends = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < count; i++) ends[(((fromKeys[i]! - least) >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) ends[digit + 1]! += ends[digit]!;
    for (let i = 0; i < count; i++) {
      const key = fromKeys[i]!;
      const at = ends[((key - least) >>> shift) & (DIGITS - 1)]!++;
      toKeys[at] = key;
      to[at] = from[i]!;
    }
    [from, to] = [to, from];
    [fromKeys, toKeys] = [toKeys, fromKeys];
  }
  return from;
}

/** The indices of `keys` by ascending signed 32-bit key. Stable. */
export function orderOfInt32(keys: Int32Array): Uint32Array {
  const unsigned = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) unsigned[i] = keys[i]! ^ 0x80000000;
  return radixSortUint32(indices(keys.length), unsigned);
}

/** The indices of `keys` by ascending number: NaN last, 0 and -0 alike. Stable. */
export function orderOfNumbers(keys: readonly number[]): Uint32Array {
  const integers = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    integers[i] = key;
    if (integers[i] !== key) return orderOfFloat64(keys);
  }
  return orderOfInt32(integers);
}

function orderOfFloat64(keys: readonly number[]): Uint32Array {
  const count = keys.length;
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  const bits = new Uint32Array(2);
  const value = new Float64Array(bits.buffer);
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    const isNumber = !Number.isNaN(key);
    // Adding 0 turns -0 into 0.
    value[0] = isNumber ? key + 0 : Number.NaN;
    // Negative numbers: all bits turned round; others: only the sign. Then the bits order as the numbers do.
    const negative = bits[1]! >>> 31 === 1 && isNumber;
    low[i] = negative ? ~bits[0]! : bits[0]!;
    high[i] = negative ? ~bits[1]! : bits[1]! | 0x80000000;
  }
  return radixSortUint32(radixSortUint32(indices(count), low), high);
}

/**
 * The indices of `keys` by ascending text, UTF-16 unit by unit. Stable. Counts by the four units behind what all keys begin with, and
 * compares only keys that agree in those.
 */
export function orderOfTexts(keys: readonly string[]): Uint32Array {
  const count = keys.length;
  const skipped = sharedPrefixLength(keys);
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    high[i] = (unitAt(key, skipped) << 16) | unitAt(key, skipped + 1);
    low[i] = (unitAt(key, skipped + 2) << 16) | unitAt(key, skipped + 3);
  }
  const order = radixSortUint32(radixSortUint32(indices(count), low), high);
  const compare = (a: number, b: number): number => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0);
  for (let start = 0, end: number; start < count; start = end) {
    const first = order[start]!;
    for (end = start + 1; end < count && high[order[end]!] === high[first] && low[order[end]!] === low[first]; ) end++;
    if (end - start > 1) order.subarray(start, end).sort(compare);
  }
  return order;
}

/** Behind the end of a text, 0: such a text agrees with one that has a NUL there, and comparing tells them apart. */
function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

function sharedPrefixLength(keys: readonly string[]): number {
  const first = keys[0] ?? '';
  let length = first.length;
  for (let i = 1; i < keys.length && length > 0; i++) {
    const key = keys[i]!;
    length = Math.min(length, key.length);
    for (let at = 0; at < length; at++) if (key.charCodeAt(at) !== first.charCodeAt(at)) length = at;
  }
  return length;
}

export function indices(count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}
