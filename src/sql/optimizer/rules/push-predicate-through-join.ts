import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { idsOf, isSubset, type JoinOperator, type Operator, outputOf, referencesOf, transformDown, withChildren } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, conjunctsOf, hasSubquery, isDeterministic } from '../predicates.js';
import type { Rule } from '../rule.js';

/** Conditions over one side of a join are filters of that side, where the kind of the join allows it. */
export const pushPredicateThroughJoin: Rule = {
  name: 'PushPredicateThroughJoin',
  apply: plan => transformDown(plan, throughJoin),
};

export function throughJoin(plan: Operator): Operator {
  if (plan.kind === 'filter' && plan.children[0]!.kind === 'join' && !plan.children[0].isLateral)
    return filterOverJoin(plan.condition, plan.children[0]) ?? plan;
  if (plan.kind === 'join' && plan.condition !== undefined && !plan.isLateral) return conditionOfJoin(plan);
  return plan;
}

interface Sides {
  readonly left: readonly TypedExpression[];
  readonly right: readonly TypedExpression[];
  readonly both: readonly TypedExpression[];
}

function sidesOf(conditions: readonly TypedExpression[], plan: JoinOperator): Sides {
  const [leftIds, rightIds] = plan.children.map(each => idsOf(outputOf(each))) as [ReadonlySet<number>, ReadonlySet<number>];
  const sides: Record<keyof Sides, TypedExpression[]> = { left: [], right: [], both: [] };
  const [last, rest]: TypedExpression[][] = [[], []];
  for (const each of conditions) {
    const ids = referencesOf(each);
    if (!isDeterministic(each)) last!.push(each);
    else if (isSubset(ids, leftIds)) sides.left.push(each);
    else if (isSubset(ids, rightIds)) sides.right.push(each);
    else rest!.push(each);
  }
  sides.both.push(...rest!, ...last!);
  return sides;
}

const filtered = (plan: Operator, conditions: readonly TypedExpression[]): Operator => {
  const condition = allOf(conditions);
  return condition === undefined ? plan : filter(plan, condition);
};

const withCondition = (plan: JoinOperator, left: Operator, right: Operator, conditions: readonly TypedExpression[]): JoinOperator =>
  Object.freeze({ ...plan, children: [left, right], condition: allOf(conditions) });

function filterOverJoin(condition: TypedExpression, plan: JoinOperator): Operator | undefined {
  const [left, right] = plan.children as [Operator, Operator];
  const sides = sidesOf(conjunctsOf(condition), plan);
  const own = plan.condition === undefined ? [] : conjunctsOf(plan.condition);
  switch (plan.joinType) {
    case 'inner':
    case 'cross': {
      const within = sides.both.filter(each => isDeterministic(each) && !hasSubquery(each));
      const above = sides.both.filter(each => !within.includes(each));
      if (sides.left.length + sides.right.length + within.length === 0) return undefined;
      const joined = withCondition(plan, filtered(left, sides.left), filtered(right, sides.right), [...within, ...own]);
      return filtered(joined, above);
    }
    case 'rightouter':
      if (sides.right.length === 0) return undefined;
      return filtered(withChildren(plan, [left, filtered(right, sides.right)]), [...sides.left, ...sides.both]);
    case 'leftouter':
    case 'leftsemi':
    case 'leftanti':
      if (sides.left.length === 0) return undefined;
      return filtered(withChildren(plan, [filtered(left, sides.left), right]), [...sides.right, ...sides.both]);
    case 'fullouter':
      return undefined;
  }
}

function conditionOfJoin(plan: JoinOperator): Operator {
  const [left, right] = plan.children as [Operator, Operator];
  const sides = sidesOf(conjunctsOf(plan.condition!), plan);
  switch (plan.joinType) {
    case 'inner':
    case 'cross':
    case 'leftsemi':
      if (sides.left.length + sides.right.length === 0) return plan;
      return withCondition(plan, filtered(left, sides.left), filtered(right, sides.right), sides.both);
    case 'rightouter':
      if (sides.left.length === 0) return plan;
      return withCondition(plan, filtered(left, sides.left), right, [...sides.right, ...sides.both]);
    case 'leftouter':
    case 'leftanti':
      if (sides.right.length === 0) return plan;
      return withCondition(plan, left, filtered(right, sides.right), [...sides.left, ...sides.both]);
    case 'fullouter':
      return plan;
  }
}
