import { RangePartitioner } from '../range-partitioner.js';
import type { Compare, RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

/** Of an RDD that is sorted, only the partitions that may hold such keys are computed. */
export function filterByRange(rdd: RDD<any>, lower: unknown, upper: unknown, compare?: Compare<any>): RDD<any> {
  const { partitioner } = rdd;
  const order = compare ?? (partitioner instanceof RangePartitioner ? partitioner.compare : undefined);
  let candidates = rdd;
  if (partitioner instanceof RangePartitioner) {
    const ends = [partitioner.getPartition(lower), partitioner.getPartition(upper)];
    candidates = pruned(rdd, Math.min(...ends), Math.max(...ends));
  }
  return candidates.derive(
    narrow(
      candidates,
      'filterByRange',
      writer => ({ kind: 'filter', parent: candidates.id, f: builtin('keyInRange', lower, upper, order && writer.fn(order)) }),
      { partitioner: candidates.partitioner, closures: order === undefined ? [] : [order] },
    ),
  );
}

function pruned(rdd: RDD<any>, first: number, last: number): RDD<any> {
  const partitions = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return rdd.derive({
    className: 'PartitionPruningRDD',
    operator: 'filterByRange',
    dependencies: [{ rdd, kind: 'narrow' }],
    numPartitions: () => partitions.length,
    node: () => ({ kind: 'partitionSubset', parent: rdd.id, partitions }),
  });
}
