/** Sorts rows by key, in runs on disk when memory ends. Stable with any number of runs: an earlier row is in an earlier run. */
import { RowsDecoder } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { FileRows } from '../blocks/encoded-rows.js';
import type { MemoryConsumer } from '../memory/executor-memory.js';
import { MergeHeap } from '../memory/merge-heap.js';
import { RunWriter } from '../memory/run-writer.js';
import { estimatedBytes } from '../memory/size-estimate.js';
import type { TaskSpill } from '../memory/task-spill.js';
import { compareKeys, type KeyOrdering, orderOfKeys } from './key-ordering.js';

/** A row whose key is its first element. */
type Keyed = readonly unknown[];

export class ExternalSorter implements MemoryConsumer {
  readonly #ordering: KeyOrdering;
  readonly #spill: TaskSpill | undefined;
  readonly #runs: FileRows[] = [];
  #rows: Keyed[] = [];
  #isReading = false;

  /** @param spill without it all rows stay in memory */
  constructor(ordering: KeyOrdering, spill: TaskSpill | undefined) {
    this.#ordering = ordering;
    this.#spill = spill;
  }

  insertAll(batches: Iterable<readonly unknown[]>): this {
    const memory = this.#spill?.memory;
    memory?.add(this);
    for (const batch of batches) {
      for (let i = 0; i < batch.length; i++) this.#rows.push(batch[i] as Keyed);
      if (memory === undefined) continue;
      if (this.#rows.length >= memory.spillRows) this.spill();
      else memory.check();
    }
    return this;
  }

  estimatedBytes(thorough: boolean): number {
    return estimatedBytes(this.#rows, thorough ? 1000 : 100);
  }

  spill(): boolean {
    const rows = this.#rows;
    if (this.#spill === undefined || this.#isReading || rows.length === 0) return false;
    const rowBytes = estimatedBytes(rows) / rows.length;
    const run = new RunWriter(this.#spill, 'sort');
    for (const index of this.#order()) run.push(rows[index], rowBytes);
    this.#runs.push(run.finish());
    this.#rows = [];
    return true;
  }

  /** All rows in order. No more are inserted. */
  *sorted(): Generator<unknown[], void, undefined> {
    this.#isReading = true;
    if (this.#runs.length === 0) yield* this.#inMemory();
    else yield* this.#merged();
    this.#rows = [];
    this.#spill?.memory.remove(this);
  }

  #order(): Uint32Array {
    return orderOfKeys(
      this.#rows.map(row => row[0]),
      this.#ordering,
    );
  }

  *#inMemory(): Generator<unknown[], void, undefined> {
    const rows = this.#rows;
    const order = this.#order();
    for (let start = 0; start < order.length; start += BATCH_ROWS) {
      const end = Math.min(start + BATCH_ROWS, order.length);
      const batch: unknown[] = [];
      for (let i = start; i < end; i++) batch.push(rows[order[i]!]);
      yield batch;
    }
  }

  *#merged(): Generator<unknown[], void, undefined> {
    const { compare = compareKeys, ascending } = this.#ordering;
    const inRuns = this.#runs.map(run => new RowCursor(new RowsDecoder(this.#spill!.values).batches(run) as Iterable<Keyed[]>));
    const cursors = [...inRuns, new RowCursor(this.#inMemory() as Iterable<Keyed[]>)].filter(cursor => cursor.advance());
    const heap = new MergeHeap(cursors, (a, b) => (ascending ? compare(a.row[0], b.row[0]) : compare(b.row[0], a.row[0])));
    let batch: unknown[] = [];
    for (let cursor = heap.first; cursor !== undefined; cursor = heap.first) {
      if (batch.push(cursor.row) === MERGED_ROWS) {
        yield batch;
        batch = [];
      }
      if (cursor.advance()) heap.firstMoved();
      else heap.removeFirst();
    }
    if (batch.length > 0) yield batch;
  }
}

/** Rows that come from disk may be large. */
const MERGED_ROWS = 256;

class RowCursor {
  row: Keyed = [];
  readonly #batches: Iterator<Keyed[]>;
  #batch: readonly Keyed[] = [];
  #next = 0;

  constructor(batches: Iterable<Keyed[]>) {
    this.#batches = batches[Symbol.iterator]();
  }

  /** Steps to the next row; false at the end. */
  advance(): boolean {
    while (this.#next === this.#batch.length) {
      const step = this.#batches.next();
      if (step.done) return false;
      this.#batch = step.value;
      this.#next = 0;
    }
    this.row = this.#batch[this.#next++]!;
    return true;
  }
}
