import { isFoldable } from '../../analyzer/analyze-call.js';
import { transformUp as mapUp, typedLiteral } from '../../analyzer/expressions.js';
import type { TypedExpression } from '../../analyzer/typed-expression.js';
import type { TypedJoinType } from '../../analyzer/typed-plan.js';
import { valueOf } from '../../evaluator/evaluator.js';
import { constraintsOf } from '../constraints.js';
import { idsOf, isSubset, type JoinOperator, type Operator, outputOf, referencesOf, transformUp } from '../operator.js';
import { filter } from '../operators.js';
import { conjunctsOf, hasSubquery, isDeterministic } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** A filter that no row of NULLs passes makes an inner join of an outer one. */
export const eliminateOuterJoin: Rule = {
  name: 'EliminateOuterJoin',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'filter' || each.children[0]!.kind !== 'join') return each;
      const joinType = narrowed(each, each.children[0], cx);
      return joinType === each.children[0].joinType ? each : filter(Object.freeze({ ...each.children[0], joinType }), each.condition);
    }),
};

function narrowed(plan: Extract<Operator, { kind: 'filter' }>, join: JoinOperator, cx: RuleContext): TypedJoinType {
  const { joinType } = join;
  if (joinType !== 'leftouter' && joinType !== 'rightouter' && joinType !== 'fullouter') return joinType;
  const conditions = [...conjunctsOf(plan.condition), ...constraintsOf(plan)];
  const [left, right] = join.children.map(side => {
    const ids = idsOf(outputOf(side));
    return conditions.some(each => isSubset(referencesOf(each), ids) && refusesNulls(each, cx));
  });
  if (joinType === 'rightouter') return left ? 'inner' : joinType;
  if (joinType === 'leftouter') return right ? 'inner' : joinType;
  if (left && right) return 'inner';
  return left ? 'leftouter' : right ? 'rightouter' : joinType;
}

function refusesNulls(condition: TypedExpression, { settings }: RuleContext): boolean {
  if (!isDeterministic(condition) || hasSubquery(condition) || referencesOf(condition).size === 0) return false;
  const overNulls = mapUp(condition, each => (each.kind === 'attribute' ? typedLiteral(null, each.dataType) : each));
  if (!isFoldable(overNulls)) return false;
  try {
    const value = valueOf(overNulls, settings);
    return value === null || value === false;
  } catch {
    return false;
  }
}
