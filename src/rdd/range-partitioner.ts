import { inspect } from 'node:util';
import { hashCode, keyEquals } from '../executor/shuffle/java-hash.js';
import { partitionFunction } from '../executor/shuffle/partitioner.js';
import type { NodeFunction, PartitionerNode } from './lineage.js';
import { Partitioner } from './partitioner.js';
import { rangeBoundsOf } from './range-bounds.js';
import type { Compare, RDD } from './rdd.js';
import { requirement } from './requirement.js';

/** By ranges of the key order, of about equal weight. Runs a job over the RDD to find them. There may be fewer than asked for. */
export class RangePartitioner<K = any> extends Partitioner {
  /** Upper bounds of all partitions but the last. */
  readonly bounds: readonly K[];
  readonly ascending: boolean;
  readonly compare: Compare<K> | undefined;
  #partitionOf: ((key: unknown) => number) | undefined;

  /** @param samplePointsPerPartitionHint keys that are looked at for each partition */
  constructor(
    partitions: number,
    rdd: RDD<readonly [K, any]>,
    ascending = true,
    compare?: Compare<K> | undefined,
    samplePointsPerPartitionHint = 20,
  ) {
    super();
    requirement(partitions >= 0, `Number of partitions cannot be negative but found ${partitions}.`);
    requirement(
      samplePointsPerPartitionHint > 0,
      `Sample points per partition must be greater than 0 but found ${samplePointsPerPartitionHint}`,
    );
    this.ascending = ascending;
    this.compare = compare;
    this.bounds = rangeBoundsOf(rdd as RDD<any>, partitions, compare, samplePointsPerPartitionHint) as K[];
  }

  get numPartitions(): number {
    return this.bounds.length + 1;
  }

  getPartition(key: K): number {
    const { bounds, ascending, numPartitions, compare } = this;
    this.#partitionOf ??= partitionFunction({ kind: 'range', bounds, ascending, numPartitions, compare });
    return this.#partitionOf(key);
  }

  override equals(other: Partitioner | undefined): boolean {
    return (
      other instanceof RangePartitioner &&
      other.ascending === this.ascending &&
      other.compare === this.compare &&
      keyEquals(other.bounds, this.bounds)
    );
  }

  override node(capture: (f: Function) => NodeFunction): PartitionerNode {
    const { numPartitions, ascending, bounds, compare } = this;
    return { kind: 'range', numPartitions, ascending, bounds, ...(compare === undefined ? {} : { compare: capture(compare) }) };
  }

  override toString(): string {
    let hash = 1;
    for (const bound of this.bounds) hash = (Math.imul(31, hash) + hashCode(bound)) | 0;
    hash = (Math.imul(31, hash) + hashCode(this.ascending)) | 0;
    return `org.apache.spark.RangePartitioner@${(hash >>> 0).toString(16)}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
