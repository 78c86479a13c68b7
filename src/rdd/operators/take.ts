import { SparkError } from '../../errors/spark-error.js';
import type { RDD } from '../rdd.js';

/** Partitions tried next, as a multiple of those tried (`spark.rdd.limit.scaleUpFactor`). */
const SCALE_UP = 4;

/** Tries one partition, then more and more at a time, until there are enough rows. */
export function take<T>(rdd: RDD<T>, rowCount: number, operator = 'take'): T[] {
  const rows: T[] = [];
  const total = rdd.getNumPartitions();
  let tried = 0;
  while (rows.length < rowCount && tried < total) {
    let next = 1;
    if (tried > 0) {
      // From what was found, guess how many partitions hold the rest, and half as many again.
      next =
        rows.length === 0
          ? tried * SCALE_UP
          : Math.min(Math.max(Math.ceil((1.5 * rowCount * tried) / rows.length) - tried, 1), tried * SCALE_UP);
    }
    const partitions = Array.from({ length: Math.min(next, total - tried) }, (_, index) => tried + index);
    const left = rowCount - rows.length;
    for (const part of rdd.context.runSink<T[]>(rdd, () => ({ kind: 'take', rowCount: left }), operator, partitions)) {
      for (const row of part) if (rows.length < rowCount) rows.push(row);
    }
    tried += partitions.length;
  }
  return rows;
}

export function first<T>(rdd: RDD<T>): T {
  const rows = take(rdd, 1, 'first');
  if (rows.length === 0) throw emptyCollection();
  return rows[0]!;
}

export const emptyCollection = (): SparkError => new SparkError('SparkUnsupportedOperationException', 'empty collection');
