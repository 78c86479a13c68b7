/** Statistics, on RDDs of numbers. */
import type { StatCounter } from '../executor/approximate/stat-counter.js';
import type { BoundedDouble } from './approximate/bounded-double.js';
import type { PartialResult } from './approximate/partial-result.js';
import * as op from './operators/index.js';
import type { RDD } from './rdd.js';
import { RddBase } from './rdd-base.js';

/** Operations on numbers are there on RDDs of numbers only. */
type Numbers = RDD<number>;

export abstract class DoubleRDDFunctions<T> extends RddBase<T> {
  sum(this: Numbers): number {
    return op.sum(this);
  }

  /** Count, mean, standard deviation, largest and least in one pass.
   *  @throws when the RDD has no partitions */
  stats(this: Numbers): StatCounter {
    return op.stats(this);
  }

  mean(this: Numbers): number {
    return op.stats(this, 'mean').mean;
  }

  /** Of a whole population: divided by the count. */
  variance(this: Numbers): number {
    return op.stats(this, 'variance').variance;
  }

  popVariance(this: Numbers): number {
    return op.stats(this, 'popVariance').popVariance;
  }

  /** Of a sample: divided by the count less one. */
  sampleVariance(this: Numbers): number {
    return op.stats(this, 'sampleVariance').sampleVariance;
  }

  stdev(this: Numbers): number {
    return op.stats(this, 'stdev').stdev;
  }

  popStdev(this: Numbers): number {
    return op.stats(this, 'popStdev').popStdev;
  }

  sampleStdev(this: Numbers): number {
    return op.stats(this, 'sampleStdev').sampleStdev;
  }

  /** Rows counted in buckets of equal width, or between the given bounds: each bucket holds its lower end, the last its upper end too.
   *  @param evenBuckets the given bounds are of equal width: a row's bucket need not be searched
   *  @example sc.parallelize([1, 2, 3]).histogram(2) // [[1, 2, 3], [1, 2]] */
  histogram(this: Numbers, bucketCount: number): [buckets: number[], counts: number[]];
  histogram(this: Numbers, buckets: readonly number[], evenBuckets?: boolean): number[];
  histogram(this: Numbers, buckets: number | readonly number[], evenBuckets = false): [number[], number[]] | number[] {
    return typeof buckets === 'number' ? op.evenHistogram(this, buckets) : op.histogram(this, buckets, evenBuckets);
  }

  /** What is known of the sum when the time is up. */
  sumApprox(this: Numbers, timeoutMs: number, confidence = 0.95): PartialResult<BoundedDouble> {
    return op.sumApprox(this, timeoutMs, confidence);
  }

  meanApprox(this: Numbers, timeoutMs: number, confidence = 0.95): PartialResult<BoundedDouble> {
    return op.meanApprox(this, timeoutMs, confidence);
  }
}
