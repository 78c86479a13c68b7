import type { NamedExpression, TypedExpression } from '../../analyzer/typed-expression.js';
import { aliasLike, withChild } from '../aliases.js';
import { replaceColumns } from '../ids.js';
import { mapExpressions, mapOperators, type Operator } from '../operator.js';
import type { Rule } from '../rule.js';

type Constants = ReadonlyMap<number, TypedExpression>;

/** A column that is a constant is that constant where it is read. */
export const foldablePropagation: Rule = { name: 'FoldablePropagation', apply: plan => propagated(plan).plan };

function propagated(given: Operator): { readonly plan: Operator; readonly constants: Constants } {
  const found: Constants[] = [];
  const plan = mapOperators(given, child => {
    const inner = propagated(child);
    found.push(inner.constants);
    return inner.plan;
  });
  const below = new Map(found.flatMap(each => [...each]));
  const value = (each: TypedExpression) =>
    below.size === 0 ? each : replaceColumns(each, column => (column.isOuter ? undefined : below.get(column.id)));
  switch (plan.kind) {
    case 'project': {
      const expressions = plan.expressions.map((each): NamedExpression => {
        if (each.kind === 'alias') return withChild(each, value(each.child));
        const constant = below.get(each.id);
        return constant === undefined ? each : aliasLike(each, constant);
      });
      const isSame = expressions.every((each, i) => each === plan.expressions[i]);
      const constants = new Map(
        expressions.flatMap(each => (each.kind === 'alias' && each.child.kind === 'literal' ? [[each.id, each.child]] : [])),
      );
      return { plan: isSame ? plan : Object.freeze({ ...plan, expressions }), constants };
    }
    case 'filter':
    case 'sort':
    case 'globalLimit':
    case 'localLimit':
    case 'sample':
      return { plan: mapExpressions(plan, value), constants: below };
    case 'join':
      // The columns of a side that is filled with NULLs are no constants above.
      if (plan.joinType !== 'inner' && plan.joinType !== 'cross') return { plan, constants: new Map() };
      return { plan: mapExpressions(plan, value), constants: below };
    default:
      return { plan, constants: new Map() };
  }
}
