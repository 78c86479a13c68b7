/**
 * Calls a worker thread as if it were a function: the caller blocks until the answer is there. For work that the driver needs in the
 * middle of a statement, done by code that it should not load itself (the compiler).
 */
import { Worker, workerData } from 'node:worker_threads';
import { InternalError } from '../errors/spark-error.js';
import { type Channel, type ChannelEnd, newChannel, openChannel } from './channel.js';

interface Call<Request> {
  readonly id: number;
  readonly request: Request;
  /** Nobody waits for the answer. */
  readonly oneWay: boolean;
}

interface Answer<Response> {
  readonly id: number;
  readonly value?: Response;
  /** The stack of what was thrown there. */
  readonly error?: string;
}

export class SyncThread<Request, Response> {
  readonly #name: string;
  readonly #worker: Worker;
  readonly #channel: Channel<Answer<Response>, Call<Request>>;
  readonly #signal: Int32Array;
  readonly #exited: Promise<void>;
  #nextId = 0;
  #isOpen = true;

  /** Starts the thread and returns at once; calls wait until it is ready.
   *  @param entry URL of a built `-main.js` file that calls `serveSyncThread` */
  constructor(entry: URL, data: unknown, name: string) {
    const [ours, theirs] = newChannel(true);
    this.#name = name;
    this.#signal = ours.signal!;
    this.#worker = new Worker(entry, {
      name,
      workerData: { data, end: theirs },
      transferList: [theirs.port],
      // `node -e` would run its text in the thread as well.
      execArgv: [],
    });
    this.#worker.unref();
    // The reason reaches the person with the next call, which finds the thread closed.
    this.#worker.on('error', () => {});
    this.#exited = new Promise(resolve => {
      this.#worker.once('exit', () => {
        this.#isOpen = false;
        resolve();
      });
    });
    this.#channel = openChannel(ours);
    this.#channel.unref();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Blocks until the thread answers.
   *  @param timeoutMs after which the thread is given up: a thread that has died cannot say so to a caller that blocks
   *  @throws InternalError when the request threw there, or no answer came */
  call(request: Request, timeoutMs = 120_000): Response {
    if (!this.#isOpen) throw new InternalError(`The ${this.#name} thread has ended`);
    const id = this.#nextId++;
    this.#channel.send({ id, request, oneWay: false });
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const seen = Atomics.load(this.#signal, 0);
      const answer = this.#channel.receiveNow();
      if (answer === undefined) {
        const leftMs = deadline - performance.now();
        if (leftMs <= 0) {
          this.#isOpen = false;
          void this.#worker.terminate();
          throw new InternalError(`The ${this.#name} thread gave no answer within ${Math.round(timeoutMs / 1000)} s`);
        }
        Atomics.wait(this.#signal, 0, seen, leftMs);
      } else if (answer.id === id) {
        if (answer.error !== undefined) throw new InternalError(`The ${this.#name} thread failed: ${answer.error}`);
        return answer.value as Response;
      }
      // Else: the late answer of a call that Ctrl-C has ended.
    }
  }

  /** Asks without waiting; later calls are served after it. */
  send(request: Request): void {
    if (this.#isOpen) this.#channel.send({ id: this.#nextId++, request, oneWay: true });
  }

  /** Resolves when the thread has ended.
   *  @param last is served before that, with `graceMs` to finish */
  async close(last?: Request, graceMs = 1000): Promise<void> {
    if (this.#isOpen && last !== undefined) {
      this.send(last);
      const timer = setTimeout(() => void this.#worker.terminate(), graceMs);
      this.#worker.ref();
      await this.#exited;
      clearTimeout(timer);
    } else {
      await this.#worker.terminate();
    }
    this.#isOpen = false;
    this.#channel.close();
  }
}

/** In the thread: serves calls in their order with what `load` gives. When `load` fails, calls get its error: a caller that blocks
 *  would never hear of a thread that just died. */
export function serveSyncThread<Data, Request, Response>(load: (data: Data) => Promise<(request: Request) => Response>): void {
  const { data, end } = workerData as { data: Data; end: ChannelEnd };
  const channel = openChannel<Call<Request>, Answer<Response>>(end);
  const listen = (handle: (request: Request) => Response) =>
    channel.listen(({ id, request, oneWay }) => {
      let answer: Answer<Response>;
      try {
        answer = { id, value: handle(request) };
      } catch (error) {
        answer = { id, error: stackOf(error) };
      }
      if (!oneWay) channel.send(answer);
    });
  load(data).then(listen, error =>
    listen(() => {
      throw error;
    }),
  );
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? String(error)) : String(error));
