import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import { type ClosureReport, reportClosure } from '../closures/report.js';
import { SparkError } from '../errors/spark-error.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import type { ColumnSlice } from '../executor/blocks/rows-builder.js';
import { fileUrlOf, localPathOf } from '../executor/input/hadoop-path.js';
import { PartialResult } from '../rdd/approximate/partial-result.js';
import type { Sink } from '../rdd/lineage.js';
import { runJob, submitJob } from '../rdd/operators/run-job.js';
import { RDD } from '../rdd/rdd.js';
import type { NodeWriter, RddDefinition } from '../rdd/rdd-definition.js';
import { SchedulerClient } from '../scheduler/scheduler-client.js';
import { parseTimeMs } from '../threads/conf-units.js';
import { localDirectoriesOf, removeLocalDirectories } from '../threads/local-directories.js';
import type { AccumulatorUpdates, ConsoleProgress, RddStorageInfo, ShippedFunction } from '../threads/protocol.js';
import { SharedConsole } from '../threads/shared-console.js';
import { Thread } from '../threads/thread.js';
import type { UiData } from '../ui/ui-data.js';
import { type AccumulatorV2, assertUnregistered, CollectionAccumulator, DoubleAccumulator, LongAccumulator } from './accumulators.js';
import { AddedFiles } from './added-files.js';
import { Broadcast } from './broadcast.js';
import { findCallSite } from './call-site.js';
import type { FutureAction } from './future-action.js';

import { type JobDetails, JobRunner, type RunningJob } from './job-runner.js';
import { parseMaster } from './master-url.js';
import { RDDInfo } from './rdd-info.js';
import { RddSources } from './rdd-sources.js';
import { SchedulingPools } from './scheduling-pools.js';
import { NO_SOURCE_MAPPING, type SourceMapping } from './source-mapping.js';
import { SparkConf } from './spark-conf.js';

/** The entry point of the RDD API. One is active at a time; threads start with the first job. */
export class SparkContext extends RddSources implements Shippable {
  static #active: SparkContext | undefined;
  /** Called with each new context: `ts-spark-submit` does not make that of the application that it runs. */
  static onStart: ((context: SparkContext) => void) | undefined;

