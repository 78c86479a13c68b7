/** Accumulators as closures see them on an executor: each task adds to values of its own, which travel with its result. */
import type { AccumulatorKind, AccumulatorUpdates } from '../threads/protocol.js';

export class TaskAccumulators {
  readonly #partials = new Map<number, { sum: number; count: number } | unknown[]>();
  readonly #proxies = new Map<number, TaskAccumulator>();

  proxy(id: number, kind: AccumulatorKind): TaskAccumulator {
    let proxy = this.#proxies.get(id);
    if (proxy === undefined) {
      proxy = new TaskAccumulator(id, kind, this.#partials);
      this.#proxies.set(id, proxy);
    }
    return proxy;
  }

  /** What the task that ends now has added. */
  take(): AccumulatorUpdates {
    if (this.#partials.size === 0) return [];
    const updates = [...this.#partials];
    this.#partials.clear();
    return updates;
  }
}

class TaskAccumulator {
  constructor(
    readonly id: number,
    private readonly kind: AccumulatorKind,
    private readonly partials: Map<number, { sum: number; count: number } | unknown[]>,
  ) {}

  add(value: unknown): void {
    let partial = this.partials.get(this.id);
    if (partial === undefined) {
      partial = this.kind === 'collection' ? [] : { sum: 0, count: 0 };
      this.partials.set(this.id, partial);
    }
    if (Array.isArray(partial)) {
      partial.push(value);
    } else {
      partial.sum += value as number;
      partial.count++;
    }
  }

  /** What this task has added so far. */
  get value(): unknown {
    const partial = this.partials.get(this.id);
    if (partial === undefined) return this.kind === 'collection' ? [] : 0;
    return Array.isArray(partial) ? [...partial] : partial.sum;
  }

  get sum(): unknown {
    return this.value;
  }

  get count(): number {
    const partial = this.partials.get(this.id);
    return partial === undefined ? 0 : Array.isArray(partial) ? partial.length : partial.count;
  }
}
