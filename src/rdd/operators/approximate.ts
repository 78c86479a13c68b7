/** Actions with a time limit: what is known when it is up, with bounds. */
import type { BoundedDouble } from '../approximate/bounded-double.js';
import { countEvaluator, type Evaluate, groupedCountEvaluator, meanEvaluator, sumEvaluator } from '../approximate/evaluators.js';
import type { PartialResult } from '../approximate/partial-result.js';
import type { Sink } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';
import { mergedByKey } from './combine-by-key.js';

export function countApprox(rdd: RDD<any>, timeoutMs: number, confidence: number): PartialResult<BoundedDouble> {
  assertConfidence(confidence);
  return approximate(rdd, { kind: 'count' }, 'countApprox', timeoutMs, countEvaluator(confidence));
}

export function sumApprox(rdd: RDD<number>, timeoutMs: number, confidence: number): PartialResult<BoundedDouble> {
  return approximate(rdd, partitionSink('statisticsOf'), 'sumApprox', timeoutMs, sumEvaluator(confidence));
}

export function meanApprox(rdd: RDD<number>, timeoutMs: number, confidence: number): PartialResult<BoundedDouble> {
  return approximate(rdd, partitionSink('statisticsOf'), 'meanApprox', timeoutMs, meanEvaluator(confidence));
}

export function countByValueApprox<T>(
  rdd: RDD<T>,
  timeoutMs: number,
  confidence: number,
  operator = 'countByValueApprox',
): PartialResult<Map<T, BoundedDouble>> {
  assertConfidence(confidence);
  const evaluate = groupedCountEvaluator<T>(confidence, counts => mergedByKey(counts, (a, b) => a + b));
  return approximate(rdd, partitionSink('countValues'), operator, timeoutMs, evaluate);
}

export function countByKeyApprox<K>(rdd: RDD<any>, timeoutMs: number, confidence: number): PartialResult<Map<K, BoundedDouble>> {
  const keys = rdd.derive<K>(narrow(rdd, 'countByKeyApprox', () => ({ kind: 'map', parent: rdd.id, f: builtin('key') })));
  return countByValueApprox(keys, timeoutMs, confidence, 'countByKeyApprox');
}

function approximate<P, R>(rdd: RDD<any>, sink: Sink, operator: string, timeoutMs: number, evaluate: Evaluate<P, R>): PartialResult<R> {
  return rdd.context.runSinkFor(rdd, () => sink, operator, timeoutMs, evaluate);
}

const partitionSink = (name: string): Sink => ({ kind: 'partition', f: builtin(name) });

const assertConfidence = (confidence: number): void =>
  requirement(confidence >= 0 && confidence <= 1, `confidence (${confidence}) must be in [0,1]`);
