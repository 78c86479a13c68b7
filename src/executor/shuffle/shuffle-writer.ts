/**
 * The map side of a shuffle: takes the rows of one map task and gives a block for each reduce partition, all in one buffer.
 *
 * Rows keep their order within a partition, except those that are combined here: they come sorted by the hash of their key, as in
 * Spark, whose map side writes a table sorted by (partition, hash). The order decides what order the reduce side gives.
 */
import { inspect } from 'node:util';
import { SparkError } from '../../errors/spark-error.js';
import { elementAt } from '../blocks/element-at.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import { type Aggregator, type CombineMap, type CombineMapClass, newCombinerClass } from './append-only-map.js';
import { partitionedKeyHash } from './java-hash.js';
import { MapBytes, mapBytes } from './map-bytes.js';
import type { MapOutput } from './map-output.js';
import { type OutputSpill, PartitionBlocks } from './partition-blocks.js';
import { nonNegativeMod, type Partitioner, partitionFunction } from './partitioner.js';
import { orderOfInt32 } from './radix-sort.js';
import { firstPartition } from './round-robin.js';
import { tableOrder } from './table-order.js';

interface ShuffleWriterOptions {
  readonly partitioner: Partitioner;
  readonly aggregator?: Aggregator | undefined;
  readonly mapSideCombine: boolean;
  readonly values: ValueSerializer;
  /** The index of the map partition; round robin starts by it. */
  readonly mapIndex: number;
  /** Made once a pipeline by `newCombinerClass('arrival')`. */
  readonly combinerClass?: CombineMapClass | undefined;
  /** Where rows go that memory has no room for; without it they all stay. */
  readonly spill?: OutputSpill | undefined;
}

interface ShuffleWriter {
  /** A row `[key, value]`; any row under a round robin partitioner. */
  write(row: unknown): void;
  /** The row `[key, value]`, without making the array. */
  writePair(key: unknown, value: unknown): void;
  finish(): MapOutput;
}

export function createShuffleWriter(options: ShuffleWriterOptions): ShuffleWriter {
  const { partitioner, aggregator, mapSideCombine } = options;
  if (partitioner.kind === 'roundRobin') return new RoundRobinWriter(options);
  return mapSideCombine && aggregator !== undefined ? combiningWriter(options, aggregator) : new KeyedWriter(options);
}

class RoundRobinWriter implements ShuffleWriter {
  readonly #blocks: PartitionBlocks;
  #position: number;

  constructor({ partitioner: { numPartitions }, values, mapIndex, spill }: ShuffleWriterOptions) {
    this.#blocks = new PartitionBlocks(numPartitions, values, mapIndex, spill);
    this.#position = firstPartition(mapIndex, numPartitions);
  }

  write(row: unknown): void {
    this.#blocks.builder(this.#next()).push(row);
  }

  writePair(key: unknown, value: unknown): void {
    this.#blocks.builder(this.#next()).pushPair(key, value);
  }

  #next(): number {
    this.#position = (this.#position + 1) % this.#blocks.numPartitions;
    return this.#position;
  }

  finish(): MapOutput {
    return this.#blocks.finish();
  }
}

class KeyedWriter implements ShuffleWriter {
  readonly #blocks: PartitionBlocks;
  readonly #partitionOf: (key: unknown) => number;

  constructor({ partitioner, values, mapIndex, spill }: ShuffleWriterOptions) {
    this.#blocks = new PartitionBlocks(partitioner.numPartitions, values, mapIndex, spill);
    this.#partitionOf = partitionFunction(partitioner);
  }

  write(row: unknown): void {
    const pair = row as readonly unknown[];
    if (!Array.isArray(pair) || pair.length !== 2) throw notAPair(row);
    this.writePair(elementAt(pair, 0), elementAt(pair, 1));
  }

  writePair(key: unknown, value: unknown): void {
    this.#blocks.builder(this.#partitionOf(key)).pushPair(key, value);
  }

  finish(): MapOutput {
    return this.#blocks.finish();
  }
}

function notAPair(row: unknown): SparkError {
  return new SparkError('SparkException', `A row that is shuffled by key is a pair [key, value]; this one is ${inspect(row)}`);
}

/**
 * The map itself, with a `finish`. When the heap is full, what is combined so far is written as if the task ended there, and the map
 * starts anew: the reduce side merges combiners anyway.
 */
function combiningWriter(
  { partitioner, values, mapIndex, combinerClass, spill }: ShuffleWriterOptions,
  aggregator: Aggregator,
): ShuffleWriter {
  const map = new (combinerClass ?? newCombinerClass('arrival'))(aggregator);
  const blocks = new PartitionBlocks(partitioner.numPartitions, values, mapIndex, spill);
  const bytes = new MapBytes();
  const write = (): boolean => {
    if (map.size === 0) return false;
    writeCombined(map, partitioner, blocks);
    map.clear();
    bytes.reset();
    return true;
  };
  const consumer = { estimatedBytes: (thorough: boolean) => bytes.of(map, thorough), spill: write };
  if (spill !== undefined) {
    const { memory } = spill;
    memory.add(consumer);
    map.checkEvery(Math.min(CHECK_KEYS, memory.spillRows), () => {
      if (map.size >= memory.spillRows) write();
      else memory.check();
    });
  }
  const finish = (): MapOutput => {
    spill?.memory.remove(consumer);
    write();
    return blocks.finish();
  };
  return Object.assign(map, { finish });
}

/** New keys between two looks at the heap. */
const CHECK_KEYS = 4096;
/** Heap bytes of the rows that become a batch: encoding takes as much again. */
const BATCH_BYTES = 1 << 22;

function writeCombined(map: CombineMap, partitioner: Partitioner, blocks: PartitionBlocks): void {
  const { keys, combiners } = map;
  const hashes = map.hashes();
  const partitions =
    partitioner.kind === 'hash'
      ? hashes.map(hash => nonNegativeMod(hash, partitioner.numPartitions))
      : Int32Array.from(keys, partitionFunction(partitioner));
  const order = writeOrder(keys, hashes, partitions);
  blocks.limitBatches(BATCH_BYTES / (mapBytes(map, false) / map.size));
  for (let i = 0; i < order.length; i++) {
    const entry = order[i]!;
    blocks.builder(partitions[entry]!).pushPair(keys[entry], combiners[entry]);
  }
}

/** Entries by the hash of their key; those with the same hash in the order of Spark's table. */
function writeOrder(keys: readonly unknown[], hashes: Int32Array, partitions: Int32Array): Uint32Array {
  const order = orderOfInt32(hashes);
  if (!hasTies(order, hashes)) return order;
  // Spark's table holds (partition, key); its order is needed for ties alone, so it is rebuilt only now.
  const tupleHashes = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) tupleHashes[i] = partitionedKeyHash(partitions[i]!, keys[i]);
  const inTable = tableOrder(tupleHashes);
  const sorted = orderOfInt32(inTable.map(entry => hashes[entry]!));
  return sorted.map(i => inTable[i]!);
}

function hasTies(order: Uint32Array, hashes: Int32Array): boolean {
  for (let i = 1; i < order.length; i++) if (hashes[order[i]!] === hashes[order[i - 1]!]) return true;
  return false;
}
