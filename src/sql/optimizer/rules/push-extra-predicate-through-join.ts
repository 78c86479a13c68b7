import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { idsOf, isSubset, type Operator, outputOf, referencesOf, transformDown, withChildren } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, and, conjunctsOf, isCall, isDeterministic, or } from '../predicates.js';
import type { Rule } from '../rule.js';

const leftSide: ReadonlySet<string> = new Set(['inner', 'cross', 'leftsemi', 'rightouter']);
const rightSide: ReadonlySet<string> = new Set(['inner', 'cross', 'leftsemi', 'leftouter', 'leftanti']);

/** What a condition over both sides of a join asks of one side alone is asked there too. */
export const pushExtraPredicateThroughJoin: Rule = {
  name: 'PushExtraPredicateThroughJoin',
  apply: plan =>
    transformDown(plan, each => {
      if (each.kind !== 'join' || each.condition === undefined || each.isLateral) return each;
      const [left, right] = each.children.map(side => idsOf(outputOf(side))) as [ReadonlySet<number>, ReadonlySet<number>];
      const ofBoth = conjunctsOf(each.condition).filter(
        condition => isDeterministic(condition) && !isSubset(referencesOf(condition), left) && !isSubset(referencesOf(condition), right),
      );
      const extra = (side: Operator, ids: ReadonlySet<number>, types: ReadonlySet<string>): Operator => {
        const condition = types.has(each.joinType) ? allOf(ofBoth.flatMap(one => within(one, ids) ?? [])) : undefined;
        return condition === undefined ? side : filter(side, condition);
      };
      return withChildren(each, [extra(each.children[0]!, left, leftSide), extra(each.children[1]!, right, rightSide)]);
    }),
};

/** What follows of a condition for some columns alone. */
function within(condition: TypedExpression, ids: ReadonlySet<number>): TypedExpression | undefined {
  if (isCall(condition, 'and')) {
    const [a, b] = condition.args.map(each => within(each, ids));
    return a === undefined || b === undefined ? (a ?? b) : and(a, b);
  }
  if (isCall(condition, 'or')) {
    const [a, b] = condition.args.map(each => within(each, ids));
    return a === undefined || b === undefined ? undefined : or(a, b);
  }
  return isSubset(referencesOf(condition), ids) && isDeterministic(condition) ? condition : undefined;
}
