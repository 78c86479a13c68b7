/** HLL sketches as bytes: DataSketches' updatable image of sketches with a byte a register; others are read too. */
import { type HllMode, HllSketch, lgKRange, lgListSize, lgSetSize } from './hll-sketch.js';
import { familyIds, InvalidSketch, readingSketch, viewOfFamily } from './sketch-bytes.js';

const modes: readonly HllMode[] = ['list', 'set', 'hll'];
const preambles: Readonly<Record<HllMode, number>> = { list: 2, set: 3, hll: 10 };
const flags = { empty: 4, compact: 8, merged: 16 } as const;
/** Registers of a byte each; 0 and 1 are those of 4 and 6 bits. */
const byteRegisters = 2;
const registersStart = 40;

export function hllBytes(sketch: HllSketch): Uint8Array {
  const { mode, lgK, coupons, couponCount, registers } = sketch;
  const isHll = mode === 'hll';
  const bytes = new Uint8Array(isHll ? registersStart + registers.length : preambles[mode] * 4 + 4 * coupons.length);
  const view = new DataView(bytes.buffer);
  const flag = (sketch.isEmpty ? flags.empty : 0) | (sketch.isMerged ? flags.merged : 0);
  const listCount = mode === 'list' ? couponCount : 0;
  bytes.set([
    preambles[mode],
    1,
    familyIds.hll,
    lgK,
    isHll ? 0 : sketch.lgCoupons,
    flag,
    listCount,
    modes.indexOf(mode) | (byteRegisters << 2),
  ]);
  if (!isHll) {
    if (mode === 'set') view.setInt32(8, couponCount, true);
    coupons.forEach((coupon, i) => {
      view.setInt32(preambles[mode] * 4 + 4 * i, coupon, true);
    });
    return bytes;
  }
  view.setFloat64(8, sketch.isMerged ? 0 : sketch.hip, true);
  view.setFloat64(16, sketch.sumShort, true);
  view.setFloat64(24, sketch.sumLong, true);
  view.setInt32(32, sketch.zeroCount, true);
  bytes.set(registers, registersStart);
  return bytes;
}

/** @throws InvalidSketch */
export function parseHll(bytes: Uint8Array): HllSketch {
  const view = viewOfFamily(bytes, 'hll');
  return readingSketch(() => {
    const [preamble, version, lgK] = [bytes[0]!, bytes[1]!, bytes[3]!];
    const mode = modes[bytes[7]! & 3];
    if (mode === undefined || version !== 1 || preamble !== preambles[mode]) throw new InvalidSketch('no such structure');
    if (lgK < lgKRange.min || lgK > lgKRange.max) throw new InvalidSketch('no such size');
    const sketch = new HllSketch(lgK);
    if (mode === 'hll') readRegisters(sketch, bytes, view);
    else readCoupons(sketch, mode, bytes, view);
    return sketch;
  });
}

function readCoupons(sketch: HllSketch, mode: 'list' | 'set', bytes: Uint8Array, view: DataView): void {
  const start = preambles[mode] * 4;
  const count = mode === 'list' ? bytes[6]! : view.getInt32(8, true);
  if (mode === 'list' || (bytes[5]! & flags.compact) !== 0) {
    for (let i = 0; i < count; i++) sketch.add(view.getInt32(start + 4 * i, true));
    return;
  }
  const length = 2 ** Math.max(bytes[4]!, mode === 'set' ? lgSetSize : lgListSize);
  sketch.mode = mode;
  sketch.couponCount = count;
  sketch.coupons = Int32Array.from({ length }, (_, i) => view.getInt32(start + 4 * i, true));
}

function readRegisters(sketch: HllSketch, bytes: Uint8Array, view: DataView): void {
  const size = 2 ** sketch.lgK;
  if (bytes[7]! >> 2 !== byteRegisters) throw new InvalidSketch('registers of other than 8 bits');
  if (bytes.length < registersStart + size) throw new InvalidSketch('too short');
  sketch.mode = 'hll';
  sketch.setRegisters(bytes.slice(registersStart, registersStart + size));
  sketch.isMerged = (bytes[5]! & flags.merged) !== 0;
  sketch.hip = view.getFloat64(8, true);
  sketch.sumShort = view.getFloat64(16, true);
  sketch.sumLong = view.getFloat64(24, true);
  sketch.zeroCount = view.getInt32(32, true);
}
