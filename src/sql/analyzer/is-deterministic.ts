import { findFunction } from '../functions/registry.js';
import { type UserFunctionData, userFunctionName } from '../functions/user-funcs.js';
import { exists } from './expressions.js';
import type { TypedExpression } from './typed-expression.js';

/** Whether the expression gives the same for the same row each time. */
export function isDeterministic(expression: TypedExpression): boolean {
  return !exists(expression, each => {
    if (each.kind !== 'call') return false;
    if (each.name === userFunctionName) return !(each.data as UserFunctionData).deterministic;
    const record = findFunction(each.name);
    return record?.kind === 'scalar' && record.deterministic === false;
  });
}
