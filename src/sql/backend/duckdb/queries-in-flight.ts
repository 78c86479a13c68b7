/**
 * The queries that the sql thread has been given. Some are waited for, others are left to run; whoever waits, with whatever means,
 * dispatches every reply that has come.
 */
import type { Thread } from '../../../threads/thread.js';
import type { RowBatch } from '../../values/column-data.js';
import type { QueryReply, QueryRequest, SqlReply, SqlRequest } from './protocol.js';

interface Flight {
  reply: QueryReply | undefined;
  /** Gets all rows, while the query goes on. */
  readonly take: TakeRows;
  /** Called from the event loop or by whoever waits; absent where the driver blocks. */
  readonly onReply: ((reply: QueryReply) => void) | undefined;
}

export type TakeRows = (batch: RowBatch) => void;

export type QueryData = Omit<QueryRequest, 'type' | 'id'>;

export class QueriesInFlight {
  readonly #thread: Thread<SqlReply, SqlRequest>;
  readonly #flights = new Map<number, Flight>();
  #nextId = 0;
  #leftToRun = 0;

  constructor(thread: Thread<SqlReply, SqlRequest>) {
    this.#thread = thread;
    thread.channel.listen(reply => this.receive(reply));
    thread.channel.unref();
  }

  /** Blocks until the query has ended. Ctrl-C may end the wait: the query is interrupted before the next is waited for. */
  ask(query: QueryData, take: TakeRows): QueryReply {
    for (const [id, { onReply }] of this.#flights) if (onReply === undefined) this.interrupt(id);
    const flight: Flight = { reply: undefined, take, onReply: undefined };
    this.#send(query, flight);
    while (flight.reply === undefined) this.waitForReply();
    return flight.reply;
  }

  /** As `ask`, without blocking: the process lives on until the reply is there. @returns the id of the query */
  start(query: QueryData, take: TakeRows, onReply: (reply: QueryReply) => void): number {
    const id = this.#send(query, { reply: undefined, take, onReply });
    if (this.#leftToRun++ === 0) this.#thread.channel.ref();
    return id;
  }

  /** Blocks until something of some query has come. */
  waitForReply(): void {
    this.receive(this.#thread.channel.receiveSync());
  }

  receive(reply: SqlReply): void {
    if (reply.type === 'batch') this.#flights.get(reply.id)?.take(reply.batch);
    else if (reply.type !== 'closed') this.#dispatch(reply);
  }

  /** The thread is gone: nothing is left to wait for. */
  close(): void {
    const message = 'the sql thread has been stopped';
    for (const id of this.#flights.keys()) this.#dispatch({ type: 'engineError', id, message, isInterrupted: true });
  }

  interrupt(id: number): void {
    this.#thread.channel.send({ type: 'interrupt', id });
  }

  interruptAll(): void {
    for (const id of this.#flights.keys()) this.interrupt(id);
  }

  #send(query: QueryData, flight: Flight): number {
    const id = this.#nextId++;
    this.#flights.set(id, flight);
    this.#thread.channel.send({ ...query, type: 'query', id });
    return id;
  }

  #dispatch(reply: QueryReply): void {
    const flight = this.#flights.get(reply.id);
    this.#flights.delete(reply.id);
    if (flight === undefined) return;
    if (reply.type === 'rows') flight.take(reply.batch);
    flight.reply = reply;
    if (flight.onReply === undefined) return;
    if (--this.#leftToRun === 0) this.#thread.channel.unref();
    flight.onReply(reply);
  }
}
