/**
 * HLL sketches: how many distinct values there are, from the longest run of zero bits in each of 2^lgK parts of their hashes. Few values
 * are kept as they are, as coupons of 26 bits of address and 6 of run length: in a list, then in a hash set. When these are full, only
 * the longest run of each register stays.
 */

import { couponEstimate, mergedEstimate } from './hll-estimate.js';
import { murmurHash, murmurHashOfLong } from './murmur-hash.js';

const addressBits = 26;
const addressMask = 2 ** addressBits - 1;

export const lgKRange = { min: 4, max: 21 } as const;
export const lgListSize = 3;
export const lgSetSize = 5;

export type HllMode = 'list' | 'set' | 'hll';

/** What a value leaves behind; undefined for empty text and bytes, which are not counted. */
export function couponOf(value: bigint | number | Uint8Array): number | undefined {
  if (value instanceof Uint8Array && value.length === 0) return undefined;
  const [address, run] = value instanceof Uint8Array ? murmurHash(value) : murmurHashOfLong(BigInt(value));
  const zeros = Math.min(64 - (run === 0n ? 0 : run.toString(2).length), 62);
  return ((zeros + 1) << addressBits) | Number(address & BigInt(addressMask)) | 0;
}

const runOf = (coupon: number): number => coupon >>> addressBits;

/** The place of a coupon in a hash set, or the free one where it belongs. */
function placeOf(table: Int32Array, lgLength: number, coupon: number): number {
  const mask = table.length - 1;
  const stride = ((coupon & addressMask) >>> lgLength) | 1;
  let at = coupon & mask;
  while (table[at] !== 0 && table[at] !== coupon) at = (at + stride) & mask;
  return at;
}

export class HllSketch {
  mode: HllMode = 'list';
  coupons = new Int32Array(2 ** lgListSize);
  couponCount = 0;
  registers: Uint8Array = new Uint8Array(0);
  zeroCount = 0;
  /** The estimate that grew with each change of a register; nothing after a merge of registers. */
  hip = 0;
  /** Sums of 2^-run over the registers, of short runs and of long ones. */
  sumShort = 0;
  sumLong = 0;
  isMerged = false;

  constructor(readonly lgK: number) {}

  get isEmpty(): boolean {
    return this.mode !== 'hll' && this.couponCount === 0;
  }

  get lgCoupons(): number {
    return Math.log2(this.coupons.length);
  }

  estimate(): number {
    if (this.mode !== 'hll') return couponEstimate(this.couponCount);
    return this.isMerged ? mergedEstimate(this.registers) : this.hip;
  }

  add(coupon: number): void {
    if (this.mode === 'hll') this.#raise(coupon & (2 ** this.lgK - 1), runOf(coupon));
    else if (this.mode === 'set') this.#addToSet(coupon);
    else this.#addToList(coupon);
  }

  #addToList(coupon: number): void {
    if (this.coupons.subarray(0, this.couponCount).includes(coupon)) return;
    this.coupons[this.couponCount++] = coupon;
    if (this.couponCount < this.coupons.length) return;
    if (this.lgK < 8) {
      this.#toRegisters();
      return;
    }
    const list = this.coupons;
    this.mode = 'set';
    this.coupons = new Int32Array(2 ** lgSetSize);
    this.couponCount = 0;
    for (const each of list) this.#addToSet(each);
  }

  #addToSet(coupon: number): void {
    const at = placeOf(this.coupons, this.lgCoupons, coupon);
    if (this.coupons[at] === coupon) return;
    this.coupons[at] = coupon;
    this.couponCount++;
    if (4 * this.couponCount <= 3 * this.coupons.length) return;
    if (this.lgCoupons === this.lgK - 3) {
      this.#toRegisters();
      return;
    }
    const lgLength = this.lgCoupons + 1;
    const grown = new Int32Array(2 ** lgLength);
    for (const each of this.coupons) if (each !== 0) grown[placeOf(grown, lgLength, each)] = each;
    this.coupons = grown;
  }

  #toRegisters(): void {
    const hip = this.estimate();
    this.mode = 'hll';
    this.setRegisters(new Uint8Array(2 ** this.lgK));
    for (const each of this.coupons) if (each !== 0) this.add(each);
    this.hip = hip;
  }

  /** Counts the registers anew. */
  setRegisters(registers: Uint8Array): void {
    this.registers = registers;
    this.zeroCount = 0;
    [this.sumShort, this.sumLong] = [0, 0];
    for (const run of registers) {
      if (run === 0) this.zeroCount++;
      this.#addToSums(run, 1);
    }
  }

  #addToSums(run: number, sign: number): void {
    if (run < 32) this.sumShort += sign * 2 ** -run;
    else this.sumLong += sign * 2 ** -run;
  }

  #raise(slot: number, run: number): void {
    const before = this.registers[slot]!;
    if (run <= before) return;
    this.registers[slot] = run;
    this.hip += 2 ** this.lgK / (this.sumShort + this.sumLong);
    this.#addToSums(before, -1);
    this.#addToSums(run, 1);
    if (before === 0) this.zeroCount--;
  }

  /** With fewer registers. */
  folded(lgK: number): HllSketch {
    const result = new HllSketch(lgK);
    result.mode = 'hll';
    result.setRegisters(new Uint8Array(2 ** lgK));
    this.registers.forEach((run, slot) => {
      if (run !== 0) result.#raise(slot & (2 ** lgK - 1), run);
    });
    result.hip = this.hip;
    result.isMerged = this.isMerged;
    return result;
  }
}

/** The union of sketches, with no more registers than 2^lgMaxK. */
export class HllUnion {
  #sketch: HllSketch;

  constructor(readonly lgMaxK: number) {
    this.#sketch = new HllSketch(lgMaxK);
  }

  union(source: HllSketch): void {
    if (source.isEmpty) return;
    if (source.mode !== 'hll') {
      this.#addCoupons(source);
      return;
    }
    const before = this.#sketch;
    const copy = source.lgK > this.lgMaxK ? source.folded(this.lgMaxK) : copyOf(source);
    if (before.mode !== 'hll') {
      this.#sketch = copy;
      this.#addCoupons(before);
      return;
    }
    const lgK = Math.min(before.lgK, source.lgK);
    const registers = new Uint8Array(2 ** lgK);
    for (const each of [before, source]) {
      each.registers.forEach((run, slot) => {
        const at = slot & (registers.length - 1);
        if (run > registers[at]!) registers[at] = run;
      });
    }
    const merged = new HllSketch(lgK);
    merged.mode = 'hll';
    merged.setRegisters(registers);
    merged.isMerged = true;
    this.#sketch = merged;
  }

  result(): HllSketch {
    return this.#sketch;
  }

  #addCoupons({ coupons }: HllSketch): void {
    for (const coupon of coupons) if (coupon !== 0) this.#sketch.add(coupon);
  }
}

function copyOf(source: HllSketch): HllSketch {
  const copy = new HllSketch(source.lgK);
  const { mode, couponCount, zeroCount, hip, sumShort, sumLong, isMerged } = source;
  Object.assign(copy, { mode, couponCount, zeroCount, hip, sumShort, sumLong, isMerged });
  copy.coupons = source.coupons.slice();
  copy.registers = source.registers.slice();
  return copy;
}
