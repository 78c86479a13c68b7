/** The sql thread as the driver sees it. A query blocks the driver; Ctrl-C may end the wait, and the query is interrupted before the next. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningAction } from '../../../context/future-action.js';
import { InternalError, SparkError } from '../../../errors/spark-error.js';
import { sparkErrorOf } from '../../../errors/spark-error-of.js';
import type { AccumulatorUpdates, ConsoleProgress, ErrorData, ShippedFunction } from '../../../threads/protocol.js';
import { Thread } from '../../../threads/thread.js';
import type { Attribute } from '../../analyzer/typed-expression.js';
import type { TypedPlan } from '../../analyzer/typed-plan.js';
import { pathUri } from '../../data-source-files.js';
import type { EnginePlan } from '../../explain/engine-tree.js';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { TimeZones, utc } from '../../jvm/time-zones.js';
import { dataTypeFromJson, StringType, StructField, StructType, type TypeJson } from '../../types/index.js';
import type { ColumnData, RowBatch } from '../../values/column-data.js';
import { valueReader } from '../../values/column-reader.js';
import { packValues } from '../../values/pack-values.js';
import type { Value } from '../../values/value.js';
import { type CompiledQuery, compileQuery } from './duckdb-compiler.js';
import type { CompileMode } from './expression-compiler.js';
import { copySql, describeReader, type ParquetTarget, sparkSchemaSql, typeOfFile } from './files.js';
import type { FunctionThreadData } from './function-protocol.js';
import { isHosted } from './programs.js';
import type { LocalTable, QueryReply, SettingsData, SparkErrorData, SqlReply, SqlRequest, SqlThreadData, TableData } from './protocol.js';
import { QueriesInFlight, type QueryData, type TakeRows } from './queries-in-flight.js';
import { RunningQuery, type Steps } from './running-query.js';
import { encode, typeJson } from './wire.js';

export interface DuckDBOptions {
  readonly threads: number;
  readonly memoryLimit?: string | undefined;
  readonly localDirectory?: string | undefined;
  readonly progress?: ConsoleProgress | undefined;
  readonly functions: FunctionThreadData;
  readonly driver: FunctionDriver;
}

/** What the driver does about functions of the person. */
export interface FunctionDriver {
  /** @throws SparkError when the function reaches what cannot leave the driver */
  ship(f: Function): ShippedFunction;
  mergeAccumulators(updates: AccumulatorUpdates): void;
  /** Maps places of a stack to the person's own text. */
  mapStack(stack: string): string;
}

/** What a query runs with. */
interface QueryRun {
  readonly settings: EvaluationSettings;
  readonly conf: Readonly<Record<string, string>>;
  /** The driver waits for it. */
  readonly blocks: boolean;
}

/** What the sql thread is asked for. */
interface Statement extends CompiledQuery {
  readonly take?: TakeRows;
}

const leave: TakeRows = () => {};

/** How a query runs again that DuckDB has refused; undefined when it does not. */
function modeAfter(mode: CompileMode, reply: QueryReply): CompileMode | undefined {
  if (reply.type !== 'engineError' || mode === 'reference') return undefined;
  if (mode === 'fast' && /Overflow in \w+ of DECIMAL\(18\)/.test(reply.message)) return 'exact';
  // Only the evaluator knows which error Spark raises for what DuckDB refused, or which value it gives.
  return 'reference';
}

/** A query that does not heed its interruption keeps nobody from leaving. */
const CLOSE_TIMEOUT_MS = 3000;

export class DuckDBClient {
  readonly #options: DuckDBOptions;
  #thread: Thread<SqlReply, SqlRequest> | undefined;
  #nextTable = 0;
  /** Plans whose rows are kept; in which table, when they were computed. */
  readonly #cacheable = new Set<TypedPlan>();
  readonly #cached = new Map<TypedPlan, string>();
  /** Plans whose rows are being computed, by whom. */
  readonly #computing = new Map<TypedPlan, QueryRun>();
  #queries: QueriesInFlight | undefined;
  /** Rows of the driver are packed once, however many queries read them. */
  readonly #packedRows = new WeakMap<readonly (readonly Value[])[], readonly ColumnData[]>();

