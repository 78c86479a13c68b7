/** The sql thread: DuckDB, and the JavaScript functions that it calls. Runs its event loop, so that a query can be interrupted. */
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import { threadData } from '../../../threads/thread.js';
import { TimeZones } from '../../jvm/time-zones.js';
import { dataTypeFromJson } from '../../types/index.js';
import { buffersOf } from '../../values/column-data.js';
import { appendTable } from './append-table.js';
import { columnOf } from './column-data.js';
import { duckdbType, readerOf, writerOf } from './duckdb-values.js';
import { FunctionHost, type HostedProgram } from './function-host.js';
import { programErrorOf } from './program-error.js';
import { type Program, parameterTypes, resultType } from './programs.js';
import type { ProgramData, ProgramError, QueryReply, QueryRequest, SqlReply, SqlRequest, SqlThreadData } from './protocol.js';
import { followQuery } from './query-progress.js';
import { ResultBatches } from './result-batches.js';
import { setColumn } from './set-column.js';
import { settingsFromData } from './settings-data.js';
import { decode } from './wire.js';

/** What the error of a JavaScript function says to DuckDB; the error itself is kept here. */
const errorMark = 'error of a JavaScript function';

const INTERRUPT_INTERVAL_MS = 50;

/** What a query goes through besides DuckDB. */
interface QueryRun {
  readonly id: number;
  error?: ProgramError;
  readonly hosted: HostedProgram[];
}

/** One call of a function by DuckDB. @throws what it fails with */
type RunBatch = (input: DuckDBDataChunk, output: DuckDBVector) => void;

type RunnerOf = typeof import('./program-runner.js').runnerOf;

/** More joins than that are planned without the optimizer whose time grows with the cube of them: a hundred would take a minute. */
const maxJoinsPulledUp = 30;

async function runWithJoins(connection: DuckDBConnection, sql: string, joinCount: number) {
  if (joinCount <= maxJoinsPulledUp) return connection.run(sql);
  await connection.run("SET disabled_optimizers = 'filter_pullup'");
  try {
    return await connection.run(sql);
  } finally {
    await connection.run('RESET disabled_optimizers');
  }
}

class SqlThread {
  readonly #instance: DuckDBInstance;
  readonly #reply: (reply: SqlReply, transfer: readonly ArrayBuffer[]) => void;
  readonly #end: () => void;
  readonly #timeZones = new TimeZones();
  readonly #functions = new FunctionHost(data.functions);
  /** Connections that run no query. */
  readonly #idle: DuckDBConnection[] = [];
  /** Queries with their connections, once they have one. */
  readonly #running = new Map<number, DuckDBConnection | undefined>();
  readonly #interrupted = new Set<number>();
  #nextName = 0;

  constructor(instance: DuckDBInstance, reply: (reply: SqlReply, transfer: readonly ArrayBuffer[]) => void, end: () => void) {
    this.#end = end;
    this.#instance = instance;
    this.#reply = reply;
  }

