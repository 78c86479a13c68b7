/** Turns actions into jobs of the scheduler: captures what they need, waits, decodes what comes back. */

import { ClosureCapturer } from '../closures/capture.js';
import type { DriverReference, SourceLocation } from '../closures/captured.js';
import { ClassTable } from '../closures/class-table.js';
import { deserializeValues, serializeValues } from '../closures/values.js';
import { decodeRows, encodeRows } from '../executor/blocks/codec.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import { type ColumnSlice, packBlocks, RowsBuilder } from '../executor/blocks/rows-builder.js';
import { jobRequestOf } from '../rdd/job-request.js';
import type { Sink } from '../rdd/lineage.js';
import type { RDD } from '../rdd/rdd.js';
import type { NodeWriter } from '../rdd/rdd-definition.js';
import type { SchedulerClient } from '../scheduler/scheduler-client.js';
import type { AccumulatorKind, JobRequest, PoolData, ShippedFunction, TaskValue } from '../threads/protocol.js';
import { type AccumulatorV2, CollectionAccumulator, DoubleAccumulator, LongAccumulator } from './accumulators.js';
import type { Broadcast } from './broadcast.js';
import type { RunningAction } from './future-action.js';

/** What a job is, besides its rows and what is done with them. */
export interface JobDetails {
  readonly description: string;
  readonly partitions: readonly number[];
  readonly properties: Readonly<Record<string, string>>;
  readonly pool: PoolData | undefined;
}

/** A job that was started and left to run. */
export interface RunningJob<R> extends RunningAction<R[]> {
  readonly jobId: number | undefined;
  /** Waits, and gives the results that there are: by partition, with gaps. */
  getWithin(timeoutMs: number): { readonly results: readonly (R | undefined)[]; readonly hasEnded: boolean };
}

type MakeSink = (writer: NodeWriter) => Sink;

