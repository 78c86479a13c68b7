import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RDD, type SparkContext, StorageLevel } from '../../dist/index.js';
import { withContext } from '../support/local-context.js';

let localDir: string;
beforeEach(() => {
  localDir = mkdtempSync(join(tmpdir(), 'persist-test-'));
});
afterEach(() => rmSync(localDir, { recursive: true }));

const blockFiles = (): string[] =>
  readdirSync(localDir).flatMap(folder => readdirSync(join(localDir, folder)).filter(name => name.startsWith('rdd')));
const infoOf = (sc: SparkContext, rdd: RDD<any>) => sc.getRDDStorageInfo.find(info => info.id === rdd.id);
/** One executor of 64 MiB: 38 of them are for cached partitions. */
const small = () => ({ master: 'local[1]', conf: { 'spark.executor.memory': '64m', 'spark.local.dir': localDir } });
/** 2 partitions of about 9 MB each. */
const megabytes = (sc: SparkContext): RDD<string> => sc.range(0, 40_000, 1, 2).map(i => `${i} ${'x'.repeat(400)}`);

describe('a storage level', () => {
  it.each<[string, StorageLevel, { memory: boolean; disk: boolean }]>([
    ['MEMORY_ONLY', StorageLevel.MEMORY_ONLY, { memory: true, disk: false }],
    ['MEMORY_ONLY_SER', StorageLevel.MEMORY_ONLY_SER, { memory: true, disk: false }],
    ['MEMORY_ONLY_2', StorageLevel.MEMORY_ONLY_2, { memory: true, disk: false }],
    ['MEMORY_AND_DISK', StorageLevel.MEMORY_AND_DISK, { memory: true, disk: false }],
    ['MEMORY_AND_DISK_SER', StorageLevel.MEMORY_AND_DISK_SER, { memory: true, disk: false }],
    ['OFF_HEAP', StorageLevel.OFF_HEAP, { memory: true, disk: false }],
    ['DISK_ONLY', StorageLevel.DISK_ONLY, { memory: false, disk: true }],
    ['DISK_ONLY_3', StorageLevel.DISK_ONLY_3, { memory: false, disk: true }],
  ])('%s keeps partitions where it says, once each', (_, level, { memory, disk }) =>
    withContext(
      sc => {
        const computed = sc.longAccumulator('computed');
        const rows = sc.range(0, 1000, 1, 2).map(i => {
          computed.add(1);
          return { i, text: `row ${i}`, odd: i % 2 === 1 ? [i] : null };
        });
        rows.persist(level);
        const expected = Array.from({ length: 1000 }, (_, i) => ({ i, text: `row ${i}`, odd: i % 2 === 1 ? [i] : null }));
        expect(rows.collect()).toEqual(expected);
        expect(rows.collect()).toEqual(expected);
        expect(computed.value).toBe(1000);
        const info = infoOf(sc, rows)!;
        expect([info.numCachedPartitions, info.memSize > 0, info.diskSize > 0]).toEqual([2, memory, disk]);
        expect(blockFiles().length).toBe(disk ? 2 : 0);
        rows.unpersist();
        expect(infoOf(sc, rows)).toBeUndefined();
        expect(rows.count()).toBe(1000);
        expect(computed.value).toBe(2000);
        expect(blockFiles()).toEqual([]);
      },
      { conf: { 'spark.local.dir': localDir } },
    ),
  );

  it('serialized takes less memory than rows', () =>
    withContext(sc => {
      const [rows, bytes] = [StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_ONLY_SER].map(level =>
        sc
          .range(0, 20_000, 1, 2)
          .map(i => ({ id: i, name: `name ${i}` }))
          .persist(level),
      );
      rows!.count();
      bytes!.count();
      expect(infoOf(sc, bytes!)!.memSize).toBeLessThan(infoOf(sc, rows!)!.memSize / 3);
    }));
});

