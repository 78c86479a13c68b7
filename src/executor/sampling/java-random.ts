/** `java.util.Random`: the seeds of sampled partitions and the shuffling of `takeSample` come from it. */
export class JavaRandom {
  #seed: bigint;

  /** @param seed as a Java long */
  constructor(seed: number | bigint) {
    this.#seed = (BigInt(seed) ^ MULTIPLIER) & MASK;
  }

  /** Any int. */
  nextInt(): number {
    return this.#next(32);
  }

  /** From 0 to `bound` - 1. */
  nextIntBelow(bound: number): number {
    if ((bound & -bound) === bound) return Math.floor((bound * this.#next(31)) / 2 ** 31);
    for (;;) {
      const bits = this.#next(31);
      const value = bits % bound;
      // Rejects the incomplete last range, which int overflow would show.
      if (bits - value + (bound - 1) < 2 ** 31) return value;
    }
  }

  /** Any long. */
  nextLong(): bigint {
    const high = BigInt(this.#next(32));
    return BigInt.asIntN(64, (high << 32n) + BigInt(this.#next(32)));
  }

  /** From 0 to 1, which is left out. */
  nextDouble(): number {
    return (this.#next(26) * 2 ** 27 + this.#next(27)) / 2 ** 53;
  }

  #next(bits: number): number {
    this.#seed = (this.#seed * MULTIPLIER + 11n) & MASK;
    const value = Number(this.#seed >> BigInt(48 - bits));
    return bits === 32 ? value | 0 : value;
  }
}

const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** Puts the elements in random order, in place. */
export function randomizeInPlace<T>(list: T[], random: JavaRandom): T[] {
  for (let i = list.length - 1; i >= 1; i--) {
    const j = random.nextIntBelow(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
