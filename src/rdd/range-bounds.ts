/**
 * The ranges of a sort: a sample of the keys, drawn by a job, cut into parts of equal weight.
 * Source: Spark's RangePartitioner (sketch and determineBounds), with its random numbers, so that partitions are cut where Spark cuts.
 */
import { byteSwap32 } from '../executor/builtins/samples.js';
import { compareKeys } from '../executor/shuffle/key-ordering.js';
import { collect } from './operators/collect.js';
import { keys } from './operators/keys-values.js';
import { sample } from './operators/sample.js';
import type { Compare, RDD } from './rdd.js';
import { builtin, narrow } from './rdd-definition.js';

const MAX_SAMPLE = 1e6;

interface Sketch {
  readonly partition: number;
  readonly rowCount: number;
  readonly sample: readonly unknown[];
}

interface Candidate {
  readonly key: unknown;
  /** Rows that it stands for. */
  readonly weight: number;
}

/** @returns the upper bounds of all ranges but the last */
export function rangeBoundsOf(rdd: RDD<any>, numPartitions: number, compare: Compare<any> | undefined, pointsPerPartition = 20): unknown[] {
  if (numPartitions <= 1) return [];
  const sampleSize = Math.min(pointsPerPartition * numPartitions, MAX_SAMPLE);
  // Three times what is needed, since partitions may differ in size.
  const perPartition = Math.ceil((3 * sampleSize) / rdd.getNumPartitions());
  const keyRdd = keys(rdd, 'sortByKey');
  const sketches = collect(
    keyRdd.derive<Sketch>(
      narrow(keyRdd, 'sortByKey', () => ({ kind: 'mapPartitions', parent: keyRdd.id, f: builtin('sketch', perPartition, keyRdd.id) })),
    ),
    'sortByKey',
  );
  const rowCount = sketches.reduce((sum, sketch) => sum + sketch.rowCount, 0);
  if (rowCount === 0) return [];
  const fraction = Math.min(sampleSize / rowCount, 1);
  const isLarge = (sketch: Sketch): boolean => fraction * sketch.rowCount > perPartition;
  const candidates: Candidate[] = sketches
    .filter(sketch => !isLarge(sketch))
    .flatMap(each => each.sample.map(key => ({ key, weight: Math.fround(each.rowCount / each.sample.length) })));
  const large = sketches.filter(isLarge).map(sketch => sketch.partition);
  if (large.length > 0) {
    const weight = Math.fround(1 / fraction);
    for (const key of sampledAgain(rdd, large, fraction)) candidates.push({ key, weight });
  }
  return boundsOf(candidates, Math.min(numPartitions, candidates.length), compare ?? compareKeys);
}

/** Partitions with much more than the average are sampled again, by fraction. */
function sampledAgain(rdd: RDD<any>, partitions: readonly number[], fraction: number): unknown[] {
  const keyRdd = keys(rdd, 'sortByKey');
  const large = keyRdd.derive({
    className: 'PartitionPruningRDD',
    operator: 'sortByKey',
    dependencies: [{ rdd: keyRdd, kind: 'narrow' }],
    numPartitions: () => partitions.length,
    node: () => ({ kind: 'partitionSubset', parent: keyRdd.id, partitions }),
  });
  return collect(sample(large, false, fraction, byteSwap32(-rdd.id - 1), 'sortByKey'), 'sortByKey');
}

/** At most `count - 1` distinct keys that cut the sorted sample into parts of about equal weight. */
function boundsOf(candidates: Candidate[], count: number, compare: Compare<any>): unknown[] {
  const sorted = candidates.sort((a, b) => compare(a.key, b.key));
  const step = sorted.reduce((sum, { weight }) => sum + weight, 0) / count;
  const bounds: unknown[] = [];
  let seen = 0;
  let target = step;
  for (const { key, weight } of sorted) {
    if (bounds.length >= count - 1) break;
    seen += weight;
    if (seen >= target && (bounds.length === 0 || compare(key, bounds[bounds.length - 1]) > 0)) {
      bounds.push(key);
      target += step;
    }
  }
  return bounds;
}
