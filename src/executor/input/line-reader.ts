/**
 * Reads the lines of a split. A line belongs to the split in which it starts, where a line that starts at the very end of a split belongs
 * to it and not to the next: so each split begins behind the first line end at or after its start, and ends behind the first line end at
 * or after its end. Line ends are \n, \r\n and a lone \r.
 *
 * Text comes in chunks of whole lines. ASCII, most of the world's logs, is taken as one-byte text, which costs a copy and no decoding.
 */
import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { FileSplit } from '../../rdd/lineage.js';
import { readDecompressed } from './decompress.js';

const NEWLINE = 10;
const RETURN = 13;
/**
 * From 128 KB on V8 gives a text memory pages of its own, and reading takes two to four times as long. A line that is kept keeps its chunk.
 */
const CHUNK_BYTES = 1 << 16;
const SCAN_BYTES = 1 << 13;

/** Bytes that can be read at any place: a file, or the content of a compressed one. */
interface ByteSource {
  readonly size: number;
  /** Fills `target` from `position` on, and says how many bytes there were. */
  read(target: Uint8Array, position: number): number;
}

/** Counts what is read: rows that keep a few characters of a chunk keep all of it in memory. */
export interface TextCounter {
  charCount: number;
}

export function openLines(split: FileSplit, counter?: TextCounter): LineReader {
  return new LineReader(split, CHUNK_BYTES, counter);
}

export class LineReader {
  readonly #source: ByteSource;
  #position: number;
  #end: number;
  #buffer: Buffer;
  readonly #counter: TextCounter | undefined;

  constructor({ path, codec, startByte, endByte }: FileSplit, chunkBytes: number = CHUNK_BYTES, counter?: TextCounter) {
    this.#counter = counter;
    const whole = codec !== 'none';
    this.#source = whole ? bufferSource(readDecompressed(path, codec)) : fileSource(path);
    this.#position = whole || startByte === 0 ? byteOrderMarkLength(this.#source) : lineStartAfter(this.#source, startByte);
    this.#end = whole ? this.#source.size : lineStartAfter(this.#source, endByte);
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(chunkBytes, this.#end - this.#position)));
  }

  /**
   * The next lines, each ended by `\n` whatever ended it in the file, the last one too; null at the end. The loop over a chunk:
   *
   *     for (let start = 0, end; (end = chunk.indexOf('\n', start)) >= 0; start = end + 1) line = chunk.slice(start, end)
   */
  nextChunk(): string | null {
    if (this.#position >= this.#end) return null;
    const byteCount = this.#fill();
    if (byteCount === 0) return null;
    this.#position += byteCount;
    const bytes = this.#buffer.subarray(0, byteCount);
    if (this.#counter !== undefined) this.#counter.charCount += byteCount;
    const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
    const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
    return lines.endsWith('\n') ? lines : `${lines}\n`;
  }

  *lines(): Generator<string, void, undefined> {
    for (let chunk = this.nextChunk(); chunk !== null; chunk = this.nextChunk()) {
      for (let start = 0, end: number; (end = chunk.indexOf('\n', start)) >= 0; start = end + 1) yield chunk.slice(start, end);
    }
  }

  /** Reads whole lines to the front of the buffer, which grows until it holds one; gives their length in bytes. */
  #fill(): number {
    for (;;) {
      const left = this.#end - this.#position;
      const wanted = Math.min(left, this.#buffer.length);
      const byteCount = this.#source.read(this.#buffer.subarray(0, wanted), this.#position);
      // Fewer than the file had when the splits were made: it was cut off since, and these are its last lines.
      if (byteCount < wanted) this.#end = this.#position + byteCount;
      if (byteCount < wanted || byteCount === left) return byteCount;
      const whole = wholeLinesLength(this.#buffer, byteCount);
      if (whole > 0) return whole;
      this.#buffer = Buffer.allocUnsafeSlow(Math.min(left, this.#buffer.length * 2));
    }
  }
}

/** Length of the whole lines among `byteCount` bytes. A \r at the very end may be half of a line end. */
function wholeLinesLength(bytes: Buffer, byteCount: number): number {
  const newline = bytes.lastIndexOf(NEWLINE, byteCount - 1);
  if (newline >= 0) return newline + 1;
  return byteCount < 2 ? 0 : bytes.lastIndexOf(RETURN, byteCount - 2) + 1;
}

/** The first line start behind `position`: where the line end at or after it is over, or the end of the file. */
function lineStartAfter(source: ByteSource, position: number): number {
  const buffer = Buffer.allocUnsafe(SCAN_BYTES);
  for (let at = position; at < source.size; ) {
    const byteCount = source.read(buffer, at);
    if (byteCount === 0) break;
    for (let i = 0; i < byteCount; i++) {
      if (buffer[i] === NEWLINE) return at + i + 1;
      if (buffer[i] === RETURN) {
        const next = i + 1 < byteCount ? buffer[i + 1] : byteAt(source, at + i + 1);
        return at + i + (next === NEWLINE ? 2 : 1);
      }
    }
    at += byteCount;
  }
  return source.size;
}

function byteAt(source: ByteSource, position: number): number | undefined {
  const byte = Buffer.alloc(1);
  return source.read(byte, position) === 1 ? byte[0] : undefined;
}

function byteOrderMarkLength(source: ByteSource): number {
  const mark = Buffer.alloc(3);
  return source.read(mark, 0) === 3 && mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf ? 3 : 0;
}

/** Opens the file for each read: a loop that ends early (`take`, a closure that throws) leaves nothing to close. */
function fileSource(path: string): ByteSource {
  return {
    size: statSync(path).size,
    read(target, position) {
      const file = openSync(path, 'r');
      try {
        let filled = 0;
        while (filled < target.length) {
          const byteCount = readSync(file, target, filled, target.length - filled, position + filled);
          if (byteCount === 0) break;
          filled += byteCount;
        }
        return filled;
      } finally {
        closeSync(file);
      }
    },
  };
}

function bufferSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: (target, position) => bytes.copy(target, 0, position) };
}
