/** Well19937c of commons-math: what its Poisson distribution draws from. */
const SIZE = 624;
const [M1, M2, M3] = [70, 179, 449];

export class WellRandom {
  readonly #state = new Int32Array(SIZE);
  #index = 0;

  /** @param seed as a Java long */
  constructor(seed: number | bigint) {
    const bits = BigInt.asIntN(64, BigInt(seed));
    this.#state[0] = Number(BigInt.asIntN(32, bits >> 32n));
    this.#state[1] = Number(BigInt.asIntN(32, bits));
    for (let i = 2; i < SIZE; i++) {
      const word = this.#state[i - 2]!;
      this.#state[i] = (Math.imul(1812433253, word ^ (word >> 30)) + i) | 0;
    }
  }

  /** From 0 (inclusive) to 1. */
  nextDouble(): number {
    const high = this.#next(26);
    return (high * 2 ** 26 + this.#next(26)) / 2 ** 52;
  }

  #next(bits: number): number {
    const state = this.#state;
    const index = this.#index;
    const before = (index + SIZE - 1) % SIZE;
    const twoBefore = (index + SIZE - 2) % SIZE;
    const v0 = state[index]!;
    const vM1 = state[(index + M1) % SIZE]!;
    const vM2 = state[(index + M2) % SIZE]!;
    const vM3 = state[(index + M3) % SIZE]!;
    const z0 = (0x80000000 & state[before]!) ^ (0x7fffffff & state[twoBefore]!);
    const z1 = v0 ^ (v0 << 25) ^ vM1 ^ (vM1 >>> 27);
    const z2 = (vM2 >>> 9) ^ vM3 ^ (vM3 >>> 1);
    const z3 = z1 ^ z2;
    let z4 = z0 ^ z1 ^ (z1 << 9) ^ z2 ^ (z2 << 21) ^ z3 ^ (z3 >>> 21);
    state[index] = z3;
    state[before] = z4;
    state[twoBefore]! &= 0x80000000;
    this.#index = before;
    z4 ^= (z4 << 7) & 0xe46e1700;
    z4 ^= (z4 << 15) & 0x9b868000;
    return z4 >>> (32 - bits);
  }
}

/** The means from which commons-math draws in another way. */
const PIVOT = 40;

/** Poisson numbers as commons-math draws them; from a mean of 40 on as sums of smaller ones, so other numbers than Spark's. */
export function newPoisson(mean: number, seed: number | bigint): () => number {
  const random = new WellRandom(seed);
  const parts = mean < PIVOT ? 1 : Math.ceil(mean / (PIVOT - 1));
  const limit = Math.exp(-mean / parts);
  return () => {
    let count = 0;
    for (let part = 0; part < parts; part++) {
      for (let product = random.nextDouble(); product >= limit; product *= random.nextDouble()) count++;
    }
    return count;
  };
}
