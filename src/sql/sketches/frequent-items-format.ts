/** Sketches of frequent items as bytes. Spark puts the number of NULLs behind DataSketches' image. */
import { FrequentItems } from './frequent-items.js';
import type { StoredKind } from './item-kinds.js';
import { familyIds, InvalidSketch, readingSketch, viewOfFamily } from './sketch-bytes.js';

const emptyFlags = 5;
const preambleSize = 32;

export interface CountedItems {
  readonly sketch: FrequentItems<any>;
  readonly nullCount: bigint;
}

export function frequentItemsBytes({ sketch, nullCount }: CountedItems, kind: StoredKind): Uint8Array {
  const entries = sketch.active;
  const isEmpty = entries.length === 0;
  const items = kind.write(entries.map(({ item }) => item));
  const start = isEmpty ? 8 : preambleSize + 8 * entries.length;
  const bytes = new Uint8Array(start + (isEmpty ? 0 : items.length) + 8);
  const view = new DataView(bytes.buffer);
  bytes.set([isEmpty ? 1 : 4, 1, familyIds.frequency, sketch.lgMaxSize, sketch.lgSize, isEmpty ? emptyFlags : 0]);
  view.setBigInt64(bytes.length - 8, nullCount);
  if (isEmpty) return bytes;
  view.setInt32(8, entries.length, true);
  view.setBigInt64(16, sketch.total, true);
  view.setBigInt64(24, sketch.offset, true);
  entries.forEach(({ count }, i) => {
    view.setBigInt64(preambleSize + 8 * i, count, true);
  });
  bytes.set(items, start);
  return bytes;
}

/** @throws InvalidSketch */
export function parseFrequentItems(bytes: Uint8Array, kind: StoredKind): CountedItems {
  const view = viewOfFamily(bytes, 'frequency');
  return readingSketch(() => {
    if (bytes[1] !== 1) throw new InvalidSketch('unknown version');
    const nullCount = view.getBigInt64(bytes.length - 8);
    const sketch = new FrequentItems<any>(kind, 2 ** bytes[3]!, bytes[4]!);
    if (bytes[0] === 1) return { sketch, nullCount };
    const count = view.getInt32(8, true);
    const items = kind.read(bytes.subarray(preambleSize + 8 * count, bytes.length - 8), count);
    items.forEach((item, i) => {
      sketch.update(item, view.getBigInt64(preambleSize + 8 * i, true));
    });
    sketch.total = view.getBigInt64(16, true);
    sketch.offset = view.getBigInt64(24, true);
    return { sketch, nullCount };
  });
}
