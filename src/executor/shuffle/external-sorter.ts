/** Sorts pairs by key, in runs on disk when memory ends. Stable with any number of runs: an earlier pair is in an earlier run. */
import { type PairBatch, RowsDecoder } from '../blocks/codec.js';
import { concatenated } from '../blocks/concatenated.js';
import type { FileRows } from '../blocks/encoded-rows.js';
import type { MemoryConsumer } from '../memory/executor-memory.js';
import { MergeHeap } from '../memory/merge-heap.js';
import { RunWriter } from '../memory/run-writer.js';
import { bytesOf, estimatedBytes } from '../memory/size-estimate.js';
import type { TaskSpill } from '../memory/task-spill.js';
import { compareKeys, type KeyOrdering, orderOfKeys } from './key-ordering.js';
import { type PairBatches, PairCursor, pairsInOrder } from './pair-batches.js';

export class ExternalSorter implements MemoryConsumer {
  readonly #ordering: KeyOrdering;
  readonly #spill: TaskSpill | undefined;
  readonly #runs: FileRows[] = [];
  #batches: PairBatch[] = [];
  #rowCount = 0;
  #isReading = false;

  /** @param spill without it all rows stay in memory */
  constructor(ordering: KeyOrdering, spill: TaskSpill | undefined) {
    this.#ordering = ordering;
    this.#spill = spill;
  }

  insertAll(batches: Iterable<PairBatch>): this {
    const memory = this.#spill?.memory;
    memory?.add(this);
    for (const batch of batches) {
      this.#batches.push(batch);
      this.#rowCount += batch.keys.length;
      if (memory === undefined) continue;
      if (this.#rowCount >= memory.spillRows) this.spill();
      else memory.check();
    }
    return this;
  }

  /** @param thorough looks at rows of every batch */
  estimatedBytes(thorough: boolean): number {
    const step = thorough ? 1 : Math.max(1, Math.floor(this.#batches.length / SAMPLED_BATCHES));
    let [bytes, seen] = [0, 0];
    for (let i = 0; i < this.#batches.length; i += step) {
      const { keys, values } = this.#batches[i]!;
      bytes += estimatedBytes(keys, SAMPLED_ROWS) + estimatedBytes(values, SAMPLED_ROWS);
      seen += keys.length;
    }
    return seen === 0 ? 0 : (bytes / seen) * this.#rowCount;
  }

  spill(): boolean {
    if (this.#spill === undefined || this.#isReading || this.#rowCount === 0) return false;
    const run = new RunWriter(this.#spill, 'sort');
    for (const { keys, values } of this.#inMemory()) {
      for (let i = 0; i < keys.length; i++) run.pushPair(keys[i], values[i], bytesOf(keys[i]) + bytesOf(values[i]) + PAIR_BYTES);
    }
    this.#runs.push(run.finish());
    return true;
  }

  /** All pairs in order. No more are inserted. */
  *sorted(): PairBatches {
    this.#isReading = true;
    if (this.#runs.length === 0) yield* this.#inMemory();
    else yield* this.#merged();
    this.#spill?.memory.remove(this);
  }

  /** What is in memory, in order. It is let go. */
  *#inMemory(): PairBatches {
    const keys = concatenated(this.#batches.map(batch => batch.keys));
    const values = concatenated(this.#batches.map(batch => batch.values));
    this.#batches = [];
    this.#rowCount = 0;
    yield* pairsInOrder(keys, values, orderOfKeys(keys, this.#ordering));
  }

  *#merged(): PairBatches {
    const { compare = compareKeys, ascending } = this.#ordering;
    const inRuns = this.#runs.map(run => new PairCursor(new RowsDecoder(this.#spill!.values).pairBatches(run)));
    const cursors = [...inRuns, new PairCursor(this.#inMemory())].filter(cursor => cursor.advance());
    const heap = new MergeHeap(cursors, (a, b) => (ascending ? compare(a.key, b.key) : compare(b.key, a.key)));
    let [keys, values]: [unknown[], unknown[]] = [[], []];
    for (let cursor = heap.first; cursor !== undefined; cursor = heap.first) {
      values.push(cursor.value);
      if (keys.push(cursor.key) === MERGED_ROWS) {
        yield { keys, values };
        [keys, values] = [[], []];
      }
      if (cursor.advance()) heap.firstMoved();
      else heap.removeFirst();
    }
    if (keys.length > 0) yield { keys, values };
  }
}

const SAMPLED_BATCHES = 25;
const SAMPLED_ROWS = 8;
/** A pair's places in two arrays and in its order. */
const PAIR_BYTES = 24;
/** Rows that come from disk may be large. */
const MERGED_ROWS = 256;
