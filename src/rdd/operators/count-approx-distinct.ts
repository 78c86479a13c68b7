import { HyperLogLog, precisionFor } from '../../executor/approximate/hyper-log-log.js';
import type { Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';
import { shuffled } from './shuffled.js';

function precisionOf(relativeSD: number): number {
  requirement(relativeSD > 0.000017, `accuracy (${scientific(relativeSD)}) must be greater than 0.000017`);
  return precisionFor(relativeSD);
}

export function countApproxDistinct(rdd: RDD<any>, relativeSD: number): number {
  const precision = precisionOf(relativeSD);
  const parts = rdd.context.runSink<Uint8Array>(
    rdd,
    () => ({ kind: 'partition', f: builtin('distinctRegisters', precision) }),
    'countApproxDistinct',
  );
  return parts.reduce((counter, registers) => counter.merge(registers), new HyperLogLog(precision)).cardinality();
}

export function countApproxDistinctByKey(rdd: RDD<any>, relativeSD: number, numPartitions?: number | Partitioner): RDD<any> {
  const precision = precisionOf(relativeSD);
  const operator = 'countApproxDistinctByKey';
  const counters = shuffled<[any, Uint8Array]>(rdd, operator, numPartitions, {
    mapSideCombine: true,
    aggregator: () => ({
      createCombiner: builtin('newRegisters', precision),
      mergeValue: builtin('addToRegisters', precision),
      mergeCombiners: builtin('mergeRegisters', precision),
    }),
  });
  return counters.derive(
    narrow(counters, operator, () => ({ kind: 'mapValues', parent: counters.id, f: builtin('cardinality', precision) }), {
      partitioner: counters.partitioner,
    }),
  );
}

/** As Java prints a small double. */
const scientific = (value: number): string =>
  value >= 1e-3
    ? String(value)
    : value
        .toExponential()
        .replace(/^(-?\d+)e/, '$1.0e')
        .replace('e', 'E');
