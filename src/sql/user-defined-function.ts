/** Functions of the person in queries: `udf(...)`, `spark.udf.register(...)`. */
import { randomUUID } from 'node:crypto';
import { SparkError } from '../errors/spark-error.js';
import { Column, type ColumnOrName } from './column.js';
import { userFunctionRecord } from './functions/user-funcs.js';
import type { UserFunction } from './plan/index.js';
import type { SessionState } from './session-state.js';
import { typeFromText } from './type-from-text.js';
import { type DataType, StringType } from './types/index.js';

/** What `udf` gives: called with columns it is a column. */
export interface UserDefinedFunction {
  (...columns: readonly ColumnOrName[]): Column;
  readonly returnType: DataType;
  readonly deterministic: boolean;
  readonly nullable: boolean;
  readonly definition: UserFunction;
  /** Two calls of the same arguments may give different results. */
  asNondeterministic(): UserDefinedFunction;
  /** It never gives NULL. */
  asNonNullable(): UserDefinedFunction;
  /** The name that columns of it are shown with. */
  withName(name: string): UserDefinedFunction;
}

/**
 * A function over columns, row by row: `const next = udf((x: number) => x + 1, 'bigint')`. It runs away from the driver, with what it
 * captures. NULL comes as `null`.
 */
export function udf(f: (...args: any[]) => unknown, returnType: DataType | string = StringType): UserDefinedFunction {
  if (typeof f !== 'function')
    throw new SparkError('PySparkTypeError', `[NOT_CALLABLE] Argument \`func\` should be a callable, got ${typeof f}.`, {
      condition: 'NOT_CALLABLE',
    });
  return functionOf({
    id: randomUUID(),
    name: f.name === '' ? undefined : f.name,
    run: f,
    dataType: typeof returnType === 'string' ? typeFromText(returnType) : returnType,
    deterministic: true,
    nullable: true,
  });
}

function functionOf(definition: UserFunction): UserDefinedFunction {
  const call = (...columns: readonly ColumnOrName[]): Column =>
    new Column({ kind: 'userDefinedFunction', f: definition, arguments: columns.map(each => Column.of(each).expression) });
  return Object.assign(call, {
    definition,
    returnType: definition.dataType,
    deterministic: definition.deterministic,
    nullable: definition.nullable,
    asNondeterministic: () => functionOf({ ...definition, deterministic: false }),
    asNonNullable: () => functionOf({ ...definition, nullable: false }),
    withName: (name: string) => functionOf({ ...definition, name }),
  });
}

const isUserDefined = (f: unknown): f is UserDefinedFunction => typeof f === 'function' && 'definition' in f && 'withName' in f;

/** `spark.udf`: functions of the person with a name in SQL. */
export class UDFRegistration {
  readonly #state: SessionState;

  constructor(state: SessionState) {
    this.#state = state;
  }

  /** From now on `name(...)` calls the function, in SQL and in expressions. @returns the function for use with columns */
  register(name: string, f: ((...args: any[]) => unknown) | UserDefinedFunction, returnType?: DataType | string): UserDefinedFunction {
    if (isUserDefined(f) && returnType !== undefined)
      throw new SparkError(
        'PySparkTypeError',
        '[CANNOT_SPECIFY_RETURN_TYPE_FOR_UDF] returnType can not be specified when `f` is a user-defined function, but got the return type.',
        { condition: 'CANNOT_SPECIFY_RETURN_TYPE_FOR_UDF' },
      );
    const made = (isUserDefined(f) ? f : udf(f, returnType)).withName(name);
    this.#state.shared.context.checkClosure(made.definition.run);
    this.#state.functions.set(name.toLowerCase(), userFunctionRecord(name, made.definition));
    return made;
  }
}
