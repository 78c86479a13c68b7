/** Columns of a result, as they cross to the driver. */
import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import type { DataType } from '../../types/index.js';
import type { ColumnData } from '../../values/column-data.js';
import { toPortable } from '../../values/portable.js';
import { readerOf } from './duckdb-values.js';

const packers = {
  byte: Int8Array,
  short: Int16Array,
  integer: Int32Array,
  yearMonthInterval: Int32Array,
  date: Int32Array,
  long: BigInt64Array,
  dayTimeInterval: BigInt64Array,
  time: BigInt64Array,
  timestamp: BigInt64Array,
  timestampNtz: BigInt64Array,
  float: Float32Array,
  double: Float64Array,
} as const;

export const isPackable = (type: DataType): boolean => Object.hasOwn(packers, type.kind);

/** An array for values of a packable type. */
export const packerOf = (type: DataType, length: number) => new packers[type.kind as keyof typeof packers](length);

/** What vectors of the client hold: an object for each value would take most of the time of a large result. */
interface RawVector {
  readonly items: ArrayLike<never>;
  readonly dataView: DataView;
  readonly validity: { readonly data: BigUint64Array | null; itemValid(index: number): boolean };
  getItem(index: number): unknown;
}

export function columnOf(chunks: readonly DuckDBDataChunk[], index: number, type: DataType): ColumnData {
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  if (isPackable(type)) return packed(chunks, index, packerOf(type, rowCount));
  if (type.kind === 'string' || type.kind === 'char' || type.kind === 'varchar') return texts(chunks, index, rowCount);
  const values = new Array<unknown>(rowCount);
  const [read, portable] = [readerOf(type), toPortable(type)];
  let at = 0;
  for (const chunk of chunks) {
    const count = chunk.rowCount;
    const vector = chunk.getColumnVector(index);
    for (let i = 0; i < count; i++) values[at + i] = portable(read(vector.getItem(i)));
    at += count;
  }
  return { kind: 'values', values };
}

function packed(
  chunks: readonly DuckDBDataChunk[],
  index: number,
  values: Extract<ColumnData, { kind: 'packed' }>['values'],
): Extract<ColumnData, { kind: 'packed' }> {
  let nulls: Uint8Array | undefined;
  let at = 0;
  for (const chunk of chunks) {
    const count = chunk.rowCount;
    const { items, validity } = chunk.getColumnVector(index) as unknown as RawVector;
    values.set(items, at);
    if (validity.data !== null) {
      for (let i = 0; i < count; i++) if (!validity.itemValid(i)) (nulls ??= new Uint8Array(values.length))[at + i] = 1;
    }
    at += count;
  }
  return { kind: 'packed', values, nulls };
}

/** The opposite of `packed`, for the vector of one chunk. */
export function setPacked(vector: DuckDBVector, { values, nulls }: Extract<ColumnData, { kind: 'packed' }>): void {
  (vector as unknown as { readonly items: { set(values: unknown): void } }).items.set(values);
  if (nulls !== undefined) for (let i = 0; i < nulls.length; i++) if (nulls[i] === 1) vector.setItem(i, null);
}

/** Texts of up to 12 bytes are in the vector itself: four bytes of length, then the text. */
const longestInline = 12;

function texts(chunks: readonly DuckDBDataChunk[], index: number, rowCount: number): ColumnData {
  const ends = new Uint32Array(rowCount);
  let nulls: Uint8Array | undefined;
  let bytes = Buffer.allocUnsafeSlow(Math.max(64, rowCount * 16));
  let end = 0;
  const reserve = (count: number) => {
    if (end + count <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, end + count));
    bytes.copy(larger, 0, 0, end);
    bytes = larger;
  };
  let isAscii = true;
  let at = 0;
  for (const chunk of chunks) {
    const count = chunk.rowCount;
    const vector = chunk.getColumnVector(index) as unknown as RawVector;
    const { dataView, validity } = vector;
    const inline = new Uint8Array(dataView.buffer, dataView.byteOffset, dataView.byteLength);
    for (let i = 0; i < count; i++, at++) {
      const from = i * 16;
      const length = dataView.getUint32(from, true);
      if (validity.data !== null && !validity.itemValid(i)) (nulls ??= new Uint8Array(rowCount))[at] = 1;
      else if (length <= longestInline) {
        reserve(length);
        let all = 0;
        for (let k = from + 4; k < from + 4 + length; k++) {
          all |= inline[k]!;
          bytes[end++] = inline[k]!;
        }
        if (all > 127) isAscii = false;
      } else {
        const text = vector.getItem(i) as string;
        reserve(length);
        if (text.length !== length) isAscii = false;
        end += bytes.write(text, end, 'utf8');
      }
      ends[at] = end;
    }
  }
  // A copy of what is used: the rest need not travel.
  return { kind: 'texts', bytes: new Uint8Array(bytes.subarray(0, end)), ends, isAscii, nulls };
}
