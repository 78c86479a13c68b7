/** Starting, ending and watching worker threads. */
import { type MessagePort, Worker, workerData } from 'node:worker_threads';
import { type Channel, type ChannelEnd, newChannel, openChannel } from './channel.js';

export interface ThreadOptions {
  readonly name: string;
  /** Heap of the thread's old generation, MiB. */
  readonly maxHeapMb?: number;
  /** Of the thread's young generation, MiB. */
  readonly maxYoungMb?: number;
  /** The starter blocks in `receiveSync` on this channel. */
  readonly waits?: boolean;
  /** Ports in `data`. */
  readonly transfer?: readonly MessagePort[];
}

/** A running worker thread, as its starter sees it. */
export class Thread<FromThread, ToThread> {
  readonly channel: Channel<FromThread, ToThread>;
  readonly #worker: Worker;
  /** What the thread died of, when something was thrown; that may be anything. */
  #error: { readonly value: unknown } | undefined;

  /** @param entry URL of a built `-main.js` file; it reads its data with `threadData` */
  constructor(entry: URL, data: unknown, options: ThreadOptions) {
    const [ours, theirs] = newChannel(options.waits);
    const { maxHeapMb, maxYoungMb } = options;
    this.#worker = new Worker(entry, {
      name: options.name,
      // Flags of the program that is run, such as `--input-type`, are not for our files.
      execArgv: [],
      workerData: { data, end: theirs },
      transferList: [theirs.port, ...(options.transfer ?? [])],
      resourceLimits: {
        ...(maxHeapMb === undefined ? {} : { maxOldGenerationSizeMb: maxHeapMb }),
        ...(maxYoungMb === undefined ? {} : { maxYoungGenerationSizeMb: maxYoungMb }),
      },
    });
    this.#worker.unref();
    this.#worker.on('error', (error: unknown) => {
      this.#error = { value: error };
    });
    this.channel = openChannel(ours);
    if (options.waits) this.channel.unref();
  }

  /** Calls `listener` once, from the event loop, when the thread has ended for whatever reason. */
  onExit(listener: (exitCode: number, error: { readonly value: unknown } | undefined) => void): void {
    this.#worker.once('exit', exitCode => listener(exitCode, this.#error));
  }

  /** Ends the thread wherever it is, also in an endless loop. */
  terminate(): Promise<number> {
    return this.#worker.terminate();
  }

  /** Whether the process stays alive for this thread. */
  ref(): void {
    this.#worker.ref();
  }
}

/** In a worker thread: what its starter passed, and the channel to it. */
export function threadData<Data, FromStarter, ToStarter>(): { data: Data; channel: Channel<FromStarter, ToStarter> } {
  const { data, end } = workerData as { data: Data; end: ChannelEnd };
  return { data, channel: openChannel<FromStarter, ToStarter>(end) };
}
