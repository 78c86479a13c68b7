/** What is done with pairs that lie side by side. */
import type { PairBatch } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import { elementAt } from '../blocks/element-at.js';

export type PairBatches = Generator<PairBatch, void, undefined>;

/** Pairs one by one, as rows. */
export function* rowsOf(batches: Iterable<PairBatch>): Generator<[unknown, unknown], void, undefined> {
  for (const { keys, values } of batches) for (let i = 0; i < keys.length; i++) yield [keys[i], values[i]];
}

/** Rows that are pairs, laid side by side. */
export function* batchesOfRows(rows: Iterable<readonly unknown[]>): PairBatches {
  let [keys, values]: [unknown[], unknown[]] = [[], []];
  for (const row of rows) {
    values.push(elementAt(row, 1));
    if (keys.push(elementAt(row, 0)) < BATCH_ROWS) continue;
    yield { keys, values };
    [keys, values] = [[], []];
  }
  if (keys.length > 0) yield { keys, values };
}

/** Pairs that lie side by side, in the order of `order`. */
export function* pairsInOrder(keys: readonly unknown[], values: readonly unknown[], order: Int32Array | Uint32Array): PairBatches {
  for (let start = 0; start < order.length; start += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, order.length - start);
    const batch = { keys: new Array<unknown>(count), values: new Array<unknown>(count) };
    for (let i = 0; i < count; i++) {
      const index = order[start + i]!;
      batch.keys[i] = keys[index];
      batch.values[i] = values[index];
    }
    yield batch;
  }
}

/** Steps through pairs one by one. */
export class PairCursor {
  key: unknown;
  value: unknown;
  readonly #batches: Iterator<PairBatch>;
  #batch: PairBatch = { keys: [], values: [] };
  #next = 0;

  constructor(batches: Iterable<PairBatch>) {
    this.#batches = batches[Symbol.iterator]();
  }

  /** Steps to the next pair; false at the end. */
  advance(): boolean {
    while (this.#next === this.#batch.keys.length) {
      const step = this.#batches.next();
      if (step.done) return false;
      this.#batch = step.value;
      this.#next = 0;
    }
    this.key = this.#batch.keys[this.#next];
    this.value = this.#batch.values[this.#next++];
    return true;
  }
}
