import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

export function map<T, U>(rdd: RDD<T>, f: (row: T) => U): RDD<U> {
  return rdd.derive(narrow(rdd, 'map', writer => ({ kind: 'map', parent: rdd.id, f: writer.fn(f) }), { closures: [f] }));
}
