import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { runCommand } from '../commands/run-command.js';
import type { DataFrame } from '../dataframe.js';
import { builtinFunctions, findFunction } from '../functions/registry.js';
import { parseMultipartIdentifier } from '../parser/sql-parser.js';
import type { Row } from '../row.js';
import type { SparkSession } from '../session.js';
import { ArrayType, BooleanType, StringType, StructField, StructType } from '../types/index.js';
import { catalogName } from './session-catalog.js';

const text = (name: string, nullable = true) => new StructField(name, StringType, nullable);
const flag = (name: string) => new StructField(name, BooleanType, false);

/** Databases, tables, views and functions of the session: `spark.catalog.listTables().show()`. */
export class Catalog {
  readonly #session: SparkSession;

  constructor(session: SparkSession) {
    this.#session = session;
  }

  get #state() {
    return this.#session.sessionState;
  }

  get currentCatalog(): string {
    return catalogName;
  }

  get currentDatabase(): string {
    return this.#state.catalog.currentDatabase;
  }

  setCurrentDatabase(name: string): void {
    runCommand({ kind: 'use', name: parseMultipartIdentifier(name), isNamespace: true }, this.#state);
  }

  databaseExists(name: string): boolean {
    return this.#state.catalog.shared.databases.has(name.toLowerCase());
  }

  tableExists(name: string, database?: string): boolean {
    const parts = database === undefined ? parseMultipartIdentifier(name) : [database, name];
    return this.#state.catalog.tempView(parts) !== undefined || this.#state.catalog.table(parts) !== undefined;
  }

  functionExists(name: string): boolean {
    return this.#state.functions.has(name.toLowerCase()) || findFunction(name.toLowerCase()) !== undefined;
  }

  listCatalogs(): DataFrame {
    return this.#session.createDataFrame([[catalogName, null]], new StructType([text('name', false), text('description')]));
  }

  listDatabases(): DataFrame {
    const schema = new StructType([text('name', false), text('catalog'), text('description'), text('locationUri', false)]);
    const rows = [...this.#state.catalog.shared.databases.values()].map(({ name, description, location }) => [
      name,
      catalogName,
      description,
      location,
    ]);
    return this.#session.createDataFrame(rows, schema);
  }

  listTables(database?: string): DataFrame {
    const name = (database ?? this.currentDatabase).toLowerCase();
    this.#state.catalog.requireDatabase(name);
    const schema = new StructType([
      text('name', false),
      text('catalog'),
      new StructField('namespace', new ArrayType(StringType, true), true),
      text('description'),
      text('tableType'),
      flag('isTemporary'),
    ]);
    const tables = this.#state.catalog.shared
      .tablesOf(name)
      .map(each => [each.name, catalogName, [each.database], each.comment ?? null, each.tableType, false]);
    const temps = [...this.#state.catalog.tempViews.values()].map(each => [each.name, null, [], each.comment ?? null, 'TEMPORARY', true]);
    return this.#session.createDataFrame([...tables, ...temps], schema);
  }

  listColumns(table: string, database?: string): DataFrame {
    const schema = new StructType([
      text('name', false),
      text('description'),
      text('dataType', false),
      flag('nullable'),
      flag('isPartition'),
      flag('isBucket'),
      flag('isCluster'),
    ]);
    const parts = database === undefined ? parseMultipartIdentifier(table) : [database, table];
    const entry = this.#state.catalog.table(parts);
    const { fields } = this.#session.table(parts.map(part => `\`${part}\``).join('.')).schema;
    const rows = fields.map(({ name, comment, dataType, nullable }) => [
      name,
      comment ?? null,
      dataType.catalogString,
      nullable,
      entry?.partitionColumns.includes(name) ?? false,
      false,
      false,
    ]);
    return this.#session.createDataFrame(rows, schema);
  }

  listFunctions(): DataFrame {
    const schema = new StructType([
      text('name', false),
      text('catalog'),
      new StructField('namespace', new ArrayType(StringType, true), true),
      text('description'),
      text('className'),
      flag('isTemporary'),
    ]);
    const rows = builtinFunctions()
      .map(([name, record]) => [name, null, null, record.usage?.replaceAll('_FUNC_', name) ?? 'N/A.', null, true] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return this.#session.createDataFrame(rows, schema);
  }

  dropTempView(name: string): boolean {
    return this.#state.catalog.tempViews.delete(name.toLowerCase());
  }

  dropGlobalTempView(name: string): boolean {
    return this.#state.catalog.shared.globalTempViews.delete(name.toLowerCase());
  }

  cacheTable(name: string): void {
    this.#session.table(name).cache();
  }

  uncacheTable(name: string): void {
    this.#session.table(name).unpersist();
  }

  clearCache(): void {
    this.#state.shared.engine.clearCache();
  }

  // What SQL has a statement for

  createDatabase(name: string, ifNotExists = false): void {
    this.#session.sql(`CREATE DATABASE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${name}`);
  }
  dropDatabase(name: string, ifExists = false, cascade = false): void {
    this.#session.sql(`DROP DATABASE ${ifExists ? 'IF EXISTS ' : ''}${name}${cascade ? ' CASCADE' : ''}`);
  }
  dropTable(name: string, ifExists = false): void {
    this.#session.sql(`DROP TABLE ${ifExists ? 'IF EXISTS ' : ''}${name}`);
  }
  dropView(name: string, ifExists = false): void {
    this.#session.sql(`DROP VIEW ${ifExists ? 'IF EXISTS ' : ''}${name}`);
  }
  truncateTable(name: string): void {
    this.#session.sql(`TRUNCATE TABLE ${name}`);
  }
  recoverPartitions(name: string): void {
    this.#session.sql(`ALTER TABLE ${name} RECOVER PARTITIONS`);
  }
  analyzeTable(name: string): void {
    this.#session.sql(`ANALYZE TABLE ${name} COMPUTE STATISTICS`);
  }
  listPartitions(name: string): DataFrame {
    return this.#session.sql(`SHOW PARTITIONS ${name}`);
  }
  listViews(database?: string): DataFrame {
    return this.#session.sql(`SHOW VIEWS${database === undefined ? '' : ` IN ${database}`}`);
  }
  getTableProperties(name: string): Map<string, string> {
    const rows = this.#session.sql(`SHOW TBLPROPERTIES ${name}`).collect();
    return new Map(rows.map(row => [row.getString(0), row.getString(1)]));
  }
  getCreateTableString(name: string): string {
    return this.#session.sql(`SHOW CREATE TABLE ${name}`).collect()[0]!.getString(0);
  }

  /** A table of files: `createTable('t', path, 'json')`. */
  createTable(name: string, path: string, format?: string): DataFrame {
    const provider = format ?? this.#state.confOf('spark.sql.sources.default')!;
    this.#session.sql(`CREATE TABLE ${name} USING ${provider} LOCATION '${path.replaceAll("'", "\\'")}'`);
    return this.#session.table(name);
  }
  createExternalTable(name: string, path: string, format?: string): DataFrame {
    return this.createTable(name, path, format);
  }

  /** @throws SparkError SCHEMA_NOT_FOUND */
  getDatabase(name: string): Row {
    this.#state.catalog.requireDatabase(name);
    return this.listDatabases().filter(`lower(name) = lower('${name}')`).collect()[0]!;
  }
  /** @throws SparkError TABLE_OR_VIEW_NOT_FOUND */
  getTable(name: string, database?: string): Row {
    const qualified = database === undefined ? name : `${database}.${name}`;
    void this.#session.table(qualified).columns;
    const parts = parseMultipartIdentifier(qualified);
    const tables = this.listTables(parts.length > 1 ? parts[parts.length - 2] : undefined).collect();
    return tables.find(row => row.getString(0).toLowerCase() === parts[parts.length - 1]!.toLowerCase())!;
  }
  /** @throws SparkError UNRESOLVED_ROUTINE */
  getFunction(name: string): Row {
    const found = this.listFunctions()
      .collect()
      .find(row => row.getString(0) === name.toLowerCase());
    if (found !== undefined) return found;
    throw sparkErrorOf('UNRESOLVED_ROUTINE', { routineName: quotedId(name), searchPath: this.#state.catalog.searchPath });
  }

  isCached(name: string): boolean {
    return this.#session.table(name).storageLevel.useMemory;
  }

  /** @throws SparkError CATALOG_NOT_FOUND: there is one catalog */
  setCurrentCatalog(name: string): void {
    if (name === catalogName) return;
    throw sparkErrorOf('CATALOG_NOT_FOUND', { catalogName: quotedId(name), config: `spark.sql.catalog.${name}` });
  }

  refreshTable(name: string): void {
    runCommand({ kind: 'refreshTable', name: parseMultipartIdentifier(name) }, this.#state);
  }

  refreshByPath(path: string): void {
    runCommand({ kind: 'refreshResource', path }, this.#state);
  }
}
