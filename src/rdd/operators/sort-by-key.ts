import { RangePartitioner } from '../range-partitioner.js';
import type { Compare, RDD } from '../rdd.js';
import { keyBy, values } from './keys-values.js';
import { shuffled } from './shuffled.js';

export function sortByKey(
  rdd: RDD<any>,
  ascending: boolean,
  numPartitions?: number,
  compare?: Compare<any>,
  operator = 'sortByKey',
): RDD<any> {
  const partitioner = new RangePartitioner(numPartitions ?? rdd.getNumPartitions(), rdd, ascending, compare);
  return shuffled(rdd, operator, partitioner, {
    ordering: { ascending, compare },
    ...(compare === undefined ? {} : { closures: [compare] }),
  });
}

export function sortBy<T, K>(rdd: RDD<T>, f: (row: T) => K, ascending: boolean, numPartitions?: number, compare?: Compare<K>): RDD<T> {
  return values(sortByKey(keyBy(rdd, f, 'sortBy'), ascending, numPartitions, compare, 'sortBy'), 'sortBy');
}
