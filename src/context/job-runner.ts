/** Turns actions into jobs of the scheduler: captures what they need, waits, decodes what comes back. */

import { ClosureCapturer } from '../closures/capture.js';
import type { DriverReference } from '../closures/captured.js';
import { ClassTable } from '../closures/class-table.js';
import { deserializeValues, serializeValues } from '../closures/values.js';
import { decodeRows, encodeRows } from '../executor/blocks/codec.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import { packBlocks, RowsBuilder } from '../executor/blocks/rows-builder.js';
import { jobRequestOf } from '../rdd/job-request.js';
import type { Sink } from '../rdd/lineage.js';
import type { RDD } from '../rdd/rdd.js';
import type { NodeWriter } from '../rdd/rdd-definition.js';
import type { SchedulerClient } from '../scheduler/scheduler-client.js';
import type { JobRequest, TaskValue } from '../threads/protocol.js';
import type { Accumulator } from './accumulators.js';
import type { Broadcast } from './broadcast.js';

export class JobRunner {
  readonly capturer: ClosureCapturer;
  readonly #classes = new ClassTable();
  readonly #values = {
    serialize: (values: readonly unknown[]) => serializeValues(values, this.#classes),
    deserialize: (bytes: Uint8Array) => deserializeValues(bytes, this.#classes),
  };
  readonly #client: SchedulerClient;
  readonly #broadcasts = new Map<number, WeakRef<Broadcast<unknown>>>();
  readonly #accumulators = new Map<number, Accumulator<any, any>>();

  constructor(client: SchedulerClient) {
    this.#client = client;
    this.capturer = new ClosureCapturer(this.#classes);
  }

  addBroadcast(broadcast: Broadcast<any>): void {
    this.#broadcasts.set(broadcast.id, new WeakRef(broadcast));
  }

  dropBroadcast(id: number): void {
    this.#broadcasts.delete(id);
  }

  addAccumulator(accumulator: Accumulator<any, any>): void {
    this.#accumulators.set(accumulator.id, accumulator);
  }

  mergeAccumulators(updates: readonly (readonly [number, unknown])[]): void {
    for (const [id, partial] of updates) this.#accumulators.get(id)?.merge(partial);
  }

  encode(rows: readonly unknown[]): EncodedRows {
    return encodeRows(rows, this.#values);
  }

  encodeSlices(slices: readonly (readonly unknown[])[]): readonly EncodedRows[] {
    return packBlocks(
      slices.map(rows => {
        const builder = new RowsBuilder(this.#values);
        for (const row of rows) builder.push(row);
        return builder;
      }),
    );
  }

  decode(rows: EncodedRows): unknown[] {
    return decodeRows(rows, this.#values);
  }

  /** @returns what each task gave, in the order of `partitions` */
  run<R>(
    rdd: RDD<any>,
    sink: (writer: NodeWriter) => Sink,
    description: string,
    partitions: readonly number[],
    properties: Readonly<Record<string, string>>,
  ): R[] {
    const { request, results, receive } = this.#prepare<R>(rdd, sink, description, partitions, properties);
    if (partitions.length > 0) this.#client.runJob(request, receive);
    return results;
  }

  async runAsync<R>(
    rdd: RDD<any>,
    sink: (writer: NodeWriter) => Sink,
    description: string,
    partitions: readonly number[],
    properties: Readonly<Record<string, string>>,
  ): Promise<R[]> {
    const { request, results, receive } = this.#prepare<R>(rdd, sink, description, partitions, properties);
    if (partitions.length > 0) await this.#client.runJobAsync(request, receive).done;
    return results;
  }

  #prepare<R>(
    rdd: RDD<any>,
    sink: (writer: NodeWriter) => Sink,
    description: string,
    partitions: readonly number[],
    properties: Readonly<Record<string, string>>,
  ) {
    const kinds: Sink['kind'][] = [];
    const request = jobRequestOf(
      rdd,
      writer => {
        const made = sink(writer);
        kinds.push(made.kind);
        return made;
      },
      partitions,
      description,
      {
        capture: f => this.capturer.capture(f),
        resolve: references => this.#resolve(references),
        properties,
      },
    );
    const results = new Array<R>(partitions.length);
    const isRows = kinds.some(kind => kind === 'collect' || kind === 'take');
    const receive = (index: number, value: TaskValue): void => {
      if ('value' in value) results[index] = value.value as R;
      else results[index] = (isRows ? this.decode(value.rows) : this.decode(value.rows)[0]) as R;
    };
    return { request, results, receive };
  }

  #resolve(references: readonly DriverReference[]): Pick<JobRequest, 'broadcasts' | 'accumulators'> {
    const broadcasts = new Map<number, Broadcast<unknown>>();
    const accumulators = new Map<number, Accumulator<any, any>>();
    for (const { kind, id } of references) {
      const broadcast = kind === 'broadcast' ? this.#broadcasts.get(id)?.deref() : undefined;
      const accumulator = kind === 'accumulator' ? this.#accumulators.get(id) : undefined;
      if (broadcast !== undefined) broadcasts.set(id, broadcast);
      if (accumulator !== undefined) accumulators.set(id, accumulator);
    }
    return {
      broadcasts: [...broadcasts.values()].map(broadcast => broadcast.data),
      accumulators: [...accumulators.values()].map(accumulator => [accumulator.id, accumulator.kind] as const),
    };
  }
}
