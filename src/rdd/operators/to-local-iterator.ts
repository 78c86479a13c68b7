import type { RDD } from '../rdd.js';

/** A job a partition, when its first row is asked for: the driver holds one partition at a time (two when the next one is fetched ahead). */
export function* toLocalIterator<T>(rdd: RDD<T>, prefetchPartitions: boolean): Generator<T, undefined, undefined> {
  const collectPartition = (partition: number): (() => T[]) => {
    if (prefetchPartitions) {
      const job = rdd.context.startSink<T[]>(rdd, () => ({ kind: 'collect' }), 'toLocalIterator', [partition]);
      return () => job.get()[0]!;
    }
    return () => rdd.context.runSink<T[]>(rdd, () => ({ kind: 'collect' }), 'toLocalIterator', [partition])[0]!;
  };
  const count = rdd.getNumPartitions();
  let next = count > 0 ? collectPartition(0) : undefined;
  for (let partition = 1; next !== undefined; partition++) {
    const rows = next();
    next = partition < count ? collectPartition(partition) : undefined;
    yield* rows;
  }
  return undefined;
}
