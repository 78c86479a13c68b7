/**
 * A SELECT while it is put together: what it reads, its list, and what HAVING, QUALIFY and ORDER BY add to it. The plan is built from
 * below: rows of generators, groups, HAVING, windows, the list, QUALIFY. Columns that only ORDER BY or QUALIFY need are hidden; whoever
 * asked for them drops them again.
 */
import { quotedSql } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { sameType } from '../types/same-type.js';
import type { Analyzer } from './analyzer.js';
import type { Clause } from './expression-analyzer.js';
import { keyOfExpression } from './expression-key.js';
import { attributeOf, childrenOf, exists, mapChildren } from './expressions.js';
import { outerReferences } from './outer-references.js';
import { filter, project } from './plans.js';
import { type Scope, unresolvedColumn } from './scope.js';
import type {
  AggregateCall,
  Attribute,
  GeneratorCall,
  NamedExpression,
  TypedAlias,
  TypedExpression,
  WindowCall,
} from './typed-expression.js';
import type { AggregatePlan, TypedPlan, WindowPlan } from './typed-plan.js';

export interface Grouping {
  readonly expressions: readonly TypedExpression[];
  /** Indices into `expressions`, a list a set. */
  readonly sets?: readonly (readonly number[])[] | undefined;
  readonly idAttribute?: Attribute | undefined;
}

/** A generator of the list, with the columns that it gives. */
export interface SelectGenerator {
  readonly call: GeneratorCall;
  readonly output: readonly Attribute[];
}

export class SelectBuilder {
  input: TypedPlan;
  /** What the expressions of the list see. */
  readonly scope: Scope;
  readonly #analyzer: Analyzer;
  grouping: Grouping | undefined;
  list: NamedExpression[] = [];
  readonly #hidden: NamedExpression[] = [];
  readonly #having: TypedExpression[] = [];
  readonly generators: SelectGenerator[] = [];
  /** The columns that calls of `window` stand for. */
  timeWindow: Clause['timeWindow'];
  /** HAVING needed what the list does not show, so a projection closes it: ORDER BY sees the list and the columns of the groups only. */
  isListClosed = false;
  /** Ids of aliases of the list that other expressions of the list use. */
  readonly lateralIds = new Set<number>();

  constructor(input: TypedPlan, scope: Scope, analyzer: Analyzer) {
    this.input = input;
    this.scope = scope;
    this.#analyzer = analyzer;
  }

  get isAggregate(): boolean {
    return this.grouping !== undefined;
  }

  get output(): readonly Attribute[] {
    return this.list.map(attributeOf);
  }

  addHaving(condition: TypedExpression): void {
    this.#having.push(condition);
    if (this.#asksBeyondList(condition)) this.isListClosed = true;
  }

  /** Whether the condition needs an aggregate or a group that is no column of the list. */
  #asksBeyondList(condition: TypedExpression): boolean {
    const listed = new Set(this.list.map(each => keyOfExpression(each.kind === 'alias' ? each.child : each)));
    const groups = new Set((this.grouping?.expressions ?? []).map(keyOfExpression));
    const asks = (each: TypedExpression): boolean => {
      const key = keyOfExpression(each);
      if (listed.has(key)) return false;
      if (each.kind === 'aggregate' || groups.has(key)) return true;
      return (each.kind === 'call' && each.replacement !== undefined ? [each.replacement] : childrenOf(each)).some(asks);
    };
    return asks(condition);
  }

