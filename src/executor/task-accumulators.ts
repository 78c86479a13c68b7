/** Accumulators as closures see them on an executor: each task adds to values of its own, which travel with its result. */
import type { CapturedValue } from '../closures/captured.js';
import type { AccumulatorKind, AccumulatorUpdates } from '../threads/protocol.js';
import type { EncodedRows } from './blocks/encoded-rows.js';

/** The person's accumulator class, as far as a task needs it. */
interface OwnAccumulator {
  readonly isZero: boolean;
}

type Partial = { sum: number; count: number } | unknown[] | { readonly own: OwnAccumulator };

export interface AccumulatorCodec {
  rebuild(zero: CapturedValue): unknown;
  encode(rows: readonly unknown[]): EncodedRows;
}

export class TaskAccumulators {
  readonly #partials = new Map<number, Partial>();
  readonly #proxies = new Map<number, object>();
  readonly #codec: AccumulatorCodec;

  constructor(codec: AccumulatorCodec) {
    this.#codec = codec;
  }

  /** The same for all tasks: what is behind it is the running task's own. */
  proxy(id: number, kind: AccumulatorKind): object {
    let proxy = this.#proxies.get(id);
    if (proxy === undefined) {
      proxy = typeof kind === 'string' ? new TaskAccumulator(id, kind, this.#partials) : this.#ownProxy(id, kind);
      this.#proxies.set(id, proxy);
    }
    return proxy;
  }

  /** What the task that ends now has added. */
  take(): AccumulatorUpdates {
    if (this.#partials.size === 0) return [];
    const updates = [...this.#partials].map(
      ([id, partial]) => [id, 'own' in partial ? this.#codec.encode([partial.own]) : partial] as const,
    );
    this.#partials.clear();
    return updates;
  }

  #ownProxy(id: number, zero: CapturedValue): object {
    const current = (): OwnAccumulator => {
      let partial = this.#partials.get(id);
      if (partial === undefined || !('own' in partial)) {
        partial = { own: this.#codec.rebuild(zero) as OwnAccumulator };
        this.#partials.set(id, partial);
      }
      return partial.own;
    };
    return new Proxy(Object.create(null) as object, {
      get: (_, key) => {
        const own = current();
        const member: unknown = Reflect.get(own, key, own);
        return typeof member === 'function' ? member.bind(own) : member;
      },
      set: (_, key, value) => Reflect.set(current(), key, value),
      has: (_, key) => Reflect.has(current(), key),
    });
  }
}

class TaskAccumulator {
  constructor(
    readonly id: number,
    private readonly kind: 'long' | 'double' | 'collection',
    private readonly partials: Map<number, Partial>,
  ) {}

  add(value: unknown): void {
    const partial = this.#partial();
    if (Array.isArray(partial)) {
      partial.push(value);
    } else {
      partial.sum += value as number;
      partial.count++;
    }
  }

  /** What this task has added so far. */
  get value(): unknown {
    const partial = this.#partial();
    return Array.isArray(partial) ? [...partial] : partial.sum;
  }

  get sum(): unknown {
    return this.value;
  }

  get count(): number {
    const partial = this.#partial();
    return Array.isArray(partial) ? partial.length : partial.count;
  }

  get avg(): number {
    return (this.value as number) / this.count;
  }

  get isZero(): boolean {
    return this.count === 0;
  }

  #partial(): { sum: number; count: number } | unknown[] {
    let partial = this.partials.get(this.id) as { sum: number; count: number } | unknown[] | undefined;
    if (partial === undefined) {
      partial = this.kind === 'collection' ? [] : { sum: 0, count: 0 };
      this.partials.set(this.id, partial);
    }
    return partial;
  }
}
