/** Rules about groups and aggregates. */
import { isFoldable } from '../../analyzer/analyze-call.js';
import { exists, transformUp as mapUp } from '../../analyzer/expressions.js';
import type { NamedExpression } from '../../analyzer/typed-expression.js';
import { idsOf, isSubset, mapExpressions, type Operator, transformUp } from '../operator.js';
import { aggregate, project } from '../operators.js';
import { distinctExpressions, isLiteral, sameExpression } from '../predicates.js';
import type { Rule } from '../rule.js';

/** `max(DISTINCT x)` is `max(x)`. */
export const eliminateDistinct: Rule = {
  name: 'EliminateDistinct',
  apply: plan =>
    transformUp(plan, each =>
      mapExpressions(each, expression =>
        mapUp(expression, call =>
          call.kind === 'aggregate' && call.isDistinct && ['max', 'min', 'bit_and', 'bit_or', 'collect_set'].includes(call.name)
            ? Object.freeze({ ...call, isDistinct: false })
            : call,
        ),
      ),
    ),
};

/** A constant makes no group, unless it is all there is: then there is a group only where there are rows. */
export const removeLiteralFromGroupExpressions: Rule = {
  name: 'RemoveLiteralFromGroupExpressions',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'aggregate' || each.grouping.length === 0) return each;
      const grouping = each.grouping.filter(group => !isFoldable(group));
      if (grouping.length === each.grouping.length || grouping.length === 0) return each;
      return aggregate(each.children[0]!, grouping, each.results);
    }),
};

export const removeRepetitionFromGroupExpressions: Rule = {
  name: 'RemoveRepetitionFromGroupExpressions',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'aggregate') return each;
      const grouping = distinctExpressions(each.grouping);
      return grouping.length === each.grouping.length ? each : aggregate(each.children[0]!, grouping, each.results);
    }),
};

/** `FILTER (WHERE true)` filters nothing. */
export const eliminateAggregateFilter: Rule = {
  name: 'EliminateAggregateFilter',
  apply: plan =>
    transformUp(plan, each =>
      mapExpressions(each, expression =>
        mapUp(expression, call =>
          call.kind === 'aggregate' && call.filter !== undefined && isLiteral(call.filter, true)
            ? Object.freeze({ ...call, filter: undefined })
            : call,
        ),
      ),
    ),
};

/** Groups of groups: the inner ones are the finer ones, and only counted by their columns. */
export const removeRedundantAggregates: Rule = {
  name: 'RemoveRedundantAggregates',
  apply: plan =>
    transformUp(plan, each => {
      const [below] = each.children as [Operator];
      if (each.kind !== 'aggregate' || below?.kind !== 'aggregate') return each;
      const isPlain = (list: readonly NamedExpression[]) =>
        list.every(item => item.kind === 'attribute' || item.child.kind === 'attribute');
      // Rows that are one of each group already need no grouping by more than these.
      const keys = idsOf(each.grouping.filter(group => group.kind === 'attribute'));
      const lower = below.results.filter(item => item.kind === 'attribute' && below.grouping.some(group => sameExpression(group, item)));
      if (
        keys.size === each.grouping.length &&
        lower.length === below.grouping.length &&
        below.grouping.length > 0 &&
        isSubset(idsOf(lower), keys)
      )
        if (each.results.every(item => !exists(item, inner => inner.kind === 'aggregate'))) return project(below, each.results);
      if (!isPlain(each.results) || !isPlain(below.results) || each.grouping.length === 0) return each;
      const inner = idsOf(below.results.filter(item => item.kind === 'attribute'));
      const groups = each.grouping.filter(group => group.kind === 'attribute');
      if (groups.length < each.grouping.length || !isSubset(idsOf(groups), inner)) return each;
      if (below.grouping.length === 0) return each;
      return aggregate(project(below.children[0]!, below.results), each.grouping, each.results);
    }),
};
