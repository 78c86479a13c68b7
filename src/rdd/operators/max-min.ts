import { compareKeys } from '../../executor/shuffle/key-ordering.js';
import type { Compare, RDD } from '../rdd.js';
import { builtin } from '../rdd-definition.js';
import { reduceWith } from './reduce.js';

export function max<T>(rdd: RDD<T>, compare?: Compare<T>): T {
  const order = compare ?? (compareKeys as Compare<T>);
  return reduceWith(
    rdd,
    writer => builtin('max', compare && writer.fn(compare)),
    (a, b) => (order(a, b) >= 0 ? a : b),
    'max',
  );
}

export function min<T>(rdd: RDD<T>, compare?: Compare<T>): T {
  const order = compare ?? (compareKeys as Compare<T>);
  return reduceWith(
    rdd,
    writer => builtin('min', compare && writer.fn(compare)),
    (a, b) => (order(a, b) <= 0 ? a : b),
    'min',
  );
}
