/** Queries where a value stands: scalar, EXISTS, IN. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { SubqueryExpression } from '../plan/index.js';
import { BooleanType } from '../types/index.js';
import type { Analyzer } from './analyzer.js';
import { typedCast } from './expressions.js';
import { project } from './plans.js';
import type { Scope } from './scope.js';
import type { TypedExpression } from './typed-expression.js';

export function resolveSubquery(
  expression: SubqueryExpression,
  values: readonly TypedExpression[],
  outer: Scope,
  analyzer: Analyzer,
): TypedExpression {
  const { origin } = expression;
  const plan = analyzer.subqueryPlan(expression.plan, outer);
  switch (expression.subqueryType) {
    case 'scalar': {
      const [column] = plan.output;
      if (column === undefined || plan.output.length !== 1) {
        throw sparkErrorOf(
          'INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN',
          { number: plan.output.length },
          { origin },
        );
      }
      return Object.freeze({ kind: 'scalarSubquery', plan, dataType: column.dataType, nullable: true, origin });
    }
    case 'exists':
      return Object.freeze({ kind: 'exists', plan, dataType: BooleanType, nullable: false, origin });
    case 'in':
      return inSubquery(values, plan, analyzer, origin);
    case 'table':
      throw sparkErrorOf('UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.UNSUPPORTED_TABLE_ARGUMENT', { treeNode: '' }, { origin });
  }
}

function inSubquery(
  values: readonly TypedExpression[],
  plan: ReturnType<Analyzer['subqueryPlan']>,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): TypedExpression {
  const { coercion } = analyzer.session;
  const shown = Object.freeze({ kind: 'inSubquery' as const, values, plan, dataType: BooleanType, nullable: true });
  const sqlExpr = quotedSql(analyzer.sqlOf(shown));
  const [left, right] = [values, plan.output];
  if (left.length !== right.length) {
    throw sparkErrorOf(
      'DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH',
      {
        sqlExpr,
        leftLength: left.length,
        rightLength: right.length,
        leftColumns: left.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
        rightColumns: right.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
      },
      { origin },
    );
  }
  const types = left.map((each, i) => coercion.wider(each.dataType, right[i]!.dataType));
  const mismatched = types.flatMap((type, i) => (type === undefined ? [i] : []));
  if (mismatched.length > 0) {
    throw sparkErrorOf(
      'DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH',
      {
        sqlExpr,
        mismatchedColumns: mismatched
          .map(i =>
            quotedSql(`${analyzer.sqlOf(left[i]!)}:${left[i]!.dataType.sql}, ${analyzer.sqlOf(right[i]!)}:${right[i]!.dataType.sql}`),
          )
          .join(', '),
        leftType: left.map(each => quotedSql(each.dataType.sql)).join(', '),
        rightType: right.map(each => quotedSql(each.dataType.sql)).join(', '),
      },
      { origin },
    );
  }
  const mode = coercion.isAnsi ? 'ansi' : 'legacy';
  const castedLeft = left.map((each, i) => (each.dataType.equals(types[i]!) ? each : typedCast(each, types[i]!, mode, false)));
  const casted = right.some((each, i) => !each.dataType.equals(types[i]!))
    ? project(
        plan,
        right.map((each, i) =>
          each.dataType.equals(types[i]!) ? each : analyzer.alias(typedCast(each, types[i]!, mode, false), each.name),
        ),
      )
    : plan;
  const nullable = left.some(each => each.nullable) || casted.output.some(each => each.nullable);
  return Object.freeze({ kind: 'inSubquery', values: castedLeft, plan: casted, dataType: BooleanType, nullable, origin });
}
