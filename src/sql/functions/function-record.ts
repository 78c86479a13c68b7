/**
 * What a function is: one record. SQL, `functions.ts`, DESCRIBE FUNCTION, completion, docs and tests read it.
 *
 * Analysis of a call goes through the record in Spark's order: number of arguments, lambdas bound, `coerce`, implicit casts to
 * `inputTypes`, `check`, then `dataType` and `nullable`. `evaluate` is the reference of what the function gives. `compile` is the fast
 * way: SQL for DuckDB, offered only where it gives the same answer whenever it gives one. When DuckDB raises any error instead, the
 * query runs again on `evaluate` alone, which raises Spark's error, so `compile` need not care which error that is.
 */
import type { SparkError } from '../../errors/spark-error.js';
import type { TypeCoercion } from '../analyzer/type-coercion.js';
import type { AggregateCall, FunctionCall, TypedExpression } from '../analyzer/typed-expression.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { TimeZone, TimeZones } from '../jvm/time-zones.js';
import type { DataType, StructField } from '../types/index.js';
import type { Value } from '../values/value.js';
import type { AbstractType } from './abstract-type.js';

/** Spark's groups of DESCRIBE FUNCTION and of the docs. */
export type FunctionGroup =
  | 'agg_funcs'
  | 'array_funcs'
  | 'bitwise_funcs'
  | 'collection_funcs'
  | 'conditional_funcs'
  | 'conversion_funcs'
  | 'csv_funcs'
  | 'datetime_funcs'
  | 'generator_funcs'
  | 'hash_funcs'
  | 'json_funcs'
  | 'lambda_funcs'
  | 'map_funcs'
  | 'math_funcs'
  | 'misc_funcs'
  | 'predicate_funcs'
  | 'sketch_funcs'
  | 'st_funcs'
  | 'string_funcs'
  | 'struct_funcs'
  | 'table_funcs'
  | 'url_funcs'
  | 'variant_funcs'
  | 'vector_funcs'
  | 'window_funcs'
  | 'xml_funcs'
  | 'operator'
  /** Not reachable by a name of SQL: what other syntax or rewrites make. */
  | 'internal';

export interface FunctionDoc {
  readonly since?: string;
  /** As DESCRIBE FUNCTION shows it, `_FUNC_` for the name. */
  readonly usage?: string;
  /** SQL text of a call, and what `show` prints for it. Every one runs as a test. */
  readonly examples?: readonly (readonly [expression: string, shown: string])[];
}

interface RecordBase extends FunctionDoc {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: FunctionGroup;
  /** Accepted numbers of arguments: exactly n, one of a list, or from min on. */
  readonly arity: number | readonly number[] | { readonly min: number };
  /** Names for `name => value`, in order. */
  readonly parameters?: readonly string[];
  /** What parameters are that a call with names passes over, in the order of `parameters`; undefined where one is required. */
  readonly parameterDefaults?: readonly (string | number | null | undefined)[];
  /** Added where trailing arguments are missing; such an argument is shown in the generated name. */
  readonly defaults?: (args: readonly TypedExpression[], cx: AnalysisContext) => readonly TypedExpression[];
  /** What each argument must be, after implicit casts; fewer than arguments: the rest is free. */
  readonly inputTypes?: readonly AbstractType[] | ((args: readonly TypedExpression[], cx: AnalysisContext) => readonly AbstractType[]);
  /** Special implicit casts, before `inputTypes`. */
  readonly coerce?: (args: readonly TypedExpression[], cx: AnalysisContext) => readonly TypedExpression[];
  /** Refuses arguments that `inputTypes` cannot; throws `cx.mismatch(...)` or another error. */
  readonly check?: (args: readonly TypedExpression[], cx: AnalysisContext) => void;
  readonly dataType: DataType | ((args: readonly TypedExpression[], cx: AnalysisContext) => DataType);
  /** Default of a scalar: when an argument is. */
  readonly nullable?: boolean | ((args: readonly TypedExpression[], cx: AnalysisContext) => boolean);
  /** Plain data made of constant arguments, kept in the call as `data`. */
  readonly data?: (args: readonly TypedExpression[], cx: AnalysisContext) => unknown;
  /** The call in a generated column name. Default: `name(args)`. @param name as the person wrote it, in lower case */
  readonly sql?: (
    args: readonly string[],
    call: { readonly args: readonly TypedExpression[]; readonly data?: unknown },
    name: string,
  ) => string;
  /** The generated name shows the name of the record also where an alias was written. */
  readonly hidesAlias?: boolean;
  /** False: arguments must be of `inputTypes` already, NULLs aside: Spark's ExpectsInputTypes without ImplicitCast. */
  readonly implicitCasts?: boolean;
  readonly deterministic?: boolean;
}

