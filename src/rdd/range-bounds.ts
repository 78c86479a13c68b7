/**
 * The ranges of a sort: a sample of the keys, drawn by a job, cut into parts of equal weight.
 * Source: Spark's RangePartitioner (sketch and determineBounds); differs: the random numbers of the sample.
 */
import { compareKeys } from '../executor/shuffle/key-ordering.js';
import { collect } from './operators/collect.js';
import { keys } from './operators/keys-values.js';
import { RangePartitioner } from './partitioner.js';
import type { Compare, RDD } from './rdd.js';
import { builtin, narrow } from './rdd-definition.js';

/** Sampled keys a range. */
const SAMPLE_POINTS = 20;
const MAX_SAMPLE = 1e6;

interface Sketch {
  readonly rowCount: number;
  readonly sample: readonly unknown[];
}

export function rangePartitionerOf(
  rdd: RDD<any>,
  numPartitions: number,
  ascending: boolean,
  compare: Compare<any> | undefined,
): RangePartitioner {
  if (numPartitions <= 1) return new RangePartitioner([], ascending, compare);
  // Three times what is needed, since partitions may differ in size.
  const sampleSize = Math.ceil((3 * Math.min(SAMPLE_POINTS * numPartitions, MAX_SAMPLE)) / Math.max(1, rdd.getNumPartitions()));
  const keyRdd = keys(rdd);
  const sketches = collect(
    keyRdd.derive<Sketch>(
      narrow(keyRdd, 'sortByKey', () => ({ kind: 'mapPartitions', parent: keyRdd.id, f: builtin('sketch', sampleSize) })),
    ),
  );
  const weighted = sketches.flatMap(({ rowCount, sample }) => sample.map(key => ({ key, weight: rowCount / sample.length })));
  return new RangePartitioner(boundsOf(weighted, numPartitions, compare ?? compareKeys), ascending, compare);
}

/** At most `numPartitions - 1` distinct keys that cut the sorted sample into parts of about equal weight. */
function boundsOf(sample: { key: unknown; weight: number }[], numPartitions: number, compare: Compare<any>): unknown[] {
  const sorted = sample.sort((a, b) => compare(a.key, b.key));
  const step = sorted.reduce((sum, { weight }) => sum + weight, 0) / Math.min(numPartitions, sorted.length);
  const bounds: unknown[] = [];
  let seen = 0;
  let target = step;
  for (const { key, weight } of sorted) {
    if (bounds.length >= Math.min(numPartitions, sorted.length) - 1) break;
    seen += weight;
    if (seen >= target && (bounds.length === 0 || compare(key, bounds[bounds.length - 1]) > 0)) {
      bounds.push(key);
      target += step;
    }
  }
  return bounds;
}
