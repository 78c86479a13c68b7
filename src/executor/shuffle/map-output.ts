import type { RowsBlock } from '../blocks/encoded-rows.js';

export interface MapOutputName {
  readonly shuffleId: number;
  readonly mapIndex: number;
}

/** What one map task wrote for a shuffle: a block a reduce partition, or null where it has no rows. It outlives its executor. */
export interface MapOutput {
  readonly blocks: readonly (RowsBlock | null)[];
  readonly recordCount: number;
  readonly bytes: number;
  /** What of it lies in shared memory, reserved in the `OffHeapBudget`: all or nothing. */
  readonly memoryBytes: number;
  /** The file that holds it, when it is not in memory. */
  readonly path?: string | undefined;
}
