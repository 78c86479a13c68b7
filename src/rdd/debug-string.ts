/** `toDebugString`: the lineage as Spark prints it, an indent step for each shuffle. */
import type { RddStorageInfo } from '../threads/protocol.js';
import type { RDD } from './rdd.js';

/** @param storage what the scheduler knows of persisted RDDs, by RDD id */
export function debugStringOf(rdd: RDD<any>, storage: ReadonlyMap<number, RddStorageInfo>): string {
  const isStored = rdd.getStorageLevel.useMemory || rdd.getStorageLevel.useDisk;
  // As in Spark, each line names the storage level of the RDD that was asked, not its own.
  const level = isStored ? rdd.getStorageLevel.description : '';
  const describe = (each: RDD<any>): string[] => {
    const lines = [`${each} [${level}]`];
    const info = storage.get(each.id);
    if (info !== undefined && info.cachedPartitions > 0) {
      lines.push(
        `    CachedPartitions: ${info.cachedPartitions}; MemorySize: ${bytesText(info.memoryBytes)}; DiskSize: ${bytesText(info.diskBytes)}`,
      );
    }
    return lines;
  };

  const below = (each: RDD<any>, prefix: string): string[] => {
    const lines: string[] = [];
    // A chain of single narrow parents is walked in a loop: a lineage may be thousands long.
    let at = each;
    while (at.dependencies.length === 1 && at.dependencies[0]!.kind === 'narrow') {
      at = at.dependencies[0]!.rdd;
      lines.push(...describe(at).map(line => prefix + line));
    }
    at.dependencies.forEach((dependency, index) => {
      if (dependency.kind === 'shuffle') lines.push(...stage(dependency.rdd, prefix, index === at.dependencies.length - 1));
      else lines.push(...describe(dependency.rdd).map(line => prefix + line), ...below(dependency.rdd, prefix));
    });
    return lines;
  };

  /** What lies behind a shuffle: a `+-` and the partition count, all below it one step further in. */
  const stage = (each: RDD<any>, prefix: string, isLast: boolean): string[] => {
    const outer = prefix.replace(/\|\s+$/, '');
    const { count, bar } = countAndBar(each);
    const inner = `${outer}${isLast ? '  ' : '| '}${bar}`;
    const [first, ...rest] = describe(each);
    return [`${outer}+-${count} ${first}`, ...rest.map(line => inner + line), ...below(each, inner)];
  };

  const { count, bar } = countAndBar(rdd);
  const [first, ...rest] = describe(rdd);
  return [`${count} ${first}`, ...rest.map(line => `${bar} ${line}`), ...below(rdd, bar)].join('\n');
}

/** `(2)` and the bar that stands under its middle. */
function countAndBar(rdd: RDD<any>): { count: string; bar: string } {
  const count = `(${rdd.getNumPartitions()})`;
  const left = Math.floor((count.length - 1) / 2);
  return { count, bar: `${' '.repeat(left)}|${' '.repeat(count.length - left)}` };
}

/** `80.0 B`, `1.5 KiB` */
export function bytesText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = bytes;
  while (value >= 2048 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
