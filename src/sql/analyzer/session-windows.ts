/** Sessions of the rows of a group: those that touch become one, from the first start to the last end. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { findFunction } from '../functions/registry.js';
import { windowMetadata } from '../functions/time-window-funcs.js';
import { IntegerType, StringType } from '../types/index.js';
import type { Analyzer } from './analyzer.js';
import { attributeOf, typedLiteral } from './expressions.js';
import { project } from './plans.js';
import type { Grouping } from './select-builder.js';
import type { AggregateCall, Attribute, Frame, FrameBound, TypedAlias, TypedExpression, WindowCall } from './typed-expression.js';
import type { TypedPlan, WindowPlan } from './typed-plan.js';

export const sessionOf = (groups: readonly TypedExpression[]): Attribute | undefined =>
  groups.find((each): each is Attribute => each.kind === 'attribute' && each.metadata[windowMetadata.session_window] === true);

const unbounded: FrameBound = { bound: 'unboundedPreceding' };
const current: FrameBound = { bound: 'currentRow' };
const before: FrameBound = { bound: 'value', value: typedLiteral(-1, IntegerType) };

class SessionMerge {
  readonly #analyzer: Analyzer;
  readonly #session: Attribute;
  readonly #cx;
  #plan: TypedPlan;

  constructor(plan: TypedPlan, session: Attribute, analyzer: Analyzer) {
    this.#plan = plan;
    this.#session = session;
    this.#analyzer = analyzer;
    this.#cx = analyzer.calls.context('session_window', session.origin, () => []);
  }

  /** The rows with their sessions merged; other columns stay. @param keys the other groups */
  run(keys: readonly TypedExpression[]): TypedPlan {
    const { output } = this.#plan;
    const partition = keys.map(each => this.#column(each));
    const [start, end] = [this.#field(0), this.#field(1)].map(each => this.#column(each)) as [Attribute, Attribute];
    const bySession = (key: readonly TypedExpression[], of: TypedExpression, upper: FrameBound, isOrdered: boolean) =>
      this.#window(this.#max(of), key, isOrdered ? [{ child: start, ascending: true, nullsFirst: true }] : [], upper);
    const reached = bySession(partition, end, before, true);
    const begins = this.#cx.call('or', this.#cx.call('isnull', reached), this.#cx.call('>', start, reached));
    const begin = this.#column(this.#cx.call('if', begins, start, this.#cx.literal(null, start.dataType)));
    const first = bySession(partition, begin, current, true);
    const last = bySession([...partition, first], end, { bound: 'unboundedFollowing' }, false);
    const [startName, endName] = ['start', 'end'].map(each => this.#cx.literal(each, StringType)) as [TypedExpression, TypedExpression];
    const merged: TypedAlias = Object.freeze({
      ...this.#session,
      kind: 'alias',
      child: this.#cx.call('named_struct', startName, first, endName, last),
    });
    return project(
      this.#plan,
      output.map(each => (each.id === this.#session.id ? merged : each)),
    );
  }

  #field(index: 0 | 1): TypedExpression {
    return this.#cx.call('getstructfield', this.#session, this.#cx.literal(index, IntegerType));
  }

  #max(of: TypedExpression): AggregateCall {
    const record = findFunction('max');
    if (record?.kind !== 'aggregate') throw new TypeError('max is an aggregate');
    return this.#analyzer.calls.aggregate('max', record, [of], { isDistinct: false }, this.#session.origin) as AggregateCall;
  }

  /** The expression as a column of the rows. */
  #column(expression: TypedExpression): Attribute {
    if (expression.kind === 'attribute') return expression;
    const made = this.#analyzer.alias(expression, '_session');
    this.#plan = project(this.#plan, [...this.#plan.output, made]);
    return attributeOf(made);
  }

  #window(called: AggregateCall, partition: readonly TypedExpression[], order: WindowCall['order'], upper: FrameBound): Attribute {
    const { dataType } = called;
    // Rows of one start may come in any order: the first of them begins a session, and each of them sees that.
    const frame: Frame = { frameType: upper === current ? 'range' : 'rows', lower: unbounded, upper, isDefault: false };
    const call: WindowCall = { kind: 'window', function: called, partition, order, frame, dataType, nullable: true };
    const made = this.#analyzer.alias(Object.freeze(call), '_session');
    const node: WindowPlan = { kind: 'window', input: this.#plan, windows: [made], output: [...this.#plan.output, attributeOf(made)] };
    this.#plan = Object.freeze(node);
    return attributeOf(made);
  }
}

/** @throws SparkError with several grouping sets: Spark analyzes them, and fails when it runs them */
export function withMergedSessions(plan: TypedPlan, { expressions, sets }: Grouping, analyzer: Analyzer): TypedPlan {
  const session = sessionOf(expressions);
  if (session === undefined) return plan;
  if (sets !== undefined && sets.length > 1) {
    const parameters = { operator: 'Aggregate', invalidExprSqls: '"session_window"' };
    throw sparkErrorOf('UNSUPPORTED_EXPR_FOR_OPERATOR', parameters, { origin: session.origin });
  }
  return new SessionMerge(plan, session, analyzer).run(expressions.filter(each => each !== session));
}
