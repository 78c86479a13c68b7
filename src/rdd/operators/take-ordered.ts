import { compareKeys } from '../../executor/shuffle/key-ordering.js';
import type { Compare, RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { collect } from './collect.js';

/** The first rows of each partition in order, then the first of those. */
export function takeOrdered<T>(
  rdd: RDD<T>,
  rowCount: number,
  compare: Compare<T> | undefined,
  operator = 'takeOrdered',
  descending = false,
): T[] {
  if (rowCount <= 0) return [];
  const firsts = rdd.derive<T>(
    narrow(
      rdd,
      operator,
      writer => ({
        kind: 'mapPartitions',
        parent: rdd.id,
        f: builtin('takeOrdered', rowCount, compare === undefined ? undefined : writer.fn(compare), descending),
      }),
      { closures: compare === undefined ? [] : [compare] },
    ),
  );
  const order = compare ?? (compareKeys as Compare<T>);
  return collect(firsts, operator)
    .sort((a, b) => (descending ? order(b, a) : order(a, b)))
    .slice(0, rowCount);
}

export function top<T>(rdd: RDD<T>, rowCount: number, compare?: Compare<T>): T[] {
  return takeOrdered(rdd, rowCount, compare, 'top', true);
}
