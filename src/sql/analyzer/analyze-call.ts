/** Analyzes a call of a function through its record, in Spark's order. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { valueOf } from '../evaluator/evaluator.js';
import { accepts, isFamily } from '../functions/abstract-type.js';
import { unexpectedInput, wrongNumArgs } from '../functions/argument-errors.js';
import type {
  AggregateFunction,
  AggregateModifiers,
  AnalysisContext,
  EvaluationSettings,
  FunctionRecord,
  GeneratorFunction,
  LambdaParameters,
  RefusedFunction,
  ScalarFunction,
  TableFunction,
  WindowFunction,
} from '../functions/function-record.js';
import { withMicros } from '../functions/nanos-timestamp-funcs.js';
import { findFunction } from '../functions/registry.js';
import type { DataType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { canCast } from '../values/cast-rules.js';
import { explicitCast } from './analyze-cast.js';
import { collateArguments, isIndeterminateCall } from './collation-coercion.js';
import { prettySql } from './expression-sql.js';
import { childrenOf, typedCast, typedLiteral } from './expressions.js';
import type { TypeCoercion } from './type-coercion.js';
import type {
  AggregateCall,
  FunctionCall,
  GeneratorCall,
  LambdaFunction,
  TypedExpression,
  WindowFunctionCall,
} from './typed-expression.js';

type Origin = TypedExpression['origin'];

/** What calls of one analysis share. */
export interface CallSettings {
  readonly coercion: TypeCoercion;
  readonly settings: EvaluationSettings;
}

type CallableRecord = Exclude<FunctionRecord, RefusedFunction>;

/** A lambda of the query whose parameters have no types yet. */
export interface UnboundLambda {
  readonly parameterCount: number;
  readonly bind: (types: LambdaParameters['types'], cx: AnalysisContext) => LambdaFunction;
}

export type CallArgument = TypedExpression | UnboundLambda;
const isLambda = (argument: CallArgument): argument is UnboundLambda => 'bind' in argument;

/** @param place what has a lambda and calls none */
export const misplacedLambda = (place: string, origin: Origin) =>
  sparkErrorOf('INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION', { class: place }, { origin });

export class CallAnalyzer {
  readonly #shared: CallSettings;

  constructor(shared: CallSettings) {
    this.#shared = shared;
  }

  /** @param name as written, in lower case */
  scalar(name: string, record: ScalarFunction, given: readonly CallArgument[], origin: Origin): TypedExpression {
    if (record.lambdas === undefined && given.some(isLambda)) throw misplacedLambda(name, origin);
    if (record.substitute !== undefined) {
      const typed = given as readonly TypedExpression[];
      const other = record.substitute(
        typed,
        this.context(name, origin, () => typed),
      );
      if (other !== undefined) return other;
    }
    const { args, cx, shown } = this.#arguments(name, record, given, origin);
    if (record.rewrite !== undefined) {
      const replacement = record.rewrite(args, cx);
      const { dataType, nullable } = replacement;
      return Object.freeze<FunctionCall>({ kind: 'call', name: shown, args, replacement, dataType, nullable, origin });
    }
    const dataType = typeof record.dataType === 'function' ? record.dataType(args, cx) : record.dataType;
    const data = record.data?.(args, cx);
    const nullable = nullableOf(
      record,
      args,
      cx,
      args.some(arg => arg.nullable),
    );
    return Object.freeze<FunctionCall>({
      kind: 'call',
      name: shown,
      args,
      dataType,
      nullable,
      origin,
      ...(data === undefined ? {} : { data }),
    });
  }

  /** The call over arguments that have become nullable: what follows from that for its own type. */
  retyped(call: FunctionCall): FunctionCall {
    const record = findFunction(call.name);
    if (record?.kind !== 'scalar' || call.replacement !== undefined) return call;
    const { args } = call;
    const cx = this.context(call.name, call.origin, () => args);
    const dataType = typeof record.dataType === 'function' ? record.dataType(args, cx) : record.dataType;
    const nullable = nullableOf(
      record,
      args,
      cx,
      args.some(arg => arg.nullable),
    );
    return Object.freeze({ ...call, dataType, nullable });
  }

