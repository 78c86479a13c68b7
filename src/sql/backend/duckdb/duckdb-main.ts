/** The sql thread: DuckDB, and the JavaScript functions that it calls. Runs its event loop, so that a query can be interrupted. */
import { type DuckDBConnection, DuckDBInstance, DuckDBScalarFunction } from '@duckdb/node-api';
import { SparkError } from '../../../errors/spark-error.js';
import { errorDataOf } from '../../../executor/error-data.js';
import { threadData } from '../../../threads/thread.js';
import { TimeZones } from '../../jvm/time-zones.js';
import { type DataType, dataTypeFromJson } from '../../types/index.js';
import { appendTable } from './append-table.js';
import { columnOf } from './column-data.js';
import { duckdbType, readerOf, writerOf } from './duckdb-values.js';
import { runnerOf } from './program-runner.js';
import { type Program, parameterTypes, resultType } from './programs.js';
import type { ProgramData, QueryRequest, SparkErrorData, SqlReply, SqlRequest, SqlThreadData } from './protocol.js';
import { followQuery } from './query-progress.js';
import { registerScan } from './record-scan.js';
import { settingsFromData } from './settings-data.js';
import { UserFunctions, withoutCallers } from './user-functions.js';
import { decode } from './wire.js';

/** What the error of a JavaScript function says to DuckDB; the error itself is kept here. */
const errorMark = 'error of a JavaScript function';

class SqlThread {
  readonly #instance: DuckDBInstance;
  readonly #reply: (reply: SqlReply) => void;
  readonly #end: () => void;
  readonly #timeZones = new TimeZones();
  readonly #functions = new UserFunctions();
  /** Connections that run no query. */
  readonly #idle: DuckDBConnection[] = [];
  readonly #running = new Map<number, DuckDBConnection>();
  readonly #interrupted = new Set<number>();
  #nextName = 0;

  constructor(instance: DuckDBInstance, reply: (reply: SqlReply) => void, end: () => void) {
    this.#end = end;
    this.#instance = instance;
    this.#reply = reply;
  }

  async handle(request: SqlRequest): Promise<void> {
    switch (request.type) {
      case 'query':
      case 'execute':
        this.#reply(await this.#run({ ...request, type: 'query' }));
        break;
      case 'interrupt':
        this.#interrupted.add(request.id);
        this.#running.get(request.id)?.interrupt();
        break;
      case 'close':
        // The thread ends by itself when nothing is left to listen to: ending it while DuckDB lets go of its functions kills the process.
        for (const connection of [...this.#idle, ...this.#running.values()]) connection.disconnectSync();
        this.#instance.closeSync();
        setImmediate(() => {
          this.#reply({ type: 'closed' });
          this.#end();
        });
    }
  }

  async #run(request: QueryRequest): Promise<SqlReply> {
    const { id } = request;
    const failure: { error?: unknown } = {};
    const connection = this.#idle.pop() ?? (await this.#connect());
    this.#running.set(id, connection);
    const tables: string[] = [];
    let endOfBar: (() => void) | undefined;
    try {
      let { sql } = request;
      const names = request.programs.map(each => this.#register(connection, each, request, failure));
      const tableNames = request.tables.map(_table => {
        const name = `local_${this.#nextName++}`;
        tables.push(name);
        return name;
      });
      const settings = settingsFromData(request.settings, this.#timeZones);
      const scanNames = request.scans.map(scan => {
        const name = `scan_${this.#nextName++}`;
        registerScan(connection, name, scan, settings, error => {
          failure.error ??= error;
          return errorMark;
        });
        return name;
      });
      for (const [i, table] of request.tables.entries()) await appendTable(connection, tableNames[i]!, table);
      const namesOf: Readonly<Record<string, readonly string[]>> = { js: names, local: tableNames, scan: scanNames };
      sql = sql.replace(/"(js|local|scan)_(\d+)"/g, (_, kind: string, index: string) => `"${namesOf[kind]![Number(index)]}"`);
      const types = request.outputTypes.map(dataTypeFromJson);
      endOfBar = data.progress && followQuery(connection, id, data.progress);
      const result = await connection.run(sql);
      const chunks = await result.fetchAllChunks();
      const columns = types.map((type: DataType, i: number) => columnOf(chunks, i, type));
      return {
        type: 'rows',
        id,
        rowCount: chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0),
        columns,
        accumulators: this.#functions.takeUpdates(),
      };
    } catch (error) {
      const own = failure.error;
      if (own instanceof SparkError) return { type: 'sparkError', id, error: errorData(own) };
      if (own !== undefined) return { type: 'failure', id, error: failureData(own) };
      const message = error instanceof Error ? error.message : String(error);
      return { type: 'engineError', id, message, isInterrupted: this.#interrupted.has(id) };
    } finally {
      endOfBar?.();
      for (const name of tables) await connection.run(`DROP TABLE IF EXISTS "${name}"`).catch(() => undefined);
      this.#running.delete(id);
      this.#interrupted.delete(id);
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
  #register(
    connection: DuckDBConnection,
    { program: wire, isDeterministic }: ProgramData,
    request: QueryRequest,
    failure: { error?: unknown },
  ): string {
    const name = `js_${this.#nextName++}`;
    const program: Program = decode(wire, shipped => this.#functions.rebuild(shipped));
    const types = parameterTypes(program);
    const run = runnerOf(program, settingsFromData(request.settings, this.#timeZones));
    const readers = types.map(readerOf);
    const write = writerOf(resultType(program));
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        returnType: duckdbType(resultType(program)),
        parameterTypes: types.map(duckdbType),
        specialHandling: true,
        volatile: !isDeterministic,
        mainFunction: (info, input, output) => {
          const count = input.rowCount;
          const vectors = readers.map((_, i) => input.getColumnVector(i));
          const row = new Array(readers.length);
          try {
            for (let i = 0; i < count; i++) {
              for (let k = 0; k < row.length; k++) row[k] = readers[k]!(vectors[k]!.getItem(i));
              output.setItem(i, write(run(row)));
            }
            output.flush();
          } catch (error) {
            failure.error ??= error;
            info.setError(errorMark);
          }
        },
      }),
    );
    return name;
  }
}

const errorData = ({ name, message, condition, sqlState, messageParameters, cause }: SparkError): SparkErrorData => ({
  name,
  message,
  condition,
  sqlState,
  messageParameters,
  cause: cause === undefined ? undefined : withoutCallers(errorDataOf(cause)),
});

const failureData = (error: unknown) =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack ?? '' }
    : { name: 'Error', message: String(error), stack: '' };

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
  reply => channel.send(reply),
  () => channel.close(),
);
channel.listen(request => void thread.handle(request));
