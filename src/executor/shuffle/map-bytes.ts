import { bytesOf, estimatedBytes } from '../memory/size-estimate.js';
import type { CombineMap } from './append-only-map.js';

/** Bytes of an entry's slots in the index, which is at most twice as large as it must be. */
const INDEX_BYTES = 40;

/** Heap bytes of a map that grows, estimated. */
export class MapBytes {
  #askedCount = 0;
  #lookedAt = 0;
  #bytes = 0;

  /** @param thorough looks at every combiner, since one among many may be large: but only when an eighth may have come since the last time */
  of(map: CombineMap, thorough: boolean): number {
    if (!thorough) return mapBytes(map, false);
    if (++this.#askedCount > this.#lookedAt * 1.125) {
      this.#bytes = mapBytes(map, true);
      this.#lookedAt = this.#askedCount;
    }
    return this.#bytes;
  }

  /** The map is empty again. */
  reset(): void {
    this.#askedCount = 0;
    this.#lookedAt = 0;
  }
}

export function mapBytes({ size, keys, combiners }: CombineMap, thorough: boolean): number {
  return estimatedBytes(keys) + (thorough ? allBytes(combiners) : estimatedBytes(combiners)) + INDEX_BYTES * size;
}

function allBytes(combiners: readonly unknown[]): number {
  if (typeof combiners[0] !== 'object') return estimatedBytes(combiners);
  let bytes = 8 * combiners.length;
  for (let i = 0; i < combiners.length; i++) bytes += bytesOf(combiners[i], 2);
  return bytes;
}
