import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageLevel } from '../../../dist/index.js';
import { localDirectoriesOf, sweepLocalDirectories } from '../../../src/threads/local-directories.js';
import { errorOf, withContext } from '../../support/local-context.js';

let localDir: string;
let scriptDir: string;
beforeEach(() => {
  localDir = mkdtempSync(join(tmpdir(), 'memory-faults-'));
  scriptDir = mkdtempSync(join(tmpdir(), 'memory-script-'));
});
afterEach(() => {
  for (const directory of [localDir, scriptDir]) rmSync(directory, { recursive: true });
});

/** Map outputs go to disk. */
const onDisk = () => ({ 'spark.local.dir': localDir, 'spark.shuffle.spill.numElementsForceSpillThreshold': '100' });
const pathsOf = (prefix: string): string[] =>
  readdirSync(localDir)
    .flatMap(folder => readdirSync(join(localDir, folder)).map(name => join(localDir, folder, name)))
    .filter(path => path.includes(`/${prefix}-`));

/** Turns a bit in the middle of a file. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
}

describe('a file that is damaged', () => {
  it.each<[string, (path: string) => void]>([
    ['by a bit', damage],
    ['by its end', path => writeFileSync(path, readFileSync(path).subarray(0, -9))],
    ['by being gone', path => rmSync(path)],
  ])('%s, of a map output: the map task runs again, and only that', (_, harm) =>
    withContext(
      sc => {
        const mapped = sc.longAccumulator('mapped');
        const counts = sc
          .range(0, 4000, 1, 4)
          .map((i): [number, number] => {
            mapped.add(1);
            return [i % 1000, i];
          })
          .groupByKey(3);
        const sizes = () => counts.map(([, values]) => [...values].length).reduce((a, b) => a + b);
        expect(sizes()).toBe(4000);
        expect(mapped.value).toBe(4000);
        expect(pathsOf('shuffle').length).toBe(4);
        harm(pathsOf('shuffle')[1]!);
        expect(sizes()).toBe(4000);
        expect(mapped.value).toBe(5000);
      },
      { conf: onDisk() },
    ),
  );

  it('among map outputs that are all gone: each map task runs again, once', () =>
    withContext(
      sc => {
        const mapped = sc.longAccumulator('mapped');
        const grouped = sc
          .range(0, 8000, 1, 8)
          .map((i): [number, number] => {
            mapped.add(1);
            return [i % 100, i];
          })
          .groupByKey(6);
        expect(grouped.count()).toBe(100);
        for (const path of pathsOf('shuffle')) rmSync(path);
        expect(grouped.count()).toBe(100);
        expect(mapped.value).toBe(16_000);
      },
      { conf: onDisk() },
    ));

  it('again and again fails the job', () =>
    withContext(
      sc => {
        const grouped = sc
          .range(0, 2000, 1, 2)
          .map((i): [number, number] => [i % 100, i])
          .groupByKey(1);
        const directory = localDir;
        const error = errorOf(() =>
          grouped
            // Each attempt of the reduce task removes what the next one has to read.
            .union(
              sc.parallelize([0], 1).flatMap((): [number, number[]][] => {
                const fs = process.getBuiltinModule('node:fs');
                for (const folder of fs.readdirSync(directory)) {
                  for (const name of fs.readdirSync(`${directory}/${folder}`)) fs.rmSync(`${directory}/${folder}/${name}`);
                }
                return [];
              }),
            )
            .coalesce(1)
            .mapPartitions(rows => [[...rows].length])
            .union(grouped.map(() => 0))
            .coalesce(1)
            .collect(),
        );
        expect(error.message).toContain('FetchFailedException');
        expect(sc.range(0, 10).count()).toBe(10);
      },
      { conf: onDisk() },
    ));

  it('of a cached partition: the task fails, and the next one computes the partition', () =>
    withContext(
      sc => {
        const rows = sc.range(0, 1000, 1, 2).persist(StorageLevel.DISK_ONLY);
        expect(rows.count()).toBe(1000);
        damage(pathsOf('rdd')[0]!);
        const error = errorOf(() => rows.collect());
        expect(error.message).toContain('IOException: Cannot read');
        expect(error.message).toContain('checksum');
        expect(rows.collect().length).toBe(1000);
      },
      { conf: onDisk() },
    ));

  it('of a cached partition: local[N,F] tries again', () =>
    withContext(
      sc => {
        const rows = sc.range(0, 1000, 1, 2).persist(StorageLevel.DISK_ONLY);
        expect(rows.count()).toBe(1000);
        for (const path of pathsOf('rdd')) damage(path);
        expect(rows.collect().length).toBe(1000);
      },
      { master: 'local[2,3]', conf: onDisk() },
    ));
});

it('what an executor that dies has put on disk goes with it, save its map outputs', () =>
  withContext(
    sc => {
      const cached = sc.range(0, 1000, 1, 2).persist(StorageLevel.DISK_ONLY);
      const grouped = sc
        .range(0, 2000, 1, 2)
        .map((i): [number, number] => [i % 100, i])
        .groupByKey(2);
      expect([cached.count(), grouped.count()]).toEqual([1000, 100]);
      expect([pathsOf('rdd').length, pathsOf('shuffle').length]).toEqual([2, 2]);
      errorOf(() => sc.parallelize([1], 1).foreach(() => process.exit(7)));
      expect([pathsOf('rdd').length, pathsOf('shuffle').length]).toEqual([0, 2]);
      expect([cached.count(), grouped.count()]).toEqual([1000, 100]);
    },
    { master: 'local[1]', conf: onDisk() },
  ));

describe('a directory that cannot be written', () => {
  it('fails the job with its name and that of the setting, and no more than the job', () => {
    const file = join(localDir, 'file');
    writeFileSync(file, '');
    withContext(
      sc => {
        const rows = sc.range(0, 4000, 1, 4).map((i): [number, number] => [i, i]);
        const error = errorOf(() => rows.groupByKey().count());
        expect(error.message).toContain(`IOException: Cannot write ${file}/ts-spark-`);
        expect(error.message).toContain('spark.local.dir');
        expect(rows.count()).toBe(4000);
      },
      { conf: { ...onDisk(), 'spark.local.dir': file } },
    );
  });

  it('is no matter as long as memory has room', () => {
    withContext(
      sc =>
        expect(
          sc
            .range(0, 1000)
            .map((i): [number, number] => [i % 10, i])
            .groupByKey()
            .count(),
        ).toBe(10),
      {
        conf: { 'spark.local.dir': '/dev/null/nowhere' },
      },
    );
  });
});

it('a value that does not fit into an executor is an error that names its key', () =>
  withContext(
    sc => {
      const error = errorOf(() =>
        sc
          .range(0, 600_000, 1, 8)
          .map((i): [string, number[]] => (i % 1000 === 0 ? [`rare ${i}`, [i]] : ['often', [i, i + 0.5, i + 1.5, i + 2.5]]))
          .groupByKey(2)
          .count(),
      );
      expect(error.message).toMatch(/SparkOutOfMemoryError: The values of the key 'often' take \d+ MiB and more/);
      expect(error.message).toContain('spark.executor.memory is 64 MiB');
      expect(sc.range(0, 10).count()).toBe(10);
    },
    { master: 'local[1]', conf: { 'spark.executor.memory': '64m', 'spark.local.dir': localDir } },
  ));

it('more groups than fit into an executor are counted all the same', () =>
  withContext(
    sc => {
      const pairs = sc.range(0, 400_000, 1, 4).map((i): [string, string] => [`key ${i % 200_000}`, `some value ${i} ${i * 7}`]);
      expect(
        pairs
          .groupByKey(1)
          .filter(([, values]) => [...values].length === 2)
          .count(),
      ).toBe(200_000);
      expect(pairs.sortByKey(true, 1).keys().take(2)).toEqual(['key 0', 'key 0']);
    },
    { master: 'local[1]', conf: { 'spark.executor.memory': '64m', 'spark.local.dir': localDir } },
  ));

describe("an application's folder", () => {
  const program = `
    import { SparkConf, SparkContext } from ${JSON.stringify(new URL('../../../dist/index.js', import.meta.url).href)};
    const conf = new SparkConf().setMaster('local[1]').setAppName('child').setAll(JSON.parse(process.argv[2]));
    const sc = new SparkContext(conf);
    const grouped = sc.range(0, 2000).map(i => [i, i]).groupByKey();
    grouped.count();
    process.stdout.write('spilled');
    process.stdin.on('data', () => process.exit(0));
  `;
  const start = () => {
    const script = join(scriptDir, 'child.mjs');
    writeFileSync(script, program);
    return spawn(process.execPath, [script, JSON.stringify(Object.entries(onDisk()))], { stdio: ['pipe', 'pipe', 'inherit'] });
  };
  const spilled = (child: ReturnType<typeof start>) => new Promise(resolve => child.stdout.once('data', resolve));
  const ended = (child: ReturnType<typeof start>) => new Promise(resolve => child.once('exit', resolve));

  it('is for its owner alone, and goes when the process exits without stopping the context', async () => {
    const child = start();
    await spilled(child);
    const [folder] = readdirSync(localDir);
    expect(folder).toMatch(new RegExp(`^ts-spark-local-\\d+-${child.pid}-`));
    expect(statSync(join(localDir, folder!)).mode & 0o777).toBe(0o700);
    child.stdin.write('exit');
    await ended(child);
    expect(readdirSync(localDir)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('goes when the process is ended by %s', async signal => {
    const child = start();
    await spilled(child);
    expect(readdirSync(localDir).length).toBe(1);
    child.kill(signal);
    await ended(child);
    await expect.poll(() => readdirSync(localDir), { timeout: 10_000 }).toEqual([]);
  });

  it('of a process that is gone is swept by a later application', async () => {
    const alive = start();
    await spilled(alive);
    const [ofAlive] = readdirSync(localDir);
    const { pid: gonePid } = spawnSync(process.execPath, ['-e', '0']);
    const ofGone = join(localDir, ofAlive!.replace(`-${alive.pid}-`, `-${gonePid}-`));
    const [ofAnotherHost, notOurs] = [join(localDir, `ts-spark-local-1-${gonePid}-00000000-00000000`), join(localDir, 'ts-spark-mine')];
    for (const each of [ofGone, ofAnotherHost, notOurs]) mkdirSync(each);
    await sweepLocalDirectories(localDir);
    expect(readdirSync(localDir).sort()).toEqual([ofAlive, basename(ofAnotherHost), basename(notOurs)].sort());
    alive.stdin.write('exit');
    await ended(alive);
  });

  it('lies in each directory of spark.local.dir', () => {
    const folders = localDirectoriesOf('/a, /b', 'local-1');
    expect(folders.map(path => path.slice(0, 3))).toEqual(['/a/', '/b/']);
    expect(localDirectoriesOf(undefined, 'local-1')[0]!.startsWith(tmpdir())).toBe(true);
  });
});
