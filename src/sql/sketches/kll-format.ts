/** KLL sketches as bytes, and as the text that describes them. */
import type { KllItem, KllItemType } from './kll-items.js';
import { KllSketch, totalCapacity } from './kll-sketch.js';
import { familyIds, InvalidSketch, readingSketch, viewOfFamily } from './sketch-bytes.js';

const flags = { empty: 1, levelZeroSorted: 2, single: 4 } as const;
const dataStart = 20;
const levelSize = 8;

const compactSize = <T extends KllItem>({ state: { n }, type, levelCount, retained }: KllSketch<T>): number =>
  n === 0 ? 8 : n === 1 ? 8 + type.size : dataStart + 4 * levelCount + (2 + retained) * type.size;

export function kllBytes<T extends KllItem>(sketch: KllSketch<T>): Uint8Array {
  const { type, k, state, levelCount } = sketch;
  const { n, minK, levels, items, min, max, isLevelZeroSorted } = state;
  const bytes = new Uint8Array(compactSize(sketch));
  const view = new DataView(bytes.buffer);
  const flag = (n === 0 ? flags.empty : 0) | (isLevelZeroSorted ? flags.levelZeroSorted : 0) | (n === 1 ? flags.single : 0);
  bytes.set([n > 1 ? 5 : 2, n === 1 ? 2 : 1, familyIds.kll, flag]);
  view.setUint16(4, k, true);
  view.setUint8(6, levelSize);
  if (n === 0) return bytes;
  if (n === 1) {
    type.write(view, 8, items[levels[0]!]!);
    return bytes;
  }
  view.setBigUint64(8, BigInt(n), true);
  view.setUint16(16, minK, true);
  view.setUint8(18, levelCount);
  let at = dataStart;
  for (const level of levels.slice(0, levelCount)) {
    view.setInt32(at, level, true);
    at += 4;
  }
  for (const item of [min!, max!, ...items.slice(levels[0], levels[levelCount])]) {
    type.write(view, at, item);
    at += type.size;
  }
  return bytes;
}

/** @throws InvalidSketch also when the size fits no sketch of such items */
export function parseKll<T extends KllItem>(bytes: Uint8Array, type: KllItemType<T>): KllSketch<T> {
  const view = viewOfFamily(bytes, 'kll');
  const sketch = readingSketch(() => parse(bytes, view, type));
  if (compactSize(sketch) > bytes.length) throw new InvalidSketch('another size');
  return sketch;
}

function parse<T extends KllItem>(bytes: Uint8Array, view: DataView, type: KllItemType<T>): KllSketch<T> {
  const [longs, version, flag] = [bytes[0]!, bytes[1]!, bytes[3]!];
  const k = view.getUint16(4, true);
  if (view.getUint8(6) !== levelSize || k < levelSize) throw new InvalidSketch('no such size of levels');
  if (flag & flags.empty) return new KllSketch(type, k);
  if (longs === 2 && version === 2) {
    const sketch = new KllSketch(type, k);
    sketch.update(type.read(view, 8));
    return sketch;
  }
  if (longs !== 5 || version !== 1) throw new InvalidSketch('no such structure');
  const n = Number(view.getBigUint64(8, true));
  const levelCount = view.getUint8(18);
  const levels = Array.from({ length: levelCount }, (_, i) => view.getInt32(dataStart + 4 * i, true));
  const capacity = totalCapacity(k, levelCount);
  levels.push(capacity);
  let at = dataStart + 4 * levelCount;
  const next = (): T => {
    const value = type.read(view, at);
    at += type.size;
    return value;
  };
  const [min, max] = [next(), next()];
  const items = new Array<T>(capacity);
  for (let i = levels[0]!; i < capacity; i++) items[i] = next();
  const isLevelZeroSorted = (flag & flags.levelZeroSorted) !== 0;
  return new KllSketch(type, k, { n, minK: view.getUint16(16, true), levels, items, min, max, isLevelZeroSorted });
}

/** The error of ranks that 99 of 100 sketches stay below; of differences of ranks, when `isPmf`. */
const rankError = (minK: number, isPmf: boolean): string => {
  const error = isPmf ? 2.446 / minK ** 0.9433 : 2.296 / minK ** 0.9723;
  return `${(error * 100).toFixed(3)}%`;
};

export function kllText<T extends KllItem>(sketch: KllSketch<T>): string {
  const { type, k, state, levelCount, retained } = sketch;
  const { n, minK, levels, min, max, isLevelZeroSorted } = state;
  const capacity = levels[levelCount]!;
  const lines: readonly (readonly [string, unknown])[] = [
    ['K', k],
    ['Dynamic min K', minK],
    ['M', levelSize],
    ['N', n],
    ['Epsilon', rankError(minK, false)],
    ['Epsilon PMF', rankError(minK, true)],
    ['Empty', n === 0],
    ['Estimation Mode', levelCount > 1],
    ['Levels', levelCount],
    ['Level 0 Sorted', isLevelZeroSorted],
    ['Capacity Items', capacity],
    ['Retained Items', retained],
    ['Free Space', levels[0]],
    ['ReadOnly', false],
    ['Updatable Storage Bytes', dataStart + 4 * (levelCount + 1) + (2 + capacity) * type.size],
    ['Compact Storage Bytes', compactSize(sketch)],
    ['Min Item', min === undefined ? 'NaN' : type.text(min)],
    ['Max Item', max === undefined ? 'NaN' : type.text(max)],
  ];
  const body = lines.map(([label, value]) => `   ${label.padEnd(23)}: ${value}\n`).join('');
  return `\n### Kll${type.name} Summary:\n${body}### End sketch summary\n`;
}
