import { SparkError } from '../../../errors/spark-error.js';
import { isFoldable } from '../../analyzer/analyze-call.js';
import { childrenOf, typedLiteral } from '../../analyzer/expressions.js';
import { valueOf } from '../../evaluator/evaluator.js';
import { expressionRule } from '../expression-rule.js';

/** What needs no rows is computed once; what fails stays, and fails when rows ask for it. */
export const constantFolding = expressionRule('ConstantFolding', (expression, { settings }) => {
  if (expression.kind !== 'call' && expression.kind !== 'cast') return expression;
  if (!isFoldable(expression) || childrenOf(expression).some(each => each.kind === 'lambda')) return expression;
  try {
    return typedLiteral(valueOf(expression, settings), expression.dataType);
  } catch (error) {
    if (error instanceof SparkError) return expression;
    throw error;
  }
});
