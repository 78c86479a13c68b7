/** Runs code on the driver so that Ctrl-C breaks it, endless loops and waits for a job included. */
import { Script } from 'node:vm';
import { EVALUATION } from './source-positions.js';

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export class Evaluator {
  // Ctrl-C ends what `runInThisContext` runs, so that the call itself must be a script's.
  readonly #script = new Script(`globalThis[Symbol.for('ts-spark-shell.call')]()`, { filename: EVALUATION });
  #abandon: (() => void) | undefined;

  /** @throws Interrupted */
  call<T>(run: () => T): T {
    const slot = Symbol.for('ts-spark-shell.call');
    const globals = globalThis as unknown as Record<symbol, unknown>;
    const outer = globals[slot];
    globals[slot] = run;
    try {
      return this.#script.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
    } catch (error) {
      throw (error as { code?: unknown } | null | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ? new Interrupted() : error;
    } finally {
      if (outer === undefined) delete globals[slot];
      else globals[slot] = outer;
    }
  }

  /** Waits for a promise, until `abandon`.
   *  @throws Interrupted */
  async settled<T>(promise: PromiseLike<T>): Promise<T> {
    let abandon!: () => void;
    const abandoned = new Promise<never>((_, reject) => {
      abandon = () => reject(new Interrupted());
    });
    this.#abandon = abandon;
    try {
      return await Promise.race([promise, abandoned]);
    } finally {
      if (this.#abandon === abandon) this.#abandon = undefined;
    }
  }

  /** Ends the wait in flight; what it waits for goes on by itself. */
  abandon(): void {
    this.#abandon?.();
  }

  /** Runs a generator that yields what it awaits; each step can be broken. */
  async runSteps(steps: Generator<unknown, unknown>): Promise<void> {
    let next = this.call(() => steps.next());
    while (next.done !== true) {
      const { value } = next;
      if (!isThenable(value)) {
        next = this.call(() => steps.next(value));
        continue;
      }
      let settled: { readonly value: unknown } | { readonly error: unknown };
      try {
        settled = { value: await this.settled(value) };
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        settled = { error };
      }
      next = this.call(() => ('value' in settled ? steps.next(settled.value) : steps.throw(settled.error)));
    }
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function';
