import { estimatedBytes } from '../memory/size-estimate.js';
import { ByteWriter } from './byte-writer.js';
import { BATCH_ROWS } from './column-kinds.js';
import { writeColumn, writeTupleHeader } from './column-writer.js';
import type { EncodedRows } from './encoded-rows.js';
import type { ValueSerializer } from './value-serializer.js';

interface RowsBuilderOptions {
  /** Rows a batch. */
  readonly batchRows?: number | undefined;
  /** Called when a batch has become bytes. */
  readonly onBatch?: ((rowCount: number, byteCount: number) => void) | undefined;
}

/** Bytes that can be read apart from those around them: one batch or more. */
export interface Frame {
  readonly rowCount: number;
  readonly bytes: Uint8Array;
}

/** Rows that are arrays, column by column. */
export interface ColumnSlice {
  readonly rowCount: number;
  readonly columns: readonly (readonly unknown[])[];
}

/** Gathers rows into a block. Rows wait in a batch of `BATCH_ROWS` as they are; a full batch becomes bytes. */
export class RowsBuilder {
  readonly #values: ValueSerializer;
  readonly #batchRows: number;
  readonly #onBatch: RowsBuilderOptions['onBatch'];
  #out: ByteWriter | undefined;
  #encodedRows = 0;
  #rows: unknown[] = [];
  #keys: unknown[] = [];
  #pairValues: unknown[] = [];
  /** Where each batch ends, and how many rows there are up to there. */
  readonly #ends: { readonly byteOffset: number; readonly rowCount: number }[] = [];

  constructor(values: ValueSerializer, { batchRows = BATCH_ROWS, onBatch }: RowsBuilderOptions = {}) {
    this.#values = values;
    this.#batchRows = batchRows;
    this.#onBatch = onBatch;
  }

  get rowCount(): number {
    return this.#encodedRows + this.#rows.length + this.#keys.length;
  }

  /** Bytes so far; rows that wait in the open batch count as the rows before them, or 32 bytes each. */
  get byteSize(): number {
    const waiting = this.#rows.length + this.#keys.length;
    const encoded = this.#out?.length ?? 0;
    return encoded + Math.ceil(waiting * (this.#encodedRows === 0 ? 32 : encoded / this.#encodedRows));
  }

  /** Heap bytes of the rows that wait, estimated. */
  get waitingBytes(): number {
    return estimatedBytes(this.#rows) + estimatedBytes(this.#keys) + estimatedBytes(this.#pairValues);
  }

  push(row: unknown): void {
    // Rows and pairs keep their order among each other.
    if (this.#keys.length > 0) this.flush();
    if (this.#rows.push(row) === this.#batchRows) this.flush();
  }

  /** The row `[key, value]`, without making the array. */
  pushPair(key: unknown, value: unknown): void {
    if (this.#rows.length > 0) this.flush();
    this.#pairValues.push(value);
    if (this.#keys.push(key) === this.#batchRows) this.flush();
  }

  /** Rows that are arrays, as a column for each of their places. */
  pushColumns({ rowCount, columns }: ColumnSlice): void {
    for (let from = 0; from < rowCount; from += this.#batchRows) {
      this.flush();
      const to = Math.min(rowCount, from + this.#batchRows);
      this.#write(to - from, out => {
        writeTupleHeader(out, columns.length);
        for (const column of columns) writeColumn(out, column.slice(from, to), this.#values, 1);
      });
    }
  }

  build(): EncodedRows {
    return packBlocks([this])[0]!;
  }

  /** The bytes of all rows; the builder is done. */
  finish(): Uint8Array {
    this.flush();
    const out = this.#out;
    return out === undefined ? new Uint8Array(0) : out.bytes.subarray(0, out.length);
  }

  /** The bytes of all rows in pieces of at least `frameBytes`; the builder is done. */
  *frames(frameBytes: number): Generator<Frame, void, undefined> {
    const bytes = this.finish();
    let [start, firstRow] = [0, 0];
    for (const { byteOffset, rowCount } of this.#ends) {
      if (byteOffset - start < frameBytes && byteOffset < bytes.length) continue;
      yield { rowCount: rowCount - firstRow, bytes: bytes.subarray(start, byteOffset) };
      // The next batch starts at a multiple of 8.
      start = Math.ceil(byteOffset / 8) * 8;
      firstRow = rowCount;
    }
  }

  /** Makes bytes of the rows that wait. */
  flush(): void {
    const rowCount = this.#rows.length + this.#keys.length;
    if (rowCount === 0) return;
    this.#write(rowCount, out => {
      if (this.#rows.length > 0) {
        writeColumn(out, this.#rows, this.#values);
        this.#rows = [];
        return;
      }
      writeTupleHeader(out, 2);
      writeColumn(out, this.#keys, this.#values, 1);
      writeColumn(out, this.#pairValues, this.#values, 1);
      this.#keys = [];
      this.#pairValues = [];
    });
  }

  #write(rowCount: number, write: (out: ByteWriter) => void): void {
    const out = (this.#out ??= new ByteWriter(Math.min(rowCount * 16, 1 << 16)));
    const start = out.length;
    out.uint32(rowCount, 8);
    write(out);
    this.#encodedRows += rowCount;
    this.#ends.push({ byteOffset: out.length, rowCount: this.#encodedRows });
    this.#onBatch?.(rowCount, out.length - start);
  }
}

/** The blocks of several builders in one shared buffer, in their order. */
export function packBlocks(builders: readonly RowsBuilder[]): EncodedRows[] {
  const finished = builders.map(builder => builder.finish());
  const offsets: number[] = [];
  let total = 0;
  for (const bytes of finished) {
    offsets.push(total);
    total = Math.ceil((total + bytes.length) / 8) * 8;
  }
  const buffer = new SharedArrayBuffer(total);
  const target = new Uint8Array(buffer);
  return finished.map((bytes, i) => {
    target.set(bytes, offsets[i]!);
    return { rowCount: builders[i]!.rowCount, buffer, byteOffset: offsets[i]!, byteLength: bytes.length };
  });
}
