/** Filters as near to the rows as they can be, and those on top of each other as one. */
import { exists } from '../../analyzer/expressions.js';
import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { definitionsOf, substitute } from '../aliases.js';
import { idsOf, isSubset, type Operator, outputOf, referencesOf, transformDown, withChildren } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, and, conjunctsOf, distinctExpressions, isDeterministic, keyOfExpression } from '../predicates.js';
import type { Rule } from '../rule.js';
import { throughJoin } from './push-predicate-through-join.js';

type Filter = Extract<Operator, { kind: 'filter' }>;

export const pushDownPredicates: Rule = {
  name: 'PushDownPredicates',
  apply: plan =>
    transformDown(plan, each => {
      if (each.kind !== 'filter') return each.kind === 'join' ? throughJoin(each) : each;
      return combined(each) ?? throughOne(each) ?? throughJoin(each);
    }),
};

/** CombineFilters */
function combined(plan: Filter): Operator | undefined {
  const below = plan.children[0]!;
  if (below.kind !== 'filter' || !isDeterministic(plan.condition) || !isDeterministic(below.condition)) return undefined;
  const known = new Set(conjunctsOf(below.condition).map(keyOfExpression));
  const added = allOf(distinctExpressions(conjunctsOf(plan.condition)).filter(each => !known.has(keyOfExpression(each))));
  return added === undefined ? below : filter(below.children[0]!, and(below.condition, added));
}

/** PushPredicateThroughNonJoin */
function throughOne(plan: Filter): Operator | undefined {
  const below = plan.children[0]!;
  const [input] = below.children;
  if (input === undefined) return undefined;
  switch (below.kind) {
    case 'project': {
      if (!below.expressions.every(isDeterministic)) return undefined;
      return withChildren(below, [filter(input, substitute(plan.condition, definitionsOf(below.expressions)))]);
    }
    case 'aggregate': {
      if (below.grouping.length === 0 || !below.results.every(isDeterministic)) return undefined;
      const definitions = definitionsOf(below.results);
      const groups = idsOf(below.grouping.filter(each => each.kind === 'attribute'));
      const available = idsOf(outputOf(input));
      return split(
        plan,
        condition => {
          const moved = substitute(condition, definitions);
          const isOfGroups = !exists(moved, each => each.kind === 'aggregate') && isSubset(referencesOf(moved), groups);
          return isOfGroups && referencesOf(condition).size > 0 && isSubset(referencesOf(moved), available) ? moved : undefined;
        },
        condition => withChildren(below, [filter(input, condition)]),
      );
    }
    case 'window': {
      const partition = idsOf(below.partition.filter(each => each.kind === 'attribute'));
      return split(
        plan,
        condition => (isSubset(referencesOf(condition), partition) ? condition : undefined),
        condition => withChildren(below, [filter(input, condition)]),
      );
    }
    case 'union': {
      const columns = outputOf(below);
      return split(
        plan,
        condition => condition,
        condition =>
          withChildren(
            below,
            below.children.map(side => {
              const own = outputOf(side);
              return filter(side, substitute(condition, new Map(columns.map((each, i) => [each.id, own[i]!]))));
            }),
          ),
      );
    }
    case 'sort':
    case 'distinct':
    case 'generate':
    case 'note':
    case 'subqueryAlias': {
      const available = idsOf(outputOf(input));
      return split(
        plan,
        condition => (isSubset(referencesOf(condition), available) ? condition : undefined),
        condition => withChildren(below, [filter(input, condition)]),
      );
    }
    default:
      return undefined;
  }
}

/** @param moved a condition as it reads below, undefined when it must stay above */
function split(
  plan: Filter,
  moved: (condition: TypedExpression) => TypedExpression | undefined,
  push: (condition: TypedExpression) => Operator,
): Operator | undefined {
  const down: TypedExpression[] = [];
  const stay: TypedExpression[] = [];
  let isBlocked = false;
  for (const each of conjunctsOf(plan.condition)) {
    // What comes after a condition that gives something else each time stays too.
    isBlocked ||= !isDeterministic(each);
    const below = isBlocked ? undefined : moved(each);
    if (below === undefined) stay.push(each);
    else down.push(below);
  }
  const condition = allOf(down);
  if (condition === undefined) return undefined;
  const pushed = push(condition);
  const rest = allOf(stay);
  return rest === undefined ? pushed : filter(pushed, rest);
}
