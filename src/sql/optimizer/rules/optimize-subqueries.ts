import { transformUp as mapUp, typedLiteral } from '../../analyzer/expressions.js';
import type { TypedAlias } from '../../analyzer/typed-expression.js';
import { IntegerType } from '../../types/index.js';
import { idsOf, mapExpressions, mapSubqueries, type Operator, outerColumns, outputOf, planOf, transformUp } from '../operator.js';
import { counted, project } from '../operators.js';
import { isNotNullTest } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** Plans of subqueries go through all of the optimizer. */
export const optimizeSubqueries = (optimize: (plan: Operator, cx: RuleContext) => Operator): Rule => ({
  name: 'OptimizeSubqueries',
  apply: (plan, cx) =>
    transformUp(plan, each =>
      mapExpressions(each, expression =>
        mapSubqueries(expression, inner => {
          const optimized = optimize(inner, { ...cx, keptIds: idsOf(outputOf(inner)) });
          return optimized.kind === 'sort' ? optimized.children[0]! : optimized;
        }),
      ),
    ),
});

/** EXISTS of a subquery that knows nothing of the rows around is asked once. */
export const rewriteNonCorrelatedExists: Rule = {
  name: 'RewriteNonCorrelatedExists',
  apply: (plan, cx) =>
    transformUp(plan, each =>
      mapExpressions(each, expression =>
        mapUp(expression, inner => {
          if (inner.kind !== 'exists' || outerColumns(planOf(inner)).length > 0) return inner;
          const one = counted('globalLimit', counted('localLimit', planOf(inner), 1), 1);
          const column: TypedAlias = Object.freeze({
            kind: 'alias',
            child: typedLiteral(1, IntegerType),
            name: 'col',
            id: cx.newId(),
            metadata: {},
            qualifier: [],
            dataType: IntegerType,
            nullable: false,
          });
          const scalar = { kind: 'scalarSubquery', plan: project(one, [column]), dataType: IntegerType, nullable: true };
          return isNotNullTest(Object.freeze(scalar) as unknown as Parameters<typeof isNotNullTest>[0]);
        }),
      ),
    ),
};