  aggregate(
    name: string,
    record: AggregateFunction,
    given: readonly TypedExpression[],
    modifiers: AggregateModifiers,
    origin: Origin,
  ): TypedExpression {
    const { isDistinct, filter, order, ignoreNulls } = modifiers;
    if (order !== undefined)
      record.checkOrder?.(
        order,
        this.context(name, origin, () => given),
        given,
        isDistinct,
      );
    const ordering = record.orderIsArgument && order !== undefined ? order.map(each => each.child) : [];
    const { args, cx, shown } = this.#arguments(name, record, given, origin, ordering);
    if (record.rewrite !== undefined) {
      const replacement = record.rewrite(args, cx, modifiers);
      const { dataType, nullable } = replacement;
      return Object.freeze<FunctionCall>({
        kind: 'call',
        name: shown,
        args,
        replacement,
        dataType,
        nullable,
        origin,
        data: { filter, isDistinct, order },
      });
    }
    const dataType = typeof record.dataType === 'function' ? record.dataType(args, cx) : record.dataType;
    const data = record.data?.(args, cx);
    const nullable = nullableOf(record, args, cx, true);
    return Object.freeze<AggregateCall>({
      kind: 'aggregate',
      name: shown,
      args,
      isDistinct,
      filter,
      order,
      dataType,
      nullable,
      origin,
      ...(data === undefined ? {} : { data }),
      ...(ignoreNulls === undefined ? {} : { ignoreNulls }),
      ...(ordering.length === 0 ? {} : { shownArgs: args.slice(0, args.length - ordering.length) }),
    });
  }

  window(
    name: string,
    record: WindowFunction,
    given: readonly TypedExpression[],
    ignoreNulls: boolean | undefined,
    origin: Origin,
  ): WindowFunctionCall {
    const { args, cx, shown } = this.#arguments(name, record, given, origin);
    const dataType = typeof record.dataType === 'function' ? record.dataType(args, cx) : record.dataType;
    const data = record.data?.(args, cx);
    const nullable = nullableOf(record, args, cx, true);
    return Object.freeze<WindowFunctionCall>({ kind: 'windowFunction', name: shown, args, dataType, nullable, origin, data, ignoreNulls });
  }

  generator(name: string, record: GeneratorFunction, given: readonly TypedExpression[], origin: Origin) {
    const { args, cx, shown } = this.#arguments(name, record, given, origin);
    const dataType = typeof record.dataType === 'function' ? record.dataType(args, cx) : record.dataType;
    const data = record.data?.(args, cx);
    const call = Object.freeze<GeneratorCall>({
      kind: 'generator',
      name: shown,
      args,
      isOuter: record.isOuter ?? false,
      dataType,
      nullable: true,
      origin,
      data,
    });
    return { call, output: record.output(args, cx) };
  }

  table(name: string, record: TableFunction, given: readonly TypedExpression[], origin: Origin) {
    const { args, cx } = this.#arguments(name, record as unknown as CallableRecord, given, origin);
    return record.plan(args, cx);
  }

