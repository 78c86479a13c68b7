import { bytesOf, estimatedBytes } from '../memory/size-estimate.js';
import type { CombineMap } from './append-only-map.js';

/** Bytes of an entry's slots in the index, which is at most twice as large as it must be. */
const INDEX_BYTES = 40;

/** Heap bytes of a map, estimated.
 *  @param thorough looks at every combiner: one among many may be large */
export function mapBytes({ size, keys, combiners }: CombineMap, thorough: boolean): number {
  return estimatedBytes(keys) + (thorough ? allBytes(combiners) : estimatedBytes(combiners)) + INDEX_BYTES * size;
}

function allBytes(combiners: readonly unknown[]): number {
  if (typeof combiners[0] !== 'object') return estimatedBytes(combiners);
  let bytes = 8 * combiners.length;
  for (let i = 0; i < combiners.length; i++) bytes += bytesOf(combiners[i], 2);
  return bytes;
}