  async handle(request: SqlRequest): Promise<void> {
    switch (request.type) {
      case 'query':
      case 'execute':
        this.#send(await this.#run({ ...request, type: 'query' }));
        break;
      case 'interrupt':
        this.#interrupt(request.id);
        break;
      case 'close':
        // The thread ends by itself when nothing is left to listen to: ending it while DuckDB lets go of its functions kills the process.
        this.#functions.close();
        for (const connection of [...this.#idle, ...this.#running.values()]) connection?.disconnectSync();
        this.#instance.closeSync();
        setImmediate(() => {
          this.#send({ type: 'closed' });
          this.#end();
        });
    }
  }

  #interrupt(id: number): void {
    if (!this.#running.has(id)) return;
    this.#interrupted.add(id);
    this.#running.get(id)?.interrupt();
    // DuckDB forgets what comes before it has begun.
    setTimeout(() => this.#interrupt(id), INTERRUPT_INTERVAL_MS);
  }

  /** Asked while a function blocks the event loop, which brings interruptions otherwise. */
  #isInterrupted(id: number): boolean {
    for (let request = channel.receiveNow(); request !== undefined; request = channel.receiveNow()) {
      const later = request;
      if (request.type === 'interrupt') this.#interrupt(request.id);
      else setImmediate(() => void this.handle(later));
    }
    return this.#interrupted.has(id);
  }

  /** Columns move to the driver; they are not copied. */
  #send(reply: SqlReply): void {
    this.#reply(reply, reply.type === 'rows' || reply.type === 'batch' ? buffersOf(reply.batch.columns) : []);
  }

  async #run(request: QueryRequest): Promise<QueryReply> {
    const { id } = request;
    const run: QueryRun = { id, hosted: [] };
    this.#running.set(id, undefined);
    const connection = this.#idle.pop() ?? (await this.#connect());
    this.#running.set(id, connection);
    const tables: string[] = [];
    let endOfBar: (() => void) | undefined;
    try {
      let { sql } = request;
      // With every function of Spark: most queries are DuckDB's alone, and the first of them does not wait for what it does not need.
      const { runnerOf } = request.programs.some(each => !each.isHosted) ? await import('./program-runner.js') : noRunner;
      const names = request.programs.map(each => this.#register(connection, each, request, run, runnerOf));
      const tableNames = request.tables.map(_table => {
        const name = `local_${this.#nextName++}`;
        tables.push(name);
        return name;
      });
      const settings = settingsFromData(request.settings, this.#timeZones);
      const scans = request.scans.length > 0 ? await import('./record-scan.js') : undefined;
      const scanNames = request.scans.map(scan => {
        const name = `scan_${scan.format}_${this.#nextName++}`;
        scans!.registerScan(connection, name, scan, settings, error => {
          run.error ??= programErrorOf(error);
          return errorMark;
        });
        return name;
      });
      for (const [i, table] of request.tables.entries()) await appendTable(connection, tableNames[i]!, table);
      const namesOf: Readonly<Record<string, readonly string[]>> = { js: names, local: tableNames, scan: scanNames };
      sql = sql.replace(/"(js|local|scan)_(\d+)"/g, (_, kind: string, index: string) => `"${namesOf[kind]![Number(index)]}"`);
      const types = request.outputTypes.map(dataTypeFromJson);
      endOfBar = data.progress && followQuery(connection, id, data.progress);
      if (this.#interrupted.has(id)) throw interruption;
      const result = await runWithJoins(connection, sql, request.joinCount);
      const batches = new ResultBatches(result, types);
      while (!batches.isLast) {
        this.#send({ type: 'batch', id, batch: batches.next() });
        // An interruption may have come.
        await new Promise(resolve => setImmediate(resolve));
        if (this.#interrupted.has(id)) throw interruption;
      }
      const accumulators = run.hosted.length > 0 ? this.#functions.takeUpdates() : [];
      return { type: 'rows', id, batch: batches.next(), accumulators };
    } catch (error) {
      // What a run has added counts only when the run does.
      if (run.hosted.length > 0) this.#functions.takeUpdates();
      if (run.error !== undefined) return { id, ...run.error };
      const message = error instanceof Error ? error.message : String(error);
      return { type: 'engineError', id, message, isInterrupted: this.#interrupted.has(id) };
    } finally {
      endOfBar?.();
      for (const each of run.hosted) this.#functions.forget(each);
      this.#running.delete(id);
      this.#interrupted.delete(id);
      for (const name of tables) await connection.run(`DROP TABLE IF EXISTS "${name}"`).catch(() => undefined);
      this.#idle.push(connection);
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    if (data.progress !== undefined) {
      // Counted, and drawn by us.
      await connection.run('SET enable_progress_bar = true');
      await connection.run('SET enable_progress_bar_print = false');
    }
    return connection;
  }

  /** @returns the name under which DuckDB knows the function */
  #register(connection: DuckDBConnection, program: ProgramData, request: QueryRequest, run: QueryRun, runnerOf: RunnerOf): string {
    const name = `js_${this.#nextName++}`;
    // The functions of the person are not called here.
    const decoded: Program = decode(program.program, () => notCalled);
    const runBatch = program.isHosted ? this.#hosted(decoded, program, request, run) : this.#local(decoded, request, runnerOf);
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        returnType: duckdbType(resultType(decoded)),
        parameterTypes: parameterTypes(decoded).map(duckdbType),
        specialHandling: true,
        volatile: !program.isDeterministic,
        mainFunction: (info, input, output) => {
          try {
            runBatch(input, output);
            output.flush();
          } catch (error) {
            if (error !== interruption) run.error ??= error instanceof HostedError ? error.data : programErrorOf(error);
            info.setError(errorMark);
          }
        },
      }),
    );
    return name;
  }

  #local(program: Program, request: QueryRequest, runnerOf: RunnerOf): RunBatch {
    const run = runnerOf(program, settingsFromData(request.settings, this.#timeZones));
    const readers = parameterTypes(program).map(readerOf);
    const write = writerOf(resultType(program));
    return (input, output) => {
      const vectors = readers.map((_, i) => input.getColumnVector(i));
      const row = new Array(readers.length);
      for (let i = 0; i < input.rowCount; i++) {
        for (let k = 0; k < row.length; k++) row[k] = readers[k]!(vectors[k]!.getItem(i));
        output.setItem(i, write(run(row)) as DuckDBValue);
      }
    };
  }

  #hosted(program: Program, { program: wire }: ProgramData, request: QueryRequest, run: QueryRun): RunBatch {
    const hosted = this.#functions.host(wire, request.settings);
    run.hosted.push(hosted);
    const types = parameterTypes(program);
    const type = resultType(program);
    return (input, output) => {
      const columns = types.map((type, i) => columnOf([input], i, type));
      const outcome = this.#functions.run(hosted, columns, input.rowCount, () => this.#isInterrupted(run.id));
      if (outcome.type === 'interrupted') throw interruption;
      if (outcome.type !== 'column') throw new HostedError(outcome);
      setColumn(output, outcome.column, 0, input.rowCount, type);
    };
  }
}

/** Ends a call of a query that is interrupted. */
const interruption = new Error('interrupted');

/** What the function thread replied with. */
class HostedError extends Error {
  constructor(readonly data: ProgramError) {
    super('a hosted program failed');
  }
}

const noRunner: { readonly runnerOf: RunnerOf } = {
  runnerOf: () => notCalled,
};

const notCalled = (): never => {
  throw new TypeError('functions of the person run in the function thread only');
};

const { data, channel } = threadData<SqlThreadData, SqlRequest, SqlReply>();
const instance = await DuckDBInstance.create(':memory:', {
  threads: String(data.threads),
  temp_directory: data.tempDirectory,
  ...(data.memoryLimit === undefined ? {} : { memory_limit: data.memoryLimit }),
  // Nothing is fetched from anywhere behind the person's back.
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'true',
});
const thread = new SqlThread(
  instance,
  (reply, transfer) => channel.send(reply, transfer),
  () => channel.close(),
);
channel.listen(request => void thread.handle(request));