  #arguments(name: string, record: CallableRecord, given: readonly CallArgument[], origin: Origin, more: readonly TypedExpression[] = []) {
    const shown = record.hidesAlias ? record.name : name;
    let args: readonly TypedExpression[] = [];
    const cx = this.context(shown, origin, () => args);
    checkArity(name, record, given.length, origin);
    args = [...this.#bindLambdas(record, given, cx, origin), ...more];
    if (record.defaults !== undefined) args = [...args, ...record.defaults(args, cx)];
    const collate = () => {
      args = collateArguments(record.name, args, cx.ansi ? 'ansi' : 'legacy');
      if (isIndeterminateCall(record.name, args)) {
        const expr = quotedSql(sqlOfCall(shown, args, cx.sqlOf));
        throw cx.error('INDETERMINATE_COLLATION_IN_EXPRESSION', { expr });
      }
    };
    collate();
    args = withMicros(record.name, args, cx);
    if (record.coerce !== undefined) args = record.coerce(args, cx);
    const expected = typeof record.inputTypes === 'function' ? record.inputTypes(args, cx) : (record.inputTypes ?? []);
    args = args.map((arg, i) => {
      const want = expected[i];
      if (want === undefined || arg.kind === 'lambda') return arg;
      if (record.implicitCasts === false) {
        const type = isFamily(want) ? want.defaultType : want;
        return arg.dataType.kind === 'null' && type !== undefined && !accepts(want, arg.dataType) ? cx.cast(arg, type) : arg;
      }
      return cx.implicitCast(arg, want) ?? arg;
    });
    // Once more: what has become a string only now is a string of the default collation.
    collate();
    args.forEach((arg, i) => {
      const want = expected[i];
      if (want !== undefined && arg.kind !== 'lambda' && !accepts(want, arg.dataType)) throw unexpectedInput(arg, i, want, cx);
    });
    record.check?.(args, cx);
    return { args, cx, shown };
  }

  #bindLambdas(record: CallableRecord, given: readonly CallArgument[], cx: AnalysisContext, origin: Origin): readonly TypedExpression[] {
    const takesLambdas = record.kind === 'scalar' && record.lambdas !== undefined;
    if (!takesLambdas && !given.some(isLambda)) return given as readonly TypedExpression[];
    const misplaced = () => cx.error('INVALID_LAMBDA_FUNCTION_CALL.PARAMETER_DOES_NOT_ACCEPT_LAMBDA_FUNCTION', {});
    // What the lambdas of a call work on comes first.
    if (takesLambdas && given[0] !== undefined && isLambda(given[0])) throw misplaced();
    const known = given.map(each => (isLambda(each) ? undefined : each));
    const wanted = record.kind === 'scalar' ? (record.lambdas?.(known, cx) ?? []) : [];
    return given.map((each, i) => {
      const want = wanted.find(({ argument }) => argument === i);
      if (!isLambda(each)) return want === undefined ? each : constantLambda(each, want.types.slice(0, want.min));
      if (want === undefined) throw misplacedLambda(cx.functionName, origin);
      const { types, min = types.length } = want;
      if (each.parameterCount > types.length || each.parameterCount < min) {
        throw cx.error('INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH', {
          expectedNumArgs: each.parameterCount,
          actualNumArgs: types.length,
        });
      }
      return each.bind(types.slice(0, each.parameterCount), cx);
    });
  }

  context(name: string, origin: Origin, argsNow: () => readonly TypedExpression[]): AnalysisContext {
    const { coercion, settings } = this.#shared;
    const mode = coercion.isAnsi ? 'ansi' : 'legacy';
    const sqlOf = (expression: TypedExpression) => prettySql(expression, settings.timeZone);
    const cast = (child: TypedExpression, dataType: DataType) =>
      child.dataType.equals(dataType) ? child : typedCast(child, dataType, mode, false, origin ?? child.origin);
    const cx: AnalysisContext = {
      functionName: name,
      ansi: coercion.isAnsi,
      conf: settings.conf,
      literal: (value, dataType) => typedLiteral(value, dataType, origin),
      cast,
      coercion,
      explicitCast: (child, dataType) => explicitCast(child, dataType, mode, sqlOf, origin),
      call: (other, ...args) => this.#byName(other, args, origin),
      commonType: types => coercion.common(types),
      commonTypeWithoutStrings: types => coercion.commonWithoutStrings(types),
      widerType: (a, b) => coercion.wider(a, b),
      implicitCast: (child, expected) => {
        const type = coercion.implicitCast(child.dataType, expected);
        if (type === undefined || sameType(type, child.dataType)) return type && child;
        // What assignment would convert is not always what a cast can: a time is no date.
        return canCast(child.dataType, type) ? cast(child, type) : explicitCast(child, type, mode, () => sqlOf(child), origin);
      },
      isFoldable,
      evaluate: expression => valueOf(expression, settings),
      sqlOf,
      mismatch: (subclass, parameters = {}) =>
        sparkErrorOf(`DATATYPE_MISMATCH.${subclass}`, { sqlExpr: quotedSql(sqlOfCall(name, argsNow(), sqlOf)), ...parameters }, { origin }),
      error: (condition, parameters = {}, errorName) => sparkErrorOf(condition, parameters, { origin, name: errorName }),
    };
    return cx;
  }

  #byName(name: string, args: readonly TypedExpression[], origin: Origin): TypedExpression {
    const record = findFunction(name);
    if (record?.kind === 'aggregate') return this.aggregate(name, record, args, { isDistinct: false }, origin);
    if (record?.kind !== 'scalar') throw new TypeError(`${name} is no scalar function`);
    return this.scalar(name, record, args, origin);
  }
}

