import { expressionRule } from '../expression-rule.js';
import { isCall } from '../predicates.js';

export const combineConcats = expressionRule('CombineConcats', each => {
  if (!isCall(each, 'concat', '||') || each.dataType.kind !== 'string') return each;
  if (!each.args.some(arg => isCall(arg, 'concat', '||'))) return each;
  return Object.freeze({ ...each, args: each.args.flatMap(arg => (isCall(arg, 'concat', '||') ? arg.args : [arg])) });
});
