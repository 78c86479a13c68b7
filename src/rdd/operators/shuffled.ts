/** A shuffle of pairs: what `reduceByKey`, `groupByKey`, `distinct`, `sortByKey` and `repartition` share. */
import type { AggregatorNode, ShuffleNode } from '../lineage.js';
import { type Partitioner, partitionerFor } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { type NodeWriter, narrow } from '../rdd-definition.js';

export interface ShuffleSpec {
  readonly aggregator?: (writer: NodeWriter) => AggregatorNode;
  readonly mapSideCombine?: boolean;
  readonly ordering?: { readonly ascending: boolean; readonly compare?: ((a: any, b: any) => number) | undefined };
  readonly closures?: readonly Function[];
}

/** Rows of equal keys in one partition. A parent that is partitioned so already is combined where it lies, without a shuffle. */
export function shuffled<T>(rdd: RDD<any>, operator: string, numPartitions: number | Partitioner | undefined, spec: ShuffleSpec): RDD<T> {
  const partitioner = partitionerFor(numPartitions, rdd);
  const { aggregator } = spec;
  if (aggregator !== undefined && partitioner.equals(rdd.partitioner)) {
    return rdd.derive(
      narrow(
        rdd,
        operator,
        writer => {
          const { createCombiner, mergeValue, mergeCombiners } = aggregator(writer);
          return {
            kind: 'mapPartitions',
            parent: rdd.id,
            f: { kind: 'builtin', name: 'combineByKey', args: [createCombiner, mergeValue, mergeCombiners] },
          };
        },
        { partitioner, ...(spec.closures === undefined ? {} : { closures: spec.closures }) },
      ),
    );
  }
  const shuffleId = rdd.context.newShuffleId();
  return rdd.derive({
    className: 'ShuffledRDD',
    operator,
    dependencies: [{ rdd, kind: 'shuffle' }],
    partitioner,
    shuffleIds: [shuffleId],
    ...(spec.closures === undefined ? {} : { closures: spec.closures }),
    numPartitions: () => partitioner.numPartitions,
    node: writer => ({
      kind: 'shuffled',
      shuffle: shuffleNode(shuffleId, rdd, partitioner, writer, aggregator?.(writer), spec.mapSideCombine ?? false),
      ...(spec.ordering === undefined
        ? {}
        : {
            ordering: {
              ascending: spec.ordering.ascending,
              ...(spec.ordering.compare === undefined ? {} : { compare: writer.fn(spec.ordering.compare) }),
            },
          }),
    }),
  });
}

export function shuffleNode(
  shuffleId: number,
  parent: RDD<any>,
  partitioner: Partitioner,
  writer: NodeWriter,
  aggregator: AggregatorNode | undefined,
  mapSideCombine: boolean,
): ShuffleNode {
  return {
    shuffleId,
    parent: parent.id,
    partitioner: partitioner.node(f => writer.fn(f)),
    mapSideCombine,
    ...(aggregator === undefined ? {} : { aggregator }),
  };
}
