import { compareKeys } from '../../executor/shuffle/key-ordering.js';
import type { Compare, RDD } from '../rdd.js';
import { builtin } from '../rdd-definition.js';

/** The first rows of each partition in order, then the first of those. */
export function takeOrdered<T>(
  rdd: RDD<T>,
  rowCount: number,
  compare: Compare<T> | undefined,
  operator = 'takeOrdered',
  descending = false,
): T[] {
  if (rowCount <= 0) return [];
  const parts = rdd.context.runSink<T[]>(
    rdd,
    writer => ({
      kind: 'partition',
      f: builtin('takeOrdered', rowCount, compare === undefined ? undefined : writer.fn(compare), descending),
    }),
    operator,
  );
  const order = compare ?? (compareKeys as Compare<T>);
  return parts
    .flat(1)
    .sort((a, b) => (descending ? order(b as T, a as T) : order(a as T, b as T)))
    .slice(0, rowCount) as T[];
}

export function top<T>(rdd: RDD<T>, rowCount: number, compare?: Compare<T>): T[] {
  return takeOrdered(rdd, rowCount, compare, 'top', true);
}
