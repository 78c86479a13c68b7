/** GROUP BY: expressions, positions, aliases, ALL, and the sets of ROLLUP, CUBE and GROUPING SETS. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { Expression, GroupingAnalytics, GroupingSet, UnresolvedFunction } from '../plan/index.js';
import { ByteType, IntegerType, LongType } from '../types/index.js';
import { isGroupable } from '../values/ordering.js';
import type { Analyzer } from './analyzer.js';
import type { Clause } from './expression-analyzer.js';
import { keyOfExpression } from './expression-key.js';
import { childrenOf, exists, typedCast, typedLiteral } from './expressions.js';
import { outerReferences } from './outer-references.js';
import type { Scope } from './scope.js';
import { hasAggregate, hasWindow, type SelectBuilder } from './select-builder.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';

export function isAll(expressions: readonly Expression[], scope: Scope): boolean {
  const [only] = expressions;
  return (
    expressions.length === 1 &&
    only!.kind === 'unresolvedAttribute' &&
    only.nameParts.length === 1 &&
    only.nameParts[0]!.toLowerCase() === 'all' &&
    scope.find(only.nameParts, only.origin) === undefined
  );
}

/** GROUP BY ALL: everything of the list that holds no aggregate. What mixes both names no group. */
export function groupByAll(select: SelectBuilder, origin: TypedExpression['origin']): TypedExpression[] {
  if (select.lateralIds.size > 0) throw sparkErrorOf('UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY', {});
  const children = select.list.map(each => (each.kind === 'alias' ? each.child : each));
  const expressions = children.filter(child => !hasAggregate(child));
  const isMixed = expressions.length === 0 && children.some(hasAttributeOutside);
  // A subquery that asks for columns of this query cannot stand beside an aggregate.
  const asksAround = children.some(
    child => hasAggregate(child) && exists(child, each => each.kind === 'scalarSubquery' && outerReferences(each.plan).length > 0),
  );
  if (isMixed || asksAround) throw sparkErrorOf('UNRESOLVED_ALL_IN_GROUP_BY', {}, { origin });
  return expressions;
}

/** Whether the expression reads a column outside of its aggregates. */
function hasAttributeOutside(expression: TypedExpression): boolean {
  if (expression.kind === 'aggregate') return false;
  if (expression.kind === 'attribute') return true;
  return childrenOf(expression).some(hasAttributeOutside);
}

export function checkGrouping(expression: TypedExpression, analyzer: Analyzer): void {
  if (exists(expression, each => each.kind === 'attribute' && each.isLateral === true))
    throw sparkErrorOf('UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY', {});
  const { origin } = expression;
  if (hasAggregate(expression)) throw sparkErrorOf('GROUP_BY_AGGREGATE', { sqlExpr: analyzer.sqlOf(expression) }, { origin });
  if (hasWindow(expression))
    throw sparkErrorOf(
      'UNSUPPORTED_EXPR_FOR_OPERATOR',
      { operator: 'Aggregate', invalidExprSqls: quotedSql(analyzer.sqlOf(expression)) },
      { origin },
    );
  if (!isGroupable(expression.dataType)) {
    throw sparkErrorOf(
      'GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE',
      { sqlExpr: quotedSql(analyzer.sqlOf(expression)), dataType: quotedSql(expression.dataType.sql) },
      { origin },
    );
  }
}

export function groupingExpression(expression: Expression, select: SelectBuilder, clause: Clause, analyzer: Analyzer): TypedExpression {
  const { origin } = expression;
  const child = expression.kind === 'alias' ? expression.child : expression;
  if (child.kind === 'literal' && child.dataType.kind === 'integer' && analyzer.session.conf('spark.sql.groupByOrdinal') !== 'false') {
    const index = child.value as number;
    const size = select.list.length;
    if (index < 1 || index > size) throw sparkErrorOf('GROUP_BY_POS_OUT_OF_RANGE', { index, size }, { origin });
    const item = select.list[index - 1]!;
    const definition = item.kind === 'alias' ? item.child : item;
    if (hasAggregate(definition)) throw sparkErrorOf('GROUP_BY_POS_AGGREGATE', { index, aggExpr: analyzer.sqlOf(definition) }, { origin });
    return definition;
  }
  if (child.kind === 'unresolvedAttribute' && analyzer.session.conf('spark.sql.groupByAliases') !== 'false') {
    const resolved = analyzer.expressions.resolveName(child, clause);
    if (resolved !== undefined && !(resolved.kind === 'attribute' && resolved.isOuter)) return resolved;
    const aliased = aliasOf(child.nameParts, select);
    if (aliased !== undefined) return aliased;
    if (resolved !== undefined) return resolved;
  }
  return analyzer.expressions.analyze(child, clause);
}

export function aliasOf(nameParts: readonly string[], select: SelectBuilder): TypedExpression | undefined {
  if (nameParts.length !== 1) return undefined;
  const found = select.list.filter(each => each.kind === 'alias' && select.scope.same(each.name, nameParts[0]!));
  return found.length === 0 ? undefined : (found[0] as Extract<NamedExpression, { kind: 'alias' }>).child;
}

