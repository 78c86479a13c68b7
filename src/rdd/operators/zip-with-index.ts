import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

/** The index of a partition's first row is the number of rows before it: a job counts all partitions but the last. */
export function zipWithIndex<T>(rdd: RDD<T>): RDD<[T, number]> {
  const others = Array.from({ length: Math.max(0, rdd.getNumPartitions() - 1) }, (_, index) => index);
  const counts = rdd.context.runSink<number>(rdd, () => ({ kind: 'count' }), 'zipWithIndex', others);
  const firstIndices = [0];
  for (const count of counts) firstIndices.push(firstIndices[firstIndices.length - 1]! + count);
  return rdd.derive({
    ...narrow(rdd, 'zipWithIndex', () => ({ kind: 'numbered', parent: rdd.id, firstNumbers: firstIndices, step: 1 })),
    className: 'ZippedWithIndexRDD',
  });
}
