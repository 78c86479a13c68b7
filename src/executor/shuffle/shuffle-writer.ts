/**
 * The map side of a shuffle: takes the rows of one map task and gives a block for each reduce partition, all in one buffer.
 *
 * Rows keep their order within a partition, except those that are combined here: they come sorted by the hash of their key, as in
 * Spark, whose map side writes a table sorted by (partition, hash). The order decides what order the reduce side gives.
 */
import type { EncodedRows } from '../blocks/encoded-rows.js';
import { packBlocks, RowsBuilder } from '../blocks/rows-builder.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import { type Aggregator, type CombineMap, type CombineMapClass, newCombinerClass } from './append-only-map.js';
import { partitionedKeyHash } from './java-hash.js';
import type { MapOutput } from './map-output.js';
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

  constructor({ partitioner: { numPartitions }, values, mapIndex }: ShuffleWriterOptions) {
    this.#blocks = new PartitionBlocks(numPartitions, values);
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

  constructor({ partitioner, values }: ShuffleWriterOptions) {
    this.#blocks = new PartitionBlocks(partitioner.numPartitions, values);
    this.#partitionOf = partitionFunction(partitioner);
  }

  write(row: unknown): void {
    const pair = row as readonly unknown[];
    if (pair.length === 2) this.writePair(pair[0], pair[1]);
    else this.#blocks.builder(this.#partitionOf(pair[0])).push(row);
  }

  writePair(key: unknown, value: unknown): void {
    this.#blocks.builder(this.#partitionOf(key)).pushPair(key, value);
  }

  finish(): MapOutput {
    return this.#blocks.finish();
  }
}

/** The map itself, with a `finish`. */
function combiningWriter({ partitioner, values, combinerClass }: ShuffleWriterOptions, aggregator: Aggregator): ShuffleWriter {
  const map = new (combinerClass ?? newCombinerClass('arrival'))(aggregator);
  return Object.assign(map, { finish: () => writeCombined(map, partitioner, values) });
}

function writeCombined(map: CombineMap, partitioner: Partitioner, values: ValueSerializer): MapOutput {
  const { keys, combiners } = map;
  const hashes = map.hashes();
  const partitions =
    partitioner.kind === 'hash'
      ? hashes.map(hash => nonNegativeMod(hash, partitioner.numPartitions))
      : Int32Array.from(keys, partitionFunction(partitioner));
  const order = writeOrder(keys, hashes, partitions);
  const blocks = new PartitionBlocks(partitioner.numPartitions, values);
  for (let i = 0; i < order.length; i++) {
    const entry = order[i]!;
    blocks.builder(partitions[entry]!).pushPair(keys[entry], combiners[entry]);
  }
  return blocks.finish();
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

/** A builder for each partition that has rows. */
class PartitionBlocks {
  readonly numPartitions: number;
  readonly #values: ValueSerializer;
  readonly #builders: (RowsBuilder | undefined)[];

  constructor(numPartitions: number, values: ValueSerializer) {
    this.numPartitions = numPartitions;
    this.#values = values;
    this.#builders = new Array<RowsBuilder | undefined>(numPartitions).fill(undefined);
  }

  builder(partition: number): RowsBuilder {
    return (this.#builders[partition] ??= new RowsBuilder(this.#values));
  }

  finish(): MapOutput {
    const packed = packBlocks(this.#builders.filter(builder => builder !== undefined));
    let next = 0;
    let recordCount = 0;
    let bytes = 0;
    const blocks = this.#builders.map((builder): EncodedRows | null => {
      if (builder === undefined) return null;
      const block = packed[next++]!;
      recordCount += block.rowCount;
      bytes += block.byteLength;
      return block;
    });
    return { blocks, recordCount, bytes };
  }
}
