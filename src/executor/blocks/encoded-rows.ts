/** Rows as columns in shared memory: what every thread can read without a copy. Made and read by `codec.ts`. */
export interface EncodedRows {
  readonly rowCount: number;
  /** Shared, never written again. Several blocks may lie in one buffer: a map task writes one buffer for all its reduce partitions. */
  readonly buffer: SharedArrayBuffer;
  /** Where this block lies in `buffer`; a multiple of 8. The bytes describe themselves, so a block may be moved to disk and back. */
  readonly byteOffset: number;
  readonly byteLength: number;
}
