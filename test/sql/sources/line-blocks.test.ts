import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lineBlocks } from '../../../dist/sql/sources/line-blocks.js';

const directory = mkdtempSync(join(tmpdir(), 'line-blocks-'));
afterAll(() => rmSync(directory, { recursive: true }));

function blocksOf(content: string, separator?: string): string[] {
  const path = join(directory, 'lines.txt');
  writeFileSync(path, content);
  return Array.from(lineBlocks(path, separator === undefined ? undefined : Buffer.from(separator)), ({ bytes, start, end }) =>
    bytes.toString('utf8', start, end),
  );
}

describe('blocks of a file', () => {
  it.each(['', '5', '\r', '\n', 'a\r', 'a\rb', '\r\n', '\uFEFFa\n'])('of a few bytes have all of them: %j', content => {
    // Whatever the memory behind the bytes holds.
    for (let time = 0; time < 50; time++) expect(blocksOf(content).join('')).toBe(content.replace('\uFEFF', ''));
  });

  it.each(['x', '||', 'no end'])('of a text that is shorter than the separator have all of it: %j', content => {
    for (let time = 0; time < 50; time++) expect(blocksOf(content, '<separator>').join('')).toBe(content);
  });

  it.each([undefined, '||'])('of a large file end where a line ends, separated by %j', separator => {
    const line = `${'a text '.repeat(1000)}${separator ?? '\n'}`;
    const blocks = blocksOf(line.repeat(500), separator);
    expect(blocks.length).toBeGreaterThan(2);
    expect(blocks.join('')).toBe(line.repeat(500));
    expect(blocks.every(block => block.endsWith(separator ?? '\n'))).toBe(true);
  });
});
