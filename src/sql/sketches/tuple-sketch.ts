/** Tuple sketches: theta sketches that keep a number with each hash. Their hashes are in the order of the table they come from. */
import { HashTable } from './hash-table.js';
import { type Hash, maxTheta } from './theta-hash.js';
import type { ThetaSketch } from './theta-sketch.js';
import { combined, type Summary, type SummaryKind, type SummaryMode, updated } from './tuple-summary.js';

export type TupleEntry = readonly [hash: Hash, summary: Summary];

export interface TupleSketch {
  readonly hashes: readonly TupleEntry[];
  readonly theta: Hash;
  readonly isEmpty: boolean;
}

export const emptyTuple: TupleSketch = { hashes: [], theta: maxTheta, isEmpty: true };

const least = (a: Hash, b: Hash): Hash => (a < b ? a : b);

/** A theta sketch with the same number for each hash. */
export const withSummary = ({ hashes, theta, isEmpty }: ThetaSketch, summary: Summary): TupleSketch => ({
  hashes: hashes.map(hash => [hash, summary]),
  theta,
  isEmpty,
});

const leastLgLength = 5;
const lgResizeFactor = 3;
const resizeShare = 0.5;
const rebuildShare = 15 / 16;

/** The table that grows with the values, and then drops those above a bound that sinks. */
class QuickSelectTable {
  readonly limit: number;
  table: HashTable<Summary>;
  theta: Hash = maxTheta;
  isEmpty = true;
  #threshold: number;

  constructor(lgNomEntries: number) {
    this.limit = 2 ** lgNomEntries;
    const lgTarget = lgNomEntries + 1;
    this.table = new HashTable(lgTarget <= leastLgLength ? leastLgLength : ((lgTarget - leastLgLength) % lgResizeFactor) + leastLgLength);
    this.#threshold = this.#thresholdOf();
  }

  /** @param make the summary from the one that is there */
  put(hash: Hash, make: (before: Summary | undefined) => Summary): void {
    this.isEmpty = false;
    if (hash === 0n || hash >= this.theta) return;
    this.table.set(hash, make(this.table.get(hash)));
    if (this.table.size <= this.#threshold) return;
    if (this.table.length > this.limit) {
      this.theta = boundOf(this.table, this.limit);
      this.#resize(this.table.lgLength);
    } else {
      this.#resize(this.table.lgLength + lgResizeFactor);
    }
  }

  compact(): TupleSketch {
    return this.isEmpty ? emptyTuple : { hashes: [...this.table.entries()], theta: this.theta, isEmpty: false };
  }

  #thresholdOf(): number {
    return Math.trunc(this.table.length * (this.table.length > this.limit ? rebuildShare : resizeShare));
  }

  #resize(lgLength: number): void {
    const before = this.table;
    this.table = new HashTable(lgLength);
    for (const [hash, summary] of before.entries()) if (hash < this.theta) this.table.set(hash, summary);
    this.#threshold = this.#thresholdOf();
  }
}

/** The hash that `limit` others are below. */
function boundOf(table: HashTable<Summary>, limit: number, theta = maxTheta): Hash {
  const hashes = BigUint64Array.from([...table.entries()].map(([hash]) => hash).filter(hash => hash < theta));
  return hashes.sort()[limit]!;
}

/** Takes keys with their numbers. */
export class TupleBuilder {
  readonly #table: QuickSelectTable;

  constructor(
    lgNomEntries: number,
    readonly kind: SummaryKind,
    readonly mode: SummaryMode,
  ) {
    this.#table = new QuickSelectTable(lgNomEntries);
  }

  update(hash: Hash, value: number): void {
    const { kind, mode } = this;
    this.#table.put(hash, before => ({ value: updated(kind, mode, before?.value ?? kind.start(mode), value), mode }));
  }

  result(): TupleSketch {
    return this.#table.compact();
  }
}

export class TupleUnion {
  readonly #table: QuickSelectTable;
  #theta: Hash = maxTheta;

  constructor(
    lgNomEntries: number,
    readonly kind: SummaryKind,
    readonly mode: SummaryMode,
  ) {
    this.#table = new QuickSelectTable(lgNomEntries);
  }

  union({ hashes, theta, isEmpty }: TupleSketch): void {
    if (isEmpty) return;
    const { kind, mode } = this;
    this.#table.isEmpty = false;
    this.#theta = least(this.#theta, theta);
    for (const [hash, summary] of hashes)
      this.#table.put(hash, before => (before === undefined ? summary : combined(kind, mode, before.value, summary.value)));
    this.#theta = least(this.#theta, this.#table.theta);
  }

  result(): TupleSketch {
    const { table, limit, isEmpty } = this.#table;
    if (isEmpty || (this.#theta >= this.#table.theta && table.size <= limit)) return this.#table.compact();
    let theta = least(this.#theta, this.#table.theta);
    const below = [...table.entries()].filter(([hash]) => hash < theta);
    if (below.length <= limit) return { hashes: below, theta, isEmpty: false };
    theta = boundOf(table, limit, theta);
    return { hashes: below.filter(([hash]) => hash < theta), theta, isEmpty: false };
  }
}

/** A table for so many entries, as an intersection makes it. */
const tableFor = (count: number): HashTable<Summary> =>
  new HashTable(Math.max(Math.ceil(Math.log2(Math.max(Math.ceil(count / 0.75), 1))), 4));

/** All that the sketches have in common; undefined until there is one. */
export class TupleIntersection {
  #table: HashTable<Summary> | undefined;
  #theta: Hash = maxTheta;
  #isEmpty = false;

  constructor(
    readonly kind: SummaryKind,
    readonly mode: SummaryMode,
  ) {}

  intersect({ hashes, theta, isEmpty }: TupleSketch): void {
    if (this.#isEmpty || isEmpty) {
      this.#isEmpty = true;
      return;
    }
    this.#theta = least(this.#theta, theta);
    const before = this.#table;
    const matches: TupleEntry[] = [];
    for (const [hash, summary] of hashes) {
      const other = before?.get(hash);
      if (before === undefined) matches.push([hash, summary]);
      else if (other !== undefined && hash < this.#theta) matches.push([hash, combined(this.kind, this.mode, other.value, summary.value)]);
    }
    this.#table = tableFor(matches.length);
    for (const [hash, summary] of matches) this.#table.set(hash, summary);
  }

  result(): TupleSketch {
    if (this.#isEmpty || this.#table === undefined) return emptyTuple;
    return { hashes: [...this.#table.entries()], theta: this.#theta, isEmpty: false };
  }
}

/** @param b the hashes to leave out, of a sketch of any kind */
export function tupleDifference(
  a: TupleSketch,
  b: { readonly hashes: readonly Hash[]; readonly theta: Hash; readonly isEmpty: boolean },
): TupleSketch {
  if (a.isEmpty) return emptyTuple;
  if (b.isEmpty) return a;
  const theta = least(a.theta, b.theta);
  const others = new Set(b.hashes);
  const hashes = a.hashes.filter(([hash]) => hash < theta && !others.has(hash));
  return { hashes, theta, isEmpty: hashes.length === 0 && theta === maxTheta };
}
