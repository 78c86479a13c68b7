import type { RDD } from '../rdd.js';
import { builtin } from '../rdd-definition.js';

export function foreach<T>(rdd: RDD<T>, f: (row: T) => void): void {
  rdd.context.checkClosure(f);
  rdd.context.runSink(rdd, writer => ({ kind: 'foreach', f: writer.fn(f) }), 'foreach');
}

export function foreachPartition<T>(rdd: RDD<T>, f: (rows: IterableIterator<T>) => void): void {
  rdd.context.checkClosure(f);
  rdd.context.runSink(rdd, writer => ({ kind: 'partition', f: builtin('forEachPartition', writer.fn(f)) }), 'foreachPartition');
}
