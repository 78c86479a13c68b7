/** A file in blocks of bytes that end where a line ends, so that a large file is never held whole. */
import { closeSync, openSync, readSync } from 'node:fs';
import { codecOf, contentOf } from './compressed-files.js';

const BLOCK_BYTES = 1 << 20;
const [lineFeed, carriageReturn] = [10, 13];

export interface LineBlock {
  /** The same memory for each block: what is to stay has to be copied. There is room for one more byte behind `end`. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** @param separator what ends lines; `\n`, `\r\n` and `\r` when undefined */
export function* lineBlocks(path: string, separator?: Uint8Array): Generator<LineBlock> {
  if (codecOf(path) !== undefined) {
    const content = contentOf(path);
    const bytes = Buffer.alloc(content.length + 1);
    content.copy(bytes);
    yield { bytes, start: skipMark(bytes), end: content.length };
    return;
  }
  const file = openSync(path, 'r');
  try {
    let bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES + 1);
    let kept = 0;
    for (let isFirst = true; ; isFirst = false) {
      if (kept === bytes.length - 1) bytes = Buffer.concat([bytes.subarray(0, kept), Buffer.allocUnsafeSlow(kept + 1)]);
      const count = readSync(file, bytes, kept, bytes.length - 1 - kept, null);
      const end = kept + count;
      const start = isFirst ? skipMark(bytes.subarray(0, end)) : 0;
      if (count === 0) {
        if (end > start) yield { bytes, start, end };
        return;
      }
      const cut = lastLineEnd(bytes, end, separator);
      if (cut > start) yield { bytes, start, end: cut };
      const from = Math.max(cut, start);
      bytes.copyWithin(0, from, end);
      kept = end - from;
    }
  } finally {
    closeSync(file);
  }
}

/** Behind the byte order mark of UTF-8. */
const skipMark = (bytes: Uint8Array): number => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);

/** Where the last whole line ends; 0 when there is none. A `\r` at the very end may be half of a line end. */
function lastLineEnd(bytes: Buffer, end: number, separator: Uint8Array | undefined): number {
  // `lastIndexOf` would count a negative place from the end of the buffer.
  const read = bytes.subarray(0, end);
  if (separator !== undefined) {
    const at = read.lastIndexOf(separator);
    return at < 0 ? 0 : at + separator.length;
  }
  const at = read.lastIndexOf(lineFeed);
  return at >= 0 ? at + 1 : read.subarray(0, -1).lastIndexOf(carriageReturn) + 1;
}
