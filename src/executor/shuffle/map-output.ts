import type { EncodedRows } from '../blocks/encoded-rows.js';

/** What one map task wrote for a shuffle: a block a reduce partition, or null where it has no rows. It outlives its executor. */
export interface MapOutput {
  readonly blocks: readonly (EncodedRows | null)[];
  readonly recordCount: number;
  readonly bytes: number;
}
