/**
 * How the heap of one executor is shared out, as in Spark's unified memory: `spark.memory.fraction` of it is for cached partitions and
 * for what operators gather; `spark.memory.storageFraction` of that stays with cached partitions when operators need more.
 *
 * Sizes of what lies in the heap are estimates. The heap itself is looked at often, since that costs a fraction of a microsecond, and
 * only when it has grown are the estimates made; what counts garbage too is the upper bound of what they can be.
 */
import { getHeapStatistics } from 'node:v8';
import { executorHeapBytes, memoryFractions } from '../../threads/memory-settings.js';

/** Something that gathers rows in the heap and can put them on disk. */
export interface MemoryConsumer {
  /** Heap bytes, estimated.
   *  @param thorough looks at more, since the heap is nearly full: a few rows may be large */
  estimatedBytes(thorough: boolean): number;
  /** False when it cannot: its rows are being read, or it holds none. */
  spill(): boolean;
}

/** The side that keeps cached partitions. */
export interface StoragePool {
  readonly memoryBytes: number;
  /** Makes room. */
  shrinkTo(bytes: number): void;
}

interface MemorySettings {
  readonly heapBytes: number;
  readonly fraction: number;
  readonly storageFraction: number;
  /** Rows after which an operator spills in any case. */
  readonly spillRows: number;
}

/** Below this part of the heap nothing need be looked at; above the second, garbage may be all that is left to hope for. */
const EASY = 0.5;
const TIGHT = 0.75;
/** Parts of the heap that are worth a file. */
const LEAST_SPILL = 0.05;
const LEAST_TIGHT_SPILL = 0.12;

export class ExecutorMemory {
  readonly heapBytes: number;
  readonly unifiedBytes: number;
  readonly spillRows: number;
  readonly #storageFloorBytes: number;
  readonly #consumers: MemoryConsumer[] = [];
  #storage: StoragePool | undefined;
  #executionBytes = 0;

  constructor({ heapBytes, fraction, storageFraction, spillRows }: MemorySettings) {
    this.heapBytes = heapBytes;
    this.unifiedBytes = this.heapBytes * fraction;
    this.#storageFloorBytes = this.unifiedBytes * storageFraction;
    this.spillRows = spillRows;
  }

  static fromConf(conf: Readonly<Record<string, string>>): ExecutorMemory {
    return new ExecutorMemory({
      heapBytes: executorHeapBytes(conf),
      ...memoryFractions(conf),
      spillRows: Number(conf['spark.shuffle.spill.numElementsForceSpillThreshold'] ?? Number.POSITIVE_INFINITY),
    });
  }

  set storage(pool: StoragePool) {
    this.#storage = pool;
  }

  /** What cached partitions may take now. */
  get storageLimitBytes(): number {
    return Math.max(this.#storageFloorBytes, this.unifiedBytes - this.#executionBytes);
  }

  /** Whether the heap is so full that an estimate must have been far too low. */
  get isNearlyFull(): boolean {
    return getHeapStatistics().used_heap_size > this.heapBytes * 0.9;
  }

  add(consumer: MemoryConsumer): void {
    this.#consumers.push(consumer);
  }

  remove(consumer: MemoryConsumer): void {
    const index = this.#consumers.indexOf(consumer);
    if (index >= 0) this.#consumers.splice(index, 1);
  }

  endTask(): void {
    this.#consumers.length = 0;
    this.#executionBytes = 0;
  }

  /** Looks at the heap, and makes room when it is too full. Called between rows, never while an operator handles one. */
  check(): void {
    if (this.#consumers.length === 0) return;
    const used = getHeapStatistics().used_heap_size;
    if (used > this.heapBytes * EASY) this.#makeRoom(used > this.heapBytes * TIGHT);
  }

  #makeRoom(isTight: boolean): void {
    const sizes = this.#consumers.map(consumer => consumer.estimatedBytes(isTight));
    this.#executionBytes = sizes.reduce((sum, size) => sum + size, 0);
    let room = this.unifiedBytes - (this.#storage?.memoryBytes ?? 0);
    if (this.#executionBytes > room && this.#storage !== undefined) {
      this.#storage.shrinkTo(Math.max(this.#storageFloorBytes, this.unifiedBytes - this.#executionBytes));
      room = this.unifiedBytes - this.#storage.memoryBytes;
    }
    const isOver = this.#executionBytes > room;
    if (!isOver && !isTight) return;
    const least = this.heapBytes * (isOver ? LEAST_SPILL : LEAST_TIGHT_SPILL);
    const bySize = this.#consumers.map((consumer, i) => ({ consumer, size: sizes[i]! })).sort((a, b) => b.size - a.size);
    for (const { consumer, size } of bySize) {
      if (size < least) return;
      if (consumer.spill()) return;
    }
  }
}
