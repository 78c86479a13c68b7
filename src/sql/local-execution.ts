/** Small plans over rows that the driver holds are computed on the spot: constants, SHOW and DESCRIBE, VALUES. */

import { exists } from './analyzer/expressions.js';
import type { TypedExpression } from './analyzer/typed-expression.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import { evaluatorOf, evaluatorsOf } from './evaluator/evaluator.js';
import type { EvaluationSettings } from './functions/function-record.js';
import { userFunctionName } from './functions/user-funcs.js';
import type { Value } from './values/value.js';

type Rows = readonly (readonly Value[])[];

const maxRows = 1000;

/** Undefined when the plan needs an engine. */
export function runLocally(plan: TypedPlan, settings: EvaluationSettings): Rows | undefined {
  switch (plan.kind) {
    case 'localRelation':
      return plan.rows.length <= maxRows ? plan.rows : undefined;
    case 'project': {
      const values = plan.expressions.map(each => (each.kind === 'alias' ? each.child : each));
      if (!values.every(isLocal)) return undefined;
      const rows = runLocally(plan.input, settings);
      if (rows === undefined) return undefined;
      const evaluators = evaluatorsOf(values, plan.input.output, settings);
      return rows.map(row => evaluators.map(evaluate => evaluate(row)));
    }
    case 'filter': {
      if (!isLocal(plan.condition)) return undefined;
      const rows = runLocally(plan.input, settings);
      if (rows === undefined) return undefined;
      const test = evaluatorOf(plan.condition, plan.input.output, settings);
      return rows.filter(row => test(row) === true);
    }
    case 'limit': {
      const rows = runLocally(plan.input, settings);
      const from = plan.offset ?? 0;
      return rows?.slice(from, plan.limit === undefined ? undefined : from + plan.limit);
    }
    case 'note':
      return runLocally(plan.input, settings);
    default:
      return undefined;
  }
}

const engineKinds: ReadonlySet<TypedExpression['kind']> = new Set([
  'scalarSubquery',
  'exists',
  'inSubquery',
  'aggregate',
  'window',
  'generator',
]);
const isLocal = (expression: TypedExpression): boolean =>
  !exists(
    expression,
    each =>
      engineKinds.has(each.kind) ||
      (each.kind === 'attribute' && each.isOuter === true) ||
      // The person's functions run away from the driver, always with copies of what they use.
      (each.kind === 'call' && each.name === userFunctionName),
  );
