/** Rules about expressions alone: applied to each, the innermost first. */
import { transformUp } from '../analyzer/expressions.js';
import type { Attribute, TypedExpression } from '../analyzer/typed-expression.js';
import { columnsBelow } from './nullability.js';
import { mapExpressions, mapOperators, type Operator } from './operator.js';
import type { Rule, RuleContext } from './rule.js';

interface Place extends RuleContext {
  readonly plan: Operator;
  /** The columns that the expression may read. */
  readonly columns: ReadonlyMap<number, Attribute>;
}

export function expressionRule(name: string, rewrite: (expression: TypedExpression, place: Place) => TypedExpression): Rule {
  // Plans that the rule has left as they are: it would do so again.
  const settled = new WeakSet<Operator>();
  const apply = (plan: Operator, cx: RuleContext): Operator => {
    if (settled.has(plan)) return plan;
    const over = mapOperators(plan, child => apply(child, cx));
    let place: Place | undefined;
    const rewritten = mapExpressions(over, expression =>
      transformUp(expression, inner => {
        if (inner.kind === 'attribute' || inner.kind === 'literal' || inner.kind === 'alias') return inner;
        place ??= { ...cx, plan: over, columns: columnsBelow(over) };
        return rewrite(inner, place);
      }),
    );
    if (rewritten === plan) settled.add(plan);
    return rewritten;
  };
  return { name, apply };
}
