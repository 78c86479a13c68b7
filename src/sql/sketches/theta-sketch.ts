/**
 * Theta sketches: the smallest hashes of the values, below a bound (theta). The share of all hashes that lies below it tells how many
 * values there are. Set operations work on hashes as on the values.
 */
import { type Hash, maxTheta } from './theta-hash.js';

export interface ThetaSketch {
  /** In order, all below theta. */
  readonly hashes: readonly Hash[];
  readonly theta: Hash;
  /** Nothing was ever put in; not the same as no hash that is small enough. */
  readonly isEmpty: boolean;
}

export const emptyTheta: ThetaSketch = { hashes: [], theta: maxTheta, isEmpty: true };

export const thetaFraction = (theta: Hash): number => Number(theta) / 2 ** 63;

export const thetaEstimate = ({ hashes, theta }: { readonly hashes: readonly unknown[]; readonly theta: Hash }): number =>
  theta < maxTheta ? hashes.length / thetaFraction(theta) : hashes.length;

const byValue = (a: Hash, b: Hash): number => (a < b ? -1 : a > b ? 1 : 0);
const least = (a: Hash, b: Hash): Hash => (a < b ? a : b);

/** Below theta, and no more than `limit`: the next hash is then the bound. */
function trimmed(hashes: Iterable<Hash>, theta: Hash, limit: number): ThetaSketch {
  const sorted = [...hashes].filter(hash => hash < theta).sort(byValue);
  if (sorted.length <= limit) return compact(sorted, theta);
  return compact(sorted.slice(0, limit), sorted[limit]!);
}

const compact = (hashes: readonly Hash[], theta: Hash): ThetaSketch =>
  hashes.length === 0 && theta === maxTheta ? emptyTheta : { hashes, theta, isEmpty: false };

/** Takes hashes of values, or sketches; `result` is their union. */
export class ThetaUnion {
  readonly #limit: number;
  #hashes = new Set<Hash>();
  #theta: Hash = maxTheta;
  #isEmpty = true;

  /** @param lgNomEntries how many hashes it keeps, as a power of two */
  constructor(lgNomEntries: number) {
    this.#limit = 2 ** lgNomEntries;
  }

  add(hash: Hash): void {
    this.#isEmpty = false;
    if (hash === 0n || hash >= this.#theta) return;
    this.#hashes.add(hash);
    if (this.#hashes.size > 2 * this.#limit) this.#rebuild();
  }

  union({ hashes, theta, isEmpty }: ThetaSketch): void {
    if (isEmpty) return;
    this.#isEmpty = false;
    this.#theta = least(this.#theta, theta);
    for (const hash of hashes) this.add(hash);
  }

  result(): ThetaSketch {
    return this.#isEmpty ? emptyTheta : trimmed(this.#hashes, this.#theta, this.#limit);
  }

  #rebuild(): void {
    const { hashes, theta } = trimmed(this.#hashes, this.#theta, this.#limit);
    this.#hashes = new Set(hashes);
    this.#theta = theta;
  }
}

export function thetaIntersection(a: ThetaSketch, b: ThetaSketch): ThetaSketch {
  if (a.isEmpty || b.isEmpty) return emptyTheta;
  const theta = least(a.theta, b.theta);
  const others = new Set(b.hashes);
  return compact(
    a.hashes.filter(hash => hash < theta && others.has(hash)),
    theta,
  );
}

export function thetaDifference(a: ThetaSketch, b: ThetaSketch): ThetaSketch {
  if (a.isEmpty || b.isEmpty) return a;
  const theta = least(a.theta, b.theta);
  const others = new Set(b.hashes);
  return compact(
    a.hashes.filter(hash => hash < theta && !others.has(hash)),
    theta,
  );
}
