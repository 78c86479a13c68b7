import type { NodeFunction } from '../lineage.js';
import type { RDD } from '../rdd.js';
import type { NodeWriter } from '../rdd-definition.js';
import { emptyCollection } from './take.js';

/** Partial results are merged on the driver in order of the partitions. */
export function reduce<T>(rdd: RDD<T>, f: (a: T, b: T) => T, operator = 'reduce'): T {
  rdd.context.checkClosure(f);
  return reduceWith(rdd, writer => writer.fn(f), f, operator);
}

/** @param nodeFunction what the executors run; `f` is the same on the driver */
export function reduceWith<T>(rdd: RDD<T>, nodeFunction: (writer: NodeWriter) => NodeFunction, f: (a: T, b: T) => T, operator: string): T {
  const parts = rdd.context.runSink<{ value?: T }>(rdd, writer => ({ kind: 'reduce', f: nodeFunction(writer) }), operator);
  const values = parts.filter(part => 'value' in part).map(part => part.value as T);
  if (values.length === 0) throw emptyCollection();
  return values.reduce((a, b) => f(a, b));
}
