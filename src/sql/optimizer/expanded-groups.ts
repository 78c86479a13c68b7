/** Grouping sets as Spark computes them: each row once for each set, with NULLs for the groups that are not in it. */
import { attributeOf, typedLiteral } from '../analyzer/expressions.js';
import type { Attribute, NamedExpression, TypedAlias, TypedExpression } from '../analyzer/typed-expression.js';
import { type Operator, outputOf } from './operator.js';
import type { OperatorContext } from './operator-of.js';
import { project } from './operators.js';

export function expandedGroups(
  input: Operator,
  groups: readonly NamedExpression[],
  sets: readonly (readonly number[])[],
  setNumber: Attribute,
  cx: OperatorContext,
): { readonly child: Operator; readonly grouping: readonly TypedExpression[] } {
  const copies = groups.map((each): TypedAlias => {
    const child = each.kind === 'alias' ? each.child : each;
    const { dataType, nullable } = child;
    return Object.freeze({ kind: 'alias', child, name: each.name, id: cx.newId(), metadata: {}, qualifier: [], dataType, nullable });
  });
  const before = outputOf(input);
  // Sets that are given twice are told apart by their place.
  const hasTwins = new Set(sets.map(set => [...set].sort((a, b) => a - b).join())).size < sets.length;
  const place: Attribute | undefined = hasTwins ? { ...setNumber, name: '_gen_grouping_pos', id: cx.newId() } : undefined;
  const projections = sets.map((set, at) => {
    const bits = groups.reduce((all, _, i) => all * 2n + (set.includes(i) ? 0n : 1n), 0n);
    const values = copies.map((each, i) => (set.includes(i) ? attributeOf(each) : typedLiteral(null, each.dataType)));
    const own = [typedLiteral(bits, setNumber.dataType), ...(place === undefined ? [] : [typedLiteral(BigInt(at), place.dataType)])];
    return [...before, ...values, ...own];
  });
  const columns = [...groups.map(attributeOf), setNumber, ...(place === undefined ? [] : [place])];
  const child: Operator = Object.freeze({
    kind: 'expand',
    children: [project(input, [...before, ...copies])],
    projections,
    output: [...before, ...columns],
  });
  return { child, grouping: columns };
}
