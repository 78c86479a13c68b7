import type { SparkContext } from '../../context/spark-context.js';
import type { RDD } from '../rdd.js';

/** Partitions of all parents, one after the other; of parents that are partitioned alike, partition by partition. */
export function union<T>(context: SparkContext, rdds: readonly RDD<T>[]): RDD<T> {
  const [first] = rdds;
  const partitioner = first?.partitioner;
  const alike = partitioner !== undefined && rdds.length > 1 && rdds.every(rdd => partitioner.equals(rdd.partitioner));
  return context.newRdd<T>({
    className: alike ? 'PartitionerAwareUnionRDD' : 'UnionRDD',
    operator: 'union',
    dependencies: rdds.map(rdd => ({ rdd, kind: 'narrow' })),
    partitioner: alike ? partitioner : undefined,
    numPartitions: () => (alike ? partitioner.numPartitions : rdds.reduce((count, rdd) => count + rdd.getNumPartitions(), 0)),
    node: () =>
      alike
        ? { kind: 'zipPartitions', parents: rdds.map(rdd => rdd.id), f: { kind: 'builtin', name: 'chain', args: [] } }
        : { kind: 'union', parents: rdds.map(rdd => rdd.id), parentPartitionCounts: rdds.map(rdd => rdd.getNumPartitions()) },
  });
}
