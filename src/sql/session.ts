import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import { SparkConf } from '../context/spark-conf.js';
import { SparkContext } from '../context/spark-context.js';
import { SparkError } from '../errors/spark-error.js';
import type { RDD } from '../rdd/rdd.js';
import type { Catalog } from './catalog/catalog.js';
import type { DataFrameSchema } from './create-dataframe.js';
import type { DataFrame } from './dataframe.js';
import { loadSql, type SharedSql } from './load-sql.js';
import { giveToDF } from './rdd-to-dataframe.js';
import type { DataFrameReader } from './reader.js';
import type { SqlArguments } from './run-sql.js';
import { RuntimeConfig } from './runtime-config.js';
import type { SessionState } from './session-state.js';
import { isFixed } from './sql-conf-values.js';
import type { TableValuedFunction } from './table-functions.js';
import { StructType } from './types/index.js';
import type { UDFRegistration } from './user-defined-function.js';

/** The entry point of an application: `SparkSession.builder().master('local[*]').appName('app').getOrCreate()`. */
export class SparkSession implements Shippable {
  static #active: SparkSession | undefined;

  readonly sparkContext: SparkContext;
  /** Settings of this session. */
  readonly conf: RuntimeConfig;

  readonly #shared: SharedSql;
  #state: SessionState | undefined;
  #catalog: Catalog | undefined;

  private constructor(context: SparkContext, shared: SharedSql = {}) {
    this.sparkContext = context;
    this.conf = new RuntimeConfig(context.getConf);
    this.#shared = shared;
    giveToDF(() => SparkSession.active());
  }

  /** What SQL keeps for the session. */
  get sessionState(): SessionState {
    if (this.#state === undefined) {
      const { SessionState, SharedSqlState } = loadSql();
      this.#shared.state ??= new SharedSqlState(this.sparkContext);
      this.#state = new SessionState(this.#shared.state, this.conf, this.sparkContext.sparkUser);
    }
    return this.#state;
  }

  static builder(): SparkSessionBuilder {
    return new SparkSessionBuilder(conf => SparkSession.#getOrCreate(conf));
  }

  /** As `getActiveSession`, which must be there. @throws SparkError when there is none */
  static active(): SparkSession {
    const session = SparkSession.getActiveSession();
    if (session !== undefined) return session;
    throw new SparkError('SparkException', 'No active or default Spark session found');
  }

  /** The session that `getOrCreate` gave last, while its context runs. */
  static getActiveSession(): SparkSession | undefined {
    return SparkSession.#active?.sparkContext.isStopped === false ? SparkSession.#active : undefined;
  }

  static #getOrCreate(conf: SparkConf): SparkSession {
    const active = SparkSession.getActiveSession();
    if (active !== undefined) {
      for (const [key, value] of conf.getAll()) if (key !== 'spark.master' && !isFixed(key)) active.conf.set(key, value);
      return active;
    }
    SparkSession.#active = new SparkSession(SparkContext.getOrCreate(conf));
    return SparkSession.#active;
  }

  static getDefaultSession(): SparkSession | undefined {
    return SparkSession.getActiveSession();
  }
  static setActiveSession(session: SparkSession): void {
    SparkSession.#active = session;
  }
  static setDefaultSession(session: SparkSession): void {
    SparkSession.#active = session;
  }
  static clearActiveSession(): void {
    SparkSession.#active = undefined;
  }
  static clearDefaultSession(): void {
    SparkSession.#active = undefined;
  }

  // Tags of jobs, which those of RDDs carry

  addTag(tag: string): void {
    this.sparkContext.addJobTag(tag);
  }
  removeTag(tag: string): void {
    this.sparkContext.removeJobTag(tag);
  }
  getTags(): Set<string> {
    return new Set(this.sparkContext.getJobTags());
  }
  clearTags(): void {
    this.sparkContext.clearJobTags();
  }

  /** Runs a function, prints how long it took, and gives what it gave. */
  time<T>(f: () => T): T {
    const start = performance.now();
    const result = f();
    console.log(`Time taken: ${Math.round(performance.now() - start)} ms`);
    return result;
  }

  get version(): string {
    return this.sparkContext.version;
  }

