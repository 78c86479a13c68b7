/**
 * Partitions of persisted RDDs that this executor keeps. Rows are taken in batch by batch, and only as long as there is room; room is
 * made by evicting what was used least recently, of other RDDs and not in use by the running task. What is evicted goes to disk when its
 * level says so, and is computed again from the lineage otherwise.
 */
import type { CachedBlock } from '../../threads/protocol.js';
import type { StoragePool } from '../memory/executor-memory.js';
import { estimatedBytes } from '../memory/size-estimate.js';
import type { TaskSpill } from '../memory/task-spill.js';
import {
  type Batches,
  batchesOf,
  type CachedContent,
  type CachedPartition,
  cacheLevelOf,
  diskBytesOf,
  memoryBytesOf,
} from './cached-block.js';
import type { EncodedRows, FileRows, FileSegment } from './encoded-rows.js';
import { ownTexts } from './own-text.js';
import { RowsBuilder } from './rows-builder.js';

const PIECE_BYTES = 1 << 20;
/** Rows that hold less than this part of the text that was read for them get text of their own. */
const SPARSE = 0.5;

const keyOf = (rddId: number, partition: number): string => `${rddId} ${partition}`;

export class BlockStore implements StoragePool {
  readonly #spill: TaskSpill;
  readonly #textRead: { readonly charCount: number };
  /** Least recently used first. */
  readonly #blocks = new Map<string, CachedPartition>();
  /** Blocks that the running task reads. */
  readonly #inUse = new Set<string>();
  #updates: CachedBlock[] = [];
  #memoryBytes = 0;

  /** @param textRead counts the characters that are read from files */
  constructor(spill: TaskSpill, textRead: { readonly charCount: number }) {
    this.#spill = spill;
    this.#textRead = textRead;
    spill.memory.storage = this;
  }

  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** The rows of a partition, if it is here. */
  get(rddId: number, partition: number): Iterable<readonly unknown[]> | undefined {
    const key = keyOf(rddId, partition);
    const block = this.#blocks.get(key);
    if (block === undefined) return undefined;
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    return this.#read(key, block.content);
  }

  /** Keeps the rows of a partition as its level says, if they fit, and gives them. */
  store(rddId: number, partition: number, storageLevel: string, computed: Iterable<unknown[]>): Iterable<readonly unknown[]> {
    const level = cacheLevelOf(storageLevel);
    const batches = computed[Symbol.iterator]();
    const taken = level.useMemory
      ? level.deserialized
        ? this.#takeRows(rddId, batches)
        : this.#takeBytes(rddId, batches)
      : { content: undefined, first: [] };
    const content = taken.content ?? (level.useDisk ? this.#writeFile(chain(taken.first, batches)) : undefined);
    if (content === undefined) return chain(taken.first, batches);
    this.#keep({ rddId, partition, level, content });
    return this.#read(keyOf(rddId, partition), content);
  }

  /** What has changed since the last call. */
  takeUpdates(): CachedBlock[] {
    const updates = this.#updates;
    if (updates.length > 0) this.#updates = [];
    return updates;
  }

  endTask(): void {
    this.#inUse.clear();
  }

  drop(rddIds: readonly number[]): void {
    for (const [key, block] of this.#blocks) if (rddIds.includes(block.rddId)) this.#remove(key, block);
    // Whoever drops an RDD has forgotten its blocks already.
    this.#updates = this.#updates.filter(({ rddId }) => !rddIds.includes(rddId));
  }

  shrinkTo(bytes: number): void {
    this.#evict(bytes, undefined);
  }

  #read(key: string, content: CachedContent): Iterable<readonly unknown[]> {
    this.#inUse.add(key);
    const batches = batchesOf(content, this.#spill.values);
    return content.kind === 'file' ? this.#readFile(key, batches) : batches;
  }

  /** A file that cannot be read is forgotten, so that the next attempt computes the partition. */
  *#readFile(key: string, batches: Iterable<readonly unknown[]>): Generator<readonly unknown[], void, undefined> {
    try {
      yield* batches;
    } catch (error) {
      const block = this.#blocks.get(key);
      if (block?.content.kind === 'file') this.#remove(key, block);
      throw error;
    }
  }

  #keep(block: CachedPartition): void {
    const key = keyOf(block.rddId, block.partition);
    this.#blocks.set(key, block);
    this.#report(block, true);
  }

