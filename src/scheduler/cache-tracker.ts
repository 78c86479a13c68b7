/** Which executor has which cached partition. */
import type { CachedBlock, RddStorageInfo } from '../threads/protocol.js';

interface Location {
  readonly executorId: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export class CacheTracker {
  readonly #rdds = new Map<number, Map<number, Location>>();

  /** Takes over what an executor says of a block. */
  update(executorId: number, block: CachedBlock): void {
    if (block.isStored) this.#add(executorId, block);
    else this.#remove(executorId, block);
  }

  #remove(executorId: number, { rddId, partition }: CachedBlock): void {
    const partitions = this.#rdds.get(rddId);
    // Another executor may have the partition as well.
    if (partitions?.get(partition)?.executorId !== executorId) return;
    partitions.delete(partition);
    if (partitions.size === 0) this.#rdds.delete(rddId);
  }

  #add(executorId: number, block: CachedBlock): void {
    let partitions = this.#rdds.get(block.rddId);
    if (partitions === undefined) {
      partitions = new Map();
      this.#rdds.set(block.rddId, partitions);
    }
    partitions.set(block.partition, { executorId, memoryBytes: block.memoryBytes, diskBytes: block.diskBytes });
  }

  drop(rddIds: readonly number[]): void {
    for (const id of rddIds) this.#rdds.delete(id);
  }

  executorLost(executorId: number): void {
    for (const [rddId, partitions] of this.#rdds) {
      for (const [partition, location] of partitions) if (location.executorId === executorId) partitions.delete(partition);
      if (partitions.size === 0) this.#rdds.delete(rddId);
    }
  }

  executorOf(rddId: number, partition: number): number | undefined {
    return this.#rdds.get(rddId)?.get(partition)?.executorId;
  }

  isComplete(rddId: number, numPartitions: number): boolean {
    return (this.#rdds.get(rddId)?.size ?? 0) >= numPartitions;
  }

  storageInfo(): RddStorageInfo[] {
    return [...this.#rdds].map(([rddId, partitions]) => ({
      rddId,
      cachedPartitions: partitions.size,
      memoryBytes: [...partitions.values()].reduce((bytes, location) => bytes + location.memoryBytes, 0),
      diskBytes: [...partitions.values()].reduce((bytes, location) => bytes + location.diskBytes, 0),
    }));
  }
}
