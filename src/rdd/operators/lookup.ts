import { keyEquals } from '../../executor/shuffle/java-hash.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { collect } from './collect.js';
import { values } from './keys-values.js';

/** The values of one key. When the RDD is partitioned by key, one partition is looked at. */
export function lookup<V>(rdd: RDD<any>, key: unknown): V[] {
  const { partitioner } = rdd;
  if (partitioner !== undefined) {
    const partition = partitioner.getPartition(key);
    const [rows] = rdd.context.runSink<[unknown, V][]>(rdd, () => ({ kind: 'collect' }), 'lookup', [partition]);
    return rows!.filter(([other]) => keyEquals(other, key)).map(([, value]) => value);
  }
  const found = rdd.derive<any>(narrow(rdd, 'lookup', () => ({ kind: 'filter', parent: rdd.id, f: builtin('keyEquals', key) })));
  return collect(values(found, 'lookup'), 'lookup');
}

/** The last value of each key. */
export function collectAsMap<K, V>(rdd: RDD<any>): Map<K, V> {
  return new Map(collect<[K, V]>(rdd, 'collectAsMap'));
}
