/**
 * Samples that take a fraction of their own of each key.
 * Source: Spark's StratifiedSamplingUtils. An exact sample takes two passes: the first accepts the rows that are in it in any case and
 * keeps the draws of those that may be; the driver finds each key's threshold; the second draws the same numbers again.
 */
import { keyEquals } from '../shuffle/java-hash.js';
import { binomialLowerBound, binomialUpperBound, poissonLowerBound, poissonUpperBound } from './sample-size.js';
import { newPoisson } from './well-random.js';
import { XorShiftRandom } from './xor-shift-random.js';

type Pair = readonly [unknown, unknown];
/** Keys and what belongs to each. Keys that are objects compare by value. */
export type ByKey<V> = readonly (readonly [unknown, V])[];

/** What a first pass knows of one key. */
export interface Stratum {
  itemCount: number;
  acceptedCount: number;
  readonly waitList: number[];
  acceptBound: number;
  waitListBound: number;
}

/** How likely a first pass may go wrong. */
const DELTA = 5e-5;

/** A lookup by value. */
export function keyLookup<V>(entries: ByKey<V>): (key: unknown) => V | undefined {
  const primitives = new Map<unknown, V>();
  const others: (readonly [unknown, V])[] = [];
  for (const [key, value] of entries) {
    if (typeof key === 'object' && key !== null) others.push([key, value]);
    else primitives.set(key, value);
  }
  return key => {
    if (typeof key === 'object' && key !== null) return others.find(([other]) => keyEquals(key, other))?.[1];
    return primitives.get(key);
  };
}

/** Random numbers of one partition. */
class Draws {
  readonly #uniform: XorShiftRandom;
  readonly #seed: number | bigint;
  readonly #poissons = new Map<number, () => number>();

  constructor(seed: number | bigint) {
    this.#uniform = new XorShiftRandom(seed);
    this.#seed = seed;
  }

  uniform(): number {
    return this.#uniform.nextDouble();
  }

  poisson(mean: number): number {
    let draw = this.#poissons.get(mean);
    if (draw === undefined) {
      draw = newPoisson(mean, this.#seed);
      this.#poissons.set(mean, draw);
    }
    return draw();
  }
}

/** The rows whose draw is below the rate of their key. */
export function* bernoulliByKey(rows: Iterable<Pair>, rates: ByKey<number>, seed: number | bigint): Generator<Pair> {
  const [rateOf, draws] = [keyLookup(rates), new Draws(seed)];
  for (const row of rows) if (draws.uniform() < rated(rateOf, row[0])) yield row;
}

export function* poissonByKey(rows: Iterable<Pair>, rates: ByKey<number>, seed: number | bigint): Generator<Pair> {
  const [rateOf, draws] = [keyLookup(rates), new Draws(seed)];
  for (const row of rows) for (let copies = draws.poisson(rated(rateOf, row[0])); copies > 0; copies--) yield row;
}

function rated(rateOf: (key: unknown) => number | undefined, key: unknown): number {
  const rate = rateOf(key);
  if (rate === undefined) throw Object.assign(new Error(`key not found: ${String(key)}`), { name: 'NoSuchElementException' });
  return rate;
}

/** The first pass over a partition.
 *  @param counts rows of each key: given for a sample with replacement */
export function acceptanceOf(
  rows: Iterable<Pair>,
  fractions: ByKey<number>,
  counts: ByKey<number> | undefined,
  seed: number | bigint,
): [unknown, Stratum][] {
  const [fractionOf, countOf, draws] = [keyLookup(fractions), counts && keyLookup(counts), new Draws(seed)];
  const strata: [unknown, Stratum][] = [];
  const primitives = new Map<unknown, Stratum>();
  for (const [key] of rows) {
    const isObject = typeof key === 'object' && key !== null;
    let stratum = isObject ? strata.find(([other]) => keyEquals(key, other))?.[1] : primitives.get(key);
    const fraction = rated(fractionOf, key);
    if (stratum === undefined) {
      stratum = { itemCount: 0, acceptedCount: 0, waitList: [], acceptBound: Number.NaN, waitListBound: Number.NaN };
      strata.push([key, stratum]);
      if (!isObject) primitives.set(key, stratum);
    }
    if (countOf === undefined) {
      stratum.acceptBound = binomialLowerBound(DELTA, stratum.itemCount, fraction);
      stratum.waitListBound = binomialUpperBound(DELTA, stratum.itemCount, fraction);
      const draw = draws.uniform();
      if (draw < stratum.acceptBound) stratum.acceptedCount++;
      else if (draw < stratum.waitListBound) stratum.waitList.push(draw);
    } else {
      if (Number.isNaN(stratum.acceptBound)) setPoissonBounds(stratum, countOf(key)!, fraction);
      stratum.acceptedCount += stratum.acceptBound === 0 ? 0 : draws.poisson(stratum.acceptBound);
      for (let copies = draws.poisson(stratum.waitListBound); copies > 0; copies--) stratum.waitList.push(draws.uniform());
    }
    stratum.itemCount++;
  }
  return strata;
}

function setPoissonBounds(stratum: Stratum, count: number, fraction: number): void {
  const size = Math.ceil(count * fraction);
  const [lower, upper] = [poissonLowerBound(size), poissonUpperBound(size)];
  stratum.acceptBound = lower / count;
  stratum.waitListBound = (upper - lower) / count;
}

/** The draws below which waiting rows are in the sample, so that each key has as many as it should. */
export function thresholds(strata: ByKey<Stratum>, fractions: ByKey<number>): [unknown, number][] {
  const fractionOf = keyLookup(fractions);
  return strata.map(([key, stratum]) => {
    const size = Math.ceil(stratum.itemCount * rated(fractionOf, key));
    if (stratum.acceptedCount > size) return [key, stratum.acceptBound];
    const missing = size - stratum.acceptedCount;
    return [key, missing >= stratum.waitList.length ? stratum.waitListBound : Float64Array.from(stratum.waitList).sort()[missing]!];
  });
}

/** The second pass with replacement: it must draw as `acceptanceOf` did. */
export function* poissonByThreshold(
  rows: Iterable<Pair>,
  strata: ByKey<Pick<Stratum, 'acceptBound' | 'waitListBound'> & { readonly threshold: number }>,
  seed: number | bigint,
): Generator<Pair> {
  const [stratumOf, draws] = [keyLookup(strata), new Draws(seed)];
  for (const row of rows) {
    const { acceptBound, waitListBound, threshold } = stratumOf(row[0])!;
    let copies = acceptBound === 0 ? 0 : draws.poisson(acceptBound);
    for (let waiting = draws.poisson(waitListBound); waiting > 0; waiting--) if (draws.uniform() < threshold) copies++;
    for (; copies > 0; copies--) yield row;
  }
}
