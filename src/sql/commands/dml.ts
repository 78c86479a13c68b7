/** INSERT, and the statements that only tables of other catalogs take. */
import { join, relative } from 'node:path';
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { lengthChecked } from '../analyzer/char-padding.js';
import { typedCast } from '../analyzer/expressions.js';
import { project } from '../analyzer/plans.js';
import type { NamedExpression, TypedExpression } from '../analyzer/typed-expression.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { localPath } from '../data-source-files.js';
import type { Expression, PartitionSpec, Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { withStrings } from '../types/char-varchar.js';
import type { StructField } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { canCast, canStoreAssign } from '../values/cast-rules.js';
import { defaultExpression, defaultValue } from './column-defaults.js';
import { fullName, type NamedCommand, notTable, tableNotFound, unsupportedOperation } from './named-table.js';
import { overwrittenDirectories, partitionsOf } from './partitions.js';
import { noRows } from './result.js';
import type { CommandOf, CommandTable } from './run-command.js';
import { writeTable } from './write-table.js';

export const dmlCommands: CommandTable = {
  insertInto(command, state) {
    const entry = targetOf(command.table, 'INSERT', state);
    if (command.replaceCondition !== undefined) throw unsupportedOperation(entry, 'INSERT INTO ... REPLACE WHERE');
    if (command.replaceUsing !== undefined) throw unsupportedOperation(entry, 'INSERT INTO ... REPLACE USING');
    const plan = asTable(entry, command, state);
    const replaced = command.overwrite ? replacedPartitions(entry, command.partition, state) : undefined;
    writeTable(entry, plan, command.overwrite && replaced === undefined, state, replaced);
    return noRows(state);
  },
  multiInsert({ inserts }, state) {
    for (const each of inserts) if (each.kind === 'insertInto') dmlCommands.insertInto!(each, state);
    return noRows(state);
  },
  deleteFrom({ table }, state) {
    throw unsupportedOperation(targetOf(table, 'DELETE', state), 'DELETE');
  },
  update({ table }, state) {
    throw unsupportedOperation(targetOf(table, 'UPDATE', state), 'UPDATE TABLE');
  },
  mergeInto({ target }, state) {
    throw unsupportedOperation(targetOf(target, 'MERGE', state), 'MERGE INTO TABLE');
  },
};

/** What INSERT OVERWRITE takes away, when that is not the whole table: the partitions of its clause, or those that it writes. */
function replacedPartitions(
  entry: TableEntry,
  partition: PartitionSpec,
  state: SessionState,
): ((staging: string) => readonly string[]) | undefined {
  const isStatic = Object.values(partition).some(value => value !== undefined);
  const isDynamic = state.confOf('spark.sql.sources.partitionOverwriteMode')?.toLowerCase() === 'dynamic';
  if (entry.partitionColumns.length === 0 || (!isStatic && !isDynamic)) return undefined;
  if (!isDynamic) return () => overwrittenDirectories(entry, partition, state);
  return staging =>
    partitionsOf({ ...entry, location: staging }).map(({ directory }) => join(localPath(entry.location), relative(staging, directory)));
}

function relationName(relation: Relation): NamedCommand {
  if (relation.kind === 'unresolvedRelation') return { name: relation.nameParts, nameOrigin: relation.origin };
  if ('input' in relation) return relationName(relation.input);
  throw sparkErrorOf('UNSUPPORTED_FEATURE.TABLE_OPERATION', { tableName: '`query`', operation: 'INSERT' });
}

function targetOf(table: Relation, operation: string, state: SessionState): TableEntry {
  const { name, nameOrigin } = relationName(table);
  if (state.catalog.tempView(name) !== undefined) throw notTable(quotedId(...name), operation, nameOrigin);
  const entry = state.catalog.table(name);
  if (entry === undefined) throw tableNotFound(name, state, nameOrigin, state.catalog.searchPath);
  if (entry.view !== undefined) throw notTable(fullName(entry), operation, nameOrigin);
  return entry;
}

const isDefault = (value: Expression): boolean =>
  value.kind === 'unresolvedAttribute' && value.nameParts.length === 1 && value.nameParts[0]!.toLowerCase() === 'default';

/** The query with the defaults of the columns where it says DEFAULT: in VALUES, and as an item of SELECT. */
function withDefaults(query: Relation, targets: readonly StructField[], state: SessionState): Relation {
  const filled = (each: Expression, i: number): Expression => {
    const field = targets[i];
    if (isDefault(each) && field !== undefined) return defaultExpression(field, state);
    if (mentionsDefault(each)) throw sparkErrorOf('DEFAULT_PLACEMENT_INVALID', {});
    return each;
  };
  if (query.kind === 'inlineTable') return { ...query, rows: query.rows.map(row => row.map(filled)) };
  if (query.kind === 'project') return { ...query, expressions: query.expressions.map(filled) };
  return query;
}

const mentionsDefault = (each: Expression): boolean =>
  each.kind === 'unresolvedFunction' && each.arguments.some(arg => isDefault(arg) || mentionsDefault(arg));

/** The columns that the query gives values for, in its order. */
function targetsOf(
  entry: TableEntry,
  names: readonly string[],
  partition: PartitionSpec,
  origin: Relation['origin'],
): readonly StructField[] {
  const { fields } = entry.schema;
  const fixed = new Set<string>();
  const unknown = Object.keys(partition).filter(key => !entry.partitionColumns.some(each => each.toLowerCase() === key.toLowerCase()));
  if (unknown.length > 0) {
    const partitionList = unknown.map(each => quotedId(each)).join(', ');
    throw sparkErrorOf('PARTITIONS_NOT_FOUND', { partitionList, tableName: fullName(entry) });
  }
  for (const [key, value] of Object.entries(partition)) if (value !== undefined) fixed.add(key.toLowerCase());
  checkPartitionOrder(entry, fixed);
  const free = fields.filter(field => !fixed.has(field.name.toLowerCase()));
  if (names.length === 0) return free;
  const seen = new Set<string>();
  const listed: StructField[] = [];
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(key) });
    seen.add(key);
    const field = fields.find(each => each.name.toLowerCase() === key);
    if (field === undefined) {
      const proposal = fields.map(each => quotedId(each.name)).join(', ');
      throw sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', { objectName: quotedId(name), proposal }, { origin });
    }
    if (!fixed.has(key)) listed.push(field);
  }
  return listed;
}

