/** Whether expressions can be NULL, as the plans below have it by now: filters and joins that are rewritten change that. */
import type { Attribute, TypedExpression } from '../analyzer/typed-expression.js';
import { findFunction } from '../functions/registry.js';
import { type Operator, outputOf } from './operator.js';

/** Functions that give NULL for a NULL in any argument. */
export function isNullIntolerant(expression: TypedExpression): boolean {
  if (expression.kind === 'cast') return true;
  if (expression.kind !== 'call') return false;
  const record = findFunction(expression.name);
  return record?.kind === 'scalar' && record.nullIntolerant !== false && !tolerant.has(expression.name);
}

/** Of these a NULL inside is no NULL of the whole, or Spark does not count on it. */
const tolerant: ReadonlySet<string> = new Set([
  'and',
  'or',
  'in',
  'inset',
  'size',
  'cardinality',
  'isnull',
  'isnotnull',
  'coalesce',
  'array',
  'struct',
  'named_struct',
  'map',
  'when',
  'if',
  '<=>',
]);

/** The columns of the inputs, as they can be NULL there. */
export function columnsBelow(plan: Operator): ReadonlyMap<number, Attribute> {
  return new Map(plan.children.flatMap(outputOf).map(each => [each.id, each]));
}

export function canBeNull(expression: TypedExpression, columns: ReadonlyMap<number, Attribute>): boolean {
  if (expression.kind === 'attribute') return columns.get(expression.id)?.nullable ?? expression.nullable;
  return expression.nullable;
}