  constructor(options: DuckDBOptions) {
    this.#options = options;
  }

  /** All rows of a plan. @throws SparkError what Spark raises for it */
  run(plan: TypedPlan, settings: EvaluationSettings, confKeys: Readonly<Record<string, string>>): readonly (readonly Value[])[] {
    const rows: (readonly Value[])[] = [];
    this.runBatches(plan, settings, confKeys, addingTo(rows, plan.output));
    return rows;
  }

  /** As `run`, without a row for each row. @param take gets the rows, while the sql thread makes the next ready */
  runBatches(plan: TypedPlan, settings: EvaluationSettings, conf: Readonly<Record<string, string>>, take: TakeRows): void {
    const run: QueryRun = { settings, conf, blocks: true };
    this.#finish(this.#batches(plan, run, take), run);
  }

  /** As `runBatches`, without blocking. */
  startBatches(plan: TypedPlan, settings: EvaluationSettings, conf: Readonly<Record<string, string>>, take: TakeRows): RunningAction<void> {
    const run: QueryRun = { settings, conf, blocks: false };
    this.#started();
    const queries = this.#queries!;
    return new RunningQuery(this.#batches(plan, run, take), {
      start: (query, onReply) => queries.start(this.#dataOf(query, run), query.take ?? leave, reply => onReply(this.#received(reply))),
      interrupt: id => queries.interrupt(id),
      waitForReply: () => queries.waitForReply(),
    });
  }

