import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { textFileSplits, wholeTextFileGroups } from '../../../src/executor/input/input-splits.js';

const folder = mkdtempSync(join(tmpdir(), 'input-splits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer = 'x\n'): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

for (const name of ['flat/b.txt', 'flat/a.txt', 'flat/_hidden', 'flat/.dot', 'nested/a.txt', 'nested/sub/x.txt', 'br[1].txt', 'h/.h/x.txt'])
  file(name);
file('flat/empty.txt', '');
mkdirSync(join(folder, 'empty'));
file('z/a.gz');
file('z/b.deflate');
file('z/c.lz4');

/** Paths below the folder. */
const namesOf = (pattern: string, workingDirectory = folder): string[] =>
  textFileSplits(pattern, 1, workingDirectory).map(split => split.path.slice(folder.length + 1));

describe('split sizes are those of Hadoop (asked of spark-shell, Spark 4.3.0)', () => {
  const splitBytes = (path: string, minPartitions: number): number[] =>
    textFileSplits(path, minPartitions).map(split => split.endByte - split.startByte);
  const ten = file('ten.txt', '0123456789');

  it.each([
    [0, [10]],
    [1, [10]],
    [2, [5, 5]],
    [3, [3, 3, 3, 1]],
    [4, [2, 2, 2, 2, 2]],
    [100, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ])('10 bytes in at least %i partitions', (minPartitions, expected) => {
    expect(splitBytes(ten, minPartitions)).toEqual(expected);
  });

  it('a last split may be a tenth larger', () => {
    expect(splitBytes(file('hundred.txt', 'x'.repeat(100)), 10)).toHaveLength(10);
    expect(splitBytes(file('104.txt', 'x'.repeat(104)), 10).slice(-2)).toEqual([10, 4]);
    expect(splitBytes(file('101.txt', 'x'.repeat(101)), 10).slice(-2)).toEqual([10, 11]);
  });

  it('a large file has splits of 32 MB', () => {
    const large = file('large.txt', '');
    truncateSync(large, 70 * 1024 * 1024);
    for (const minPartitions of [1, 2]) expect(splitBytes(large, minPartitions)).toEqual([33554432, 33554432, 6291456]);
    expect(splitBytes(large, 5)).toHaveLength(5);
  });

  it('empty files and folders have none', () => {
    expect(namesOf('flat/empty.txt')).toEqual([]);
    expect(namesOf('empty')).toEqual([]);
  });

  it('a compressed file is one split', () => {
    const gz = file('large.gz', Buffer.alloc(1000));
    expect(textFileSplits(gz, 10)).toEqual([{ path: gz, startByte: 0, endByte: 1000, codec: 'gzip' }]);
    expect(textFileSplits(join(folder, 'z/b.deflate'), 1)[0]!.codec).toBe('deflate');
  });
});

describe('paths', () => {
  it.each([
    ['flat', ['flat/a.txt', 'flat/b.txt']],
    ['flat/', ['flat/a.txt', 'flat/b.txt']],
    ['./nested/..//flat', ['flat/a.txt', 'flat/b.txt']],
    ['flat/*', ['flat/a.txt', 'flat/b.txt']],
    ['flat/{a,b}.txt', ['flat/a.txt', 'flat/b.txt']],
    ['flat/[ab].txt', ['flat/a.txt', 'flat/b.txt']],
    ['flat/[^a].txt', ['flat/b.txt']],
    ['flat/?.txt', ['flat/a.txt', 'flat/b.txt']],
    ['f*t', ['flat/a.txt', 'flat/b.txt']],
    ['nested/*', ['nested/a.txt', 'nested/sub/x.txt']],
    ['nested/*/*', ['nested/sub/x.txt']],
    ['{flat,nested}/a.txt', ['flat/a.txt', 'nested/a.txt']],
    ['{nested/sub,flat}/{x,a}.txt', ['flat/a.txt', 'nested/sub/x.txt']],
    ['{ten,t*}.txt', ['ten.txt']],
    ['ten.txt,flat', ['ten.txt', 'flat/a.txt', 'flat/b.txt']],
    ['ten.txt,ten.txt', ['ten.txt', 'ten.txt']],
    ['br\\[1\\].txt', ['br[1].txt']],
    ['h/.h/x.txt', ['h/.h/x.txt']],
    ['h/*/x.txt', []],
  ])('%s', (pattern, expected) => {
    if (expected.length > 0) expect(namesOf(pattern)).toEqual(expected);
    else expect(namesOf('h*/.h/x.txt')).toEqual(['h/.h/x.txt']);
  });

  it('may be URLs of files', () => {
    expect(namesOf(`file:${folder}/ten.txt`, '/')).toEqual(['ten.txt']);
    expect(namesOf(`file://${folder}/ten.txt`, '/')).toEqual(['ten.txt']);
  });

  it.each([
    ['nosuch', 'InvalidInputException', `Input path does not exist: file:${folder}/nosuch`],
    [
      'nosuch,also',
      'InvalidInputException',
      `Input path does not exist: file:${folder}/nosuch\nInput path does not exist: file:${folder}/also`,
    ],
    ['flat/_hidden', 'InvalidInputException', `Input path does not exist: file:${folder}/flat/_hidden`],
    ['*.nope', 'InvalidInputException', `Input Pattern file:${folder}/*.nope matches 0 files`],
    ['flat/.*', 'InvalidInputException', `Input Pattern file:${folder}/flat/.* matches 0 files`],
    ['br[1].txt', 'InvalidInputException', `Input Pattern file:${folder}/br[1].txt matches 0 files`],
    [
      'nested',
      'IOException',
      `Path: ${folder}/nested/sub is a directory, which is not supported by the record reader when \`mapreduce.input.fileinputformat.input.dir.recursive\` is false.`,
    ],
    ['', 'IllegalArgumentException', 'Can not create a Path from an empty string'],
    ['ten.txt,,ten.txt', 'IllegalArgumentException', 'Can not create a Path from an empty string'],
    ['file:nosuch', 'IllegalArgumentException', 'java.net.URISyntaxException: Relative path in absolute URI: file:nosuch'],
    ['file://host/x', 'IllegalArgumentException', 'Wrong FS: file://host/x, expected: file:///'],
    [
      'hdfs://x/y',
      'UnsupportedFileSystemException',
      'No FileSystem for scheme "hdfs": only local files can be read and written (hdfs://x/y)',
    ],
    ['z/c.lz4', 'UnsupportedOperationException', `Cannot read file:${folder}/z/c.lz4: lz4 compression is not supported; gzip is`],
  ])('"%s" is refused', (pattern, name, message) => {
    expect(() => namesOf(pattern)).toThrow(expect.objectContaining({ name, message }));
  });
});

describe('wholeTextFiles', () => {
  for (const name of ['a', 'b', 'c']) file(`whole/${name}`, '12345');
  for (const name of ['bb', 'zz']) file(`whole/${name}`, '');
  const groups = (minPartitions: number): string[][] =>
    wholeTextFileGroups('whole', minPartitions, folder).map(group => group.map(path => path.slice(folder.length + 7)));

  it.each([
    [
      1,
      [
        ['a', 'b', 'c'],
        ['bb', 'zz'],
      ],
    ],
    [
      2,
      [
        ['a', 'b'],
        ['bb', 'zz', 'c'],
      ],
    ],
    [3, [['a'], ['b'], ['c'], ['bb', 'zz']]],
  ])('gathers files for %i partitions as Spark does', (minPartitions, expected) => {
    expect(groups(minPartitions)).toEqual(expected);
  });

  it('passes over folders inside a folder', () => {
    expect(wholeTextFileGroups('nested', 1, folder)).toEqual([[join(folder, 'nested/a.txt')]]);
  });
});
