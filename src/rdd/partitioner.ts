/** How the keys of a pair RDD find their partition. */
import type { PartitionerNode } from './lineage.js';
import type { RDD } from './rdd.js';

export abstract class Partitioner {
  abstract readonly numPartitions: number;
  /** Same partitioning: rows of equal keys lie in partitions of equal index. */
  abstract equals(other: Partitioner | undefined): boolean;
  /** As plain data for the executors. */
  abstract node(capture: (f: Function) => unknown): PartitionerNode;
}

/** By the key's hash code, as Java computes it. */
export class HashPartitioner extends Partitioner {
  constructor(readonly numPartitions: number) {
    super();
    if (!(Number.isInteger(numPartitions) && numPartitions >= 0)) {
      throw new RangeError(`requirement failed: Number of partitions (${numPartitions}) cannot be negative.`);
    }
  }
  equals(other: Partitioner | undefined): boolean {
    return other instanceof HashPartitioner && other.numPartitions === this.numPartitions;
  }
  node(): PartitionerNode {
    return { kind: 'hash', numPartitions: this.numPartitions };
  }
  override toString(): string {
    return `org.apache.spark.HashPartitioner@${this.numPartitions.toString(16)}`;
  }
}

/** Deals rows out one after the other; rows need no key. Made by `repartition`. */
export class RoundRobinPartitioner extends Partitioner {
  constructor(readonly numPartitions: number) {
    super();
  }
  equals(other: Partitioner | undefined): boolean {
    return other === this;
  }
  node(): PartitionerNode {
    return { kind: 'roundRobin', numPartitions: this.numPartitions };
  }
}

/** By ranges of the key order; `bounds` are the upper bounds of all partitions but the last. Made by `sortByKey`. */
export class RangePartitioner extends Partitioner {
  constructor(
    readonly bounds: readonly unknown[],
    readonly ascending: boolean,
    readonly compare: ((a: any, b: any) => number) | undefined,
  ) {
    super();
  }
  get numPartitions(): number {
    return this.bounds.length + 1;
  }
  equals(other: Partitioner | undefined): boolean {
    return other === this;
  }
  node(capture: (f: Function) => unknown): PartitionerNode {
    const { numPartitions, ascending, bounds } = this;
    return {
      kind: 'range',
      numPartitions,
      ascending,
      bounds,
      ...(this.compare === undefined ? {} : { compare: capture(this.compare) as never }),
    };
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