/** Partition columns with a value come before those without. @throws SparkError _LEGACY_ERROR_TEMP_1147 */
function checkPartitionOrder({ partitionColumns }: TableEntry, fixed: ReadonlySet<string>): void {
  const isFixed = partitionColumns.map(each => fixed.has(each.toLowerCase()));
  if (isFixed.lastIndexOf(true) > isFixed.indexOf(false) && isFixed.includes(false))
    throw sparkErrorOf('_LEGACY_ERROR_TEMP_1147', { partColumns: `[${partitionColumns.join(',')}]` }, { name: 'AnalysisException' });
}

/** The query as rows of the table: columns in their order, of their types. @throws SparkError INSERT_COLUMN_ARITY_MISMATCH.*, INCOMPATIBLE_DATA_FOR_TABLE.* */
function asTable(entry: TableEntry, command: CommandOf<'insertInto'>, state: SessionState): TypedPlan {
  const { partition, byName } = command;
  const analyzer = state.analyzer();
  const { fields } = entry.schema;
  const fixed = new Map<string, TypedExpression>();
  for (const [key, value] of Object.entries(partition))
    if (value !== undefined)
      fixed.set(
        key.toLowerCase(),
        isDefault(value) ? analyzer.analyzeExpression(partitionDefault(entry, key, state)) : analyzer.analyzeExpression(value),
      );
  const declared = targetsOf(entry, command.columns, partition, command.origin);
  const plan = analyzer.analyze(byName ? command.query : withDefaults(command.query, declared, state));
  const arity = (subclass: string, tableColumns: readonly StructField[]) =>
    sparkErrorOf(
      `INSERT_COLUMN_ARITY_MISMATCH.${subclass}`,
      {
        tableName: fullName(entry),
        tableColumns: tableColumns.map(each => quotedId(each.name)).join(', '),
        dataColumns: plan.output.map(each => quotedId(each.name)).join(', '),
      },
      { condition: Object.keys(partition).length > 0 ? 'INSERT_PARTITION_COLUMN_ARITY_MISMATCH' : undefined },
    );
  const targets = byName ? namedTargets(entry, plan, declared, arity) : declared;
  if (plan.output.length !== targets.length)
    throw arity(plan.output.length > targets.length ? 'TOO_MANY_DATA_COLUMNS' : 'NOT_ENOUGH_DATA_COLUMNS', targets);
  const policy = state.confOf('spark.sql.storeAssignmentPolicy')!.toUpperCase();
  const values = fields.map((field): NamedExpression => {
    const at = targets.indexOf(field);
    const source = fixed.get(field.name.toLowerCase()) ?? plan.output[at] ?? defaultValue(field, state);
    const type = withStrings(field.dataType);
    const stored = (value: TypedExpression) => analyzer.alias(lengthChecked(value, field.dataType, analyzer, state.confOf), field.name);
    if (sameType(source.dataType, type)) return stored(source);
    const allowed =
      policy === 'LEGACY' || fixed.has(field.name.toLowerCase()) ? canCast(source.dataType, type) : canStoreAssign(source.dataType, type);
    if (!allowed) {
      throw sparkErrorOf('INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST', {
        tableName: fullName(entry),
        colName: quotedId(field.name),
        srcType: quotedSql(source.dataType.sql),
        targetType: quotedSql(type.sql),
      });
    }
    return stored(typedCast(source, type, policy === 'LEGACY' ? 'legacy' : 'ansi', false));
  });
  return project(plan, values);
}

function partitionDefault(entry: TableEntry, key: string, state: SessionState): Expression {
  return defaultExpression(entry.schema.fields.find(each => each.name.toLowerCase() === key.toLowerCase())!, state);
}

/** Columns of a query BY NAME. */
function namedTargets(
  entry: TableEntry,
  plan: TypedPlan,
  declared: readonly StructField[],
  arity: (subclass: string, tableColumns: readonly StructField[]) => Error,
): readonly StructField[] {
  if (plan.output.length > declared.length) throw arity('TOO_MANY_DATA_COLUMNS', declared);
  return plan.output.map(({ name }) => {
    const field = declared.find(each => each.name.toLowerCase() === name.toLowerCase());
    if (field !== undefined) return field;
    throw sparkErrorOf('INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS', { tableName: fullName(entry), extraColumns: quotedId(name) });
  });
}
