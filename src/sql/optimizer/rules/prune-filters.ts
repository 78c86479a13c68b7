import { constraintsOf } from '../constraints.js';
import { type Operator, transformUp } from '../operator.js';
import { emptyLike, filter } from '../operators.js';
import { allOf, conjunctsOf, isDeterministic, isLiteral, isNull, keyOfExpression } from '../predicates.js';
import type { Rule } from '../rule.js';

/** Conditions that hold anyway go; of one that never holds nothing is left. */
export const pruneFilters: Rule = {
  name: 'PruneFilters',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'filter') return each;
      const [child] = each.children as [Operator];
      if (isLiteral(each.condition, true)) return child;
      if (isLiteral(each.condition, false) || isNull(each.condition)) return emptyLike(each);
      const known = new Set(constraintsOf(child).map(keyOfExpression));
      const all = conjunctsOf(each.condition);
      const left = all.filter(condition => !isDeterministic(condition) || !known.has(keyOfExpression(condition)));
      if (left.length === all.length) return each;
      const condition = allOf(left);
      return condition === undefined ? child : filter(child, condition);
    }),
};
