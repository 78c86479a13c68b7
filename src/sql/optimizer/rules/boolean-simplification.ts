import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { canBeNull } from '../nullability.js';
import {
  allOf,
  and,
  comparison,
  conjunctsOf,
  disjunctsOf,
  distinctExpressions,
  falseLiteral,
  isCall,
  isLiteral,
  isNotNullTest,
  isNull,
  isNullTest,
  keyOfExpression,
  not,
  or,
  sameExpression,
  trueLiteral,
} from '../predicates.js';

const opposites: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };

/** Conditions in their shortest form: what is decided already, said twice, or denied twice. */
export const booleanSimplification = expressionRule('BooleanSimplification', (each, { columns }) => {
  const isCertain = (expression: TypedExpression) => !canBeNull(expression, columns);
  if (isCall(each, 'and')) return simplifiedAnd(each, isCertain);
  if (isCall(each, 'or')) return simplifiedOr(each, isCertain);
  return isCall(each, 'not', '!') ? denied(each.args[0]!, each) : each;
});

type Test = (expression: TypedExpression) => boolean;

const isNotOf = (a: TypedExpression, b: TypedExpression): boolean => isCall(a, 'not', '!') && sameExpression(a.args[0]!, b);

function simplifiedAnd(each: FunctionCall, isCertain: Test): TypedExpression {
  const [a, b] = each.args as [TypedExpression, TypedExpression];
  if (isLiteral(a, true)) return b;
  if (isLiteral(b, true)) return a;
  if (isLiteral(a, false) || isLiteral(b, false)) return falseLiteral;
  if (sameExpression(a, b)) return a;
  if ((isNotOf(a, b) && isCertain(b)) || (isNotOf(b, a) && isCertain(a))) return falseLiteral;
  const all = conjunctsOf(each);
  const distinct = distinctExpressions(all);
  if (distinct.length < all.length) return allOf(distinct)!;
  return commonParts(all.map(disjunctsOf), or, and) ?? each;
}

function simplifiedOr(each: FunctionCall, isCertain: Test): TypedExpression {
  const [a, b] = each.args as [TypedExpression, TypedExpression];
  if (isLiteral(a, true) || isLiteral(b, true)) return trueLiteral;
  if (isLiteral(a, false)) return b;
  if (isLiteral(b, false)) return a;
  if (sameExpression(a, b)) return a;
  if ((isNotOf(a, b) && isCertain(b)) || (isNotOf(b, a) && isCertain(a))) return trueLiteral;
  const all = disjunctsOf(each);
  const distinct = distinctExpressions(all);
  if (distinct.length < all.length) return distinct.reduce(or);
  return commonParts(all.map(conjunctsOf), and, or) ?? each;
}

/** `(a AND b) OR (a AND c)` is `a AND (b OR c)`, and the other way round. */
function commonParts(parts: readonly (readonly TypedExpression[])[], inner: typeof and, outer: typeof and): TypedExpression | undefined {
  const [first, ...others] = parts;
  if (others.length === 0) return undefined;
  const keys = others.map(list => new Set(list.map(keyOfExpression)));
  const common = distinctExpressions(first!).filter(each => keys.every(list => list.has(keyOfExpression(each))));
  if (common.length === 0) return undefined;
  const shared = new Set(common.map(keyOfExpression));
  const rests = parts.map(list => distinctExpressions(list).filter(each => !shared.has(keyOfExpression(each))));
  if (rests.some(list => list.length === 0)) return common.reduce(inner);
  return [...common, rests.map(list => list.reduce(inner)).reduce(outer)].reduce(inner);
}

function denied(inner: TypedExpression, each: TypedExpression): TypedExpression {
  if (isLiteral(inner, true)) return falseLiteral;
  if (isLiteral(inner, false)) return trueLiteral;
  if (isNull(inner) || inner.kind !== 'call') return each;
  const [a, b] = inner.args as [TypedExpression, TypedExpression];
  const opposite = opposites[inner.name];
  if (opposite !== undefined) return comparison(opposite, a, b);
  switch (inner.name) {
    case 'or':
      return and(simplified(a), simplified(b));
    case 'and':
      return or(simplified(a), simplified(b));
    case 'not':
    case '!':
      return a;
    case 'isnull':
      return isNotNullTest(a);
    case 'isnotnull':
      return isNullTest(a);
    default:
      return each;
  }
}

const simplified = (inner: TypedExpression): TypedExpression => denied(inner, not(inner));