export interface ScalarFunction extends RecordBase {
  readonly kind: 'scalar';
  /** For a function that is another expression: Spark's RuntimeReplaceable. Gets the arguments after casts and checks. */
  readonly rewrite?: (args: readonly TypedExpression[], cx: AnalysisContext) => TypedExpression;
  /** Types of lambda parameters, asked when the other arguments are known. One list for each argument that is a lambda. */
  readonly lambdas?: (args: readonly (TypedExpression | undefined)[], cx: AnalysisContext) => readonly LambdaParameters[];
  /** Whether a NULL argument makes the result NULL without a call of `evaluate`. Default: true. */
  readonly nullIntolerant?: boolean;
  /** Values are in the form of `values/value.ts`; a lambda comes as a JavaScript function of values. */
  readonly evaluate?: (args: readonly any[], cx: EvaluationContext) => any;
  /** Instead of `evaluate`, for a function whose work depends on its types: makes the function of one call. */
  readonly prepare?: (cx: EvaluationContext) => (...args: readonly any[]) => any;
  /** Another call altogether, which gives the name too: `date + 1` is `date_add(date, 1)`. Asked first. */
  readonly substitute?: (args: readonly TypedExpression[], cx: AnalysisContext) => TypedExpression | undefined;
  /** Instead of `evaluate`, for a function that leaves arguments alone: CASE, COALESCE, AND. */
  readonly evaluateLazy?: (args: readonly (() => any)[], cx: EvaluationContext) => any;
  readonly compile?: (args: readonly string[], cx: CompileContext) => string | undefined;
  /** Whether one call may take for ever, as a regular expression may: it runs where it can be ended. */
  readonly mayRunLong?: (args: readonly TypedExpression[]) => boolean;
  /** Never folded, even when all arguments are constants. */
  readonly isFoldable?: boolean;
}

export interface LambdaParameters {
  /** Which argument the lambda is. */
  readonly argument: number;
  /** The longest list of parameters; a lambda may take fewer when `min` says so. */
  readonly types: readonly { readonly dataType: DataType; readonly nullable: boolean }[];
  readonly min?: number;
}

export interface AggregateFunction extends RecordBase {
  readonly kind: 'aggregate';
  /** For an aggregate that is an expression over other aggregates: `count_if(x)` is `count(nullif(x, false))`. */
  readonly rewrite?: (args: readonly TypedExpression[], cx: AnalysisContext, call: AggregateModifiers) => TypedExpression;
  /** Rows with a NULL argument are left out before `evaluateGroup`. Default: true. */
  readonly ignoresNulls?: boolean;
  /** One array of argument values a row; after FILTER and DISTINCT, in the order of WITHIN GROUP or of the input. */
  readonly evaluateGroup?: (rows: readonly (readonly any[])[], cx: AggregateContext) => any;
  readonly compile?: (args: readonly string[], call: AggregateSql, cx: CompileContext) => string | undefined;
  /** WITHIN GROUP (ORDER BY ...): required, allowed, or (the default) refused. */
  readonly withinGroup?: 'required' | 'allowed';
  /** The expressions of WITHIN GROUP come behind the arguments, for the type rule as in each row of `evaluateGroup`; the name does not show them there. */
  readonly orderIsArgument?: boolean;
  /** How the generated name shows WITHIN GROUP: with the place of NULLs (the default), without it, or without it and the other way round. */
  readonly orderStyle?: 'full' | 'short' | 'reversed';
  /** Refuses what WITHIN GROUP orders by. */
  readonly checkOrder?: (
    order: NonNullable<AggregateCall['order']>,
    cx: AnalysisContext,
    args: readonly TypedExpression[],
    isDistinct: boolean,
  ) => void;
  readonly allowsDistinct?: boolean;
  /** IGNORE NULLS may be said. */
  readonly allowsIgnoreNulls?: boolean;
}

export interface AggregateModifiers {
  readonly isDistinct: boolean;
  readonly filter?: TypedExpression | undefined;
  readonly ignoreNulls?: boolean | undefined;
  readonly order?: AggregateCall['order'];
}

/** Writes DuckDB's aggregate with the modifiers of the call: DISTINCT, FILTER, OVER. */
export interface AggregateSql {
  readonly isDistinct: boolean;
  readonly isWindow: boolean;
  readonly ignoreNulls: boolean;
  call(name: string, ...args: readonly string[]): string;
}

export interface WindowFunction extends RecordBase {
  readonly kind: 'window';
  /** The frame that the function always has; others are refused. */
  readonly frame?: 'rowsToCurrent' | 'unbounded' | 'offset';
  readonly needsOrder?: boolean;
  readonly allowsIgnoreNulls?: boolean;
  readonly compile: (args: readonly string[], call: AggregateSql, cx: CompileContext) => string | undefined;
}

