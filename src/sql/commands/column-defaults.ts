/** DEFAULT of columns: the text is kept among the metadata of the field, and computed when a row leaves the column out. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { isFoldable } from '../analyzer/analyze-call.js';
import { exists, typedCast, typedLiteral } from '../analyzer/expressions.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type Expression, literal } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { type DataType, NullType, type StructField } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { canStoreAssign } from '../values/cast-rules.js';

/** Where the metadata of a field keeps the text. */
export const defaultKey = 'CURRENT_DEFAULT';

export const defaultOf = ({ metadata }: StructField): string | undefined => {
  const text = metadata[defaultKey];
  return typeof text === 'string' ? text : undefined;
};

/** The text of a default that is allowed. @throws SparkError INVALID_DEFAULT_VALUE.* */
export function checkedDefault(name: string, dataType: DataType, sql: string, statement: string, state: SessionState): string {
  const invalid = (subclass: string, more: Readonly<Record<string, string>> = {}): SparkError =>
    sparkErrorOf(`INVALID_DEFAULT_VALUE.${subclass}`, { statement, colName: quotedId(name), defaultValue: sql, ...more });
  const value = typedDefault(sql, state, invalid);
  if (exists(value, each => each.kind === 'scalarSubquery' || each.kind === 'exists' || each.kind === 'inSubquery'))
    throw invalid('SUBQUERY_EXPRESSION');
  if (!isFoldable(value)) throw invalid('NOT_CONSTANT');
  if (!canStoreAssign(value.dataType, dataType) && !fitsLiteral(value, dataType))
    throw invalid('DATA_TYPE', { expectedType: quotedSql(dataType.sql), actualType: quotedSql(value.dataType.sql) });
  return sql;
}

/** `5` is a default of a TINYINT. */
const fitsLiteral = (value: TypedExpression, dataType: DataType): boolean =>
  value.dataType.kind === 'integer' && (dataType.kind === 'byte' || dataType.kind === 'short');

function typedDefault(sql: string, state: SessionState, invalid: (subclass: string) => SparkError): TypedExpression {
  try {
    return state.analyzer().analyzeExpression(state.parseExpression(sql));
  } catch (error) {
    if (error instanceof SparkError && error.condition?.startsWith('UNRESOLVED_COLUMN')) throw invalid('NOT_CONSTANT');
    if (error instanceof SparkError && error.condition?.startsWith('UNRESOLVED_ROUTINE')) throw invalid('UNRESOLVED_EXPRESSION');
    throw error;
  }
}

/** What stands for the word DEFAULT: the expression of the column, NULL without one. */
export function defaultExpression(field: StructField, state: SessionState): Expression {
  const sql = defaultOf(field);
  return sql === undefined ? literal(null, NullType) : state.parseExpression(sql);
}

/** The value of a column that a row leaves out. */
export function defaultValue(field: StructField, state: SessionState): TypedExpression {
  if (defaultOf(field) === undefined) return typedLiteral(null, field.dataType);
  const analyzer = state.analyzer();
  const value = analyzer.analyzeExpression(defaultExpression(field, state));
  const target = analyzer.castTarget(field.dataType);
  return sameType(value.dataType, target) ? value : typedCast(value, target, 'ansi', false);
}