export class JobRunner {
  readonly capturer: ClosureCapturer;
  readonly #classes = new ClassTable();
  readonly #values = {
    serialize: (values: readonly unknown[]) => serializeValues(values, this.#classes),
    deserialize: (bytes: Uint8Array) => deserializeValues(bytes, this.#classes),
  };
  readonly #client: SchedulerClient;
  /** What nobody may hold any more while its job runs on: its shuffles and broadcast values must not be cleaned yet. */
  readonly #inFlight = new Set<RDD<any>>();
  readonly #broadcasts = new Map<number, WeakRef<Broadcast<unknown>>>();
  readonly #accumulators = new Map<number, AccumulatorV2<any, any>>();

  /** @param placeOf maps a place of running JavaScript to the person's own text */
  constructor(client: SchedulerClient, placeOf: (location: SourceLocation) => SourceLocation) {
    this.#client = client;
    this.capturer = new ClosureCapturer(this.#classes, placeOf);
  }

  addBroadcast(broadcast: Broadcast<any>): void {
    this.#broadcasts.set(broadcast.id, new WeakRef(broadcast));
  }

  dropBroadcast(id: number): void {
    this.#broadcasts.delete(id);
  }

  addAccumulator(accumulator: AccumulatorV2<any, any>): void {
    this.#accumulators.set(accumulator.id, accumulator);
  }

  mergeAccumulators(updates: readonly (readonly [number, unknown])[]): void {
    for (const [id, partial] of updates) {
      const accumulator = this.#accumulators.get(id);
      if (accumulator === undefined) continue;
      if (kindOf(accumulator) === 'own') accumulator.merge(this.decode(partial as EncodedRows)[0] as AccumulatorV2<any, any>);
      else accumulator.merge((Array.isArray(partial) ? { value: partial } : partial) as AccumulatorV2<any, any>);
    }
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

  /** As `encodeSlices`, of rows that are given column by column. */
  encodeColumns(slices: readonly (readonly ColumnSlice[])[]): readonly EncodedRows[] {
    return packBlocks(
      slices.map(pieces => {
        const builder = new RowsBuilder(this.#values);
        for (const piece of pieces) builder.pushColumns(piece);
        return builder;
      }),
    );
  }

  decode(rows: EncodedRows): unknown[] {
    return decodeRows(rows, this.#values);
  }

  /** @returns what each task gave, in the order of `partitions` */
  run<R>(rdd: RDD<any>, sink: MakeSink, details: JobDetails): R[] {
    const { request, results, receive } = this.#prepare<R>(rdd, sink, details);
    if (details.partitions.length > 0) this.#client.runJob(request, receive);
    return results;
  }

  /** What each task gave, as blocks that are not decoded. */
  runToBlocks(rdd: RDD<any>, details: JobDetails): EncodedRows[] {
    const { request } = this.#prepare(rdd, () => ({ kind: 'collect' }), details);
    const blocks = new Array<EncodedRows>(details.partitions.length);
    if (details.partitions.length > 0) {
      this.#client.runJob(request, (index, value) => {
        if ('rows' in value) blocks[index] = value.rows;
      });
    }
    return blocks;
  }

  /** As `run`, without blocking. */
  start<R>(rdd: RDD<any>, sink: MakeSink, details: JobDetails): RunningJob<R> {
    const { request, results, receive } = this.#prepare<R>(rdd, sink, details);
    if (details.partitions.length === 0) {
      return {
        jobId: undefined,
        done: Promise.resolve(results),
        get: () => results,
        getWithin: () => ({ results, hasEnded: true }),
        cancel: () => {},
        jobIds: () => [],
      };
    }
    const { jobId, done, wait } = this.#client.runJobAsync(request, receive);
    this.#inFlight.add(rdd);
    const release = () => this.#inFlight.delete(rdd);
    done.then(release, release);
    return {
      jobId,
      done: done.then(() => results),
      get: () => {
        wait();
        return results;
      },
      getWithin: timeoutMs => {
        const hasEnded = wait(timeoutMs);
        return { results: results.slice(), hasEnded };
      },
      cancel: (reason = 'as part of cancellation of its action') => this.#client.requestCancel([jobId], reason),
      jobIds: () => [jobId],
    };
  }

  #prepare<R>(rdd: RDD<any>, sink: MakeSink, { description, partitions, properties, pool }: JobDetails) {
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
    return { request: pool === undefined ? request : { ...request, pool }, results, receive };
  }

  /** A function for the sql thread, with what it refers to. */
  ship(f: Function): ShippedFunction {
    const closure = this.capturer.capture(f);
    return { closure, ...this.#resolve(closure.references) };
  }

  #resolve(references: readonly DriverReference[]): Pick<JobRequest, 'broadcasts' | 'accumulators'> {
    const broadcasts = new Map<number, Broadcast<unknown>>();
    const accumulators = new Map<number, AccumulatorV2<any, any>>();
    for (const { kind, id } of references) {
      const broadcast = kind === 'broadcast' ? this.#broadcasts.get(id)?.deref() : undefined;
      const accumulator = kind === 'accumulator' ? this.#accumulators.get(id) : undefined;
      if (broadcast !== undefined) broadcasts.set(id, broadcast);
      if (accumulator !== undefined) accumulators.set(id, accumulator);
    }
    return {
      broadcasts: [...broadcasts.values()].map(broadcast => broadcast.data),
      accumulators: [...accumulators.values()].map(accumulator => [accumulator.id, this.#kindToSend(accumulator)] as const),
    };
  }

  #kindToSend(accumulator: AccumulatorV2<any, any>): AccumulatorKind {
    const kind = kindOf(accumulator);
    return kind === 'own' ? this.capturer.captureValue(accumulator.copyAndReset()) : kind;
  }
}

function kindOf(accumulator: AccumulatorV2<any, any>): 'long' | 'double' | 'collection' | 'own' {
  switch (accumulator.constructor) {
    case LongAccumulator:
      return 'long';
    case DoubleAccumulator:
      return 'double';
    case CollectionAccumulator:
      return 'collection';
    default:
      return 'own';
  }
}