  protected readonly conf: SparkConf;
  protected readonly client: SchedulerClient;
  protected readonly pools: SchedulingPools;
  readonly #files: AddedFiles;
  readonly #jobs: JobRunner;
  protected readonly executorCount: number;
  readonly #dropped: FinalizationRegistry<{ rddId: number; shuffleIds: readonly number[] }>;
  readonly #droppedBroadcasts: FinalizationRegistry<number>;
  readonly #persisted = new Map<number, WeakRef<RDD<any>>>();
  #checkpointDirectory: string | undefined;
  #nextRddId = 0;
  #nextShuffleId = 0;
  #nextBroadcastId = 0;
  #nextAccumulatorId = 0;
  #stopped = false;
  readonly startTime = Date.now();
  readonly applicationId = `local-${this.startTime}`;
  /** Maps positions of running JavaScript to the person's TypeScript. Set by whoever compiled it. */
  sourceMapping: SourceMapping = NO_SOURCE_MAPPING;
  readonly #localDirectories: readonly string[];
  readonly #removeLocalDirectories = () => removeLocalDirectories(this.#localDirectories);
  readonly #consoleBuffer = SharedConsole.newShared();
  /** The terminal that executors and the progress bar share with the driver. */
  readonly console = new SharedConsole(this.#consoleBuffer);
  #ui: Thread<never, never> | undefined;

  /** @param conf settings, or the master's URL
   *  @throws SparkError when another context is active, or when the master or the name is missing */
  constructor(conf: SparkConf | string = new SparkConf(), appName?: string, settings?: SparkConf) {
    super();
    const given = typeof conf === 'string' ? (settings ?? new SparkConf()).clone().setMaster(conf) : conf.clone();
    if (appName !== undefined) given.setAppName(appName);
    if (SparkContext.#active !== undefined) {
      throw new SparkError(
        'SparkException',
        'Only one SparkContext should be running in this process (see SPARK-2243). Stop the running one first: sc.stop()',
      );
    }
    if (!given.contains('spark.master')) throw new SparkError('SparkException', 'A master URL must be set in your configuration');
    if (!given.contains('spark.app.name')) throw new SparkError('SparkException', 'An application name must be set in your configuration');
    const { executorCount, maxTaskFailures } = parseMaster(given.get('spark.master'));
    given.set('spark.app.id', this.applicationId).set('spark.app.startTime', this.startTime).setIfMissing('spark.executor.id', 'driver');
    this.pools = new SchedulingPools(given);
    this.conf = given;
    this.executorCount = executorCount;
    this.#files = new AddedFiles();
    const executorConf = { ...Object.fromEntries(given.getAll()), 'spark.app.filesDirectory': this.#files.directory };
    this.#localDirectories = localDirectoriesOf(given.getOption('spark.local.dir'), this.applicationId);
    process.on('exit', this.#removeLocalDirectories);
    this.client = new SchedulerClient(
      { executorCount, maxTaskFailures, conf: executorConf, console: this.#consoleBuffer, localDirectories: this.#localDirectories },
      {
        accumulated: updates => this.#jobs.mergeAccumulators(updates),
        mapStack: stack => this.sourceMapping.stack(stack),
        warn: text => process.stderr.write(`${text}\n`),
      },
    );
    this.#jobs = new JobRunner(this.client, location => this.sourceMapping.position(location));
    this.#dropped = new FinalizationRegistry(({ rddId, shuffleIds }) => {
      if (shuffleIds.length > 0) this.client.tell({ type: 'forgetShuffles', shuffleIds });
      if (this.#persisted.delete(rddId)) this.client.tell({ type: 'unpersist', rddIds: [rddId] });
    });
    this.#droppedBroadcasts = new FinalizationRegistry(broadcastId => {
      this.#jobs.dropBroadcast(broadcastId);
      this.client.tell({ type: 'destroyBroadcast', broadcastId });
    });
    SparkContext.#active = this;
    SparkContext.onStart?.(this);
  }

  /** The active context, or a new one. */
  static getOrCreate(conf?: SparkConf): SparkContext {
    return SparkContext.#active ?? new SparkContext(conf ?? new SparkConf());
  }

  /** Address of the web UI; undefined while there is none. */
  get uiWebUrl(): string | undefined {
    return undefined;
  }
  get isStopped(): boolean {
    return this.#stopped;
  }

  // Shared variables

  /** A read-only value that is sent to each executor once. */
  broadcast<T>(value: T): Broadcast<T> {
    this.assertNotStopped();
    if (value instanceof RDD) {
      throw new SparkError(
        'IllegalArgumentException',
        'requirement failed: Can not directly broadcast RDDs; instead, call collect() and broadcast the result.',
      );
    }
    const id = this.#nextBroadcastId++;
    const broadcast = new Broadcast(
      value,
      { id, rows: this.#jobs.encode([value]) },
      {
        unpersisted: () => this.client.tell({ type: 'destroyBroadcast', broadcastId: id }),
        describe: operator => this.describe(operator),
        destroyed: () => {
          this.#jobs.dropBroadcast(id);
          this.client.tell({ type: 'destroyBroadcast', broadcastId: id });
        },
      },
    );
    this.#jobs.addBroadcast(broadcast);
    this.#droppedBroadcasts.register(broadcast, id);
    return broadcast;
  }

  longAccumulator(name?: string): LongAccumulator {
    return this.#registered(new LongAccumulator(), name);
  }

  doubleAccumulator(name?: string): DoubleAccumulator {
    return this.#registered(new DoubleAccumulator(), name);
  }

  collectionAccumulator<T>(name?: string): CollectionAccumulator<T> {
    return this.#registered(new CollectionAccumulator<T>(), name);
  }

  /** An accumulator that starts at `initial`, as in PySpark. */
  accumulator(initial: number, name?: string): DoubleAccumulator {
    const accumulator = this.doubleAccumulator(name);
    accumulator.merge({ sum: initial, count: 0 });
    return accumulator;
  }

  /** Makes an accumulator of a class of your own known, before jobs use it. */
  register(accumulator: AccumulatorV2<any, any>, name?: string): void {
    this.#registered(accumulator, name);
  }

  // Files

  /** Copies a local file to where executors find it: `SparkFiles.get(name)`.
   *  @param recursive takes a directory too */
  addFile(path: string, recursive = false): void {
    this.assertNotStopped();
    this.#files.add(path, recursive);
  }

  /** What `addFile` has added. */
  get listFiles(): string[] {
    return this.#files.urls();
  }

  /** Where RDDs are checkpointed: a new directory below this one. */
  setCheckpointDir(directory: string): void {
    this.#checkpointDirectory = join(localPathOf(directory, process.cwd()), randomUUID());
    mkdirSync(this.#checkpointDirectory, { recursive: true });
  }

  get getCheckpointDir(): string | undefined {
    return this.#checkpointDirectory === undefined ? undefined : fileUrlOf(this.#checkpointDirectory);
  }

  // Persisted RDDs

  /** RDDs that are marked to be cached, by id. */
  get getPersistentRDDs(): Map<number, RDD<any>> {
    return new Map(
      [...this.#persisted].flatMap(([id, reference]) => {
        const rdd = reference.deref();
        return rdd === undefined ? [] : [[id, rdd] as const];
      }),
    );
  }

  /** What is cached of each RDD. */
  get getRDDStorageInfo(): RDDInfo[] {
    const stored = new Map(this.storageInfo().map(info => [info.rddId, info]));
    return [...this.getPersistentRDDs].flatMap(([id, rdd]) => {
      const info = stored.get(id);
      if (info === undefined) return [];
      const { cachedPartitions, memoryBytes, diskBytes } = info;
      const name = rdd.name ?? rdd.className;
      return [new RDDInfo(id, name, rdd.getNumPartitions(), rdd.getStorageLevel, cachedPartitions, memoryBytes, diskBytes)];
    });
  }

  // Jobs

  /** Runs `f` on partitions of an RDD and gives what it returned for each; `TaskContext.get()` tells it about its task.
   *  @param partitions all when left out
   *  @param resultHandler called with each result as well: its index in the result, and the result */
  runJob<T, U>(
    rdd: RDD<T>,
    f: (rows: IterableIterator<T>) => U,
    partitions?: readonly number[],
    resultHandler?: (index: number, result: U) => void,
  ): U[] {
    return runJob(rdd, f, partitions, resultHandler);
  }

  /** As `runJob`, without blocking.
   *  @param resultFunc makes the action's result, when all results have been handled */
  submitJob<T, U, R>(
    rdd: RDD<T>,
    processPartition: (rows: IterableIterator<T>) => U,
    partitions: readonly number[],
    resultHandler: (index: number, result: U) => void,
    resultFunc: () => R,
  ): FutureAction<R> {
    return submitJob(rdd, processPartition, partitions, resultHandler, resultFunc);
  }

  /** Ends all threads; the context cannot be used again. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    if (SparkContext.#active === this) SparkContext.#active = undefined;
    this.client.stop();
    this.#files.remove();
    process.off('exit', this.#removeLocalDirectories);
    void this.#ui?.terminate();
  }

  override toString(): string {
    return `SparkContext(master=${this.master}, appName=${this.appName})`;
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  [shipAs](): Shipping {
    return {
      kind: 'refuse',
      reason: 'a SparkContext: RDD operations and actions run on the driver only.',
      wayOut: 'collect what it needs first, or express it as a join.',
    };
  }

  /** Starts threads and prepares capture ahead of the first job: for a shell that waits for its first line. */
  warmUp(): void {
    if (this.#stopped) return;
    this.#jobs.capturer.warm();
    this.client.startExecutors();
  }

  // What RDDs ask of their context

  assertNotStopped(): void {
    if (!this.#stopped) return;
    throw new SparkError('IllegalStateException', 'Cannot call methods on a stopped SparkContext.');
  }

  /** Refuses a closure that cannot ship, where it is written. */
  checkClosure(f: Function): void {
    this.#jobs.capturer.check(f);
  }

  /** What a function would take along to the executors, or why it cannot be sent. */
  closureReport(f: Function): ClosureReport {
    return reportClosure(f, this.#jobs.capturer);
  }

  newRdd<T>(definition: RddDefinition): RDD<T> {
    return new RDD<T>(this, definition);
  }

  newShuffleId(): number {
    return this.#nextShuffleId++;
  }

  /** @returns the id of a new RDD; its shuffles and cached partitions go when it is garbage */
  registerRdd(rdd: object, shuffleIds: readonly number[]): number {
    const rddId = this.#nextRddId++;
    this.#dropped.register(rdd, { rddId, shuffleIds });
    return rddId;
  }

  forgetShuffles(shuffleIds: readonly number[]): void {
    if (shuffleIds.length > 0) this.client.tell({ type: 'forgetShuffles', shuffleIds });
  }

  persistRdd(rdd: RDD<any>): void {
    this.#persisted.set(rdd.id, new WeakRef(rdd));
  }

  unpersistRdd(rddId: number): void {
    this.#persisted.delete(rddId);
    this.client.tell({ type: 'unpersist', rddIds: [rddId] });
  }

  storageInfo(): readonly RddStorageInfo[] {
    return this.client.storageInfo();
  }

  encode(rows: readonly unknown[]): EncodedRows {
    return this.#jobs.encode(rows);
  }

  decode<T>(rows: EncodedRows): T[] {
    return this.#jobs.decode(rows) as T[];
  }

  /** Where an RDD is checkpointed.
   *  @throws SparkError when no directory was set */
  get checkpointDirectory(): string {
    if (this.#checkpointDirectory !== undefined) return this.#checkpointDirectory;
    throw new SparkError('SparkException', 'Checkpoint directory has not been set in the SparkContext');
  }

  /** A function for the sql thread. */
  shipFunction(f: Function): ShippedFunction {
    return this.#jobs.ship(f);
  }

  /** What functions in the sql thread have added. */
  mergeAccumulators(updates: AccumulatorUpdates): void {
    this.#jobs.mergeAccumulators(updates);
  }

  /** One block a slice, all in one buffer. */
  encodeSlices(slices: readonly (readonly unknown[])[]): readonly EncodedRows[] {
    return this.#jobs.encodeSlices(slices);
  }
  /** As `encodeSlices`, of rows that are given column by column. */
  encodeColumns(slices: readonly (readonly ColumnSlice[])[]): readonly EncodedRows[] {
    return this.#jobs.encodeColumns(slices);
  }

  /** Runs a job that ends in `sink`.
   *  @param partitions those to compute; all when left out
   *  @returns what each task gave, in order of the partitions */
  runSink<R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string, partitions?: readonly number[]): R[] {
    const results = this.#jobs.run<R>(rdd, sink, this.#detailsOf(rdd, operator, partitions));
    rdd.doCheckpoint(operator);
    return results;
  }

  /** As `runSink`, without blocking. */
  startSink<R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string, partitions?: readonly number[]): RunningJob<R> {
    return this.#jobs.start<R>(rdd, sink, this.#detailsOf(rdd, operator, partitions));
  }

  /** As `startSink`, for whoever needs the promise only. */
  runSinkAsync<R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string): Promise<R[]> {
    return this.startSink<R>(rdd, sink, operator).done;
  }

  /** As `runSink`, for a time: what is known when it is up. The job runs on. */
  runSinkFor<P, R>(
    rdd: RDD<any>,
    sink: (writer: NodeWriter) => Sink,
    operator: string,
    timeoutMs: number,
    evaluate: (results: readonly P[], total: number) => R,
  ): PartialResult<R> {
    const job = this.startSink<P>(rdd, sink, operator);
    // A failure after the time is up is told to whoever asks for the final value.
    job.done.catch(() => {});
    const total = rdd.getNumPartitions();
    const { results, hasEnded } = job.getWithin(timeoutMs);
    const ended = hasEnded ? (results as P[]) : results.filter(result => result !== undefined);
    return new PartialResult(evaluate(ended, total), hasEnded, () => evaluate(job.get(), total));
  }

  /** All rows as blocks: a checkpoint in memory. */
  collectBlocks(rdd: RDD<any>, operator: string): EncodedRows[] {
    return this.#jobs.runToBlocks(rdd, this.#detailsOf(rdd, operator, undefined));
  }

  #detailsOf(rdd: RDD<any>, operator: string, partitions: readonly number[] | undefined): JobDetails {
    this.assertNotStopped();
    const properties = this.jobProperties.all();
    this.assertGroupMayRun(properties);
    const all = partitions ?? Array.from({ length: rdd.getNumPartitions() }, (_, index) => index);
    this.#startUi();
    return {
      description: this.jobProperties.description ?? this.describe(operator),
      partitions: all,
      properties,
      pool: this.pools.poolOf(properties),
    };
  }

  /** `map at <cell 3>:1`: the method and the person's line that called it. */
  describe(operator: string): string {
    const given = this.jobProperties.callSite;
    if (given !== undefined) return given;
    const site = findCallSite();
    if (site === undefined) return operator;
    const { file, line } = this.sourceMapping.position(site);
    return `${operator} at ${file}:${line}`;
  }

  /** Modules that the shell has loaded for the person: closures ship them by name. */
  registerModule(specifier: string, resolvedPath: string, namespace: object): void {
    this.#jobs.capturer.registerModule(specifier, resolvedPath, namespace);
  }

  /** Where progress bars are drawn, when they are wanted. */
  get consoleProgress(): ConsoleProgress | undefined {
    if (this.conf.getOption('spark.ui.showConsoleProgress') !== 'true') return undefined;
    return {
      console: this.#consoleBuffer,
      columns: Number(process.env.COLUMNS ?? 80) || 80,
      updateIntervalMs: parseTimeMs(this.conf.getOption('spark.ui.consoleProgress.update.interval') ?? '200', 'ms'),
    };
  }

  /** The progress bar has a thread of its own, which the blocked driver cannot stop. */
  #startUi(): void {
    const progress = this.consoleProgress;
    if (this.#ui !== undefined || progress === undefined) return;
    const { end, attach } = this.client.newListenerEnd();
    const data: UiData = { ...progress, events: end };
    this.#ui = new Thread(new URL('../ui/ui-main.js', import.meta.url), data, { name: 'ui', transfer: [end.port] });
    attach();
  }

  #registered<A extends AccumulatorV2<any, any>>(accumulator: A, name: string | undefined): A {
    this.assertNotStopped();
    assertUnregistered(accumulator);
    accumulator.assignMetadata(this.#nextAccumulatorId++, name);
    this.#jobs.addAccumulator(accumulator);
    return accumulator;
  }
}
