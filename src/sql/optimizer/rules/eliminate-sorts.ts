import { isFoldable } from '../../analyzer/analyze-call.js';
import { collect } from '../../analyzer/expressions.js';
import type { AggregateCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { type Operator, transformDown, withChildren } from '../operator.js';
import { sort } from '../operators.js';
import { isDeterministic } from '../predicates.js';
import type { Rule } from '../rule.js';
import { maxRowsOf } from './limits.js';

const orderless: ReadonlySet<string> = new Set([
  'min',
  'max',
  'count',
  'bit_and',
  'bit_or',
  'bit_xor',
  'count_if',
  'sum',
  'avg',
  'mean',
  'every',
  'some',
  'any',
  'bool_and',
  'bool_or',
]);

/** A sort whose order is lost above it goes: below another sort, below groups for whose aggregates the order of rows does not count. */
export const eliminateSorts: Rule = {
  name: 'EliminateSorts',
  apply: plan =>
    transformDown(plan, each => {
      const [child] = each.children;
      if (each.kind === 'sort') {
        if (maxRowsOf(child!) <= 1) return child!;
        const order = each.order.filter(({ child: by }) => !isFoldable(by));
        if (order.length === 0) return child!;
        const below = each.isGlobal ? withoutSorts(child!, true) : child!;
        return order.length === each.order.length && below === child ? each : sort(below, order, each.isGlobal);
      }
      if (each.kind === 'aggregate' && isOrderless(each)) return withChildren(each, [withoutSorts(child!, true)]);
      if (each.kind === 'join' && each.condition !== undefined && isDeterministic(each.condition))
        return withChildren(
          each,
          each.children.map(side => withoutSorts(side, true)),
        );
      return each;
    }),
};

function withoutSorts(plan: Operator, canRemove: boolean): Operator {
  if (plan.kind === 'sort' && canRemove) return withoutSorts(plan.children[0]!, true);
  const isTransparent =
    (plan.kind === 'project' && plan.expressions.every(isDeterministic)) || (plan.kind === 'filter' && isDeterministic(plan.condition));
  return isTransparent
    ? withChildren(
        plan,
        plan.children.map(each => withoutSorts(each, canRemove)),
      )
    : plan;
}

function isOrderless(plan: Extract<Operator, { kind: 'aggregate' }>): boolean {
  const isAggregate = (each: TypedExpression): each is AggregateCall => each.kind === 'aggregate';
  const calls = plan.results.flatMap(each => collect(each, isAggregate));
  return calls.every(({ name, args }) => {
    if (!orderless.has(name)) return false;
    // Sums of floating numbers depend on the order of the rows.
    return !['sum', 'avg', 'mean'].includes(name) || !['double', 'float'].includes(args[0]!.dataType.kind);
  });
}
