/** Message ports with types. `postMessage` and `receiveMessageOnPort` stay in this folder. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/** One end of a two-way port: sends `Out`, receives `In`. */
export class Channel<In, Out> {
  readonly #port: MessagePort;
  /** Counted up at each message to an end that waits in `receiveSync`; absent when that end runs its event loop. */
  readonly #signal: Int32Array | undefined;

  /** @param signal shared by both ends of a channel whose one end blocks (the driver) */
  constructor(port: MessagePort, signal?: Int32Array) {
    this.#port = port;
    this.#signal = signal;
  }

  /** @param transfer ports and memory that move to the other side with the message */
  send(message: Out, transfer: readonly (MessagePort | ArrayBuffer)[] = []): void {
    this.#port.postMessage(message, transfer);
    if (this.#signal !== undefined) {
      Atomics.add(this.#signal, 0, 1);
      Atomics.notify(this.#signal, 0);
    }
  }

  /** Calls `listener` for each message from the event loop; keeps the process alive until `unref`. */
  listen(listener: (message: In) => void): void {
    this.#port.on('message', listener);
  }

  /** The next message that has arrived, without the event loop. */
  receiveNow(): In | undefined {
    return receiveMessageOnPort(this.#port)?.message;
  }

  /** Blocks this thread until a message is there. Needs a signal. Ctrl-C under `breakOnSigint` may end it between any two messages. */
  receiveSync(): In {
    const signal = this.#signal;
    if (signal === undefined) throw new Error('receiveSync needs a channel with a signal');
    for (;;) {
      const seen = Atomics.load(signal, 0);
      const message = this.receiveNow();
      if (message !== undefined) return message;
      Atomics.wait(signal, 0, seen);
    }
  }

  /** As `receiveSync`, for a time; undefined when nothing came. */
  receiveWithin(timeoutMs: number): In | undefined {
    const signal = this.#signal;
    if (signal === undefined) throw new Error('receiveWithin needs a channel with a signal');
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      const seen = Atomics.load(signal, 0);
      const message = this.receiveNow();
      const leftMs = deadlineMs - performance.now();
      if (message !== undefined || leftMs <= 0) return message;
      Atomics.wait(signal, 0, seen, leftMs);
    }
  }

  ref(): void {
    this.#port.ref();
  }

  unref(): void {
    this.#port.unref();
  }

  close(): void {
    this.#port.close();
  }
}

/** What a thread needs to open its end of a channel; crosses thread boundaries in a transfer list. */
export interface ChannelEnd {
  readonly port: MessagePort;
  readonly signal?: Int32Array | undefined;
}

/** @param waits true when one end calls `receiveSync` */
export function newChannel(waits = false): [ChannelEnd, ChannelEnd] {
  const { port1, port2 } = new MessageChannel();
  const signal = waits ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
  return [
    { port: port1, signal },
    { port: port2, signal },
  ];
}

export const openChannel = <In, Out>(end: ChannelEnd): Channel<In, Out> => new Channel<In, Out>(end.port, end.signal);
