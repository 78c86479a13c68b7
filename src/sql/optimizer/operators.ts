/** Makes operators. */
import type { NamedExpression, TypedExpression, TypedSortOrder } from '../analyzer/typed-expression.js';
import type { TypedJoinType } from '../analyzer/typed-plan.js';
import type {
  AggregateOperator,
  CountOperator,
  FilterOperator,
  JoinOperator,
  LocalRelationOperator,
  Operator,
  ProjectOperator,
  SortOperator,
} from './operator.js';
import { outputOf } from './operator.js';

export const project = (child: Operator, expressions: readonly NamedExpression[]): ProjectOperator =>
  Object.freeze({ kind: 'project', children: [child], expressions });

export const filter = (child: Operator, condition: TypedExpression): FilterOperator =>
  Object.freeze({ kind: 'filter', children: [child], condition });

export const aggregate = (child: Operator, grouping: readonly TypedExpression[], results: readonly NamedExpression[]): AggregateOperator =>
  Object.freeze({ kind: 'aggregate', children: [child], grouping, results });

export const sort = (child: Operator, order: readonly TypedSortOrder[], isGlobal: boolean): SortOperator =>
  Object.freeze({ kind: 'sort', children: [child], order, isGlobal });

export const counted = (kind: CountOperator['kind'], child: Operator, count: number): CountOperator =>
  Object.freeze({ kind, children: [child], count });

export const join = (left: Operator, right: Operator, joinType: TypedJoinType, condition: TypedExpression | undefined): JoinOperator =>
  Object.freeze({ kind: 'join', children: [left, right], joinType, condition, isLateral: false });

/** No rows, in the columns of a plan. */
export const emptyLike = (plan: Operator): LocalRelationOperator =>
  Object.freeze({ kind: 'localRelation', children: [], output: outputOf(plan), rows: [] });
