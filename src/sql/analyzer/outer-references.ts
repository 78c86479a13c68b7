/** Columns that a subquery reads of the queries around it. */
import { childrenOf } from './expressions.js';
import type { Attribute, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

/** In the order in which they are met, each once. */
export function outerReferences(plan: TypedPlan): readonly Attribute[] {
  const found = new Map<number, Attribute>();
  const produced = new Set<number>();
  visitPlan(plan, found, produced);
  return [...found.values()].filter(({ id }) => !produced.has(id));
}

function visitPlan(plan: TypedPlan, found: Map<number, Attribute>, produced: Set<number>): void {
  for (const child of inputsOf(plan)) visitPlan(child, found, produced);
  for (const { id } of plan.output) produced.add(id);
  for (const expression of expressionsOf(plan)) visit(expression, found, produced);
}

function visit(expression: TypedExpression, found: Map<number, Attribute>, produced: Set<number>): void {
  switch (expression.kind) {
    case 'attribute':
      if (expression.isOuter && !found.has(expression.id)) found.set(expression.id, expression);
      return;
    case 'scalarSubquery':
    case 'exists':
    case 'inSubquery':
      for (const each of childrenOf(expression)) visit(each, found, produced);
      visitPlan(expression.plan, found, produced);
      return;
    case 'call':
      if (expression.replacement !== undefined) return visit(expression.replacement, found, produced);
  }
  for (const each of childrenOf(expression)) visit(each, found, produced);
}

export function inputsOf(plan: TypedPlan): readonly TypedPlan[] {
  switch (plan.kind) {
    case 'join':
      return [plan.left, plan.right];
    case 'setOperation':
      return plan.inputs;
    case 'withCte':
      return [...plan.definitions.map(each => each.plan), plan.input];
    default:
      return 'input' in plan ? [plan.input] : [];
  }
}

export function expressionsOf(plan: TypedPlan): readonly TypedExpression[] {
  switch (plan.kind) {
    case 'project':
      return plan.expressions;
    case 'filter':
      return [plan.condition];
    case 'aggregate':
      return [...plan.grouping, ...plan.aggregates];
    case 'window':
      return plan.windows;
    case 'sort':
      return plan.order.map(each => each.child);
    case 'join':
      return plan.condition === undefined ? [] : [plan.condition];
    case 'generate':
      return [plan.generator];
    case 'expand':
      return plan.projections.flat();
    default:
      return [];
  }
}
