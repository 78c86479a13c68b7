import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { shuffled } from './shuffled.js';

export function distinct<T>(rdd: RDD<T>, numPartitions = rdd.getNumPartitions()): RDD<T> {
  if (rdd.partitioner !== undefined && numPartitions === rdd.getNumPartitions()) {
    // Equal rows lie in one partition already: equal rows have equal keys.
    const { partitioner } = rdd;
    return rdd.derive(
      narrow(rdd, 'distinct', () => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('distinctRows') }), { partitioner }),
    );
  }
  const pairs = rdd.derive<[T, null]>(narrow(rdd, 'distinct', () => ({ kind: 'map', parent: rdd.id, f: builtin('pairWithNull') })));
  const once = shuffled<[T, null]>(pairs, 'distinct', numPartitions, {
    aggregator: () => ({ createCombiner: builtin('identity'), mergeValue: builtin('first'), mergeCombiners: builtin('first') }),
    mapSideCombine: true,
  });
  return once.derive(narrow(once, 'distinct', () => ({ kind: 'map', parent: once.id, f: builtin('key') })));
}
