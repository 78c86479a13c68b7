import { type Partitioner, partitionerFor } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';
import { shuffleNode } from './shuffled.js';

/** `[key, [values of each input]]`. Inputs that are partitioned so already are read where they lie. */
export function cogrouped(rdds: readonly RDD<any>[], numPartitions: number | Partitioner | undefined, operator: string): RDD<any> {
  const [first, ...others] = rdds;
  const partitioner = partitionerFor(numPartitions, first!, ...others);
  const inputs = rdds.map(rdd => ({ rdd, shuffleId: partitioner.equals(rdd.partitioner) ? undefined : rdd.context.newShuffleId() }));
  return first!.derive({
    className: 'CoGroupedRDD',
    operator,
    dependencies: inputs.map(({ rdd, shuffleId }) => ({ rdd, kind: shuffleId === undefined ? 'narrow' : 'shuffle' })),
    partitioner,
    shuffleIds: inputs.flatMap(({ shuffleId }) => shuffleId ?? []),
    numPartitions: () => partitioner.numPartitions,
    node: writer => ({
      kind: 'cogroup',
      inputs: inputs.map(({ rdd, shuffleId }) =>
        shuffleId === undefined ? { parent: rdd.id } : { shuffle: shuffleNode(shuffleId, rdd, partitioner, writer, undefined, false) },
      ),
    }),
  });
}

/** @param args other pair RDDs, then perhaps a partition count or a partitioner */
export function cogroup(rdd: RDD<any>, args: readonly (RDD<any> | number | Partitioner | undefined)[]): RDD<any> {
  const last = args[args.length - 1];
  const hasTarget = last === undefined || typeof last === 'number' || !('derive' in last);
  const others = (hasTarget ? args.slice(0, -1) : args) as RDD<any>[];
  const grouped = cogrouped([rdd, ...others], hasTarget ? (last as number | Partitioner | undefined) : undefined, 'cogroup');
  return grouped.derive(narrow(grouped, 'cogroup', () => ({ kind: 'identity', parent: grouped.id }), { partitioner: grouped.partitioner }));
}
