import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { isCall } from '../predicates.js';

/** A part of what was put together in the same expression is that part. */
export const simplifyExtractValueOps = expressionRule('SimplifyExtractValueOps', each => {
  if (!isCall(each, 'getstructfield', 'getarrayitem')) return each;
  const [made, place] = each.args as [TypedExpression, TypedExpression];
  if (made.kind !== 'call' || place.kind !== 'literal' || place.value === null) return each;
  const at = Number(place.value);
  if (each.name === 'getstructfield') return isCall(made, 'named_struct') ? (made.args[2 * at + 1] ?? each) : each;
  if (!isCall(made, 'array') || made.dataType.kind !== 'array') return each;
  const item = made.args[at];
  return item === undefined || !(each as FunctionCall).dataType.equals(item.dataType) ? each : item;
});