  /** A session of the same application with settings of its own. */
  newSession(): SparkSession {
    return new SparkSession(this.sparkContext, this.#shared);
  }

  /**
   * The result of a query, or what a command answers; commands run at once.
   * @param args values of the query's `:name` parameters, or of its `?` in their order
   */
  sql(text: string, args: SqlArguments = {}): DataFrame {
    return loadSql().runSql(this, text, args);
  }

  /** Whole numbers from `start`, which is 0 when only the end is given, below `end`, in one column named id. */
  range(end: number | bigint): DataFrame;
  range(start: number | bigint, end: number | bigint, step?: number | bigint, numPartitions?: number): DataFrame;
  range(start: number | bigint, end?: number | bigint, step: number | bigint = 1, numPartitions?: number): DataFrame {
    const [from, to] = end === undefined ? [0, start] : [start, end];
    const splits = numPartitions ?? this.sparkContext.defaultParallelism;
    return loadSql().DataFrame.of(this, { kind: 'range', start: BigInt(from), end: BigInt(to), step: BigInt(step), numPartitions: splits });
  }

  /**
   * Rows of values: arrays, objects, Rows, or plain values for one column named value; an RDD of these.
   * @param schema a type, `a INT, b STRING`, or names of columns; without it types and names come from the data
   */
  createDataFrame(data: Iterable<unknown> | RDD<any>, schema?: DataFrameSchema): DataFrame {
    return loadSql().createDataFrame(this, data, schema);
  }

  /** As `createDataFrame`. */
  createDataset(data: Iterable<unknown> | RDD<any>, schema?: DataFrameSchema): DataFrame {
    return this.createDataFrame(data, schema);
  }

  get emptyDataFrame(): DataFrame {
    return loadSql().createDataFrame(this, [], new StructType());
  }

  get read(): DataFrameReader {
    return new (loadSql().DataFrameReader)(this);
  }

  /** Databases, tables, views and functions. */
  get catalog(): Catalog {
    this.#catalog ??= new (loadSql().Catalog)(this);
    return this.#catalog;
  }

  /** Functions of the person with a name in SQL. */
  get udf(): UDFRegistration {
    return new (loadSql().UDFRegistration)(this.sessionState);
  }

  /** The rows of a table or a view. */
  table(name: string): DataFrame {
    return loadSql().DataFrame.of(this, { kind: 'unresolvedRelation', nameParts: loadSql().parseMultipartIdentifier(name) });
  }

  /** Functions of SQL that give rows: `spark.tvf.explode(array(lit(1), lit(2)))`. */
  get tvf(): TableValuedFunction {
    return new (loadSql().TableValuedFunction)(this);
  }

  /** Interrupts the jobs that have a tag. */
  interruptTag(tag: string): void {
    this.sparkContext.cancelJobsWithTag(tag);
  }

  /** Interrupts the queries that run. */
  interruptAll(): void {
    this.#shared.state?.engine.interrupt();
  }

  /** Stops the application: all threads end. */
  stop(): void {
    this.#shared.state?.engine.close();
    this.sparkContext.stop();
  }

  toString(): string {
    return `SparkSession(${this.sparkContext})`;
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  [shipAs](): Shipping {
    return {
      kind: 'refuse',
      reason: 'a SparkSession: it lives on the driver only.',
      wayOut: 'collect what it needs first, and use the result.',
    };
  }
}

export class SparkSessionBuilder {
  readonly #conf = new SparkConf();
  readonly #create: (conf: SparkConf) => SparkSession;

  /** Made by `SparkSession.builder()`. */
  constructor(create: (conf: SparkConf) => SparkSession) {
    this.#create = create;
  }

  /** `local`, `local[N]`, `local[*]` (the default), `local[N,F]` with F attempts of a task. */
  master(master: string): this {
    this.#conf.setMaster(master);
    return this;
  }

  appName(name: string): this {
    this.#conf.setAppName(name);
    return this;
  }

  config(key: string, value: string | number | boolean): this;
  config(conf: SparkConf): this;
  config(keyOrConf: string | SparkConf, value?: string | number | boolean): this {
    if (typeof keyOrConf === 'string') this.#conf.set(keyOrConf, value!);
    else this.#conf.setAll(keyOrConf.getAll());
    return this;
  }

  /** The running session, or a new one. What `ts-spark-submit` was given fills in what was not set here. */
  getOrCreate(): SparkSession {
    for (const [key, value] of Object.entries(submittedSettings())) this.#conf.setIfMissing(key, value);
    this.#conf.setIfMissing('spark.master', 'local[*]').setIfMissing('spark.app.name', `app-${process.pid}`);
    return this.#create(this.#conf);
  }
}

/** Settings that `ts-spark-submit` passes to the application that it runs. */
function submittedSettings(): Record<string, string> {
  const text = process.env.TS_SPARK_SUBMIT_CONF;
  return text === undefined ? {} : (JSON.parse(text) as Record<string, string>);
}
