/** Generators give rows: the list of a SELECT and LATERAL VIEW take them out of expressions. One that is left is where Spark takes none. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { childrenOf } from './expressions.js';
import { expressionsOf, inputsOf } from './outer-references.js';
import type { GeneratorCall, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

/** Plans without a misplaced generator: each DataFrame is made of the plan of another, which has been looked at. */
const checked = new WeakSet<TypedPlan>();

/** @throws SparkError UNSUPPORTED_GENERATOR.OUTSIDE_SELECT, for groups UNSUPPORTED_EXPR_FOR_OPERATOR */
export function checkGenerators(plan: TypedPlan, sqlOf: (expression: TypedExpression) => string): void {
  if (checked.has(plan)) return;
  for (const each of inputsOf(plan)) checkGenerators(each, sqlOf);
  const refuse = (generator: GeneratorCall) => {
    const { origin } = generator;
    if (plan.kind !== 'aggregate') return sparkErrorOf('UNSUPPORTED_GENERATOR.OUTSIDE_SELECT', { plan: sqlOf(generator) }, { origin });
    const parameters = { operator: 'Aggregate', invalidExprSqls: quotedSql(sqlOf(generator)) };
    return sparkErrorOf('UNSUPPORTED_EXPR_FOR_OPERATOR', parameters, { origin });
  };
  const check = (expression: TypedExpression): void => {
    if (expression.kind === 'generator') throw refuse(expression);
    if ('plan' in expression) checkGenerators(expression.plan, sqlOf);
    if (expression.kind === 'call' && expression.replacement !== undefined) check(expression.replacement);
    childrenOf(expression).forEach(check);
  };
  if (plan.kind === 'generate') plan.generator.args.forEach(check);
  else expressionsOf(plan).forEach(check);
  checked.add(plan);
}
