import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { rowText } from '../../../src/executor/output/row-text.js';
import { abortOutput, commitOutput, openTextOutput, prepareOutputDirectory } from '../../../src/executor/output/text-output.js';

const folder = mkdtempSync(join(tmpdir(), 'text-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, partitions: readonly (readonly unknown[])[], codec: 'none' | 'gzip' = 'none'): string {
  const directory = prepareOutputDirectory(name, folder);
  partitions.forEach((rows, partition) => {
    const output = openTextOutput(directory, partition, codec);
    for (const row of rows) output.write(row);
    output.finish();
  });
  commitOutput(directory);
  return directory;
}

describe('saveAsTextFile', () => {
  it('leaves parts, their checksums and _SUCCESS', () => {
    const directory = save('plain', [['a', 'b'], [], [1]]);
    expect(readdirSync(directory).sort()).toEqual([
      '._SUCCESS.crc',
      '.part-00000.crc',
      '.part-00001.crc',
      '.part-00002.crc',
      '_SUCCESS',
      'part-00000',
      'part-00001',
      'part-00002',
    ]);
    expect(readFileSync(join(directory, 'part-00000'), 'utf8')).toBe('a\nb\n');
    expect(readFileSync(join(directory, 'part-00001'), 'utf8')).toBe('');
  });

  it('writes the checksums that Hadoop writes', () => {
    const lines = Array.from({ length: 333 }, (_, i) => `line${i}`);
    const directory = save('checksums', [lines]);
    const recorded = '6372630000000200c33d5e9900b2870312fae591302f2ce1196be7d2';
    expect(readFileSync(join(directory, '.part-00000.crc')).toString('hex')).toBe(recorded);
    expect(readFileSync(join(directory, '._SUCCESS.crc')).toString('hex')).toBe('6372630000000200');
  });

  it('compresses', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `line ${i}`);
    const directory = save('gz', [rows, []], 'gzip');
    expect(gunzipSync(readFileSync(join(directory, 'part-00000.gz'))).toString()).toBe(`${rows.join('\n')}\n`);
    expect(gunzipSync(readFileSync(join(directory, 'part-00001.gz'))).length).toBe(0);
  });

  it('shows no part before it is committed, and leaves nothing after an abort', () => {
    const directory = prepareOutputDirectory('aborted', folder);
    const output = openTextOutput(directory, 0, 'none');
    output.write('a');
    output.finish();
    expect(readdirSync(directory)).toEqual(['_temporary']);
    abortOutput(directory);
    expect(readdirSync(folder)).not.toContain('aborted');
    expect(save('aborted', [['again']])).toBe(directory);
  });

  it('a part that is given up is begun anew', () => {
    const directory = prepareOutputDirectory('anew', folder);
    const first = openTextOutput(directory, 0, 'none');
    first.write('half');
    first.abort();
    const second = openTextOutput(directory, 0, 'none');
    second.write('whole');
    second.finish();
    commitOutput(directory);
    expect(readFileSync(join(directory, 'part-00000'), 'utf8')).toBe('whole\n');
  });

  it('refuses a directory or a file that exists', () => {
    writeFileSync(join(folder, 'file'), 'x');
    for (const name of ['.', 'file']) {
      expect(() => prepareOutputDirectory(name, folder)).toThrow(
        expect.objectContaining({
          name: 'FileAlreadyExistsException',
          message: expect.stringMatching(/^Output directory file:\/.* already exists$/),
        }),
      );
    }
    expect(() => prepareOutputDirectory('file/below', folder)).toThrow(`Parent path is not a directory: file:${folder}/file`);
    expect(() => prepareOutputDirectory('', folder)).toThrow('Can not create a Path from an empty string');
  });
});

describe('a row as text', () => {
  class Point {
    toString(): string {
      return 'at (1, 2)';
    }
  }
  it.each<[unknown, string]>([
    ['text', 'text'],
    [1, '1'],
    [1.5, '1.5'],
    [true, 'true'],
    [5n, '5'],
    [['a', 1], '(a,1)'],
    [[1, [2, 'c']], '(1,(2,c))'],
    [[1, null], '(1,null)'],
    [new Map([[1, 2]]), 'Map(1 -> 2)'],
    [new Set([1, 2]), 'Set(1, 2)'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [{ name: 'a', n: 1n, deep: [1] }, '{"name":"a","n":1,"deep":[1]}'],
    [['k', { a: 1 }], '(k,{"a":1})'],
    [new Point(), 'at (1, 2)'],
  ])('%o', (row, text) => {
    expect(rowText(row)).toBe(text);
  });

  it.each([null, undefined])('%s is refused, as in Spark', row => {
    expect(() => rowText(row)).toThrow('text files do not allow null rows');
  });
});
