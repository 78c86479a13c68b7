/** DROP, RENAME, ALTER and TRUNCATE of tables. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName, type TableEntry } from '../catalog/session-catalog.js';
import { localPath, pathUri } from '../data-source-files.js';
import type { SessionState } from '../session-state.js';
import { analyzedPartitions, analyzedStatistics } from './analyze-table.js';
import {
  alreadyExists,
  entryOf,
  fullName,
  type NamedCommand,
  permanentView,
  realTable,
  tableNotFound,
  unsupportedOperation,
} from './named-table.js';
import { setPartitionLocation, truncatePartition } from './partitions.js';
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';

const lastOf = (name: readonly string[]): string => name[name.length - 1]!;

/** Takes the entry out of the catalog, and its files with it where they are the catalog's. */
export function dropEntry(entry: TableEntry, state: SessionState): void {
  state.shared.catalog.dropTable(entry.database, entry.name);
  if (entry.tableType === 'MANAGED') rmSync(localPath(entry.location), { recursive: true, force: true });
}

/** What DROP TABLE and DROP VIEW say. The name is complete in it, and no place is told. */
export function dropNotFound(name: readonly string[], state: SessionState) {
  const { database, table } = state.catalog.qualified(name);
  return tableNotFound([catalogName, database, table], state, undefined, `[${quotedId(catalogName, database)}]`);
}

