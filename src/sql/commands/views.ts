/** CREATE VIEW and DROP VIEW. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { Attribute } from '../analyzer/typed-expression.js';
import { catalogName, type TableEntry, type TempView, type ViewText } from '../catalog/session-catalog.js';
import { childrenOf, type PlanNode, type Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { dataSourcePlan } from '../sources/data-source.js';
import { storedField } from '../types/char-varchar.js';
import { StructField, StructType } from '../types/index.js';
import { alreadyExists, fullName, permanentView } from './named-table.js';
import { noRows } from './result.js';
import type { CommandOf, CommandTable } from './run-command.js';
import { dropEntry, dropNotFound, dropTemp, put } from './tables.js';

export const viewCommands: CommandTable = {
  createView(command, state) {
    if (command.schemaMode !== undefined && state.confOf('spark.sql.legacy.viewSchemaBindingMode') === 'false') {
      throw sparkErrorOf(
        'FEATURE_NOT_ENABLED',
        { featureName: 'VIEW ... WITH SCHEMA ...', configKey: 'spark.sql.legacy.viewSchemaBindingMode', configValue: 'true' },
        { origin: command.origin, name: 'ParseException' },
      );
    }
    const { name, query, columns, originalText = '', viewType } = command;
    const analyzer = state.analyzer();
    const plan = analyzer.analyze(query);
    if (columns.length > 0 && columns.length !== plan.output.length) {
      throw sparkErrorOf(
        columns.length > plan.output.length
          ? 'CREATE_VIEW_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS'
          : 'CREATE_VIEW_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS',
        {
          viewName: quotedId(
            ...(viewType === 'persisted' ? [catalogName, state.catalog.qualified(name).database] : []),
            name[name.length - 1]!,
          ),
          viewColumns: columns.map(each => quotedId(each.name)).join(', '),
          dataColumns: plan.output.map(each => quotedId(each.name)).join(', '),
        },
      );
    }
    const fields = plan.output.map((column, i) => {
      const declared = columns[i];
      const own = viewField(column);
      const field = declared === undefined ? own : new StructField(declared.name, own.dataType, own.nullable, own.metadata);
      return declared?.comment === undefined ? field : field.withComment(declared.comment);
    });
    const schema = new StructType(fields);
    checkDuplicates(schema);
    const view: ViewText = {
      text: originalText,
      query,
      currentDatabase: state.catalog.currentDatabase,
      schemaMode: command.schemaMode ?? defaultSchemaMode(viewType, state),
      queryColumns: plan.output.map(each => each.name),
    };
    if (viewType === 'persisted') createPersisted(command, schema, view, state);
    else {
      if (command.replace && state.catalog.tempView(name) !== undefined)
        refuseRecursion(query, quotedId(...(viewType === 'globalTemp' ? ['global_temp'] : []), lastOf(name).toLowerCase()), state);
      const columnNames = columns.length > 0 ? columns.map(each => each.name) : undefined;
      putTemp(
        name,
        { name: lastOf(name).toLowerCase(), columnNames, schema, view, comment: command.comment, properties: command.properties },
        viewType === 'globalTemp',
        command.replace,
        state,
      );
    }
    return noRows(state);
  },
  createTempViewUsing(command, state) {
    const { name, provider, options, replace, isGlobal } = command;
    const schema = command.schemaDdl instanceof StructType ? command.schemaDdl : undefined;
    const plan = dataSourcePlan({ kind: 'dataSource', format: provider, options, schema, paths: [] }, state);
    const own = new StructType(plan.output.map(viewField));
    putTemp(name, { name: lastOf(name).toLowerCase(), schema: own, plan, properties: {} }, isGlobal, replace, state);
    return noRows(state);
  },
  dropView({ name, ifExists }, state) {
    if (dropTemp(name, state)) return noRows(state);
    const entry = state.catalog.table(name);
    if (entry === undefined) {
      if (ifExists) return noRows(state);
      throw dropNotFound(name, state);
    }
    if (entry.view === undefined) {
      throw sparkErrorOf('WRONG_COMMAND_FOR_OBJECT_TYPE', {
        operation: 'DROP VIEW',
        requiredType: 'VIEW or METRIC_VIEW',
        objectName: [catalogName, entry.database, entry.name].join('.'),
        foundType: entry.tableType,
        alternative: 'DROP TABLE',
      });
    }
    dropEntry(entry, state);
    return noRows(state);
  },
  alterViewSchemaBinding(command, state) {
    const { name, schemaMode } = command;
    if (state.catalog.tempView(name) !== undefined) throw sparkErrorOf('UNSUPPORTED_FEATURE.TEMPORARY_VIEW_WITH_SCHEMA_BINDING_MODE', {});
    const entry = permanentView(command, 'ALTER VIEW ... WITH SCHEMA', state);
    return put({ ...entry, view: { ...entry.view!, schemaMode: schemaMode as ViewText['schemaMode'] } }, state);
  },
  alterViewQuery(command, state) {
    const { name, query, originalText } = command;
    const temp = state.catalog.tempView(name);
    const plan = state.analyzer().analyze(query);
    const schema = new StructType(plan.output.map(viewField));
    checkDuplicates(schema);
    const view: ViewText = {
      text: originalText,
      query,
      currentDatabase: state.catalog.currentDatabase,
      queryColumns: plan.output.map(each => each.name),
    };
    if (temp !== undefined) {
      refuseRecursion(query, quotedId(temp.name), state);
      const altered = { ...temp, columnNames: undefined, schema, view: { ...view, schemaMode: 'binding' as const }, plan: undefined };
      putTemp(name, altered, name.length === 2, true, state);
      return noRows(state);
    }
    const entry = permanentView(command, 'ALTER VIEW ... AS', state);
    refuseTemporary(query, [catalogName, entry.database, entry.name], state);
    refuseRecursion(query, fullName(entry), state);
    return put({ ...entry, schema, view: { ...view, schemaMode: entry.view!.schemaMode } }, state);
  },
};

const viewField = ({ name, dataType, nullable, metadata }: Attribute): StructField => {
  const { __autoGeneratedAlias: _, ...kept } = metadata as Record<string, unknown>;
  return storedField(name, dataType, nullable, kept);
};

/** A view may not read itself, through others neither. @throws SparkError RECURSIVE_VIEW */
function refuseRecursion(query: Relation, viewIdent: string, state: SessionState): void {
  const walk = (node: PlanNode, path: readonly string[], ctes: ReadonlySet<string>): void => {
    let known = ctes;
    if (node.kind === 'with') known = new Set([...ctes, ...node.definitions.map(each => each.name.toLowerCase())]);
    if (node.kind === 'unresolvedRelation' && !(node.nameParts.length === 1 && ctes.has(node.nameParts[0]!.toLowerCase()))) {
      const temp = state.catalog.tempView(node.nameParts);
      const entry = temp === undefined ? state.catalog.table(node.nameParts) : undefined;
      const ident = temp !== undefined ? quotedId(temp.name) : entry && fullName(entry);
      if (ident !== undefined) {
        const longer = [...path, ident];
        if (ident === viewIdent) throw sparkErrorOf('RECURSIVE_VIEW', { viewIdent, newPath: longer.join(' -> ') });
        const inner = (temp ?? entry)?.view;
        // A view that was there before cannot hold the new one, and so on: the walk ends.
        if (inner !== undefined && !path.includes(ident))
          state.inDatabase(inner.currentDatabase, () => walk(inner.query, longer, new Set()));
      }
    }
    for (const child of childrenOf(node)) walk(child, path, known);
  };
  walk(query, [viewIdent], new Set());
}

