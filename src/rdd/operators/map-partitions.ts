import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

export function mapPartitions<T, U>(rdd: RDD<T>, f: (rows: IterableIterator<T>) => Iterable<U>, preservesPartitioning: boolean): RDD<U> {
  return rdd.derive(
    narrow(rdd, 'mapPartitions', writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('rowsOnly', writer.fn(f)) }), {
      closures: [f],
      partitioner: preservesPartitioning ? rdd.partitioner : undefined,
    }),
  );
}

export function mapPartitionsWithIndex<T, U>(
  rdd: RDD<T>,
  f: (index: number, rows: IterableIterator<T>) => Iterable<U>,
  preservesPartitioning: boolean,
): RDD<U> {
  return rdd.derive(
    narrow(rdd, 'mapPartitionsWithIndex', writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('indexFirst', writer.fn(f)) }), {
      closures: [f],
      partitioner: preservesPartitioning ? rdd.partitioner : undefined,
    }),
  );
}
