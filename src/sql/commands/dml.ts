/** INSERT. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { typedCast, typedLiteral } from '../analyzer/expressions.js';
import { project } from '../analyzer/plans.js';
import type { NamedExpression, TypedExpression } from '../analyzer/typed-expression.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { catalogName, type TableEntry } from '../catalog/session-catalog.js';
import type { Expression, Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { sameType } from '../types/same-type.js';
import { canCast, canStoreAssign } from '../values/cast-rules.js';
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';
import { tableOf } from './tables.js';
import { writeTable } from './write-table.js';

export const dmlCommands: CommandTable = {
  insertInto(command, state) {
    const name = tableName(command.table);
    if (state.catalog.tempView(name) !== undefined)
      throw sparkErrorOf('EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE', { viewName: quotedId(...name), operation: 'INSERT' });
    const entry = tableOf(name, state);
    if (entry.view !== undefined)
      throw sparkErrorOf('EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE', {
        viewName: quotedId(catalogName, entry.database, entry.name),
        operation: 'INSERT',
      });
    const plan = state.analyzer().analyze(command.query);
    const names = command.byName ? plan.output.map(each => each.name) : command.columns;
    writeTable(entry, asTable(entry, plan, names, command.partition, command.byName, state), command.overwrite, state);
    return noRows(state);
  },
  multiInsert({ inserts }, state) {
    for (const each of inserts) if (each.kind === 'insertInto') dmlCommands.insertInto!(each, state);
    return noRows(state);
  },
};

function tableName(relation: Relation): readonly string[] {
  if (relation.kind === 'unresolvedRelation') return relation.nameParts;
  if ('input' in relation) return tableName(relation.input);
  throw sparkErrorOf('UNSUPPORTED_FEATURE.TABLE_OPERATION', { tableName: '`query`', operation: 'INSERT' });
}

/** The query as rows of the table: columns in their order, of their types. @throws SparkError INSERT_COLUMN_ARITY_MISMATCH.*, INCOMPATIBLE_DATA_FOR_TABLE.* */
export function asTable(
  entry: TableEntry,
  plan: TypedPlan,
  names: readonly string[],
  partition: Readonly<Record<string, Expression | undefined>>,
  isByName: boolean,
  state: SessionState,
): TypedPlan {
  const analyzer = state.analyzer();
  const tableId = quotedId(catalogName, entry.database, entry.name);
  const fixed = new Map<string, TypedExpression>();
  for (const [key, value] of Object.entries(partition))
    if (value !== undefined) fixed.set(key.toLowerCase(), analyzer.analyzeExpression(value));
  const { fields } = entry.schema;
  const free = fields.filter(field => !fixed.has(field.name.toLowerCase()));
  const targets =
    names.length === 0
      ? free
      : names.map(name => {
          const field = free.find(each => each.name.toLowerCase() === name.toLowerCase());
          if (field !== undefined) return field;
          if (isByName)
            throw sparkErrorOf('INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS', { tableName: tableId, extraColumns: quotedId(name) });
          throw sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', {
            objectName: quotedId(name),
            proposal: fields.map(each => quotedId(each.name)).join(', '),
          });
        });
  if (plan.output.length !== targets.length) {
    const subclass = plan.output.length > targets.length ? 'TOO_MANY_DATA_COLUMNS' : 'NOT_ENOUGH_DATA_COLUMNS';
    throw sparkErrorOf(`INSERT_COLUMN_ARITY_MISMATCH.${subclass}`, {
      tableName: tableId,
      tableColumns: targets.map(each => quotedId(each.name)).join(', '),
      dataColumns: plan.output.map(each => quotedId(each.name)).join(', '),
    });
  }
  const policy = state.confOf('spark.sql.storeAssignmentPolicy')!.toUpperCase();
  const values = fields.map((field): NamedExpression => {
    const at = targets.indexOf(field);
    const source = fixed.get(field.name.toLowerCase()) ?? plan.output[at] ?? typedLiteral(null, field.dataType);
    const type = field.dataType;
    if (sameType(source.dataType, type)) return analyzer.alias(source, field.name);
    const allowed =
      policy === 'LEGACY' || fixed.has(field.name.toLowerCase()) ? canCast(source.dataType, type) : canStoreAssign(source.dataType, type);
    if (!allowed) {
      throw sparkErrorOf('INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST', {
        tableName: tableId,
        colName: quotedId(field.name),
        srcType: quotedSql(source.dataType.sql),
        targetType: quotedSql(type.sql),
      });
    }
    return analyzer.alias(typedCast(source, type, policy === 'LEGACY' ? 'legacy' : 'ansi', false), field.name);
  });
  return project(plan, values);
}
