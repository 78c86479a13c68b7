/** Rules about windows. */
import type { TypedExpression, WindowCall } from '../../analyzer/typed-expression.js';
import { idsOf, type Operator, referencesOf, transformDown, transformUp, type WindowOperator } from '../operator.js';
import { filter } from '../operators.js';
import { conjunctsOf, isCall, keyOfExpression } from '../predicates.js';
import type { Rule } from '../rule.js';

const keyOf = ({ partition, order }: WindowOperator): string =>
  [
    ...partition.map(keyOfExpression),
    ...order.map(({ child, ascending, nullsFirst }) => `${keyOfExpression(child)} ${ascending} ${nullsFirst}`),
  ].join();

/** Windows of one partitioning and order are computed together. */
export const collapseWindow: Rule = {
  name: 'CollapseWindow',
  apply: plan =>
    transformUp(plan, each => {
      const [below] = each.children as [Operator];
      if (each.kind !== 'window' || below?.kind !== 'window' || keyOf(each) !== keyOf(below)) return each;
      const made = idsOf(below.windows);
      if (each.windows.some(window => [...referencesOf(window)].some(id => made.has(id)))) return each;
      return Object.freeze({ ...each, children: below.children, windows: [...below.windows, ...each.windows] });
    }),
};

const ranks: ReadonlySet<string> = new Set(['row_number', 'rank', 'dense_rank']);

/** Where only the first ranks are asked for, rows beyond them need not be sorted. */
export const inferWindowGroupLimit: Rule = {
  name: 'InferWindowGroupLimit',
  apply: plan =>
    transformDown(plan, each => {
      const [window] = each.children as [Operator];
      if (each.kind !== 'filter' || window?.kind !== 'window' || window.windows.length !== 1 || window.order.length === 0) return each;
      const [below] = window.children as [Operator];
      const [rank] = window.windows;
      const call = rank!.child as WindowCall;
      if (below.kind === 'windowGroupLimit' || !ranks.has(call.function.name)) return each;
      const limits = conjunctsOf(each.condition).flatMap(condition => limitOf(condition, rank!.id));
      if (limits.length === 0) return each;
      const limit = Math.min(...limits);
      if (limit <= 0) return each;
      const limited: Operator = Object.freeze({
        kind: 'windowGroupLimit',
        children: [below],
        partition: window.partition,
        order: window.order,
        rank: call,
        limit,
      });
      return filter(Object.freeze({ ...window, children: [limited] }), each.condition);
    }),
};

function limitOf(condition: TypedExpression, id: number): readonly number[] {
  if (!isCall(condition, '=', '<', '<=', '>', '>=')) return [];
  const [a, b] = condition.args as [TypedExpression, TypedExpression];
  const isRank = (each: TypedExpression) => each.kind === 'attribute' && each.id === id;
  if (isRank(a) && b.kind === 'literal' && typeof b.value === 'number') {
    if (condition.name === '=' || condition.name === '<=') return [b.value];
    return condition.name === '<' ? [b.value - 1] : [];
  }
  if (isRank(b) && a.kind === 'literal' && typeof a.value === 'number') {
    if (condition.name === '=' || condition.name === '>=') return [a.value];
    return condition.name === '>' ? [a.value - 1] : [];
  }
  return [];
}
