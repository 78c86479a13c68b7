/** The result of an action that the driver does not wait for. */

/** A job, or a row of them, that has been started. */
export interface RunningAction<T> {
  readonly done: Promise<T>;
  /** Blocks until it has ended. */
  get(): T;
  cancel(reason: string | undefined): void;
  jobIds(): number[];
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
