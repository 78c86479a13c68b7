import { isFoldable } from '../../analyzer/analyze-call.js';
import { attributeOf, mapChildren, transformUp as mapUp, typedLiteral } from '../../analyzer/expressions.js';
import type { NamedExpression, TypedAlias, TypedExpression } from '../../analyzer/typed-expression.js';
import { valueOf } from '../../evaluator/evaluator.js';
import { BooleanType } from '../../types/index.js';
import { definitionsOf, substitute } from '../aliases.js';
import { withFreshIds } from '../ids.js';
import { idsOf, mapExpressions, nullableColumn, type Operator, outputOf, planOf, type Subquery, transformUp } from '../operator.js';
import { aggregate, join, project } from '../operators.js';
import { allOf, isNullTest } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** A scalar subquery that reads the query around is a side of an outer join. */
export const rewriteCorrelatedScalarSubquery: Rule = {
  name: 'RewriteCorrelatedScalarSubquery',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'project' && each.kind !== 'filter') return each;
      let source = each.children[0]!;
      const rewrite = (expression: TypedExpression): TypedExpression => {
        if (expression.kind !== 'scalarSubquery' || (expression as Subquery).conditions === undefined)
          return mapChildren(expression, rewrite);
        const made = joined(source, expression, cx);
        source = made.plan;
        return made.value;
      };
      const rewritten = mapExpressions(each, rewrite);
      if (source === each.children[0]) return each;
      const over = Object.freeze({ ...rewritten, children: [source] });
      return each.kind === 'project' ? over : project(over, outputOf(each));
    }),
};

function joined(left: Operator, subquery: Subquery, cx: RuleContext): { readonly plan: Operator; readonly value: TypedExpression } {
  const leftIds = idsOf(outputOf(left));
  const given = planOf(subquery);
  const renames = new Map<number, number>();
  for (const { id } of outputOf(given)) if (leftIds.has(id)) renames.set(id, cx.newId());
  const right = renames.size === 0 ? given : withFreshIds(given, renames, cx.newId);
  const conditions = subquery.conditions!.map(each =>
    mapUp(each, inner => {
      if (inner.kind !== 'attribute') return inner;
      return Object.freeze(inner.isOuter ? { ...inner, isOuter: undefined } : { ...inner, id: renames.get(inner.id) ?? inner.id });
    }),
  );
  const column = nullableColumn(outputOf(right)[0]!);
  const onNothing = valueOnNothing(right, cx);
  if (onNothing === undefined || onNothing.value === null)
    return { plan: project(join(left, right, 'leftouter', allOf(conditions)), [...outputOf(left), column]), value: column };
  // A group that is not there is not a NULL, but what the aggregates give for no rows.
  const there: TypedAlias = Object.freeze({
    kind: 'alias',
    child: typedLiteral(true, BooleanType),
    name: 'alwaysTrue',
    id: cx.newId(),
    metadata: {},
    qualifier: [],
    dataType: BooleanType,
    nullable: false,
  });
  const marked = withColumn(right, there);
  const isThere = nullableColumn(attributeOf(there));
  const value = cx.call('if', isNullTest(isThere), onNothing, column);
  return { plan: project(join(left, marked, 'leftouter', allOf(conditions)), [...outputOf(left), column, isThere]), value };
}

const withColumn = (plan: Operator, column: NamedExpression): Operator =>
  plan.kind === 'aggregate'
    ? aggregate(plan.children[0]!, plan.grouping, [...plan.results, column])
    : project(plan, [...outputOf(plan), column]);

/** What the subquery gives where no row belongs to the row around; undefined when that is not known. */
function valueOnNothing(plan: Operator, cx: RuleContext): Extract<TypedExpression, { kind: 'literal' }> | undefined {
  const [column] = outputOf(plan);
  const over = (each: Operator, expression: TypedExpression): TypedExpression | undefined => {
    if (each.kind === 'project') return over(each.children[0]!, substitute(expression, definitionsOf(each.expressions)));
    if (each.kind === 'subqueryAlias' || each.kind === 'sort') return over(each.children[0]!, expression);
    if (each.kind !== 'aggregate') return undefined;
    const value = substitute(expression, definitionsOf(each.results));
    return mapUp(value, inner => {
      if (inner.kind === 'aggregate') return typedLiteral(inner.name === 'count' || inner.name === 'count_if' ? 0n : null, inner.dataType);
      return inner.kind === 'attribute' ? typedLiteral(null, inner.dataType) : inner;
    });
  };
  const value = over(plan, column!);
  if (value === undefined) return undefined;
  if (value.kind === 'literal') return value;
  const plain = value.kind === 'alias' ? value.child : value;
  return isFoldable(plain) ? typedLiteral(valueOf(plain, cx.settings), plain.dataType) : undefined;
}
