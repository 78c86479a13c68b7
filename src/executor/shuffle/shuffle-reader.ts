/**
 * The reduce side of a shuffle: the rows of one reduce partition from the blocks that the map tasks wrote for it. Everything gives
 * batches (arrays of rows), and blocks are decoded one batch at a time.
 */

import { RowsDecoder } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { EncodedRows } from '../blocks/encoded-rows.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import { type Aggregator, type CombineMap, type CombineMapClass, newCombinerClass } from './append-only-map.js';
import { type KeyOrdering, orderOfKeys } from './key-ordering.js';

/** Where pairs come from: the blocks of all map outputs in map order, or the rows of a parent that is partitioned alike. */
export type PairSource =
  | { readonly blocks: readonly (EncodedRows | null)[] }
  | { readonly rows: Iterable<readonly [unknown, unknown] | readonly unknown[]> };

interface ShuffleReadOptions {
  readonly source: PairSource;
  readonly values: ValueSerializer;
  readonly aggregator?: Aggregator | undefined;
  /** The map side has combined: values are combiners. */
  readonly mapSideCombined?: boolean | undefined;
  readonly ordering?: KeyOrdering | undefined;
  /** Made once a pipeline by `newCombinerClass()`. */
  readonly combinerClass?: CombineMapClass | undefined;
}

type Batches = Generator<unknown[], void, undefined>;
type PairBatches = Iterable<{ readonly keys: readonly unknown[]; readonly values: readonly unknown[] }>;

/** The rows of a shuffled RDD. */
export function readShuffle(options: ShuffleReadOptions): Batches {
  const { source, values, aggregator, ordering } = options;
  if (aggregator === undefined) return ordering === undefined ? rowBatches(source, values) : sortedBatches(source, values, ordering);
  const map = combinePairs(options, aggregator);
  return ordering === undefined ? mapBatches(map, map.order()) : mapBatches(map, sortedEntries(map, ordering));
}

/** Rows `[key, [values of source 0, values of source 1, ...]]`, in the order of Spark's CoGroupedRDD. */
export function readCogroup(
  sources: readonly PairSource[],
  values: ValueSerializer,
  combinerClass: CombineMapClass = newCombinerClass(),
): Batches {
  let group = 0;
  const map = new combinerClass({
    createCombiner: value => {
      const groups: unknown[][] = Array.from(sources, () => []);
      groups[group]!.push(value);
      return groups;
    },
    mergeValue: (groups: unknown[][], value) => {
      groups[group]!.push(value);
      return groups;
    },
    mergeCombiners: groups => groups,
  });
  for (const source of sources) {
    addPairs(map, 'combine', source, values);
    group++;
  }
  return mapBatches(map, map.order());
}

/** The pairs of `left` whose keys `right` lacks, in the order of Spark's SubtractedRDD, which gathers them in a java.util.HashMap. */
export function readSubtract(left: PairSource, right: PairSource, values: ValueSerializer): Batches {
  const map = new (newCombinerClass('arrival'))({
    createCombiner: value => [value],
    mergeValue: (kept: unknown[], value) => {
      kept.push(value);
      return kept;
    },
    // Only the right side is merged: it empties the key.
    mergeCombiners: () => [],
  });
  addPairs(map, 'combine', left, values);
  const order = javaHashMapOrder(map.hashes());
  addPairs(map, 'merge', right, values);
  return subtractedBatches(map, order);
}

/** @param order the entries of the left side */
function* subtractedBatches(map: CombineMap, order: readonly number[]): Batches {
  let batch: unknown[] = [];
  for (const entry of order) {
    for (const value of map.combiners[entry] as unknown[]) {
      if (batch.push([map.keys[entry], value]) === BATCH_ROWS) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}

/** Bucket by bucket; within a bucket as the keys came. The table doubles at three quarters. */
function javaHashMapOrder(hashes: Int32Array): number[] {
  let capacity = 16;
  while (hashes.length > capacity * 0.75) capacity *= 2;
  const buckets = hashes.map(hash => (hash ^ (hash >>> 16)) & (capacity - 1));
  return Array.from(hashes.keys()).sort((a, b) => buckets[a]! - buckets[b]!);
}

function combinePairs({ source, values, mapSideCombined, combinerClass }: ShuffleReadOptions, aggregator: Aggregator): CombineMap {
  const map = new (combinerClass ?? newCombinerClass())(aggregator);
  addPairs(map, mapSideCombined ? 'merge' : 'combine', source, values);
  return map;
}

function addPairs(map: CombineMap, how: 'combine' | 'merge', source: PairSource, decoder: ValueSerializer): void {
  for (const { keys, values } of pairBatches(source, decoder)) {
    if (how === 'merge') map.mergeAll(keys, values);
    else map.combineAll(keys, values);
  }
}

function* pairBatches(source: PairSource, values: ValueSerializer): PairBatches {
  if ('blocks' in source) {
    const decoder = new RowsDecoder(values);
    for (const block of source.blocks) if (block !== null) yield* decoder.pairBatches(block);
    return;
  }
  for (const rows of rowBatches(source, values)) {
    yield { keys: rows.map(row => (row as unknown[])[0]), values: rows.map(row => (row as unknown[])[1]) };
  }
}

function* rowBatches(source: PairSource, values: ValueSerializer): Batches {
  if ('blocks' in source) {
    const decoder = new RowsDecoder(values);
    for (const block of source.blocks) if (block !== null) yield* decoder.batches(block);
    return;
  }
  let batch: unknown[] = [];
  for (const row of source.rows) {
    if (batch.push(row) === BATCH_ROWS) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function* sortedBatches(source: PairSource, values: ValueSerializer, ordering: KeyOrdering): Batches {
  const rows: (readonly unknown[])[] = [];
  for (const batch of rowBatches(source, values)) for (const row of batch) rows.push(row as readonly unknown[]);
  const order = orderOfKeys(
    rows.map(row => row[0]),
    ordering,
  );
  for (let start = 0; start < order.length; start += BATCH_ROWS) {
    yield Array.from(order.subarray(start, start + BATCH_ROWS), index => rows[index]);
  }
}

function sortedEntries(map: CombineMap, ordering: KeyOrdering): Int32Array {
  const entries = map.order();
  return Int32Array.from(
    orderOfKeys(
      Array.from(entries, entry => map.keys[entry]),
      ordering,
    ),
    index => entries[index]!,
  );
}

function* mapBatches(map: CombineMap, order: Int32Array): Batches {
  const { keys, combiners } = map;
  for (let start = 0; start < order.length; start += BATCH_ROWS) {
    const end = Math.min(start + BATCH_ROWS, order.length);
    const batch: unknown[] = [];
    for (let i = start; i < end; i++) {
      const entry = order[i]!;
      batch.push([keys[entry], combiners[entry]]);
    }
    yield batch;
  }
}
