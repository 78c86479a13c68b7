import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { cogrouped } from './cogroup.js';

export function join(rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner): RDD<any> {
  const grouped = cogrouped([rdd, other], numPartitions, 'join');
  const { partitioner } = grouped;
  const pairs = grouped.derive<any>(narrow(grouped, 'join', () => ({ kind: 'identity', parent: grouped.id }), { partitioner }));
  return pairs.derive(
    narrow(pairs, 'join', () => ({ kind: 'flatMapValues', parent: pairs.id, f: builtin('joinGroups') }), { partitioner }),
  );
}
