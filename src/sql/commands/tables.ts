/** CREATE, DROP, ALTER and TRUNCATE of tables. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { holdsTime, requireTimeType } from '../analyzer/check-time-type.js';
import { catalogName, type TableEntry } from '../catalog/session-catalog.js';
import { fileFormats } from '../data-source.js';
import { filesBelow, localPath, pathUri } from '../data-source-files.js';
import { inferSchema } from '../infer-schema.js';
import type { ColumnDefinition, TableClauses } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { StructField, StructType } from '../types/index.js';
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';
import { writeTable } from './write-table.js';

export const tableCommands: CommandTable = {
  createTable({ name, columns, clauses, query, isExternal, ifNotExists }, state) {
    const { catalog } = state;
    const { database, table } = catalog.qualified(name);
    catalog.requireDatabase(database);
    if (catalog.shared.table(database, table) !== undefined) {
      if (ifNotExists) return noRows(state);
      throw sparkErrorOf(
        'TABLE_OR_VIEW_ALREADY_EXISTS',
        { relationName: quotedId(catalogName, database, table) },
        { name: 'TableAlreadyExistsException' },
      );
    }
    const plan = query && state.analyzer().analyze(query);
    if (columns.some(each => holdsTime(each.dataType))) requireTimeType(state.confOf);
    const entry = newTable(
      database,
      table,
      columns,
      clauses,
      isExternal,
      state,
      plan && new StructType(plan.output.map(each => new StructField(each.name, each.dataType, true, withoutAuto(each.metadata)))),
    );
    catalog.shared.putTable(entry);
    if (plan !== undefined) writeTable(entry, plan, false, state);
    else if (entry.isStoredByUs) mkdirSync(localPath(entry.location), { recursive: true });
    return noRows(state);
  },
  createTableLike({ name, source, clauses, ifNotExists }, state) {
    const { catalog } = state;
    const { database, table } = catalog.qualified(name);
    if (catalog.shared.table(database, table) !== undefined) {
      if (ifNotExists) return noRows(state);
      throw sparkErrorOf(
        'TABLE_OR_VIEW_ALREADY_EXISTS',
        { relationName: quotedId(catalogName, database, table) },
        { name: 'TableAlreadyExistsException' },
      );
    }
    const like = catalog.table(source);
    const schema = like?.schema ?? catalog.tempView(source)?.schema;
    if (schema === undefined) throw notFound(source, state);
    const provider = clauses.provider ?? (like?.view === undefined ? like?.provider : undefined) ?? 'parquet';
    catalog.shared.putTable(newTable(database, table, [], { ...clauses, provider }, false, state, schema));
    return noRows(state);
  },
  dropTable({ name, ifExists, origin }, state) {
    const { catalog } = state;
    if (catalog.tempView(name) !== undefined) {
      catalog.tempViews.delete(name[name.length - 1]!.toLowerCase());
      return noRows(state);
    }
    const entry = catalog.table(name);
    if (entry === undefined) {
      if (ifExists) return noRows(state);
      const { database, table } = catalog.qualified(name);
      throw sparkErrorOf(
        'TABLE_OR_VIEW_NOT_FOUND',
        { relationName: quotedId(catalogName, database, table), searchPath: `[\`${catalogName}\`.\`${database}\`]` },
        { origin, name: 'NoSuchTableException' },
      );
    }
    if (entry.view !== undefined)
      throw sparkErrorOf('EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE', {
        viewName: quotedId(catalogName, entry.database, entry.name),
        operation: 'DROP TABLE',
      });
    catalog.shared.dropTable(entry.database, entry.name);
    if (entry.tableType === 'MANAGED') rmSync(localPath(entry.location), { recursive: true, force: true });
    return noRows(state);
  },
  renameTable({ name, newName }, state) {
    const { catalog } = state;
    const temp = catalog.tempView(name);
    if (temp !== undefined) {
      catalog.tempViews.delete(temp.name);
      catalog.tempViews.set(newName[newName.length - 1]!.toLowerCase(), { ...temp, name: newName[newName.length - 1]!.toLowerCase() });
      return noRows(state);
    }
    const entry = tableOf(name, state);
    const target = catalog.qualified(newName.length === 1 ? [entry.database, newName[0]!] : newName);
    if (catalog.shared.table(target.database, target.table) !== undefined) {
      throw sparkErrorOf(
        'TABLE_OR_VIEW_ALREADY_EXISTS',
        { relationName: quotedId(catalogName, target.database, target.table) },
        { name: 'TableAlreadyExistsException' },
      );
    }
    catalog.shared.dropTable(entry.database, entry.name);
    let { location } = entry;
    if (entry.tableType === 'MANAGED') {
      location = `${catalog.requireDatabase(target.database).location}/${target.table}`;
      if (existsSync(localPath(entry.location))) renameSync(localPath(entry.location), localPath(location));
    }
    catalog.shared.putTable({ ...entry, name: target.table, database: target.database, location });
    return noRows(state);
  },
  setTableProperties: ({ name, properties }, state) =>
    changeTable(name, state, each => ({ ...each, properties: { ...each.properties, ...properties } })),
  unsetTableProperties: ({ name, keys }, state) =>
    changeTable(name, state, each => ({
      ...each,
      properties: Object.fromEntries(Object.entries(each.properties).filter(([key]) => !keys.includes(key))),
    })),
  setTableLocation: ({ name, location }, state) => changeTable(name, state, each => ({ ...each, location: pathUri(localPath(location)) })),
  addColumns: ({ name, columns }, state) =>
    changeTable(name, state, each => {
      const added = columns.map(fieldOf);
      for (const field of added) {
        if (each.schema.fieldNames.some(one => one.toLowerCase() === field.name.toLowerCase()))
          throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(field.name.toLowerCase()) });
      }
      const parts = new Set(each.partitionColumns);
      return {
        ...each,
        schema: new StructType([
          ...each.schema.fields.filter(one => !parts.has(one.name)),
          ...added,
          ...each.schema.fields.filter(one => parts.has(one.name)),
        ]),
      };
    }),
  alterColumns: ({ name, changes }, state) =>
    changeTable(name, state, each => {
      let { schema } = each;
      for (const { column, comment } of changes) {
        const index = schema.fields.findIndex(field => field.name.toLowerCase() === column[column.length - 1]!.toLowerCase());
        if (index < 0)
          throw sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', {
            objectName: quotedId(...column),
            proposal: schema.fieldNames.map(one => quotedId(one)).join(', '),
          });
        schema = new StructType(
          schema.fields.map((field, i) => (i === index && comment !== undefined ? field.withComment(comment) : field)),
        );
      }
      return { ...each, schema };
    }),
  commentOnTable: ({ name, comment }, state) => changeTable(name, state, each => ({ ...each, comment })),
  truncateTable({ name }, state) {
    const entry = tableOf(name, state);
    if (entry.view !== undefined)
      throw sparkErrorOf('EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE', {
        viewName: quotedId(catalogName, entry.database, entry.name),
        operation: 'TRUNCATE TABLE',
      });
    rmSync(localPath(entry.location), { recursive: true, force: true });
    mkdirSync(localPath(entry.location), { recursive: true });
    return noRows(state);
  },
  analyzeTable({ name }, state) {
    if (state.catalog.tempView(name) === undefined) tableOf(name, state);
    return noRows(state);
  },
  analyzeTables: (_, state) => noRows(state),
  repairTable: (_, state) => noRows(state),
  recoverPartitions: (_, state) => noRows(state),
};

const withoutAuto = (metadata: Readonly<Record<string, unknown>>) => {
  const { __autoGeneratedAlias: _, ...others } = metadata;
  return others;
};

const notFound = (name: readonly string[], state: SessionState) =>
  sparkErrorOf('TABLE_OR_VIEW_NOT_FOUND', { relationName: quotedId(...name), searchPath: state.catalog.searchPath });

export function tableOf(name: readonly string[], state: SessionState): TableEntry {
  const entry = state.catalog.table(name);
  if (entry === undefined) throw notFound(name, state);
  return entry;
}

function changeTable(name: readonly string[], state: SessionState, f: (entry: TableEntry) => TableEntry) {
  state.shared.catalog.putTable(f(tableOf(name, state)));
  return noRows(state);
}

function fieldOf({ name, dataType, nullable, comment }: ColumnDefinition): StructField {
  const field = new StructField(name[name.length - 1]!, dataType, nullable);
  return comment === undefined ? field : field.withComment(comment);
}

export function newTable(
  database: string,
  table: string,
  columns: readonly ColumnDefinition[],
  clauses: TableClauses,
  isExternal: boolean,
  state: SessionState,
  querySchema: StructType | undefined,
): TableEntry {
  const provider = (clauses.provider ?? state.confOf('spark.sql.sources.default')!).toLowerCase();
  if (!fileFormats.has(provider) && provider !== 'hive' && provider !== 'delta')
    throw sparkErrorOf('DATA_SOURCE_NOT_FOUND', { provider }, { name: 'SparkClassNotFoundException' });
  const path = clauses.location ?? clauses.options.path;
  const location = path === undefined ? `${state.catalog.requireDatabase(database).location}/${table}` : pathUri(localPath(path));
  const hasFiles = path !== undefined && filesBelow([localPath(path)]).length > 0;
  const declared = [...columns, ...clauses.partitionColumns].map(fieldOf);
  const schema =
    declared.length > 0
      ? new StructType(declared)
      : (querySchema ?? (hasFiles ? inferSchema(provider, filesBelow([localPath(path!)]), clauses.options, state) : undefined));
  const seen = new Set<string>();
  for (const { name } of schema ?? []) {
    if (seen.has(name.toLowerCase())) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(name.toLowerCase()) });
    seen.add(name.toLowerCase());
  }
  const names = [
    ...clauses.partitioning.flatMap(each => each.arguments.map(arg => (Array.isArray(arg) ? String(arg[arg.length - 1]) : ''))),
    ...clauses.partitionColumns.map(each => each.name[0]!),
  ];
  for (const name of names) {
    if (schema?.fieldNames.some(each => each.toLowerCase() === name.toLowerCase())) continue;
    throw sparkErrorOf('COLUMN_NOT_DEFINED_IN_TABLE', {
      colType: 'partition',
      colName: quotedId(name),
      tableName: quotedId(catalogName, database, table),
      tableCols: (schema?.fieldNames ?? []).map(each => quotedId(each)).join(', '),
    });
  }
  const partitionColumns = names.map(name => schema!.fieldNames.find(each => each.toLowerCase() === name.toLowerCase())!);
  // Columns of partitions come last, as they do in the files.
  const ordered =
    schema &&
    new StructType([
      ...schema.fields.filter(each => !partitionColumns.includes(each.name)),
      ...partitionColumns.map(each => schema.field(each)),
    ]);
  if (ordered === undefined) throw sparkErrorOf('UNABLE_TO_INFER_SCHEMA', { format: provider });
  return {
    name: table,
    database,
    tableType: isExternal || path !== undefined ? 'EXTERNAL' : 'MANAGED',
    schema: ordered,
    partitionColumns,
    provider,
    location,
    options: clauses.options,
    properties: clauses.properties,
    comment: clauses.comment,
    createdTimeMs: Date.now(),
    isStoredByUs: !hasFiles && path === undefined,
  };
}
