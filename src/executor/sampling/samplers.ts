/**
 * Which rows of a partition are in a sample. A sampler says for each row how many copies are.
 * Source: Spark's RandomSampler; the same seeds give the same rows.
 */
import { newPoisson } from './well-random.js';
import { XorShiftRandom } from './xor-shift-random.js';

/** How many copies of the next row are in the sample. */
export type Sampler = () => number;

/** Up to this fraction a sampler draws how many rows to drop, which costs less than a draw a row. */
const MAX_GAP_FRACTION = 0.4;
/** Keeps the logarithm of a draw finite. */
const EPSILON = 5e-11;

/** Each row at most once. */
export function bernoulliSampler(fraction: number, seed: number | bigint): Sampler {
  if (fraction <= 0) return () => 0;
  if (fraction >= 1) return () => 1;
  const random = new XorShiftRandom(seed);
  if (fraction > MAX_GAP_FRACTION) return () => (random.nextDouble() <= fraction ? 1 : 0);
  const step = Math.log1p(-fraction);
  const drawGap = (): number => Math.trunc(Math.log(Math.max(random.nextDouble(), EPSILON)) / step);
  let dropping = drawGap();
  return () => {
    if (dropping-- > 0) return 0;
    dropping = drawGap();
    return 1;
  };
}

/** Each row as often as a Poisson number of mean `fraction` says. */
export function poissonSampler(fraction: number, seed: number | bigint): Sampler {
  if (fraction <= 0) return () => 0;
  if (fraction > MAX_GAP_FRACTION) return newPoisson(fraction, seed);
  const random = new XorShiftRandom(seed);
  const none = Math.exp(-fraction);
  const drawGap = (): number => Math.trunc(Math.log(Math.max(random.nextDouble(), EPSILON)) / -fraction);
  /** A Poisson number that is known to be 1 at least. */
  const drawCopies = (): number => {
    let copies = 1;
    let product = none + (1 - none) * random.nextDouble();
    for (product *= random.nextDouble(); product > none; product *= random.nextDouble()) copies++;
    return copies;
  };
  let dropping = drawGap();
  return () => {
    if (dropping-- > 0) return 0;
    const copies = drawCopies();
    dropping = drawGap();
    return copies;
  };
}

/** The rows whose draw lies in a range: samplers of one seed and ranges that touch share every row out. */
export function rangeSampler(lower: number, upper: number, seed: number | bigint): Sampler {
  if (upper - lower <= 0) return () => 0;
  const random = new XorShiftRandom(seed);
  return () => {
    const draw = random.nextDouble();
    return draw >= lower && draw < upper ? 1 : 0;
  };
}

export function* sampled<T>(rows: Iterable<T>, sampler: Sampler): Generator<T> {
  for (const row of rows) for (let copies = sampler(); copies > 0; copies--) yield row;
}

/** A sample of `size` rows, each equally likely to be in it, and how many rows there were. */
export function reservoirSample<T>(rows: Iterable<T>, size: number, seed: number): { readonly rowCount: number; readonly sample: T[] } {
  const sample: T[] = [];
  const random = new XorShiftRandom(seed);
  let rowCount = 0;
  for (const row of rows) {
    rowCount++;
    if (rowCount <= size) {
      sample.push(row);
    } else {
      const slot = Math.floor(random.nextDouble() * rowCount);
      if (slot < size) sample[slot] = row;
    }
  }
  return { rowCount, sample };
}
