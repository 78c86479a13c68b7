/** What arithmetic raises where a result does not fit or a divisor is zero. */
import type { EvaluationContext } from './function-record.js';

const ansiConfig = '"spark.sql.ansi.enabled"';

export const overflow = (cx: EvaluationContext, tryName?: string): never =>
  cx.fail('ARITHMETIC_OVERFLOW', {
    message: 'overflow',
    alternative: tryName === undefined ? '' : ` Use '${tryName}' to tolerate overflow and return NULL instead.`,
    config: ansiConfig,
  });

export const intervalOverflow = (cx: EvaluationContext, functionName?: string): never =>
  functionName === undefined
    ? cx.fail('INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION')
    : cx.fail('INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION', { functionName: `\`${functionName}\`` });

export const divideByZero = (cx: EvaluationContext): never => cx.fail('DIVIDE_BY_ZERO', { config: ansiConfig });
export const remainderByZero = (cx: EvaluationContext): never => cx.fail('REMAINDER_BY_ZERO', { config: ansiConfig });
