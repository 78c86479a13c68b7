import { inspect } from 'node:util';

/** Count, mean, variance and range of numbers in one pass, numerically stable; counters merge.
 *  @example new StatCounter([1, 2, 3]).mean // 2 */
export class StatCounter {
  #count = 0;
  #mean = 0;
  /** Sum of the squared distances from the mean. */
  #squares = 0;
  #max = Number.NEGATIVE_INFINITY;
  #min = Number.POSITIVE_INFINITY;

  constructor(values: Iterable<number> = []) {
    this.merge(values);
  }

  /** Takes one more value, many, or those of another counter. */
  merge(values: number | Iterable<number> | StatCounter): this {
    if (typeof values === 'number') return this.#add(values);
    if (values instanceof StatCounter) return this.mergeData(values.data());
    for (const value of values) this.#add(value);
    return this;
  }

  get count(): number {
    return this.#count;
  }
  get mean(): number {
    return this.#mean;
  }
  get sum(): number {
    return this.#count * this.#mean;
  }
  get max(): number {
    return this.#max;
  }
  get min(): number {
    return this.#min;
  }
  /** Of a whole population: divided by the count. */
  get variance(): number {
    return this.#count === 0 ? Number.NaN : this.#squares / this.#count;
  }
  get popVariance(): number {
    return this.variance;
  }
  /** Of a sample: divided by the count less one. */
  get sampleVariance(): number {
    return this.#count <= 1 ? Number.NaN : this.#squares / (this.#count - 1);
  }
  get stdev(): number {
    return Math.sqrt(this.variance);
  }
  get popStdev(): number {
    return this.stdev;
  }
  get sampleStdev(): number {
    return Math.sqrt(this.sampleVariance);
  }

  copy(): StatCounter {
    return new StatCounter().mergeData(this.data());
  }

  /** As plain data, for another thread. */
  data(): readonly number[] {
    return [this.#count, this.#mean, this.#squares, this.#max, this.#min];
  }

  mergeData(other: readonly number[]): this {
    const [count, mean, squares, max, min] = other as [number, number, number, number, number];
    if (count === 0) return this;
    if (this.#count === 0) {
      [this.#count, this.#mean, this.#squares, this.#max, this.#min] = [count, mean, squares, max, min];
      return this;
    }
    const [delta, total] = [mean - this.#mean, this.#count + count];
    // The mean of the larger side moves least.
    if (count * 10 < this.#count) this.#mean += (delta * count) / total;
    else if (this.#count * 10 < count) this.#mean = mean - (delta * this.#count) / total;
    else this.#mean = (this.#mean * this.#count + mean * count) / total;
    this.#squares += squares + (delta * delta * this.#count * count) / total;
    this.#count = total;
    this.#max = Math.max(this.#max, max);
    this.#min = Math.min(this.#min, min);
    return this;
  }

  toString(): string {
    const text = (value: number): string =>
      Number.isFinite(value) ? value.toFixed(6) : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
    return `(count: ${this.#count}, mean: ${text(this.#mean)}, stdev: ${text(this.stdev)}, max: ${text(this.#max)}, min: ${text(this.#min)})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  #add(value: number): this {
    const delta = value - this.#mean;
    this.#count++;
    this.#mean += delta / this.#count;
    this.#squares += delta * (value - this.#mean);
    this.#max = Math.max(this.#max, value);
    this.#min = Math.min(this.#min, value);
    return this;
  }
}
