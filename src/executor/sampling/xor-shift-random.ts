import { scalaBytesHash } from '../shuffle/java-hash.js';

/**
 * Spark's XORShiftRandom: the random numbers of samples, so that a seed gives the rows that it gives in Spark.
 * The 64 bits of its state are two halves, since a bigint a row costs ten times as much.
 */
export class XorShiftRandom {
  #high = 0;
  #low = 0;

  /** @param seed as a Java long */
  constructor(seed: number | bigint) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt.asIntN(64, BigInt(seed)));
    this.#low = scalaBytesHash(bytes, ARRAY_SEED);
    this.#high = scalaBytesHash(bytes, this.#low);
  }

  /** From 0 (inclusive) to 1. */
  nextDouble(): number {
    this.#step();
    const high = this.#low & 0x3ffffff;
    this.#step();
    return (high * 2 ** 27 + (this.#low & 0x7ffffff)) / 2 ** 53;
  }

  /** Any of the 2^32 ints. */
  nextInt(): number {
    this.#step();
    return this.#low | 0;
  }

  /** seed ^= seed << 21; seed ^= seed >>> 35; seed ^= seed << 4 */
  #step(): void {
    let high = this.#high ^ ((this.#high << 21) | (this.#low >>> 11));
    let low = this.#low ^ (this.#low << 21);
    low ^= high >>> 3;
    high ^= (high << 4) | (low >>> 28);
    low ^= low << 4;
    this.#high = high;
    this.#low = low;
  }
}

const ARRAY_SEED = 0x3c074a61;
