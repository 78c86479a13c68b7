import type { RDD } from '../rdd.js';
import { emptyCollection } from './take.js';

/** Partial results are merged on the driver in order of the partitions. */
export function reduce<T>(rdd: RDD<T>, f: (a: T, b: T) => T): T {
  rdd.context.checkClosure(f);
  const parts = rdd.context.runSink<{ value?: T }>(rdd, writer => ({ kind: 'reduce', f: writer.fn(f) }), 'reduce');
  const values = parts.filter(part => 'value' in part).map(part => part.value as T);
  if (values.length === 0) throw emptyCollection();
  return values.reduce((a, b) => f(a, b));
}

export function fold<T>(rdd: RDD<T>, zero: T, f: (a: T, b: T) => T): T {
  rdd.context.checkClosure(f);
  const start = rdd.context.encode([zero]);
  return rdd.context.runSink<T>(rdd, writer => ({ kind: 'fold', zero: start, f: writer.fn(f) }), 'fold').reduce((a, b) => f(a, b), zero);
}
