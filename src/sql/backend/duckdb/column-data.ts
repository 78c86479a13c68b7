/** Columns of a result, as they cross to the driver. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { DataType } from '../../types/index.js';
import { readerOf } from './duckdb-values.js';
import { toPortable } from './portable.js';
import type { ColumnData } from './protocol.js';

const packers = {
  byte: Int8Array,
  short: Int16Array,
  integer: Int32Array,
  yearMonthInterval: Int32Array,
  long: BigInt64Array,
  dayTimeInterval: BigInt64Array,
  time: BigInt64Array,
  float: Float32Array,
  double: Float64Array,
} as const;

export function columnOf(chunks: readonly DuckDBDataChunk[], index: number, type: DataType): ColumnData {
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  if (!Object.hasOwn(packers, type.kind)) {
    const [read, portable] = [readerOf(type), toPortable(type)];
    const values = new Array(rowCount);
    let at = 0;
    for (const chunk of chunks) {
      const vector = chunk.getColumnVector(index);
      for (let i = 0; i < chunk.rowCount; i++) values[at++] = portable(read(vector.getItem(i)));
    }
    return { kind: 'values', values };
  }
  const values: any = new packers[type.kind as keyof typeof packers](rowCount);
  let nulls: Uint8Array | undefined;
  let at = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(index);
    for (let i = 0; i < chunk.rowCount; i++, at++) {
      const value = vector.getItem(i);
      if (value !== null) values[at] = value;
      else (nulls ??= new Uint8Array(rowCount))[at] = 1;
    }
  }
  return { kind: 'packed', values, nulls };
}