export interface GeneratorFunction extends RecordBase {
  readonly kind: 'generator';
  /** Columns of the rows that it gives. */
  readonly output: (args: readonly TypedExpression[], cx: AnalysisContext) => readonly StructField[];
  readonly generate: (args: readonly any[], cx: EvaluationContext) => readonly (readonly any[])[];
  /** Stands in FROM alone. */
  readonly isTableOnly?: boolean;
  /** `outer` variants keep rows for which it gives none. */
  readonly isOuter?: boolean;
}

/** `range(5)` in FROM. */
export interface TableFunction extends Omit<RecordBase, 'dataType'> {
  readonly kind: 'table';
  readonly plan: (args: readonly TypedExpression[], cx: AnalysisContext) => TypedPlan;
}

/** Listed and counted, but not offered: a call is a clear error. */
export interface RefusedFunction extends FunctionDoc {
  readonly kind: 'refused';
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: FunctionGroup;
  readonly reason: string;
}

export type FunctionRecord = ScalarFunction | AggregateFunction | WindowFunction | GeneratorFunction | TableFunction | RefusedFunction;

/** What records ask of the analyzer. */
export interface AnalysisContext {
  /** The call as the person wrote the name, in lower case. */
  readonly functionName: string;
  readonly ansi: boolean;
  conf(key: string): string | undefined;
  /** Spark's typed literal. */
  literal(value: Value, dataType: DataType): TypedExpression;
  /** An implicit cast; nothing when the type is the same already. */
  cast(child: TypedExpression, dataType: DataType): TypedExpression;
  /** A cast as the person writes it: checked, and shown in the generated name. */
  explicitCast(child: TypedExpression, dataType: DataType): TypedExpression;
  /** A call of another function, analyzed as if the person had written it. */
  call(name: string, ...args: readonly TypedExpression[]): TypedExpression;
  readonly coercion: TypeCoercion;
  /** The type that all can be cast to implicitly, as for `coalesce`; undefined when there is none. */
  commonType(types: readonly DataType[]): DataType | undefined;
  /** As `commonType`, without turning strings into other types: `greatest`. */
  commonTypeWithoutStrings(types: readonly DataType[]): DataType | undefined;
  /** The two types as one of a comparison. */
  widerType(a: DataType, b: DataType): DataType | undefined;
  /** `child` as `expected` wants it, when an implicit cast can make it so. */
  implicitCast(child: TypedExpression, expected: AbstractType): TypedExpression | undefined;
  /** Can be computed without rows. */
  isFoldable(expression: TypedExpression): boolean;
  /** The value of a foldable expression. */
  evaluate(expression: TypedExpression): Value;
  /** The expression as a generated name shows it. */
  sqlOf(expression: TypedExpression): string;
  /** DATATYPE_MISMATCH.`subclass` of this call. */
  mismatch(subclass: string, parameters?: Readonly<Record<string, string | number>>): SparkError;
  error(condition: string, parameters?: Readonly<Record<string, string | number>>, name?: string): SparkError;
}

/** Settings that results depend on. */
export interface EvaluationSettings {
  readonly ansi: boolean;
  readonly timeZone: TimeZone;
  readonly timeZones: TimeZones;
  /** When the query began: `current_timestamp()`. */
  readonly nowMicros: bigint;
  readonly user: string;
  readonly catalog: string;
  readonly database: string;
  conf(key: string): string | undefined;
}

export interface EvaluationContext {
  readonly settings: EvaluationSettings;
  readonly argTypes: readonly DataType[];
  readonly dataType: DataType;
  readonly data: any;
  /** What `make` gave for the key that was used last, such as a compiled pattern. */
  memo<K, V>(key: K, make: (key: K) => V): V;
  /** State of this call for one run of the query: a generator of random numbers. */
  state<V>(make: () => V): V;
  /** Raises Spark's error, with the place of the call in the query. @param name the exception's class, where the condition does not say it */
  fail(condition: string, parameters?: Readonly<Record<string, string | number>>, name?: string): never;
}

export interface AggregateContext extends EvaluationContext {
  readonly call: AggregateCall;
}

export interface CompileContext {
  readonly ansi: boolean;
  /** DuckDB multiplies and adds decimals of up to 18 digits in 64 bits, and raises an error where that is too little; not so when set. */
  readonly isExact: boolean;
  readonly zone: TimeZone;
  readonly timeZone: string;
  readonly argTypes: readonly DataType[];
  readonly dataType: DataType;
  readonly args: readonly TypedExpression[];
  readonly data: any;
  /** The value of an argument that is a literal; undefined when it is none. */
  literalOf(argument: number): Value | undefined;
}

export type { AggregateCall, FunctionCall };
