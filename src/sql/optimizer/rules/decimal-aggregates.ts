import { transformUp as mapUp, typedCast, typedLiteral } from '../../analyzer/expressions.js';
import type { AggregateCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { type DecimalType, DoubleType, IntegerType, LongType } from '../../types/index.js';
import { mapExpressions, transformUp } from '../operator.js';
import type { Rule, RuleContext } from '../rule.js';

/** Digits of a long, and of a double. */
const [longDigits, doubleDigits] = [18, 15];

/** Short decimals are summed as the whole numbers that they are without their point. */
export const decimalAggregates: Rule = {
  name: 'DecimalAggregates',
  apply: (plan, cx) =>
    transformUp(plan, each =>
      each.kind === 'aggregate'
        ? mapExpressions(each, expression => mapUp(expression, call => (call.kind === 'aggregate' ? (ofDecimals(call, cx) ?? call) : call)))
        : each,
    ),
};

function ofDecimals(call: AggregateCall, cx: RuleContext): TypedExpression | undefined {
  const [value] = call.args;
  if (value?.dataType.kind !== 'decimal' || call.args.length !== 1) return undefined;
  const { precision, scale } = value.dataType as DecimalType;
  const over = (dataType: TypedExpression['dataType']): TypedExpression =>
    Object.freeze({ ...call, args: [cx.call('unscaledvalue', value)], dataType });
  if (call.name === 'sum' && precision + 10 <= longDigits)
    return cx.call('makedecimal', over(LongType), typedLiteral(precision + 10, IntegerType), typedLiteral(scale, IntegerType));
  if ((call.name !== 'avg' && call.name !== 'mean') || precision + 4 > doubleDigits) return undefined;
  const mean = cx.call('/', over(DoubleType), typedLiteral(10 ** scale, DoubleType));
  return typedCast(mean, call.dataType, cx.settings.ansi ? 'ansi' : 'legacy', false);
}
