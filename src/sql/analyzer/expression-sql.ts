/** Expressions as Spark writes them in generated column names and in messages. */
import type { EvaluationSettings } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { isComplex } from '../types/index.js';
import { prettyLiteral } from '../values/literal-sql.js';
import { outerReferences } from './outer-references.js';
import type { Frame, FrameBound, TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

type Zone = EvaluationSettings['timeZone'];

/** `(a + 1)`, `count(1)`, `CAST(x AS INT)`: names unquoted, implicit casts left out. */
export function prettySql(expression: TypedExpression, zone: Zone): string {
  const sql = (each: TypedExpression) => prettySql(each, zone);
  switch (expression.kind) {
    case 'literal':
      return prettyLiteral(expression.value, expression.dataType, zone);
    case 'attribute':
      if (expression.isLateral) return `lateralAliasReference(${expression.name})`;
      return expression.isOuter ? `outer(${[...expression.qualifier, expression.name].join('.')})` : expression.name;
    case 'alias':
      return `${sql(expression.child)} AS ${expression.name}`;
    case 'cast':
      // Spark's text has no casts to types that hold others.
      if (!expression.isExplicit || isComplex(expression.dataType)) return sql(expression.child);
      return `${expression.mode === 'try' ? 'TRY_CAST' : 'CAST'}(${sql(expression.child)} AS ${expression.dataType.sql})`;
    case 'call': {
      const args = (expression.shownArgs ?? expression.args).map(sql);
      return callSql(expression.name, args, expression);
    }
    case 'aggregate': {
      const args = (expression.shownArgs ?? expression.args).map(sql);
      const distinct = expression.isDistinct ? 'DISTINCT ' : '';
      // IGNORE NULLS makes another call of it, which has forgotten the alias.
      const name = expression.ignoreNulls ? (findFunction(expression.name)?.name ?? expression.name) : expression.name;
      const inner = callSql(name, args, expression).replace('(', `(${distinct}`);
      const within = expression.order?.length
        ? ` WITHIN GROUP (ORDER BY ${expression.order.map(order => withinGroupSql(expression.name, order, zone)).join(', ')})`
        : '';
      return `${inner}${within}${expression.filter === undefined ? '' : ` FILTER (WHERE ${sql(expression.filter)})`}`;
    }
    case 'windowFunction': {
      const args = expression.args.map(sql);
      return `${callSql(expression.name, args, expression)}${expression.ignoreNulls && expression.name === 'nth_value' ? ' ignore nulls' : ''}`;
    }
    case 'window':
      return `${sql(expression.function)} OVER ${windowSql(expression, zone)}`;
    case 'generator':
      return callSql(expression.name, expression.args.map(sql), expression);
    case 'lambda':
      return `lambdafunction(${[expression.body, ...expression.parameters].map(sql).join(', ')})`;
    case 'lambdaVariable':
      return `namedlambdavariable()`;
    case 'scalarSubquery':
      return `scalarsubquery(${outerNames(expression.plan)})`;
    case 'exists':
      return `exists(${outerNames(expression.plan)})`;
    case 'inSubquery': {
      const values = expression.values.map(sql);
      return `(${values.length === 1 ? values[0] : `(${values.join(', ')})`} IN (listquery(${outerNames(expression.plan)})))`;
    }
  }
}

/** Columns of the queries around, as the names of subqueries show them. */
const outerNames = (plan: TypedPlan) =>
  outerReferences(plan)
    .map(each => each.name)
    .join(', ');

interface CallLike {
  readonly args: readonly TypedExpression[];
  readonly data?: unknown;
}

export function callSql(name: string, args: readonly string[], call: CallLike): string {
  const record = findFunction(name);
  if (record !== undefined && record.kind !== 'refused' && record.sql !== undefined) return record.sql(args, call, name);
  return `${name}(${args.join(', ')})`;
}

/** Some functions show their order without the place of NULLs, `mode` the other way round. */
function withinGroupSql(name: string, order: TypedSortOrder, zone: Zone): string {
  const record = findFunction(name);
  const style = record?.kind === 'aggregate' ? record.orderStyle : undefined;
  if (style === undefined || style === 'full') return orderSql(order, zone);
  const isDescending = style === 'reversed' ? order.ascending : !order.ascending;
  return `${prettySql(order.child, zone)}${isDescending ? ' DESC' : ''}`;
}

export const orderSql = ({ child, ascending, nullsFirst }: TypedSortOrder, zone: Zone): string =>
  `${prettySql(child, zone)} ${ascending ? 'ASC' : 'DESC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;

/** What stands behind OVER. */
export function windowSql({ partition, order, frame }: Pick<WindowCall, 'partition' | 'order' | 'frame'>, zone: Zone): string {
  const parts: string[] = [];
  if (partition.length > 0) parts.push(`PARTITION BY ${partition.map(each => prettySql(each, zone)).join(', ')}`);
  if (order.length > 0) parts.push(`ORDER BY ${order.map(each => orderSql(each, zone)).join(', ')}`);
  parts.push(frameSql(frame, zone));
  return `(${parts.join(' ')})`;
}

export function frameSql({ frameType, lower, upper, isDefault }: Frame, zone: Zone): string {
  const type = frameType === 'rows' ? 'ROWS' : 'RANGE';
  // The frame of `lag` is no frame that a person could write: its offset is shown with its sign.
  if (isDefault && lower.bound === 'value')
    return `${type} BETWEEN ${prettySql(lower.value!, zone)} FOLLOWING AND ${prettySql(upper.value!, zone)} FOLLOWING`;
  return `${type} BETWEEN ${boundSql(lower, zone)} AND ${boundSql(upper, zone)}`;
}

export function boundSql({ bound, value }: FrameBound, zone: Zone): string {
  switch (bound) {
    case 'currentRow':
      return 'CURRENT ROW';
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'value': {
      if (value!.kind === 'call' && value.name === 'unary -') return `${prettySql(value.args[0]!, zone)} PRECEDING`;
      return `${prettySql(value!, zone)} FOLLOWING`;
    }
  }
}
