import { inspect } from 'node:util';
import { bytesText } from '../rdd/debug-string.js';
import type { StorageLevel } from './storage-level.js';

/** What is cached of one RDD. */
export class RDDInfo {
  constructor(
    readonly id: number,
    readonly name: string,
    readonly numPartitions: number,
    readonly storageLevel: StorageLevel,
    readonly numCachedPartitions: number,
    readonly memSize: number,
    readonly diskSize: number,
  ) {}

  get isCached(): boolean {
    return this.memSize + this.diskSize > 0 && this.numCachedPartitions > 0;
  }

  toString(): string {
    return (
      `RDD "${this.name}" (${this.id}) StorageLevel: ${this.storageLevel}; CachedPartitions: ${this.numCachedPartitions}; ` +
      `TotalPartitions: ${this.numPartitions}; MemorySize: ${bytesText(this.memSize)}; DiskSize: ${bytesText(this.diskSize)}`
    );
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
