import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import type { AccumulatorKind } from '../threads/protocol.js';

/** A value that tasks add to and the driver reads. Tasks see their own additions only. */
export abstract class Accumulator<IN, OUT> implements Shippable {
  constructor(
    readonly id: number,
    readonly name: string | undefined,
  ) {}

  abstract readonly kind: AccumulatorKind;
  abstract readonly value: OUT;
  abstract readonly isZero: boolean;
  abstract add(value: IN): void;
  abstract reset(): void;
  /** Adds what one task has added. */
  abstract merge(partial: unknown): void;

  [shipAs](): Shipping {
    return { kind: 'accumulator', id: this.id };
  }

  toString(): string {
    return `${this.constructor.name}(id: ${this.id}, name: ${this.name === undefined ? 'None' : `Some(${this.name})`}, value: ${this.printedValue})`;
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  protected get printedValue(): string {
    return String(this.value);
  }
}

/** Sums numbers. `value` is the sum. */
abstract class NumberAccumulator extends Accumulator<number, number> {
  #sum = 0;
  #count = 0;

  get value(): number {
    return this.#sum;
  }
  get sum(): number {
    return this.#sum;
  }
  get count(): number {
    return this.#count;
  }
  get avg(): number {
    return this.#sum / this.#count;
  }
  get isZero(): boolean {
    return this.#sum === 0 && this.#count === 0;
  }
  add(value: number): void {
    this.#sum += value;
    this.#count++;
  }
  reset(): void {
    this.#sum = 0;
    this.#count = 0;
  }
  merge(partial: { sum: number; count: number }): void {
    this.#sum += partial.sum;
    this.#count += partial.count;
  }
}

export class LongAccumulator extends NumberAccumulator {
  readonly kind = 'long';
}

export class DoubleAccumulator extends NumberAccumulator {
  readonly kind = 'double';

  protected override get printedValue(): string {
    return Number.isInteger(this.value) ? this.value.toFixed(1) : String(this.value);
  }
}

/** Collects values into an array. */
export class CollectionAccumulator<T> extends Accumulator<T, T[]> {
  readonly kind = 'collection';
  #values: T[] = [];

  get value(): T[] {
    return [...this.#values];
  }
  get isZero(): boolean {
    return this.#values.length === 0;
  }
  add(value: T): void {
    this.#values.push(value);
  }
  reset(): void {
    this.#values = [];
  }
  merge(partial: readonly T[]): void {
    for (const value of partial) this.#values.push(value);
  }

  protected override get printedValue(): string {
    return `[${this.#values.join(', ')}]`;
  }
}
