/**
 * Typed expressions to DuckDB's SQL. What DuckDB answers as Spark does is written in SQL; everything else becomes an island: a
 * JavaScript function of the columns that it reads, which evaluates that whole part of the expression.
 *
 * In reference mode all of an expression is an island. It is taken when DuckDB has raised an error: the evaluator then raises Spark's,
 * or gives the value that Spark gives.
 */

import { InternalError, SparkError } from '../../../errors/spark-error.js';
import { isFoldable } from '../../analyzer/analyze-call.js';
import { transformDown } from '../../analyzer/expressions.js';
import { isDeterministic } from '../../analyzer/is-deterministic.js';
import type {
  AggregateCall,
  Attribute,
  Frame,
  FrameBound,
  FunctionCall,
  GeneratorCall,
  InSubquery,
  TypedExpression,
  TypedSortOrder,
  WindowCall,
} from '../../analyzer/typed-expression.js';
import type { TypedPlan } from '../../analyzer/typed-plan.js';
import { valueOf } from '../../evaluator/evaluator.js';
import type { AggregateSql, CompileContext, EvaluationSettings } from '../../functions/function-record.js';
import { findFunction } from '../../functions/registry.js';
import type { DataType, StructType } from '../../types/index.js';
import { Decimal } from '../../values/decimal.js';
import type { Value } from '../../values/value.js';
import { equalityKey, isCollated, localeOf } from './collation-keys.js';
import { columnSql, literalOf, typeSql } from './duckdb-sql.js';
import { nativeCast } from './native-cast.js';
import { isHosted, type Program, type RegisteredProgram } from './programs.js';

/** Each is taken when DuckDB has raised an error on the way before: `exact` when decimals need more than 64 bits, `reference` for all else. */
export type CompileMode = 'fast' | 'exact' | 'reference';

export interface CompilerOptions {
  readonly settings: EvaluationSettings;
  readonly mode: CompileMode;
  /** Gives each column that the compiler makes up an id that no attribute has. */
  newId(): number;
  compilePlan(plan: TypedPlan): string;
}

/** A bound of a frame, with the side of its row that it is on. */
interface DuckBound {
  readonly side: 'before' | 'here' | 'after' | 'null';
  readonly text: string;
}

const plainBounds = {
  unboundedPreceding: { side: 'before', text: 'UNBOUNDED PRECEDING' },
  currentRow: { side: 'here', text: 'CURRENT ROW' },
  unboundedFollowing: { side: 'after', text: 'UNBOUNDED FOLLOWING' },
} as const;

export class ExpressionCompiler {
  readonly programs: RegisteredProgram[] = [];
  readonly #options: CompilerOptions;

  constructor(options: CompilerOptions) {
    this.#options = options;
  }

  get isReference(): boolean {
    return this.#options.mode === 'reference';
  }

  compile(expression: TypedExpression): string {
    return this.#native(expression) ?? this.#constant(expression) ?? this.#island(expression);
  }

  /** A condition that leaves rows out: NULL is as good as false there, which lets DuckDB run `IN (query)` as a join. */
  condition(expression: TypedExpression): string {
    const parts = operandsOf(expression, 'and').map(each => {
      if (each.kind === 'inSubquery') return this.#inSubquery(each);
      const negated = each.kind === 'call' && each.name === 'not' ? each.args[0]! : undefined;
      return negated?.kind === 'inSubquery' ? `(NOT ${this.#inSubquery(negated)})` : this.compile(each);
    });
    return parts.length === 1 ? parts[0]! : `(${parts.join(' AND ')})`;
  }

