import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import { SparkError } from '../errors/spark-error.js';
import type { BroadcastData } from '../threads/protocol.js';

interface BroadcastOwner {
  destroyed(broadcast: { id: number }): void;
  /** `destroy at <cell 3>:1` */
  describe(operator: string): string;
  unpersisted(broadcast: { id: number }): void;
}

/** A read-only value that is sent to each executor once. In a closure, `bc.value` is the executor's own copy. */
export class Broadcast<T> implements Shippable {
  readonly #value: T;
  readonly #owner: BroadcastOwner;
  #destroyedAt: string | undefined;
  readonly id: number;
  /** What executors read. */
  readonly data: BroadcastData;

  /** Made by `sc.broadcast`. */
  constructor(value: T, data: BroadcastData, owner: BroadcastOwner) {
    this.id = data.id;
    this.data = data;
    this.#value = value;
    this.#owner = owner;
  }

  get value(): T {
    this.#assertValid();
    return this.#value;
  }

  /** Drops the executors' copies; they get the value again when they next need it. */
  unpersist(_blocking = false): void {
    this.#assertValid();
    this.#owner.unpersisted(this);
  }

  /** Drops the value everywhere. It cannot be used again. */
  destroy(_blocking = false): void {
    this.#assertValid();
    this.#destroyedAt = this.#owner.describe('destroy');
    this.#owner.destroyed(this);
  }

  toString(): string {
    return `Broadcast(${this.id})`;
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  [shipAs](): Shipping {
    this.#assertValid();
    return { kind: 'broadcast', id: this.id };
  }

  #assertValid(): void {
    if (this.#destroyedAt === undefined) return;
    throw new SparkError(
      'SparkException',
      `[INTERNAL_ERROR_BROADCAST] Attempted to use ${this} after it was destroyed (${this.#destroyedAt})  SQLSTATE: XX000`,
      {
        condition: 'INTERNAL_ERROR_BROADCAST',
        sqlState: 'XX000',
      },
    );
  }
}
