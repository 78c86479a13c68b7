/** Set operations, DISTINCT and dropDuplicates by joins and groups. */

import type { NamedExpression, TypedExpression } from '../../analyzer/typed-expression.js';
import { aliasLike, substitute } from '../aliases.js';
import { idsOf, isSubset, type Operator, outputOf, referencesOf, transformUp } from '../operator.js';
import { aggregate, filter, join } from '../operators.js';
import { and, comparison, falseLiteral, isDeterministic, not } from '../predicates.js';
import type { Rule } from '../rule.js';

const distinct = (child: Operator): Operator => Object.freeze({ kind: 'distinct', children: [child] });

function sameRows(left: Operator, right: Operator): TypedExpression {
  const others = outputOf(right);
  return outputOf(left)
    .map((each, i) => comparison('<=>', each, others[i]!))
    .reduce(and);
}

export const replaceIntersectWithSemiJoin: Rule = {
  name: 'ReplaceIntersectWithSemiJoin',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'intersect' || each.isAll) return each;
      const [left, right] = each.children as [Operator, Operator];
      return distinct(join(left, right, 'leftsemi', sameRows(left, right)));
    }),
};

/** EXCEPT of two filters of one relation is a filter. */
export const replaceExceptWithFilter: Rule = {
  name: 'ReplaceExceptWithFilter',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'except' || each.isAll) return each;
      const [left, right] = each.children as [Operator, Operator];
      const kept = underFilters(left);
      const dropped = underFilters(right);
      if (dropped.condition === undefined || !isDeterministic(dropped.condition)) return each;
      if (kept.source.kind !== 'relation' || dropped.source.kind !== 'relation' || !isSameTable(kept.source, dropped.source)) return each;
      if (kept.columns !== dropped.columns) return each;
      const ours = outputOf(kept.source);
      const columns = new Map(outputOf(dropped.source).map((column, i) => [column.id, ours[i]! as TypedExpression]));
      const visible = idsOf(outputOf(left));
      const condition = substitute(dropped.condition, columns);
      if (!isSubset(referencesOf(condition), visible)) return each;
      return distinct(filter(left, not(cx.call('coalesce', condition, falseLiteral))));
    }),
};

function underFilters(plan: Operator): { source: Operator; condition: TypedExpression | undefined; columns: string } {
  let condition: TypedExpression | undefined;
  let source = plan;
  let columns = '';
  if (source.kind === 'project' && source.expressions.every(each => each.kind === 'attribute')) {
    columns = source.expressions.map(each => each.name).join();
    source = source.children[0]!;
  }
  for (; source.kind === 'filter'; source = source.children[0]!)
    condition = condition === undefined ? source.condition : and(source.condition, condition);
  return { source, condition, columns };
}

const isSameTable = (a: Extract<Operator, { kind: 'relation' }>, b: Extract<Operator, { kind: 'relation' }>) =>
  a.name === b.name && a.scan.paths.join() === b.scan.paths.join();

export const replaceExceptWithAntiJoin: Rule = {
  name: 'ReplaceExceptWithAntiJoin',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'except' || each.isAll) return each;
      const [left, right] = each.children as [Operator, Operator];
      return distinct(join(left, right, 'leftanti', sameRows(left, right)));
    }),
};

export const replaceDistinctWithAggregate: Rule = {
  name: 'ReplaceDistinctWithAggregate',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'distinct') return each;
      const [child] = each.children as [Operator];
      return aggregate(child, outputOf(child), outputOf(child));
    }),
};

/** The first row of each combination of the keys. */
export const replaceDeduplicateWithAggregate: Rule = {
  name: 'ReplaceDeduplicateWithAggregate',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'deduplicate') return each;
      const [child] = each.children as [Operator];
      const keys = idsOf(each.keys);
      const results = outputOf(child).map(
        (column): NamedExpression => (keys.has(column.id) ? column : aliasLike(column, cx.call('first', column))),
      );
      return aggregate(child, each.keys, results);
    }),
};
