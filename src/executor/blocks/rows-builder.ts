import { ByteWriter } from './byte-writer.js';
import { BATCH_ROWS } from './column-kinds.js';
import { writeColumn, writeTupleHeader } from './column-writer.js';
import type { EncodedRows } from './encoded-rows.js';
import type { ValueSerializer } from './value-serializer.js';

/** Gathers rows into a block. Rows wait in a batch of `BATCH_ROWS` as they are; a full batch becomes bytes. */
export class RowsBuilder {
  readonly #values: ValueSerializer;
  #out: ByteWriter | undefined;
  #encodedRows = 0;
  #rows: unknown[] = [];
  #keys: unknown[] = [];
  #pairValues: unknown[] = [];

  constructor(values: ValueSerializer) {
    this.#values = values;
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

  push(row: unknown): void {
    // Rows and pairs keep their order among each other.
    if (this.#keys.length > 0) this.#encodeBatch();
    if (this.#rows.push(row) === BATCH_ROWS) this.#encodeBatch();
  }

  /** The row `[key, value]`, without making the array. */
  pushPair(key: unknown, value: unknown): void {
    if (this.#rows.length > 0) this.#encodeBatch();
    this.#pairValues.push(value);
    if (this.#keys.push(key) === BATCH_ROWS) this.#encodeBatch();
  }

  build(): EncodedRows {
    return packBlocks([this])[0]!;
  }

  /** The bytes of all rows; the builder is done. */
  finish(): Uint8Array {
    this.#encodeBatch();
    const out = this.#out;
    return out === undefined ? new Uint8Array(0) : out.bytes.subarray(0, out.length);
  }

  #encodeBatch(): void {
    const rowCount = this.#rows.length + this.#keys.length;
    if (rowCount === 0) return;
    const out = (this.#out ??= new ByteWriter(Math.min(rowCount * 16, 1 << 16)));
    out.uint32(rowCount);
    if (this.#rows.length > 0) {
      writeColumn(out, this.#rows, this.#values);
      this.#rows = [];
    } else {
      writeTupleHeader(out, 2);
      writeColumn(out, this.#keys, this.#values, 1);
      writeColumn(out, this.#pairValues, this.#values, 1);
      this.#keys = [];
      this.#pairValues = [];
    }
    this.#encodedRows += rowCount;
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
