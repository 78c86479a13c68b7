import type { MapOutputName } from '../shuffle/map-output.js';

/** Rows as columns in shared memory: what every thread can read without a copy. Made and read by `codec.ts`. */
export interface EncodedRows {
  readonly rowCount: number;
  /** Shared, never written again. Several blocks may lie in one buffer: a map task writes one buffer for all its reduce partitions. */
  readonly buffer: SharedArrayBuffer;
  /** Where this block lies in `buffer`; a multiple of 8. The bytes describe themselves, so a block may be moved to disk and back. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Rows in a file, see `rows-file.ts`. */
export interface FileRows {
  readonly rowCount: number;
  readonly path: string;
  /** Places in the file, in the order of the rows. */
  readonly segments: readonly FileSegment[];
  /** Set when the file is a map task's output: who finds it damaged asks for another. */
  readonly mapOutput?: MapOutputName | undefined;
}
export interface FileSegment {
  readonly byteOffset: number;
  readonly byteLength: number;
}

export type RowsBlock = EncodedRows | FileRows;
