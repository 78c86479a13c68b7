import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { cogrouped } from './cogroup.js';

export function join(rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner): RDD<any> {
  return joinWith(rdd, other, numPartitions, 'join', 'joinGroups');
}

/** @param groupFunction the builtin that makes rows of the two groups of a key */
export function joinWith(
  rdd: RDD<any>,
  other: RDD<any>,
  numPartitions: number | Partitioner | undefined,
  operator: string,
  groupFunction: string,
): RDD<any> {
  const grouped = cogrouped([rdd, other], numPartitions, operator);
  const { partitioner } = grouped;
  const pairs = grouped.derive<any>(narrow(grouped, operator, () => ({ kind: 'identity', parent: grouped.id }), { partitioner }));
  return pairs.derive(
    narrow(pairs, operator, () => ({ kind: 'flatMapValues', parent: pairs.id, f: builtin(groupFunction) }), { partitioner }),
  );
}
