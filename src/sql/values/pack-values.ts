/** Values as columns that cross threads. */
import type { DataType } from '../types/index.js';
import type { ColumnData } from './column-data.js';
import { toPortable } from './portable.js';
import type { Value } from './value.js';

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

/** Texts longer than this are no single string of V8. */
export const longestText = 2 ** 28;

/** @param valueOf the value of a row */
export function packValues(rowCount: number, type: DataType, valueOf: (index: number) => Value): ColumnData {
  if (isPackable(type)) return packed(rowCount, type, valueOf);
  const isText = type.kind === 'string' || type.kind === 'char' || type.kind === 'varchar';
  const texts = isText ? packedTexts(rowCount, valueOf as (index: number) => string | null) : undefined;
  if (texts !== undefined) return texts;
  const portable = toPortable(type);
  return { kind: 'values', values: Array.from({ length: rowCount }, (_, i) => portable(valueOf(i))) };
}

function packed(rowCount: number, type: DataType, valueOf: (index: number) => Value): ColumnData {
  const values = packerOf(type, rowCount);
  const target = values as { [index: number]: unknown };
  let nulls: Uint8Array | undefined;
  for (let i = 0; i < rowCount; i++) {
    const value = valueOf(i);
    if (value === null) (nulls ??= new Uint8Array(rowCount))[i] = 1;
    else target[i] = value;
  }
  return { kind: 'packed', values, nulls };
}

const halfCharacter = /\p{Surrogate}/u;

/** Undefined when they are too long, or no Unicode: halves of characters have no UTF-8. */
function packedTexts(rowCount: number, valueOf: (index: number) => string | null): ColumnData | undefined {
  const texts = new Array<string>(rowCount);
  const ends = new Uint32Array(rowCount);
  let nulls: Uint8Array | undefined;
  let end = 0;
  for (let i = 0; i < rowCount; i++) {
    const text = valueOf(i);
    if (text === null) (nulls ??= new Uint8Array(rowCount))[i] = 1;
    texts[i] = text ?? '';
    end += texts[i]!.length;
    ends[i] = end;
  }
  if (end > longestText) return undefined;
  const whole = texts.join('');
  const isAscii = Buffer.byteLength(whole) === end;
  if (!isAscii && texts.some(text => halfCharacter.test(text))) return undefined;
  const bytes = new Uint8Array(isAscii ? end : Buffer.byteLength(whole));
  Buffer.from(bytes.buffer).write(whole, isAscii ? 'latin1' : 'utf8');
  return { kind: 'texts', bytes, ends, isAscii, nulls };
}
