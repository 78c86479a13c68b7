/**
 * HyperLogLog++ as Spark uses it (stream-lib's HyperLogLogPlus without a sparse form): the same hash of the same text of a value, the
 * same correction of small estimates, so that a count is the one that Spark gives.
 */

import { biasTables } from './bias-tables.js';
import { javaText } from './java-text.js';
import { murmurHash64 } from './murmur-hash.js';

export class HyperLogLog {
  readonly registers: Uint8Array;
  readonly #precision: number;

  /** @param precision 2^precision registers
   *  @param registers of a counter to go on with; they are written to */
  constructor(precision: number, registers: Uint8Array = new Uint8Array(2 ** precision)) {
    this.#precision = precision;
    this.registers = registers;
  }

  /** @param value null counts too */
  add(value: unknown): this {
    const [high, low] = value === null || value === undefined ? [0, 0] : murmurHash64(javaText(value));
    const p = this.#precision;
    const index = high >>> (32 - p);
    // What follows the index, with a stop bit so that the run of zeros ends.
    const restHigh = (high << p) | (low >>> (32 - p));
    const restLow = (low << p) | (1 << (p - 1));
    const run = (restHigh === 0 ? 32 + Math.clz32(restLow) : Math.clz32(restHigh)) + 1;
    if (run > this.registers[index]!) this.registers[index] = run;
    return this;
  }

  merge(others: Uint8Array): this {
    const { registers } = this;
    for (let i = 0; i < registers.length; i++) if (others[i]! > registers[i]!) registers[i] = others[i]!;
    return this;
  }

  cardinality(): number {
    let [sum, zeros] = [0, 0];
    for (const run of this.registers) {
      sum += 2 ** -run;
      if (run === 0) zeros++;
    }
    return cardinalityOf(this.#precision, sum, zeros);
  }
}

/** @param sum of 2^-run over all 2^precision registers
 *  @param zeros how many registers have no run */
export function cardinalityOf(precision: number, sum: number, zeros: number): number {
  const count = 2 ** precision;
  const estimate = alphaOf(precision, count) / sum;
  const corrected = estimate <= 5 * count ? estimate - biasOf(estimate, precision) : estimate;
  const linear = zeros > 0 ? count * Math.log(count / zeros) : corrected;
  const isSmall = precision <= 18 ? linear < biasTables().threshold[precision - 4]! : linear <= 5 * count;
  return Math.round(isSmall ? linear : corrected);
}

function alphaOf(precision: number, count: number): number {
  const alpha = precision === 4 ? 0.673 : precision === 5 ? 0.697 : precision === 6 ? 0.709 : 0.7213 / (1 + 1.079 / count);
  return alpha * count * count;
}

/** Neighbours in the table that an estimate is compared with. */
const NEIGHBOURS = 6;

/** By how much raw estimates near this one were too high in experiments. */
function biasOf(estimate: number, precision: number): number {
  const [estimates, biases] = [biasTables().raw[precision - 4], biasTables().bias[precision - 4]];
  if (estimates === undefined || biases === undefined) return 0;
  const nearest = estimates
    .map((each, i) => ({ distance: (estimate - each) ** 2, bias: biases[i]! }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEIGHBOURS);
  return nearest.reduce((sum, { bias }) => sum + bias, 0) / nearest.length;
}

/** Registers for a relative standard deviation: 2^p. */
export const precisionFor = (relativeSD: number): number => Math.max(4, Math.ceil((2 * Math.log(1.054 / relativeSD)) / Math.log(2)));