  /** What needs no row is computed here, so that DuckDB can look into the statistics of files with it. */
  #constant(expression: TypedExpression): string | undefined {
    const { settings } = this.#options;
    if (this.isReference || (expression.kind !== 'call' && expression.kind !== 'cast') || !isFoldable(expression)) return undefined;
    if (!constantKinds.has(expression.dataType.kind)) return undefined;
    try {
      const value = valueOf(expression, settings);
      return typeof value === 'string' && value.length > maxConstantLength ? undefined : literalOf(value, expression.dataType);
    } catch (error) {
      // It is an error only when there is a row that asks for it.
      if (error instanceof SparkError) return undefined;
      throw error;
    }
  }

  /** SQL that DuckDB answers as Spark does; undefined when some part of it is not. Parts of functions with SQL may be islands. */
  #native(expression: TypedExpression): string | undefined {
    const { settings } = this.#options;
    switch (expression.kind) {
      case 'literal':
        return literalOf(expression.value, expression.dataType);
      case 'attribute':
        return columnSql(expression.id);
      case 'alias':
        return this.#native(expression.child);
      case 'cast': {
        if (this.isReference) return undefined;
        const { child, dataType, mode } = expression;
        const sql = nativeCast('', child.dataType, dataType, mode, settings.timeZone) === undefined ? undefined : this.compile(child);
        return sql && nativeCast(sql, child.dataType, dataType, mode, settings.timeZone);
      }
      case 'call':
        if (expression.replacement !== undefined) return this.#native(expression.replacement);
        if (expression.name === 'not' && expression.args[0]!.kind === 'inSubquery')
          return `coalesce(NOT ${this.#inSubquery(expression.args[0]!)}, false)`;
        return this.isReference ? undefined : this.#call(expression);
      case 'scalarSubquery':
        return `(${this.#options.compilePlan(expression.plan)})`;
      case 'exists':
        return `EXISTS (${this.#options.compilePlan(expression.plan)})`;
      case 'inSubquery':
        // Spark runs it as a join that finds a match or none: it never gives NULL, neither does its negation.
        return `coalesce(${this.#inSubquery(expression)}, false)`;
      default:
        return undefined;
    }
  }

  /** `(a, b) IN (query)`: NULL when no row is equal but one might be. */
  #rowInSubquery(values: readonly string[], { output }: TypedPlan, plan: string): string {
    const equal = output.map((each, i) => `(${this.key(each)} = ${values[i]})`).join(' AND ');
    return `(SELECT CASE WHEN count(*) = 0 THEN false WHEN bool_or(coalesce(e, false)) THEN true WHEN bool_or(e IS NULL) THEN NULL ELSE false END FROM (SELECT (${equal}) AS e FROM (${plan}) q) s)`;
  }

  #inSubquery({ values, plan }: InSubquery): string {
    const sqls = values.map(each => this.key(each));
    const query = this.#options.compilePlan(plan);
    if (plan.output.some(each => isCollated(each.dataType)) && sqls.length === 1)
      return `(${sqls[0]} IN (SELECT ${this.key(plan.output[0]!)} FROM (${query}) q))`;
    return sqls.length === 1 ? `(${sqls[0]} IN (${query}))` : this.#rowInSubquery(sqls, plan, query);
  }

  #call(call: FunctionCall): string | undefined {
    // In one list: DuckDB finds the join keys that all sides of an OR have in common only where AND and OR are not nested.
    if (call.name === 'and' || call.name === 'or')
      return `(${operandsOf(call, call.name)
        .map(each => this.compile(each))
        .join(` ${call.name.toUpperCase()} `)})`;
    const sql = this.#bareCall(call, each => this.compile(each));
    return sql && withType(sql, call.dataType);
  }

  /** Without the cast that says the type of the result. */
  #bareCall(call: FunctionCall, compileArg: (arg: TypedExpression) => string): string | undefined {
    const record = findFunction(call.name);
    if (record?.kind !== 'scalar' || record.compile === undefined) return undefined;
    const cx = this.#context(call);
    // Asked with stand-ins first: what is refused need not be compiled.
    if (
      record.compile(
        call.args.map(() => 'NULL'),
        cx,
      ) === undefined
    )
      return undefined;
    return record.compile(call.args.map(compileArg), cx);
  }

  /**
   * As `compile`, for what is summed up: sums and products of decimals stay in 64 bits, which takes a third of the time of the 128 bits
   * that their types ask for. DuckDB raises an error when one does not fit.
   */
  #summand(expression: TypedExpression): string {
    const { kind, dataType } = expression;
    const isNarrow =
      this.#options.mode === 'fast' &&
      kind === 'call' &&
      narrowOperators.has(expression.name) &&
      dataType.kind === 'decimal' &&
      dataType.scale <= maxNarrowScale;
    return (isNarrow ? this.#bareCall(expression, each => this.#summand(each)) : undefined) ?? this.compile(expression);
  }

  #context(call: { readonly args: readonly TypedExpression[]; readonly dataType: DataType; readonly data?: unknown }): CompileContext {
    const { settings } = this.#options;
    return {
      ansi: settings.ansi,
      isExact: this.#options.mode === 'exact',
      timeZone: settings.timeZone.id,
      zone: settings.timeZone,
      argTypes: call.args.map(each => each.dataType),
      dataType: call.dataType,
      args: call.args,
      data: call.data,
      literalOf: (argument): Value | undefined => {
        const arg = call.args[argument];
        return arg !== undefined && isFoldable(arg) ? valueOf(arg, settings) : undefined;
      },
    };
  }

  #island(expression: TypedExpression): string {
    const { expression: body, inputs, sqls } = this.#inputsOf(expression);
    const program: Program = { kind: 'scalar', expression: body, inputs };
    // DuckDB calls a function of constants before there is a row, unless it is told that it may give another value each time.
    const isFixed = isDeterministic(expression) && (inputs.length > 0 || isHosted(program) || !this.#raises(expression));
    return this.#register(program, sqls, isFixed);
  }

  #raises(constant: TypedExpression): boolean {
    try {
      valueOf(constant, this.#options.settings);
      return false;
    } catch (error) {
      if (error instanceof SparkError) return true;
      throw error;
    }
  }

  /** What an island reads: columns, and the subqueries inside of it, which DuckDB computes. */
  #inputsOf(expression: TypedExpression): { expression: TypedExpression; inputs: readonly Attribute[]; sqls: readonly string[] } {
    const inputs = new Map<number, Attribute>();
    const sqls = new Map<number, string>();
    const computed = (each: TypedExpression): Attribute => {
      const { dataType, nullable } = each;
      const id = this.#options.newId();
      const made: Attribute = { kind: 'attribute', id, name: 'subquery', dataType, nullable, qualifier: [], metadata: {} };
      inputs.set(id, made);
      sqls.set(id, this.compile(each));
      return made;
    };
    const body = transformDown(expression, each => {
      switch (each.kind) {
        case 'attribute':
          inputs.set(each.id, each);
          sqls.set(each.id, columnSql(each.id));
          return each;
        case 'call':
          if (each.replacement !== undefined) return this.#replaced(each.replacement, inputs, sqls);
          return each.name === 'not' && each.args[0]!.kind === 'inSubquery' ? computed(each) : each;
        case 'scalarSubquery':
        case 'exists':
        case 'inSubquery':
          return computed(each);
        default:
          return each;
      }
    });
    return { expression: body, inputs: [...inputs.values()], sqls: [...sqls.values()] };
  }

  #replaced(replacement: TypedExpression, inputs: Map<number, Attribute>, sqls: Map<number, string>): TypedExpression {
    const inner = this.#inputsOf(replacement);
    inner.inputs.forEach((each, i) => {
      inputs.set(each.id, each);
      sqls.set(each.id, inner.sqls[i]!);
    });
    // A copy, so that the walk sees that it is done here.
    return inner.expression === replacement ? (Object.freeze({ ...replacement }) as TypedExpression) : inner.expression;
  }

  #register(program: Program, args: readonly string[], deterministic: boolean): string {
    const name = `js_${this.programs.length}`;
    this.programs.push({ name, program, isDeterministic: deterministic });
    // The place that the name is put in; whoever runs the query says what the name is.
    return `"${name}"(${args.join(', ')})`;
  }

  /** The level of the rows of a recursion, whose limits are those of the query; -1 is no limit. */
  recursionLevel(level: string, maxLevels: number, maxRows: number): string {
    const limit = (count: number) => (count < 0 ? Number.POSITIVE_INFINITY : count);
    return this.#register({ kind: 'recursion', maxLevels: limit(maxLevels), maxRows: limit(maxRows) }, [level], false);
  }

  // Aggregates and windows

  aggregate(call: AggregateCall): string {
    const native = this.isReference ? undefined : this.#nativeAggregate(call, '', false);
    return native ?? this.#groupProgram(call, '');
  }

  window(call: WindowCall): string {
    const over = ` OVER (${this.#windowSpec(call)})`;
    const { function: called } = call;
    if (called.kind === 'aggregate') {
      const only = this.#onlyNulls(call);
      // Not all of DuckDB's functions take a condition over a window.
      const native = this.isReference || only !== undefined ? undefined : this.#nativeAggregate(called, over, true);
      return native ?? this.#groupProgram(called, over, only);
    }
    const record = findFunction(called.name);
    if (record?.kind !== 'window') throw new InternalError(`${called.name} is no window function`);
    const args = called.args.map(each => this.compile(each));
    const only = this.#onlyNulls(call);
    if (only !== undefined) {
      // nth_value: the other functions choose their frames themselves.
      const isSeen = called.ignoreNulls === true ? `${args[0]} IS NOT NULL` : undefined;
      return withType(`list_extract(list(${args[0]})${filterOf([only, isSeen])}${over}, ${args[1]})`, called.dataType);
    }
    const cx = this.#context(called);
    const sql = record.compile(args, this.#aggregateSql(false, '', over, called.ignoreNulls ?? false), cx);
    if (sql === undefined) throw new InternalError(`Window function ${called.name} of these arguments`);
    return withType(sql, called.dataType);
  }

  #windowSpec({ partition, order, frame }: WindowCall): string {
    const parts: string[] = [];
    if (partition.length > 0) parts.push(`PARTITION BY ${partition.map(each => this.key(each)).join(', ')}`);
    if (order.length > 0) parts.push(`ORDER BY ${order.map(each => this.orderItem(each)).join(', ')}`);
    parts.push(this.#frame(frame, order[0]));
    return parts.join(' ');
  }

  /**
   * A frame between NULLs: from the start to a bound that is NULL where NULLs are first, and the other way round. What is NULL away from a
   * row is NULL, so these are the rows without a value, which no frame of DuckDB says: all rows are the frame, and a condition picks them.
   */
  #onlyNulls({ frame, order: [order] }: WindowCall): string | undefined {
    return order !== undefined && this.#isOfNulls(frame, order) ? `${this.compile(order.child)} IS NULL` : undefined;
  }

  #isOfNulls({ frameType, lower, upper }: Frame, { nullsFirst }: TypedSortOrder): boolean {
    if (frameType === 'rows') return false;
    const isNull = ({ value }: FrameBound) => value !== undefined && valueOf(value, this.#options.settings) === null;
    const [edge, other] = nullsFirst ? [lower, upper] : [upper, lower];
    return isNull(other) && (edge.bound === 'unboundedPreceding' || edge.bound === 'unboundedFollowing' || isNull(edge));
  }

  #frame(frame: Frame, order: TypedSortOrder | undefined): string {
    const { frameType, lower, upper } = frame;
    if (order !== undefined && this.#isOfNulls(frame, order)) return 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
    const offsetType = (lower.value ?? upper.value)?.dataType;
    const steps = (size: Value) => (frameType === 'rows' ? String(size) : this.#frameOffset(size, offsetType!, order?.child.dataType));
    let [low, high] = [lower, upper].map(({ bound, value }): DuckBound => {
      if (value === undefined) return plainBounds[bound as keyof typeof plainBounds];
      const offset = valueOf(value, this.#options.settings);
      if (offset === null) return { side: 'null', text: 'NULL FOLLOWING' };
      if (offset instanceof Decimal ? offset.isZero : Number(offset) === 0) return plainBounds.currentRow;
      const isBefore = String(offset).startsWith('-');
      const size = isBefore && (typeof offset === 'number' || typeof offset === 'bigint') ? -offset : offset;
      return isBefore ? { side: 'before', text: `${steps(size)} PRECEDING` } : { side: 'after', text: `${steps(size)} FOLLOWING` };
    }) as [DuckBound, DuckBound];
    // What is NULL away from a row is NULL, and stands where the NULLs do.
    if (low.side === 'null' && order!.nullsFirst) low = plainBounds.unboundedPreceding;
    else if (high.side === 'null' && !order!.nullsFirst) high = plainBounds.unboundedFollowing;
    else if (low.side === 'null' || high.side === 'null') return `RANGE BETWEEN ${steps(0)} PRECEDING AND ${steps(1)} PRECEDING`;
    // DuckDB's grammar wants both bounds on one side of the row in a frame that is empty.
    if (low.side === 'here' && high.side === 'before' && offsetType !== undefined) low = { side: 'before', text: `${steps(0)} PRECEDING` };
    if (high.side === 'here' && low.side === 'after' && offsetType !== undefined) high = { side: 'after', text: `${steps(0)} FOLLOWING` };
    return `${frameType.toUpperCase()} BETWEEN ${low.text} AND ${high.text}`;
  }

  #frameOffset(value: Value, type: DataType, orderType: DataType | undefined): string {
    switch (type.kind) {
      case 'yearMonthInterval':
        return orderType?.kind === 'yearMonthInterval' ? String(value) : `to_months(CAST(${value} AS INTEGER))`;
      case 'dayTimeInterval':
        return orderType?.kind === 'dayTimeInterval' ? String(value) : `to_microseconds(CAST(${value} AS BIGINT))`;
      case 'decimal':
        return String(value).replace(/^-/, '');
      case 'float':
      case 'double':
        return `CAST('${value}' AS ${typeSql(type)})`;
      case 'integer':
        return orderType?.kind === 'date' ? `to_days(${value})` : String(value);
      default:
        return String(value);
    }
  }

  /** One item of ORDER BY. */
  orderItem({ child, ascending, nullsFirst }: TypedSortOrder): string {
    return `${this.sortKey(child)} ${ascending ? 'ASC' : 'DESC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
  }

  sortKey(child: TypedExpression): string {
    const locale = localeOf(child.dataType);
    return locale === undefined ? this.key(child) : `icu_sort_key(${this.key(child)}, '${locale}')`;
  }

  /** What is equal for equal values. */
  key(expression: TypedExpression): string {
    return this.compile(equalityKey(expression));
  }

  #nativeAggregate(call: AggregateCall, over: string, isWindow: boolean): string | undefined {
    const record = findFunction(call.name);
    if (record?.kind !== 'aggregate' || record.compile === undefined || call.order !== undefined) return undefined;
    if (isWindow && call.isDistinct) return undefined;
    if (call.isDistinct && call.args.some(each => isCollated(each.dataType))) return undefined;
    const cx = this.#context(call);
    const filter = filterOf([call.filter && this.compile(call.filter)]);
    const sql = this.#aggregateSql(call.isDistinct, filter, over, call.ignoreNulls ?? false);
    if (
      record.compile(
        call.args.map(() => 'NULL'),
        sql,
        cx,
      ) === undefined
    )
      return undefined;
    const isSum = call.name === 'sum' || call.name === 'avg';
    const compiled = record.compile(
      call.args.map(each => (isSum ? this.#summand(each) : this.compile(each))),
      sql,
      cx,
    );
    return compiled && withType(compiled, call.dataType);
  }

  #aggregateSql(isDistinct: boolean, filter: string, over: string, ignoreNulls: boolean): AggregateSql {
    return {
      isDistinct,
      isWindow: over !== '',
      ignoreNulls,
      call: (name, ...args) =>
        `${name}(${isDistinct ? 'DISTINCT ' : ''}${args.join(', ')}${ignoreNulls && over !== '' ? ' IGNORE NULLS' : ''})${filter}${over}`,
    };
  }

  /** The rows of the group in a list, which JavaScript aggregates. @param only a further condition for the rows that count */
  #groupProgram(call: AggregateCall, over: string, only?: string): string {
    const order = call.order ?? [];
    const parts = [...call.args, ...order.map(each => each.child)].map((each, i) => `_${i} := ${this.compile(each)}`);
    const row = parts.length === 0 ? "{'_0': true}" : `struct_pack(${parts.join(', ')})`;
    const filter = filterOf([call.filter && this.compile(call.filter), only]);
    const { filter: _, ...bare } = call;
    const args = call.args.map((each, i) => placeholder(i, each));
    const program: AggregateCall = {
      ...bare,
      args,
      ...(call.order && { order: order.map((each, i) => ({ ...each, child: placeholder(call.args.length + i, each.child) })) }),
    };
    return this.#register({ kind: 'group', call: program }, [`list(${row})${filter}${over}`], true);
  }

  /** The rows that a generator gives for a row, as a list of structs. */
  generator(call: GeneratorCall, output: StructType): string {
    const inputs = new Map<number, Attribute>();
    const sqls = new Map<number, string>();
    const args = call.args.map(each => {
      const inner = this.#inputsOf(each);
      inner.inputs.forEach((input, i) => {
        inputs.set(input.id, input);
        sqls.set(input.id, inner.sqls[i]!);
      });
      return inner.expression;
    });
    const program: Program = { kind: 'generator', call: { ...call, args }, inputs: [...inputs.values()], output };
    return this.#register(program, [...sqls.values()], true);
  }
}

const narrowOperators: ReadonlySet<string> = new Set(['+', '-', '*']);
/** Leaves room for twelve digits before the point. */
const maxNarrowScale = 6;

function filterOf(conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter(each => each !== undefined);
  return given.length === 0 ? '' : ` FILTER (WHERE ${given.map(each => `(${each})`).join(' AND ')})`;
}

const maxConstantLength = 1000;
const constantKinds: ReadonlySet<DataType['kind']> = new Set([
  'boolean',
  'byte',
  'short',
  'integer',
  'long',
  'float',
  'double',
  'decimal',
  'string',
  'date',
  'timestamp',
  'timestampNtz',
  'dayTimeInterval',
  'yearMonthInterval',
]);

/** What a chain of ANDs, or of ORs, connects. */
const operandsOf = (expression: TypedExpression, name: 'and' | 'or'): readonly TypedExpression[] =>
  expression.kind === 'call' && expression.name === name ? expression.args.flatMap(each => operandsOf(each, name)) : [expression];

/** What an argument is where only its type counts. Constants stay, since an aggregate may ask for them. */
const placeholder = (index: number, { dataType, nullable }: TypedExpression): Attribute => ({
  kind: 'attribute',
  id: index,
  name: `_${index}`,
  dataType,
  nullable,
  qualifier: [],
  metadata: {},
});

/** DuckDB has own opinions on the types of results. */
const withType = (sql: string, type: DataType): string => `CAST(${sql} AS ${typeSql(type)})`;
