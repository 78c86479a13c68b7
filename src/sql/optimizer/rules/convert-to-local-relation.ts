import { SparkError } from '../../../errors/spark-error.js';
import { collect } from '../../analyzer/expressions.js';
import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { evaluatorOf } from '../../evaluator/evaluator.js';
import { type LocalRelationOperator, type Operator, outputOf, transformUp } from '../operator.js';
import { isDeterministic } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** Rows that are known are computed with at once. */
export const convertToLocalRelation: Rule = {
  name: 'ConvertToLocalRelation',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      const [child] = each.children;
      if (child?.kind !== 'localRelation') return each;
      switch (each.kind) {
        case 'project': {
          if (!each.expressions.every(isComputable)) return each;
          return computed(each, () => {
            const columns = each.expressions.map(expression => evaluatorOf(expression, child.output, cx.settings));
            return child.rows.map(row => columns.map(of => of(row)));
          });
        }
        case 'filter':
          if (!isComputable(each.condition)) return each;
          return computed(each, () => filteredRows(each.condition, child, cx));
        case 'globalLimit':
        case 'localLimit':
          return each.kind === 'globalLimit' ? each : withRows(each, child.rows.slice(0, each.count));
        case 'offset':
          return withRows(each, child.rows.slice(each.count));
        default:
          return each;
      }
    }),
};

function filteredRows(condition: TypedExpression, child: LocalRelationOperator, { settings }: RuleContext) {
  const holds = evaluatorOf(condition, child.output, settings);
  return child.rows.filter(row => holds(row) === true);
}

/** What fails is left to the run of the query. */
function computed(plan: Operator, rows: () => LocalRelationOperator['rows']): Operator {
  try {
    return withRows(plan, rows());
  } catch (error) {
    if (error instanceof SparkError) return plan;
    throw error;
  }
}

const withRows = (plan: Operator, rows: LocalRelationOperator['rows']): LocalRelationOperator =>
  Object.freeze({ kind: 'localRelation', children: [], output: outputOf(plan), rows });

const isComputable = (expression: TypedExpression): boolean =>
  isDeterministic(expression) &&
  collect(
    expression,
    (each): each is TypedExpression =>
      ['scalarSubquery', 'exists', 'inSubquery', 'aggregate', 'window', 'generator'].includes(each.kind) ||
      (each.kind === 'attribute' && each.isOuter === true),
  ).length === 0;
