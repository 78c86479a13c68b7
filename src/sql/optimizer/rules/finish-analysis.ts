/** What only the analyzed tree shows goes: names of subqueries and views, calls that stand for other expressions. */

import { isFoldable } from '../../analyzer/analyze-call.js';
import { keyOfExpression } from '../../analyzer/expression-key.js';
import { attributeOf, mapChildren } from '../../analyzer/expressions.js';
import type { NamedExpression, TypedAlias, TypedExpression } from '../../analyzer/typed-expression.js';
import { withChild } from '../aliases.js';
import { mapExpressions, type Operator, outputOf, transformUp } from '../operator.js';
import { aggregate, project } from '../operators.js';
import type { Rule } from '../rule.js';

/** The names are of use to the analyzer only. */
export const eliminateSubqueryAliases: Rule = {
  name: 'EliminateSubqueryAliases',
  apply: plan => transformUp(plan, each => (each.kind === 'subqueryAlias' ? each.children[0]! : each)),
};

const hintOf = (plan: Operator): string | undefined => {
  if (plan.kind === 'note' && plan.note.kind === 'hint') return plan.note.strategy;
  return plan.children.length === 1 ? hintOf(plan.children[0]!) : undefined;
};

/** A hint above a side of a join is the join's from here on; others are of no use. */
export const eliminateResolvedHint: Rule = {
  name: 'EliminateResolvedHint',
  apply: plan => {
    const marked = transformUp(plan, each => {
      if (each.kind !== 'join') return each;
      const [leftHint, rightHint] = each.children.map(hintOf);
      return leftHint === undefined && rightHint === undefined ? each : Object.freeze({ ...each, leftHint, rightHint });
    });
    return transformUp(marked, each => (each.kind === 'note' && each.note.kind === 'hint' ? each.children[0]! : each));
  },
};

export const eliminateView: Rule = {
  name: 'EliminateView',
  apply: plan => transformUp(plan, each => (each.kind === 'view' ? each.children[0]! : each)),
};

function replaced(expression: TypedExpression): TypedExpression {
  if (expression.kind === 'call' && expression.replacement !== undefined) return replaced(expression.replacement);
  const mapped = mapChildren(expression, replaced);
  return mapped.kind === 'aggregate' && mapped.name === 'any_value' ? Object.freeze({ ...mapped, name: 'first' }) : mapped;
}

/** `between(a, 1, 2)` is `((a >= 1) AND (a <= 2))` from here on. */
export const replaceExpressions: Rule = {
  name: 'ReplaceExpressions',
  apply: plan => transformUp(plan, each => mapExpressions(each, replaced)),
};

const replaceIn = (named: NamedExpression, replace: (each: TypedExpression) => TypedExpression): NamedExpression =>
  named.kind === 'alias' ? withChild(named, replace(named.child)) : named;

/** Groups that are computed are columns of a projection below. */
export const pullOutGroupingExpressions: Rule = {
  name: 'PullOutGroupingExpressions',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'aggregate') return each;
      const made = new Map<string, TypedAlias>();
      const grouping = each.grouping.map(group => {
        if (group.kind === 'attribute' || isFoldable(group)) return group;
        const key = keyOfExpression(group);
        const { dataType, nullable } = group;
        const alias: TypedAlias = made.get(key) ?? {
          kind: 'alias',
          child: group,
          name: '_groupingexpression',
          id: cx.newId(),
          metadata: {},
          qualifier: [],
          dataType,
          nullable,
        };
        made.set(key, Object.freeze(alias));
        return attributeOf(alias);
      });
      if (made.size === 0) return each;
      const replace = (expression: TypedExpression): TypedExpression => {
        const found = expression.kind === 'alias' || expression.kind === 'literal' ? undefined : made.get(keyOfExpression(expression));
        return found === undefined ? mapChildren(expression, replace) : attributeOf(found);
      };
      const [child] = each.children as [Operator];
      const below = project(child, [...outputOf(child), ...made.values()]);
      return aggregate(
        below,
        grouping,
        each.results.map(result => replaceIn(result, replace)),
      );
    }),
};
