/** Values of columns by their index. */
import { InternalError } from '../../errors/spark-error.js';
import type { DataType } from '../types/index.js';
import type { ColumnData, Nulls } from './column-data.js';
import { Decimal } from './decimal.js';
import { fromPortable } from './portable.js';
import { MapValue, type Value } from './value.js';

type Read<T> = (index: number) => T;
type Texts = Extract<ColumnData, { readonly kind: 'texts' }>;
type Lists = Extract<ColumnData, { readonly kind: 'list' }>;

/** The values as our own code has them. */
export function valueReader(column: ColumnData, type: DataType): Read<Value> {
  if (column.kind === 'values') {
    const revive = fromPortable(type);
    return index => revive(column.values[index]);
  }
  return unlessNull(column.nulls, presentReader(column, type));
}

export const unlessNull = <T>(nulls: Nulls, read: Read<T>): Read<T | null> =>
  nulls === undefined ? read : index => (nulls[index] === 1 ? null : read(index));

function presentReader(column: Exclude<ColumnData, { readonly kind: 'values' }>, type: DataType): Read<Value> {
  switch (column.kind) {
    case 'packed': {
      const { values } = column;
      if (type.kind === 'boolean') return index => values[index] === 1;
      if (type.kind !== 'decimal') return index => values[index]!;
      const { scale } = type;
      return index => new Decimal(BigInt(values[index]!), scale);
    }
    case 'wide': {
      const { halves } = column;
      const whole = (index: number) => (halves[2 * index + 1]! << 64n) | BigInt.asUintN(64, halves[2 * index]!);
      if (type.kind !== 'decimal') return whole;
      const { scale } = type;
      return index => new Decimal(whole(index), scale);
    }
    case 'texts':
      return textReader(column);
    case 'list': {
      if (type.kind === 'array') return sliceReader(column, valueReader(column.elements, type.elementType));
      const [keys, values] = entryReaders(column, type, valueReader);
      return index => new MapValue(keys(index), values(index));
    }
    case 'struct': {
      const fields = fieldReaders(column, type, valueReader);
      return index => fields.map(read => read(index));
    }
  }
}

/** The text of all, and where each of them is in it. */
export function wholeText({ bytes, isAscii }: Texts): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isAscii ? 'latin1' : 'utf8');
}

export function textReader(column: Texts): Read<string> {
  const text = wholeText(column);
  const { ends } = column;
  return index => text.substring(index === 0 ? 0 : ends[index - 1]!, ends[index]!);
}

/** Reads the elements of each list as an array. */
export function sliceReader<T>({ ends }: Lists, read: Read<T>): Read<T[]> {
  return index => {
    const start = index === 0 ? 0 : ends[index - 1]!;
    const elements = new Array<T>(ends[index]! - start);
    for (let i = 0; i < elements.length; i++) elements[i] = read(start + i);
    return elements;
  };
}

/** Keys and values of each map, which are the two fields of its entries. */
export function entryReaders<T>(
  column: Lists,
  type: DataType,
  readerOf: (column: ColumnData, type: DataType) => Read<T>,
): readonly [Read<T[]>, Read<T[]>] {
  if (column.elements.kind !== 'struct' || type.kind !== 'map') throw new InternalError(`No column of ${type}`);
  const [keys, values] = column.elements.fields;
  return [sliceReader(column, readerOf(keys!, type.keyType)), sliceReader(column, readerOf(values!, type.valueType))];
}

export function fieldReaders<T>(
  { fields }: Extract<ColumnData, { readonly kind: 'struct' }>,
  type: DataType,
  readerOf: (column: ColumnData, type: DataType) => Read<T>,
): readonly Read<T>[] {
  if (type.kind !== 'struct') throw new InternalError(`No column of ${type}`);
  return type.fields.map(({ dataType }, i) => readerOf(fields[i]!, dataType));
}
