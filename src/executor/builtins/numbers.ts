/** Statistics of numbers, partition by partition. */
import { HyperLogLog } from '../approximate/hyper-log-log.js';
import { StatCounter } from '../approximate/stat-counter.js';
import { compareKeys } from '../shuffle/key-ordering.js';
import type { Builtins, Compare } from './builtin.js';

export const numberBuiltins: Builtins = {
  max: {
    make:
      (compare: Compare = compareKeys) =>
      (a: unknown, b: unknown) =>
        compare(a, b) >= 0 ? a : b,
  },
  min: {
    make:
      (compare: Compare = compareKeys) =>
      (a: unknown, b: unknown) =>
        compare(a, b) <= 0 ? a : b,
  },
  statisticsOf: { make: () => (rows: Iterable<number>) => new StatCounter(rows).data() },
  statistics: { make: () => (rows: Iterable<number>) => [new StatCounter(rows).data()] },
  /** Counts of a partition by bucket; see operators/histogram.ts. */
  histogram: {
    make: (buckets: readonly number[], even: boolean) => {
      const bucketOf = even ? evenBuckets(buckets) : searchedBuckets(buckets);
      return (rows: Iterable<number>) => {
        const counts = new Array<number>(buckets.length - 1).fill(0);
        for (const value of rows) {
          const bucket = bucketOf(value);
          if (bucket !== undefined) counts[bucket]!++;
        }
        return [counts];
      };
    },
  },
  distinctRegisters: {
    make: (precision: number) => (rows: Iterable<unknown>) => {
      const counter = new HyperLogLog(precision);
      for (const row of rows) counter.add(row);
      return counter.registers;
    },
  },
  newRegisters: { make: (precision: number) => (value: unknown) => new HyperLogLog(precision).add(value).registers },
  addToRegisters: {
    make: (precision: number) => (registers: Uint8Array, value: unknown) => new HyperLogLog(precision, registers).add(value).registers,
  },
  mergeRegisters: {
    make: (precision: number) => (registers: Uint8Array, others: Uint8Array) =>
      new HyperLogLog(precision, registers).merge(others).registers,
  },
  cardinality: { make: (precision: number) => (registers: Uint8Array) => new HyperLogLog(precision, registers).cardinality() },
};

type BucketOf = (value: number) => number | undefined;

/** Buckets of equal width: the last one holds its upper end too. */
function evenBuckets(buckets: readonly number[]): BucketOf {
  const [min, max, count] = [buckets[0]!, buckets.at(-1)!, buckets.length - 1];
  return value => {
    if (Number.isNaN(value) || value < min || value > max) return undefined;
    // Of rows that are all alike the one bucket has no width: the ratio is NaN.
    return Math.min(Math.floor(((value - min) / (max - min)) * count) || 0, count - 1);
  };
}

function searchedBuckets(buckets: readonly number[]): BucketOf {
  const last = buckets.length - 1;
  return value => {
    if (Number.isNaN(value)) return undefined;
    let [low, high] = [0, last];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (buckets[middle]! < value) low = middle + 1;
      else if (buckets[middle]! > value) high = middle - 1;
      else return Math.min(middle, last - 1);
    }
    return low === 0 || low > last ? undefined : low - 1;
  };
}
