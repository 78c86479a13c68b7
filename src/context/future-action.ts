/** The result of an action that the driver does not wait for. */

/** A job, or a row of them, that has been started. */
export interface RunningAction<T> {
  readonly done: Promise<T>;
  /** Blocks until it has ended. */
  get(): T;
  cancel(reason: string | undefined): void;
  jobIds(): number[];
}

/** An action that has ended when it begins. */
export function completedAction<T>(run: () => T): RunningAction<T> {
  const value = once(run);
  // A promise fails where the function throws.
  return { done: new Promise(resolve => resolve(value())), get: value, cancel: () => {}, jobIds: () => [] };
}

export function mappedAction<T, R>(action: RunningAction<T>, f: (value: T) => R): RunningAction<R> {
  // Both the promise and a blocked `get` give the same.
  const mapped = once(() => f(action.get()));
  return { done: action.done.then(mapped), get: mapped, cancel: reason => action.cancel(reason), jobIds: () => action.jobIds() };
}

/** @returns a function that runs another at its first call, and gives the same at each */
function once<T>(run: () => T): () => T {
  let result: { readonly value: T } | { readonly error: unknown } | undefined;
  return () => {
    if (result === undefined) {
      try {
        result = { value: run() };
      } catch (error) {
        result = { error };
      }
    }
    if ('error' in result) throw result.error;
    return result.value;
  };
}

/** One action after the other. */
export function chainedAction<T, R>(first: RunningAction<T>, next: (value: T) => FutureAction<R>): RunningAction<R> {
  let second: FutureAction<R> | undefined;
  let cancelled: { readonly reason: string | undefined } | undefined;
  // Both the promise and a blocked `get` may see the end of the first.
  const start = (value: T): FutureAction<R> => {
    if (second !== undefined) return second;
    second = next(value);
    if (cancelled !== undefined) second.cancel(cancelled.reason);
    return second;
  };
  return {
    done: first.done.then(start),
    get: () => start(first.get()).get(),
    cancel(reason) {
      cancelled = { reason };
      (second ?? first).cancel(reason);
    },
    jobIds: () => second?.jobIds ?? [],
  };
}

/** A promise that can be cancelled, and waited for without `await`. */
export class FutureAction<T> extends Promise<T> {
  #running!: RunningAction<T>;
  #state: 'running' | 'completed' = 'running';
  #value: { readonly value: T } | { readonly error: unknown } | undefined;
  #isCancelled = false;

  /** What `then` makes is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  static of<T>(running: RunningAction<T>): FutureAction<T> {
    const action = new FutureAction<T>((resolve, reject) => running.done.then(resolve, reject));
    action.#running = running;
    const settle = (value: { value: T } | { error: unknown }): void => {
      action.#state = 'completed';
      action.#value = value;
    };
    // Whoever never awaits the action does not want to hear of its failure either.
    action.then(
      value => settle({ value }),
      error => settle({ error }),
    );
    return action;
  }

  /** Asks for the end of its jobs; the promise fails. */
  cancel(reason?: string): void {
    this.#isCancelled = true;
    this.#running.cancel(reason);
  }

  /** Blocks until the action has ended.
   *  @throws what it failed with */
  get(): T {
    return this.#running.get();
  }

  get isCompleted(): boolean {
    return this.#state === 'completed';
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** How it ended; undefined while it runs. */
  get value(): { readonly value: T } | { readonly error: unknown } | undefined {
    return this.#value;
  }

  /** Ids of the jobs that it has started so far. */
  get jobIds(): number[] {
    return this.#running.jobIds();
  }

  /** Calls `f` when the action has ended, well or not. */
  onComplete(f: (outcome: { readonly value: T } | { readonly error: unknown }) => void): void {
    this.then(
      value => f({ value }),
      error => f({ error }),
    );
  }
}
