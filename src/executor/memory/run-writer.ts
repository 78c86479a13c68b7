/** Writes a run: sorted rows that an operator puts on disk. Rows are large or small, so batches end by bytes as well as by count. */
import type { FileRows, FileSegment } from '../blocks/encoded-rows.js';
import { RowsBuilder } from '../blocks/rows-builder.js';
import type { RowsFileWriter } from '../blocks/rows-file.js';
import type { TaskSpill } from './task-spill.js';

/** What a merge decodes of each run at a time. */
const BATCH_BYTES = 1 << 17;
const BLOCK_BYTES = 1 << 20;

export class RunWriter {
  readonly #spill: TaskSpill;
  readonly #file: RowsFileWriter;
  readonly #segments: FileSegment[] = [];
  #rows: RowsBuilder;
  #rowCount = 0;
  #waitingBytes = 0;
  #bytes = 0;

  constructor(spill: TaskSpill, what: 'sort' | 'map') {
    this.#spill = spill;
    this.#file = spill.files.createForTask(what);
    this.#rows = new RowsBuilder(spill.values);
  }

  /** @param bytes of the row in the heap, estimated */
  push(row: unknown, bytes: number): void {
    this.#rows.push(row);
    this.#count(bytes);
  }

  pushPair(key: unknown, value: unknown, bytes: number): void {
    this.#rows.pushPair(key, value);
    this.#count(bytes);
  }

  finish(): FileRows {
    this.#append();
    this.#file.close();
    return { rowCount: this.#rowCount, path: this.#file.path, segments: this.#segments };
  }

  #count(bytes: number): void {
    this.#rowCount++;
    this.#waitingBytes += bytes;
    if (this.#waitingBytes < BATCH_BYTES) return;
    this.#rows.flush();
    this.#bytes += this.#waitingBytes;
    this.#waitingBytes = 0;
    if (this.#bytes >= BLOCK_BYTES) this.#append();
  }

  #append(): void {
    this.#segments.push(this.#file.append(this.#rows));
    this.#rows = new RowsBuilder(this.#spill.values);
    this.#bytes = 0;
  }
}
