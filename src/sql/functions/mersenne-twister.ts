/** The random numbers behind `shuffle(array, seed)`: MT19937 with the seeding of commons-math, so that a seed gives Spark's order. */
const size = 624;
const shift = 397;

export class MersenneTwister {
  readonly #state = new Uint32Array(size);
  #index = size;

  constructor(seed: bigint) {
    // A long seed is two words; the key is mixed in as the authors of the algorithm publish it.
    const bits = BigInt.asUintN(64, seed);
    this.#seedByArray([Number(bits >> 32n), Number(bits & 0xffffffffn)]);
  }

  #seedByNumber(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < size; i++) {
      const last = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = Math.imul(1812433253, last) + i;
    }
  }

  #seedByArray(key: readonly number[]): void {
    this.#seedByNumber(19650218);
    const state = this.#state;
    const mixed = (i: number) => state[i - 1]! ^ (state[i - 1]! >>> 30);
    let i = 1;
    let j = 0;
    for (let k = Math.max(size, key.length); k > 0; k--) {
      state[i] = (state[i]! ^ Math.imul(mixed(i), 1664525)) + key[j]! + j;
      i++;
      j++;
      if (i >= size) {
        state[0] = state[size - 1]!;
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = size - 1; k > 0; k--) {
      state[i] = (state[i]! ^ Math.imul(mixed(i), 1566083941)) - i;
      i++;
      if (i >= size) {
        state[0] = state[size - 1]!;
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  #refill(): void {
    const state = this.#state;
    for (let k = 0; k < size; k++) {
      const y = (state[k]! & 0x80000000) | (state[(k + 1) % size]! & 0x7fffffff);
      state[k] = state[(k + shift) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }

  /** @param bits 1 to 32 */
  next(bits: number): number {
    if (this.#index >= size) this.#refill();
    let y = this.#state[this.#index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> (32 - bits);
  }

  /** From 0 to `bound`, which is left out. */
  nextInt(bound: number): number {
    if ((bound & -bound) === bound) return Math.floor((bound * this.next(31)) / 2 ** 31);
    for (;;) {
      const random = this.next(31);
      const value = random % bound;
      // A number from the incomplete last round would favour small results.
      if (random - value + (bound - 1) < 2 ** 31) return value;
    }
  }
}
