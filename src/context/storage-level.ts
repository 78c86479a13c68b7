import { inspect } from 'node:util';
import { SparkError } from '../errors/spark-error.js';

/** Where the partitions of a persisted RDD are kept. Compare levels with `equals`. */
export class StorageLevel {
  constructor(
    readonly useDisk: boolean,
    readonly useMemory: boolean,
    readonly useOffHeap: boolean,
    readonly deserialized: boolean,
    readonly replication = 1,
  ) {}

  static readonly NONE = new StorageLevel(false, false, false, false);
  static readonly DISK_ONLY = new StorageLevel(true, false, false, false);
  static readonly DISK_ONLY_2 = new StorageLevel(true, false, false, false, 2);
  static readonly DISK_ONLY_3 = new StorageLevel(true, false, false, false, 3);
  static readonly MEMORY_ONLY = new StorageLevel(false, true, false, true);
  static readonly MEMORY_ONLY_2 = new StorageLevel(false, true, false, true, 2);
  static readonly MEMORY_ONLY_SER = new StorageLevel(false, true, false, false);
  static readonly MEMORY_ONLY_SER_2 = new StorageLevel(false, true, false, false, 2);
  static readonly MEMORY_AND_DISK = new StorageLevel(true, true, false, true);
  static readonly MEMORY_AND_DISK_2 = new StorageLevel(true, true, false, true, 2);
  static readonly MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, false);
  static readonly MEMORY_AND_DISK_SER_2 = new StorageLevel(true, true, false, false, 2);
  static readonly OFF_HEAP = new StorageLevel(true, true, true, false);

  /** PySpark's name for `MEMORY_AND_DISK`. */
  static readonly MEMORY_AND_DISK_DESER = StorageLevel.MEMORY_AND_DISK;

  /** @param name such as `MEMORY_AND_DISK` */
  static fromString(name: string): StorageLevel {
    const level: unknown = Object.hasOwn(StorageLevel, name) ? Reflect.get(StorageLevel, name) : undefined;
    if (level instanceof StorageLevel) return level;
    throw new SparkError('IllegalArgumentException', `Invalid StorageLevel: ${name}`);
  }

  /** Whether rows are kept anywhere at all. */
  get isValid(): boolean {
    return (this.useMemory || this.useDisk) && this.replication > 0;
  }

  clone(): StorageLevel {
    return new StorageLevel(this.useDisk, this.useMemory, this.useOffHeap, this.deserialized, this.replication);
  }

  equals(other: StorageLevel): boolean {
    return this.toString() === other.toString();
  }

  /** `Disk Memory Deserialized 1x Replicated` */
  get description(): string {
    const where = [this.useDisk && 'Disk', this.useMemory && (this.useOffHeap ? 'Memory (off heap)' : 'Memory')].filter(Boolean);
    return [...where, this.deserialized ? 'Deserialized' : 'Serialized', `${this.replication}x`, 'Replicated'].join(' ');
  }

  [inspect.custom](): string {
    return this.toString();
  }

  /** `StorageLevel(disk, memory, deserialized, 1 replicas)` */
  toString(): string {
    const words = [
      this.useDisk && 'disk',
      this.useMemory && 'memory',
      this.useOffHeap && 'offheap',
      this.deserialized && 'deserialized',
    ].filter(Boolean);
    return `StorageLevel(${[...words, `${this.replication} replicas`].join(', ')})`;
  }
}
