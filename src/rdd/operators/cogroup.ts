import type { GroupInput } from '../lineage.js';
import { type Partitioner, partitionerFor } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { type Dependency, type NodeWriter, narrow } from '../rdd-definition.js';
import { shuffleNode } from './shuffled.js';

/** `[key, [values of each input]]`. Inputs that are partitioned so already are read where they lie. */
export function cogrouped(rdds: readonly RDD<any>[], numPartitions: number | Partitioner | undefined, operator: string): RDD<any> {
  const [first, ...others] = rdds;
  const partitioner = partitionerFor(numPartitions, first!, ...others);
  const inputs = groupInputs(rdds, partitioner);
  return first!.derive({
    className: 'CoGroupedRDD',
    operator,
    dependencies: inputs.dependencies,
    partitioner,
    shuffleIds: inputs.shuffleIds,
    numPartitions: () => partitioner.numPartitions,
    node: writer => ({ kind: 'cogroup', inputs: inputs.nodes(writer) }),
  });
}

/** Inputs that are to be grouped by key: a shuffle each, unless an input is partitioned so already. */
export function groupInputs(rdds: readonly RDD<any>[], partitioner: Partitioner) {
  const inputs = rdds.map(rdd => ({ rdd, shuffleId: partitioner.equals(rdd.partitioner) ? undefined : rdd.context.newShuffleId() }));
  return {
    dependencies: inputs.map(({ rdd, shuffleId }): Dependency => ({ rdd, kind: shuffleId === undefined ? 'narrow' : 'shuffle' })),
    shuffleIds: inputs.flatMap(({ shuffleId }) => shuffleId ?? []),
    nodes: (writer: NodeWriter): GroupInput[] =>
      inputs.map(({ rdd, shuffleId }) =>
        shuffleId === undefined ? { parent: rdd.id } : { shuffle: shuffleNode(shuffleId, rdd, partitioner, writer, undefined, false) },
      ),
  };
}

/** @param args other pair RDDs, then perhaps a partition count or a partitioner */
export function cogroup(rdd: RDD<any>, args: readonly (RDD<any> | number | Partitioner | undefined)[], operator = 'cogroup'): RDD<any> {
  const last = args[args.length - 1];
  const hasTarget = last === undefined || typeof last === 'number' || !('derive' in last);
  const others = (hasTarget ? args.slice(0, -1) : args) as RDD<any>[];
  const grouped = cogrouped([rdd, ...others], hasTarget ? (last as number | Partitioner | undefined) : undefined, operator);
  return grouped.derive(narrow(grouped, operator, () => ({ kind: 'identity', parent: grouped.id }), { partitioner: grouped.partitioner }));
}