describe('when memory is full', () => {
  it('MEMORY_ONLY keeps the partitions that fit, and the others are computed each time', () =>
    withContext(sc => {
      const computed = sc.longAccumulator('computed');
      const rows = sc
        .range(0, 160_000, 1, 8)
        .map(i => {
          computed.add(1);
          return `${i} ${'x'.repeat(400)}`;
        })
        .cache();
      expect(rows.count()).toBe(160_000);
      const cached = infoOf(sc, rows)!.numCachedPartitions;
      expect(cached).toBeGreaterThan(0);
      expect(cached).toBeLessThan(8);
      computed.reset();
      expect(rows.filter(text => text.startsWith('77777 ')).count()).toBe(1);
      expect(computed.value).toBe((8 - cached) * 20_000);
    }, small()));

  it.each([
    ['MEMORY_AND_DISK', StorageLevel.MEMORY_AND_DISK],
    ['MEMORY_AND_DISK_SER', StorageLevel.MEMORY_AND_DISK_SER],
    ['OFF_HEAP', StorageLevel.OFF_HEAP],
  ])('%s puts the others on disk', (_, level) =>
    withContext(sc => {
      const computed = sc.longAccumulator('computed');
      const rows = sc
        .range(0, 160_000, 1, 8)
        .map(i => {
          computed.add(1);
          return `${i} ${'x'.repeat(400)}`;
        })
        .persist(level);
      expect(rows.count()).toBe(160_000);
      const info = infoOf(sc, rows)!;
      expect(info.numCachedPartitions).toBe(8);
      expect(info.memSize).toBeGreaterThan(0);
      expect(info.diskSize).toBeGreaterThan(0);
      expect(rows.filter(text => text.startsWith('77777 ')).count()).toBe(1);
      expect(computed.value).toBe(160_000);
    }, small()),
  );

  it('the RDD that was used least recently is evicted first', () =>
    withContext(sc => {
      const [first, second, third] = [megabytes(sc).cache(), megabytes(sc).cache(), megabytes(sc).cache()];
      first.count();
      second.count();
      first.count();
      expect([first, second].map(rdd => infoOf(sc, rdd)?.numCachedPartitions)).toEqual([2, 2]);
      third.count();
      expect(infoOf(sc, first)?.numCachedPartitions).toBe(2);
      expect(infoOf(sc, third)?.numCachedPartitions).toBe(2);
      expect(infoOf(sc, second)?.numCachedPartitions ?? 0).toBeLessThan(2);
      expect(second.count()).toBe(40_000);
    }, small()));

  it('a level with disk is moved there, and no partition is computed again', () =>
    withContext(sc => {
      const computed = sc.longAccumulator('computed');
      const first = megabytes(sc)
        .map(text => {
          computed.add(1);
          return text;
        })
        .persist(StorageLevel.MEMORY_AND_DISK);
      first.count();
      const others = [megabytes(sc).cache(), megabytes(sc).cache()];
      for (const other of others) other.count();
      const info = infoOf(sc, first)!;
      expect(info.numCachedPartitions).toBe(2);
      expect(info.diskSize).toBeGreaterThan(0);
      expect(first.map(text => text.length).reduce((a, b) => a + b)).toBe(
        megabytes(sc)
          .map(text => text.length)
          .reduce((a, b) => a + b),
      );
      expect(computed.value).toBe(40_000);
    }, small()));

  it('a partition never makes room by evicting others of its own RDD', () =>
    withContext(sc => {
      const rows = sc
        .range(0, 160_000, 1, 8)
        .map(i => `${i} ${'x'.repeat(400)}`)
        .cache();
      rows.count();
      const before = infoOf(sc, rows)!.numCachedPartitions;
      rows.count();
      expect(infoOf(sc, rows)!.numCachedPartitions).toBe(before);
    }, small()));
});

describe('a shuffle behind an evicted partition', () => {
  it('is read again', () =>
    withContext(sc => {
      const grouped = megabytes(sc)
        .map((text): [number, string] => [text.length, text])
        .groupByKey(2)
        .cache();
      expect(grouped.count()).toBe(5);
      megabytes(sc).cache().count();
      megabytes(sc).cache().count();
      expect(grouped.map(([, texts]) => [...texts].length).reduce((a, b) => a + b)).toBe(40_000);
    }, small()));
});

it('few lines of a file that are cached do not keep the file in memory', () =>
  withContext(sc => {
    const path = join(localDir, 'lines.txt');
    const line = (i: number): string => `${i} ${'y'.repeat(1000)}`;
    sc.range(0, 100_000, 1, 4).map(line).coalesce(1).saveAsTextFile(path);
    // 100 MB of text, of which 1 in 100 lines is kept; the executor has 64 MB.
    const kept = sc
      .textFile(path)
      .filter(text => Number(text.slice(0, text.indexOf(' '))) % 100 === 0)
      .cache();
    expect(kept.count()).toBe(1000);
    expect(infoOf(sc, kept)!.numCachedPartitions).toBe(kept.getNumPartitions());
    expect(kept.map(text => text.length).reduce((a, b) => a + b)).toBe(
      Array.from({ length: 1000 }, (_, i) => line(i * 100).length).reduce((a, b) => a + b),
    );
  }, small()));