/** An expression where a lambda is wanted: a lambda that asks nothing of its parameters, which are shown without a name. */
function constantLambda(body: TypedExpression, types: LambdaParameters['types']): LambdaFunction {
  const parameters = types.map(({ dataType, nullable }, i) =>
    Object.freeze({ kind: 'lambdaVariable' as const, id: -1 - i, name: 'namedlambdavariable()', dataType, nullable }),
  );
  return Object.freeze({ kind: 'lambda', parameters, body, dataType: body.dataType, nullable: body.nullable, origin: body.origin });
}

function sqlOfCall(name: string, args: readonly TypedExpression[], sqlOf: (each: TypedExpression) => string): string {
  const record = findFunction(name);
  const texts = args.map(sqlOf);
  return record !== undefined && record.kind !== 'refused' && record.sql !== undefined
    ? record.sql(texts, { args }, name)
    : `${name}(${texts.join(', ')})`;
}

function nullableOf(record: CallableRecord, args: readonly TypedExpression[], cx: AnalysisContext, otherwise: boolean): boolean {
  if (record.nullable === undefined) return otherwise;
  return typeof record.nullable === 'function' ? record.nullable(args, cx) : record.nullable;
}

function checkArity(name: string, { arity, defaults }: CallableRecord, actual: number, origin: Origin): void {
  const isFine = typeof arity === 'number' ? actual === arity : 'min' in arity ? actual >= arity.min : arity.includes(actual);
  if (isFine || (defaults === undefined && isFine)) return;
  const expected =
    typeof arity === 'number'
      ? String(arity)
      : 'min' in arity
        ? `> ${arity.min - 1}`
        : arity.length === 1
          ? String(arity[0])
          : `[${arity.join(', ')}]`;
  throw wrongNumArgs(name, expected, actual, origin);
}

/** Can be computed without rows. */
export function isFoldable(expression: TypedExpression): boolean {
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'cast':
    case 'alias':
      return isFoldable(expression.child);
    case 'call': {
      if (expression.replacement !== undefined) return isFoldable(expression.replacement);
      const record = findFunction(expression.name);
      if (record?.kind !== 'scalar' || record.deterministic === false || record.isFoldable === false) return false;
      return expression.args.every(isFoldable);
    }
    case 'lambda':
      return isFoldableBody(expression.body);
    default:
      return false;
  }
}

const isFoldableBody = (expression: TypedExpression): boolean =>
  expression.kind === 'lambdaVariable' ||
  isFoldable(expression) ||
  (childrenOf(expression).length > 0 &&
    !['attribute', 'aggregate', 'window'].includes(expression.kind) &&
    childrenOf(expression).every(isFoldableBody) &&
    isDeterministicNode(expression));

const isDeterministicNode = (expression: TypedExpression): boolean => {
  if (expression.kind !== 'call') return true;
  const record = findFunction(expression.name);
  return record?.kind === 'scalar' && record.deterministic !== false && record.isFoldable !== false;
};
