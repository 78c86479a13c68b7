import { userInfo } from 'node:os';
import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import { type ClosureReport, reportClosure } from '../closures/report.js';
import { SparkError } from '../errors/spark-error.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import type { Sink } from '../rdd/lineage.js';
import { emptyRdd, parallelize, range, textFile, wholeTextFiles } from '../rdd/operators/sources.js';
import { union } from '../rdd/operators/union.js';
import { RDD } from '../rdd/rdd.js';
import type { NodeWriter, RddDefinition } from '../rdd/rdd-definition.js';
import type { SchedulerEvent } from '../scheduler/events.js';
import { SchedulerClient } from '../scheduler/scheduler-client.js';
import { parseTimeMs } from '../threads/conf-units.js';
import type { JobInfo, RddStorageInfo } from '../threads/protocol.js';
import { SharedConsole } from '../threads/shared-console.js';
import { Thread } from '../threads/thread.js';
import type { UiData } from '../ui/ui-data.js';
import { type Accumulator, CollectionAccumulator, DoubleAccumulator, LongAccumulator } from './accumulators.js';
import { Broadcast } from './broadcast.js';
import { findCallSite } from './call-site.js';
import { JobRunner } from './job-runner.js';
import { parseMaster } from './master-url.js';
import { NO_SOURCE_MAPPING, type SourceMapping } from './source-mapping.js';
import { SparkConf } from './spark-conf.js';
import { SPARK_VERSION } from './version.js';

const LOG_LEVELS = ['ALL', 'DEBUG', 'ERROR', 'WARN', 'INFO', 'OFF', 'FATAL', 'TRACE'];

/** The entry point of the RDD API. One is active at a time; threads start with the first job. */
export class SparkContext implements Shippable {
  static #active: SparkContext | undefined;
  /** Called with each new context: `ts-spark-submit` does not make that of the application that it runs. */
  static onStart: ((context: SparkContext) => void) | undefined;

  readonly #conf: SparkConf;
  readonly #client: SchedulerClient;
  readonly #jobs: JobRunner;
  readonly #executorCount: number;
  readonly #dropped: FinalizationRegistry<{ rddId: number; shuffleIds: readonly number[] }>;
  readonly #persisted = new Set<number>();
  #nextRddId = 0;
  #nextShuffleId = 0;
  #nextBroadcastId = 0;
  #nextAccumulatorId = 0;
  #logLevel = 'WARN';
  #stopped = false;
  readonly startTime = Date.now();
  readonly applicationId = `local-${this.startTime}`;
  /** Maps positions of running JavaScript to the person's TypeScript. Set by whoever compiled it. */
  sourceMapping: SourceMapping = NO_SOURCE_MAPPING;
  readonly #consoleBuffer = SharedConsole.newShared();
  /** The terminal that executors and the progress bar share with the driver. */
  readonly console = new SharedConsole(this.#consoleBuffer);
  #ui: Thread<never, never> | undefined;

  /** @param conf settings, or the master's URL
   *  @throws SparkError when another context is active, or when the master or the name is missing */
  constructor(conf: SparkConf | string = new SparkConf(), appName?: string, settings?: SparkConf) {
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
    this.#conf = given;
    this.#executorCount = executorCount;
    this.#client = new SchedulerClient(
      { executorCount, maxTaskFailures, conf: Object.fromEntries(given.getAll()), console: this.#consoleBuffer },
      {
        accumulated: updates => this.#jobs.mergeAccumulators(updates),
        mapStack: stack => this.sourceMapping.stack(stack),
        warn: text => process.stderr.write(`${text}\n`),
      },
    );
    this.#jobs = new JobRunner(this.#client);
    this.#dropped = new FinalizationRegistry(({ rddId, shuffleIds }) => {
      if (shuffleIds.length > 0) this.#client.tell({ type: 'forgetShuffles', shuffleIds });
      if (this.#persisted.delete(rddId)) this.#client.tell({ type: 'unpersist', rddIds: [rddId] });
    });
    SparkContext.#active = this;
    SparkContext.onStart?.(this);
  }

  /** The active context, or a new one. */
  static getOrCreate(conf?: SparkConf): SparkContext {
    return SparkContext.#active ?? new SparkContext(conf ?? new SparkConf());
  }

  // Settings

  readonly version = SPARK_VERSION;

