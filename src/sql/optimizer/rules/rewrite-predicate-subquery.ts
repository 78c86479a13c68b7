import { transformUp as mapUp } from '../../analyzer/expressions.js';
import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { withFreshIds } from '../ids.js';
import { idsOf, type Operator, outputOf, planOf, type Subquery, transformUp } from '../operator.js';
import { filter, join } from '../operators.js';
import { allOf, comparison, conjunctsOf, isCall, isNullTest, or } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** EXISTS and IN over a subquery are semi joins, their contraries anti joins. */
export const rewritePredicateSubquery: Rule = {
  name: 'RewritePredicateSubquery',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'filter') return each;
      const conditions = conjunctsOf(each.condition);
      const subqueries = conditions.filter(condition => subqueryOf(condition) !== undefined);
      if (subqueries.length === 0) return each;
      const rest = allOf(conditions.filter(condition => !subqueries.includes(condition)));
      const source: Operator = rest === undefined ? each.children[0]! : filter(each.children[0]!, rest);
      return subqueries.reduce((left, condition) => joined(left, condition, cx), source);
    }),
};

function subqueryOf(condition: TypedExpression): Exclude<Subquery, { kind: 'scalarSubquery' }> | undefined {
  const inner = isCall(condition, 'not', '!') ? condition.args[0]! : condition;
  if (inner.kind !== 'exists' && inner.kind !== 'inSubquery') return undefined;
  const subquery: Exclude<Subquery, { kind: 'scalarSubquery' }> = inner;
  return subquery.conditions === undefined ? undefined : subquery;
}

function joined(left: Operator, condition: TypedExpression, cx: RuleContext): Operator {
  const subquery = subqueryOf(condition)!;
  const isDenied = isCall(condition, 'not', '!');
  const leftIds = idsOf(outputOf(left));
  const given = planOf(subquery);
  const renames = new Map<number, number>();
  for (const { id } of outputOf(given)) if (leftIds.has(id)) renames.set(id, cx.newId());
  const right = renames.size === 0 ? given : withFreshIds(given, renames, cx.newId);
  const correlated = subquery.conditions!.map(each =>
    mapUp(each, inner => {
      if (inner.kind !== 'attribute') return inner;
      return Object.freeze(inner.isOuter ? { ...inner, isOuter: undefined } : { ...inner, id: renames.get(inner.id) ?? inner.id });
    }),
  );
  const columns = outputOf(right);
  const values = subquery.kind === 'exists' ? [] : subquery.values.map((each, i) => comparison('=', each, columns[i]!));
  // A NULL on either side may be the value: then the row does not pass.
  const equalities = isDenied ? values.map(each => (each.nullable ? or(each, isNullTest(each)) : each)) : values;
  return join(left, right, isDenied ? 'leftanti' : 'leftsemi', allOf([...equalities, ...correlated]));
}
