/** Batches of rows that were read from files, as chunks of DuckDB. */
import { type DuckDBDataChunk, DuckDBDoubleVector, type DuckDBStructVector, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api';
import { type BatchColumn, NumberColumn, StructColumn, TextColumn, ValueColumn } from '../../sources/record-batch.js';
import type { DataType, StructType } from '../../types/index.js';
import { writerOf } from './duckdb-values.js';

/** What vectors of the client hold: an object for each value would take most of the time of a scan. */
interface RawVector {
  readonly vector: never;
  readonly validity: { data: BigUint64Array | null; flush(vector: never): void };
  readonly items?: { set(values: unknown): void };
  readonly dataView: DataView;
}

export function fillColumn(chunk: DuckDBDataChunk, index: number, column: BatchColumn | undefined, type: DataType, rowCount: number): void {
  const vector = chunk.getColumnVector(index);
  if (column !== undefined) return fillVector(vector, column, type, rowCount);
  const { validity } = vector as unknown as RawVector;
  validity.data = new BigUint64Array(Math.ceil(rowCount / 64));
  vector.flush();
}

function fillVector(vector: DuckDBVector, column: BatchColumn, type: DataType, rowCount: number): void {
  if (column instanceof ValueColumn) return setValues(vector, column, type, rowCount);
  if (column instanceof NumberColumn) setNumbers(vector, column, rowCount);
  else if (column instanceof TextColumn) setTexts(vector, column, rowCount);
  else {
    (column as StructColumn).children.forEach((child, i) => {
      fillVector((vector as DuckDBStructVector).entryVectorAt(i), child, (type as StructType).fields[i]!.dataType, rowCount);
    });
  }
  const { validity, vector: raw } = vector as unknown as RawVector;
  if (column.hasNulls) validity.data = new BigUint64Array(column.validity.slice().buffer, 0, Math.ceil(rowCount / 64));
  if (column instanceof StructColumn) validity.flush(raw);
  else vector.flush();
}

function setNumbers(vector: DuckDBVector, { values }: NumberColumn, rowCount: number): void {
  const { items, dataView } = vector as unknown as RawVector;
  const used = values.subarray(0, rowCount);
  if (items !== undefined) items.set(used);
  else new Uint8Array(dataView.buffer, dataView.byteOffset).set(new Uint8Array(used.buffer, used.byteOffset, used.byteLength));
}

/** Short texts are copied as they stand; the vector itself takes the long ones. */
function setTexts(vector: DuckDBVector, { slots, longRows, longTexts }: TextColumn, rowCount: number): void {
  const { vector: raw, validity } = vector as unknown as RawVector;
  const words = new Float64Array(slots.buffer, 0, rowCount * 2);
  // A vector of pairs of doubles has the same bytes as one of short texts.
  new DuckDBDoubleVector(words, validity as never, raw).flush();
  for (let i = 0; i < longRows.length; i++) vector.setItem(longRows[i]!, longTexts[i]!);
}

function setValues(vector: DuckDBVector, { values }: ValueColumn, type: DataType, rowCount: number): void {
  const write = writerOf(type);
  for (let row = 0; row < rowCount; row++) vector.setItem(row, write(values[row]) as DuckDBValue);
  vector.flush();
}
