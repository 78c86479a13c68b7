import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { joinWith } from './join.js';

/** The side that may lack a key has `undefined` there. */
export const leftOuterJoin = (rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner): RDD<any> =>
  joinWith(rdd, other, numPartitions, 'leftOuterJoin', 'leftJoinGroups');

export const rightOuterJoin = (rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner): RDD<any> =>
  joinWith(rdd, other, numPartitions, 'rightOuterJoin', 'rightJoinGroups');

export const fullOuterJoin = (rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner): RDD<any> =>
  joinWith(rdd, other, numPartitions, 'fullOuterJoin', 'fullJoinGroups');
