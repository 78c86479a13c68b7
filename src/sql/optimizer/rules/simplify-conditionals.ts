import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { isCall, isDeterministic, isLiteral, isNull, sameExpression } from '../predicates.js';

/** Branches that are never taken go; what is the same in all is that. */
export const simplifyConditionals = expressionRule('SimplifyConditionals', each => {
  if (isCall(each, 'if')) {
    const [condition, then, otherwise] = each.args as [TypedExpression, TypedExpression, TypedExpression];
    if (isLiteral(condition, true)) return then;
    if (isLiteral(condition, false) || isNull(condition)) return otherwise;
    return isDeterministic(condition) && sameExpression(then, otherwise) ? then : each;
  }
  return isCall(each, 'when') ? simplifiedCase(each) : each;
});

function simplifiedCase(each: FunctionCall): TypedExpression {
  const branches: [TypedExpression, TypedExpression][] = [];
  const hasElse = each.args.length % 2 === 1;
  let otherwise = hasElse ? each.args.at(-1) : undefined;
  for (let i = 0; i + 1 < each.args.length; i += 2) {
    const condition = each.args[i]!;
    const value = each.args[i + 1]!;
    if (isLiteral(condition, false) || isNull(condition)) continue;
    if (isLiteral(condition, true)) {
      if (branches.length === 0) return value;
      otherwise = value;
      break;
    }
    branches.push([condition, value]);
  }
  if (otherwise !== undefined && isNull(otherwise)) otherwise = undefined;
  if (branches.length === 0) return otherwise ?? each.args.find(arg => isNull(arg) && arg.dataType.equals(each.dataType)) ?? each;
  if (otherwise !== undefined && branches.every(([condition, value]) => isDeterministic(condition) && sameExpression(value, otherwise)))
    return otherwise;
  const args = [...branches.flat(), ...(otherwise === undefined ? [] : [otherwise])];
  return args.length === each.args.length ? each : Object.freeze({ ...each, args });
}