export const tableCommands: CommandTable = {
  dropTable({ name, ifExists }, state) {
    if (dropTemp(name, state)) return noRows(state);
    const entry = state.catalog.table(name);
    if (entry === undefined) {
      if (ifExists) return noRows(state);
      throw dropNotFound(name, state);
    }
    dropEntry(entry, state);
    return noRows(state);
  },
  renameTable(command, state) {
    const { name, newName, isView } = command;
    const { catalog } = state;
    const temp = catalog.tempView(name);
    if (temp !== undefined) {
      const views = isGlobalTemp(name) ? catalog.shared.globalTempViews : catalog.tempViews;
      const key = lastOf(newName).toLowerCase();
      if (views.has(key)) {
        throw sparkErrorOf(
          'TEMP_TABLE_OR_VIEW_ALREADY_EXISTS',
          { relationName: quotedId(...newName) },
          { name: 'TempTableAlreadyExistsException' },
        );
      }
      views.delete(temp.name);
      views.set(key, { ...temp, name: key });
      return noRows(state);
    }
    const entry = entryOf(command, state);
    if (entry.view !== undefined && !isView)
      throw sparkErrorOf('EXPECT_TABLE_NOT_VIEW.USE_ALTER_VIEW', { viewName: quotedId(lastOf(name)), operation: 'ALTER TABLE' });
    if (entry.view === undefined && isView)
      throw sparkErrorOf('EXPECT_VIEW_NOT_TABLE.USE_ALTER_TABLE', { tableName: quotedId(lastOf(name)), operation: 'ALTER VIEW' });
    const target = catalog.qualified(newName.length === 1 ? [entry.database, newName[0]!] : newName);
    if (target.database !== entry.database) {
      throw sparkErrorOf('RENAME_TABLE_SOURCE_DESTINATION_DATABASE_MISMATCH', {
        db: quotedId(entry.database),
        newDb: quotedId(target.database),
      });
    }
    if (catalog.shared.table(target.database, target.table) !== undefined)
      throw alreadyExists({ database: target.database, name: target.table });
    catalog.shared.dropTable(entry.database, entry.name);
    let { location } = entry;
    if (entry.tableType === 'MANAGED') {
      location = `${catalog.requireDatabase(target.database).location}/${target.table}`;
      if (existsSync(localPath(entry.location))) renameSync(localPath(entry.location), localPath(location));
    }
    catalog.shared.putTable({ ...entry, name: target.table, database: target.database, location });
    return noRows(state);
  },
  setTableProperties(command, state) {
    const entry = propertiesOwner(command, 'SET TBLPROPERTIES', state);
    return put({ ...entry, properties: { ...entry.properties, ...command.properties } }, state);
  },
  unsetTableProperties(command, state) {
    const entry = propertiesOwner(command, 'UNSET TBLPROPERTIES', state);
    const properties = Object.entries(entry.properties).filter(([key]) => !command.keys.includes(key));
    return put({ ...entry, properties: Object.fromEntries(properties) }, state);
  },
  setTableSerDe(command, state) {
    const entry = realTable(command, `ALTER TABLE ... SET ${command.serde === undefined ? 'SERDEPROPERTIES' : 'SERDE'}`, state);
    if (command.serde !== undefined)
      throw sparkErrorOf('UNSUPPORTED_FEATURE.ALTER_TABLE_SERDE_FOR_DATASOURCE_TABLE', { tableName: fullName(entry) });
    if (command.partition !== undefined) throw sparkErrorOf('_LEGACY_ERROR_TEMP_1247', {}, { name: 'AnalysisException' });
    return put({ ...entry, options: { ...entry.options, ...command.properties } }, state);
  },
  setTableLocation(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... SET LOCATION ...', state);
    if (command.partition !== undefined) {
      setPartitionLocation(entry, command.partition, command.location, state);
      return noRows(state);
    }
    return put({ ...entry, location: pathUri(localPath(command.location)), isStoredByUs: false }, state);
  },
  commentOnTable: (command, state) => put({ ...realTable(command, 'COMMENT ON TABLE', state), comment: command.comment }, state),
  truncateTable(command, state) {
    const entry = realTable(command, 'TRUNCATE TABLE', state);
    if (command.partition !== undefined) truncatePartition(entry, command.partition, state);
    else {
      if (entry.tableType === 'EXTERNAL') throw sparkErrorOf('CANNOT_TRUNCATE_EXTERNAL_TABLE', { tableName: fullName(entry) });
      rmSync(localPath(entry.location), { recursive: true, force: true });
      mkdirSync(localPath(entry.location), { recursive: true });
    }
    return noRows(state);
  },
  analyzeTable(command, state) {
    const { name, nameOrigin, columns, allColumns } = command;
    const hasColumns = allColumns || columns !== undefined;
    if (state.catalog.tempView(name) !== undefined) {
      if (hasColumns) throw sparkErrorOf('UNSUPPORTED_FEATURE.ANALYZE_UNCACHED_TEMP_VIEW', { viewName: quotedId(...name) });
      throw sparkErrorOf(
        'EXPECT_PERMANENT_VIEW_NOT_TEMP',
        { viewName: quotedId(...name), operation: 'ANALYZE TABLE' },
        { origin: nameOrigin },
      );
    }
    const entry = entryOf(command, state);
    if (entry.view !== undefined) throw sparkErrorOf('UNSUPPORTED_FEATURE.ANALYZE_VIEW', {});
    for (const each of columns ?? []) {
      if (!entry.schema.fieldNames.some(one => one.toLowerCase() === each.toLowerCase())) throw columnNotFound(each);
    }
    if (command.partition !== undefined) return put(analyzedPartitions(entry, command.partition, command.noScan, state), state);
    const counted = entry.schema.fields.filter(each => allColumns || columns?.some(one => one.toLowerCase() === each.name.toLowerCase()));
    return put({ ...entry, statistics: analyzedStatistics(entry, counted, command.noScan, state) }, state);
  },
  analyzeTables({ namespace, noScan }, state) {
    const database = namespace?.[namespace.length - 1] ?? state.catalog.currentDatabase;
    for (const entry of state.shared.catalog.tablesOf(database)) {
      if (entry.view === undefined) put({ ...entry, statistics: analyzedStatistics(entry, [], noScan, state) }, state);
    }
    return noRows(state);
  },
  alterTableClusterBy: (command, state) => put(realTable(command, 'ALTER TABLE ... CLUSTER BY', state), state),
  setTableCollation: (command, state) =>
    put({ ...realTable(command, 'ALTER TABLE ... DEFAULT COLLATION', state), collation: command.collation.toUpperCase() }, state),
  replaceTable(command, state) {
    const { name, orCreate, query } = command;
    const { database, table } = state.catalog.qualified(name);
    if (!orCreate && state.catalog.table(name) === undefined) throw tableNotFound(name, state, undefined, state.catalog.searchPath);
    throw unsupportedOperation({ database, name: table }, query === undefined ? 'REPLACE TABLE' : 'REPLACE TABLE AS SELECT');
  },
  addConstraint(command, state) {
    throw unsupportedOperation(realTable(command, 'ALTER TABLE ... ADD CONSTRAINT', state), 'ADD CONSTRAINT');
  },
  dropConstraint(command, state) {
    throw unsupportedOperation(realTable(command, 'ALTER TABLE ... DROP CONSTRAINT', state), 'DROP CONSTRAINT');
  },
};

export const columnNotFound = (name: string) =>
  sparkErrorOf('COLUMN_NOT_FOUND', { colName: quotedId(name), caseSensitiveConfig: quotedSql('spark.sql.caseSensitive') });

const isGlobalTemp = (name: readonly string[]): boolean => name.length === 2 && name[0]!.toLowerCase() === 'global_temp';

/** Whether the name was that of a temporary view, which is gone now. */
export function dropTemp(name: readonly string[], state: SessionState): boolean {
  const { catalog } = state;
  if (catalog.tempView(name) === undefined) return false;
  (isGlobalTemp(name) ? catalog.shared.globalTempViews : catalog.tempViews).delete(lastOf(name).toLowerCase());
  return true;
}

function propertiesOwner(command: NamedCommand & { readonly isView: boolean }, clause: string, state: SessionState): TableEntry {
  if (command.isView) return permanentView(command, `ALTER VIEW ... ${clause}`, state, 'USE_ALTER_TABLE');
  return realTable(command, `ALTER TABLE ... ${clause}`, state, 'USE_ALTER_VIEW');
}

export function put(entry: TableEntry, state: SessionState) {
  state.shared.catalog.putTable(entry);
  return noRows(state);
}
