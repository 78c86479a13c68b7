import { inspect } from 'node:util';

/** What an approximate action knows when its time is up. */
export class PartialResult<R> {
  /** What was known when the time was up: the final value when the job had ended by then. */
  readonly initialValue: R;
  readonly isInitialValueFinal: boolean;
  readonly #finalValue: () => R;
  #printed: R;
  #isFinal: boolean;

  /** @param finalValue waits for the end of the job */
  constructor(initialValue: R, isFinal: boolean, finalValue: () => R) {
    this.initialValue = initialValue;
    this.isInitialValueFinal = isFinal;
    this.#printed = initialValue;
    this.#isFinal = isFinal;
    this.#finalValue = finalValue;
  }

  /** Waits for the end of the job. */
  getFinalValue(): R {
    if (!this.#isFinal) {
      this.#printed = this.#finalValue();
      this.#isFinal = true;
    }
    return this.#printed;
  }

  map<U>(f: (value: R) => U): PartialResult<U> {
    return new PartialResult(f(this.initialValue), this.isInitialValueFinal, () => f(this.getFinalValue()));
  }

  /** `(final: [4.000, 4.000])` */
  toString(): string {
    return `(${this.#isFinal ? 'final' : 'partial'}: ${textOf(this.#printed)})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

function textOf(value: unknown): string {
  return value instanceof Map ? `Map(${[...value].map(([key, each]) => `${key} -> ${each}`).join(', ')})` : String(value);
}
