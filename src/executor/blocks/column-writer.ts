import type { ByteWriter } from './byte-writer.js';
import { ColumnKind, JOINED_TEXT_LIMIT, Missing } from './column-kinds.js';
import { elementAt } from './element-at.js';
import type { ValueSerializer } from './value-serializer.js';

/** Columns inside columns end here; what lies deeper (or in a circle) goes to the serializer. */
const MAX_DEPTH = 4;
const MAX_ARITY = 64;
/** A list column gathers all its elements in one array first. */
const MAX_LIST_ELEMENTS = 1 << 20;
const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** Writes one column: the first kind that can hold every value. */
export function writeColumn(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth = 0): void {
  if (column.length === 0) {
    out.uint8(ColumnKind.nulls);
    return;
  }
  if (writeTyped(out, column, values, depth)) return;
  if (writeNullable(out, column, values, depth)) return;
  const bytes = values.serialize(column);
  out.uint8(ColumnKind.values);
  out.uint32(bytes.length);
  const at = out.reserve(bytes.length);
  out.bytes.set(bytes, at);
}

/** The first value names the kind; false when another value does not fit it, and then nothing is written. */
function writeTyped(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth: number): boolean {
  const first = column[0];
  switch (typeof first) {
    case 'number':
      return writeNumbers(out, column);
    case 'string':
      return writeStrings(out, column);
    case 'boolean':
      return writeBooleans(out, column);
    case 'bigint':
      return writeBigints(out, column);
    case 'object':
      if (first === null) return false;
      if (isDate(first)) return writeDates(out, column);
      if (isFloat64Array(first)) return writeFloat64Arrays(out, column);
      if (depth >= MAX_DEPTH) return false;
      if (isPlainArray(first)) return writeTuple(out, column, values, depth) || writeList(out, column, values, depth);
      return isPlainObject(first) && writeObjects(out, column, values, depth);
    default:
      return false;
  }
}

function writeNumbers(out: ByteWriter, column: readonly unknown[]): boolean {
  const count = column.length;
  let allInt32 = true;
  let least = 0;
  let greatest = 0;
  for (let i = 0; i < count; i++) {
    const value = column[i];
    if (typeof value !== 'number') return false;
    if (allInt32) {
      // -0 is no int32 here: `-0 | 0` is 0, which Object.is tells apart.
      if ((value | 0) !== value || (value === 0 && 1 / value < 0)) allInt32 = false;
      else if (value < least) least = value;
      else if (value > greatest) greatest = value;
    }
  }
  const numbers = column as readonly number[];
  if (!allInt32) {
    out.uint8(ColumnKind.float64);
    const at = out.reserve(count * 8, 8);
    const target = new Float64Array(out.memory, at, count);
    for (let i = 0; i < count; i++) target[i] = numbers[i]!;
  } else if (least >= -128 && greatest <= 127) {
    out.uint8(ColumnKind.int8);
    const at = out.reserve(count);
    const target = new Int8Array(out.memory, at, count);
    for (let i = 0; i < count; i++) target[i] = numbers[i]!;
  } else if (least >= -32768 && greatest <= 32767) {
    out.uint8(ColumnKind.int16);
    const at = out.reserve(count * 2, 2);
    const target = new Int16Array(out.memory, at, count);
    for (let i = 0; i < count; i++) target[i] = numbers[i]!;
  } else {
    out.uint8(ColumnKind.int32);
    const at = out.reserve(count * 4, 4);
    const target = new Int32Array(out.memory, at, count);
    for (let i = 0; i < count; i++) target[i] = numbers[i]!;
  }
  return true;
}

function writeStrings(out: ByteWriter, column: readonly unknown[]): boolean {
  const count = column.length;
  let total = 0;
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const value = column[i];
    if (typeof value !== 'string') return false;
    total += value.length;
    if (value.length > longest) longest = value.length;
  }
  const strings = column as readonly string[];
  // V8 answers this at once for a string that is stored as one-byte text.
  const joined = total <= JOINED_TEXT_LIMIT ? strings.join('') : undefined;
  const wide = joined === undefined ? strings.some(text => BEYOND_LATIN1.test(text)) : BEYOND_LATIN1.test(joined);
  out.uint8(wide ? ColumnKind.utf16 : ColumnKind.latin1);
  writeLengths(out, count, longest, i => strings[i]!.length);
  let at = wide ? out.reserve(total * 2, 2) : out.reserve(total);
  if (joined === undefined) {
    for (let i = 0; i < count; i++) at += wide ? out.bytes.write(strings[i]!, at, 'utf16le') : out.bytes.write(strings[i]!, at, 'latin1');
  } else if (wide) {
    out.bytes.write(joined, at, 'utf16le');
  } else {
    out.bytes.write(joined, at, 'latin1');
  }
  return true;
}

function writeLengths(out: ByteWriter, count: number, longest: number, lengthOf: (i: number) => number): void {
  const width = longest <= 0xff ? 1 : longest <= 0xffff ? 2 : 4;
  out.uint8(width);
  const at = out.reserve(count * width, width);
  const target =
    width === 1
      ? new Uint8Array(out.memory, at, count)
      : width === 2
        ? new Uint16Array(out.memory, at, count)
        : new Uint32Array(out.memory, at, count);
  for (let i = 0; i < count; i++) target[i] = lengthOf(i);
}

function writeBooleans(out: ByteWriter, column: readonly unknown[]): boolean {
  if (!column.every(value => typeof value === 'boolean')) return false;
  out.uint8(ColumnKind.booleans);
  const at = out.reserve(column.length);
  for (let i = 0; i < column.length; i++) out.bytes[at + i] = column[i] ? 1 : 0;
  return true;
}

