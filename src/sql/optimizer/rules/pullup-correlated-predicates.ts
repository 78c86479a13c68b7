/** What a subquery has to do with the query around it is taken out of its plan, so that the plan can stand for itself, as a side of a join. */
import { collect, exists, transformDown as mapDown } from '../../analyzer/expressions.js';
import type { Attribute, TypedExpression } from '../../analyzer/typed-expression.js';
import {
  idsOf,
  isOuterColumn,
  isSubquery,
  mapExpressions,
  type Operator,
  outerColumns,
  outputOf,
  planOf,
  type Subquery,
  transformUp,
  withChildren,
  withPlan,
} from '../operator.js';
import { aggregate, filter, project } from '../operators.js';
import { allOf, conjunctsOf, isCall } from '../predicates.js';
import type { Rule } from '../rule.js';

export const pullupCorrelatedPredicates: Rule = {
  name: 'PullupCorrelatedPredicates',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind === 'filter') {
        const conditions = conjunctsOf(each.condition).map(condition =>
          isCall(condition, 'not', '!') ? mapNot(condition) : pulledScalars(asPredicate(condition)),
        );
        return conditions.every((condition, i) => condition === conjunctsOf(each.condition)[i])
          ? each
          : filter(each.children[0]!, allOf(conditions)!);
      }
      return each.kind === 'project' ? mapExpressions(each, pulledScalars) : each;
    }),
};

const asPredicate = (condition: TypedExpression): TypedExpression =>
  condition.kind === 'exists' || condition.kind === 'inSubquery' ? pulled(condition) : condition;

const mapNot = (condition: Extract<TypedExpression, { kind: 'call' }>): TypedExpression => {
  const inner = condition.args[0]!;
  const mapped = pulledScalars(asPredicate(inner));
  return mapped === inner ? condition : Object.freeze({ ...condition, args: [mapped] });
};

const pulledScalars = (expression: TypedExpression): TypedExpression =>
  mapDown(expression, each => (each.kind === 'scalarSubquery' && outerColumns(planOf(each)).length > 0 ? pulled(each) : each));

function pulled(subquery: Subquery): TypedExpression {
  if (subquery.conditions !== undefined) return subquery;
  const plan = planOf(subquery);
  if (outerColumns(plan).length === 0)
    return subquery.kind === 'scalarSubquery' ? subquery : Object.freeze({ ...subquery, conditions: [] });
  // Without groups more than one row may come, which is an error of the subquery, not of a join.
  if (subquery.kind === 'scalarSubquery' && groupsOf(plan) === undefined) return subquery;
  const conditions: TypedExpression[] = [];
  const own = pullUp(plan, conditions, subquery.kind === 'scalarSubquery' ? groupsOf(plan) : undefined);
  if (own === undefined || outerColumns(own).length > 0) return subquery;
  return Object.freeze({ ...withPlan(subquery, own), conditions });
}

/** The aggregate without groups that gives the one row of a subquery. */
function groupsOf(plan: Operator): Operator | undefined {
  if (plan.kind === 'aggregate') return plan.grouping.length === 0 ? plan : undefined;
  return plan.kind === 'project' || plan.kind === 'sort' || plan.kind === 'subqueryAlias' ? groupsOf(plan.children[0]!) : undefined;
}

/** The plan without its correlated conditions, but with the columns that those read. Undefined where that would mean something else. */
function pullUp(plan: Operator, conditions: TypedExpression[], top: Operator | undefined): Operator | undefined {
  const isCorrelated = (each: TypedExpression) =>
    exists(each, inner => isOuterColumn(inner) || (isSubquery(inner) && outerColumns(planOf(inner)).length > 0));
  const below = (): Operator | undefined => {
    const child = pullUp(plan.children[0]!, conditions, top);
    return child && withChildren(plan, [child]);
  };
  const added = (columns: readonly { readonly id: number }[]): readonly Attribute[] => {
    const present = idsOf(columns);
    const found = new Map(conditions.flatMap(each => collect(each, isColumn)).map(each => [each.id, each]));
    return [...found.values()].filter(each => !present.has(each.id));
  };
  switch (plan.kind) {
    case 'filter': {
      const own = conjunctsOf(plan.condition);
      if (own.some(each => isCorrelated(each) && exists(each, isSubquery))) return undefined;
      const child = pullUp(plan.children[0]!, conditions, top);
      if (child === undefined) return undefined;
      const available = idsOf(outputOf(child));
      const moved = own.filter(isCorrelated);
      if (moved.some(each => collect(each, isColumn).some(({ id }) => !available.has(id)))) return undefined;
      conditions.push(...moved);
      const condition = allOf(own.filter(each => !isCorrelated(each)));
      return condition === undefined ? child : filter(child, condition);
    }
    case 'project': {
      if (plan.expressions.some(isCorrelated)) return undefined;
      const child = below() as typeof plan | undefined;
      return child && project(child.children[0]!, [...child.expressions, ...added(child.expressions)]);
    }
    case 'aggregate': {
      if ([...plan.grouping, ...plan.results].some(isCorrelated)) return undefined;
      const child = below() as typeof plan | undefined;
      if (child === undefined) return undefined;
      // Over no rows there is one row where there are no groups: only as the value of a scalar subquery can that be told afterwards.
      if (plan.grouping.length === 0 && plan !== top && conditions.length > 0) return undefined;
      // Groups are those of one row of the query around only where the columns are compared for equality.
      if (!conditions.every(each => isCall(each, '=', '<=>'))) return undefined;
      const more = added(child.results);
      return aggregate(child.children[0]!, [...child.grouping, ...added(child.grouping.filter(isColumn))], [...child.results, ...more]);
    }
    case 'sort':
    case 'distinct':
    case 'subqueryAlias':
      return below();
    default:
      // Nothing below reads the query around.
      return conditions.length === 0 && outerColumns(plan).length === 0 ? plan : undefined;
  }
}

const isColumn = (expression: TypedExpression): expression is Attribute => expression.kind === 'attribute' && !expression.isOuter;
