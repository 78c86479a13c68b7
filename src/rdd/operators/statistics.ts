import { SparkError } from '../../errors/spark-error.js';
import { StatCounter } from '../../executor/approximate/stat-counter.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { illegalArgument } from '../requirement.js';
import { collect } from './collect.js';
import { emptyCollection } from './take.js';

export function stats(rdd: RDD<number>, operator = 'stats'): StatCounter {
  const parts = statistics(rdd, operator);
  if (parts.length === 0) throw emptyCollection();
  return parts.reduce((counter, part) => counter.mergeData(part), new StatCounter());
}

function statistics(rdd: RDD<number>, operator: string): (readonly number[])[] {
  return collect(
    rdd.derive<readonly number[]>(narrow(rdd, operator, () => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('statistics') }))),
    operator,
  );
}

export function sum(rdd: RDD<number>): number {
  const zero = rdd.context.encode([0]);
  return rdd.context.runSink<number>(rdd, () => ({ kind: 'fold', zero, f: builtin('add') }), 'sum').reduce((a, b) => a + b, 0);
}

/** Counts of rows between each two neighbouring buckets; the last bucket holds its upper end too. */
export function histogram(rdd: RDD<number>, buckets: readonly number[], evenBuckets: boolean): number[] {
  if (buckets.length < 2) throw illegalArgument('buckets array must have at least two elements');
  const counts = collect(
    rdd.derive<number[]>(
      narrow(rdd, 'histogram', () => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('histogram', buckets, evenBuckets) })),
    ),
    'histogram',
  );
  if (counts.length === 0) throw emptyCollection();
  return counts.reduce((total, part) => total.map((count, i) => count + part[i]!));
}

/** Buckets of equal width between the least and the largest row. */
export function evenHistogram(rdd: RDD<number>, bucketCount: number): [number[], number[]] {
  const { min, max } = stats(rdd, 'histogram');
  if (!Number.isFinite(min) || !Number.isFinite(max)) {
    throw new SparkError('SparkUnsupportedOperationException', 'Histogram on either an empty RDD or RDD containing +/-infinity or NaN');
  }
  const buckets = min === max ? [min, min] : evenBuckets(min, max, bucketCount);
  return [buckets, histogram(rdd, buckets, true)];
}

/** From `min` by equal steps; the last is `max` itself, whatever rounding made of it. */
function evenBuckets(min: number, max: number, count: number): number[] {
  if (count < 1) return [max];
  return [...Array.from({ length: count }, (_, i) => min + (i * (max - min)) / count), max];
}
