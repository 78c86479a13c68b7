/** Columns under other ids: a plan that is read twice has columns of its own each time. */
import { mapChildren } from '../analyzer/expressions.js';
import type { Attribute, NamedExpression, TypedExpression } from '../analyzer/typed-expression.js';
import { isSubquery, mapExpressions, type Operator, outputOf, planOf, type Subquery, transformUp, withPlan } from './operator.js';

/** Replaces columns in an expression, also where plans of subqueries read them from around. */
export function replaceColumns(expression: TypedExpression, of: (column: Attribute) => TypedExpression | undefined): TypedExpression {
  if (expression.kind === 'attribute') return of(expression) ?? expression;
  const mapped = mapChildren(expression, child => replaceColumns(child, of));
  if (!isSubquery(mapped)) return mapped;
  const outer = (column: Attribute): TypedExpression | undefined => (column.isOuter ? asOuter(of(column)) : undefined);
  return withConditions(withPlan(mapped, replaceInPlan(planOf(mapped), outer)), each => replaceColumns(each, outer));
}

const withConditions = (subquery: Subquery, f: (each: TypedExpression) => TypedExpression): Subquery =>
  subquery.conditions === undefined ? subquery : Object.freeze({ ...subquery, conditions: subquery.conditions.map(f) });

export const replaceInPlan = (plan: Operator, of: (column: Attribute) => TypedExpression | undefined): Operator =>
  transformUp(plan, each => mapExpressions(each, expression => replaceColumns(expression, of)));

/** What stands for a column of the query around is made of that query's columns. */
const asOuter = (expression: TypedExpression | undefined): TypedExpression | undefined =>
  expression === undefined
    ? undefined
    : expression.kind === 'attribute'
      ? Object.freeze({ ...expression, isOuter: true })
      : mapChildren(expression, child => asOuter(child)!);

/** @param known new ids that are given already; others are made */
export function withFreshIds(plan: Operator, known: ReadonlyMap<number, number>, newId: () => number): Operator {
  const ids = new Map(known);
  const collect = (each: Operator): void => {
    each.children.forEach(collect);
    for (const { id } of outputOf(each)) if (!ids.has(id)) ids.set(id, newId());
    mapExpressions(each, expression => {
      visitPlans(expression, collect);
      return expression;
    });
  };
  collect(plan);
  return renamed(plan, ids);
}

function visitPlans(expression: TypedExpression, visit: (plan: Operator) => void): void {
  if (isSubquery(expression)) visit(planOf(expression));
  mapChildren(expression, child => {
    visitPlans(child, visit);
    return child;
  });
}

function renamed(plan: Operator, ids: ReadonlyMap<number, number>): Operator {
  const column = <C extends NamedExpression>(each: C): C => {
    const id = ids.get(each.id);
    return id === undefined ? each : (Object.freeze({ ...each, id }) as unknown as C);
  };
  const expression = (each: TypedExpression): TypedExpression => {
    const mapped = mapChildren(each, expression);
    if (mapped.kind === 'attribute' || mapped.kind === 'alias') return column(mapped);
    return isSubquery(mapped) ? withConditions(withPlan(mapped, renamed(planOf(mapped), ids)), expression) : mapped;
  };
  return transformUp(plan, each => {
    const mapped = mapExpressions(each, expression);
    switch (mapped.kind) {
      case 'relation':
      case 'localRelation':
      case 'range':
      case 'cteReference':
      case 'expand':
        return Object.freeze({ ...mapped, output: mapped.output.map(column) });
      case 'generate':
        return Object.freeze({ ...mapped, generatorOutput: mapped.generatorOutput.map(column) });
      default:
        return mapped;
    }
  });
}
