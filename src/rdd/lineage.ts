/**
 * The lineage of an RDD as plain data: what the driver sends with a job, what the scheduler cuts into stages and what an executor
 * compiles into loops. Nothing here runs.
 *
 * A node names its parents by RDD id; `Lineage` maps ids to nodes. Functions are captured closures, or builtins by name.
 */
import type { CapturedClosure } from '../closures/captured.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';

/** A function of a node: the person's closure, or one of the engine's own (see `executor/builtins.ts`) with its arguments. An argument
 *  that is a block of one row arrives as a function that decodes it anew at each call. */
export type NodeFunction =
  | CapturedClosure
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly (NodeFunction | unknown)[] };

/** A byte range of one file. `endByte` is exclusive; a compressed file is one split from 0 to its size. */
export interface FileSplit {
  readonly path: string;
  readonly startByte: number;
  readonly endByte: number;
  readonly codec: 'none' | 'gzip' | 'deflate' | 'bzip2' | 'zstd';
}

/** How keys find their reduce partition. */
export type PartitionerNode =
  | { readonly kind: 'hash'; readonly numPartitions: number }
  | {
      readonly kind: 'range';
      readonly numPartitions: number;
      readonly ascending: boolean;
      readonly bounds: readonly unknown[];
      readonly compare?: NodeFunction;
    }
  | { readonly kind: 'roundRobin'; readonly numPartitions: number }
  | { readonly kind: 'custom'; readonly numPartitions: number; readonly partition: NodeFunction };

/** Spark's Aggregator: how the values of a key become one combiner. */
export interface AggregatorNode {
  readonly createCombiner: NodeFunction;
  readonly mergeValue: NodeFunction;
  readonly mergeCombiners: NodeFunction;
}

/** One shuffle: a wide dependency on `parent`. Its output outlives the job; a stage whose shuffle is complete is skipped. */
export interface ShuffleNode {
  readonly shuffleId: number;
  readonly parent: number;
  readonly partitioner: PartitionerNode;
  readonly aggregator?: AggregatorNode;
  /** Combine on the map side, before rows are written. Only with an aggregator. */
  readonly mapSideCombine: boolean;
}

interface NodeBase {
  readonly id: number;
  readonly numPartitions: number;
  /** Set when the RDD is persisted: its partitions are kept by the executor that computes them. */
  readonly storageLevel?: string;
  /** `map at <cell 3>:1`, for stage names and `toDebugString`. */
  readonly scope: string;
}

/** Sources: no parents. */
export type SourceNode = NodeBase &
  (
    | { readonly kind: 'empty' }
    | { readonly kind: 'parallelize'; readonly slices: readonly EncodedRows[] }
    /** Numbers from `start` by `step`, `count` of them; partition i holds those of index [i*count/n, (i+1)*count/n). */
    | { readonly kind: 'range'; readonly start: number; readonly step: number; readonly count: number }
    | { readonly kind: 'textFile'; readonly splits: readonly FileSplit[] }
    /** One row `[path, content]` a file. */
    | { readonly kind: 'wholeTextFiles'; readonly files: readonly (readonly string[])[] }
    /** As `wholeTextFiles`, with the bytes. */
    | { readonly kind: 'binaryFiles'; readonly files: readonly (readonly string[])[] }
    /** Rows of `recordLength` bytes each. */
    | { readonly kind: 'binaryRecords'; readonly splits: readonly FileSplit[]; readonly recordLength: number }
    /** Blocks that `saveAsObjectFile` or a checkpoint wrote, a file a partition. */
    | { readonly kind: 'objectFile'; readonly files: readonly string[] }
  );

/** Operators that see one row at a time; they are inlined into the loop of the stage. */
export type RowNode = NodeBase & { readonly parent: number } & (
    | { readonly kind: 'map' | 'filter' | 'flatMap' | 'mapValues' | 'flatMapValues'; readonly f: NodeFunction }
    | { readonly kind: 'identity' }
  );

/** Operators that see a partition as an iterator: `f(iterator, partitionIndex)` gives an iterable. */
export type PartitionNode = NodeBase & { readonly kind: 'mapPartitions'; readonly parent: number; readonly f: NodeFunction };

/** Operators with other narrow dependencies. */
export type NarrowNode = NodeBase &
  (
    | { readonly kind: 'union'; readonly parents: readonly number[]; readonly parentPartitionCounts: readonly number[] }
    /** Partition i reads the parent's partitions `groups[i]` one after the other. */
    | { readonly kind: 'coalesce'; readonly parent: number; readonly groups: readonly (readonly number[])[] }
    /** Partition i zips partition i of every parent: `f(...iterators)` gives an iterable. */
    | { readonly kind: 'zipPartitions'; readonly parents: readonly number[]; readonly f: NodeFunction }
    | { readonly kind: 'cartesian'; readonly parents: readonly [number, number]; readonly rightPartitions: number }
    /** Pairs of a row and its number: from `firstNumbers[i]` on in partition i, by `step`. */
    | { readonly kind: 'numbered'; readonly parent: number; readonly firstNumbers: readonly number[]; readonly step: number }
    /** Partition i reads partition `partitions[i]` of the parent. */
    | { readonly kind: 'partitionSubset'; readonly parent: number; readonly partitions: readonly number[] }
  );

/** An input of `cogroup` and the like. */
export type GroupInput = { readonly shuffle: ShuffleNode } | { readonly parent: number };

/** Operators behind a shuffle. */
export type WideNode = NodeBase &
  /** `ordering`: rows of a partition come sorted by key with this compare function. */
  (
    | {
        readonly kind: 'shuffled';
        readonly shuffle: ShuffleNode;
        readonly ordering?: { readonly compare?: NodeFunction; readonly ascending: boolean };
      }
    /** Rows `[key, [values of parent 0, values of parent 1, ...]]`. A parent that is partitioned alike is read without a shuffle. */
    | { readonly kind: 'cogroup'; readonly inputs: readonly GroupInput[] }
    /** Pairs of the first input whose keys the second lacks. */
    | { readonly kind: 'subtract'; readonly inputs: readonly [GroupInput, GroupInput] }
  );

export type LineageNode = SourceNode | RowNode | PartitionNode | NarrowNode | WideNode;
export type Lineage = ReadonlyMap<number, LineageNode>;

/** What a result task does with the rows of its partition. */
export type Sink =
  | { readonly kind: 'count' }
  | { readonly kind: 'collect' }
  | { readonly kind: 'take'; readonly rowCount: number }
  /** Partial result `{ value }`, or `{}` for an empty partition. */
  | { readonly kind: 'reduce'; readonly f: NodeFunction }
  | { readonly kind: 'fold'; readonly zero: unknown; readonly f: NodeFunction }
  | { readonly kind: 'foreach'; readonly f: NodeFunction }
  /** `f(iterator, partitionIndex)`; its result is the partition's result. */
  | { readonly kind: 'partition'; readonly f: NodeFunction }
  | { readonly kind: 'saveAsTextFile'; readonly directory: string; readonly codec: TextCodec }
  | { readonly kind: 'saveAsObjectFile'; readonly directory: string };

export type TextCodec = 'none' | 'gzip' | 'deflate';