const lastOf = (name: readonly string[]): string => name[name.length - 1]!;

function defaultSchemaMode(viewType: CommandOf<'createView'>['viewType'], state: SessionState): ViewText['schemaMode'] {
  if (state.confOf('spark.sql.legacy.viewSchemaBindingMode') === 'false') return undefined;
  return viewType !== 'persisted' || state.confOf('spark.sql.legacy.viewSchemaCompensation') === 'false' ? 'binding' : 'compensation';
}

function checkDuplicates(schema: StructType): void {
  const seen = new Set<string>();
  for (const { name } of schema) {
    if (seen.has(name.toLowerCase())) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(name.toLowerCase()) });
    seen.add(name.toLowerCase());
  }
}

export function putTemp(name: readonly string[], view: TempView, isGlobal: boolean, replace: boolean, state: SessionState): void {
  const qualifiers = name.slice(0, -1).map(each => each.toLowerCase());
  const allowed = isGlobal ? ['global_temp'] : ['session', 'system.session'];
  if (qualifiers.length > 0 && !allowed.includes(qualifiers.join('.'))) {
    throw sparkErrorOf('TEMP_VIEW_NAME_TOO_MANY_NAME_PARTS', { actualName: quotedId(...name) });
  }
  const views = isGlobal ? state.shared.catalog.globalTempViews : state.catalog.tempViews;
  const key = lastOf(name).toLowerCase();
  if (views.has(key) && !replace) {
    throw sparkErrorOf(
      'TEMP_TABLE_OR_VIEW_ALREADY_EXISTS',
      { relationName: isGlobal ? quotedId('global_temp', lastOf(name)) : quotedId(lastOf(name)) },
      { name: 'TempTableAlreadyExistsException' },
    );
  }
  views.set(key, { createdTimeMs: Date.now(), ...view });
}

