import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { textFileSplits } from '../../../src/executor/input/input-splits.js';
import { LineReader } from '../../../src/executor/input/line-reader.js';
import { readWholeTextFile } from '../../../src/executor/input/whole-text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'line-reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Uint8Array, extension = 'txt'): string {
  const path = join(folder, `${files++}.${extension}`);
  writeFileSync(path, content);
  return path;
}

const linesOf = (path: string, startByte: number, endByte: number, chunkBytes?: number): string[] => [
  ...new LineReader({ path, startByte, endByte, codec: 'none' }, chunkBytes).lines(),
];

const partitionLines = (path: string, minPartitions: number): string[][] =>
  textFileSplits(path, minPartitions).map(split => [...new LineReader(split).lines()]);

/** What all lines are: line ends are \n, \r\n and \r, and the last line may have none. */
function allLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

describe('no line is lost or doubled', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bc', 'é', '\u4e2d', '\ud83d\ude00', '\n', '\r', '\r\n'), { maxLength: 14 })
    .map(parts => parts.join(''));

  it('at any border between two splits, with chunks of any size', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, chunkBytes) => {
        const path = file(content);
        const size = Buffer.byteLength(content);
        for (let border = 0; border <= size; border++) {
          const first = border === 0 ? [] : linesOf(path, 0, border, chunkBytes);
          const second = border === size ? [] : linesOf(path, border, size, chunkBytes);
          expect([...first, ...second]).toEqual(allLines(content));
        }
        rmSync(path);
      }),
      { numRuns: 150 },
    );
  });

  it('in splits of one byte', () => {
    fc.assert(
      fc.property(text, content => {
        const path = file(content);
        const splits = Array.from({ length: Buffer.byteLength(content) }, (_, i) => linesOf(path, i, i + 1));
        expect(splits.flat()).toEqual(allLines(content));
        rmSync(path);
      }),
      { numRuns: 100 },
    );
  });
});

describe('lines lie in the partitions that Spark puts them in (asked of spark-shell, Spark 4.3.0)', () => {
  const ends = file('a\rb\r\nc\n\rd\n\ne\r');
  const mark = file(Buffer.from('\ufeffbom\nx\n'));
  const bad = file(Buffer.from('6f6bfffec328e2820a656e64e282', 'hex'));

  it.each([
    [1, [['a', 'b', 'c', '', 'd', '', 'e']]],
    [2, [['a', 'b', 'c'], ['', 'd', '', 'e'], []]],
    [3, [['a', 'b'], ['c', '', 'd'], ['', 'e'], []]],
    [4, [['a', 'b'], ['c'], ['', 'd'], ['', 'e'], []]],
  ])('all line ends, %i partitions', (minPartitions, expected) => {
    expect(partitionLines(ends, minPartitions)).toEqual(expected);
  });

  it.each([
    [1, [['bom', 'x']]],
    [2, [['bom'], ['x'], []]],
    [3, [['bom'], [], ['x']]],
  ])('a byte order mark is no text, %i partitions', (minPartitions, expected) => {
    expect(partitionLines(mark, minPartitions)).toEqual(expected);
  });

  it.each([
    [1, [['ok\ufffd\ufffd\ufffd(\ufffd', 'end\ufffd']]],
    [3, [['ok\ufffd\ufffd\ufffd(\ufffd'], [], ['end\ufffd'], []]],
  ])('bytes that are no UTF-8 are U+FFFD, %i partitions', (minPartitions, expected) => {
    expect(partitionLines(bad, minPartitions)).toEqual(expected);
  });
});

describe('chunks', () => {
  it('hold whole lines, each ended by a newline', () => {
    const path = file('one\r\ntwo\rthree');
    const reader = new LineReader({ path, startByte: 0, endByte: 14, codec: 'none' });
    expect(reader.nextChunk()).toBe('one\ntwo\nthree\n');
    expect(reader.nextChunk()).toBeNull();
    expect(reader.nextChunk()).toBeNull();
  });

  it('grow to the longest line', () => {
    const content = `${'x'.repeat(5000)}\nshort\n`;
    expect(linesOf(file(content), 0, content.length, 16)).toEqual(allLines(content));
  });

  it('end early when the file was cut off', () => {
    const path = file('a\nb\n');
    expect(linesOf(path, 0, 4000)).toEqual(['a', 'b']);
    const reader = new LineReader({ path, startByte: 0, endByte: 4, codec: 'none' });
    writeFileSync(path, '');
    expect(reader.nextChunk()).toBeNull();
  });
});

describe('compressed files', () => {
  it.each([
    ['gz', gzipSync('a\nb\n')],
    ['deflate', deflateSync('a\nb\n')],
    ['gz', Buffer.concat([gzipSync('a\n'), gzipSync('b\n')])],
  ])('.%s', (extension, content) => {
    const path = file(content, extension);
    expect(partitionLines(path, 3)).toEqual([['a', 'b']]);
    expect(readWholeTextFile(path)).toEqual([`file:${path}`, 'a\nb\n']);
  });

  it('.bz2 is refused', () => {
    expect(() => partitionLines(file('BZh9', 'bz2'), 1)).toThrow('bzip2 compression is not supported; gzip is');
  });
});
