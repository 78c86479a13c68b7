/** A call of an aggregate function: what of DISTINCT, FILTER, WITHIN GROUP and IGNORE NULLS it takes. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { AggregateFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { UnresolvedFunction } from '../plan/index.js';
import type { Analyzer } from './analyzer.js';
import type { TypedExpression, TypedSortOrder } from './typed-expression.js';

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
  return analyzer.calls.aggregate(name, record, args, { isDistinct, filter, order, ignoreNulls }, origin);
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
