/**
 * Where an application puts what memory has no room for: one folder in each directory of `spark.local.dir`, made with the first file,
 * removed when the application stops. The name tells the process: what one that was killed has left, a later application removes.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const NAME = /^ts-spark-.+-(\d+)-([0-9a-f]{8})-[0-9a-f]{8}$/;

/** Folders that share a disk may belong to processes of another machine. */
const hostTag = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** @param localDir the value of `spark.local.dir`: directories with commas between
 *  @returns a folder in each; none is made */
export function localDirectoriesOf(localDir: string | undefined, applicationId: string): string[] {
  const name = `ts-spark-${applicationId}-${process.pid}-${hostTag()}-${randomBytes(4).toString('hex')}`;
  return parentsOf(localDir).map(parent => join(parent, name));
}

function parentsOf(localDir: string | undefined): string[] {
  const named = (localDir ?? '').split(',').map(each => each.trim());
  const parents = named.filter(each => each !== '').map(each => resolve(each));
  return parents.length === 0 ? [tmpdir()] : parents;
}

export function removeLocalDirectories(directories: readonly string[]): void {
  for (const directory of directories) {
    try {
      rmSync(directory, { recursive: true, force: true });
    } catch {
      // A thread that was ended a moment ago may still have been writing: the next application sweeps it.
    }
  }
}

/** A map output, a cached partition, or a run of an operator. */
export type LocalFileKind = 'shuffle' | 'rdd' | 'sort' | 'map';

/** The name of a file of an executor. What is no map output goes with it. */
export const localFileName = (what: LocalFileKind, executorId: number, number: number): string => `${what}-${executorId}-${number}`;

/** Removes what an executor that is gone has left, save its map outputs, which outlive it. */
export function removeFilesOf(executorId: number, directories: readonly string[]): void {
  const own = new RegExp(`^(rdd|sort|map)-${executorId}-`);
  for (const directory of directories) {
    for (const name of namesIn(directory)) if (own.test(name)) rmSync(join(directory, name), { force: true });
  }
}

/** Removes folders of processes that are gone. */
export async function sweepLocalDirectories(localDir: string | undefined): Promise<void> {
  const tag = hostTag();
  for (const parent of parentsOf(localDir)) {
    for (const name of namesIn(parent)) {
      const [, pid, host] = NAME.exec(name) ?? [];
      if (pid === undefined || host !== tag || isAlive(Number(pid))) continue;
      // Another user's folder stays.
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
