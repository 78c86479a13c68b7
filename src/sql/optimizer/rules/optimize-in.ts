import type { FunctionCall } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { comparison, distinctExpressions, isCall } from '../predicates.js';

/** Longer lists are looked up in a set. */
const longList = 10;

export const optimizeIn = expressionRule('OptimizeIn', each => {
  if (!isCall(each, 'in')) return each;
  const [value, ...list] = each.args;
  if (!list.every(item => item.kind === 'literal')) return each;
  const distinct = distinctExpressions(list);
  if (distinct.length === 1 && !['struct', 'array', 'map'].includes(value!.dataType.kind)) return comparison('=', value!, distinct[0]!);
  if (distinct.length > longList) return Object.freeze<FunctionCall>({ ...each, name: 'inset', args: [value!, ...distinct] });
  return distinct.length < list.length ? Object.freeze({ ...each, args: [value!, ...distinct] }) : each;
});
