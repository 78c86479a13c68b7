/** What the optimizer is made of: rules, each of which rewrites a whole plan, or gives it back as it is. */
import type { Attribute, TypedExpression } from '../analyzer/typed-expression.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { AnalysisContext, EvaluationSettings } from '../functions/function-record.js';
import type { Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import type { Operator } from './operator.js';
import type { OperatorContext } from './operator-of.js';

export interface RuleContext extends OperatorContext {
  readonly settings: EvaluationSettings;
  analyze(relation: Relation): TypedPlan;
  /** The columns of a DataFrame, by the number of its plan. */
  outputOfPlan(planId: number): readonly Attribute[] | undefined;
  /** A call of a function, analyzed as if a person had written it. */
  readonly call: AnalysisContext['call'];
  /** Columns of a subquery that the query around knows by these ids. */
  readonly keptIds?: ReadonlySet<number> | undefined;
}

export interface Rule {
  /** Spark's name. */
  readonly name: string;
  apply(plan: Operator, cx: RuleContext): Operator;
}

export function ruleContextOf(state: SessionState): RuleContext {
  const analyzer = state.analyzer();
  const { call } = analyzer.calls.context('optimizer', undefined, () => []);
  return {
    settings: state.settings(),
    newId: () => state.shared.newId(),
    sqlOf: (expression: TypedExpression) => analyzer.sqlOf(expression),
    analyze: relation => state.analyzer().analyze(relation),
    outputOfPlan: planId => state.shared.planOutputs.get(planId),
    call,
  };
}
