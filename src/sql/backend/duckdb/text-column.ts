/** Texts of vectors in one run of bytes. */
import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import type { ColumnData, Nulls } from '../../values/column-data.js';
import { longestText } from '../../values/pack-values.js';
import type { RawVector, VectorPart } from './column-data.js';

/** A text in a vector: four bytes of length, then the text, when it has up to 12 bytes; else four bytes of it and a pointer to it. */
const entryBytes = 16;
const longestInline = 12;

/** Memory between two texts this close lies in the pages of one of them, and may be read. */
const readableGap = 4095;

interface Bindings {
  /** The bytes at a pointer that lies in a buffer. */
  get_data_from_pointer(buffer: ArrayBufferLike, pointerOffset: number, byteCount: number): Uint8Array;
}

// What the client itself loads; it has no function of its own for this.
const client = createRequire(import.meta.url).resolve('@duckdb/node-api');
const bindings = createRequire(client)('@duckdb/node-bindings') as Bindings;

/** Undefined when they are too long, or no UTF-8. */
export function textColumn(parts: readonly VectorPart[], rowCount: number, nulls: Nulls): ColumnData | undefined {
  let total = 0;
  let at = 0;
  for (const { vector, count } of parts) {
    const words = wordsOf(vector, count);
    for (let i = 0; i < count; i++, at++) if (nulls?.[at] !== 1) total += words[4 * i]!;
  }
  if (total > longestText) return undefined;
  const out = new TextWriter(total, rowCount);
  at = 0;
  for (const { vector, count } of parts) {
    writeTexts(out, vector, count, nulls, at);
    at += count;
  }
  return out.column(nulls);
}

const wordsOf = ({ dataView }: RawVector, count: number): Uint32Array =>
  new Uint32Array(dataView.buffer, dataView.byteOffset, (count * entryBytes) / 4);

function writeTexts(out: TextWriter, vector: RawVector, count: number, nulls: Nulls, at: number): void {
  const { dataView } = vector;
  const words = wordsOf(vector, count);
  const inline = new Uint8Array(dataView.buffer, dataView.byteOffset, count * entryBytes);
  const isLong = (i: number) => words[4 * i]! > longestInline && nulls?.[at + i] !== 1;
  const addressOf = (i: number) => words[4 * i + 3]! * 2 ** 32 + words[4 * i + 2]!;
  /** Where the run of long texts that is being read starts and ends. */
  let [start, end] = [0, 0];
  let run: Uint8Array = new Uint8Array(0);
  for (let i = 0; i < count; i++) {
    const length = words[4 * i]!;
    if (nulls?.[at + i] === 1) out.skip(at + i);
    else if (length <= longestInline) out.add(at + i, inline, i * entryBytes + 4, length);
    else {
      const address = addressOf(i);
      if (address < start || address + length > end) {
        // Texts lie one behind the other, mostly: one view serves them all.
        [start, end] = [address, address + length];
        for (let k = i + 1; k < count; k++) {
          if (!isLong(k)) continue;
          const next = addressOf(k);
          if (next < start || next > end + readableGap) break;
          end = Math.max(end, next + words[4 * k]!);
        }
        run = bindings.get_data_from_pointer(dataView.buffer, dataView.byteOffset + i * entryBytes + 8, end - start);
      }
      out.add(at + i, run, address - start, length);
    }
  }
}

class TextWriter {
  readonly #bytes: Uint8Array;
  readonly #ends: Uint32Array;
  #byteEnd = 0;
  #end = 0;
  #isAscii = true;
  #isValid = true;

  constructor(byteCount: number, rowCount: number) {
    this.#bytes = new Uint8Array(byteCount);
    this.#ends = new Uint32Array(rowCount);
  }

  skip(index: number): void {
    this.#ends[index] = this.#end;
  }

  add(index: number, from: Uint8Array, offset: number, length: number): void {
    const bytes = this.#bytes;
    const start = this.#byteEnd;
    let all = 0;
    if (length > 64) bytes.set(from.subarray(offset, offset + length), start);
    else for (let i = 0; i < length; i++) all |= bytes[start + i] = from[offset + i]!;
    this.#byteEnd = start + length;
    if (length > 64) for (let i = start; i < start + length; i++) all |= bytes[i]!;
    this.#end += all > 127 ? this.#unitsOf(start) : length;
    this.#ends[index] = this.#end;
  }

  /** UTF-16 units of the last text. */
  #unitsOf(start: number): number {
    const bytes = this.#bytes;
    this.#isAscii = false;
    // Half a character at its start: the text is not UTF-8, even if it makes some with the text before.
    if ((bytes[start]! & 0xc0) === 0x80) this.#isValid = false;
    let units = 0;
    for (let i = start; i < this.#byteEnd; i++) {
      if ((bytes[i]! & 0xc0) !== 0x80) units++;
      if (bytes[i]! >= 0xf0) units++;
    }
    return units;
  }

  column(nulls: Nulls): ColumnData | undefined {
    const [bytes, ends, isAscii] = [this.#bytes, this.#ends, this.#isAscii];
    return this.#isValid && (isAscii || isUtf8(bytes)) ? { kind: 'texts', bytes, ends, isAscii, nulls } : undefined;
  }
}