/** What lasts may not read what ends with the session. @throws SparkError INVALID_TEMP_OBJ_REFERENCE */
function refuseTemporary(query: Relation, name: readonly string[], state: SessionState): void {
  const refuse = (parts: readonly string[], tempObj: string) =>
    sparkErrorOf('INVALID_TEMP_OBJ_REFERENCE', { objName: quotedId(...name), obj: 'VIEW', tempObjName: quotedId(...parts), tempObj });
  const walk = (node: PlanNode, ctes: ReadonlySet<string>): void => {
    let known = ctes;
    if (node.kind === 'with') known = new Set([...ctes, ...node.definitions.map(each => each.name.toLowerCase())]);
    if (node.kind === 'unresolvedRelation') {
      const isCte = node.nameParts.length === 1 && ctes.has(node.nameParts[0]!.toLowerCase());
      if (!isCte && state.catalog.tempView(node.nameParts) !== undefined) throw refuse(node.nameParts, 'VIEW');
    }
    if (node.kind === 'unresolvedFunction' && node.nameParts.length === 1 && state.functions.has(node.nameParts[0]!.toLowerCase())) {
      throw refuse(node.nameParts, 'FUNCTION');
    }
    for (const child of childrenOf(node)) walk(child, known);
  };
  walk(query, new Set());
}

function createPersisted(command: CommandOf<'createView'>, schema: StructType, view: ViewText, state: SessionState): void {
  const { catalog } = state;
  const { database, table } = catalog.qualified(command.name);
  catalog.requireDatabase(database);
  refuseTemporary(command.query, [catalogName, database, table], state);
  const existing = catalog.shared.table(database, table);
  if (existing !== undefined) {
    if (command.allowExisting) return;
    if (!command.replace) throw alreadyExists(existing);
    if (existing.view === undefined)
      throw sparkErrorOf('EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE', { tableName: fullName(existing), operation: 'CREATE OR REPLACE VIEW' });
    refuseRecursion(command.query, fullName(existing), state);
  }
  const entry: TableEntry = {
    name: table,
    database,
    tableType: 'VIEW',
    schema,
    partitionColumns: [],
    provider: '',
    location: '',
    options: {},
    properties: command.properties,
    comment: command.comment,
    createdTimeMs: Date.now(),
    view,
    isStoredByUs: false,
  };
  catalog.shared.putTable(entry);
}
