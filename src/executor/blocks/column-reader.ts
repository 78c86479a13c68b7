import { InternalError } from '../../errors/spark-error.js';
import type { ByteReader } from './byte-reader.js';
import { ColumnKind, JOINED_TEXT_LIMIT, Missing } from './column-kinds.js';
import type { ValueSerializer } from './value-serializer.js';

type RowsLoop = (rowCount: number, columns: readonly (readonly unknown[])[]) => unknown[];

/** Reads columns back into arrays of values. Keeps the loops it has generated for the shapes of rows; one reader serves many blocks. */
export class ColumnReader {
  readonly #values: ValueSerializer;
  readonly #shapeToLoop = new Map<string, RowsLoop>();

  constructor(values: ValueSerializer) {
    this.#values = values;
  }

  read(from: ByteReader, count: number): unknown[] {
    const kind = from.uint8();
    switch (kind) {
      case ColumnKind.nulls:
        return new Array(count).fill(null);
      case ColumnKind.undefineds:
        return new Array(count).fill(undefined);
      case ColumnKind.booleans:
        return toBooleans(from.uint8s(count));
      case ColumnKind.int8:
        return toArray(from.int8s(count));
      case ColumnKind.int16:
        return toArray(from.int16s(count));
      case ColumnKind.int32:
        return toArray(from.int32s(count));
      case ColumnKind.float64:
        return toArray(from.float64s(count));
      case ColumnKind.bigints:
        return Array.from(from.bigints(count));
      case ColumnKind.latin1:
      case ColumnKind.utf16:
        return readStrings(from, count, kind === ColumnKind.utf16);
      case ColumnKind.dates:
        return Array.from(from.float64s(count), time => new Date(time));
      case ColumnKind.tuple:
        return this.#readTuples(from, count);
      case ColumnKind.object:
        return this.#readObjects(from, count);
      case ColumnKind.list:
        return this.#readLists(from, count);
      case ColumnKind.float64Arrays:
        return readFloat64Arrays(from, count);
      case ColumnKind.nullable:
        return this.#readNullable(from, count);
      case ColumnKind.values: {
        const byteCount = from.uint32();
        const at = from.skip(byteCount);
        // A copy: a deserializer may keep views on its input, and most refuse shared memory.
        return this.#values.deserialize(new Uint8Array(from.bytes.subarray(at, at + byteCount)));
      }
      default:
        throw new InternalError(`A block holds a column of unknown kind ${kind}`);
    }
  }

  readColumns(from: ByteReader, columnCount: number, count: number): unknown[][] {
    const columns: unknown[][] = [];
    for (let i = 0; i < columnCount; i++) columns.push(this.read(from, count));
    return columns;
  }

  #readTuples(from: ByteReader, count: number): unknown[] {
    const arity = from.uint32();
    const places = Array.from({ length: arity }, (_, place) => `c${place}[i]`);
    return this.#loopOf(`[${places}]`, arity)(count, this.readColumns(from, arity, count));
  }

  #readObjects(from: ByteReader, count: number): unknown[] {
    const keyCount = from.uint32();
    const fields: string[] = [];
    for (let i = 0; i < keyCount; i++) {
      const length = from.uint32();
      const at = from.skip(length * 2, 2);
      fields.push(`${JSON.stringify(from.bytes.toString('utf16le', at, at + length * 2))}: c${i}[i]`);
    }
    return this.#loopOf(`{ ${fields} }`, keyCount)(count, this.readColumns(from, keyCount, count));
  }

  /** `(n, c) => { rows[i] = [c0[i], c1[i]] ... }`: a literal gives every row the same hidden class. */
  #loopOf(literal: string, columnCount: number): RowsLoop {
    let loop = this.#shapeToLoop.get(literal);
    if (loop === undefined) {
      const names = Array.from({ length: columnCount }, (_, place) => `c${place}`);
      loop = new Function(
        'n',
        'c',
        `const [${names}] = c; const rows = []; for (let i = 0; i < n; i++) rows.push(${literal}); return rows`,
      ) as RowsLoop;
      this.#shapeToLoop.set(literal, loop);
    }
    return loop;
  }

  #readLists(from: ByteReader, count: number): unknown[] {
    const lengths = readLengths(from, count);
    let total = 0;
    for (let i = 0; i < count; i++) total += lengths[i]!;
    const elements = this.read(from, total);
    const rows: unknown[] = [];
    let start = 0;
    for (let i = 0; i < count; i++) {
      const end = start + lengths[i]!;
      rows.push(elements.slice(start, end));
      start = end;
    }
    return rows;
  }

  #readNullable(from: ByteReader, count: number): unknown[] {
    const flags = from.uint8s(count);
    let presentCount = 0;
    for (let i = 0; i < count; i++) if (flags[i] === Missing.present) presentCount++;
    const present = this.read(from, presentCount);
    const rows: unknown[] = [];
    let next = 0;
    for (let i = 0; i < count; i++) {
      const flag = flags[i];
      rows.push(flag === Missing.present ? present[next++] : flag === Missing.null ? null : undefined);
    }
    return rows;
  }
}

/** `Array.from` goes through an iterator and takes ten times as long. */
function toArray(numbers: Int8Array | Int16Array | Int32Array | Float64Array): number[] {
  const array = new Array<number>(numbers.length);
  for (let i = 0; i < numbers.length; i++) array[i] = numbers[i]!;
  return array;
}

function toBooleans(bytes: Uint8Array): boolean[] {
  const array = new Array<boolean>(bytes.length);
  for (let i = 0; i < bytes.length; i++) array[i] = bytes[i] === 1;
  return array;
}

function readLengths(from: ByteReader, count: number): Uint8Array | Uint16Array | Uint32Array {
  const width = from.uint8();
  return width === 1 ? from.uint8s(count) : width === 2 ? from.uint16s(count) : from.uint32s(count);
}

function readStrings(from: ByteReader, count: number, wide: boolean): string[] {
  const lengths = readLengths(from, count);
  let total = 0;
  for (let i = 0; i < count; i++) total += lengths[i]!;
  const strings: string[] = [];
  const bytes = from.bytes;
  if (total > JOINED_TEXT_LIMIT) {
    let start = wide ? from.skip(total * 2, 2) : from.skip(total);
    for (let i = 0; i < count; i++) {
      const end = start + lengths[i]! * (wide ? 2 : 1);
      strings.push(wide ? bytes.toString('utf16le', start, end) : bytes.toString('latin1', start, end));
      start = end;
    }
    return strings;
  }
  const at = wide ? from.skip(total * 2, 2) : from.skip(total);
  const text = wide ? bytes.toString('utf16le', at, at + total * 2) : bytes.toString('latin1', at, at + total);
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = start + lengths[i]!;
    strings.push(text.substring(start, end));
    start = end;
  }
  return strings;
}

function readFloat64Arrays(from: ByteReader, count: number): Float64Array[] {
  const lengths = readLengths(from, count);
  let total = 0;
  for (let i = 0; i < count; i++) total += lengths[i]!;
  const numbers = from.float64s(total);
  const arrays: Float64Array[] = [];
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = start + lengths[i]!;
    // Not `slice`: it would make another view on shared memory when the species says so; a row owns its numbers.
    arrays.push(new Float64Array(numbers.subarray(start, end)));
    start = end;
  }
  return arrays;
}
