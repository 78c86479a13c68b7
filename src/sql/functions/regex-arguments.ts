/** Arguments that are regular expressions. */
import type { TypedExpression } from '../analyzer/typed-expression.js';

/** Whether a match may go back and forth without end: a group that is repeated may match one text in many ways. */
export const mayBacktrack = (pattern: TypedExpression): boolean =>
  pattern.kind !== 'literal' || (typeof pattern.value === 'string' && /\)[*+{]/.test(pattern.value));
