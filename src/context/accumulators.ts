import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import { SparkError } from '../errors/spark-error.js';

/**
 * A value that tasks add to and the driver reads. Extend it for a kind of your own and `sc.register` it:
 *
 *     class WordSet extends AccumulatorV2<string, Set<string>> {
 *       words = new Set<string>();
 *       get isZero() { return this.words.size === 0; }
 *       get value() { return this.words; }
 *       copy() { return Object.assign(new WordSet(), { words: new Set(this.words) }); }
 *       reset() { this.words = new Set(); }
 *       add(word: string) { this.words.add(word); }
 *       merge(other: WordSet) { for (const word of other.words) this.words.add(word); }
 *     }
 *
 * Each task adds to a zero of its own (a `copy` that was `reset`), which comes back with its result and is merged into the driver's.
 */
export abstract class AccumulatorV2<IN, OUT> implements Shippable {
  // Plain fields: the class may travel to an executor by its text.
  private metadata: { readonly id: number; readonly name: string | undefined } | undefined;

  abstract readonly value: OUT;
  abstract readonly isZero: boolean;
  abstract copy(): AccumulatorV2<IN, OUT>;
  abstract reset(): void;
  abstract add(value: IN): void;
  abstract merge(other: AccumulatorV2<IN, OUT>): void;

  /** A zero. */
  copyAndReset(): AccumulatorV2<IN, OUT> {
    const copy = this.copy();
    copy.reset();
    return copy;
  }

  /** @throws before the accumulator is registered */
  get id(): number {
    if (this.metadata !== undefined) return this.metadata.id;
    throw Object.assign(new Error('The metadata of this accumulator has not been assigned yet.'), { name: 'IllegalStateException' });
  }

  get name(): string | undefined {
    return this.metadata?.name;
  }

  get isRegistered(): boolean {
    return this.metadata !== undefined;
  }

  /** Called by the context. */
  assignMetadata(id: number, name: string | undefined): void {
    this.metadata = { id, name };
  }

  toString(): string {
    const { metadata } = this;
    if (metadata === undefined) return `Un-registered Accumulator: ${this.constructor.name}`;
    const name = metadata.name === undefined ? 'None' : `Some(${metadata.name})`;
    return `${this.constructor.name}(id: ${metadata.id}, name: ${name}, value: ${this.printedValue()})`;
  }

  protected printedValue(): string {
    const { value } = this;
    if (value instanceof Map) return `Map(${[...value].map(([key, each]) => `${key} -> ${each}`).join(', ')})`;
    if (value instanceof Set) return `Set(${[...value].join(', ')})`;
    return typeof value === 'object' && value?.toString === Object.prototype.toString ? JSON.stringify(value) : String(value);
  }

  /** A registered one is found again on the executors; what tasks hand back is sent as it is. */
  [shipAs](): Shipping | undefined {
    return this.metadata === undefined ? undefined : { kind: 'accumulator', id: this.metadata.id };
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }
}

/** What tasks add to an accumulator of the engine's own kinds. */
export interface NumberPartial {
  readonly sum: number;
  readonly count: number;
}

/** Sums numbers. `value` is the sum. */
abstract class NumberAccumulator extends AccumulatorV2<number, number> {
  protected total = 0;
  protected added = 0;

  get value(): number {
    return this.total;
  }
  get sum(): number {
    return this.total;
  }
  get count(): number {
    return this.added;
  }
  get avg(): number {
    return this.total / this.added;
  }
  get isZero(): boolean {
    return this.total === 0 && this.added === 0;
  }
  setValue(value: number): void {
    this.total = value;
  }
  add(value: number): void {
    this.total += value;
    this.added++;
  }
  reset(): void {
    this.total = 0;
    this.added = 0;
  }
  merge(other: AccumulatorV2<number, number> | NumberPartial): void {
    const { sum, count } = other as NumberPartial;
    this.total += sum;
    this.added += count;
  }
}

export class LongAccumulator extends NumberAccumulator {
  copy(): LongAccumulator {
    const copy = new LongAccumulator();
    copy.merge(this);
    return copy;
  }
}

export class DoubleAccumulator extends NumberAccumulator {
  copy(): DoubleAccumulator {
    const copy = new DoubleAccumulator();
    copy.merge(this);
    return copy;
  }

  protected override printedValue(): string {
    return Number.isInteger(this.value) ? this.value.toFixed(1) : String(this.value);
  }
}

/** Collects values into an array. */
export class CollectionAccumulator<T> extends AccumulatorV2<T, T[]> {
  private values: T[] = [];

  get value(): T[] {
    return [...this.values];
  }
  get isZero(): boolean {
    return this.values.length === 0;
  }
  setValue(values: readonly T[]): void {
    this.values = [...values];
  }
  copy(): CollectionAccumulator<T> {
    const copy = new CollectionAccumulator<T>();
    copy.setValue(this.values);
    return copy;
  }
  add(value: T): void {
    this.values.push(value);
  }
  reset(): void {
    this.values = [];
  }
  merge(other: AccumulatorV2<T, T[]> | { readonly value: readonly T[] }): void {
    for (const value of other.value) this.values.push(value);
  }

  protected override printedValue(): string {
    return `[${this.values.join(', ')}]`;
  }
}

/** @throws SparkError when the accumulator has been registered before */
export function assertUnregistered(accumulator: AccumulatorV2<any, any>): void {
  if (accumulator.isRegistered) throw new SparkError('IllegalStateException', 'Cannot register an Accumulator twice.');
}
