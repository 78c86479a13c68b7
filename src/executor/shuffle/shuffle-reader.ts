/**
 * The reduce side of a shuffle: the rows of one reduce partition from the blocks that the map tasks wrote for it. Everything comes in
 * batches, and blocks are decoded one batch at a time.
 */
import { RowsDecoder } from '../blocks/codec.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { RowsBlock } from '../blocks/encoded-rows.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import type { TaskSpill } from '../memory/task-spill.js';
import { type Aggregator, type CombineMap, type CombineMapClass, newCombinerClass } from './append-only-map.js';
import { ExternalMap } from './external-map.js';
import { ExternalSorter } from './external-sorter.js';
import { type KeyOrdering, orderOfKeys } from './key-ordering.js';
import { batchesOfRows, type PairBatches, pairsInOrder } from './pair-batches.js';

/** Where pairs come from: the blocks of all map outputs in map order, or the rows of a parent that is partitioned alike. */
export type PairSource = BlocksSource | { readonly rows: Iterable<readonly unknown[]> };
interface BlocksSource {
  readonly blocks: readonly (RowsBlock | null)[];
}

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

/** The pairs of a shuffled RDD. */
export function readShuffle(options: ShuffleReadOptions): PairBatches {
  const { source, values, aggregator, ordering, spill } = options;
  if (aggregator !== undefined) return combinedPairs(options, aggregator);
  const pairs = pairsOf(source, values);
  return ordering === undefined ? pairs : sortedPairs(pairs, ordering, spill);
}

/** The rows of an RDD that was shuffled by no key. */
export function* readRows(blocks: BlocksSource['blocks'], values: ValueSerializer): Generator<unknown[], void, undefined> {
  const decoder = new RowsDecoder(values);
  for (const block of blocks) if (block !== null) yield* decoder.batches(block);
}

function* sortedPairs(pairs: PairBatches, ordering: KeyOrdering, spill: TaskSpill | undefined): PairBatches {
  yield* new ExternalSorter(ordering, spill).insertAll(pairs).sorted();
}

function* combinedPairs(
  { source, values, mapSideCombined, ordering, combinerClass, spill }: ShuffleReadOptions,
  aggregator: Aggregator,
): PairBatches {
  const map = new ExternalMap(combinerClass ?? newCombinerClass(), aggregator, spill);
  map.insertAll(pairsOf(source, values), mapSideCombined ? 'merge' : 'combine');
  if (ordering === undefined) yield* map.pairs();
  else if (map.hasSpilled) yield* sortedPairs(map.pairs(), ordering, spill);
  else yield* pairsInOrder(map.map.keys, map.map.combiners, sortedEntries(map.map, ordering));
}

/** Keys, each with `[values of source 0, values of source 1, ...]`, in the order of Spark's CoGroupedRDD. */
export function* readCogroup(
  sources: readonly PairSource[],
  values: ValueSerializer,
  combinerClass: CombineMapClass = newCombinerClass(),
  spill?: TaskSpill,
): PairBatches {
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
    map.insertAll(pairsOf(source, values), 'combine');
    group++;
  }
  yield* map.pairs();
}

/** Values of a key on the left side, or what says that the right side has it. */
type Kept = unknown[] | null;

/**
 * The pairs of `left` whose keys `right` lacks, in the order of Spark's SubtractedRDD, which gathers them in a java.util.HashMap. That
 * one has to hold the left side; here it may spill, and rows then come by the hash of their key.
 */
export function* readSubtract(left: PairSource, right: PairSource, values: ValueSerializer, spill?: TaskSpill): PairBatches {
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
  map.insertAll(pairsOf(left, values), 'combine');
  const leftCount = map.map.size;
  isLeft = false;
  map.insertAll(pairsOf(right, values), 'combine');
  if (map.hasSpilled) {
    yield* keptPairs(map.pairs());
  } else {
    const { keys, combiners } = map.map;
    yield* keptPairs(pairsInOrder(keys, combiners, javaHashMapOrder(map.map.hashes().subarray(0, leftCount))));
  }
}

function append(list: unknown[], more: readonly unknown[]): unknown[] {
  for (let i = 0; i < more.length; i++) list.push(more[i]);
  return list;
}

function* keptPairs(groups: PairBatches): PairBatches {
  let [keys, values]: [unknown[], unknown[]] = [[], []];
  for (const group of groups) {
    for (const [i, kept] of (group.values as readonly Kept[]).entries()) {
      for (const value of kept ?? []) {
        values.push(value);
        if (keys.push(group.keys[i]) < BATCH_ROWS) continue;
        yield { keys, values };
        [keys, values] = [[], []];
      }
    }
  }
  if (keys.length > 0) yield { keys, values };
}

/** Bucket by bucket; within a bucket as the keys came. The table doubles at three quarters. */
function javaHashMapOrder(hashes: Int32Array): Int32Array {
  let capacity = 16;
  while (hashes.length > capacity * 0.75) capacity *= 2;
  const buckets = hashes.map(hash => (hash ^ (hash >>> 16)) & (capacity - 1));
  return Int32Array.from(hashes.keys()).sort((a, b) => buckets[a]! - buckets[b]!);
}

function* pairsOf(source: PairSource, values: ValueSerializer): PairBatches {
  if ('rows' in source) return yield* batchesOfRows(source.rows);
  const decoder = new RowsDecoder(values);
  for (const block of source.blocks) if (block !== null) yield* decoder.pairBatches(block);
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
