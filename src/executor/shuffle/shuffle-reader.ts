/**
 * The reduce side of a shuffle: the rows of one reduce partition from the blocks that the map tasks wrote for it. Everything gives
 * batches (arrays of rows), and blocks are decoded one batch at a time.
 */

import { type PairBatch, RowsDecoder } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { RowsBlock } from '../blocks/encoded-rows.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import type { TaskSpill } from '../memory/task-spill.js';
import { type Aggregator, type CombineMap, type CombineMapClass, newCombinerClass } from './append-only-map.js';
import { ExternalMap, mapBatches } from './external-map.js';
import { ExternalSorter } from './external-sorter.js';
import { type KeyOrdering, orderOfKeys } from './key-ordering.js';

/** Where pairs come from: the blocks of all map outputs in map order, or the rows of a parent that is partitioned alike. */
export type PairSource =
  | { readonly blocks: readonly (RowsBlock | null)[] }
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
  /** Where rows go that memory has no room for; without it they all stay. */
  readonly spill?: TaskSpill | undefined;
}

type Batches = Generator<unknown[], void, undefined>;

/** The rows of a shuffled RDD. */
export function readShuffle(options: ShuffleReadOptions): Batches {
  const { source, values, aggregator, ordering, spill } = options;
  if (aggregator !== undefined) return combinedBatches(options, aggregator);
  if (ordering === undefined) return rowBatches(source, values);
  return sortedBatches(rowBatches(source, values), ordering, spill);
}

/** The rows of batches one by one. */
export function* rowsOf(batches: Iterable<readonly unknown[]>): Generator<unknown, void, undefined> {
  for (const batch of batches) yield* batch;
}

function* sortedBatches(batches: Batches, ordering: KeyOrdering, spill: TaskSpill | undefined): Batches {
  yield* new ExternalSorter(ordering, spill).insertAll(batches).sorted();
}

function* combinedBatches(
  { source, values, mapSideCombined, ordering, combinerClass, spill }: ShuffleReadOptions,
  aggregator: Aggregator,
): Batches {
  const map = new ExternalMap(combinerClass ?? newCombinerClass(), aggregator, spill);
  map.insertAll(pairBatches(source, values), mapSideCombined ? 'merge' : 'combine');
  if (ordering === undefined) yield* map.rows();
  else if (map.hasSpilled) yield* sortedBatches(map.rows(), ordering, spill);
  else yield* mapBatches(map.map, sortedEntries(map.map, ordering));
}

/** Rows `[key, [values of source 0, values of source 1, ...]]`, in the order of Spark's CoGroupedRDD. */
export function* readCogroup(
  sources: readonly PairSource[],
  values: ValueSerializer,
  combinerClass: CombineMapClass = newCombinerClass(),
  spill?: TaskSpill,
): Batches {
  let group = 0;
  const aggregator: Aggregator = {
    createCombiner: value => {
      const groups: unknown[][] = Array.from(sources, () => []);
      groups[group]!.push(value);
      return groups;
    },
    mergeValue: (groups: unknown[][], value) => {
      groups[group]!.push(value);
      return groups;
    },
    mergeCombiners: (groups: unknown[][], more: unknown[][]) => {
      for (let i = 0; i < groups.length; i++) append(groups[i]!, more[i]!);
      return groups;
    },
  };
  const map = new ExternalMap(combinerClass, aggregator, spill);
  for (const source of sources) {
    map.insertAll(pairBatches(source, values), 'combine');
    group++;
  }
  yield* map.rows();
}

/** Values of a key on the left side, or what says that the right side has it. */
type Kept = unknown[] | null;

/**
 * The pairs of `left` whose keys `right` lacks, in the order of Spark's SubtractedRDD, which gathers them in a java.util.HashMap. That
 * one has to hold the left side; here it may spill, and rows then come by the hash of their key.
 */
export function* readSubtract(left: PairSource, right: PairSource, values: ValueSerializer, spill?: TaskSpill): Batches {
  let isLeft = true;
  const aggregator: Aggregator = {
    createCombiner: (value): Kept => (isLeft ? [value] : null),
    mergeValue: (kept: Kept, value): Kept => {
      if (!isLeft || kept === null) return null;
      kept.push(value);
      return kept;
    },
    mergeCombiners: (kept: Kept, more: Kept): Kept => (kept === null || more === null ? null : append(kept, more)),
  };
  const map = new ExternalMap(newCombinerClass('arrival'), aggregator, spill);
  map.insertAll(pairBatches(left, values), 'combine');
  const leftCount = map.map.size;
  isLeft = false;
  map.insertAll(pairBatches(right, values), 'combine');
  if (map.hasSpilled) yield* keptBatches(map.rows());
  else yield* keptBatches(mapBatches(map.map, javaHashMapOrder(map.map.hashes().subarray(0, leftCount))));
}

function append(list: unknown[], more: readonly unknown[]): unknown[] {
  for (let i = 0; i < more.length; i++) list.push(more[i]);
  return list;
}

function* keptBatches(batches: Batches): Batches {
  let kept: unknown[] = [];
  for (const batch of batches) {
    for (const [key, list] of batch as [unknown, Kept][]) {
      for (const value of list ?? []) {
        if (kept.push([key, value]) < BATCH_ROWS) continue;
        yield kept;
        kept = [];
      }
    }
  }
  if (kept.length > 0) yield kept;
}

/** Bucket by bucket; within a bucket as the keys came. The table doubles at three quarters. */
function javaHashMapOrder(hashes: Int32Array): Int32Array {
  let capacity = 16;
  while (hashes.length > capacity * 0.75) capacity *= 2;
  const buckets = hashes.map(hash => (hash ^ (hash >>> 16)) & (capacity - 1));
  return Int32Array.from(hashes.keys()).sort((a, b) => buckets[a]! - buckets[b]!);
}

function* pairBatches(source: PairSource, values: ValueSerializer): Generator<PairBatch, void, undefined> {
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
