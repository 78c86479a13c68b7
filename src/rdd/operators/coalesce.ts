import { RoundRobinPartitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';
import { shuffled } from './shuffled.js';

/** @param shuffle deals the rows out evenly first; without it partitions are only put together */
export function coalesce<T>(rdd: RDD<T>, numPartitions: number, shuffle: boolean, operator: string): RDD<T> {
  requirement(Number.isInteger(numPartitions) && numPartitions > 0, `Number of partitions (${numPartitions}) must be positive.`);
  if (!shuffle) return coalesced(rdd, numPartitions, operator);
  const whole = rdd.derive<T>(narrow(rdd, operator, () => ({ kind: 'identity', parent: rdd.id })));
  const dealt = coalesced(shuffled<T>(whole, operator, new RoundRobinPartitioner(numPartitions), {}), numPartitions, operator);
  return dealt.derive(narrow(dealt, operator, () => ({ kind: 'identity', parent: dealt.id })));
}

function coalesced<T>(rdd: RDD<T>, numPartitions: number, operator: string): RDD<T> {
  const count = (): number => Math.min(numPartitions, rdd.getNumPartitions());
  return rdd.derive({
    className: 'CoalescedRDD',
    operator,
    dependencies: [{ rdd, kind: 'narrow' }],
    numPartitions: count,
    node: () => {
      const [parents, groups] = [rdd.getNumPartitions(), count()];
      const edge = (i: number): number => Math.floor((i * parents) / groups);
      return {
        kind: 'coalesce',
        parent: rdd.id,
        groups: Array.from({ length: groups }, (_, i) => Array.from({ length: edge(i + 1) - edge(i) }, (_, j) => edge(i) + j)),
      };
    },
  });
}
