/** CREATE, DROP, ALTER and USE of databases. */
import { rmSync } from 'node:fs';
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName, type Database, globalTempDatabase, schemaNotFound } from '../catalog/session-catalog.js';
import { localPath, pathUri } from '../data-source-files.js';
import type { SessionState } from '../session-state.js';
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';

/** The database of a name, with or without the catalog before it. */
export function databaseName(name: readonly string[]): string {
  const parts = name[0]!.toLowerCase() === catalogName && name.length > 1 ? name.slice(1) : name;
  if (parts.length === 1) return parts[0]!.toLowerCase();
  throw sparkErrorOf('NESTED_DATABASE_UNSUPPORTED_BY_V1_SESSION_CATALOG', { namespace: quotedId(...name) });
}

const change = (name: readonly string[], state: SessionState, f: (database: Database) => Database) => {
  const database = state.catalog.requireDatabase(databaseName(name));
  state.shared.catalog.databases.set(database.name, f(database));
  return noRows(state);
};

export const databaseCommands: CommandTable = {
  createNamespace({ name, ifNotExists, properties }, state) {
    const isNested = name.length > 1 && name[0]!.toLowerCase() !== catalogName;
    if (isNested) throw sparkErrorOf('REQUIRES_SINGLE_PART_NAMESPACE', { sessionCatalog: catalogName, identifier: quotedId(...name) });
    const key = databaseName(name);
    if (key === globalTempDatabase) throw sparkErrorOf('RESERVED_DATABASE_NAME', { database: quotedId(key) });
    const { databases, warehouse } = state.shared.catalog;
    if (databases.has(key)) {
      if (ifNotExists) return noRows(state);
      throw sparkErrorOf(
        'SCHEMA_ALREADY_EXISTS',
        { schemaName: quotedId(...(name.length > 1 ? name : [key])) },
        { name: 'DatabaseAlreadyExistsException' },
      );
    }
    const { comment = '', location, ...others } = properties;
    const uri = location === undefined ? `${warehouse}/${key}.db` : pathUri(localPath(location));
    databases.set(key, { name: key, description: comment, location: uri, properties: new Map(Object.entries(others)) });
    return noRows(state);
  },
  dropNamespace({ name, ifExists, cascade }, state) {
    const key = databaseName(name);
    const { shared } = state.catalog;
    const database = shared.databases.get(key);
    if (database === undefined) {
      if (ifExists) return noRows(state);
      throw schemaNotFound(key);
    }
    if (key === 'default') throw sparkErrorOf('UNSUPPORTED_FEATURE.DROP_DATABASE', { database: quotedId(catalogName, 'default') });
    const tables = shared.tablesOf(key);
    if (tables.length > 0 && !cascade) throw sparkErrorOf('SCHEMA_NOT_EMPTY', { schemaName: quotedId(key) });
    for (const each of tables) {
      shared.dropTable(key, each.name);
      if (each.tableType === 'MANAGED') rmSync(localPath(each.location), { recursive: true, force: true });
    }
    shared.databases.delete(key);
    rmSync(localPath(database.location), { recursive: true, force: true });
    if (state.catalog.currentDatabase === key) state.catalog.currentDatabase = 'default';
    return noRows(state);
  },
  setNamespaceProperties: ({ name, properties }, state) =>
    change(name, state, each => ({ ...each, properties: new Map([...each.properties, ...Object.entries(properties)]) })),
  unsetNamespaceProperties: ({ name, keys }, state) =>
    change(name, state, each => ({ ...each, properties: new Map([...each.properties].filter(([key]) => !keys.includes(key))) })),
  setNamespaceLocation: ({ name, location }, state) => change(name, state, each => ({ ...each, location: pathUri(localPath(location)) })),
  commentOnNamespace: ({ name, comment }, state) => change(name, state, each => ({ ...each, description: comment })),
  use({ name }, state) {
    if (name.length === 1 && name[0]!.toLowerCase() === catalogName) return noRows(state);
    const parts = name[0]!.toLowerCase() === catalogName && name.length > 1 ? name.slice(1) : name;
    if (parts.length > 1) throw schemaNotFound(...parts);
    if (parts[0]!.toLowerCase() === globalTempDatabase)
      throw sparkErrorOf('_LEGACY_ERROR_TEMP_1068', { database: globalTempDatabase }, { name: 'AnalysisException' });
    state.catalog.currentDatabase = state.catalog.requireDatabase(parts[0]!).name;
    return noRows(state);
  },
  setCatalog({ name }, state) {
    if (name[0]!.toLowerCase() !== catalogName)
      throw sparkErrorOf('CATALOG_NOT_FOUND', { catalogName: quotedId(...name), config: `"spark.sql.catalog.${name[0]}"` });
    return noRows(state);
  },
};
