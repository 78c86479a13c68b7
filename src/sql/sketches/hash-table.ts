/** The open addressing of DataSketches: the order of its places is the order of the hashes in a sketch that is stored. */
import type { Hash } from './theta-hash.js';

export class HashTable<V> {
  readonly #mask: number;
  readonly #hashes: (Hash | undefined)[];
  readonly #values: V[];
  size = 0;

  constructor(readonly lgLength: number) {
    this.#mask = 2 ** lgLength - 1;
    this.#hashes = new Array(2 ** lgLength);
    this.#values = new Array(2 ** lgLength);
  }

  get length(): number {
    return this.#mask + 1;
  }

  get(hash: Hash): V | undefined {
    return this.#values[this.#find(hash)];
  }

  set(hash: Hash, value: V): void {
    const at = this.#find(hash);
    if (this.#hashes[at] === undefined) this.size++;
    this.#hashes[at] = hash;
    this.#values[at] = value;
  }

  *entries(): Generator<readonly [Hash, V]> {
    for (let i = 0; i <= this.#mask; i++) {
      const hash = this.#hashes[i];
      if (hash !== undefined) yield [hash, this.#values[i]!];
    }
  }

  /** The place of the hash, or the free one where it belongs. */
  #find(hash: Hash): number {
    let at = Number(hash & BigInt(this.#mask));
    const stride = 2 * Number((hash >> BigInt(this.lgLength)) & 127n) + 1;
    while (this.#hashes[at] !== undefined && this.#hashes[at] !== hash) at = (at + stride) & this.#mask;
    return at;
  }
}
