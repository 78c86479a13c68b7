import { bernoulliSampler, poissonSampler, rangeSampler, reservoirSample, sampled } from '../sampling/samplers.js';
import { acceptanceOf, type ByKey, bernoulliByKey, poissonByKey, poissonByThreshold, type Stratum } from '../sampling/stratified.js';
import type { Builtins } from './builtin.js';

type Rows = Iterable<unknown>;
type PairRows = Iterable<readonly [unknown, unknown]>;

export const samplingBuiltins: Builtins = {
  /** @see operators/sample.ts: a seed a partition */
  sample: {
    make: (withReplacement: boolean, fraction: number, seeds: readonly bigint[]) => (rows: Rows, partition: number) =>
      sampled(rows, (withReplacement ? poissonSampler : bernoulliSampler)(fraction, seeds[partition]!)),
  },
  sampleRange: {
    make: (lower: number, upper: number, seed: bigint) => (rows: Rows, partition: number) =>
      sampled(rows, rangeSampler(lower, upper, seed + BigInt(partition))),
  },
  sampleByKey: {
    make: (withReplacement: boolean, rates: ByKey<number>, seed: bigint) => (rows: PairRows, partition: number) =>
      (withReplacement ? poissonByKey : bernoulliByKey)(rows, rates, seed + BigInt(partition)),
  },
  acceptance: {
    make: (fractions: ByKey<number>, counts: ByKey<number> | undefined, seed: bigint) => (rows: PairRows, partition: number) =>
      acceptanceOf(rows, fractions, counts, seed + BigInt(partition)),
  },
  sampleByThreshold: {
    make: (strata: ByKey<Stratum & { readonly threshold: number }>, seed: bigint) => (rows: PairRows, partition: number) =>
      poissonByThreshold(rows, strata, seed + BigInt(partition)),
  },
  /** A sample of at most `size` rows and how many rows there were.
   *  @param shift keeps the seeds of one RDD apart from those of others */
  sketch: {
    make: (size: number, shift: number) => (rows: Rows, partition: number) => [
      { partition, ...reservoirSample(rows, size, byteSwap32(partition ^ (shift << 16))) },
    ],
  },
};

/** Spreads seeds that differ little. */
export function byteSwap32(value: number): number {
  const hash = Buffer.alloc(4);
  hash.writeInt32BE(Math.imul(value, 0x9e3775cd));
  return Math.imul(hash.readInt32LE(), 0x9e3775cd);
}
