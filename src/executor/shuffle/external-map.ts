/**
 * Combines values by key, in runs on disk when memory ends. A run is sorted by the hash of the keys; runs are merged hash by hash, and
 * what they hold of one key goes through `mergeCombiners`.
 *
 * Rows come in the order of the table while nothing has spilled, and by hash when something has, as in Spark. Keys with the same hash
 * come in the order in which the runs have them; Spark's order among those is another.
 */
import { SparkError } from '../../errors/spark-error.js';
import { type PairBatch, RowsDecoder } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { FileRows } from '../blocks/encoded-rows.js';
import type { MemoryConsumer } from '../memory/executor-memory.js';
import { MergeHeap } from '../memory/merge-heap.js';
import { RunWriter } from '../memory/run-writer.js';
import { bytesOf } from '../memory/size-estimate.js';
import type { TaskSpill } from '../memory/task-spill.js';
import type { Aggregator, CombineMap, CombineMapClass } from './append-only-map.js';
import { hashCode, keyEquals } from './java-hash.js';
import { MapBytes } from './map-bytes.js';
import { type PairBatches, PairCursor, pairsInOrder } from './pair-batches.js';
import { orderOfInt32 } from './radix-sort.js';

/** A key whose values take this part of the heap is watched; */
const LARGE_VALUE = 0.05;
/** and with this part there is no room left to put it together. */
const LARGEST_VALUE = 0.45;
/** What is handed on at once of rows that come from disk. */
const MERGED_BYTES = 1 << 20;
const PAIR_BYTES = 16;

export class ExternalMap implements MemoryConsumer {
  readonly #aggregator: Aggregator;
  readonly #spill: TaskSpill | undefined;
  readonly #map: CombineMap;
  readonly #runs: FileRows[] = [];
  readonly #largeKeys: { readonly key: unknown; bytes: number }[] = [];
  readonly #bytes = new MapBytes();
  #rowCount = 0;
  #isReading = false;

  /** @param spill without it everything stays in memory */
  constructor(combinerClass: CombineMapClass, aggregator: Aggregator, spill: TaskSpill | undefined) {
    this.#aggregator = aggregator;
    this.#spill = spill;
    this.#map = new combinerClass(aggregator);
    spill?.memory.add(this);
  }

  /** @param how `merge` when the values are combiners */
  insertAll(batches: Iterable<PairBatch>, how: 'combine' | 'merge'): this {
    const memory = this.#spill?.memory;
    for (const { keys, values } of batches) {
      if (how === 'merge') this.#map.mergeAll(keys, values);
      else this.#map.combineAll(keys, values);
      if (memory === undefined) continue;
      this.#rowCount += keys.length;
      if (this.#rowCount >= memory.spillRows) this.spill();
      else memory.check();
    }
    return this;
  }

  get hasSpilled(): boolean {
    return this.#runs.length > 0;
  }

  /** What is in memory: everything while nothing has spilled. */
  get map(): CombineMap {
    return this.#map;
  }

  estimatedBytes(thorough: boolean): number {
    return this.#bytes.of(this.#map, thorough);
  }

  spill(): boolean {
    if (this.#spill === undefined || this.#isReading || this.#map.size === 0) return false;
    const run = new RunWriter(this.#spill, 'map');
    const { keys, combiners } = this.#map;
    for (const entry of orderOfInt32(this.#map.hashes())) {
      const bytes = bytesOf(keys[entry]) + bytesOf(combiners[entry]) + PAIR_BYTES;
      if (bytes > LARGE_VALUE * this.#spill.memory.heapBytes) this.#watch(keys[entry], bytes);
      run.pushPair(keys[entry], combiners[entry], bytes);
    }
    this.#runs.push(run.finish());
    this.#map.clear();
    this.#bytes.reset();
    this.#rowCount = 0;
    return true;
  }

  /** Keys and their combiners. Nothing more is inserted. */
  *pairs(): PairBatches {
    this.#isReading = true;
    yield* this.hasSpilled ? this.#merged() : pairsInOrder(this.#map.keys, this.#map.combiners, this.#map.order());
    this.#map.clear();
    this.#spill?.memory.remove(this);
  }

  /** Adds up what the runs hold of a key with many values: they must fit into memory together. */
  #watch(key: unknown, bytes: number): void {
    let large = this.#largeKeys.find(each => keyEquals(each.key, key));
    if (large === undefined) {
      large = { key, bytes: 0 };
      this.#largeKeys.push(large);
    }
    large.bytes += bytes;
    const { heapBytes } = this.#spill!.memory;
    if (large.bytes > LARGEST_VALUE * heapBytes) throw valueTooLarge(key, large.bytes, heapBytes);
  }

  *#merged(): PairBatches {
    const { mergeCombiners } = this.#aggregator;
    const inRuns = this.#runs.map(run => new HashedCursor(new RowsDecoder(this.#spill!.values).pairBatches(run)));
    const cursors = [...inRuns, new HashedCursor(this.#inMemory())].filter(cursor => cursor.advance());
    const heap = new MergeHeap(cursors, (a, b) => a.hash - b.hash);
    let [keys, values]: [unknown[], unknown[]] = [[], []];
    let batchBytes = 0;
    while (heap.first !== undefined) {
      const { hash } = heap.first;
      const firstOfHash = keys.length;
      for (let cursor = heap.first; cursor !== undefined && cursor.hash === hash; cursor = heap.first) {
        const { key, value } = cursor;
        let at = firstOfHash;
        while (at < keys.length && !keyEquals(keys[at], key)) at++;
        values[at] = at < keys.length ? mergeCombiners(values[at], value) : value;
        keys[at] = key;
        if (cursor.advance()) heap.firstMoved();
        else heap.removeFirst();
      }
      for (let i = firstOfHash; i < keys.length; i++) batchBytes += bytesOf(keys[i]) + bytesOf(values[i]) + PAIR_BYTES;
      if (batchBytes < MERGED_BYTES && keys.length < BATCH_ROWS) continue;
      yield { keys, values };
      [keys, values] = [[], []];
      batchBytes = 0;
    }
    if (keys.length > 0) yield { keys, values };
  }

  *#inMemory(): PairBatches {
    const { keys, combiners } = this.#map;
    const order = orderOfInt32(this.#map.hashes());
    yield { keys: Array.from(order, entry => keys[entry]), values: Array.from(order, entry => combiners[entry]) };
  }
}

class HashedCursor extends PairCursor {
  hash = 0;

  override advance(): boolean {
    const isThere = super.advance();
    if (isThere) this.hash = hashCode(this.key);
    return isThere;
  }
}

function valueTooLarge(key: unknown, bytes: number, heapBytes: number): SparkError {
  const mib = (count: number): number => Math.round(count / 2 ** 20);
  return new SparkError(
    'SparkOutOfMemoryError',
    `The values of the key ${keyText(key)} take ${mib(bytes)} MiB and more, and have to fit into the memory of one executor together ` +
      `(spark.executor.memory is ${mib(heapBytes)} MiB). Set spark.executor.memory higher, or combine values with reduceByKey or aggregateByKey instead of gathering them.`,
  );
}

function keyText(key: unknown): string {
  const text = typeof key === 'object' && key !== null ? JSON.stringify(key) : typeof key === 'string' ? `'${key}'` : String(key);
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
