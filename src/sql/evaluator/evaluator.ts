/**
 * Evaluates typed expressions in JavaScript: the reference of what an expression gives. `evaluatorOf` turns an expression into a
 * function of a row once; the row is an array of values, one for each of `inputs`.
 */
import type { Origin } from '../../errors/query-context.js';
import { InternalError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { FunctionCall, LambdaFunction, TypedExpression } from '../analyzer/typed-expression.js';
import type { AggregateFunction, EvaluationContext, EvaluationSettings, ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { castOf } from '../values/cast.js';
import type { Value } from '../values/value.js';

export type Row = readonly Value[];
export type Evaluator = (row: Row) => any;

interface Scope {
  readonly settings: EvaluationSettings;
  /** Index in the row by attribute id. */
  readonly inputs: ReadonlyMap<number, number>;
  /** Current values of lambda parameters by id; shared by all calls of one evaluator. */
  readonly variables: Map<number, Value>;
}

export function evaluatorOf(
  expression: TypedExpression,
  inputs: readonly { readonly id: number }[],
  settings: EvaluationSettings,
): Evaluator {
  return evaluatorsOf([expression], inputs, settings)[0]!;
}

export function evaluatorsOf(
  expressions: readonly TypedExpression[],
  inputs: readonly { readonly id: number }[],
  settings: EvaluationSettings,
): readonly Evaluator[] {
  const indices = new Map(inputs.map(({ id }, index) => [id, index]));
  return expressions.map(each => compile(each, { settings, inputs: indices, variables: new Map() }));
}

/** The value of an expression without columns. */
export const valueOf = (expression: TypedExpression, settings: EvaluationSettings): Value => evaluatorOf(expression, [], settings)([]);

function compile(expression: TypedExpression, scope: Scope): Evaluator {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'attribute': {
      const index = scope.inputs.get(expression.id);
      if (index === undefined) throw new InternalError(`Column ${expression.name}#${expression.id} is no input of its expression`);
      return row => row[index]!;
    }
    case 'alias':
      return compile(expression.child, scope);
    case 'cast': {
      const { child, dataType, mode, origin } = expression;
      const input = compile(child, scope);
      const { timeZone, timeZones, nowMicros } = scope.settings;
      const cast = castOf(child.dataType, dataType, { mode, timeZone, timeZones, nowMicros, fail: failAt(origin) });
      return row => {
        const value = input(row);
        return value === null ? null : cast(value);
      };
    }
    case 'call':
      return expression.replacement === undefined ? compileCall(expression, scope) : compile(expression.replacement, scope);
    case 'lambdaVariable': {
      const { id } = expression;
      return () => scope.variables.get(id)!;
    }
    case 'lambda':
      return compileLambda(expression, scope);
    default:
      throw new InternalError(`A ${expression.kind} cannot be evaluated by itself`);
  }
}

/** Gives a JavaScript function of values. Inner lambdas may run while an outer one does: what they set is put back. */
function compileLambda({ parameters, body }: LambdaFunction, scope: Scope): Evaluator {
  const run = compile(body, scope);
  const ids = parameters.map(({ id }) => id);
  const { variables } = scope;
  return row =>
    (...values: readonly Value[]) => {
      for (let i = 0; i < ids.length; i++) variables.set(ids[i]!, values[i] ?? null);
      return run(row);
    };
}

function compileCall(call: FunctionCall, scope: Scope): Evaluator {
  const record = scalarOf(call.name);
  const cx = evaluationContext(call, scope.settings);
  const args = call.args.map(each => compile(each, scope));
  const { evaluate: plainEvaluate, evaluateLazy, prepare, nullIntolerant = true } = record;
  const prepared = prepare?.(cx);
  const evaluate = prepared === undefined ? plainEvaluate : (values: readonly any[]) => prepared(...values);
  if (evaluateLazy !== undefined)
    return row =>
      evaluateLazy(
        args.map(arg => () => arg(row)),
        cx,
      );
  if (evaluate === undefined) throw new InternalError(`Function ${call.name} has no evaluate`);
  if (args.length === 1) {
    const [only] = args as [Evaluator];
    return nullIntolerant
      ? row => {
          const value = only(row);
          return value === null ? null : evaluate([value], cx);
        }
      : row => evaluate([only(row)], cx);
  }
  if (!nullIntolerant)
    return row =>
      evaluate(
        args.map(arg => arg(row)),
        cx,
      );
  return row => {
    const values = new Array(args.length);
    for (let i = 0; i < values.length; i++) {
      const value = args[i]!(row);
      if (value === null) return null;
      values[i] = value;
    }
    return evaluate(values, cx);
  };
}

function scalarOf(name: string): ScalarFunction {
  const record = findFunction(name);
  if (record?.kind !== 'scalar') throw new InternalError(`There is no scalar function ${name}`);
  return record;
}

export function aggregateOf(name: string): AggregateFunction {
  const record = findFunction(name);
  if (record?.kind !== 'aggregate') throw new InternalError(`There is no aggregate function ${name}`);
  return record;
}

const failAt =
  (origin: Origin | undefined): EvaluationContext['fail'] =>
  (condition, parameters = {}, name) => {
    throw sparkErrorOf(condition, parameters, { origin, name });
  };

interface CallLike {
  readonly args: readonly TypedExpression[];
  readonly dataType: TypedExpression['dataType'];
  readonly origin?: Origin | undefined;
  readonly data?: unknown;
}

export function evaluationContext(call: CallLike, settings: EvaluationSettings): EvaluationContext {
  let memoKey: unknown;
  let memoValue: any;
  let hasMemo = false;
  let state: any;
  let hasState = false;
  return {
    settings,
    argTypes: call.args.map(each => each.dataType),
    dataType: call.dataType,
    data: call.data,
    memo(key, make) {
      if (!hasMemo || memoKey !== key) {
        memoValue = make(key);
        memoKey = key;
        hasMemo = true;
      }
      return memoValue;
    },
    state(make) {
      if (!hasState) {
        state = make();
        hasState = true;
      }
      return state;
    },
    fail: failAt(call.origin),
  };
}
