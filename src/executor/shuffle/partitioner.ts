import { SparkError } from '../../errors/spark-error.js';
import { hashCode } from './java-hash.js';
import { compareKeys } from './key-ordering.js';

/** A `PartitionerNode` with its functions rebuilt. */
export type Partitioner =
  | { readonly kind: 'hash'; readonly numPartitions: number }
  | {
      readonly kind: 'range';
      readonly numPartitions: number;
      readonly ascending: boolean;
      readonly bounds: readonly unknown[];
      readonly compare?: ((a: any, b: any) => number) | undefined;
    }
  | { readonly kind: 'roundRobin'; readonly numPartitions: number }
  | { readonly kind: 'custom'; readonly numPartitions: number; readonly partition: (key: any) => number };

export function nonNegativeMod(hash: number, modulus: number): number {
  const remainder = hash % modulus;
  return remainder < 0 ? remainder + modulus : remainder + 0;
}

/** The reduce partition of a key. Round robin asks for no key: its rows are dealt out by the writer. */
export function partitionFunction(partitioner: Partitioner): (key: unknown) => number {
  const { numPartitions } = partitioner;
  switch (partitioner.kind) {
    case 'hash':
      return key => nonNegativeMod(hashCode(key), numPartitions);
    case 'range':
      return rangeFunction(partitioner.bounds, partitioner.compare ?? compareKeys, partitioner.ascending);
    case 'custom':
      return key => {
        const partition = partitioner.partition(key);
        if (Number.isInteger(partition) && partition >= 0 && partition < numPartitions) return partition;
        throw new SparkError(
          'SparkException',
          `The partitioner gave ${String(partition)} for a key; a partition is a whole number from 0 to ${numPartitions - 1}`,
        );
      };
    case 'roundRobin':
      return () => 0;
  }
}

/** The first partition whose upper bound is not below the key; the bounds ascend, partitions descend when the order does. */
function rangeFunction(
  bounds: readonly unknown[],
  compare: (a: unknown, b: unknown) => number,
  ascending: boolean,
): (key: unknown) => number {
  return key => {
    let low = 0;
    let high = bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(key, bounds[middle]) > 0) low = middle + 1;
      else high = middle;
    }
    return ascending ? low : bounds.length - low;
  };
}
