/**
 * The function thread as the sql thread sees it: a call blocks until the batch is done, the query is interrupted, or the thread has ended.
 * A thread that has ended costs the queries that ran functions in it; the next call starts another.
 */
import { SparkError } from '../../../errors/spark-error.js';
import { type Channel, newChannel, openChannel } from '../../../threads/channel.js';
import type { AccumulatorUpdates } from '../../../threads/protocol.js';
import { Thread } from '../../../threads/thread.js';
import type { ColumnData } from '../../values/column-data.js';
import type { FunctionReply, FunctionRequest, FunctionThreadData, KeeperReply, KeeperRequest } from './function-protocol.js';
import { programErrorOf } from './program-error.js';
import type { ProgramError, SettingsData } from './protocol.js';
import type { Wire } from './wire.js';

/** How soon an interruption, or the end of the thread, is seen. */
const LOOK_INTERVAL_MS = 20;

/** An expression that runs in the function thread. */
export interface HostedProgram {
  readonly id: number;
  readonly program: Wire;
  readonly settings: SettingsData;
}

interface Generation {
  readonly number: number;
  readonly channel: Channel<FunctionReply, FunctionRequest>;
  readonly defined: Set<number>;
}

export type Outcome = { readonly type: 'column'; readonly column: ColumnData } | ProgramError | { readonly type: 'interrupted' };

export class FunctionHost {
  readonly #data: FunctionThreadData;
  #keeper: Thread<KeeperReply, KeeperRequest> | undefined;
  #generation: Generation | undefined;
  #nextGeneration = 0;
  #nextProgram = 0;

  constructor(data: FunctionThreadData) {
    this.#data = data;
  }

  /** The thread starts now, so that it is there when it is called. */
  host(program: Wire, settings: SettingsData): HostedProgram {
    const hosted = { id: this.#nextProgram++, program, settings };
    this.#define(hosted);
    return hosted;
  }

  forget({ id }: HostedProgram): void {
    if (this.#generation?.defined.delete(id)) this.#generation.channel.send({ type: 'forget', id });
  }

  /** @param isInterrupted asked while the call takes long */
  run(program: HostedProgram, columns: readonly ColumnData[], rowCount: number, isInterrupted: () => boolean): Outcome {
    const generation = this.#define(program);
    generation.channel.send({ type: 'run', id: program.id, columns, rowCount });
    const reply = this.#replyOf(generation, isInterrupted);
    if (reply.type === 'updates') throw new TypeError('a batch has no updates');
    return reply;
  }

  /** What functions have added to accumulators. */
  takeUpdates(): AccumulatorUpdates {
    const generation = this.#generation;
    if (generation === undefined) return [];
    generation.channel.send({ type: 'takeUpdates' });
    const reply = this.#replyOf(generation, () => false);
    return reply.type === 'updates' ? reply.updates : [];
  }

  /** Nothing keeps the sql thread alive after it. */
  close(): void {
    this.#generation?.channel.close();
    this.#keeper?.channel.close();
    void this.#keeper?.terminate();
  }

  #replyOf(generation: Generation, isInterrupted: () => boolean): FunctionReply | { readonly type: 'interrupted' } {
    for (;;) {
      const reply = generation.channel.receiveWithin(LOOK_INTERVAL_MS);
      if (reply !== undefined) return reply;
      if (isInterrupted()) {
        this.#keeper!.channel.send({ type: 'end', generation: generation.number });
        this.#lose(generation);
        return { type: 'interrupted' };
      }
      const reason = this.#endOf(generation);
      if (reason === undefined) continue;
      // What it has replied counts, also when its end is known before.
      const last = generation.channel.receiveNow();
      this.#lose(generation);
      return last ?? programErrorOf(lostError(reason));
    }
  }

  /** Why the thread has ended, when it has. */
  #endOf({ number }: Generation): string | undefined {
    for (;;) {
      const end = this.#keeper!.channel.receiveNow();
      if (end === undefined || end.generation === number) return end?.reason;
    }
  }

  #lose(generation: Generation): void {
    generation.channel.close();
    this.#generation = undefined;
  }

  #define({ id, program, settings }: HostedProgram): Generation {
    // One that has ended while nobody called it, such as by a timer of the person, costs no query.
    if (this.#generation !== undefined && this.#endOf(this.#generation) !== undefined) this.#lose(this.#generation);
    this.#generation ??= this.#start();
    const { defined, channel } = this.#generation;
    if (!defined.has(id)) {
      channel.send({ type: 'define', id, program, settings });
      defined.add(id);
    }
    return this.#generation;
  }

  #start(): Generation {
    this.#keeper ??= new Thread(new URL('./function-keeper-main.js', import.meta.url), this.#data, {
      name: 'function keeper',
      waits: true,
    });
    const [ours, theirs] = newChannel(true);
    const number = this.#nextGeneration++;
    this.#keeper.channel.send({ type: 'start', generation: number, end: theirs }, [theirs.port]);
    return { number, channel: openChannel(ours), defined: new Set() };
  }
}

const lostError = (reason: string) =>
  new SparkError('SparkException', `Job aborted: the thread that ran the functions of the query was lost: ${reason}`);