  /** A column of the plan for an expression over what the list sees: one of the list, or a hidden one. */
  columnOf(expression: TypedExpression): Attribute {
    const key = keyOfExpression(expression);
    for (const each of [...this.list, ...this.#hidden]) {
      if (each.kind === 'alias' ? keyOfExpression(each.child) === key : keyOfExpression(each) === key) return attributeOf(each);
    }
    const made =
      expression.kind === 'attribute' && !expression.isOuter
        ? expression
        : this.#analyzer.alias(expression, this.#analyzer.sqlOf(expression));
    this.#hidden.push(made);
    return attributeOf(made);
  }

  get hasHidden(): boolean {
    return this.#hidden.length > 0;
  }

  /** Plain columns come in the order of the input. */
  #hiddenInOrder(): readonly NamedExpression[] {
    const places = new Map(this.input.output.map(({ id }, i) => [id, i]));
    const placeOf = (each: NamedExpression) => (each.kind === 'attribute' ? (places.get(each.id) ?? places.size) : places.size);
    return [...this.#hidden].sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** @param withHidden the hidden columns come behind those of the list */
  build(withHidden = false): TypedPlan {
    const named: NamedExpression[] = [...this.list, ...this.#hiddenInOrder()];
    let plan = this.input;
    let rewrite = (expression: TypedExpression): TypedExpression => expression;
    if (this.grouping !== undefined) {
      const grouped = this.#grouped(plan, this.grouping, [...named, ...this.#having]);
      plan = grouped.plan;
      rewrite = grouped.rewrite;
      for (const condition of this.#having) plan = filter(plan, rewrite(condition));
    }
    const rewritten = named.map(each => rewriteNamed(each, rewrite, this.grouping?.sets !== undefined));
    for (const { call, output } of this.generators) {
      const generator = Object.freeze({ ...call, args: call.args.map(rewrite) });
      plan = Object.freeze({
        kind: 'generate',
        input: plan,
        generator,
        isOuter: call.isOuter,
        generatorOutput: output,
        output: [...plan.output, ...output],
      });
    }
    const shown = withHidden ? rewritten : rewritten.slice(0, this.list.length);
    return this.#levels(plan, shown);
  }

  /** Expressions that use aliases of the list come after those; windows are computed before the list that shows them. */
  #levels(plan: TypedPlan, named: readonly NamedExpression[]): TypedPlan {
    const levelOf = new Map<number, number>();
    const levels = named.map(each => {
      let level = 0;
      if (this.lateralIds.size > 0 && each.kind === 'alias') {
        forEachAttribute(each.child, attribute => {
          if (this.lateralIds.has(attribute.id)) level = Math.max(level, (levelOf.get(attribute.id) ?? 0) + 1);
        });
        levelOf.set(each.id, level);
      }
      return level;
    });
    const last = Math.max(0, ...levels);
    for (let level = 0; level <= last; level++) {
      const here = named.filter((_, i) => levels[i] === level);
      const windowed = this.#windowed(plan, here);
      if (level === last) {
        const done = new Map(windowed.named.map((each, i) => [here[i]!, each]));
        return project(
          windowed.plan,
          named.map(each => done.get(each) ?? attributeOf(each)),
        );
      }
      const ids = new Set(windowed.named.map(each => each.id));
      const kept = plan.output.filter(each => !ids.has(each.id));
      plan = project(windowed.plan, [...kept, ...windowed.named]);
    }
    return plan;
  }

  #windowed(plan: TypedPlan, named: readonly NamedExpression[]): { plan: TypedPlan; named: readonly NamedExpression[] } {
    const windows = new Map<string, TypedAlias>();
    const replace = (expression: TypedExpression): TypedExpression => {
      if (expression.kind === 'window' && !childrenOf(expression).some(hasWindow)) {
        const key = keyOfExpression(expression);
        let made = windows.get(key);
        if (made === undefined) {
          made = this.#analyzer.alias(expression, '_we');
          windows.set(key, made);
        }
        return attributeOf(made);
      }
      return mapEvaluated(expression, replace);
    };
    const replaced = named.map(each => rewriteNamed(each, replace));
    if (windows.size === 0) return { plan, named };
    const list = [...windows.values()];
    const node: WindowPlan = { kind: 'window', input: plan, windows: list, output: [...plan.output, ...list.map(attributeOf)] };
    // A window over windows is made of their columns.
    return replaced.some(hasWindow) ? this.#windowed(Object.freeze(node), replaced) : { plan: Object.freeze(node), named: replaced };
  }

  #grouped(input: TypedPlan, grouping: Grouping, all: readonly TypedExpression[]) {
    const { expressions, sets, idAttribute } = grouping;
    const groups = new Map<string, NamedExpression>();
    const named = expressions.map((expression, index) => {
      const key = keyOfExpression(expression);
      const known = groups.get(key);
      if (known !== undefined) return known;
      // With grouping sets a column is NULL where it is not in the set, so it is another column than that of the input.
      const made: NamedExpression =
        expression.kind === 'attribute' && sets === undefined && !expression.isOuter
          ? expression
          : Object.freeze({
              ...this.#analyzer.alias(expression, expression.kind === 'attribute' ? expression.name : this.#analyzer.sqlOf(expression)),
              nullable: expression.nullable || (sets?.some(set => !set.includes(index)) ?? false),
            });
      groups.set(key, made);
      return made;
    });
    const aggregates = new Map<string, TypedAlias>();
    const inputIds = new Set([...this.scope.attributes, ...this.scope.hidden].map(each => each.id));
    // What HAVING and ORDER BY name is looked up in the list; only groups and aggregates are found below it.
    const added: ReadonlySet<TypedExpression> = new Set([...this.#hidden, ...this.#having]);
    let isAdded = false;
    const groupIds = new Set(named.map(each => each.id));
    const rewrite = (expression: TypedExpression): TypedExpression => {
      const group = groups.get(keyOfExpression(expression));
      if (group !== undefined) return attributeOf(group);
      if (expression.kind === 'aggregate') {
        this.#checkAggregate(expression);
        const key = keyOfExpression(expression);
        let made = aggregates.get(key);
        if (made === undefined) {
          made = this.#analyzer.alias(expression, '_agg');
          aggregates.set(key, made);
        }
        return attributeOf(made);
      }
      // It is a column of the rows in Spark too, hence none of the groups.
      if (expression.kind === 'call' && expression.name === 'window_time') throw this.#notGrouped(expression, expressions.length === 0);
      if (expression.kind === 'scalarSubquery' || expression.kind === 'exists' || expression.kind === 'inSubquery') {
        const read = outerReferences(expression.plan).filter(each => inputIds.has(each.id));
        if (expression.kind === 'scalarSubquery' && read.length > 0 && !isAdded) throw this.#subqueryNotGrouped(expression);
        const ungrouped = read.find(each => !groupIds.has(each.id));
        if (ungrouped !== undefined)
          throw isAdded ? this.#notInList(ungrouped) : this.#notGrouped({ ...ungrouped, isOuter: false }, expressions.length === 0);
      }
      if (expression.kind === 'attribute') {
        if (inputIds.has(expression.id) && !groupIds.has(expression.id) && !expression.isOuter)
          throw isAdded ? this.#notInList(expression) : this.#notGrouped(expression, expressions.length === 0);
        return expression;
      }
      const mapped = mapEvaluated(expression, rewrite);
      return sets === undefined || mapped === expression ? mapped : nullableAsArguments(mapped, this.#analyzer);
    };
    for (const each of all) {
      isAdded = added.has(each);
      rewrite(each.kind === 'alias' ? each.child : each);
    }
    const list = [...aggregates.values()];
    const distinctGroups = [...new Map(named.map(each => [each.id, each])).values()];
    const indexOf = named.map(each => distinctGroups.indexOf(each));
    const node: AggregatePlan = {
      kind: 'aggregate',
      input,
      grouping: distinctGroups,
      aggregates: list,
      groupingSets: sets?.map(set => [...new Set(set.map(index => indexOf[index]!))]),
      groupingId: idAttribute,
      output: [...distinctGroups.map(attributeOf), ...list.map(attributeOf), ...(idAttribute ? [idAttribute] : [])],
    };
    return { plan: Object.freeze(node), rewrite };
  }

  #checkAggregate(call: AggregateCall): void {
    if (call.args.some(arg => exists(arg, each => each.kind === 'attribute' && each.isOuter === true))) this.#refuseOuter(call);
    const inner = [...call.args, ...(call.order ?? []).map(each => each.child)];
    if (inner.some(hasWindow)) throw sparkErrorOf('_LEGACY_ERROR_TEMP_1031', {}, { origin: call.origin, name: 'AnalysisException' });
    if (inner.some(each => exists(each, child => child.kind === 'aggregate'))) {
      throw sparkErrorOf('NESTED_AGGREGATE_FUNCTION', {}, { origin: call.origin });
    }
  }

  /** An aggregate of what only the query around has would be one of that query. */
  #refuseOuter(call: AggregateCall): void {
    const named = this.list.find(each => each.kind === 'alias' && exists(each.child, child => child === call));
    if (named === undefined) return;
    const sql = this.#analyzer.sqlOf(named.kind === 'alias' ? named.child : named);
    throw sparkErrorOf(
      'UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.CORRELATED_REFERENCE',
      { sqlExprs: quotedSql(sql === named.name ? sql : `${sql} AS ${named.name}`) },
      { origin: call.origin },
    );
  }

  #notInList(attribute: Attribute): SparkError {
    const written = attribute.origin?.fragment.split('.').map(part => part.trim().replace(/^`|`$/g, '')) ?? [attribute.name];
    return unresolvedColumn(written, this.output, attribute.origin);
  }

  #subqueryNotGrouped(subquery: TypedExpression): SparkError {
    return sparkErrorOf(
      'SCALAR_SUBQUERY_IS_IN_GROUP_BY_OR_AGGREGATE_FUNCTION',
      { sqlExpr: quotedSql(this.#analyzer.sqlOf(subquery)) },
      { origin: subquery.origin },
    );
  }

  #notGrouped(attribute: TypedExpression, isGlobal: boolean): SparkError {
    const { origin } = attribute;
    if (isGlobal) return sparkErrorOf('MISSING_GROUP_BY', {}, { origin });
    const sql = this.#analyzer.sqlOf(attribute);
    return sparkErrorOf(
      'MISSING_AGGREGATION',
      { expression: quotedSql(sql), expressionAnyValue: quotedSql(`any_value(${sql})`) },
      { origin },
    );
  }
}

/** Rewrites what is evaluated: of a call that stands for another expression, that expression. */
export function mapEvaluated(expression: TypedExpression, f: (each: TypedExpression) => TypedExpression): TypedExpression {
  if (expression.kind === 'call' && expression.replacement !== undefined) return f(expression.replacement);
  if (expression.kind === 'window') {
    const called = mapChildren(expression.function, f) as WindowCall['function'];
    const inner = mapChildren({ ...expression, function: called }, child => (child === called ? child : f(child)));
    return Object.freeze(inner);
  }
  return mapChildren(expression, f);
}

/** What is made of a column that grouping sets leave out may be NULL too. */
function nullableAsArguments(expression: TypedExpression, analyzer: Analyzer): TypedExpression {
  if (expression.kind === 'cast') return expression.child.nullable ? Object.freeze({ ...expression, nullable: true }) : expression;
  return expression.kind === 'call' && expression.args.some(each => each.nullable) ? analyzer.calls.retyped(expression) : expression;
}

/** @param takesName a column that is replaced by another has the name of that one, as grouping sets have it; types follow */
export function rewriteNamed(named: NamedExpression, f: (each: TypedExpression) => TypedExpression, takesName = false): NamedExpression {
  if (named.kind === 'attribute') {
    const replaced = f(named);
    if (replaced === named) return named;
    if (replaced.kind === 'attribute' && replaced.id === named.id) return named;
    const { id, metadata, qualifier } = named;
    const name = takesName && replaced.kind === 'attribute' ? replaced.name : named.name;
    return Object.freeze({
      kind: 'alias',
      child: replaced,
      id,
      name,
      metadata,
      qualifier,
      dataType: replaced.dataType,
      nullable: replaced.nullable,
    });
  }
  const child = f(named.child);
  if (child === named.child) return named;
  return Object.freeze({
    ...named,
    child,
    nullable: child.nullable || named.nullable,
    dataType: !takesName && sameType(child.dataType, named.dataType) ? named.dataType : child.dataType,
  });
}

export function forEachAttribute(expression: TypedExpression, f: (attribute: Attribute) => void): void {
  if (expression.kind === 'attribute') f(expression);
  else if (expression.kind === 'call' && expression.replacement !== undefined) forEachAttribute(expression.replacement, f);
  else for (const child of childrenOf(expression)) forEachAttribute(child, f);
}

/** Whether the expression holds an aggregate that is not one over a window. */
export function hasAggregate(expression: TypedExpression): boolean {
  if (expression.kind === 'aggregate') return true;
  if (expression.kind === 'call' && expression.replacement !== undefined) return hasAggregate(expression.replacement);
  if (expression.kind === 'window') {
    const { function: called, partition, order } = expression;
    return [...childrenOf(called), ...partition, ...order.map(each => each.child)].some(hasAggregate);
  }
  return childrenOf(expression).some(hasAggregate);
}

export const hasWindow = (expression: TypedExpression): boolean => exists(expression, each => each.kind === 'window');
