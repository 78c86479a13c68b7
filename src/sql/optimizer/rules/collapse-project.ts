import { isFoldable } from '../../analyzer/analyze-call.js';
import { collect, exists } from '../../analyzer/expressions.js';
import type { Attribute, NamedExpression, TypedExpression } from '../../analyzer/typed-expression.js';
import { definitionsOf, substituteNamed } from '../aliases.js';
import { isSubquery, type Operator, transformUp } from '../operator.js';
import { aggregate, project } from '../operators.js';
import { isCall, isDeterministic } from '../predicates.js';
import type { Rule } from '../rule.js';

/** Two projections are one, unless something dear would be computed twice. */
export const collapseProject: Rule = {
  name: 'CollapseProject',
  apply: plan => transformUp(plan, collapsed),
};

function collapsed(plan: Operator): Operator {
  if (plan.kind !== 'project') return plan;
  const [below] = plan.children as [Operator];
  if (below.kind === 'project' && canMerge(plan.expressions, below.expressions))
    return collapsed(project(below.children[0]!, merged(plan.expressions, below.expressions)));
  if (below.kind === 'aggregate' && canMerge(plan.expressions, below.results) && !plan.expressions.some(each => exists(each, isSubquery)))
    return aggregate(below.children[0]!, below.grouping, merged(plan.expressions, below.results));
  return plan;
}

function merged(list: readonly NamedExpression[], below: readonly NamedExpression[]): readonly NamedExpression[] {
  const definitions = definitionsOf(below);
  return list.map(each => substituteNamed(each, definitions));
}

function canMerge(list: readonly NamedExpression[], below: readonly NamedExpression[]): boolean {
  const uses = new Map<number, number>();
  const isAttribute = (each: TypedExpression): each is Attribute => each.kind === 'attribute';
  for (const each of list) for (const { id } of collect(each, isAttribute)) uses.set(id, (uses.get(id) ?? 0) + 1);
  return below.every(each => {
    if (each.kind === 'attribute') return true;
    const count = uses.get(each.id) ?? 0;
    if (count === 0) return true;
    return isDeterministic(each.child) && (count === 1 || isCheap(each.child));
  });
}

const isCheap = (expression: TypedExpression): boolean =>
  expression.kind === 'attribute' ||
  isFoldable(expression) ||
  (isCall(expression, 'getstructfield', 'getarrayitem', 'getmapvalue') && expression.args.every(isCheap));
