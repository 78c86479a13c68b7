import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin } from '../rdd-definition.js';
import { shuffled } from './shuffled.js';

export function reduceByKey(rdd: RDD<any>, f: (a: any, b: any) => any, numPartitions?: number | Partitioner): RDD<any> {
  return shuffled(rdd, 'reduceByKey', numPartitions, {
    closures: [f],
    mapSideCombine: true,
    aggregator: writer => ({ createCombiner: builtin('identity'), mergeValue: writer.fn(f), mergeCombiners: writer.fn(f) }),
  });
}
