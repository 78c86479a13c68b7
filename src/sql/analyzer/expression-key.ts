/** What an expression means, as text: equal for expressions that always give the same. */
import type { Value } from '../values/value.js';
import { childrenOf } from './expressions.js';
import { outerReferences } from './outer-references.js';
import type { FunctionCall, TypedExpression, TypedSortOrder } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

/** Equal in meaning: the same shape over the same columns. */
export function sameExpression(a: TypedExpression, b: TypedExpression): boolean {
  return a === b || keyOfExpression(a) === keyOfExpression(b);
}

const keys = new WeakMap<TypedExpression, string>();

/** Equal for expressions that mean the same. */
export function keyOfExpression(expression: TypedExpression): string {
  let key = keys.get(expression);
  if (key === undefined) {
    key = computeKey(expression);
    keys.set(expression, key);
  }
  return key;
}

const orderKey = (order: readonly TypedSortOrder[]) =>
  order.map(({ child, ascending, nullsFirst }) => `${keyOfExpression(child)}${ascending ? 'a' : 'd'}${nullsFirst ? 'f' : 'l'}`).join(',');

const commutative: ReadonlySet<string> = new Set(['+', '*', 'and', 'or', '&', '|', '^', '=', '<=>']);

/** The keys of the arguments; where their order does not count they are sorted, chains of one operator as one. */
function argumentKeys(call: FunctionCall): readonly string[] {
  if (!commutative.has(call.name)) return call.args.map(keyOfExpression);
  const operands = (each: TypedExpression): readonly string[] =>
    each.kind === 'call' && each.name === call.name && call.name !== '=' && call.name !== '<=>'
      ? each.args.flatMap(operands)
      : [keyOfExpression(each)];
  return [...call.args.flatMap(operands)].sort();
}

const isFieldAccess = (name: string): boolean => name === 'getstructfield' || name === 'getarraystructfields';

function computeKey(expression: TypedExpression): string {
  switch (expression.kind) {
    case 'literal':
      return `lit(${expression.dataType.json()}:${valueKey(expression.value)})`;
    case 'attribute':
      return `#${expression.id}`;
    case 'alias':
      return keyOfExpression(expression.child);
    case 'cast':
      return `cast(${keyOfExpression(expression.child)},${expression.dataType.json()},${expression.mode})`;
    case 'call':
      if (expression.replacement !== undefined) return keyOfExpression(expression.replacement);
      // The place of the field is among the arguments; its name is as this query writes it.
      if (isFieldAccess(expression.name)) return `${expression.name}(${expression.args.map(keyOfExpression).join(',')})`;
      return `${expression.name}(${argumentKeys(expression).join(',')}${expression.data === undefined ? '' : `;${JSON.stringify(expression.data, jsonBigInt)}`})`;
    case 'lambdaVariable':
      return `λ${expression.id}`;
    case 'lambda':
      return `λ(${expression.parameters.map(({ id }) => id).join(',')})->${keyOfExpression(expression.body)}`;
    case 'aggregate':
      return `agg:${expression.name}(${expression.isDistinct ? 'distinct ' : ''}${expression.args.map(keyOfExpression).join(',')};${expression.filter ? keyOfExpression(expression.filter) : ''};${orderKey(expression.order ?? [])};${expression.ignoreNulls ?? ''};${JSON.stringify(expression.data ?? null, jsonBigInt)})`;
    case 'windowFunction':
      return `win:${expression.name}(${expression.args.map(keyOfExpression).join(',')};${expression.ignoreNulls ?? ''})`;
    case 'window': {
      const { lower, upper, frameType } = expression.frame;
      const bound = (each: typeof lower) => `${each.bound}${each.value ? keyOfExpression(each.value) : ''}`;
      return `over(${keyOfExpression(expression.function)};${expression.partition.map(keyOfExpression).join(',')};${orderKey(expression.order)};${frameType},${bound(lower)},${bound(upper)})`;
    }
    case 'generator':
      return `gen:${expression.name}(${expression.args.map(keyOfExpression).join(',')})`;
    case 'inSubquery':
    case 'exists':
    case 'scalarSubquery':
      return `${expression.kind}@${'children' in expression.plan ? identityOf(expression.plan) : keyOfPlan(expression.plan)}(${childrenOf(expression).map(keyOfExpression).join(',')})`;
  }
}

const jsonBigInt = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);

const valueKey = (value: Value): string =>
  typeof value === 'string'
    ? JSON.stringify(value)
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value, jsonBigInt)
      : Object.is(value, -0)
        ? '-0'
        : String(value);

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

/** Plans of the optimizer are told apart by what they are, not by what they say: it asks too often for more. */
function identityOf(plan: object): number {
  const known = identities.get(plan) ?? nextIdentity++;
  identities.set(plan, known);
  return known;
}

/** Equal for plans that read and compute the same; columns count by the order in which they are met. */
function keyOfPlan(plan: TypedPlan): string {
  const outer = new Set(outerReferences(plan).map(each => each.id));
  const numbers = new Map<number, number>();
  const number = (id: number): string => {
    if (outer.has(id)) return `#${id}`;
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return `${numbers.get(id)}`;
  };
  return JSON.stringify(plan, (key, value) => {
    if (key === 'origin' || key === 'qualifier' || key === 'metadata' || key === 'output' || key === 'calledAs') return undefined;
    if ((key === 'id' || key === 'cteId') && typeof value === 'number') return number(value);
    return jsonBigInt(key, value);
  });
}
