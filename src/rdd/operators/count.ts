import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { collect } from './collect.js';
import { shuffled } from './shuffled.js';

export function count(rdd: RDD<any>, operator = 'count'): number {
  return rdd.context.runSink<number>(rdd, () => ({ kind: 'count' }), operator).reduce((sum, each) => sum + each, 0);
}

export function countByKey(rdd: RDD<any>, operator = 'countByKey'): Map<any, number> {
  const ones = rdd.derive<any>(
    narrow(rdd, operator, () => ({ kind: 'mapValues', parent: rdd.id, f: builtin('one') }), { partitioner: rdd.partitioner }),
  );
  const counts = shuffled<[any, number]>(ones, operator, undefined, {
    mapSideCombine: true,
    aggregator: () => ({ createCombiner: builtin('identity'), mergeValue: builtin('add'), mergeCombiners: builtin('add') }),
  });
  return new Map(collect(counts, operator));
}

export function countByValue<T>(rdd: RDD<T>): Map<T, number> {
  return countByKey(
    rdd.derive(narrow(rdd, 'countByValue', () => ({ kind: 'map', parent: rdd.id, f: builtin('pairWithNull') }))),
    'countByValue',
  );
}
