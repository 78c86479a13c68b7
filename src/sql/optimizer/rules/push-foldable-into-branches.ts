import { isFoldable } from '../../analyzer/analyze-call.js';
import { typedCast } from '../../analyzer/expressions.js';
import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { expressionRule } from '../expression-rule.js';
import { isCall, isDeterministic } from '../predicates.js';

const operators: ReadonlySet<string> = new Set(['=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);

/** What is done to the value of a CASE is done to its branches, where all but one are constants: those are folded then. */
export const pushFoldableIntoBranches = expressionRule('PushFoldableIntoBranches', each => {
  if (each.kind === 'cast')
    return branchwise(each.child, value => typedCast(value, each.dataType, each.mode, each.isExplicit, each.origin), each) ?? each;
  if (each.kind !== 'call' || !operators.has(each.name) || each.args.length !== 2) return each;
  const [a, b] = each.args as [TypedExpression, TypedExpression];
  const made = (args: readonly TypedExpression[]): TypedExpression => Object.freeze({ ...each, args });
  if (isFoldable(b)) return branchwise(a, value => made([value, b]), each) ?? each;
  return isFoldable(a) ? (branchwise(b, value => made([a, value]), each) ?? each) : each;
});

function branchwise(
  value: TypedExpression,
  apply: (value: TypedExpression) => TypedExpression,
  whole: TypedExpression,
): TypedExpression | undefined {
  if (!isCall(value, 'when', 'if') || !isDeterministic(value)) return undefined;
  const isValue = (i: number) => (value.name === 'if' ? i > 0 : i % 2 === 1 || i === value.args.length - 1);
  const values = value.args.filter((_, i) => isValue(i));
  if (values.filter(each => !isFoldable(each)).length > 1) return undefined;
  const args = value.args.map((each, i) => (isValue(i) ? apply(each) : each));
  return Object.freeze<FunctionCall>({ ...value, args, dataType: whole.dataType, nullable: whole.nullable });
}
