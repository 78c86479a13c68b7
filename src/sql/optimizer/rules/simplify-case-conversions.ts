import { expressionRule } from '../expression-rule.js';
import { isCall } from '../predicates.js';

const cases = ['upper', 'ucase', 'lower', 'lcase'] as const;

/** Only the outermost of `upper` and `lower` counts. */
export const simplifyCaseConversionExpressions = expressionRule('SimplifyCaseConversionExpressions', each =>
  isCall(each, ...cases) && isCall(each.args[0]!, ...cases) ? Object.freeze({ ...each, args: each.args[0].args }) : each,
);
