/** What sketches as bytes have in common: which family they are of, and how broken ones are refused. */

/** Bytes that are no sketch. */
export class InvalidSketch extends Error {}

/** Bytes that are a sketch of another family than the wanted one. */
export class WrongFamily extends InvalidSketch {
  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`expected ${expected}, got ${actual}`);
  }
}

const families = `ALPHA QUICKSELECT COMPACT UNION INTERSECTION ANOTB HLL QUANTILES TUPLE FREQUENCY RESERVOIR RESERVOIR_UNION VAROPT
  VAROPT_UNION KLL CPC REQ COUNTMIN EBPPS TDIGEST BLOOMFILTER`.split(/\s+/);

export const familyIds = { compact: 3, hll: 7, tuple: 9, frequency: 10, kll: 15 } as const;
export type Family = keyof typeof familyIds;

/** The bytes as a view, when the byte of the family, the third, is right. */
export function viewOfFamily(bytes: Uint8Array, family: Family): DataView {
  if (bytes.length < 8) throw new InvalidSketch('too short');
  const id = bytes[2]!;
  if (id !== familyIds[family]) {
    const actual = families[id - 1];
    throw actual === undefined ? new InvalidSketch('no family') : new WrongFamily(families[familyIds[family] - 1]!, actual);
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads; what lies beyond the end makes an invalid sketch. */
export function readingSketch<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new InvalidSketch('cut off') : error;
  }
}

/** The hash of the seed that all have: a sketch of another seed does not fit. */
export const seedHash = 0x93cc;
