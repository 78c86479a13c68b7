import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

export function mapValues(rdd: RDD<any>, f: (value: any) => any): RDD<any> {
  return rdd.derive(
    narrow(rdd, 'mapValues', writer => ({ kind: 'mapValues', parent: rdd.id, f: writer.fn(f) }), {
      closures: [f],
      partitioner: rdd.partitioner,
    }),
  );
}

export function flatMapValues(rdd: RDD<any>, f: (value: any) => Iterable<any>): RDD<any> {
  return rdd.derive(
    narrow(rdd, 'flatMapValues', writer => ({ kind: 'flatMapValues', parent: rdd.id, f: writer.fn(f) }), {
      closures: [f],
      partitioner: rdd.partitioner,
    }),
  );
}
