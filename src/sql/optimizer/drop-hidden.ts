/** Drops the columns of projections that USING has hidden, where no name above has found them. */
import { expressionsOf, type Operator, type ProjectOperator, referencesOf, withChildren } from './operator.js';

/** @param required ids of the columns that are asked for */
export function dropHidden(plan: Operator, required: ReadonlySet<number>, hidden: WeakMap<ProjectOperator, ReadonlySet<number>>): Operator {
  let kept = plan;
  if (plan.kind === 'project') {
    const gone = hidden.get(plan);
    if (gone !== undefined)
      kept = Object.freeze({ ...plan, expressions: plan.expressions.filter(each => required.has(each.id) || !gone.has(each.id)) });
  }
  // Set operations, definitions and subqueries were asked for their own columns before.
  if (plan.kind === 'union' || plan.kind === 'intersect' || plan.kind === 'except') return kept;
  const below = new Set(plan.kind === 'project' || plan.kind === 'aggregate' ? [] : required);
  for (const expression of expressionsOf(kept)) for (const id of referencesOf(expression)) below.add(id);
  return withChildren(
    kept,
    kept.children.map((child, i) => (plan.kind === 'withCte' && i < plan.definitions.length ? child : dropHidden(child, below, hidden))),
  );
}
