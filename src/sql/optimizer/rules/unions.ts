import type { NamedExpression } from '../../analyzer/typed-expression.js';
import { substituteNamed } from '../aliases.js';
import { type Operator, outputOf, transformDown, transformUp } from '../operator.js';
import { project } from '../operators.js';
import { isDeterministic } from '../predicates.js';
import type { Rule } from '../rule.js';

const unionOf = (children: readonly Operator[]): Operator => Object.freeze({ kind: 'union', children, isAll: true });

/** A union of unions is one union; within DISTINCT those of distinct rows too. */
export const combineUnions: Rule = {
  name: 'CombineUnions',
  apply: plan =>
    transformDown(plan, each => {
      if (each.kind === 'union') return flattened(each, false);
      if (each.kind === 'distinct' && each.children[0]!.kind === 'union') {
        const union = flattened(each.children[0]!, true);
        return union === each.children[0] ? each : Object.freeze({ ...each, children: [union] });
      }
      return each;
    }),
};

function flattened(union: Operator, isDistinct: boolean): Operator {
  const list = union.children.flatMap((child): readonly Operator[] => {
    const inner = isDistinct && child.kind === 'distinct' && child.children[0]!.kind === 'union' ? child.children[0]! : child;
    return inner.kind === 'union' ? flattened(inner, isDistinct).children : [child];
  });
  return list.length === union.children.length ? union : unionOf(list);
}

/** Each side of a union computes what is asked of all. */
export const pushProjectionThroughUnion: Rule = {
  name: 'PushProjectionThroughUnion',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'project' || each.children[0]!.kind !== 'union' || each.expressions.length === 0) return each;
      if (!each.expressions.every(isDeterministic)) return each;
      const [union] = each.children as [Operator];
      const columns = outputOf(union);
      return unionOf(
        union.children.map((side, i) => {
          if (i === 0) return project(side, each.expressions);
          const own = new Map(outputOf(side).map((column, k) => [columns[k]!.id, column]));
          return project(
            side,
            each.expressions.map((named): NamedExpression => {
              const value = substituteNamed(named, own);
              if (value.kind === 'alias' && named.kind === 'attribute') return own.get(named.id)!;
              return value.kind === 'alias' ? Object.freeze({ ...value, id: cx.newId() }) : value;
            }),
          );
        }),
      );
    }),
};

/** A union of one side is that side. */
export const removeNoopUnion: Rule = {
  name: 'RemoveNoopUnion',
  apply: plan => transformUp(plan, each => (each.kind === 'union' && each.children.length === 1 ? each.children[0]! : each)),
};
