/**
 * Expressions that the analyzer has resolved: each knows its type and whether it can be NULL. Plain frozen data, so that they cross
 * to the sql thread; a function is named and looked up there again.
 */
import type { Origin } from '../../errors/query-context.js';
import type { DataType, Metadata } from '../types/index.js';
import type { Value } from '../values/value.js';
import type { TypedPlan } from './typed-plan.js';

interface TypedBase {
  readonly dataType: DataType;
  readonly nullable: boolean;
  /** Where the expression stands in the person's SQL. */
  readonly origin?: Origin | undefined;
}

export interface TypedLiteral extends TypedBase {
  readonly kind: 'literal';
  readonly value: Value;
}

/** A column of a plan below; `id` tells columns of one name apart. */
export interface Attribute extends TypedBase {
  readonly kind: 'attribute';
  readonly id: number;
  readonly name: string;
  readonly qualifier: readonly string[];
  readonly metadata: Metadata;
  /** The column belongs to a query around this subquery. */
  readonly isOuter?: boolean | undefined;
  /** An alias of the same list, which another item of the list names. */
  readonly isLateral?: boolean | undefined;
}

export interface TypedAlias extends TypedBase {
  readonly kind: 'alias';
  readonly child: TypedExpression;
  readonly name: string;
  readonly id: number;
  readonly metadata: Metadata;
  readonly qualifier: readonly string[];
}

export type CastMode = 'ansi' | 'legacy' | 'try';

export interface TypedCast extends TypedBase {
  readonly kind: 'cast';
  readonly child: TypedExpression;
  readonly mode: CastMode;
  /** Written by the person: it is part of the column's generated name. */
  readonly isExplicit: boolean;
}

/** A scalar function or an operator, by the name of its record. */
export interface FunctionCall extends TypedBase {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly TypedExpression[];
  /** What the function stands for, when its record rewrites it; then this is evaluated and the call only gives the name. */
  readonly replacement?: TypedExpression | undefined;
  /** Plain data that the record has made of constant arguments. */
  readonly data?: unknown;
  /** The arguments as the person gave them, where the name of the column shows these. */
  readonly shownArgs?: readonly TypedExpression[] | undefined;
}

export interface LambdaVariable extends TypedBase {
  readonly kind: 'lambdaVariable';
  readonly id: number;
  readonly name: string;
}

export interface LambdaFunction extends TypedBase {
  readonly kind: 'lambda';
  readonly parameters: readonly LambdaVariable[];
  readonly body: TypedExpression;
}

export interface TypedSortOrder {
  readonly child: TypedExpression;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

export interface AggregateCall extends TypedBase {
  readonly kind: 'aggregate';
  readonly name: string;
  readonly args: readonly TypedExpression[];
  readonly isDistinct: boolean;
  readonly filter?: TypedExpression | undefined;
  /** WITHIN GROUP (ORDER BY ...). */
  readonly order?: readonly TypedSortOrder[] | undefined;
  readonly data?: unknown;
  /** IGNORE NULLS. */
  readonly ignoreNulls?: boolean | undefined;
  readonly shownArgs?: readonly TypedExpression[] | undefined;
}

export interface FrameBound {
  readonly bound: 'currentRow' | 'unboundedPreceding' | 'unboundedFollowing' | 'value';
  /** Positive after the current row, negative before it. */
  readonly value?: TypedExpression | undefined;
}

export interface Frame {
  readonly frameType: 'rows' | 'range';
  readonly lower: FrameBound;
  readonly upper: FrameBound;
  /** Not written by the person: left out of the generated name. */
  readonly isDefault: boolean;
}

/** A window function, or an aggregate over a window. */
export interface WindowCall extends TypedBase {
  readonly kind: 'window';
  readonly function: AggregateCall | WindowFunctionCall;
  readonly partition: readonly TypedExpression[];
  readonly order: readonly TypedSortOrder[];
  readonly frame: Frame;
}

/** `rank()`, `lag(x)`: only inside a `WindowCall`. */
export interface WindowFunctionCall extends TypedBase {
  readonly kind: 'windowFunction';
  readonly name: string;
  readonly args: readonly TypedExpression[];
  readonly ignoreNulls?: boolean | undefined;
  readonly data?: unknown;
}

/** `explode(x)`: gives rows. The analyzer makes a `generate` node of it. */
export interface GeneratorCall extends TypedBase {
  readonly kind: 'generator';
  readonly name: string;
  readonly args: readonly TypedExpression[];
  readonly isOuter: boolean;
  readonly data?: unknown;
}

export interface ScalarSubquery extends TypedBase {
  readonly kind: 'scalarSubquery';
  readonly plan: TypedPlan;
}

export interface ExistsSubquery extends TypedBase {
  readonly kind: 'exists';
  readonly plan: TypedPlan;
}

export interface InSubquery extends TypedBase {
  readonly kind: 'inSubquery';
  readonly values: readonly TypedExpression[];
  readonly plan: TypedPlan;
}

export type TypedExpression =
  | TypedLiteral
  | Attribute
  | TypedAlias
  | TypedCast
  | FunctionCall
  | LambdaVariable
  | LambdaFunction
  | AggregateCall
  | WindowCall
  | WindowFunctionCall
  | GeneratorCall
  | ScalarSubquery
  | ExistsSubquery
  | InSubquery;

export type NamedExpression = Attribute | TypedAlias;
