/** A query that the driver does not wait for. It may take several steps: what it reads and is to be kept is computed first. */
import type { RunningAction } from '../../../context/future-action.js';
import { SparkError } from '../../../errors/spark-error.js';
import type { QueryReply } from './protocol.js';

/** The work of a query as a generator: it asks for the reply to each of its statements, and gives the result. */
export type Steps<Statement, T> = Generator<Statement, T, QueryReply>;

export interface StatementRunner<Statement> {
  start(statement: Statement, onReply: (reply: QueryReply) => void): number;
  interrupt(id: number): void;
  waitForReply(): void;
}

export class RunningQuery<Statement, T> implements RunningAction<T> {
  readonly done: Promise<T>;
  readonly #steps: Steps<Statement, T>;
  readonly #runner: StatementRunner<Statement>;
  #settle!: (end: { readonly value: T } | { readonly error: unknown }) => void;
  #end: { readonly value: T } | { readonly error: unknown } | undefined;
  #current = -1;
  #cancelReason: string | undefined;

  constructor(steps: Steps<Statement, T>, runner: StatementRunner<Statement>) {
    this.#steps = steps;
    this.#runner = runner;
    this.done = new Promise((resolve, reject) => {
      this.#settle = end => {
        this.#end ??= end;
        if ('error' in end) reject(end.error);
        else resolve(end.value);
      };
    });
    this.#advance(() => steps.next());
  }

  get(): T {
    while (this.#end === undefined) this.#runner.waitForReply();
    if ('error' in this.#end) throw this.#end.error;
    return this.#end.value;
  }

  cancel(reason = 'as part of cancellation of its action'): void {
    if (this.#end !== undefined) return;
    this.#cancelReason ??= reason;
    this.#runner.interrupt(this.#current);
  }

  jobIds(): number[] {
    return [];
  }

  #receive(reply: QueryReply): void {
    if (this.#cancelReason !== undefined && reply.type !== 'rows') this.#fail(this.#cancelReason);
    else if (reply.type === 'engineError' && reply.isInterrupted) this.#fail('because it was interrupted');
    else this.#advance(() => this.#steps.next(reply));
  }

  #fail(reason: string): void {
    const error = new SparkError('SparkException', `Query ${this.#current} cancelled ${reason}`, { condition: 'SPARK_JOB_CANCELLED' });
    this.#advance(() => this.#steps.throw(error));
  }

  #advance(step: () => IteratorResult<Statement, T>): void {
    try {
      const { done, value } = step();
      if (done) this.#settle({ value });
      else this.#current = this.#runner.start(value, reply => this.#receive(reply));
    } catch (error) {
      this.#settle({ error });
    }
  }
}
