/** Turns an unresolved plan into a typed one, or raises Spark's error: names, types, groups, windows, subqueries. */

import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { valueOf } from '../evaluator/evaluator.js';
import type { AggregateFunction, FunctionRecord } from '../functions/function-record.js';
import type {
  Expression,
  Relation,
  RelationKind,
  UnresolvedFunction,
  UnresolvedStar,
  UpdateFields,
  UserDefinedFunction,
  WindowReference,
  WindowSpec,
} from '../plan/index.js';
import type { DataType, Metadata } from '../types/index.js';
import type { Value } from '../values/value.js';
import { aggregateCall } from './analyze-aggregate.js';
import { CallAnalyzer, isFoldable } from './analyze-call.js';
import type { CteScope } from './analyze-cte.js';
import type { AnalyzerSession } from './analyzer-session.js';
import { checkGenerators } from './check-generators.js';
import { checkTimeCasts } from './check-time-type.js';
import { ExpressionAnalyzer } from './expression-analyzer.js';
import { boundSql, frameSql, orderSql, prettySql, windowSql } from './expression-sql.js';
import { transformUp } from './expressions.js';
import { asksForMetadata, isMetadata, withMetadataColumn } from './file-metadata.js';
import { namedArguments } from './named-arguments.js';
import { relationAnalyzers } from './relation-analyzers.js';
import { Scope } from './scope.js';
import type { SelectBuilder } from './select-builder.js';
import { expandStar } from './star.js';
import type { Attribute, Frame, FrameBound, TypedAlias, TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';
import { updateFields } from './update-fields.js';

/** A relation that is resolved, with what only its direct parent may use. */
export interface Resolved {
  readonly plan: TypedPlan;
  /** Columns that a name finds when no other has it. */
  readonly hidden?: readonly Attribute[] | undefined;
  /** What a projection of the plan has left out is not found: the plan is the whole input of a pipe. */
  readonly isClosed?: boolean | undefined;
  /** The SELECT that the plan is, for HAVING, QUALIFY and ORDER BY. */
  readonly select?: SelectBuilder | undefined;
}

/** What a relation sees from around it. */
export interface RelationContext {
  /** The columns of the queries around, for subqueries and LATERAL. */
  readonly outer?: Scope | undefined;
  readonly ctes?: CteScope | undefined;
  readonly windows?: ReadonlyMap<string, WindowSpec | WindowReference> | undefined;
  /** Strategies of joins that hints have given for relations, by their names. */
  readonly hints?: ReadonlyMap<string, string> | undefined;
  /** Names of the views that are being read, outermost first. */
  readonly views?: readonly string[] | undefined;
  /** The relation around this one names the hidden column of files. */
  readonly wantsMetadata?: boolean | undefined;
}

export class Analyzer {
  readonly session: AnalyzerSession;
  readonly calls: CallAnalyzer;
  readonly expressions: ExpressionAnalyzer;
  readonly #planOutputs = new Map<number, readonly Attribute[]>();
  #parameters: { readonly functionName: string; readonly values: ReadonlyMap<string, TypedExpression> } | undefined;
  /** Errors that no relation around needs to try again. */
  readonly #unresolved = new WeakSet<Error>();
  /** The context of the query whose expressions are being resolved: for the subqueries among them. */
  #context: RelationContext = {};

  constructor(session: AnalyzerSession) {
    this.session = session;
    this.calls = new CallAnalyzer(session);
    this.expressions = new ExpressionAnalyzer(this);
  }

  /** The typed plan of a query. */
  analyze(relation: Relation): TypedPlan {
    const { plan } = this.relation(relation, {});
    checkGenerators(plan, each => this.sqlOf(each));
    checkTimeCasts(plan, this.session.conf);
    return plan;
  }

  /** An expression that reads no columns, such as the default of a variable. */
  analyzeExpression(expression: Expression): TypedExpression {
    return this.expressions.analyze(expression, { scope: this.scope([], undefined) });
  }

  relation(relation: Relation, context: RelationContext): Resolved {
    const analyze = relationAnalyzers[relation.kind] as (relation: Relation, context: RelationContext, analyzer: Analyzer) => Resolved;
    const before = this.#context;
    this.#context = context;
    try {
      const resolved = this.#withMetadata(context, inner => analyze(relation, inner, this));
      if (relation.planId !== undefined) this.#planOutputs.set(relation.planId, resolved.plan.output);
      return resolved;
    } finally {
      this.#context = before;
    }
  }

  /** Runs an analysis; once more, over inputs with the hidden column of files, when it fails because it names that. */
  #withMetadata(context: RelationContext, analyze: (context: RelationContext) => Resolved): Resolved {
    const { wantsMetadata } = context;
    // Where the query around has the column, a subquery looks for its own first.
    const isAround = context.outer?.hidden.some(isMetadata) ?? false;
    const inner = wantsMetadata || isAround ? { ...context, wantsMetadata: isAround } : context;
    let resolved: Resolved;
    try {
      resolved = analyze(inner);
    } catch (error) {
      if (!asksForMetadata(error) || this.#unresolved.has(error as Error)) throw error;
      this.#unresolved.add(error as Error);
      resolved = analyze({ ...inner, wantsMetadata: true });
    }
    return wantsMetadata ? withMetadataColumn(resolved, this) : resolved;
  }

  /** Resolves the expressions of a relation after its inputs were: subqueries among them see the context again. */
  within<T>(context: RelationContext, run: () => T): T {
    const before = this.#context;
    this.#context = context;
    try {
      return run();
    } finally {
      this.#context = before;
    }
  }

  /** Resolves the body of a function of the person: its parameters are found where no column has their name. */
  withParameters<T>(functionName: string, values: ReadonlyMap<string, TypedExpression>, run: () => T): T {
    const before = this.#parameters;
    this.#parameters = { functionName, values };
    try {
      return run();
    } finally {
      this.#parameters = before;
    }
  }

  /** @param isInSubquery the value belongs to a query around */
  parameterOf(nameParts: readonly string[], isInSubquery: boolean): TypedExpression | undefined {
    const parts = nameParts.map(each => each.toLowerCase());
    if (this.#parameters === undefined || (parts.length > 1 && parts[0] !== this.#parameters.functionName)) return undefined;
    const value = this.#parameters.values.get(parts[parts.length - 1]!);
    if (value === undefined || !isInSubquery) return value;
    return transformUp(value, each => (each.kind === 'attribute' ? Object.freeze({ ...each, isOuter: true }) : each));
  }

  get context(): RelationContext {
    return this.#context;
  }

  subqueryPlan(plan: Relation, outer: Scope): TypedPlan {
    const { ctes, views } = this.#context;
    return this.relation(plan, { outer, ctes, views }).plan;
  }

  scope(attributes: readonly Attribute[], outer: Scope | undefined, hidden: readonly Attribute[] = []): Scope {
    return new Scope(attributes, this.session.isCaseSensitive, outer, hidden);
  }

  scopeOf(resolved: Resolved, context: RelationContext): Scope {
    return this.scope(resolved.plan.output, context.outer, resolved.hidden);
  }

  outputOfPlan(planId: number): readonly Attribute[] | undefined {
    return this.#planOutputs.get(planId) ?? this.session.outputOfPlan(planId);
  }

  /** After columns of a side of a join got new ids. */
  renameOutputs(ids: ReadonlyMap<number, Attribute>, planIds: ReadonlySet<number>): void {
    for (const planId of planIds) {
      const output = this.outputOfPlan(planId);
      if (output !== undefined)
        this.#planOutputs.set(
          planId,
          output.map(each => ids.get(each.id) ?? each),
        );
    }
  }

  alias(child: TypedExpression, name: string, metadata: Metadata = {}): TypedAlias {
    const { dataType, nullable } = child;
    return Object.freeze({
      kind: 'alias',
      child,
      name,
      id: this.session.newId(),
      metadata,
      qualifier: [],
      dataType,
      nullable,
      origin: child.origin,
    });
  }

  attribute(name: string, dataType: DataType, nullable: boolean, qualifier: readonly string[] = [], metadata: Metadata = {}): Attribute {
    return Object.freeze({ kind: 'attribute', id: this.session.newId(), name, dataType, nullable, qualifier, metadata });
  }

  sqlOf(expression: TypedExpression): string {
    return prettySql(expression, this.session.settings.timeZone);
  }

  orderSql(order: TypedSortOrder): string {
    return orderSql(order, this.session.settings.timeZone);
  }

  frameSql(frame: Frame): string {
    return frameSql(frame, this.session.settings.timeZone);
  }

  windowSql(window: Pick<WindowCall, 'partition' | 'order' | 'frame'>): string {
    return windowSql(window, this.session.settings.timeZone);
  }

  boundSql(bound: FrameBound): string {
    return boundSql(bound, this.session.settings.timeZone);
  }

  evaluate(expression: TypedExpression): Value {
    return valueOf(expression, this.session.settings);
  }

  /** CHAR and VARCHAR are strings where a query sees them. */
  castTarget(type: DataType): DataType {
    return this.session.castTarget(type);
  }

  expandStar(star: UnresolvedStar, scope: Scope, functionName?: string): readonly (Attribute | TypedAlias)[] {
    return expandStar(star, scope, this, functionName);
  }

  namedArguments(call: UnresolvedFunction, name: string, record: FunctionRecord): readonly Expression[] {
    return namedArguments(call.arguments, name, record, call.origin);
  }

  aggregateCall(
    call: UnresolvedFunction,
    name: string,
    record: AggregateFunction,
    args: readonly TypedExpression[],
    filter: TypedExpression | undefined,
    order: readonly TypedSortOrder[] | undefined,
  ): TypedExpression {
    return aggregateCall(call, name, record, args, filter, order, this);
  }

  checkPipe(expression: Extract<Expression, { kind: 'pipeExpression' }>, child: TypedExpression): TypedExpression {
    return this.session.checkPipe(expression, child);
  }

  identifierOf(identifier: TypedExpression, origin: TypedExpression['origin']): readonly string[] {
    const refuse = (subclass: string, more: Readonly<Record<string, string>> = {}) =>
      sparkErrorOf(`NOT_A_CONSTANT_STRING.${subclass}`, { name: 'IDENTIFIER', expr: this.sqlOf(identifier), ...more }, { origin });
    if (!isFoldable(identifier)) throw refuse('NOT_CONSTANT');
    if (identifier.dataType.kind !== 'string') throw refuse('WRONG_TYPE', { dataType: identifier.dataType.catalogString });
    const value = this.evaluate(identifier);
    if (typeof value !== 'string') throw refuse('NULL');
    return this.session.parseMultipartIdentifier(value);
  }

  userDefinedFunction(expression: UserDefinedFunction, args: readonly TypedExpression[]): TypedExpression {
    return this.session.userDefinedFunction(expression, args);
  }

  updateFields(expression: UpdateFields, child: TypedExpression, value: TypedExpression | undefined): TypedExpression {
    return updateFields(expression, child, value, this);
  }
}

export type RelationAnalyzer<K extends RelationKind> = (
  relation: Extract<Relation, { kind: K }>,
  context: RelationContext,
  analyzer: Analyzer,
) => Resolved;
