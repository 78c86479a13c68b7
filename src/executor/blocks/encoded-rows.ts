/** Rows as columns in shared memory: what every thread can read without a copy. Made and read by `codec.ts`. */
export interface EncodedRows {
  readonly rowCount: number;
  /** All columns, one after the other; shared, never written again. */
  readonly buffer: SharedArrayBuffer;
  /** How the columns lie in `buffer`; private to the codec, safe for structured clone. */
  readonly layout: unknown;
}
