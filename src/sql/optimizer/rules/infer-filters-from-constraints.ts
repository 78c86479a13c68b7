import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { constraintsOf, inferred, notNulls } from '../constraints.js';
import { idsOf, isSubset, type JoinOperator, type Operator, outputOf, referencesOf, transformUp, withChildren } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, and, conjunctsOf, distinctExpressions, isDeterministic, keyOfExpression } from '../predicates.js';
import type { Rule } from '../rule.js';

/** Filters and joins say what follows of their conditions: that columns are not NULL, what holds of the equal column of the other side. */
export const inferFiltersFromConstraints: Rule = {
  name: 'InferFiltersFromConstraints',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind === 'filter') return ofFilter(each);
      return each.kind === 'join' && !each.isLateral ? ofJoin(each) : each;
    }),
};

function ofFilter(plan: Extract<Operator, { kind: 'filter' }>): Operator {
  const [child] = plan.children as [Operator];
  const added = allOf(without(constraintsOf(plan), [...constraintsOf(child), ...conjunctsOf(plan.condition)]));
  return added === undefined ? plan : filter(child, and(added, plan.condition));
}

function ofJoin(plan: JoinOperator): Operator {
  const [left, right] = plan.children as [Operator, Operator];
  switch (plan.joinType) {
    case 'inner':
    case 'cross':
    case 'leftsemi':
      return withChildren(plan, [filtered(left, plan), filtered(right, plan)]);
    case 'rightouter':
      return withChildren(plan, [filtered(left, plan), right]);
    case 'leftouter':
    case 'leftanti':
      return withChildren(plan, [left, filtered(right, plan)]);
    case 'fullouter':
      return plan;
  }
}

function filtered(side: Operator, plan: JoinOperator): Operator {
  const [left, right] = plan.children as [Operator, Operator];
  const base = distinctExpressions([
    ...constraintsOf(left),
    ...constraintsOf(right),
    ...(plan.condition === undefined ? [] : conjunctsOf(plan.condition)),
  ]);
  const all = [...base, ...inferred(base)];
  const columns = outputOf(side);
  const ids = idsOf(columns);
  const found = distinctExpressions([...all, ...notNulls(all, columns)]).filter(
    each => referencesOf(each).size > 0 && isSubset(referencesOf(each), ids) && isDeterministic(each),
  );
  const added = allOf(without(found, constraintsOf(side)));
  return added === undefined ? side : filter(side, added);
}

function without(list: readonly TypedExpression[], known: readonly TypedExpression[]): readonly TypedExpression[] {
  const keys = new Set(known.map(keyOfExpression));
  return list.filter(each => !keys.has(keyOfExpression(each)));
}
