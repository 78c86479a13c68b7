/**
 * EXECUTE IMMEDIATE: a statement whose text is computed. Its arguments are put into the text as literals before it is parsed, so that
 * `:a 'b'` is one string, and generated names show the values.
 */
import { quotedId, quotedSql } from '../errors/quoted.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { isFoldable } from './analyzer/analyze-call.js';
import { exists } from './analyzer/expressions.js';
import type { TypedExpression } from './analyzer/typed-expression.js';
import { parserOptionsOf } from './parser/parser-options.js';
import { parameterMarkersOf, withArguments } from './parser/sql-parser.js';
import type { CommandOf, Expression, LogicalPlan } from './plan/index.js';
import type { SessionState } from './session-state.js';
import { literalSql } from './values/literal-sql.js';

type Origin = Expression['origin'];

/** The statement, with its arguments in place. @throws SparkError for what can be no text or no argument */
export function immediateStatement({ query, using, into }: CommandOf<'executeImmediate'>, state: SessionState): LogicalPlan {
  const seen = new Set<string>();
  for (const name of into) {
    const key = name[name.length - 1]!.toLowerCase();
    if (seen.has(key)) throw sparkErrorOf('DUPLICATE_ASSIGNMENTS', { nameList: quotedId(key) });
    seen.add(key);
    if (!state.variables.has(key))
      throw sparkErrorOf('UNRESOLVED_COLUMN.WITHOUT_SUGGESTION', { objectName: quotedId(...name) }, { origin: query.origin });
  }
  const analyzer = state.analyzer();
  const typed = constantOf(query, state);
  if (typed.dataType.kind !== 'string')
    throw sparkErrorOf('INVALID_EXPR_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE', { exprType: quotedSql(typed.dataType.sql) });
  const value = analyzer.evaluate(typed);
  if (value === null) {
    const varName = quotedId(query.kind === 'unresolvedAttribute' ? query.nameParts.join('.') : (query.origin?.fragment ?? ''));
    throw sparkErrorOf('NULL_QUERY_STRING_EXECUTE_IMMEDIATE', { varName });
  }
  const text = String(value);
  const plan = state.parsePlan(boundText(text, using, state));
  if (plan.kind === 'compound') throw sparkErrorOf('SQL_SCRIPT_IN_EXECUTE_IMMEDIATE', { sqlString: text.toUpperCase() });
  return plan;
}

function boundText(text: string, using: readonly Expression[], state: SessionState): string {
  const markers = parameterMarkersOf(text, parserOptionsOf(state.confOf));
  if (markers.length === 0) {
    for (const each of using) argumentSql(each.kind === 'alias' ? each.child : each, state);
    return text;
  }
  const isNamed = markers.some(each => each.name !== undefined);
  if (isNamed && markers.some(each => each.name === undefined)) throw sparkErrorOf('INVALID_QUERY_MIXED_QUERY_PARAMETERS', {});
  const args = using.map(each => ({ name: nameOf(each), expression: each.kind === 'alias' ? each.child : each }));
  if (isNamed) {
    const unnamed = args.filter(each => each.name === undefined);
    if (unnamed.length > 0) {
      const exprs = unnamed.map(each => quotedSql(state.analyzer().sqlOf(constantOf(each.expression, state)))).join(', ');
      throw sparkErrorOf('ALL_PARAMETERS_MUST_BE_NAMED', { exprs });
    }
  }
  const values = args.map(each => ({ name: each.name, sql: argumentSql(each.expression, state) }));
  return withArguments(text, markers, ({ name, start }, position) => {
    const found = name === undefined ? values[position] : values.find(each => each.name?.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw sparkErrorOf('UNBOUND_SQL_PARAMETER', { name: name ?? `_${start}` });
    return found.sql;
  });
}

/** A variable is an argument of its own name. */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'alias') return expression.names[0];
  return expression.kind === 'unresolvedAttribute' ? expression.nameParts[expression.nameParts.length - 1] : undefined;
}

const unsupported = (typed: TypedExpression, state: SessionState, origin: Origin) =>
  sparkErrorOf('UNSUPPORTED_EXPR_FOR_PARAMETER', { invalidExprSql: quotedSql(state.analyzer().sqlOf(typed)) }, { origin });

/** @throws SparkError UNSUPPORTED_EXPR_FOR_PARAMETER for what is no constant */
function constantOf(expression: Expression, state: SessionState): TypedExpression {
  const typed = state.analyzer().analyzeExpression(expression);
  const isQuery = exists(typed, each => each.kind === 'scalarSubquery' || each.kind === 'exists' || each.kind === 'inSubquery');
  if (isQuery || !isFoldable(typed)) throw unsupported(typed, state, expression.origin);
  return typed;
}

function argumentSql(expression: Expression, state: SessionState): string {
  const typed = constantOf(expression, state);
  if (typed.dataType.kind === 'struct') throw unsupported(typed, state, expression.origin);
  const sql = literalSql(state.analyzer().evaluate(typed), typed.dataType, state.settings().timeZone);
  // A FLOAT is a cast of a string, which may be NULL for all that is known.
  return typed.dataType.kind === 'float' ? sql.replace(/^CAST\(([^']*) AS FLOAT\)$/, "CAST('$1' AS FLOAT)") : sql;
}
