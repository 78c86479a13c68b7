import type { Attribute, NamedExpression } from '../../analyzer/typed-expression.js';
import { replaceColumns } from '../ids.js';
import { mapExpressions, type Operator, outputOf, withChildren } from '../operator.js';
import type { Rule } from '../rule.js';

type Columns = ReadonlyMap<number, Attribute>;

/** A column that is only given another id keeps the one that it has. */
export const removeRedundantAliases: Rule = {
  name: 'RemoveRedundantAliases',
  apply: (plan, { keptIds = new Set() }) => removed(plan, keptIds).plan,
};

/** @param kept ids of columns that must neither come up here nor go: the other side of a join has them, or somebody knows them by these */
function removed(plan: Operator, kept: ReadonlySet<number>): { readonly plan: Operator; readonly columns: Columns } {
  const columns = new Map<number, Attribute>();
  const children: Operator[] = [];
  plan.children.forEach((child, i) => {
    const others = plan.kind === 'join' ? plan.children.flatMap((other, k) => (k === i ? [] : outputOf(k < i ? children[k]! : other))) : [];
    const isFixed = plan.kind === 'union' || (plan.kind === 'join' && plan.isLateral);
    const inner = removed(child, isFixed ? allIds(child) : others.length > 0 ? new Set([...kept, ...others.map(each => each.id)]) : kept);
    for (const [id, column] of inner.columns) columns.set(id, column);
    children.push(inner.plan);
  });
  const below = withChildren(plan, children);
  const renamed = columns.size === 0 ? below : mapExpressions(below, each => replaceColumns(each, column => columns.get(column.id)));
  if (renamed.kind !== 'project' && renamed.kind !== 'aggregate') return { plan: renamed, columns };
  const list = renamed.kind === 'project' ? renamed.expressions : renamed.results;
  const here = new Map<number, Attribute>();
  const present = new Set(list.flatMap(each => (each.kind === 'attribute' ? [each.id] : [])));
  const shown = list.map((each): NamedExpression => {
    if (each.kind !== 'alias' || each.child.kind !== 'attribute' || each.child.isOuter || each.child.name !== each.name) return each;
    if (
      kept.has(each.child.id) ||
      kept.has(each.id) ||
      present.has(each.child.id) ||
      JSON.stringify(each.metadata) !== JSON.stringify(each.child.metadata)
    )
      return each;
    present.add(each.child.id);
    here.set(each.id, each.child);
    return each.child;
  });
  // Attributes that went up under the id of below are found by that.
  for (const [id, column] of columns) if (present.has(column.id)) here.set(id, column);
  if (shown.every((each, i) => each === list[i])) return { plan: renamed, columns: here };
  return {
    plan: Object.freeze(renamed.kind === 'project' ? { ...renamed, expressions: shown } : { ...renamed, results: shown }) as Operator,
    columns: here,
  };
}

/** Sides of a union keep their columns, as those of the first are the union's; so does what a lateral side reads. */
const allIds = (plan: Operator): ReadonlySet<number> => {
  const ids = new Set<number>();
  const visit = (each: Operator): void => {
    for (const { id } of outputOf(each)) ids.add(id);
    each.children.forEach(visit);
  };
  visit(plan);
  return ids;
};
