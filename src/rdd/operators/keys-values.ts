import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

export function keys(rdd: RDD<any>, operator = 'keys'): RDD<any> {
  return rdd.derive(narrow(rdd, operator, () => ({ kind: 'map', parent: rdd.id, f: builtin('key') })));
}

export function values(rdd: RDD<any>, operator = 'values'): RDD<any> {
  return rdd.derive(narrow(rdd, operator, () => ({ kind: 'map', parent: rdd.id, f: builtin('value') })));
}

export function keyBy<T, K>(rdd: RDD<T>, f: (row: T) => K, operator = 'keyBy'): RDD<[K, T]> {
  return rdd.derive(
    narrow(rdd, operator, writer => ({ kind: 'map', parent: rdd.id, f: builtin('keyBy', writer.fn(f)) }), { closures: [f] }),
  );
}
