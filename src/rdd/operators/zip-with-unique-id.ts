import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

/** No job is run: ids have gaps where partitions differ in length. */
export function zipWithUniqueId<T>(rdd: RDD<T>): RDD<[T, number]> {
  return rdd.derive(
    narrow(rdd, 'zipWithUniqueId', () => ({
      kind: 'mapPartitions',
      parent: rdd.id,
      f: builtin('zipWithUniqueId', rdd.getNumPartitions()),
    })),
  );
}
