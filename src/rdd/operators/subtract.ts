import { type Partitioner, partitionerFor } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { groupInputs } from './cogroup.js';
import { keys } from './keys-values.js';

/** Pairs whose keys the other RDD lacks. Only the keys of the other one are kept in memory besides this one's rows. */
export function subtractByKey(rdd: RDD<any>, other: RDD<any>, numPartitions?: number | Partitioner, operator = 'subtractByKey'): RDD<any> {
  // Unlike other operators on two RDDs, Spark looks at this side only.
  const partitioner = partitionerFor(numPartitions, rdd);
  const inputs = groupInputs([rdd, other], partitioner);
  return rdd.derive({
    className: 'SubtractedRDD',
    operator,
    dependencies: inputs.dependencies,
    partitioner,
    shuffleIds: inputs.shuffleIds,
    numPartitions: () => partitioner.numPartitions,
    node: writer => {
      const [left, right] = inputs.nodes(writer);
      return { kind: 'subtract', inputs: [left!, right!] };
    },
  });
}

export function subtract<T>(rdd: RDD<T>, other: RDD<T>, numPartitions?: number | Partitioner): RDD<T> {
  const keyed = (each: RDD<T>): RDD<[T, null]> =>
    each.derive(narrow(each, 'subtract', () => ({ kind: 'map', parent: each.id, f: builtin('pairWithNull') })));
  return keys(subtractByKey(keyed(rdd), keyed(other), numPartitions, 'subtract'), 'subtract');
}
