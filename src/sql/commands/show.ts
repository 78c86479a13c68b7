/** SHOW ... */
import { quotedId, quotedIfNeeded } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName } from '../catalog/session-catalog.js';
import { builtinFunctions } from '../functions/registry.js';
import type { SessionState } from '../session-state.js';
import { BooleanType, StringType } from '../types/index.js';
import { databaseName } from './databases.js';
import { column, likePattern, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';
import { tableOf } from './tables.js';

const databaseOf = (namespace: readonly string[] | undefined, state: SessionState) =>
  namespace === undefined
    ? state.catalog.currentDatabase
    : databaseName(namespace) === 'global_temp'
      ? 'global_temp'
      : state.catalog.requireDatabase(databaseName(namespace)).name;

export const showCommands: CommandTable = {
  showNamespaces({ pattern }, state) {
    const is = likePattern(pattern);
    const names = [...state.shared.catalog.databases.keys()].sort().filter(is);
    return rowsPlan(
      state,
      [column('namespace', StringType)],
      names.map(name => [quotedIfNeeded(name)]),
    );
  },
  showTables({ namespace, pattern }, state) {
    const is = likePattern(pattern);
    const database = databaseOf(namespace, state);
    const fields = [column('namespace', StringType), column('tableName', StringType), column('isTemporary', BooleanType)];
    const tables = state.shared.catalog.tablesOf(database).map(each => [each.database, each.name, false] as const);
    const globals =
      database === 'global_temp'
        ? [...state.shared.catalog.globalTempViews.keys()].sort().map(name => ['global_temp', name, true] as const)
        : [];
    const temps = [...state.catalog.tempViews.keys()].sort().map(name => ['', name, true] as const);
    return rowsPlan(
      state,
      fields,
      [...tables, ...globals, ...temps].filter(([, name]) => is(name)),
    );
  },
  showViews({ namespace, pattern }, state) {
    const is = likePattern(pattern);
    const database = databaseOf(namespace, state);
    const fields = [column('namespace', StringType), column('viewName', StringType), column('isTemporary', BooleanType)];
    const views = state.shared.catalog
      .tablesOf(database)
      .filter(each => each.view !== undefined)
      .map(each => [each.database, each.name, false] as const);
    const globals =
      database === 'global_temp'
        ? [...state.shared.catalog.globalTempViews.keys()].sort().map(name => ['global_temp', name, true] as const)
        : [];
    const temps = [...state.catalog.tempViews.keys()].sort().map(name => ['', name, true] as const);
    return rowsPlan(
      state,
      fields,
      [...views, ...globals, ...temps].filter(([, name]) => is(name)),
    );
  },
  showFunctions({ pattern, scope, function: named }, state) {
    const is = likePattern(pattern ?? named?.[named.length - 1]);
    const builtin = scope === 'user' ? [] : builtinFunctions().map(([name]) => name);
    const own = scope === 'system' ? [] : [...state.functions.keys()];
    const names = [...new Set([...builtin, ...own])].filter(is).sort();
    return rowsPlan(
      state,
      [column('function', StringType)],
      names.map(name => [name]),
    );
  },
  showCatalogs({ pattern }, state) {
    return rowsPlan(
      state,
      [column('catalog', StringType)],
      [catalogName].filter(likePattern(pattern)).map(name => [name]),
    );
  },
  showCurrentNamespace: (_, state) =>
    rowsPlan(
      state,
      [column('catalog', StringType), column('namespace', StringType)],
      [[catalogName, quotedIfNeeded(state.catalog.currentDatabase)]],
    ),
  showColumns({ name, namespace }, state) {
    const parts = namespace === undefined ? name : [...namespace, name[name.length - 1]!];
    const schema = state.catalog.tempView(parts)?.schema ?? tableOf(parts, state).schema;
    return rowsPlan(
      state,
      [column('col_name', StringType)],
      schema.fieldNames.map(each => [each]),
    );
  },
  showTableProperties({ name, key }, state) {
    const entry = state.catalog.tempView(name) ?? tableOf(name, state);
    if (key !== undefined) {
      const value = entry.properties[key] ?? `Table ${quotedPlain(name, state)} does not have property: ${key}`;
      return rowsPlan(state, [column('key', StringType), column('value', StringType)], [[key, value]]);
    }
    return rowsPlan(
      state,
      [column('key', StringType), column('value', StringType)],
      Object.entries(entry.properties).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  },
  showCreateTable({ name }, state) {
    const entry = tableOf(name, state);
    if (state.catalog.tempView(name) !== undefined)
      throw sparkErrorOf('EXPECT_PERMANENT_VIEW_NOT_TEMP', { viewName: quotedId(...name), operation: 'SHOW CREATE TABLE' });
    const full = [catalogName, entry.database, entry.name].map(quotedIfNeeded).join('.');
    const columns = entry.schema.fields.map(each =>
      entry.view === undefined
        ? each.toDDL
        : `${quotedIfNeeded(each.name)}${each.comment === undefined ? '' : ` COMMENT '${each.comment}'`}`,
    );
    let text =
      entry.view === undefined
        ? `CREATE TABLE ${full} (\n  ${columns.join(',\n  ')})\n`
        : `CREATE VIEW ${full} (\n  ${columns.join(',\n  ')})\n`;
    if (entry.view === undefined) {
      text += `USING ${entry.provider}\n`;
      const options = Object.entries(entry.options).filter(([key]) => key !== 'path');
      if (options.length > 0) text += `OPTIONS (\n  ${options.map(([key, value]) => `'${key}' = '${value}'`).join(',\n  ')})\n`;
      if (entry.partitionColumns.length > 0) text += `PARTITIONED BY (${entry.partitionColumns.map(quotedIfNeeded).join(', ')})\n`;
      if (entry.tableType === 'EXTERNAL') text += `LOCATION '${entry.location}'\n`;
    }
    if (entry.comment !== undefined) text += `COMMENT '${entry.comment}'\n`;
    const properties = Object.entries(entry.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    if (properties.length > 0) text += `TBLPROPERTIES (\n  ${properties.map(([key, value]) => `'${key}' = '${value}'`).join(',\n  ')})\n`;
    if (entry.view !== undefined) text += `WITH SCHEMA COMPENSATION\nAS ${entry.view.text}\n`;
    return rowsPlan(state, [column('createtab_stmt', StringType)], [[text]]);
  },
};

const quotedPlain = (name: readonly string[], state: SessionState): string => {
  const { database, table } = state.catalog.qualified(name);
  return [catalogName, database, table].join('.');
};
