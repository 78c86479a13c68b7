import { type Operator, outputOf, transformUp } from '../operator.js';
import type { Rule } from '../rule.js';

/** A projection that gives the columns of its input as they are does nothing. */
export const removeNoopOperators: Rule = {
  name: 'RemoveNoopOperators',
  apply: plan => transformUp(plan, each => (isNoop(each) ? each.children[0]! : each)),
};

function isNoop(plan: Operator): boolean {
  if (plan.kind === 'window') return plan.windows.length === 0;
  if (plan.kind !== 'project') return false;
  const below = outputOf(plan.children[0]!);
  return (
    plan.expressions.length === below.length && plan.expressions.every((each, i) => each.kind === 'attribute' && each.id === below[i]!.id)
  );
}
