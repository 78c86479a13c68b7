/**
 * Theta sketches as bytes: the compact image of DataSketches. Two hashes and more are stored as their differences, each in as many bits
 * as the largest needs (version 4); one hash, or none, plainly (version 3).
 */
import { familyIds, InvalidSketch, readingSketch, seedHash, viewOfFamily } from './sketch-bytes.js';
import { type Hash, maxTheta } from './theta-hash.js';
import { emptyTheta, type ThetaSketch } from './theta-sketch.js';

const flags = { readOnly: 2, empty: 4, compact: 8, ordered: 16, single: 32 } as const;
const sorted = flags.readOnly | flags.compact | flags.ordered;

export function thetaBytes({ hashes, theta, isEmpty }: ThetaSketch): Uint8Array {
  if (isEmpty) return preamble(8, 1, 3, 0, 0, sorted | flags.empty, 0).bytes;
  if (theta === maxTheta && hashes.length === 1) {
    const { bytes, view } = preamble(16, 1, 3, 0, 0, sorted | flags.single, seedHash);
    view.setBigUint64(8, hashes[0]!, true);
    return bytes;
  }
  if (hashes.length > 0) return packedBytes(hashes, theta);
  const { bytes, view } = preamble(24, 3, 3, 0, 0, sorted, seedHash);
  view.setFloat32(12, 1, true);
  view.setBigUint64(16, theta, true);
  return bytes;
}

function preamble(size: number, longs: number, version: number, byte3: number, byte4: number, flag: number, seed: number) {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set([longs, version, familyIds.compact, byte3, byte4, flag]);
  view.setUint16(6, seed, true);
  return { bytes, view };
}

function packedBytes(hashes: readonly Hash[], theta: Hash): Uint8Array {
  const deltas = hashes.map((hash, i) => hash - (hashes[i - 1] ?? 0n));
  const entryBits = deltas.reduce((all, delta) => all | delta, 0n).toString(2).length;
  const countBytes = Math.ceil(hashes.length.toString(2).length / 8);
  const longs = theta < maxTheta ? 2 : 1;
  const size = longs * 8 + countBytes + Math.ceil((entryBits * hashes.length) / 8);
  const { bytes, view } = preamble(size, longs, 4, entryBits, countBytes, sorted, seedHash);
  if (longs === 2) view.setBigUint64(8, theta, true);
  let at = longs * 8;
  for (let i = 0; i < countBytes; i++) bytes[at++] = (hashes.length >>> (8 * i)) & 0xff;
  // Bits from the left, one difference right behind the other.
  let [waiting, count] = [0n, 0];
  for (const delta of deltas) {
    waiting = (waiting << BigInt(entryBits)) | delta;
    count += entryBits;
    while (count >= 8) {
      count -= 8;
      bytes[at++] = Number((waiting >> BigInt(count)) & 0xffn);
    }
    waiting &= (1n << BigInt(count)) - 1n;
  }
  if (count > 0) bytes[at] = Number(waiting << BigInt(8 - count));
  return bytes;
}

/** @throws InvalidSketch */
export const parseTheta = (bytes: Uint8Array): ThetaSketch => {
  const view = viewOfFamily(bytes, 'compact');
  return readingSketch(() => parse(bytes, view));
};

function parse(bytes: Uint8Array, view: DataView): ThetaSketch {
  const [longs, version, flag] = [bytes[0]! & 0x3f, bytes[1]!, bytes[5]!];
  if (version === 4) return unpacked(bytes, view, longs);
  if (version === 1 || version === 2) {
    if (longs === 1) return emptyTheta;
    throw new InvalidSketch('an old version');
  }
  if (version !== 3) throw new InvalidSketch('unknown version');
  if (flag & flags.empty) return emptyTheta;
  if (longs === 1 && flag & flags.single) return { hashes: [view.getBigUint64(8, true)], theta: maxTheta, isEmpty: false };
  if (!(flag & flags.compact) || !(flag & flags.readOnly)) throw new InvalidSketch('not compact');
  if (view.getUint16(6, true) !== seedHash) throw new InvalidSketch('another seed');
  const count = longs === 1 ? 0 : view.getInt32(8, true);
  const theta = longs > 2 ? view.getBigUint64(16, true) : maxTheta;
  const hashes = Array.from({ length: count }, (_, i) => view.getBigUint64(longs * 8 + i * 8, true));
  return { hashes: flag & flags.ordered ? hashes : hashes.sort((a, b) => (a < b ? -1 : 1)), theta, isEmpty: false };
}

function unpacked(bytes: Uint8Array, view: DataView, longs: number): ThetaSketch {
  const [entryBits, countBytes] = [bytes[3]!, bytes[4]!];
  const theta = longs > 1 ? view.getBigUint64(8, true) : maxTheta;
  let at = longs > 1 ? 16 : 8;
  let length = 0;
  for (let i = 0; i < countBytes; i++) length |= view.getUint8(at++) << (8 * i);
  const hashes: Hash[] = [];
  let [waiting, count, previous] = [0n, 0, 0n];
  for (let i = 0; i < length; i++) {
    while (count < entryBits) {
      waiting = (waiting << 8n) | BigInt(view.getUint8(at++));
      count += 8;
    }
    count -= entryBits;
    previous += waiting >> BigInt(count);
    waiting &= (1n << BigInt(count)) - 1n;
    hashes.push(previous);
  }
  return { hashes, theta, isEmpty: false };
}
