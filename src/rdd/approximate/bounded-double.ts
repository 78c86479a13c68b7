import { inspect } from 'node:util';

/** A number that is known to lie between two others, with some confidence. */
export class BoundedDouble {
  constructor(
    readonly mean: number,
    readonly confidence: number,
    readonly low: number,
    readonly high: number,
  ) {}

  /** `[3.900, 4.100]` */
  toString(): string {
    const text = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : value > 0 ? 'Infinity' : '-Infinity');
    return `[${text(this.low)}, ${text(this.high)}]`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
