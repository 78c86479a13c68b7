/**
 * Expressions of an unresolved plan. SQL text and DataFrame methods make the same ones; the shapes follow Spark Connect's
 * `Expression` so that one encoder can send them. Operators are functions under Spark's names of them: `+`, `and`, `<=>`, `isnull`.
 */
import type { DataType } from '../types/index.js';
import type { MultipartName, NodeBase } from './node.js';
import type { Relation } from './relations.js';

/**
 * A value in the form of its type:
 *
 * | type | value |
 * |---|---|
 * | byte, short, integer, float, double | number |
 * | long | bigint |
 * | decimal | its digits as a string: '-1.50' |
 * | string, char, varchar | string |
 * | boolean | boolean |
 * | binary | Uint8Array |
 * | date | days since 1970-01-01, number |
 * | timestamp, timestampNtz | microseconds since 1970-01-01 00:00 (UTC; local for ntz), bigint |
 * | time | nanoseconds of the day, bigint |
 * | yearMonthInterval, dayTimeInterval | months, number; microseconds, bigint |
 * | calendarInterval | CalendarInterval |
 * | array, struct; map | arrays of values; array of [key, value] |
 */
export interface Literal extends NodeBase {
  readonly kind: 'literal';
  readonly value: unknown;
  readonly dataType: DataType;
}

export interface UnresolvedAttribute extends NodeBase {
  readonly kind: 'unresolvedAttribute';
  readonly nameParts: MultipartName;
  /** The DataFrame that `df.col('a')` was asked of. */
  readonly planId?: number | undefined;
  /** Metadata columns only: `df.metadataColumn('_metadata')`. */
  readonly isMetadataColumn?: boolean | undefined;
}

/** `*`, `t.*`, `* EXCEPT (a, b.c)`. */
export interface UnresolvedStar extends NodeBase {
  readonly kind: 'unresolvedStar';
  readonly target?: MultipartName | undefined;
  readonly except?: readonly MultipartName[] | undefined;
  /** Replaced columns of `|> SET`, in order, each an alias. */
  readonly replacements?: readonly Alias[] | undefined;
  readonly planId?: number | undefined;
}

/** `df.colRegex`, and a quoted name in SELECT under spark.sql.parser.quotedRegexColumnNames. */
export interface UnresolvedRegex extends NodeBase {
  readonly kind: 'unresolvedRegex';
  readonly pattern: string;
  readonly target?: MultipartName | undefined;
  readonly planId?: number | undefined;
}

export interface UnresolvedFunction extends NodeBase {
  readonly kind: 'unresolvedFunction';
  readonly nameParts: MultipartName;
  readonly arguments: readonly Expression[];
  readonly isDistinct?: boolean | undefined;
  /** Absent when the query says neither IGNORE NULLS nor RESPECT NULLS. */
  readonly ignoreNulls?: boolean | undefined;
  readonly filter?: Expression | undefined;
  /** WITHIN GROUP (ORDER BY ...). */
  readonly orderingWithinGroup?: readonly SortOrder[] | undefined;
  /** Written as an operator or another syntax of its own: the name is Spark's and no function of the person's can hide it. */
  readonly isInternal?: boolean | undefined;
}

