/** Columns of a result, as they cross to the driver: the memory of DuckDB's vectors, gathered. An object a value would take most of the time. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { DataType, StructType } from '../../types/index.js';
import { StructType as Struct, StructField } from '../../types/index.js';
import type { ColumnData, Nulls, PackedValues } from '../../values/column-data.js';
import { isPackable, packerOf } from '../../values/pack-values.js';
import { toPortable } from '../../values/portable.js';
import { readerOf } from './duckdb-values.js';
import { textColumn } from './text-column.js';

/** What vectors of the client hold. */
export interface RawVector {
  readonly dataView: DataView;
  readonly validity: { readonly data: BigUint64Array | null };
  getItem(index: number): unknown;
  /** Of numbers. */
  readonly items: PackedValues;
  /** Of lists: where each starts, and how long it is. */
  readonly entryData: BigUint64Array;
  readonly childVector: RawVector;
  /** Of structs. */
  readonly entryVectors: readonly RawVector[];
}

export interface VectorPart {
  readonly vector: RawVector;
  readonly count: number;
}

export function columnOf(chunks: readonly DuckDBDataChunk[], index: number, type: DataType): ColumnData {
  const parts = chunks.map(chunk => ({ vector: chunk.getColumnVector(index) as unknown as RawVector, count: chunk.rowCount }));
  return columnOfParts(
    parts,
    parts.reduce((sum, { count }) => sum + count, 0),
    type,
  );
}

function columnOfParts(parts: readonly VectorPart[], rowCount: number, type: DataType): ColumnData {
  switch (type.kind) {
    case 'boolean': {
      const values = new Uint8Array(rowCount);
      gather(parts, ({ dataView }, at, count) => values.set(viewOf(Uint8Array, dataView, count), at));
      return { kind: 'packed', values, nulls: nullsOf(parts, rowCount) };
    }
    case 'decimal':
      return decimalColumn(parts, rowCount, type.precision);
    case 'string':
    case 'char':
    case 'varchar':
      return textColumn(parts, rowCount, nullsOf(parts, rowCount)) ?? valueColumn(parts, rowCount, type);
    case 'array':
      return listColumn(parts, rowCount, type.elementType) ?? valueColumn(parts, rowCount, type);
    case 'map': {
      const entry = new Struct([new StructField('key', type.keyType), new StructField('value', type.valueType)]);
      return listColumn(parts, rowCount, entry) ?? valueColumn(parts, rowCount, type);
    }
    case 'struct':
      return structColumn(parts, rowCount, type);
  }
  if (!isPackable(type)) return valueColumn(parts, rowCount, type);
  const values = packerOf(type, rowCount);
  gather(parts, ({ items }, at) => values.set(items as never, at));
  return { kind: 'packed', values, nulls: nullsOf(parts, rowCount) };
}

function gather(parts: readonly VectorPart[], visit: (vector: RawVector, at: number, count: number) => void): void {
  let at = 0;
  for (const { vector, count } of parts) {
    visit(vector, at, count);
    at += count;
  }
}

type ViewClass<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;
const viewOf = <T>(View: ViewClass<T>, { buffer, byteOffset }: DataView, length: number): T => new View(buffer, byteOffset, length);

function nullsOf(parts: readonly VectorPart[], rowCount: number): Nulls {
  let nulls: Uint8Array | undefined;
  gather(parts, ({ validity: { data } }, at, count) => {
    if (data === null) return;
    const bits = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    for (let i = 0; i < count; i++) if (((bits[i >> 3]! >> (i & 7)) & 1) === 0) (nulls ??= new Uint8Array(rowCount))[at + i] = 1;
  });
  return nulls;
}

/** As many bits as DuckDB takes for a precision. */
function decimalColumn(parts: readonly VectorPart[], rowCount: number, precision: number): ColumnData {
  const nulls = nullsOf(parts, rowCount);
  if (precision > 18) return wideColumn(parts, rowCount, nulls);
  const Values = precision <= 4 ? Int16Array : precision <= 9 ? Int32Array : BigInt64Array;
  const values = new Values(rowCount);
  gather(parts, ({ dataView }, at, count) =>
    values.set(viewOf<PackedValues>(Values as ViewClass<PackedValues>, dataView, count) as never, at),
  );
  return { kind: 'packed', values, nulls };
}

/** Most values of 128 bits have 64 bits; a column of such is packed. */
function wideColumn(parts: readonly VectorPart[], rowCount: number, nulls: Nulls): ColumnData {
  const values = new BigInt64Array(rowCount);
  const low = new Int32Array(values.buffer);
  let isNarrow = true;
  gather(parts, ({ dataView }, at, count) => {
    const words = viewOf(Int32Array, dataView, count * 4);
    for (let i = 0; i < count; i++) {
      const high = words[4 * i + 1]!;
      low[2 * (at + i)] = words[4 * i]!;
      low[2 * (at + i) + 1] = high;
      // What lies at a NULL is not said.
      if ((words[4 * i + 2]! !== high >> 31 || words[4 * i + 3]! !== high >> 31) && nulls?.[at + i] !== 1) isNarrow = false;
    }
  });
  if (isNarrow) return { kind: 'packed', values, nulls };
  const halves = new BigInt64Array(rowCount * 2);
  gather(parts, ({ dataView }, at, count) => halves.set(viewOf(BigInt64Array, dataView, count * 2), at * 2));
  return { kind: 'wide', halves, nulls };
}

/** Undefined when the elements do not lie one list after the other. */
function listColumn(parts: readonly VectorPart[], rowCount: number, elementType: DataType): ColumnData | undefined {
  const nulls = nullsOf(parts, rowCount);
  const ends = new Uint32Array(rowCount);
  const children: VectorPart[] = [];
  let isWhole = true;
  let total = 0;
  gather(parts, ({ entryData, childVector }, at, count) => {
    const words = new Uint32Array(entryData.buffer, entryData.byteOffset, count * 4);
    const before = total;
    for (let i = 0; i < count; i++) {
      if (nulls?.[at + i] !== 1) {
        if (words[4 * i] !== total - before && words[4 * i + 2] !== 0) isWhole = false;
        total += words[4 * i + 2]!;
      }
      ends[at + i] = total;
    }
    children.push({ vector: childVector, count: total - before });
  });
  return isWhole ? { kind: 'list', ends, elements: columnOfParts(children, total, elementType), nulls } : undefined;
}

function structColumn(parts: readonly VectorPart[], rowCount: number, type: StructType): ColumnData {
  const fields = type.fields.map(({ dataType }, k) =>
    columnOfParts(
      parts.map(({ vector, count }) => ({ vector: vector.entryVectors[k]!, count })),
      rowCount,
      dataType,
    ),
  );
  return { kind: 'struct', fields, nulls: nullsOf(parts, rowCount) };
}

function valueColumn(parts: readonly VectorPart[], rowCount: number, type: DataType): ColumnData {
  const values = new Array<unknown>(rowCount);
  const [read, portable] = [readerOf(type), toPortable(type)];
  gather(parts, (vector, at, count) => {
    for (let i = 0; i < count; i++) values[at + i] = portable(read(vector.getItem(i)));
  });
  return { kind: 'values', values };
}
