/** Columns that a projection has left out, for ORDER BY and WHERE above it. */
import type { Analyzer } from './analyzer.js';
import { project, withOutput } from './plans.js';
import { Scope } from './scope.js';
import type { Attribute, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

/** Whether more columns can be brought up through the node. */
const isTransparent = (plan: TypedPlan): plan is Extract<TypedPlan, { kind: 'project' | 'filter' | 'sort' | 'note' }> =>
  plan.kind === 'note' || plan.kind === 'project' || plan.kind === 'filter' || plan.kind === 'sort';

function find(
  plan: TypedPlan,
  nameParts: readonly string[],
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): { attribute: Attribute; expression: TypedExpression } | undefined {
  // Behind a name of its own a plan has the columns that it gives, and no others.
  if (!isTransparent(plan) || plan.calledAs !== undefined) return undefined;
  const below = plan.input;
  const byId = /^#(\d+)$/.exec(nameParts[0]!);
  if (byId !== null) {
    const attribute = below.output.find(each => each.id === Number(byId[1]));
    return attribute === undefined ? find(below, nameParts, analyzer, origin) : { attribute, expression: attribute };
  }
  const scope = new Scope(below.output, analyzer.session.isCaseSensitive);
  const found = scope.find(nameParts, origin);
  if (found === undefined) return find(below, nameParts, analyzer, origin);
  const expression = analyzer.expressions.resolveName({ kind: 'unresolvedAttribute', nameParts, origin }, { scope })!;
  return { attribute: found.attribute, expression };
}

/** The plan with the columns behind its own. */
function widenPlan(plan: TypedPlan, columns: readonly Attribute[]): TypedPlan {
  const missing = columns.filter(column => !plan.output.some(each => each.id === column.id));
  if (missing.length === 0 || !isTransparent(plan)) return plan;
  const output = [...plan.output, ...missing];
  if (plan.kind !== 'project') return withOutput({ ...plan, input: widenPlan(plan.input, missing) }, output);
  // A join with USING computes columns that it does not give.
  const others = missing.filter(column => !plan.expressions.some(each => each.id === column.id));
  return withOutput(project(widenPlan(plan.input, others), [...plan.expressions, ...others]), output);
}

export const widen = { find, plan: widenPlan };
