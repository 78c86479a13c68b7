import { newCombinerClass } from '../../executor/shuffle/append-only-map.js';
import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { collect } from './collect.js';
import { shuffled } from './shuffled.js';

export function combineByKey(
  rdd: RDD<any>,
  createCombiner: (value: any) => any,
  mergeValue: (combiner: any, value: any) => any,
  mergeCombiners: (a: any, b: any) => any,
  numPartitions?: number | Partitioner,
  mapSideCombine = true,
): RDD<any> {
  return shuffled(rdd, 'combineByKey', numPartitions, {
    closures: [createCombiner, mergeValue, mergeCombiners],
    mapSideCombine,
    aggregator: writer => ({
      createCombiner: writer.fn(createCombiner),
      mergeValue: writer.fn(mergeValue),
      mergeCombiners: writer.fn(mergeCombiners),
    }),
  });
}

/** Merged on the executors, then on the driver: no shuffle. */
export function reduceByKeyLocally<K, V>(rdd: RDD<any>, f: (a: V, b: V) => V): Map<K, V> {
  const merged = rdd.derive<[K, V]>(
    narrow(
      rdd,
      'reduceByKeyLocally',
      writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('combineByKey', builtin('identity'), writer.fn(f), writer.fn(f)) }),
      { closures: [f] },
    ),
  );
  return new Map(mergedByKey(collect(merged, 'reduceByKeyLocally'), f));
}

/** Values of equal keys merged, on the driver. */
export function mergedByKey<K, V>(pairs: Iterable<readonly [K, V]>, f: (a: V, b: V) => V): [K, V][] {
  const map = new (newCombinerClass('arrival'))({
    createCombiner: value => value,
    mergeValue: f as (a: unknown, b: unknown) => unknown,
    mergeCombiners: f as (a: unknown, b: unknown) => unknown,
  });
  for (const [key, value] of pairs) map.combine(key, value);
  return Array.from({ length: map.size }, (_, entry) => [map.keys[entry] as K, map.combiners[entry] as V]);
}
