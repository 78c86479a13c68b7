import { defaultPartitioner, type Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin } from '../rdd-definition.js';
import { keyBy } from './keys-values.js';
import { shuffled } from './shuffled.js';

/** No map-side combine: it would not make the data smaller. */
export function groupByKey(rdd: RDD<any>, numPartitions?: number | Partitioner, operator = 'groupByKey'): RDD<any> {
  return shuffled(rdd, operator, numPartitions, {
    aggregator: () => ({ createCombiner: builtin('listOf'), mergeValue: builtin('append'), mergeCombiners: builtin('concat') }),
  });
}

export function groupBy<T, K>(rdd: RDD<T>, f: (row: T) => K, numPartitions?: number | Partitioner): RDD<[K, T[]]> {
  return groupByKey(keyBy(rdd, f, 'groupBy'), numPartitions ?? defaultPartitioner(rdd), 'groupBy');
}
