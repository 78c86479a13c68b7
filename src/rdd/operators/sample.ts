import { JavaRandom, randomizeInPlace } from '../../executor/sampling/java-random.js';
import { fractionForSampleSize } from '../../executor/sampling/sample-size.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { illegalArgument, requirement } from '../requirement.js';
import { collect } from './collect.js';
import { count } from './count.js';

/** A seed as Spark draws one when none is given. */
export const newSeed = (): number => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/** Each partition has a seed of its own, drawn from the given one. */
export function sample<T>(rdd: RDD<T>, withReplacement: boolean, fraction: number, seed: number | bigint, operator = 'sample'): RDD<T> {
  requirement(fraction >= 0, `Fraction must be nonnegative, but got ${doubleText(fraction)}`);
  if (!withReplacement && fraction > 1) {
    throw illegalArgument(`requirement failed: Sampling fraction (${doubleText(fraction)}) must be on interval [0, 1]`);
  }
  return rdd.derive({
    ...narrow(
      rdd,
      operator,
      () => {
        const random = new JavaRandom(seed);
        const seeds = Array.from({ length: rdd.getNumPartitions() }, () => random.nextLong());
        return { kind: 'mapPartitions', parent: rdd.id, f: builtin('sample', withReplacement, fraction, seeds) };
      },
      { partitioner: rdd.partitioner },
    ),
    className: 'PartitionwiseSampledRDD',
  });
}

/** Splits that share the rows out by their draws: one pass each, and the same draws in all. */
export function randomSplit<T>(rdd: RDD<T>, weights: readonly number[], seed: number | bigint): RDD<T>[] {
  const text = `[${weights.map(doubleText).join(',')}]`;
  requirement(
    weights.every(weight => weight >= 0),
    `Weights must be nonnegative, but got ${text}`,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  requirement(sum > 0, `Sum of weights must be positive, but got ${text}`);
  let upper = 0;
  return weights.map(weight => {
    const lower = upper;
    upper += weight / sum;
    const [from, to] = [lower, upper];
    return rdd.derive<T>(
      narrow(rdd, 'randomSplit', () => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('sampleRange', from, to, BigInt(seed)) }), {
        partitioner: rdd.partitioner,
      }),
    );
  });
}

/** Draws a little more than is asked for, again and again until there is enough, and takes some of it in random order. */
export function takeSample<T>(rdd: RDD<T>, withReplacement: boolean, size: number, seed: number | bigint): T[] {
  requirement(size >= 0, 'Negative number of elements requested');
  if (size === 0) return [];
  const total = count(rdd, 'takeSample');
  if (total === 0) return [];
  const random = new JavaRandom(seed);
  if (!withReplacement && size >= total) return randomizeInPlace(collect(rdd, 'takeSample'), random);
  const fraction = fractionForSampleSize(size, total, withReplacement);
  for (;;) {
    const rows = collect(sample(rdd, withReplacement, fraction, random.nextInt(), 'takeSample'), 'takeSample');
    if (rows.length >= size) return randomizeInPlace(rows, random).slice(0, size);
  }
}

/** As Scala prints a Double. */
export const doubleText = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