/** The grouping sets of GROUP BY, as indices into the expressions that they are made of. */
export class GroupingSets {
  readonly expressions: Expression[] = [];
  readonly isPlain: boolean;
  readonly indices: readonly (readonly number[])[] | undefined;

  constructor(given: readonly (Expression | GroupingAnalytics)[]) {
    this.isPlain = !given.some(each => each.kind === 'groupingAnalytics');
    if (this.isPlain) {
      this.expressions.push(...(given as readonly Expression[]));
      return;
    }
    const [only] = given;
    if (only?.kind === 'groupingAnalytics' && only.groupByExpressions !== undefined) {
      for (const each of only.groupByExpressions) this.#indexOf(each);
    }
    // Every combination of one set of each item.
    let sets: (readonly number[])[] = [[]];
    for (const each of given) {
      const own = each.kind === 'groupingAnalytics' ? this.#analytics(each) : [[this.#indexOf(each)]];
      sets = sets.flatMap(left => own.map(right => [...left, ...right]));
    }
    if (this.expressions.length > 64) throw sparkErrorOf('GROUPING_SIZE_LIMIT_EXCEEDED', { maxSize: 64 });
    this.indices = sets;
  }

  #indexOf(expression: Expression): number {
    const key = planKey(expression);
    const index = this.expressions.findIndex(each => planKey(each) === key);
    return index >= 0 ? index : this.expressions.push(expression) - 1;
  }

  #set({ expressions }: GroupingSet): readonly number[] {
    return expressions.map(each => this.#indexOf(each));
  }

  #analytics({ analytics, elements }: GroupingAnalytics): (readonly number[])[] {
    if (analytics === 'groupingSets')
      return elements.flatMap(each => (each.kind === 'groupingSet' ? [this.#set(each)] : this.#analytics(each)));
    const parts = elements.map(each => (each.kind === 'groupingSet' ? this.#set(each) : this.#analytics(each).flat()));
    if (analytics === 'rollup') return [...parts.map((_, i) => parts.slice(0, parts.length - i).flat()), []];
    return subsets(parts).map(each => each.flat());
  }
}

/** All subsets, the whole first, as CUBE orders them. */
function subsets<T>(list: readonly T[]): (readonly T[])[] {
  if (list.length === 0) return [[]];
  const rest = subsets(list.slice(1));
  return [...rest.map(each => [list[0]!, ...each]), ...rest];
}

/** Equal for expressions of the same text, wherever they stand. */
const planKey = (expression: Expression): string =>
  JSON.stringify(expression, (key, value) =>
    key === 'origin'
      ? undefined
      : typeof value === 'bigint'
        ? `${value}n`
        : typeof value === 'string' && key !== 'value'
          ? value.toLowerCase()
          : value,
  );

/** `grouping(a)` is 1 where a is not in the set; `grouping_id(a, b)` has a bit for each. */
export function grouping(
  call: UnresolvedFunction,
  args: readonly TypedExpression[],
  groups: readonly TypedExpression[],
  id: Attribute,
  analyzer: Analyzer,
): TypedExpression {
  const { origin } = call;
  const name = call.nameParts[call.nameParts.length - 1]!.toLowerCase();
  const keys = groups.map(keyOfExpression);
  const bitOf = (arg: TypedExpression): number => {
    const index = keys.indexOf(keyOfExpression(arg));
    if (index >= 0) return groups.length - 1 - index;
    if (name === 'grouping') {
      throw sparkErrorOf(
        'GROUPING_COLUMN_MISMATCH',
        { grouping: quotedSql(analyzer.sqlOf(arg)), groupingColumns: quotedSql(groups.map(each => analyzer.sqlOf(each)).join(', ')) },
        { origin },
      );
    }
    throw sparkErrorOf(
      'GROUPING_ID_COLUMN_MISMATCH',
      {
        groupingIdColumn: args.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
        groupByColumns: groups.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
      },
      { origin },
    );
  };
  const call2 = (operator: string, a: TypedExpression, b: TypedExpression) =>
    analyzer.calls.context(operator, origin, () => []).call(operator, a, b);
  const bit = (arg: TypedExpression) => call2('&', call2('>>', id, typedLiteral(bitOf(arg), IntegerType)), typedLiteral(1n, LongType));
  const make = (replacement: TypedExpression): TypedExpression =>
    Object.freeze({ kind: 'call', name, args, replacement, dataType: replacement.dataType, nullable: false, origin });
  if (name === 'grouping') return make(typedCast(bit(args[0]!), ByteType, 'ansi', false));
  const isWhole = args.length === 0 || (args.length === groups.length && args.every((arg, i) => keyOfExpression(arg) === keys[i]));
  if (!isWhole) {
    if (analyzer.session.conf('spark.sql.legacy.groupingIdWithAppendedUserGroupBy') !== 'true') args.forEach(bitOf);
    throw sparkErrorOf(
      'GROUPING_ID_COLUMN_MISMATCH',
      {
        groupingIdColumn: args.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
        groupByColumns: groups.map(each => quotedSql(analyzer.sqlOf(each))).join(', '),
      },
      { origin },
    );
  }
  return make(id);
}
