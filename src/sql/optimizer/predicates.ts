/** Conditions: taken apart, put together, and the calls that rules make. */
import { keyOfExpression, sameExpression } from '../analyzer/expression-key.js';
import { exists, typedLiteral } from '../analyzer/expressions.js';
import { isDeterministic as isDeterministicExpression } from '../analyzer/is-deterministic.js';
import type { FunctionCall, TypedExpression, TypedLiteral } from '../analyzer/typed-expression.js';
import { BooleanType } from '../types/index.js';
import { isSubquery } from './operator.js';

/** A call of one of these functions. */
export const isCall = (expression: TypedExpression, ...names: readonly string[]): expression is NamedCall =>
  expression.kind === 'call' && names.includes(expression.name);

/** Not every call is one of those that were asked for: the other branch of a test keeps the type. */
export interface NamedCall extends FunctionCall {
  readonly isNamed?: true;
}

export const isLiteral = (expression: TypedExpression, value: unknown): expression is TypedLiteral =>
  expression.kind === 'literal' && expression.value === value;

export const isNull = (expression: TypedExpression): boolean => isLiteral(expression, null);

export const trueLiteral = typedLiteral(true, BooleanType);
export const falseLiteral = typedLiteral(false, BooleanType);
export const nullOf = (expression: TypedExpression): TypedLiteral => typedLiteral(null, expression.dataType);

const test = (name: string, args: readonly TypedExpression[], nullable: boolean): FunctionCall =>
  Object.freeze({ kind: 'call', name, args, dataType: BooleanType, nullable });

export const and = (a: TypedExpression, b: TypedExpression): TypedExpression => test('and', [a, b], a.nullable || b.nullable);
export const or = (a: TypedExpression, b: TypedExpression): TypedExpression => test('or', [a, b], a.nullable || b.nullable);
export const not = (a: TypedExpression): TypedExpression => test('not', [a], a.nullable);
export const isNullTest = (a: TypedExpression): TypedExpression => test('isnull', [a], false);
export const isNotNullTest = (a: TypedExpression): TypedExpression => test('isnotnull', [a], false);
export const comparison = (name: string, a: TypedExpression, b: TypedExpression): TypedExpression =>
  test(name, [a, b], name !== '<=>' && (a.nullable || b.nullable));

export const conjunctsOf = (condition: TypedExpression): readonly TypedExpression[] =>
  isCall(condition, 'and') ? condition.args.flatMap(conjunctsOf) : [condition];

export const disjunctsOf = (condition: TypedExpression): readonly TypedExpression[] =>
  isCall(condition, 'or') ? condition.args.flatMap(disjunctsOf) : [condition];

/** All of them at once; undefined when there are none. */
export const allOf = (conditions: readonly TypedExpression[]): TypedExpression | undefined =>
  conditions.length === 0 ? undefined : conditions.reduce(and);

export { keyOfExpression, sameExpression };

/** The same for the same row, also through the plans of subqueries. */
export const isDeterministic = (expression: TypedExpression): boolean => isDeterministicExpression(expression);

export const hasSubquery = (expression: TypedExpression): boolean => exists(expression, isSubquery);

/** Expressions without those that mean the same as an earlier one. */
export function distinctExpressions<E extends TypedExpression>(list: readonly E[]): readonly E[] {
  const seen = new Set<string>();
  return list.filter(each => {
    const key = keyOfExpression(each);
    return seen.has(key) ? false : seen.add(key);
  });
}
