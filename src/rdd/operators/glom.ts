import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

export function glom<T>(rdd: RDD<T>): RDD<T[]> {
  return rdd.derive(narrow(rdd, 'glom', () => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('glom') })));
}
