import type { RDD } from '../rdd.js';

/** Each pair of rows; partition i * n + j pairs partition i of the left with partition j of the n of the right. */
export function cartesian<T, U>(rdd: RDD<T>, other: RDD<U>): RDD<[T, U]> {
  return rdd.derive({
    className: 'CartesianRDD',
    operator: 'cartesian',
    dependencies: [
      { rdd, kind: 'narrow' },
      { rdd: other, kind: 'narrow' },
    ],
    numPartitions: () => rdd.getNumPartitions() * other.getNumPartitions(),
    node: () => ({ kind: 'cartesian', parents: [rdd.id, other.id], rightPartitions: other.getNumPartitions() }),
  });
}
