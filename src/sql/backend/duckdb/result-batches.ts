/** A result in pieces: the driver makes rows of one while the next becomes columns. */
import type { DuckDBMaterializedResult } from '@duckdb/node-api';
import type { DataType } from '../../types/index.js';
import type { RowBatch } from '../../values/column-data.js';
import { columnOf } from './column-data.js';

const chunksPerBatch = 16;

export class ResultBatches {
  readonly #result: DuckDBMaterializedResult;
  readonly #types: readonly DataType[];
  readonly #chunkCount: number;
  readonly #totalRowCount: number;
  #nextChunk = 0;

  constructor(result: DuckDBMaterializedResult, types: readonly DataType[]) {
    this.#result = result;
    this.#types = types;
    this.#chunkCount = result.chunkCount;
    this.#totalRowCount = result.rowCount;
  }

  /** Whether the next batch is the last; there is one even when there are no rows. */
  get isLast(): boolean {
    return this.#nextChunk + chunksPerBatch >= this.#chunkCount;
  }

  next(): RowBatch {
    const count = Math.min(chunksPerBatch, this.#chunkCount - this.#nextChunk);
    const chunks = Array.from({ length: count }, () => this.#result.getChunk(this.#nextChunk++));
    return {
      rowCount: chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0),
      columns: this.#types.map((type, i) => columnOf(chunks, i, type)),
      totalRowCount: this.#totalRowCount,
    };
  }
}
