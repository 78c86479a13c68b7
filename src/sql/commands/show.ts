/** SHOW ... */
import { quotedId, quotedIfNeeded } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName, schemaNotFound, type TempView } from '../catalog/session-catalog.js';
import { partitionRows, redacted, tableInformation, tempViewInformation } from '../catalog/table-information.js';
import type { SessionState } from '../session-state.js';
import { BooleanType, StringType, type StructType } from '../types/index.js';
import { databaseName } from './databases.js';
import { entryOf } from './named-table.js';
import { partitionOf } from './partitions.js';
import { column, likePattern, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

const informationText = (rows: readonly (readonly [string, string])[]): string => rows.map(([key, value]) => `${key}: ${value}\n`).join('');

const schemaText = (schema: StructType): string => `Schema: ${schema.treeString()}\n`;

const databaseOf = (namespace: readonly string[] | undefined, state: SessionState) =>
  namespace === undefined
    ? state.catalog.currentDatabase
    : databaseName(namespace) === 'global_temp'
      ? 'global_temp'
      : state.catalog.requireDatabase(databaseName(namespace)).name;

export const showCommands: CommandTable = {
  showNamespaces({ namespace, pattern }, state) {
    if (namespace !== undefined && !(namespace.length === 1 && namespace[0]!.toLowerCase() === catalogName))
      throw schemaNotFound(...namespace);
    const is = likePattern(pattern);
    const names = [...state.shared.catalog.databases.keys()].sort().filter(is);
    return rowsPlan(
      state,
      [column('namespace', StringType)],
      names.map(name => [quotedIfNeeded(name)]),
    );
  },
  showTables({ namespace, pattern, asJson }, state) {
    const is = likePattern(pattern);
    const database = databaseOf(namespace, state);
    const fields = [column('namespace', StringType), column('tableName', StringType), column('isTemporary', BooleanType)];
    const tables = state.shared.catalog.tablesOf(database).map(each => [each.database, each.name, false] as const);
    const globals =
      database === 'global_temp'
        ? [...state.shared.catalog.globalTempViews.keys()].sort().map(name => ['global_temp', name, true] as const)
        : [];
    const temps = [...state.catalog.tempViews.keys()].sort().map(name => ['', name, true] as const);
    const rows = [...tables, ...globals, ...temps].filter(([, name]) => is(name));
    if (!asJson) return rowsPlan(state, fields, rows);
    const json = rows.map(([owner, name, isTemporary]) => ({ name, namespace: owner === '' ? [] : [owner], isTemporary }));
    return rowsPlan(state, [column('json_metadata', StringType)], [[JSON.stringify({ tables: json })]]);
  },
  showTableExtended({ namespace, pattern, partition }, state) {
    const database = databaseOf(namespace, state);
    const fields = [
      column('namespace', StringType),
      column('tableName', StringType),
      column('isTemporary', BooleanType),
      column('information', StringType),
    ];
    if (partition !== undefined) {
      const entry = entryOf({ name: [database, pattern] }, state);
      const { values, directory } = partitionOf(entry, partition, 'SHOW TABLE EXTENDED', state);
      return rowsPlan(state, fields, [[database, entry.name, false, informationText(partitionRows(values, directory))]]);
    }
    const is = likePattern(pattern);
    const tables = state.shared.catalog
      .tablesOf(database)
      .map(each => [each.database, each.name, false, `${informationText(tableInformation(each))}${schemaText(each.schema)}`] as const);
    const temp = (namespaceText: string, views: ReadonlyMap<string, TempView>, isGlobal: boolean) =>
      [...views.values()].map(
        each =>
          [namespaceText, each.name, true, `${informationText(tempViewInformation(each, isGlobal))}${schemaText(each.schema)}`] as const,
      );
    const globals = database === 'global_temp' ? temp('global_temp', state.shared.catalog.globalTempViews, true) : [];
    const rows = [...tables, ...globals, ...temp('', state.catalog.tempViews, false)].filter(([, name]) => is(name));
    return rowsPlan(
      state,
      fields,
      rows.sort(([, a], [, b]) => (a < b ? -1 : 1)),
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
  showColumns(command, state) {
    const { name, namespace, nameOrigin } = command;
    if (namespace !== undefined && name.length > 1) {
      const [own, other] = [databaseName(name.slice(0, -1)), databaseName(namespace)];
      if (own !== other)
        throw sparkErrorOf('SHOW_COLUMNS_WITH_CONFLICT_NAMESPACE', { namespaceA: quotedId(other), namespaceB: quotedId(own) });
    }
    const parts = namespace === undefined || name.length > 1 ? name : [...namespace, ...name];
    const schema = state.catalog.tempView(parts)?.schema ?? entryOf({ name: parts, nameOrigin }, state).schema;
    return rowsPlan(
      state,
      [column('col_name', StringType)],
      schema.fieldNames.map(each => [each]),
    );
  },
  showTableProperties(command, state) {
    const { name, key } = command;
    const fields = [column('key', StringType), column('value', StringType)];
    if (state.catalog.tempView(name) !== undefined) return rowsPlan(state, fields, []);
    const entry = entryOf(command, state);
    if (key !== undefined) {
      const value = entry.properties[key] ?? `Table ${[catalogName, entry.database, entry.name].join('.')} does not have property: ${key}`;
      return rowsPlan(state, fields, [[key, redacted(key, value)]]);
    }
    const { path: _, ...options } = entry.options;
    const all = [
      ...Object.entries(entry.properties),
      ...Object.entries(options).map(([name, value]) => [`option.${name}`, value] as const),
    ];
    return rowsPlan(
      state,
      fields,
      all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, redacted(name, value)]),
    );
  },
};
