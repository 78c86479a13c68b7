/** Tuple sketches as bytes: hash and summary, one behind the other, in no order of theirs. */
import { familyIds, InvalidSketch, readingSketch, seedHash, viewOfFamily } from './sketch-bytes.js';
import { maxTheta } from './theta-hash.js';
import { emptyTuple, type TupleEntry, type TupleSketch } from './tuple-sketch.js';
import { type SummaryKind, summaryModes } from './tuple-summary.js';

const flags = { readOnly: 2, empty: 4, compact: 8 } as const;
const version = 3;
const compactType = 1;

export function tupleBytes({ hashes, theta, isEmpty }: TupleSketch, kind: SummaryKind): Uint8Array {
  const isEstimate = !isEmpty && theta < maxTheta;
  const longs = isEmpty || (hashes.length === 1 && !isEstimate) ? 1 : isEstimate ? 3 : 2;
  const bytes = new Uint8Array(longs * 8 + hashes.length * (8 + kind.size + 1));
  const view = new DataView(bytes.buffer);
  bytes.set([longs, version, familyIds.tuple, compactType, 0, flags.compact | flags.readOnly | (isEmpty ? flags.empty : 0)]);
  view.setUint16(6, seedHash, true);
  if (longs > 1) view.setInt32(8, hashes.length, true);
  if (longs > 2) view.setBigUint64(16, theta, true);
  let at = longs * 8;
  for (const [hash, { value, mode }] of hashes) {
    view.setBigUint64(at, hash, true);
    kind.write(view, at + 8, value);
    view.setUint8(at + 8 + kind.size, summaryModes.indexOf(mode));
    at += 8 + kind.size + 1;
  }
  return bytes;
}

/** @throws InvalidSketch also when a mode is none, which is how summaries of another kind are found out */
export function parseTuple(bytes: Uint8Array, kind: SummaryKind): TupleSketch {
  const view = viewOfFamily(bytes, 'tuple');
  return readingSketch(() => {
    if (bytes[1] !== version || bytes[3] !== compactType) throw new InvalidSketch('not compact');
    if (bytes[5]! & flags.empty) return emptyTuple;
    const longs = bytes[0]!;
    const count = longs === 1 ? 1 : view.getInt32(8, true);
    const theta = longs > 2 ? view.getBigUint64(16, true) : maxTheta;
    let at = longs * 8;
    const hashes = Array.from({ length: count }, (): TupleEntry => {
      const hash = view.getBigUint64(at, true);
      const value = kind.read(view, at + 8);
      const mode = summaryModes[view.getUint8(at + 8 + kind.size)];
      if (mode === undefined) throw new InvalidSketch('no mode');
      at += 8 + kind.size + 1;
      return [hash, { value, mode }];
    });
    return { hashes, theta, isEmpty: false };
  });
}