  get master(): string {
    return this.#conf.get('spark.master');
  }
  get appName(): string {
    return this.#conf.get('spark.app.name');
  }
  /** A copy: settings do not change while the context runs. */
  get getConf(): SparkConf {
    return this.#conf.clone();
  }
  get sparkUser(): string {
    return process.env.SPARK_USER ?? userInfo().username;
  }
  get isLocal(): boolean {
    return true;
  }
  /** Partitions of an RDD that asks for none: `spark.default.parallelism`, or the number of executors. */
  get defaultParallelism(): number {
    const configured = this.#conf.getOption('spark.default.parallelism');
    return configured === undefined ? this.#executorCount : Number(configured);
  }
  get defaultMinPartitions(): number {
    return Math.min(this.defaultParallelism, 2);
  }
  /** Address of the web UI; undefined while there is none. */
  get uiWebUrl(): string | undefined {
    return undefined;
  }
  get isStopped(): boolean {
    return this.#stopped;
  }

  /** @param level one of ALL, DEBUG, ERROR, WARN, INFO, OFF, FATAL, TRACE */
  setLogLevel(level: string): void {
    const wanted = level.toUpperCase();
    if (!LOG_LEVELS.includes(wanted)) {
      throw new SparkError(
        'IllegalArgumentException',
        `requirement failed: Supplied level ${level} did not match one of: ${LOG_LEVELS.join(',')}`,
      );
    }
    this.#logLevel = wanted;
  }
  get logLevel(): string {
    return this.#logLevel;
  }

  // RDDs

  /** Rows in `numSlices` partitions of about equal size. The array is read when a job needs it.
   *  @example sc.parallelize([1, 2, 3]).map(x => x * x).collect() // [1, 4, 9] */
  parallelize<A, B>(rows: Iterable<[A, B]>, numSlices?: number): RDD<[A, B]>;
  parallelize<T>(rows: Iterable<T>, numSlices?: number): RDD<T>;
  parallelize<T>(rows: Iterable<T>, numSlices?: number): RDD<T> {
    return parallelize(this, rows, numSlices);
  }

  /** Numbers from `start` (0 when one argument is given) up to `end`, which is left out. */
  range(end: number): RDD<number>;
  range(start: number, end: number, step?: number, numSlices?: number): RDD<number>;
  range(start: number, end?: number, step = 1, numSlices?: number): RDD<number> {
    return end === undefined ? range(this, 0, start, step, numSlices) : range(this, start, end, step, numSlices);
  }

  /** No rows, no partitions. */
  emptyRDD<T = never>(): RDD<T> {
    return emptyRdd(this);
  }

  /** Lines of text files: a path, a directory, a glob, or several with commas between. `.gz` files are read too.
   *  A missing path is an error when partitions are first asked for. */
  textFile(path: string, minPartitions?: number): RDD<string> {
    return textFile(this, path, minPartitions);
  }

  /** Whole files: pairs of path and content. */
  wholeTextFiles(path: string, minPartitions?: number): RDD<[string, string]> {
    return wholeTextFiles(this, path, minPartitions);
  }