function writeBigints(out: ByteWriter, column: readonly unknown[]): boolean {
  if (!column.every(value => typeof value === 'bigint' && BigInt.asIntN(64, value) === value)) return false;
  out.uint8(ColumnKind.bigints);
  const at = out.reserve(column.length * 8, 8);
  new BigInt64Array(out.memory, at, column.length).set(column as bigint[]);
  return true;
}

function writeDates(out: ByteWriter, column: readonly unknown[]): boolean {
  if (!column.every(isDate)) return false;
  out.uint8(ColumnKind.dates);
  const at = out.reserve(column.length * 8, 8);
  new Float64Array(out.memory, at, column.length).set(column.map(date => (date as Date).getTime()));
  return true;
}

function writeFloat64Arrays(out: ByteWriter, column: readonly unknown[]): boolean {
  if (!column.every(isFloat64Array)) return false;
  const arrays = column as readonly Float64Array[];
  let total = 0;
  let longest = 0;
  for (const array of arrays) {
    total += array.length;
    longest = Math.max(longest, array.length);
  }
  out.uint8(ColumnKind.float64Arrays);
  writeLengths(out, arrays.length, longest, i => arrays[i]!.length);
  const start = out.reserve(total * 8, 8);
  const target = new Float64Array(out.memory, start, total);
  let at = 0;
  for (const array of arrays) {
    target.set(array, at);
    at += array.length;
  }
  return true;
}

/** Arrays of one length: a column for each place. */
function writeTuple(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth: number): boolean {
  const arity = (column[0] as unknown[]).length;
  if (arity > MAX_ARITY) return false;
  const count = column.length;
  for (let i = 0; i < count; i++) {
    const row = column[i];
    if (!isPlainArray(row) || row.length !== arity || hasHole(row)) return false;
  }
  const rows = column as readonly (readonly unknown[])[];
  writeTupleHeader(out, arity);
  for (let place = 0; place < arity; place++) {
    const elements: unknown[] = [];
    for (let i = 0; i < count; i++) elements.push(elementAt(rows[i]!, place));
    writeColumn(out, elements, values, depth + 1);
  }
  return true;
}

export function writeTupleHeader(out: ByteWriter, arity: number): void {
  out.uint8(ColumnKind.tuple);
  out.uint32(arity);
}

/** Arrays of several lengths: their elements as one column. */
function writeList(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth: number): boolean {
  let total = 0;
  let longest = 0;
  for (const row of column) {
    if (!isPlainArray(row) || hasHole(row)) return false;
    total += row.length;
    if (total > MAX_LIST_ELEMENTS) return false;
    longest = Math.max(longest, row.length);
  }
  const rows = column as readonly (readonly unknown[])[];
  out.uint8(ColumnKind.list);
  writeLengths(out, rows.length, longest, i => rows[i]!.length);
  writeColumn(out, rows.flat(), values, depth + 1);
  return true;
}

/** Plain objects with the same keys in the same order. */
function writeObjects(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth: number): boolean {
  const keys = Object.keys(column[0] as object);
  if (keys.length > MAX_ARITY || keys.includes('__proto__')) return false;
  for (const row of column) {
    if (typeof row !== 'object' || row === null || !isPlainObject(row) || !hasKeys(row, keys)) return false;
  }
  const rows = column as readonly Readonly<Record<string, unknown>>[];
  out.uint8(ColumnKind.object);
  out.uint32(keys.length);
  for (const key of keys) {
    out.uint32(key.length);
    const at = out.reserve(key.length * 2, 2);
    out.bytes.write(key, at, 'utf16le');
  }
  for (const key of keys) {
    const fields: unknown[] = [];
    for (let i = 0; i < rows.length; i++) fields.push(rows[i]![key]);
    writeColumn(out, fields, values, depth + 1);
  }
  return true;
}

/** A column with nulls or undefineds among its values; false when there are none, or when what is left has no typed column. */
function writeNullable(out: ByteWriter, column: readonly unknown[], values: ValueSerializer, depth: number): boolean {
  const present = column.filter(value => value !== null && value !== undefined);
  if (present.length === column.length) return false;
  if (present.length === 0) {
    if (column.every(value => value === null)) {
      out.uint8(ColumnKind.nulls);
      return true;
    }
    if (column.every(value => value === undefined)) {
      out.uint8(ColumnKind.undefineds);
      return true;
    }
  }
  const start = out.length;
  out.uint8(ColumnKind.nullable);
  const at = out.reserve(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    out.bytes[at + i] = value === null ? Missing.null : value === undefined ? Missing.undefined : Missing.present;
  }
  if (present.length === 0) out.uint8(ColumnKind.nulls);
  else if (!writeTyped(out, present, values, depth)) {
    out.truncate(start);
    return false;
  }
  return true;
}

function isPlainArray(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || Object.getPrototypeOf(value) !== Array.prototype) return false;
  // A match of a regular expression is an array with `index` and `groups` besides.
  return (value as { index?: unknown }).index === undefined;
}

const isPlainObject = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;
const isDate = (value: unknown): value is Date => (value instanceof Date ? Object.getPrototypeOf(value) === Date.prototype : false);
const isFloat64Array = (value: unknown): value is Float64Array => value instanceof Float64Array;

/** `includes` takes a hole for undefined. */
function hasHole(row: readonly unknown[]): boolean {
  if (!row.includes(undefined)) return false;
  for (let i = 0; i < row.length; i++) if (!(i in row)) return true;
  return false;
}

function hasKeys(row: object, keys: readonly string[]): boolean {
  let i = 0;
  for (const key in row) if (key !== keys[i++]) return false;
  return i === keys.length;
}
