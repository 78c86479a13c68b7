/** What references to driver objects are on this thread: broadcast values, and accumulators that a task adds to. */
import type { DriverReference } from '../closures/captured.js';
import { InternalError } from '../errors/spark-error.js';
import type { AccumulatorKind, BroadcastData } from '../threads/protocol.js';
import type { EncodedRows } from './blocks/encoded-rows.js';
import type { TaskAccumulators } from './task-accumulators.js';

export class DriverReferences {
  readonly #accumulators: TaskAccumulators;
  readonly #decode: (rows: EncodedRows) => unknown[];
  readonly #accumulatorKinds = new Map<number, AccumulatorKind>();
  readonly #broadcastData = new Map<number, BroadcastData>();
  readonly #broadcasts = new Map<number, ExecutorBroadcast>();

  constructor(accumulators: TaskAccumulators, decode: (rows: EncodedRows) => unknown[]) {
    this.#accumulators = accumulators;
    this.#decode = decode;
  }

  add(broadcasts: readonly BroadcastData[], accumulators: readonly (readonly [number, AccumulatorKind])[]): void {
    for (const broadcast of broadcasts) this.#broadcastData.set(broadcast.id, broadcast);
    for (const [id, kind] of accumulators) this.#accumulatorKinds.set(id, kind);
  }

  dropBroadcast(id: number): void {
    this.#broadcasts.delete(id);
    this.#broadcastData.delete(id);
  }

  resolve(reference: DriverReference): unknown {
    if (reference.kind === 'accumulator') {
      const kind = this.#accumulatorKinds.get(reference.id);
      if (kind === undefined) throw new InternalError(`accumulator ${reference.id} was not sent with its job`);
      return this.#accumulators.proxy(reference.id, kind);
    }
    let broadcast = this.#broadcasts.get(reference.id);
    if (broadcast === undefined) {
      const data = this.#broadcastData.get(reference.id);
      if (data === undefined) throw new InternalError(`broadcast ${reference.id} was not sent with its job`);
      broadcast = new ExecutorBroadcast(reference.id, () => this.#decode(data.rows)[0]);
      this.#broadcasts.set(reference.id, broadcast);
    }
    return broadcast;
  }
}

/** A broadcast away from the driver: read from shared memory when it is first asked for. */
class ExecutorBroadcast {
  #read: (() => unknown) | undefined;
  #value: unknown;

  constructor(
    readonly id: number,
    read: () => unknown,
  ) {
    this.#read = read;
  }

  get value(): unknown {
    if (this.#read !== undefined) {
      this.#value = this.#read();
      this.#read = undefined;
    }
    return this.#value;
  }
}
