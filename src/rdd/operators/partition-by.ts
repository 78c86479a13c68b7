import { FunctionPartitioner, HashPartitioner, type Partitioner } from '../partitioner.js';
import type { Compare, RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { shuffled } from './shuffled.js';

/** @param target a partitioner, or a number of partitions and perhaps a function from keys to partitions (modulo the number) */
export function partitionBy(rdd: RDD<any>, target: number | Partitioner, partitionFunc?: (key: any) => number): RDD<any> {
  const partitioner =
    typeof target === 'object'
      ? target
      : partitionFunc === undefined
        ? new HashPartitioner(target)
        : new FunctionPartitioner(target, partitionFunc);
  if (partitioner.equals(rdd.partitioner)) return rdd;
  return shuffled(rdd, 'partitionBy', partitioner, { closures: partitionFunc === undefined ? [] : [partitionFunc] });
}

/** Sorting happens as the rows arrive: cheaper than sorting after a `partitionBy`. */
export function repartitionAndSortWithinPartitions(
  rdd: RDD<any>,
  target: number | Partitioner | undefined,
  ascending: boolean,
  compare?: Compare<any>,
): RDD<any> {
  const operator = 'repartitionAndSortWithinPartitions';
  const partitioner = typeof target === 'object' ? target : new HashPartitioner(target ?? rdd.getNumPartitions());
  const closures = compare === undefined ? [] : [compare];
  if (!partitioner.equals(rdd.partitioner)) return shuffled(rdd, operator, partitioner, { ordering: { ascending, compare }, closures });
  return rdd.derive(
    narrow(
      rdd,
      operator,
      writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('sortPairs', compare && writer.fn(compare), ascending) }),
      { partitioner, closures },
    ),
  );
}
