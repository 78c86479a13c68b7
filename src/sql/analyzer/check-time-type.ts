/** TIME is a type of literals and their columns alone until spark.sql.timeType.enabled allows casts to it. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { DataType } from '../types/index.js';
import { childrenOf } from './expressions.js';
import { expressionsOf, inputsOf } from './outer-references.js';
import type { TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

type Conf = (key: string) => string | undefined;

const isAllowed = (conf: Conf) => conf('spark.sql.timeType.enabled')?.toLowerCase() === 'true';

/** @throws SparkError UNSUPPORTED_TIME_TYPE */
export function requireTimeType(conf: Conf): void {
  if (!isAllowed(conf)) throw sparkErrorOf('UNSUPPORTED_TIME_TYPE', {}, { name: 'AnalysisException' });
}

/** @throws SparkError UNSUPPORTED_TIME_TYPE where the plan casts to TIME */
export function checkTimeCasts(plan: TypedPlan, conf: Conf): void {
  if (!isAllowed(conf) && castsToTime(plan)) requireTimeType(conf);
}

/** Plans without such casts: each DataFrame is made of the plan of another, which has been looked at. */
const plansWithout = new WeakSet<TypedPlan>();

function castsToTime(plan: TypedPlan): boolean {
  if (plansWithout.has(plan)) return false;
  if (inputsOf(plan).some(castsToTime) || expressionsOf(plan).some(holdsCast)) return true;
  plansWithout.add(plan);
  return false;
}

function holdsCast(expression: TypedExpression): boolean {
  if (expression.kind === 'cast' && holdsTime(expression.dataType)) return true;
  if ('plan' in expression && castsToTime(expression.plan)) return true;
  if (expression.kind === 'call' && expression.replacement !== undefined && holdsCast(expression.replacement)) return true;
  return childrenOf(expression).some(holdsCast);
}

export function holdsTime(type: DataType): boolean {
  switch (type.kind) {
    case 'time':
      return true;
    case 'array':
      return holdsTime(type.elementType);
    case 'map':
      return holdsTime(type.keyType) || holdsTime(type.valueType);
    case 'struct':
      return type.fields.some(field => holdsTime(field.dataType));
    default:
      return false;
  }
}
