/** Columns of two DataFrames beside each other, row by row: both choose from the same rows, so no join is needed. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { transformUp } from './analyzer/expressions.js';
import { project } from './analyzer/plans.js';
import type { Attribute, NamedExpression, TypedExpression } from './analyzer/typed-expression.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import { sameSemantics } from './same-semantics.js';

/** @throws SparkError ZIP_PLANS_NOT_MERGEABLE when the rows are not those of one plan */
export function zipPlans(left: TypedPlan, right: TypedPlan): TypedPlan {
  const [a, b] = [unprojected(left), unprojected(right)];
  if (!sameSemantics(a.plan, b.plan)) throw sparkErrorOf('ZIP_PLANS_NOT_MERGEABLE', {});
  const idToLeft = new Map(b.plan.output.map((each, i) => [each.id, a.plan.output[i]!]));
  const moved = b.columns.map(each => moveTo(each, idToLeft));
  return project(a.plan, [...a.columns, ...moved]);
}

/** The rows below all projections, and the columns as expressions over them. */
function unprojected(plan: TypedPlan): { plan: TypedPlan; columns: readonly NamedExpression[] } {
  if (plan.kind !== 'project') return { plan, columns: plan.output };
  const below = unprojected(plan.input);
  const idToColumn = new Map(below.columns.map((each, i) => [plan.input.output[i]!.id, each]));
  return { plan: below.plan, columns: plan.expressions.map(each => inlined(each, idToColumn)) };
}

function inlined(column: NamedExpression, idToColumn: ReadonlyMap<number, NamedExpression>): NamedExpression {
  if (column.kind === 'attribute') {
    const below = idToColumn.get(column.id);
    return below === undefined ? column : below.kind === 'alias' ? Object.freeze({ ...below, name: column.name }) : column;
  }
  const child = transformUp(column.child, each => {
    const below = each.kind === 'attribute' ? idToColumn.get(each.id) : undefined;
    return below?.kind === 'alias' ? below.child : each;
  });
  return Object.freeze({ ...column, child });
}

function moveTo(column: NamedExpression, idToLeft: ReadonlyMap<number, Attribute>): NamedExpression {
  const move = (each: TypedExpression): TypedExpression => {
    const left = each.kind === 'attribute' ? idToLeft.get(each.id) : undefined;
    return left === undefined || each.kind !== 'attribute' ? each : Object.freeze({ ...each, id: left.id });
  };
  return column.kind === 'attribute' ? (move(column) as Attribute) : Object.freeze({ ...column, child: transformUp(column.child, move) });
}
