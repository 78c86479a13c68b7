/** How the keys of a pair RDD find their partition. */
import { inspect } from 'node:util';
import { hashCode } from '../executor/shuffle/java-hash.js';
import { nonNegativeMod } from '../executor/shuffle/partitioner.js';
import type { NodeFunction, PartitionerNode } from './lineage.js';
import type { RDD } from './rdd.js';
import { builtin } from './rdd-definition.js';
import { requirement } from './requirement.js';

/**
 * Extend it to say where keys go: `numPartitions`, and `getPartition` from a key to a number below it. `getPartition` runs on the
 * executors, with a copy of the object. Two partitioners of a class of your own are the same if `equals` says so.
 */
export abstract class Partitioner {
  abstract readonly numPartitions: number;
  /** From 0 to `numPartitions` - 1. */
  abstract getPartition(key: any): number;

  /** Same partitioning: rows of equal keys lie in partitions of equal index, and nothing need be shuffled. */
  equals(other: Partitioner | undefined): boolean {
    return other === this;
  }

  /** As plain data for the executors. */
  node(capture: (f: Function) => NodeFunction): PartitionerNode {
    return { kind: 'custom', numPartitions: this.numPartitions, partition: capture(partitionWith(this)) };
  }
}

/** A closure that takes the partitioner along. */
const partitionWith = (partitioner: Partitioner) => (key: unknown) => partitioner.getPartition(key);

/** By the key's hash code, as Java computes it. */
export class HashPartitioner extends Partitioner {
  constructor(readonly numPartitions: number) {
    super();
    requirement(Number.isInteger(numPartitions) && numPartitions >= 0, `Number of partitions (${numPartitions}) cannot be negative.`);
  }
  getPartition(key: unknown): number {
    return nonNegativeMod(hashCode(key), this.numPartitions);
  }
  override equals(other: Partitioner | undefined): boolean {
    return other instanceof HashPartitioner && other.numPartitions === this.numPartitions;
  }
  override node(): PartitionerNode {
    return { kind: 'hash', numPartitions: this.numPartitions };
  }
  override toString(): string {
    return `org.apache.spark.HashPartitioner@${this.numPartitions.toString(16)}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** By a function of the key, modulo the number of partitions: what PySpark's `partitionFunc` is. */
export class FunctionPartitioner extends Partitioner {
  constructor(
    readonly numPartitions: number,
    readonly partitionFunc: (key: any) => number,
  ) {
    super();
    requirement(Number.isInteger(numPartitions) && numPartitions > 0, `Number of partitions (${numPartitions}) must be positive.`);
  }
  getPartition(key: unknown): number {
    return nonNegativeMod(this.partitionFunc(key), this.numPartitions);
  }
  override equals(other: Partitioner | undefined): boolean {
    return other instanceof FunctionPartitioner && other.numPartitions === this.numPartitions && other.partitionFunc === this.partitionFunc;
  }
  override node(capture: (f: Function) => NodeFunction): PartitionerNode {
    const { numPartitions } = this;
    return { kind: 'custom', numPartitions, partition: builtin('modulo', capture(this.partitionFunc), numPartitions) };
  }
}

/** Deals rows out one after the other; rows need no key. Made by `repartition`. */
export class RoundRobinPartitioner extends Partitioner {
  constructor(readonly numPartitions: number) {
    super();
  }
  getPartition(): number {
    return 0;
  }
  override node(): PartitionerNode {
    return { kind: 'roundRobin', numPartitions: this.numPartitions };
  }
}

/** Spark's default: the partitioner of the largest input if it has enough partitions, else hashing into as many as the largest input has. */
export function defaultPartitioner(rdd: RDD<any>, ...others: RDD<any>[]): Partitioner {
  const inputs = [rdd, ...others];
  const partitioned = inputs.filter(each => (each.partitioner?.numPartitions ?? 0) > 0);
  const largest = partitioned.reduce<RDD<any> | undefined>(
    (best, each) => (best === undefined || each.partitioner!.numPartitions > best.partitioner!.numPartitions ? each : best),
    undefined,
  );
  const configured = rdd.context.getConf.getOption('spark.default.parallelism');
  const count = configured === undefined ? Math.max(...inputs.map(each => each.getNumPartitions())) : rdd.context.defaultParallelism;
  if (largest !== undefined) {
    const most = Math.max(...inputs.map(each => each.getNumPartitions()));
    const eligible = Math.log10(most) - Math.log10(largest.getNumPartitions()) < 1;
    if (eligible || count <= largest.getNumPartitions()) return largest.partitioner!;
  }
  return new HashPartitioner(count);
}

/** Where only equal keys matter: the parent's own partitioner, or the given number of hash partitions. */
export function partitionerFor(numPartitions: number | Partitioner | undefined, rdd: RDD<any>, ...others: RDD<any>[]): Partitioner {
  if (numPartitions === undefined) return defaultPartitioner(rdd, ...others);
  return typeof numPartitions === 'number' ? new HashPartitioner(numPartitions) : numPartitions;
}
