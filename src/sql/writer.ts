import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quotedId } from '../errors/quoted.js';
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { runCommand } from './commands/run-command.js';
import { localPath, pathUri } from './data-source-files.js';
import type { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import type { ColumnDefinition } from './plan/index.js';
import { checkOptions, checkSchema, formatOf, formatTitles } from './sources/file-formats.js';
import { sourceOptionsOf } from './sources/file-listing.js';
import { writeFiles } from './sources/write-files.js';
import { StructType } from './types/index.js';

type OptionValue = string | number | boolean;
export type SaveMode = 'append' | 'overwrite' | 'ignore' | 'error' | 'errorifexists' | 'default';

interface Buckets {
  readonly numBuckets: number;
  readonly columns: readonly string[];
}

/** Writes rows: `df.write.mode('overwrite').parquet('out')`. */
export class DataFrameWriter {
  readonly #frame: DataFrame;
  #format: string | undefined;
  #mode: SaveMode = 'error';
  #partitionBy: readonly string[] = [];
  #buckets: Buckets | undefined;
  #sortColumns: readonly string[] = [];
  readonly #options: Record<string, string> = {};
  readonly #tableProperties: Record<string, string> = {};

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

  /** TBLPROPERTIES of a table that is made. */
  tableProperties(properties: Readonly<Record<string, string>>): this {
    Object.assign(this.#tableProperties, properties);
    return this;
  }

  /** A directory for each value: `year=2020/`. */
  partitionBy(...columns: readonly (string | readonly string[])[]): this {
    this.#partitionBy = columns.flat();
    return this;
  }

  /** Buckets are of tables: `saveAsTable`. */
  bucketBy(numBuckets: number, column: string | readonly string[], ...columns: readonly string[]): this {
    this.#buckets = { numBuckets, columns: [column, ...columns].flat() };
    return this;
  }

  /** The order inside of each bucket. */
  sortBy(column: string | readonly string[], ...columns: readonly string[]): this {
    this.#sortColumns = [column, ...columns].flat();
    return this;
  }

  clusterBy(..._columns: readonly string[]): never {
    throw new SparkError('AnalysisException', 'Tables of files have no clustering columns: use partitionBy.');
  }

  save(path?: string): void {
    const given = path ?? sourceOptionsOf(this.#options).get('path');
    this.#refuseBuckets('save');
    const state = this.#frame.sparkSession.sessionState;
    const format = formatOf(this.#format ?? state.confOf('spark.sql.sources.default')!);
    if (given === undefined) throw new SparkError('IllegalArgumentException', "'path' is not specified.");
    const directory = localPath(given);
    checkOptions(format, this.#options);
    this.#checkColumns(format);
    if (existsSync(directory)) {
      if (this.#mode === 'ignore') return;
      if (this.#mode !== 'append' && this.#mode !== 'overwrite')
        throw sparkErrorOf('PATH_ALREADY_EXISTS', { outputPath: pathUri(directory) });
    }
    mkdirSync(directory, { recursive: true });
    const staging = join(directory, `_temporary-${randomUUID()}`);
    mkdirSync(staging);
    try {
      const target = { format, directory: staging, partitionBy: this.#partitionBy, options: this.#options };
      writeFiles(this.#frame.typedPlan, this.#frame.columns, target, state);
      state.shared.engine.commitFiles(staging, directory, this.#mode === 'overwrite');
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    if (!readdirSync(directory).includes('_SUCCESS')) writeFileSync(join(directory, '_SUCCESS'), '');
  }

  /** @throws SparkError for columns that files of the format cannot hold */
  #checkColumns(format: string): void {
    const { schema } = this.#frame;
    const isCaseSensitive = this.#frame.sparkSession.sessionState.flag('spark.sql.caseSensitive');
    const keyOf = (name: string) => (isCaseSensitive ? name : name.toLowerCase());
    const seen = new Set<string>();
    for (const name of schema.fieldNames) {
      if (seen.has(keyOf(name))) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(keyOf(name)) });
      seen.add(keyOf(name));
    }
    if (schema.length === 0) throw sparkErrorOf('EMPTY_SCHEMA_NOT_SUPPORTED_FOR_DATASOURCE', { format: formatTitles[format] ?? format });
    for (const name of this.#partitionBy)
      if (!seen.has(keyOf(name)))
        throw new SparkError('AnalysisException', `Partition column \`${name}\` not found in schema ${schema.catalogString}.`);
    if (this.#partitionBy.length > 0 && this.#partitionBy.length === schema.length)
      throw sparkErrorOf('ALL_PARTITION_COLUMNS_NOT_ALLOWED', {});
    const inDirectories = new Set(this.#partitionBy.map(keyOf));
    checkSchema(format, new StructType(schema.fields.filter(({ name }) => !inDirectories.has(keyOf(name)))));
  }

  #refuseBuckets(operation: string): void {
    if (this.#sortColumns.length > 0 && this.#buckets === undefined) throw sparkErrorOf('SORT_BY_WITHOUT_BUCKETING', {});
    if (this.#buckets !== undefined)
      throw new SparkError(
        'AnalysisException',
        `'${operation}' does not support bucketBy${this.#sortColumns.length > 0 ? ' and sortBy' : ''} right now.`,
      );
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
  /** @throws SparkError: ORC is not offered */
  orc(path: string): void {
    this.format('orc').save(path);
  }
  /** An element for each row: `option('rowTag', 'book')` names it. */
  xml(path: string): void {
    this.format('xml').save(path);
  }
  jdbc(): never {
    throw new SparkError('SparkUnsupportedOperationException', 'JDBC drivers are of the JVM: write files, and load them from there.');
  }

  /** As a table of the catalog. */
  saveAsTable(name: string): void {
    const state = this.#frame.sparkSession.sessionState;
    if (this.#sortColumns.length > 0 && this.#buckets === undefined) throw sparkErrorOf('SORT_BY_WITHOUT_BUCKETING', {});
    const nameParts = parseMultipartIdentifier(name);
    const existing = state.catalog.table(nameParts);
    if (existing !== undefined) {
      if (this.#mode === 'ignore') return;
      if (this.#mode === 'append') return this.appendByName(name);
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
          options: this.#options,
          partitioning: this.#partitionBy.map(each => ({ name: 'identity', arguments: [[each]] })),
          partitionColumns: [],
          ...(this.#buckets && {
            bucketSpec: { ...this.#buckets, sortColumns: this.#sortColumns },
          }),
          location: path,
          properties: this.#tableProperties,
        },
        query: this.#frame.relation,
        isExternal: path !== undefined,
        ifNotExists: false,
      },
      state,
    );
  }

  /** Into a table that is there; columns by their names. */
  appendByName(name: string): void {
    this.#insert(name, false, true);
  }

  /** Into a table that is there; columns by place. */
  insertInto(name: string, overwrite = this.#mode === 'overwrite'): void {
    this.#refuseBuckets('insertInto');
    if (this.#partitionBy.length > 0) throw sparkErrorOf('PARTITION_BY_NOT_ALLOWED_WITH_INSERT_INTO', { tableName: name });
    this.#insert(name, overwrite, false);
  }

  #insert(name: string, overwrite: boolean, byName: boolean): void {
    runCommand(
      {
        kind: 'insertInto',
        table: { kind: 'unresolvedRelation', nameParts: parseMultipartIdentifier(name) },
        query: this.#frame.relation,
        columns: [],
        byName,
        partition: {},
        overwrite,
        ifPartitionNotExists: false,
        withSchemaEvolution: false,
      },
      this.#frame.sparkSession.sessionState,
    );
  }
}
