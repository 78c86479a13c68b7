import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { runCommand } from './commands/run-command.js';
import { localPath, pathUri } from './data-source-files.js';
import type { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import type { ColumnDefinition } from './plan/index.js';

type OptionValue = string | number | boolean;
export type SaveMode = 'append' | 'overwrite' | 'ignore' | 'error' | 'errorifexists' | 'default';

/** Writes rows: `df.write.mode('overwrite').parquet('out')`. */
export class DataFrameWriter {
  readonly #frame: DataFrame;
  #format: string | undefined;
  #mode: SaveMode = 'error';
  #partitionBy: readonly string[] = [];
  readonly #options: Record<string, string> = {};

  constructor(frame: DataFrame) {
    this.#frame = frame;
  }

  format(name: string): this {
    this.#format = name;
    return this;
  }

  /** What to do where there is something already. */
  mode(mode: SaveMode): this {
    if (!['append', 'overwrite', 'ignore', 'error', 'errorifexists', 'default'].includes(mode.toLowerCase()))
      throw sparkErrorOf('INVALID_SAVE_MODE', { mode: `"${mode}"` });
    this.#mode = mode.toLowerCase() as SaveMode;
    return this;
  }

  option(key: string, value: OptionValue): this {
    this.#options[key] = String(value);
    return this;
  }

  options(options: Readonly<Record<string, OptionValue>>): this {
    for (const [key, value] of Object.entries(options)) this.option(key, value);
    return this;
  }

  /** A directory for each value: `year=2020/`. */
  partitionBy(...columns: readonly string[]): this {
    this.#partitionBy = columns;
    return this;
  }

  save(path?: string): void {
    const given = path ?? this.#options.path;
    if (given === undefined) throw new SparkError('IllegalArgumentException', 'Expected exactly one path to be specified');
    const directory = localPath(given);
    const state = this.#frame.sparkSession.sessionState;
    const format = (this.#format ?? state.confOf('spark.sql.sources.default')!).toLowerCase();
    if (!['parquet', 'csv', 'json', 'text'].includes(format))
      throw sparkErrorOf('DATA_SOURCE_NOT_FOUND', { provider: format }, { name: 'SparkClassNotFoundException' });
    if (existsSync(directory)) {
      if (this.#mode === 'ignore') return;
      if (this.#mode !== 'append' && this.#mode !== 'overwrite')
        throw sparkErrorOf('PATH_ALREADY_EXISTS', { outputPath: pathUri(directory) });
    }
    mkdirSync(directory, { recursive: true });
    const staging = join(directory, `_temporary-${randomUUID()}`);
    mkdirSync(staging);
    try {
      const { engine } = state.shared;
      const target = { format, directory: staging, partitionBy: this.#partitionBy, options: this.#options };
      engine.writeFiles(this.#frame.typedPlan, this.#frame.columns, target, state.settings(), state.confForThread());
      engine.commitFiles(staging, directory, this.#mode === 'overwrite');
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    if (!readdirSync(directory).includes('_SUCCESS')) writeFileSync(join(directory, '_SUCCESS'), '');
  }

  parquet(path: string): void {
    this.format('parquet').save(path);
  }
  csv(path: string): void {
    this.format('csv').save(path);
  }
  json(path: string): void {
    this.format('json').save(path);
  }
  text(path: string): void {
    this.format('text').save(path);
  }

  /** As a table of the catalog. */
  saveAsTable(name: string): void {
    const state = this.#frame.sparkSession.sessionState;
    const nameParts = parseMultipartIdentifier(name);
    const existing = state.catalog.table(nameParts);
    if (existing !== undefined) {
      if (this.#mode === 'ignore') return;
      if (this.#mode === 'append') return this.insertInto(name);
      if (this.#mode === 'overwrite') runCommand({ kind: 'dropTable', name: nameParts, ifExists: true, purge: false }, state);
    }
    const columns: readonly ColumnDefinition[] = [];
    const path = this.#options.path;
    runCommand(
      {
        kind: 'createTable',
        name: nameParts,
        columns,
        constraints: [],
        clauses: {
          provider: this.#format,
          options: {},
          partitioning: this.#partitionBy.map(each => ({ name: 'identity', arguments: [[each]] })),
          partitionColumns: [],
          location: path,
          properties: {},
        },
        query: this.#frame.relation,
        isExternal: path !== undefined,
        ifNotExists: false,
      },
      state,
    );
  }

  /** Into a table that is there; columns by place. */
  insertInto(name: string): void {
    runCommand(
      {
        kind: 'insertInto',
        table: { kind: 'unresolvedRelation', nameParts: parseMultipartIdentifier(name) },
        query: this.#frame.relation,
        columns: [],
        byName: false,
        partition: {},
        overwrite: this.#mode === 'overwrite',
        ifPartitionNotExists: false,
        withSchemaEvolution: false,
      },
      this.#frame.sparkSession.sessionState,
    );
  }
}
