/** From the results of some tasks to bounds of the whole. Source: Spark's partial.CountEvaluator, MeanEvaluator, SumEvaluator. */
import { StatCounter } from '../../executor/approximate/stat-counter.js';
import { BoundedDouble } from './bounded-double.js';
import { normalQuantile, poissonQuantile, studentQuantile } from './distributions.js';

/** @param results of the tasks that have ended
 *  @param total tasks of the job */
export type Evaluate<P, R> = (results: readonly P[], total: number) => R;

const INFINITE = Number.POSITIVE_INFINITY;

export function countEvaluator(confidence: number): Evaluate<number, BoundedDouble> {
  return (counts, total) =>
    boundCount(
      counts.reduce((sum, count) => sum + count, 0),
      counts.length,
      total,
      confidence,
    );
}

function boundCount(sum: number, ended: number, total: number, confidence: number): BoundedDouble {
  if (ended === total) return new BoundedDouble(sum, 1, sum, sum);
  if (ended === 0 || sum === 0) return new BoundedDouble(0, 0, 0, INFINITE);
  // Rows have been seen at some rate: how many the other partitions hold is a Poisson number.
  const share = ended / total;
  const expected = (sum * (1 - share)) / share;
  const [low, high] = [poissonQuantile(expected, (1 - confidence) / 2), poissonQuantile(expected, (1 + confidence) / 2)];
  return new BoundedDouble(sum + expected, confidence, sum + low, sum + high);
}

export function groupedCountEvaluator<K>(
  confidence: number,
  merge: (counts: readonly (readonly [K, number])[]) => readonly (readonly [K, number])[],
): Evaluate<readonly (readonly [K, number])[], Map<K, BoundedDouble>> {
  return (parts, total) =>
    new Map(merge(parts.flat()).map(([key, count]) => [key, boundCount(count, parts.length, total, confidence)] as const));
}

export function meanEvaluator(confidence: number): Evaluate<readonly number[], BoundedDouble> {
  return (parts, total) => {
    const counter = merged(parts);
    const { mean, count } = counter;
    if (parts.length === total) return new BoundedDouble(mean, 1, mean, mean);
    if (count === 0) return new BoundedDouble(0, 0, -INFINITE, INFINITE);
    if (count === 1) return new BoundedDouble(mean, confidence, -INFINITE, INFINITE);
    const reach = confidenceFactor(count, confidence) * Math.sqrt(counter.sampleVariance / count);
    return new BoundedDouble(mean, confidence, mean - reach, mean + reach);
  };
}

export function sumEvaluator(confidence: number): Evaluate<readonly number[], BoundedDouble> {
  return (parts, total) => {
    const counter = merged(parts);
    const { mean, count, sum } = counter;
    if (parts.length === total) return new BoundedDouble(sum, 1, sum, sum);
    if (count === 0) return new BoundedDouble(0, 0, -INFINITE, INFINITE);
    // What has not been seen is presumed to be as what has been.
    const share = parts.length / total;
    const restCount = (count * (1 - share)) / share;
    const rest = mean * restCount;
    if (count === 1) return new BoundedDouble(sum + rest, confidence, -INFINITE, INFINITE);
    const meanVariance = counter.sampleVariance / count;
    const countVariance = (count * (1 - share)) / (share * share);
    const variance = mean * mean * countVariance + restCount * restCount * meanVariance + meanVariance * countVariance;
    const reach = confidenceFactor(count, confidence) * Math.sqrt(variance);
    return new BoundedDouble(sum + rest, confidence, sum + rest - reach, sum + rest + reach);
  };
}

const merged = (parts: readonly (readonly number[])[]): StatCounter =>
  parts.reduce((counter, part) => counter.mergeData(part), new StatCounter());

const confidenceFactor = (count: number, confidence: number): number =>
  count > 100 ? normalQuantile((1 + confidence) / 2) : studentQuantile(count - 1, (1 + confidence) / 2);
