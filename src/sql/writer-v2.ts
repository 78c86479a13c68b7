/** `df.writeTo('t')`: a table of the catalog, by what is to be done with it. */
import { quotedId } from '../errors/quoted.js';
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { catalogName } from './catalog/session-catalog.js';
import { Column, type ColumnOrName } from './column.js';
import { columnText } from './column-text.js';
import type { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import { DataFrameWriter, type SaveMode } from './writer.js';

type OptionValue = string | number | boolean;

export class DataFrameWriterV2 {
  readonly #frame: DataFrame;
  readonly #table: string;
  readonly #options: Record<string, OptionValue> = {};
  readonly #tableProperties: Record<string, string> = {};
  #provider: string | undefined;
  #partitionedBy: readonly string[] = [];

  constructor(frame: DataFrame, table: string) {
    this.#frame = frame;
    this.#table = table;
  }

  using(provider: string): this {
    this.#provider = provider;
    return this;
  }

  option(key: string, value: OptionValue): this {
    this.#options[key] = value;
    return this;
  }

  options(options: Readonly<Record<string, OptionValue>>): this {
    Object.assign(this.#options, options);
    return this;
  }

  partitionedBy(...columns: readonly ColumnOrName[]): this {
    this.#partitionedBy = columns.map(each => columnText(Column.of(each).expression));
    return this;
  }

  /** A property of the table that is made: SQL's TBLPROPERTIES. */
  tableProperty(property: string, value: string): this {
    this.#tableProperties[property] = value;
    return this;
  }

  /** As that of `DataFrameWriter`: refused. */
  clusterBy(...columns: readonly string[]): never {
    return this.#writer('error').clusterBy(...columns);
  }

  /** A new table. @throws SparkError TABLE_OR_VIEW_ALREADY_EXISTS */
  create(): void {
    this.#writer('error').saveAsTable(this.#table);
  }

  createOrReplace(): void {
    this.#writer('overwrite').saveAsTable(this.#table);
  }

  /** A table that is there anew. @throws SparkError TABLE_OR_VIEW_NOT_FOUND */
  replace(): void {
    this.#require();
    this.createOrReplace();
  }

  append(): void {
    this.#require();
    new DataFrameWriter(this.#frame).appendByName(this.#table);
  }

  /** Refused, as Spark does for tables of files. @throws AnalysisException */
  overwrite(_condition: Column): never {
    throw this.#isFiles();
  }

  /** Refused, as Spark does for tables of files: SQL has INSERT OVERWRITE. @throws AnalysisException */
  overwritePartitions(): never {
    throw this.#isFiles();
  }

  #isFiles(): SparkError {
    this.#require();
    const { catalog } = this.#frame.sparkSession.sessionState;
    const { database, table } = catalog.qualified(parseMultipartIdentifier(this.#table));
    return new SparkError('AnalysisException', `Cannot write into v1 table: ${quotedId(catalogName, database, table)}.`);
  }

  #writer(mode: SaveMode): DataFrameWriter {
    const writer = new DataFrameWriter(this.#frame)
      .mode(mode)
      .options(this.#options)
      .tableProperties(this.#tableProperties)
      .partitionBy(...this.#partitionedBy);
    return this.#provider === undefined ? writer : writer.format(this.#provider);
  }

  #require(): void {
    const { catalog } = this.#frame.sparkSession.sessionState;
    const name = parseMultipartIdentifier(this.#table);
    if (catalog.table(name) !== undefined) return;
    const { database, table } = catalog.qualified(name);
    throw sparkErrorOf('TABLE_OR_VIEW_NOT_FOUND', {
      relationName: quotedId(catalogName, database, table),
      searchPath: catalog.searchPath,
    });
  }
}
