/** JavaScript functions of the person: the record that calls of all of them have, and records of those that have a name in SQL. */

import { quotedId } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { FunctionCall, TypedExpression } from '../analyzer/typed-expression.js';
import type { UserFunction } from '../plan/index.js';
import { userDataConverter } from '../user-data.js';
import { userValueOf } from '../user-values.js';
import { group, scalar } from './define.js';
import type { EvaluationContext, ScalarFunction } from './function-record.js';

/** The name of the record; no function of SQL has a blank in its name. */
export const userFunctionName = 'user function';

/** What a call keeps of the function. */
export interface UserFunctionData {
  readonly id: string;
  readonly name: string;
  readonly run: UserFunction['run'];
  readonly deterministic: boolean;
}

/** Arguments come as `collect` gives values; the result is checked against the type that was declared. */
function callOf(cx: EvaluationContext): (...args: readonly unknown[]) => unknown {
  const { name, run } = cx.data as UserFunctionData;
  const converts = cx.argTypes.map(userValueOf);
  const revert = userDataConverter(cx.dataType, `result of ${name}`);
  return (...args) => {
    try {
      return revert(run(...args.map((each, i) => converts[i]!(each))));
    } catch (error) {
      throw failed(error, cx);
    }
  };
}

function failed(error: unknown, { data, argTypes, dataType }: EvaluationContext): SparkError {
  // The text of the condition ends the sentence.
  const reason = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replace(/\.$/, '');
  return sparkErrorOf(
    'FAILED_EXECUTE_UDF',
    {
      functionName: quotedId((data as UserFunctionData).name),
      signature: argTypes.map(each => each.catalogString).join(', '),
      result: dataType.catalogString,
      reason,
    },
    { name: 'SparkException', cause: error },
  );
}

export const userFuncs = group('internal', {
  [userFunctionName]: scalar({
    arity: { min: 0 },
    dataType: () => {
      throw new TypeError('made by userFunctionCall only');
    },
    nullIntolerant: false,
    isFoldable: false,
    sql: (args, { data }) => `${(data as UserFunctionData).name}(${args.join(', ')})`,
    prepare: callOf,
  }),
});

export function userFunctionCall(f: UserFunction, args: readonly TypedExpression[]): FunctionCall {
  const data: UserFunctionData = Object.freeze({ id: f.id, name: f.name ?? 'UDF', run: f.run, deterministic: f.deterministic });
  return Object.freeze({ kind: 'call', name: userFunctionName, args, data, dataType: f.dataType, nullable: f.nullable });
}

/** The function under a name in SQL. Arguments that JavaScript would find missing are refused; more than it names are passed on. */
export function userFunctionRecord(name: string, f: UserFunction): ScalarFunction {
  return {
    kind: 'scalar',
    name,
    group: 'misc_funcs',
    usage: `${name} - ${f.run.toString()}`,
    arity: { min: f.run.length },
    dataType: f.dataType,
    nullable: f.nullable,
    substitute: (args, cx) => {
      if (args.length >= f.run.length) return userFunctionCall({ ...f, name }, args);
      throw cx.error('WRONG_NUM_ARGS.WITHOUT_SUGGESTION', {
        functionName: quotedId(name),
        expectedNum: f.run.length,
        actualNum: args.length,
        docroot: 'https://spark.apache.org/docs/latest',
      });
    },
  };
}
