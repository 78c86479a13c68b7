/**
 * Part files of `saveAsObjectFile` and of checkpoints: rows in the block codec, in pieces, so that neither side holds a whole part.
 * The format is our own (Spark's are Java objects): 8 bytes of magic, then blocks of row count, byte length (both 32 bits) and bytes.
 */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { RowsBuilder } from '../blocks/rows-builder.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import { Checksums } from './checksum-file.js';

export const OBJECT_FILE_MAGIC = 'TSSPARK1';
const BLOCK_BYTES = 1 << 22;

export class ObjectOutput {
  readonly #path: string;
  readonly #values: ValueSerializer;
  readonly #file: number;
  readonly #checksums = new Checksums();
  #rows: RowsBuilder;

  /** @param path of the finished part; it appears when it is whole */
  constructor(path: string, values: ValueSerializer) {
    this.#path = path;
    this.#values = values;
    this.#file = openSync(`${path}.inprogress`, 'w');
    this.#rows = new RowsBuilder(values);
    this.#write(Buffer.from(OBJECT_FILE_MAGIC, 'latin1'));
  }

  write(row: unknown): void {
    this.#rows.push(row);
    if ((this.#rows.rowCount & 1023) === 0 && this.#rows.byteSize >= BLOCK_BYTES) this.#writeBlock();
  }

  finish(): void {
    this.#writeBlock();
    closeSync(this.#file);
    renameSync(`${this.#path}.inprogress`, this.#path);
    this.#checksums.writeBeside(this.#path);
  }

  /** Gives up: the part is not kept. */
  abort(): void {
    closeSync(this.#file);
    rmSync(`${this.#path}.inprogress`, { force: true });
  }

  #writeBlock(): void {
    const { rowCount, buffer, byteOffset, byteLength } = this.#rows.build();
    if (rowCount === 0) return;
    const header = Buffer.alloc(8);
    header.writeUInt32LE(rowCount);
    header.writeUInt32LE(byteLength, 4);
    this.#write(header);
    this.#write(new Uint8Array(buffer, byteOffset, byteLength));
    this.#rows = new RowsBuilder(this.#values);
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#checksums.update(bytes);
  }
}
