/** A call of an aggregate function: what of DISTINCT, FILTER, WITHIN GROUP and IGNORE NULLS it takes. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { AggregateFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { UnresolvedFunction } from '../plan/index.js';
import type { Analyzer } from './analyzer.js';
import { collect } from './expressions.js';
import { isDeterministic } from './is-deterministic.js';
import type { AggregateCall, TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';

export function aggregateCall(
  call: UnresolvedFunction,
  name: string,
  record: AggregateFunction,
  args: readonly TypedExpression[],
  filter: TypedExpression | undefined,
  order: readonly TypedSortOrder[] | undefined,
  analyzer: Analyzer,
): TypedExpression {
  const { isDistinct = false, ignoreNulls, origin } = call;
  const unsupported = (syntax: string) =>
    sparkErrorOf('INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX', { prettyName: quotedId(name), syntax }, { origin });
  if (ignoreNulls && !record.allowsIgnoreNulls) throw unsupported('IGNORE NULLS');
  if (order !== undefined && record.withinGroup === undefined) throw unsupported('WITHIN GROUP (ORDER BY ...)');
  if (order === undefined && record.withinGroup === 'required') {
    throw sparkErrorOf('INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING', { funcName: quotedId(name) }, { origin });
  }
  if (isDistinct && order !== undefined && record.withinGroup === 'required') {
    throw sparkErrorOf('INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED', { funcName: quotedId(name) }, { origin });
  }
  if (filter !== undefined) checkFilter(filter, analyzer, origin);
  return analyzer.calls.aggregate(name, record, args, { isDistinct, filter, order, ignoreNulls }, origin);
}

/** FILTER chooses rows before they are aggregated, one by one. */
function checkFilter(filter: TypedExpression, analyzer: Analyzer, origin: TypedExpression['origin']): void {
  const filterExpr = quotedSql(analyzer.sqlOf(filter));
  const refuse = (subclass: string, more: Readonly<Record<string, string>> = {}) =>
    sparkErrorOf(`INVALID_AGGREGATE_FILTER.${subclass}`, { filterExpr, ...more }, { origin });
  if (!isDeterministic(filter)) throw refuse('NON_DETERMINISTIC');
  if (filter.dataType.kind !== 'boolean') throw refuse('NOT_BOOLEAN');
  const [aggregate] = collect(filter, (each): each is AggregateCall => each.kind === 'aggregate');
  if (aggregate !== undefined) throw refuse('CONTAINS_AGGREGATE', { aggExpr: quotedSql(analyzer.sqlOf(aggregate)) });
  const [window] = collect(filter, (each): each is WindowCall => each.kind === 'window');
  if (window !== undefined) throw refuse('CONTAINS_WINDOW_FUNCTION', { windowExpr: quotedSql(analyzer.sqlOf(window)) });
}

/** A call of an aggregate that the analyzer itself needs. */
export function plainAggregate(
  name: string,
  args: readonly TypedExpression[],
  analyzer: Analyzer,
  filter?: TypedExpression,
): TypedExpression {
  return analyzer.calls.aggregate(name, findFunction(name) as AggregateFunction, args, { isDistinct: false, filter }, undefined);
}