export interface Alias extends NodeBase {
  readonly kind: 'alias';
  readonly child: Expression;
  /** More than one for a generator: `AS (key, value)`. */
  readonly names: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

export interface Cast extends NodeBase {
  readonly kind: 'cast';
  readonly child: Expression;
  readonly dataType: DataType;
  /** `try` gives NULL where `cast` fails or, without ANSI, wraps. */
  readonly evalMode: 'default' | 'try';
}

export interface SortOrder extends NodeBase {
  readonly kind: 'sortOrder';
  readonly child: Expression;
  readonly direction: 'ascending' | 'descending';
  readonly nullOrdering: 'nullsFirst' | 'nullsLast';
}

/** `(x, y) -> body`; the body uses `lambdaVariable`s, or attributes of the same name when it comes from SQL. */
export interface LambdaFunction extends NodeBase {
  readonly kind: 'lambdaFunction';
  readonly function: Expression;
  readonly arguments: readonly LambdaVariable[];
}

export interface LambdaVariable extends NodeBase {
  readonly kind: 'lambdaVariable';
  readonly nameParts: MultipartName;
}

/** `function OVER (...)`, or `OVER name`. */
export interface Window extends NodeBase {
  readonly kind: 'window';
  readonly function: Expression;
  readonly spec: WindowSpec | WindowReference;
}

export interface WindowSpec extends NodeBase {
  readonly kind: 'windowSpec';
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly SortOrder[];
  readonly frame?: WindowFrame | undefined;
}

/** A window of the WINDOW clause, by name. */
export interface WindowReference extends NodeBase {
  readonly kind: 'windowReference';
  readonly name: string;
}

export interface WindowFrame extends NodeBase {
  readonly kind: 'windowFrame';
  readonly frameType: 'rows' | 'range';
  readonly lower: FrameBoundary;
  readonly upper: FrameBoundary;
}

/** `value` rows or range units after the current row; before it, when it is negative. */
export interface FrameBoundary extends NodeBase {
  readonly kind: 'frameBoundary';
  readonly bound: 'currentRow' | 'unboundedPreceding' | 'unboundedFollowing' | 'value';
  readonly value?: Expression | undefined;
}

/** `child[extraction]`, and `child.field` where the child is no name. */
export interface UnresolvedExtractValue extends NodeBase {
  readonly kind: 'unresolvedExtractValue';
  readonly child: Expression;
  readonly extraction: Expression;
}

/** `column:a.b[0]` of a variant or a JSON text; the path starts with `$`. */
export interface SemiStructuredExtract extends NodeBase {
  readonly kind: 'semiStructuredExtract';
  readonly child: Expression;
  readonly path: string;
}

/** `withField` (with a value) and `dropFields` (without). */
export interface UpdateFields extends NodeBase {
  readonly kind: 'updateFields';
  readonly child: Expression;
  readonly fieldName: string;
  readonly value?: Expression | undefined;
}

/** A subquery where a value stands. `in`: `values IN (plan)`. `table`: an argument of a table function. */
export interface SubqueryExpression extends NodeBase {
  readonly kind: 'subquery';
  readonly subqueryType: 'scalar' | 'exists' | 'in' | 'table';
  readonly plan: Relation;
  readonly values?: readonly Expression[] | undefined;
  /** How the rows of a table argument are split. */
  readonly partitionSpec?: readonly Expression[] | undefined;
  readonly orderSpec?: readonly SortOrder[] | undefined;
  readonly withSinglePartition?: boolean | undefined;
}

/** `name => value`. */
export interface NamedArgument extends NodeBase {
  readonly kind: 'namedArgument';
  readonly name: string;
  readonly value: Expression;
}

/** `:name`, or `?` without a name. */
export interface Parameter extends NodeBase {
  readonly kind: 'parameter';
  readonly name?: string | undefined;
  /** Which `?` it is, from 0. */
  readonly position?: number | undefined;
}

/** One of GROUP BY's ROLLUP, CUBE and GROUPING SETS. Its elements are grouping sets, or such analytics again. */
export interface GroupingAnalytics extends NodeBase {
  readonly kind: 'groupingAnalytics';
  readonly analytics: 'rollup' | 'cube' | 'groupingSets';
  readonly elements: readonly (GroupingSet | GroupingAnalytics)[];
  /** What is grouped by besides, in `GROUP BY a, b GROUPING SETS (...)`. */
  readonly groupByExpressions?: readonly Expression[] | undefined;
}

export interface GroupingSet extends NodeBase {
  readonly kind: 'groupingSet';
  readonly expressions: readonly Expression[];
}

/** Text that is SQL: `expr('a + 1')`. Parsed when the plan is analyzed. */
export interface ExpressionString extends NodeBase {
  readonly kind: 'expressionString';
  readonly expression: string;
}

/** A number in GROUP BY of `|> AGGREGATE`: the place of a column of the input. */
export interface UnresolvedPipeAggregateOrdinal extends NodeBase {
  readonly kind: 'unresolvedPipeAggregateOrdinal';
  readonly ordinal: number;
}

/** What `|> SELECT`, EXTEND, SET or AGGREGATE was given: EXTEND and SET take no aggregates, AGGREGATE nothing else. */
export interface PipeExpression extends NodeBase {
  readonly kind: 'pipeExpression';
  readonly child: Expression;
  readonly isAggregate: boolean;
  readonly clause: string;
}

/** `IDENTIFIER(expression)` where an expression stands: the name is known when the expression is evaluated. */
export interface IdentifierClauseExpression extends NodeBase {
  readonly kind: 'identifierClauseExpression';
  readonly identifier: Expression;
  readonly arguments: readonly Expression[];
  readonly build: (nameParts: MultipartName, args: readonly Expression[]) => Expression;
}

/** `key = value` of UPDATE and MERGE. */
export interface Assignment extends NodeBase {
  readonly kind: 'assignment';
  readonly key: Expression;
  readonly value: Expression;
}

/** A WHEN clause of MERGE, with what it does. */
export interface MergeAction extends NodeBase {
  readonly kind: 'mergeAction';
  readonly actionType: 'delete' | 'update' | 'updateStar' | 'insert' | 'insertStar';
  readonly condition?: Expression | undefined;
  readonly assignments: readonly Assignment[];
}

/** `name AS (...)` of a WINDOW clause. */
export interface NamedWindow extends NodeBase {
  readonly kind: 'namedWindow';
  readonly name: string;
  readonly spec: WindowSpec | WindowReference;
}

/** A call of a JavaScript function of the person. */
export interface UserDefinedFunction extends NodeBase {
  readonly kind: 'userDefinedFunction';
  readonly f: UserFunction;
  readonly arguments: readonly Expression[];
}

/** A function of the person, and what it gives. */
export interface UserFunction {
  /** Tells functions of one name apart. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly run: (...args: readonly any[]) => unknown;
  readonly dataType: DataType;
  readonly deterministic: boolean;
  readonly nullable: boolean;
}

export type Expression =
  | Literal
  | UnresolvedAttribute
  | UnresolvedStar
  | UnresolvedRegex
  | UnresolvedFunction
  | Alias
  | Cast
  | SortOrder
  | LambdaFunction
  | LambdaVariable
  | Window
  | WindowSpec
  | WindowReference
  | WindowFrame
  | FrameBoundary
  | UnresolvedExtractValue
  | SemiStructuredExtract
  | UpdateFields
  | SubqueryExpression
  | NamedArgument
  | Parameter
  | GroupingAnalytics
  | GroupingSet
  | ExpressionString
  | PipeExpression
  | UnresolvedPipeAggregateOrdinal
  | IdentifierClauseExpression
  | Assignment
  | MergeAction
  | NamedWindow
  | UserDefinedFunction;

export type ExpressionKind = Expression['kind'];
