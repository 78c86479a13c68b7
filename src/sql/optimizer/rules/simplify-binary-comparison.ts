import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { canBeNull } from '../nullability.js';
import { falseLiteral, isDeterministic, isLiteral, isNull, not, sameExpression, trueLiteral } from '../predicates.js';

const reflexive: ReadonlySet<string> = new Set(['=', '<=', '>=', '<=>']);

/** A value compared with itself, and truth compared with true and false. */
export const simplifyBinaryComparison = expressionRule('SimplifyBinaryComparison', (each, { columns }) => {
  if (each.kind !== 'call' || each.args.length !== 2) return each;
  const [a, b] = each.args as [TypedExpression, TypedExpression];
  if (isDeterministic(a) && sameExpression(a, b) && (each.name === '<=>' || !canBeNull(a, columns))) {
    if (reflexive.has(each.name)) return trueLiteral;
    if (each.name === '<' || each.name === '>') return falseLiteral;
  }
  if (each.name !== '=' && each.name !== '<=>') return each;
  const [truth, other] = isLiteral(a, true) || isLiteral(a, false) ? [a, b] : [b, a];
  if (isNull(truth) || other.kind === 'literal' || (each.name === '<=>' && canBeNull(other, columns))) return each;
  if (isLiteral(truth, true)) return other;
  return isLiteral(truth, false) ? not(other) : each;
});
