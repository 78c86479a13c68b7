import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

/** Row k of partition i of n gets k * n + i. No job is run: ids have gaps where partitions differ in length. */
export function zipWithUniqueId<T>(rdd: RDD<T>): RDD<[T, number]> {
  return rdd.derive(
    narrow(rdd, 'zipWithUniqueId', () => {
      const step = rdd.getNumPartitions();
      return { kind: 'numbered', parent: rdd.id, firstNumbers: Array.from({ length: step }, (_, i) => i), step };
    }),
  );
}