  *#batches(plan: TypedPlan, run: QueryRun, take: TakeRows): Steps<Statement, void> {
    yield* this.#ready(plan, run);
    let hasTaken = false;
    const takeOnce = (batch: RowBatch) => {
      hasTaken = true;
      take(batch);
    };
    for (let mode: CompileMode | undefined = 'fast'; mode !== undefined; ) {
      const reply: QueryReply = yield { ...compileQuery(plan, run.settings, mode, this.#cached), take: takeOnce };
      mode = hasTaken ? undefined : modeAfter(mode, reply);
      if (mode === undefined) this.#check(reply);
    }
  }

  /** Runs a statement of DuckDB whose query is a plan: COPY (query) TO ... */
  execute(
    plan: TypedPlan,
    statement: (query: string) => string,
    settings: EvaluationSettings,
    conf: Readonly<Record<string, string>>,
  ): void {
    const run: QueryRun = { settings, conf, blocks: true };
    this.#finish(this.#execution(plan, statement, run), run);
  }

  *#execution(plan: TypedPlan, statement: (query: string) => string, run: QueryRun): Steps<Statement, void> {
    yield* this.#ready(plan, run);
    for (let mode: CompileMode | undefined = 'fast'; mode !== undefined; ) {
      const compiled = compileQuery(plan, run.settings, mode, this.#cached);
      const reply: QueryReply = yield { ...compiled, sql: statement(compiled.sql), output: [] };
      mode = modeAfter(mode, reply);
      if (mode === undefined) this.#check(reply);
    }
  }

  /** The steps one after the other; the driver blocks. */
  #finish<T>(steps: Steps<Statement, T>, run: QueryRun): T {
    // Ctrl-C may have ended a wait, and nothing of it went on.
    for (const [plan, { blocks }] of this.#computing) if (blocks) this.#computing.delete(plan);
    let step = steps.next();
    while (step.done !== true) step = steps.next(this.#attempt(step.value, run.settings, run.conf));
    return step.value;
  }

  /** Keeps the rows of a plan from its first use on. */
  cache(plan: TypedPlan): void {
    this.#cacheable.add(plan);
  }

  isCacheable(plan: TypedPlan): boolean {
    return this.#cacheable.has(plan);
  }

  uncache(plan: TypedPlan): void {
    this.#cacheable.delete(plan);
    const table = this.#cached.get(plan);
    this.#cached.delete(plan);
    if (table !== undefined) this.#statement(`DROP TABLE IF EXISTS "${table}"`);
  }

  clearCache(): void {
    for (const plan of [...this.#cacheable]) this.uncache(plan);
  }

  #statement(sql: string): void {
    this.#attempt({ ...bareQuery, sql }, describeSettings, {});
  }

  /** Computes what is to be kept and is part of the plan, the innermost first. */
  *#ready(plan: TypedPlan, run: QueryRun): Steps<Statement, void> {
    if (this.#cacheable.size <= this.#cached.size) return;
    for (const part of partsOf(plan)) {
      // While it is computed it is a plan like any other.
      if (!this.#cacheable.has(part) || this.#cached.has(part) || this.#computing.has(part)) continue;
      const table = `cache_${this.#nextTable++}`;
      this.#computing.set(part, run);
      try {
        yield* this.#execution(part, query => `CREATE TABLE "${table}" AS ${query}`, run);
      } finally {
        this.#computing.delete(part);
      }
      if (this.#cacheable.has(part)) this.#cached.set(part, table);
      else yield { ...bareQuery, sql: `DROP TABLE "${table}"` };
    }
  }

  /** How DuckDB runs a query. */
  explain(plan: TypedPlan, settings: EvaluationSettings, conf: Readonly<Record<string, string>>): EnginePlan {
    const compiled = compileQuery(plan, settings, 'fast', this.#cached);
    const rows: (readonly Value[])[] = [];
    const take = addingTo(rows, describeOutput);
    this.#check(this.#attempt({ ...compiled, sql: `EXPLAIN (FORMAT JSON) ${compiled.sql}`, output: describeOutput, take }, settings, conf));
    return (JSON.parse(withNames(String(rows[0]![1]), plan)) as readonly EnginePlan[])[0]!;
  }

  /** The query that DuckDB gets for a plan. */
  sqlOf(plan: TypedPlan, settings: EvaluationSettings): string {
    return compileQuery(plan, settings, 'fast', this.#cached).sql;
  }

  /** Writes the rows of a plan into files of a directory. @param names of the columns in the files */
  writeFiles(
    plan: TypedPlan,
    names: readonly string[],
    target: ParquetTarget,
    settings: EvaluationSettings,
    conf: Readonly<Record<string, string>>,
  ): void {
    this.execute(plan, query => copySql(query, plan, names, target), settings, conf);
  }

  /** Moves written files to where they are read from. */
  commitFiles(staging: string, directory: string, overwrite: boolean): void {
    if (overwrite)
      for (const name of readdirSync(directory))
        if (join(directory, name) !== staging) rmSync(join(directory, name), { recursive: true, force: true });
    const move = (from: string, to: string) => {
      mkdirSync(to, { recursive: true });
      for (const name of readdirSync(from)) {
        const path = join(from, name);
        if (statSync(path).isDirectory()) move(path, join(to, name));
        else renameSync(path, join(to, name));
      }
    };
    move(staging, directory);
  }

  /** The schema of a file of Parquet: as Spark has written it there, else that of its columns. */
  describeFile(path: string): StructType {
    const ask = (sql: string): readonly (readonly Value[])[] => {
      const rows: (readonly Value[])[] = [];
      const take = addingTo(rows, describeOutput);
      const reply = this.#attempt({ ...bareQuery, sql, output: describeOutput, take }, describeSettings, {});
      if (reply.type === 'rows') return rows;
      throw sparkErrorOf(
        'FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER',
        { path: pathUri(path) },
        { name: 'SparkException', cause: reply.type === 'engineError' ? new Error(reply.message) : undefined },
      );
    };
    const [written] = ask(sparkSchemaSql(path));
    if (written !== undefined) return dataTypeFromJson(JSON.parse(String(written[0])) as TypeJson) as StructType;
    return new StructType(
      ask(`DESCRIBE SELECT * FROM ${describeReader([path])}`).map(
        ([name, type]) => new StructField(String(name), typeOfFile(String(type)), true),
      ),
    );
  }

  #attempt(query: Statement, settings: EvaluationSettings, conf: Readonly<Record<string, string>>): QueryReply {
    this.#started();
    return this.#received(this.#queries!.ask(this.#dataOf(query, { settings, conf }), query.take ?? leave));
  }

  #dataOf(query: CompiledQuery, { settings, conf }: Pick<QueryRun, 'settings' | 'conf'>): QueryData {
    const { ship } = this.#options.driver;
    return {
      sql: query.sql,
      programs: query.programs.map(({ name, program, isDeterministic }) => ({
        name,
        program: encode(program, ship),
        isDeterministic,
        isHosted: isHosted(program),
      })),
      tables: query.tables.map(each => this.#tableData(each)),
      scans: query.scans,
      joinCount: query.joinCount,
      settings: settingsData(settings, conf),
      outputTypes: query.output.map(each => typeJson(each.dataType)),
    };
  }

  #tableData({ name, plan: { rows, output } }: LocalTable): TableData {
    let columns = this.#packedRows.get(rows);
    if (columns === undefined) {
      columns = output.map(({ dataType }, k) => packValues(rows.length, dataType, i => rows[i]![k]!));
      this.#packedRows.set(rows, columns);
    }
    return { name, types: output.map(each => typeJson(each.dataType)), columns, rowCount: rows.length };
  }

  #received(reply: QueryReply): QueryReply {
    if (reply.type === 'rows') this.#options.driver.mergeAccumulators(reply.accumulators);
    return reply;
  }

  /** @throws the error that the thread replied with */
  #check(reply: QueryReply): void {
    switch (reply.type) {
      case 'rows':
        return;
      case 'sparkError':
        throw this.#errorOf(reply.error);
      case 'failure':
        throw new InternalError(
          `A function failed in the sql thread: ${reply.error.message}`,
          Object.assign(new Error(reply.error.message), { stack: reply.error.stack }),
        );
      case 'engineError':
        throw engineError(reply.message);
    }
  }

  #errorOf({ name, message, condition, sqlState, messageParameters, cause }: SparkErrorData): SparkError {
    const error = new SparkError(name, message, {
      messageParameters,
      ...(condition && { condition }),
      ...(sqlState && { sqlState }),
      ...(cause && { cause: this.#causeOf(cause) }),
    });
    if (cause !== undefined) {
      const frames = this.#options.driver.mapStack(cause.stack);
      error.hasMappedStack = true;
      error.stack = frames === '' ? `${name}: ${message}` : `${name}: ${message}\n${frames}`;
    }
    return error;
  }

  /** What a function of the person threw. */
  #causeOf(data: ErrorData): Error {
    const cause = new SparkError(data.name, data.message, { ...(data.cause && { cause: this.#causeOf(data.cause) }) });
    cause.hasMappedStack = true;
    cause.stack = `${data.name}: ${data.message}\n${this.#options.driver.mapStack(data.stack)}`;
    return cause;
  }

  #started(): Thread<SqlReply, SqlRequest> {
    if (this.#thread === undefined) {
      const { threads, memoryLimit, progress, functions } = this.#options;
      const data: SqlThreadData = {
        threads,
        memoryLimit,
        progress,
        functions,
        tempDirectory: this.#tempDirectory,
      };
      this.#thread = new Thread(new URL('./duckdb-main.js', import.meta.url), data, { name: 'sql', waits: true });
      this.#queries = new QueriesInFlight(this.#thread);
    }
    return this.#thread;
  }

  /** Interrupts what runs, without waiting. */
  interrupt(): void {
    this.#queries?.interruptAll();
  }

  /** Waits for it, since a process that ends while DuckDB does would end with a crash. */
  close(): void {
    const [thread, queries] = [this.#thread, this.#queries];
    if (thread === undefined || queries === undefined) return;
    queries.interruptAll();
    this.#thread = undefined;
    this.#queries = undefined;
    thread.channel.send({ type: 'close' });
    const deadlineMs = performance.now() + CLOSE_TIMEOUT_MS;
    for (let leftMs = CLOSE_TIMEOUT_MS; leftMs > 0; leftMs = deadlineMs - performance.now()) {
      const reply = thread.channel.receiveWithin(leftMs);
      if (reply === undefined || reply.type === 'closed') break;
      queries.receive(reply);
    }
    queries.close();
    rmSync(this.#tempDirectory, { recursive: true, force: true });
  }

  get #tempDirectory(): string {
    return join(this.#options.localDirectory ?? tmpdir(), `ts-spark-shell-sql-${process.pid}`);
  }
}

/** DuckDB's plan with the columns' own names in it: `c2`, `q3.c2` in the query are `name#2`. */
function withNames(text: string, plan: TypedPlan): string {
  const idToName = new Map(partsOf(plan).flatMap(({ output }) => output.map(({ id, name }) => [id, JSON.stringify(name).slice(1, -1)])));
  return text.replace(/\b(?:q\d+\.)?c(\d+)\b/g, (all, id: string) => {
    const name = idToName.get(Number(id));
    return name === undefined ? all : `${name}#${id}`;
  });
}

function engineError(message: string): Error {
  if (/more than one row returned by a subquery/i.test(message)) return sparkErrorOf('SCALAR_SUBQUERY_TOO_MANY_ROWS', {});
  if (/Max expression depth limit|memory exhausted at or near/.test(message)) return sparkErrorOf('FAILED_TO_PARSE_TOO_COMPLEX', {});
  // What is computed beside expressions, such as the bounds of a range frame.
  const operation = /Overflow in (addition|subtraction|multiplication) of /.exec(message)?.[1];
  if (operation !== undefined) {
    const name = { addition: 'try_add', subtraction: 'try_subtract', multiplication: 'try_multiply' }[operation];
    const alternative = ` Use '${name === 'try_subtract' ? 'try_add' : name}' to tolerate overflow and return NULL instead.`;
    return sparkErrorOf('ARITHMETIC_OVERFLOW', { message: 'overflow', alternative, config: '"spark.sql.ansi.enabled"' });
  }
  return new InternalError(`DuckDB refused a query that was made for it: ${message}`);
}

const settingsData = (settings: EvaluationSettings, conf: Readonly<Record<string, string>>): SettingsData => ({
  ansi: settings.ansi,
  timeZone: settings.timeZone.id,
  nowMicros: settings.nowMicros,
  user: settings.user,
  catalog: settings.catalog,
  database: settings.database,
  conf,
});

const addingTo =
  (rows: (readonly Value[])[], output: readonly Attribute[]): TakeRows =>
  ({ columns, rowCount }) => {
    const reads = columns.map((column, i) => valueReader(column, output[i]!.dataType));
    for (let i = 0; i < rowCount; i++) rows.push(reads.map(read => read(i)));
  };

const bareQuery = { programs: [], tables: [], scans: [], joinCount: 0, output: [] };
const describeOutput: readonly Attribute[] = ['name', 'type'].map((name, id) => ({
  kind: 'attribute',
  id,
  name,
  dataType: StringType,
  nullable: false,
  qualifier: [],
  metadata: {},
}));
const describeSettings: EvaluationSettings = {
  ansi: true,
  timeZone: utc,
  timeZones: new TimeZones(),
  nowMicros: 0n,
  user: '',
  catalog: '',
  database: '',
  conf: () => undefined,
};

/** The plans inside of a plan, children first, itself last. */
function partsOf(plan: TypedPlan): readonly TypedPlan[] {
  const children =
    plan.kind === 'join' ? [plan.left, plan.right] : plan.kind === 'setOperation' ? plan.inputs : 'input' in plan ? [plan.input] : [];
  const definitions = plan.kind === 'withCte' ? plan.definitions.map(each => each.plan) : [];
  return [...[...definitions, ...children].flatMap(partsOf), plan];
}
