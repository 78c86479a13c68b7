import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

export function filter<T>(rdd: RDD<T>, f: (row: T) => unknown): RDD<T> {
  return rdd.derive(
    narrow(rdd, 'filter', writer => ({ kind: 'filter', parent: rdd.id, f: writer.fn(f) }), { closures: [f], partitioner: rdd.partitioner }),
  );
}
