/** Commands that rows go through, and files that rows are written to and read from. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SparkContext } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';
import { nativeClasses } from '../support/native-classes.js';

const { SparkFiles } = nativeClasses;

const newDirectory = () => mkdtempSync(join(tmpdir(), 'rdd-'));
const three = (sc: SparkContext) => sc.parallelize([1, 2, 3], 2);

describe('pipe', () => {
  it.each<[title: string, run: (sc: SparkContext) => unknown, expected: unknown]>([
    ['gives the lines that the command prints', sc => three(sc).pipe('cat').collect(), ['1', '2', '3']],
    [
      'prints arrays as tuples',
      sc =>
        sc
          .parallelize([['a', 1]], 1)
          .pipe('cat')
          .collect(),
      ['(a,1)'],
    ],
    [
      'runs the command for empty partitions too',
      sc =>
        sc
          .parallelize([1], 2)
          .pipe('wc -l')
          .map(line => line.trim())
          .collect(),
      ['0', '1'],
    ],
    ['takes a list of words as they are', sc => sc.parallelize([1], 1).pipe(['echo', 'a  b']).collect(), ['a  b']],
    [
      'sets variables',
      sc =>
        sc
          .parallelize([1], 1)
          .pipe(['sh', '-c', 'echo $GREETING'], { env: { GREETING: 'hi' } })
          .collect(),
      ['hi'],
    ],
    [
      'prints what it is told to',
      sc =>
        sc
          .parallelize([1, 2], 1)
          .pipe('cat', { printPipeContext: print => print('head'), printRDDElement: (row, print) => print(`row ${row}`) })
          .collect(),
      ['head', 'row 1', 'row 2'],
    ],
    ['does not mind a command that reads only some of its input', sc => sc.range(0, 100_000, 1, 1).pipe('head -n 1').collect(), ['0']],
    ['runs in a directory of its own', sc => sc.parallelize([1], 1).pipe('ls', { separateWorkingDir: true }).collect(), []],
  ])('%s', (_, run, expected) => withContext(sc => expect(run(sc)).toEqual(expected)));

  it.each([
    ['false', /IllegalStateException: Subprocess exited with status 1\. Command ran: false$/],
    ['no-such-command', /IOException: Cannot run program "no-such-command": error=2, No such file or directory$/],
  ])('fails the job when %s fails', (command, message) =>
    withContext(sc => expect(errorOf(() => three(sc).pipe(command).collect()).message).toMatch(message)),
  );
});

describe('object files', () => {
  it('hold rows of any kind, a part a partition', () =>
    withContext(sc => {
      const rows = [1, 'text', null, [1, [2]], { a: new Date(0) }, new Map([[1, 2]]), 10n];
      const path = join(newDirectory(), 'objects');
      sc.parallelize(rows, 3).saveAsObjectFile(path);
      expect(readdirSync(path).filter(name => !name.startsWith('.'))).toEqual(['_SUCCESS', 'part-00000', 'part-00001', 'part-00002']);
      const read = sc.objectFile(path);
      expect(read.collect()).toEqual(rows);
      expect(read.getNumPartitions()).toBe(3);
    }));

  it('of another format are refused', () =>
    withContext(sc => {
      const path = join(newDirectory(), 'text');
      writeFileSync(path, 'just text');
      expect(errorOf(() => sc.objectFile(path).collect()).message).toMatch(/is not an object file of ts-spark-shell/);
    }));

  it('of a failed job leave nothing behind', () =>
    withContext(sc => {
      const directory = newDirectory();
      const rows = three(sc).map(x => {
        if (x === 3) throw new Error('no');
        return x;
      });
      errorOf(() => rows.saveAsObjectFile(join(directory, 'objects')));
      expect(readdirSync(directory)).toEqual([]);
    }));
});

describe('other files', () => {
  it('text files compress by codec, and are read again', () =>
    withContext(sc => {
      for (const codec of ['gzip', 'deflate', 'org.apache.hadoop.io.compress.GzipCodec']) {
        const path = join(newDirectory(), 'text');
        sc.parallelize(['a', 'b', 'é'], 2).saveAsTextFile(path, codec);
        expect(sc.textFile(path).collect()).toEqual(['a', 'b', 'é']);
      }
      expect(errorOf(() => sc.parallelize(['a']).saveAsTextFile('x', 'lz4')).message).toBe(
        'Codec [lz4] is not available. Available codecs are gzip, deflate.',
      );
    }));

  it('binaryFiles gives bytes', () =>
    withContext(sc => {
      const path = join(newDirectory(), 'bytes');
      writeFileSync(path, Buffer.from([1, 2, 3]));
      expect(sc.binaryFiles(path).collect()).toEqual([[`file:${path}`, new Uint8Array([1, 2, 3])]]);
    }));

  it('binaryRecords gives records of equal length, and refuses what is left over', () =>
    withContext(sc => {
      const path = join(newDirectory(), 'records');
      writeFileSync(path, Buffer.from([1, 2, 3, 4, 5, 6]));
      expect(sc.binaryRecords(path, 2).collect()).toEqual([new Uint8Array([1, 2]), new Uint8Array([3, 4]), new Uint8Array([5, 6])]);
      expect(errorOf(() => sc.binaryRecords(path, 4).collect()).message).toBe(`file:${path} has 6 bytes, which are no whole records of 4`);
    }));

  it('addFile brings a file to the executors', () =>
    withContext(sc => {
      const path = join(newDirectory(), 'words.txt');
      writeFileSync(path, 'hello');
      sc.addFile(path);
      sc.addFile(path);
      const content = sc
        .parallelize([0])
        .map(() => process.getBuiltinModule('node:fs').readFileSync(SparkFiles.get('words.txt'), 'utf8'))
        .first();
      expect(content).toBe('hello');
      expect(sc.listFiles).toEqual([`file:${path}`]);
      expect(readFileSync(SparkFiles.get('words.txt'), 'utf8')).toBe('hello');
    }));

  it('addFile takes a directory only when asked to', () =>
    withContext(sc => {
      const directory = newDirectory();
      writeFileSync(join(directory, 'a'), '');
      expect(errorOf(() => sc.addFile(directory)).message).toMatch(/^\[UNSUPPORTED_ADD_FILE\.DIRECTORY\]/);
      sc.addFile(directory, true);
      expect(sc.listFiles).toEqual([`file:${directory}`]);
      expect(errorOf(() => sc.addFile('/no/such/file')).message).toBe('File file:/no/such/file does not exist');
    }));
});

describe('a checkpoint', () => {
  it('is written by the first job, and ends the lineage', () =>
    withContext(sc => {
      const directory = newDirectory();
      sc.setCheckpointDir(directory);
      const evaluated = sc.longAccumulator();
      const rows = three(sc).map(x => {
        evaluated.add(1);
        return x + 1;
      });
      rows.checkpoint();
      expect([rows.isCheckpointed, rows.getCheckpointFile]).toEqual([false, undefined]);
      rows.count();
      expect(rows.isCheckpointed).toBe(true);
      expect(rows.getCheckpointFile).toBe(`${sc.getCheckpointDir}/rdd-${rows.id}`);
      const evaluations = evaluated.value;
      expect(rows.map(x => x * 2).collect()).toEqual([4, 6, 8]);
      expect(evaluated.value).toBe(evaluations);
      expect(rows.toDebugString().split('\n').length).toBe(2);
      expect(rows.dependencies.map(({ rdd }) => rdd.className)).toEqual(['ReliableCheckpointRDD']);
    }));

  it('of an RDD below the one that the job asked for is written too', () =>
    withContext(sc => {
      const rows = three(sc).map(x => x);
      rows.localCheckpoint();
      rows
        .map(x => [x, 1])
        .reduceByKey((a, b) => a + b)
        .count();
      expect([rows.isCheckpointed, rows.isLocallyCheckpointed, rows.getCheckpointFile]).toEqual([true, true, undefined]);
      expect(rows.collect()).toEqual([1, 2, 3]);
    }));

  it('needs a directory', () =>
    withContext(sc =>
      expect(errorOf(() => three(sc).checkpoint()).message).toBe('Checkpoint directory has not been set in the SparkContext'),
    ));

  it('in memory survives the death of the executors', () =>
    withContext(sc => {
      const rows = three(sc)
        .map(x => x)
        .localCheckpoint();
      rows.count();
      errorOf(() => sc.parallelize([1, 2], 2).foreach(() => process.exit(1)));
      expect(rows.collect()).toEqual([1, 2, 3]);
    }));
});
