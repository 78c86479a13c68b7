import type { NodeFunction } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, type NodeWriter } from '../rdd-definition.js';
import { illegalArgument } from '../requirement.js';

/** Rows of equal index. */
export function zip<T, U>(rdd: RDD<T>, other: RDD<U>): RDD<[T, U]> {
  return zipped([rdd, other], 'zip', () => builtin('zip'), [], false);
}

/** Partitions of equal index, as iterators, through `f`. */
export function zipPartitions(
  rdds: readonly RDD<any>[],
  f: (...partitions: IterableIterator<any>[]) => Iterable<any>,
  preservesPartitioning: boolean,
): RDD<any> {
  return zipped(rdds, 'zipPartitions', writer => writer.fn(f), [f], preservesPartitioning);
}

function zipped(
  rdds: readonly RDD<any>[],
  operator: string,
  f: (writer: NodeWriter) => NodeFunction,
  closures: readonly Function[],
  preservesPartitioning: boolean,
): RDD<any> {
  const [first] = rdds as [RDD<any>];
  return first.derive({
    className: `ZippedPartitionsRDD${rdds.length}`,
    operator,
    dependencies: rdds.map(rdd => ({ rdd, kind: 'narrow' })),
    partitioner: preservesPartitioning ? first.partitioner : undefined,
    closures,
    numPartitions: () => {
      const counts = rdds.map(rdd => rdd.getNumPartitions());
      if (counts.some(count => count !== counts[0])) {
        throw illegalArgument(`Can't zip RDDs with unequal numbers of partitions: List(${counts.join(', ')})`);
      }
      return counts[0]!;
    },
    node: writer => ({ kind: 'zipPartitions', parents: rdds.map(rdd => rdd.id), f: f(writer) }),
  });
}
