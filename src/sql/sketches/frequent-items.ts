/**
 * The sketch of frequent items: counts of as many items as it may track. When there are too many, the median of the counts is taken from
 * all, and items without a count go; what was taken is the error of the counts.
 */

export interface ItemKind<T> {
  /** Java's `hashCode`, which decides on the order of items that are equally frequent. */
  hashCode(item: T): number;
  /** Equal for equal items. */
  key(item: T): unknown;
}

const lgLeastSize = 3;
const loadFactor = 0.75;
const sampleSize = 1024;
const goldenRatio = (Math.sqrt(5) - 1) / 2;
const mask64 = (1n << 64n) - 1n;

/** The places of a table where a hash code belongs, from its low bits. */
function spread(hashCode: number): number {
  let x = BigInt.asUintN(64, BigInt(hashCode));
  x ^= x >> 33n;
  x = (x * 0xff51afd7ed558ccdn) & mask64;
  x ^= x >> 33n;
  x = (x * 0xc4ceb9fe1a85ec53n) & mask64;
  return Number((x ^ (x >> 33n)) & 0xffffffffn);
}

interface Entry<T> {
  item: T;
  key: unknown;
  count: bigint;
  /** How far from its place it is, and one more. */
  drift: number;
}

export class FrequentItems<T> {
  readonly lgMaxSize: number;
  #entries: (Entry<T> | undefined)[];
  activeCount = 0;
  total = 0n;
  /** What was taken from all counts. */
  offset = 0n;

  /** @param maxSize of the table, a power of two */
  constructor(
    readonly kind: ItemKind<T>,
    maxSize: number,
    lgSize = lgLeastSize,
  ) {
    this.lgMaxSize = Math.max(Math.log2(maxSize), lgLeastSize);
    this.#entries = new Array(2 ** Math.max(lgSize, lgLeastSize));
  }

  get lgSize(): number {
    return Math.log2(this.#entries.length);
  }

  /** In the order of the table. */
  get active(): readonly { readonly item: T; readonly count: bigint }[] {
    return this.#entries.filter(entry => entry !== undefined);
  }

  update(item: T, count = 1n): void {
    this.total += count;
    this.#put(item, count);
    if (this.activeCount <= this.#entries.length * loadFactor) return;
    if (this.lgSize < this.lgMaxSize) this.#grow();
    else this.#purge();
  }

  merge(other: FrequentItems<T>): void {
    const total = this.total + other.total;
    for (const { item, count } of other.#strided()) this.update(item, count);
    this.offset += other.offset;
    this.total = total;
  }

  /** Items that are surely among the most frequent, with their counts. */
  frequent(): { readonly item: T; readonly count: bigint }[] {
    const found = [...this.#strided()].filter(({ count }) => count >= this.offset);
    return found.map(({ item, count }) => ({ item, count: count + this.offset })).sort((a, b) => Number(b.count - a.count));
  }

  #put(item: T, count: bigint): void {
    const key = this.kind.key(item);
    const mask = this.#entries.length - 1;
    let at = spread(this.kind.hashCode(item)) & mask;
    let drift = 1;
    for (let entry = this.#entries[at]; entry !== undefined; entry = this.#entries[at]) {
      if (entry.key === key) {
        entry.count += count;
        return;
      }
      at = (at + 1) & mask;
      drift++;
    }
    this.#entries[at] = { item, key, count, drift };
    this.activeCount++;
  }

  #grow(): void {
    const before = this.#entries;
    this.#entries = new Array(2 * before.length);
    this.activeCount = 0;
    for (const entry of before) if (entry !== undefined) this.#put(entry.item, entry.count);
  }

  #purge(): void {
    const counts = this.active.slice(0, sampleSize).map(({ count }) => count);
    counts.sort((a, b) => Number(a - b));
    const median = counts[counts.length >> 1]!;
    for (const entry of this.#entries) if (entry !== undefined) entry.count -= median;
    this.#dropEmpty();
    this.offset += median;
  }

  /** Cluster by cluster from the back, so that what moves up has been looked at. */
  #dropEmpty(): void {
    let first = this.#entries.length - 1;
    while (this.#entries[first] !== undefined) first--;
    const drop = (at: number) => {
      const entry = this.#entries[at];
      if (entry !== undefined && entry.count <= 0n) this.#delete(at);
    };
    for (let at = first - 1; at >= 0; at--) drop(at);
    for (let at = this.#entries.length - 1; at >= first; at--) drop(at);
  }

  #delete(at: number): void {
    const mask = this.#entries.length - 1;
    this.#entries[at] = undefined;
    this.activeCount--;
    let free = at;
    let drift = 1;
    for (let probe = (free + 1) & mask; this.#entries[probe] !== undefined; probe = (probe + 1) & mask) {
      const entry = this.#entries[probe]!;
      if (entry.drift > drift) {
        entry.drift -= drift;
        this.#entries[free] = entry;
        this.#entries[probe] = undefined;
        free = probe;
        drift = 0;
      }
      drift++;
    }
  }

  /** Every entry once, in strides of the golden ratio, so that a merge does not fill one end first. */
  *#strided(): Generator<Entry<T>> {
    const { length } = this.#entries;
    const stride = Math.trunc(length * goldenRatio) | 1;
    for (let i = 0, at = 0; i < length; i++, at = (at + stride) & (length - 1)) {
      const entry = this.#entries[at];
      if (entry !== undefined) yield entry;
    }
  }
}
