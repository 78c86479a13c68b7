import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

export function flatMap<T, U>(rdd: RDD<T>, f: (row: T) => Iterable<U>): RDD<U> {
  return rdd.derive(narrow(rdd, 'flatMap', writer => ({ kind: 'flatMap', parent: rdd.id, f: writer.fn(f) }), { closures: [f] }));
}
