import { isFoldable } from '../../analyzer/analyze-call.js';
import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { isCall } from '../predicates.js';

const integral: ReadonlySet<string> = new Set(['byte', 'short', 'integer', 'long']);

/** `(a + 1) + 2` is `a + 3`: constants come together. */
export const reorderAssociativeOperator = expressionRule('ReorderAssociativeOperator', each => {
  if (!isCall(each, '+', '*') || !integral.has(each.dataType.kind)) return each;
  const operands = flattened(each, each.name);
  const constants = operands.filter(isFoldable);
  if (constants.length < 2 || constants.length === operands.length) return each;
  const combine = (list: readonly TypedExpression[]) =>
    list.reduce((a, b): TypedExpression => Object.freeze<FunctionCall>({ ...each, args: [a, b] }));
  return combine([...operands.filter(operand => !isFoldable(operand)), combine(constants)]);
});

const flattened = (each: TypedExpression, name: string): readonly TypedExpression[] =>
  isCall(each, name) ? each.args.flatMap(arg => flattened(arg, name)) : [each];