  /** The rows of all. */
  union<T>(...rdds: RDD<T>[] | [readonly RDD<T>[]]): RDD<T> {
    return union(this, rdds.flat() as RDD<T>[]);
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
        unpersisted: () => this.#client.tell({ type: 'destroyBroadcast', broadcastId: id }),
        destroyed: () => {
          this.#jobs.dropBroadcast(id);
          this.#client.tell({ type: 'destroyBroadcast', broadcastId: id });
        },
      },
    );
    this.#jobs.addBroadcast(broadcast);
    return broadcast;
  }

  longAccumulator(name?: string): LongAccumulator {
    return this.#register(new LongAccumulator(this.#nextAccumulatorId++, name));
  }

  doubleAccumulator(name?: string): DoubleAccumulator {
    return this.#register(new DoubleAccumulator(this.#nextAccumulatorId++, name));
  }

  collectionAccumulator<T>(name?: string): CollectionAccumulator<T> {
    return this.#register(new CollectionAccumulator<T>(this.#nextAccumulatorId++, name));
  }

  /** An accumulator that starts at `initial`, as in PySpark. */
  accumulator(initial: number, name?: string): DoubleAccumulator {
    const accumulator = this.doubleAccumulator(name);
    accumulator.merge({ sum: initial, count: 0 });
    return accumulator;
  }

  // Jobs

  get hasActiveJobs(): boolean {
    return this.#client.hasActiveJobs;
  }

  /** Running jobs, and those that have ended, oldest first. */
  jobs(): readonly JobInfo[] {
    return this.#client.jobInfo();
  }

  /** Asks for the end of one job; its action throws. */
  cancelJob(jobId: number, reason = 'as part of cancellation of job'): void {
    this.#client.requestCancel([jobId], reason);
  }

  /** Ends all running jobs and waits until their tasks have stopped.
   *  @returns the errors that they ended with */
  cancelAllJobs(reason = 'as part of cancellation of all jobs'): SparkError[] {
    return this.#client.cancel('all', reason);
  }

  /** Calls `listener` with each event of jobs, stages and tasks. */
  addSparkListener(listener: (event: SchedulerEvent) => void): void {
    this.#client.addListener(listener);
  }

  /** Ends all threads; the context cannot be used again. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    if (SparkContext.#active === this) SparkContext.#active = undefined;
    this.#client.stop();
    void this.#ui?.terminate();
  }

  toString(): string {
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
  register(rdd: RDD<any>, shuffleIds: readonly number[]): number {
    const rddId = this.#nextRddId++;
    this.#dropped.register(rdd, { rddId, shuffleIds });
    return rddId;
  }

  persistRdd(rddId: number): void {
    this.#persisted.add(rddId);
  }

  unpersistRdd(rddId: number): void {
    this.#persisted.delete(rddId);
    this.#client.tell({ type: 'unpersist', rddIds: [rddId] });
  }

  storageInfo(): readonly RddStorageInfo[] {
    return this.#client.storageInfo();
  }

  encode(rows: readonly unknown[]): EncodedRows {
    return this.#jobs.encode(rows);
  }

  /** One block a slice, all in one buffer. */
  encodeSlices(slices: readonly (readonly unknown[])[]): readonly EncodedRows[] {
    return this.#jobs.encodeSlices(slices);
  }

  /** Runs a job that ends in `sink`.
   *  @param partitions those to compute; all when left out
   *  @returns what each task gave, in order of the partitions */
  runSink<R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string, partitions?: readonly number[]): R[] {
    this.assertNotStopped();
    const all = partitions ?? Array.from({ length: rdd.getNumPartitions() }, (_, index) => index);
    this.#startUi();
    return this.#jobs.run<R>(rdd, sink, this.describe(operator), all, {});
  }

  /** As `runSink`, without blocking. */
  runSinkAsync<R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string): Promise<R[]> {
    this.assertNotStopped();
    this.#startUi();
    return this.#jobs.runAsync<R>(
      rdd,
      sink,
      this.describe(operator),
      Array.from({ length: rdd.getNumPartitions() }, (_, index) => index),
      {},
    );
  }

  /** `map at <cell 3>:1`: the method and the person's line that called it. */
  describe(operator: string): string {
    const site = findCallSite();
    if (site === undefined) return operator;
    const { file, line } = this.sourceMapping.position(site);
    return `${operator} at ${file}:${line}`;
  }

  /** Modules that the shell has loaded for the person: closures ship them by name. */
  registerModule(specifier: string, resolvedPath: string, namespace: object): void {
    this.#jobs.capturer.registerModule(specifier, resolvedPath, namespace);
  }

  /** The progress bar has a thread of its own, which the blocked driver cannot stop. */
  #startUi(): void {
    if (this.#ui !== undefined || this.#conf.getOption('spark.ui.showConsoleProgress') !== 'true') return;
    const { end, attach } = this.#client.newListenerEnd();
    const data: UiData = {
      console: this.#consoleBuffer,
      events: end,
      columns: Number(process.env.COLUMNS ?? 80) || 80,
      updateIntervalMs: parseTimeMs(this.#conf.getOption('spark.ui.consoleProgress.update.interval') ?? '200', 'ms'),
    };
    this.#ui = new Thread(new URL('../ui/ui-main.js', import.meta.url), data, { name: 'ui', transfer: [end.port] });
    attach();
  }

  #register<A extends Accumulator<any, any>>(accumulator: A): A {
    this.assertNotStopped();
    this.#jobs.addAccumulator(accumulator);
    return accumulator;
  }
}
