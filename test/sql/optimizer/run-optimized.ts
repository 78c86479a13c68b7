/** Sessions run what the optimizer makes of their plans. */

import type { TypedPlan } from '../../../dist/sql/analyzer/typed-plan.js';
import { operatorOf } from '../../../dist/sql/optimizer/operator-of.js';
import { optimize } from '../../../dist/sql/optimizer/optimizer.js';
import { ruleContextOf } from '../../../dist/sql/optimizer/rule.js';
import { SessionState } from '../../../dist/sql/session-state.js';
import { typedPlanOf } from './typed-plan-of.js';

function optimized(state: SessionState, plan: TypedPlan): TypedPlan {
  const cx = ruleContextOf(state);
  const made = typedPlanOf(optimize(operatorOf(plan, cx), cx), cx.newId);
  // The names that a person sees are those of the query.
  return { ...made, output: made.output.map((each, i) => ({ ...each, name: plan.output[i]!.name })) };
}

const { run, runBatches } = SessionState.prototype;

export function runOptimizedPlans(): void {
  SessionState.prototype.run = function (plan) {
    return run.call(this, optimized(this, plan));
  };
  SessionState.prototype.runBatches = function (plan, take) {
    return runBatches.call(this, optimized(this, plan), take);
  };
}

export function runAnalyzedPlans(): void {
  Object.assign(SessionState.prototype, { run, runBatches });
}
