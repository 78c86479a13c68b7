/** Columns that have crossed threads, in vectors of DuckDB. */
import { DuckDBDoubleVector, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api';
import type { DataType } from '../../types/index.js';
import type { ColumnData } from '../../values/column-data.js';
import { valueReader } from '../../values/column-reader.js';
import { writerOf } from './duckdb-values.js';

interface RawVector {
  readonly vector: never;
  readonly validity: never;
  /** Of numbers. */
  readonly items?: { set(values: unknown): void };
}

/** Writes `count` values from `from` on; the vector is to be flushed then. */
export function setColumn(vector: DuckDBVector, column: ColumnData, from: number, count: number, type: DataType): void {
  const { items } = vector as unknown as RawVector;
  if (column.kind === 'packed' && items !== undefined) {
    items.set(column.values.subarray(from, from + count));
    for (let i = 0; i < count; i++) if (column.nulls?.[from + i] === 1) vector.setItem(i, null);
  } else if (column.kind === 'texts' && column.isAscii) {
    setTexts(vector, column, from, count);
  } else {
    const [read, write] = [valueReader(column, type), writerOf(type)];
    for (let i = 0; i < count; i++) vector.setItem(i, write(read(from + i)) as DuckDBValue);
  }
}

/** As `fill-chunk.ts`: texts of up to 12 bytes stand in the vector itself, behind their lengths. */
function setTexts(vector: DuckDBVector, { bytes, ends, nulls }: Extract<ColumnData, { kind: 'texts' }>, from: number, count: number): void {
  const slots = new Uint8Array(count * slotBytes);
  const lengths = new Uint32Array(slots.buffer);
  const longRows: number[] = [];
  const startOf = (index: number) => (index === 0 ? 0 : ends[index - 1]!);
  for (let i = 0; i < count; i++) {
    const start = startOf(from + i);
    const length = ends[from + i]! - start;
    if (length > longestInline) {
      longRows.push(i);
      continue;
    }
    lengths[(i * slotBytes) / 4] = length;
    for (let k = 0; k < length; k++) slots[i * slotBytes + 4 + k] = bytes[start + k]!;
  }
  const { vector: raw, validity } = vector as unknown as RawVector;
  new DuckDBDoubleVector(new Float64Array(slots.buffer), validity, raw).flush();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const i of longRows) vector.setItem(i, text.toString('latin1', startOf(from + i), ends[from + i]));
  if (nulls !== undefined) for (let i = 0; i < count; i++) if (nulls[from + i] === 1) vector.setItem(i, null);
}

const slotBytes = 16;
const longestInline = 12;
