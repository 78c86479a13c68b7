/** Spark's count-min sketch: how often a value was added, never too low, seldom much too high. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { JavaRandom } from '../../executor/sampling/java-random.js';
import { murmur3 } from '../jvm/hash.js';
import type { Value } from '../values/value.js';

const prime = (1n << 31n) - 1n;

/** Counters of a sketch, at most; half a gigabyte. */
const maxCounts = 2 ** 26;

export class CountMinSketch {
  readonly #depth: number;
  readonly #width: number;
  readonly #multipliers: readonly bigint[];
  readonly #counts: BigInt64Array;
  #total = 0n;

  /** @param eps the error, as a part of all that was added
   *  @param confidence how likely the error is no greater */
  constructor(eps: number, confidence: number, seed: number) {
    this.#width = Math.ceil(2 / eps);
    this.#depth = Math.ceil(-Math.log(1 - confidence) / Math.log(2));
    const size = this.#width * this.#depth;
    if (size > maxCounts) {
      const parameters = {
        numberOfElements: String(size),
        maxRoundedArrayLength: maxCounts,
        functionName: '`count_min_sketch`',
        parameter: '`eps`',
      };
      throw sparkErrorOf('COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER', parameters, { name: 'SparkRuntimeException' });
    }
    const random = new JavaRandom(seed);
    this.#multipliers = Array.from({ length: this.#depth }, () => BigInt(random.nextIntBelow(2147483647)));
    this.#counts = new BigInt64Array(this.#depth * this.#width);
  }

  add(value: Value): void {
    const column =
      typeof value === 'string' || value instanceof Uint8Array
        ? this.#columnsOfBytes(Buffer.from(value as string))
        : this.#columnsOfLong(BigInt(value as bigint));
    for (let row = 0; row < this.#depth; row++) this.#counts[row * this.#width + column(row)]!++;
    this.#total++;
  }

  #columnsOfLong(value: bigint): (row: number) => number {
    return row => {
      const product = BigInt.asIntN(64, this.#multipliers[row]! * value);
      // A fast remainder of the prime, good enough for a hash.
      const hash = BigInt.asIntN(64, product + (product >> 32n)) & prime;
      return Number(hash) % this.#width;
    };
  }

  #columnsOfBytes(bytes: Uint8Array): (row: number) => number {
    const first = murmur3.bytes(bytes, 0);
    const second = murmur3.bytes(bytes, first);
    return row => Math.abs((first + Math.imul(row, second)) | 0) % this.#width;
  }

  /** In Spark's own form, version 1. */
  bytes(): Uint8Array {
    const result = Buffer.alloc(20 + 8 * (this.#depth + this.#counts.length));
    result.writeInt32BE(1, 0);
    result.writeBigInt64BE(this.#total, 4);
    result.writeInt32BE(this.#depth, 12);
    result.writeInt32BE(this.#width, 16);
    let at = 20;
    for (const each of [...this.#multipliers, ...this.#counts]) at = result.writeBigInt64BE(each, at);
    return new Uint8Array(result);
  }
}