  #report(block: CachedPartition, isStored: boolean): void {
    const { rddId, partition } = block;
    this.#updates.push({ rddId, partition, isStored, memoryBytes: memoryBytesOf(block), diskBytes: diskBytesOf(block) });
  }

  #remove(key: string, block: CachedPartition): void {
    this.#blocks.delete(key);
    this.#memoryBytes -= memoryBytesOf(block);
    if (block.content.kind === 'file') this.#spill.files.remove(block.content.file.path);
    this.#report(block, false);
  }

  // Taking rows in. `first` is what had been taken when there was no more room.

  #takeRows(rddId: number, batches: Iterator<unknown[]>): { content: CachedContent | undefined; first: Batches } {
    const taken: unknown[][] = [];
    const charsBefore = this.#textRead.charCount;
    let bytes = 0;
    return this.#taking(rddId, batches, taken, batch => {
      const batchBytes = estimatedBytes(batch);
      if (bytes + batchBytes < SPARSE * (this.#textRead.charCount - charsBefore)) ownTexts(batch);
      taken.push(batch);
      bytes += batchBytes;
      return { bytes, content: () => ({ kind: 'rows', batches: taken, bytes }) };
    });
  }

  #takeBytes(rddId: number, batches: Iterator<unknown[]>): { content: CachedContent | undefined; first: Iterable<readonly unknown[]> } {
    const pieces: EncodedRows[] = [];
    let rows = new RowsBuilder(this.#spill.values);
    let builtBytes = 0;
    const build = (): void => {
      if (rows.rowCount === 0) return;
      const piece = rows.build();
      pieces.push(piece);
      builtBytes += piece.byteLength;
      rows = new RowsBuilder(this.#spill.values);
    };
    const first = {
      [Symbol.iterator]: () => {
        build();
        return batchesOf({ kind: 'bytes', pieces, bytes: builtBytes }, this.#spill.values)[Symbol.iterator]();
      },
    };
    return this.#taking(rddId, batches, first, batch => {
      for (const row of batch) rows.push(row);
      if (rows.byteSize >= PIECE_BYTES) build();
      return {
        bytes: builtBytes + rows.byteSize,
        content: () => {
          build();
          return { kind: 'bytes', pieces, bytes: builtBytes };
        },
      };
    });
  }

  #taking<First>(
    rddId: number,
    batches: Iterator<unknown[]>,
    first: First,
    take: (batch: unknown[]) => { bytes: number; content: () => CachedContent },
  ): { content: CachedContent | undefined; first: First } {
    let reserved = 0;
    let taken = take([]);
    try {
      for (let step = batches.next(); !step.done; step = batches.next()) {
        taken = take(step.value);
        if (!this.#reserve(rddId, taken.bytes - reserved)) return { content: undefined, first };
        reserved = taken.bytes;
      }
      const content = taken.content();
      // The whole is known better than its parts.
      this.#memoryBytes += content.bytes - reserved;
      reserved = 0;
      return { content, first };
    } finally {
      this.#memoryBytes -= reserved;
    }
  }

  #writeFile(batches: Iterable<readonly unknown[]>): CachedContent {
    const file = this.#spill.files.createForTask('rdd');
    const segments: FileSegment[] = [];
    let rowCount = 0;
    let rows = new RowsBuilder(this.#spill.values);
    const append = (): void => {
      rowCount += rows.rowCount;
      segments.push(file.append(rows));
      rows = new RowsBuilder(this.#spill.values);
    };
    for (const batch of batches) {
      for (const row of batch) rows.push(row);
      if (rows.byteSize >= PIECE_BYTES) append();
    }
    append();
    file.close();
    this.#spill.files.keep(file);
    const written: FileRows = { rowCount, path: file.path, segments };
    return { kind: 'file', file: written, bytes: file.byteLength };
  }

  // Room

  #reserve(rddId: number, bytes: number): boolean {
    const { memory } = this.#spill;
    const wanted = this.#memoryBytes + bytes;
    const limit = memory.storageLimitBytes;
    if (wanted > limit) {
      if (wanted - this.#evictableBytes(rddId) > limit) return false;
      this.#evict(limit - bytes, rddId);
    }
    if (bytes > 0 && memory.isNearlyFull) return false;
    this.#memoryBytes += bytes;
    return true;
  }

  #evictableBytes(keptRddId: number | undefined): number {
    let bytes = 0;
    for (const [key, block] of this.#blocks) if (this.#isEvictable(key, block, keptRddId)) bytes += memoryBytesOf(block);
    return bytes;
  }

  #isEvictable(key: string, block: CachedPartition, keptRddId: number | undefined): boolean {
    return block.rddId !== keptRddId && block.content.kind !== 'file' && !this.#inUse.has(key);
  }

  /** Evicts until no more than `bytes` are left, or nothing more can be. */
  #evict(bytes: number, keptRddId: number | undefined): void {
    for (const [key, block] of this.#blocks) {
      if (this.#memoryBytes <= bytes) return;
      if (!this.#isEvictable(key, block, keptRddId)) continue;
      if (block.level.useDisk) this.#moveToDisk(key, block);
      else this.#remove(key, block);
    }
  }

  #moveToDisk(key: string, block: CachedPartition): void {
    const moved = { ...block, content: this.#writeFile(batchesOf(block.content, this.#spill.values)) };
    this.#memoryBytes -= memoryBytesOf(block);
    this.#blocks.set(key, moved);
    this.#report(moved, true);
  }
}

function* chain(first: Iterable<readonly unknown[]>, rest: Iterator<unknown[]>): Generator<readonly unknown[], void, undefined> {
  yield* first;
  yield* { [Symbol.iterator]: () => rest };
}
