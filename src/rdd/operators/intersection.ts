import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { cogrouped } from './cogroup.js';
import { keys } from './keys-values.js';

/** Rows that are in both, each once. */
export function intersection<T>(rdd: RDD<T>, other: RDD<T>, numPartitions?: number | Partitioner): RDD<T> {
  const keyed = (each: RDD<T>): RDD<any> =>
    each.derive(narrow(each, 'intersection', () => ({ kind: 'map', parent: each.id, f: builtin('pairWithNull') })));
  const grouped = cogrouped([keyed(rdd), keyed(other)], numPartitions, 'intersection');
  const pairs = grouped.derive<any>(narrow(grouped, 'intersection', () => ({ kind: 'identity', parent: grouped.id })));
  const both = pairs.derive<any>(narrow(pairs, 'intersection', () => ({ kind: 'filter', parent: pairs.id, f: builtin('bothGroups') })));
  return keys(both, 'intersection');
}
