/** SELECT with its GROUP BY, HAVING, QUALIFY and ORDER BY. */

import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type {
  Aggregate,
  Having,
  PlanNode,
  Project,
  Qualify,
  Sort,
  UnresolvedAttribute,
  UnresolvedFunction,
  WithColumns,
} from '../plan/index.js';
import { LongType } from '../types/index.js';
import { isOrderable } from '../values/ordering.js';
import { aliasOf, checkGrouping, GroupingSets, groupByAll, grouping, groupingExpression, isAll } from './analyze-grouping.js';
import { analyzeList, checkGenerators } from './analyze-select-list.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import type { Clause } from './expression-analyzer.js';
import { collect, exists, transformDown } from './expressions.js';
import { filter, project, sort } from './plans.js';
import { Scope } from './scope.js';
import { forEachAttribute, hasAggregate, hasWindow, SelectBuilder } from './select-builder.js';
import { withMergedSessions } from './session-windows.js';
import { withTimeWindows } from './time-windows.js';
import type { AggregateCall, Attribute, FunctionCall, NamedExpression, TypedExpression, TypedSortOrder } from './typed-expression.js';
import { widen } from './widen.js';

export function analyzeProject(relation: Project, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const select = selectOver(relation.expressions, input, context, analyzer);
  analyzeList(relation.expressions, select, context, analyzer);
  return selected(select, relation, analyzer);
}

/** The columns of the input, each replaced by a new one of its name, and the others that are new. */
export function analyzeWithColumns(relation: WithColumns, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const select = selectOver(relation.aliases, input, context, analyzer);
  const { scope } = select;
  const names = relation.aliases.map(each => each.names[0]!);
  const twice = names.find((name, i) => names.findIndex(other => scope.same(other, name)) !== i);
  if (twice !== undefined) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(twice.toLowerCase()) });
  analyzeList(relation.aliases, select, context, analyzer);
  const made = select.list;
  const { output } = input.plan;
  const replaced = output.map((each): NamedExpression => made.find(one => scope.same(one.name, each.name)) ?? each);
  const added = made.filter(each => !output.some(one => scope.same(one.name, each.name)));
  select.list = [...replaced, ...added];
  return { plan: selected(select, relation, analyzer).plan };
}

function selected(select: SelectBuilder, relation: Project | WithColumns, analyzer: Analyzer): Resolved {
  if (
    select.list.some(each => each.kind === 'alias' && hasAggregate(each.child)) ||
    select.generators.some(each => hasAggregate(each.call))
  ) {
    checkGenerators(select, analyzer, relation.origin);
    select.grouping = { expressions: [] };
  }
  return { plan: select.build(), select };
}

/** A SELECT over rows that have a column for the window of time that it calls. */
function selectOver(expressions: readonly PlanNode[], input: Resolved, context: RelationContext, analyzer: Analyzer): SelectBuilder {
  const scope = analyzer.scopeOf(input, context);
  const windows = withTimeWindows(expressions, input.plan, scope, context, analyzer);
  if (windows === undefined) return new SelectBuilder(input.plan, scope, analyzer);
  const withColumn = new Scope(scope.attributes, scope.isCaseSensitive, scope.outer, [...scope.hidden, windows.column]);
  const select = new SelectBuilder(windows.plan, withColumn, analyzer);
  select.timeWindow = windows.resolve;
  return select;
}

export function analyzeAggregate(relation: Aggregate, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const select = selectOver([...relation.groupingExpressions, ...relation.aggregateExpressions], input, context, analyzer);
  const sets = new GroupingSets(relation.groupingExpressions);
  const idAttribute = sets.isPlain ? undefined : analyzer.attribute('spark_grouping_id', LongType, false);
  const expressions: TypedExpression[] = [];
  const byAlias: Clause['fallback'] = nameParts =>
    analyzer.session.conf('spark.sql.groupByAliases') === 'false' ? undefined : aliasOf(nameParts, select);
  const clause: Clause = { scope: select.scope, windows: context.windows, fallback: byAlias, timeWindow: select.timeWindow };
  // GROUP BY may name columns of the list by place or alias, and the list may ask for its grouping set.
  const groupingCall =
    idAttribute &&
    ((call: UnresolvedFunction, args: readonly TypedExpression[]) => grouping(call, args, expressions, idAttribute, analyzer));
  analyzeList(relation.aggregateExpressions, select, context, analyzer, groupingCall, () => {
    if (sets.isPlain && isAll(relation.groupingExpressions, select.scope)) return;
    expressions.push(...sets.expressions.map(each => groupingExpression(each, select, clause, analyzer)));
  });
  if (sets.isPlain && isAll(relation.groupingExpressions, select.scope))
    expressions.push(...groupByAll(select, relation.groupingExpressions[0]!.origin));
  for (const each of expressions) checkGrouping(each, analyzer);
  checkGenerators(select, analyzer, relation.origin);
  select.grouping = { expressions, sets: sets.indices, idAttribute };
  select.input = withMergedSessions(select.input, select.grouping, analyzer);
  return { plan: select.build(), select };
}

/** HAVING and QUALIFY see the list first, then what the list sees. */
const overList = (select: SelectBuilder, analyzer: Analyzer, context: RelationContext): Clause => {
  const outputScope = new Scope(select.output, analyzer.session.isCaseSensitive);
  return {
    scope: select.scope,
    aggregateScope: select.scope,
    windows: context.windows,
    grouping: groupingOf(select, analyzer),
    timeWindow: select.isAggregate ? call => refuseWindow(call, select, analyzer) : select.timeWindow,
    first: (nameParts, origin) => {
      // Two columns of the list of that name: the one of the input counts, when there is one.
      if (isTwiceInList(nameParts, select) && select.scope.find(nameParts, origin) !== undefined) return undefined;
      const found = outputScope.find(nameParts, origin);
      return found === undefined
        ? undefined
        : analyzer.expressions.resolveName({ kind: 'unresolvedAttribute', nameParts, origin }, { scope: outputScope });
    },
  };
};

function isTwiceInList(nameParts: readonly string[], { output, scope }: SelectBuilder): boolean {
  const same = output.filter(each => nameParts.length === 1 && scope.same(each.name, nameParts[0]!));
  return new Set(same.map(each => each.id)).size > 1;
}

/** The rows below the groups have no column for a window that only HAVING or ORDER BY calls. */
function refuseWindow(call: FunctionCall, select: SelectBuilder, analyzer: Analyzer): TypedExpression {
  const known = select.timeWindow?.(call);
  if (known !== undefined && known !== call) return known;
  throw sparkErrorOf(
    'MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_MISSING_FROM_INPUT',
    {
      missingAttributes: call.args.map(each => quotedSql(analyzer.sqlOf(each)))[0]!,
      input: select.output.map(each => quotedSql(each.name)).join(', '),
      operator: analyzer.sqlOf(call),
    },
    { origin: call.origin },
  );
}

/** ORDER BY above a HAVING that needed more than the list: of what the list sees only columns that are groups are found. */
function overClosedList(select: SelectBuilder, analyzer: Analyzer, context: RelationContext): Clause {
  const groups = (select.grouping?.expressions ?? []).flatMap(each => (each.kind === 'attribute' ? [each] : []));
  const groupScope = new Scope(groups, analyzer.session.isCaseSensitive);
  const groupOf: NonNullable<Clause['first']> = (nameParts, origin) =>
    analyzer.expressions.resolveName({ kind: 'unresolvedAttribute', nameParts, origin }, { scope: groupScope });
  return {
    scope: analyzer.scope(select.output, context.outer),
    windows: context.windows,
    first: (nameParts, origin) => (isTwiceInList(nameParts, select) ? groupOf(nameParts, origin) : undefined),
    fallback: groupOf,
  };
}

const unsupportedInSort = (child: TypedExpression, relation: Sort, analyzer: Analyzer) =>
  sparkErrorOf(
    'UNSUPPORTED_EXPR_FOR_OPERATOR',
    {
      operator: 'Sort',
      invalidExprSqls: collect(child, (each): each is AggregateCall => each.kind === 'aggregate')
        .map(each => quotedSql(analyzer.sqlOf(each)))
        .join(', '),
    },
    { origin: relation.origin },
  );

function groupingOf(select: SelectBuilder, analyzer: Analyzer): Clause['grouping'] {
  const group = select.grouping;
  const id = group?.idAttribute;
  return id && ((call, args) => grouping(call, args, group.expressions, id, analyzer));
}

/** An expression over the list as one over what the list sees. */
function overInput(expression: TypedExpression, select: SelectBuilder): TypedExpression {
  const definitions = new Map(select.list.map(each => [each.id, each]));
  const substitute = (each: TypedExpression): TypedExpression => {
    if (each.kind !== 'attribute') return each;
    const definition = definitions.get(each.id);
    return definition?.kind === 'alias' ? transformDown(definition.child, substitute) : each;
  };
  return transformDown(expression, substitute);
}

export function analyzeHaving(relation: Having, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const { select } = input;
  const notBoolean = (condition: TypedExpression) => notBooleanFilter(condition, analyzer, relation.origin);
  if (select === undefined || !select.isAggregate) {
    const scope = analyzer.scopeOf(input, context);
    const condition = analyzer.within(context, () => analyzer.expressions.condition(relation.condition, { scope }, notBoolean));
    return { plan: filter(input.plan, condition) };
  }
  const condition = analyzer.within(context, () =>
    analyzer.expressions.condition(relation.condition, overList(select, analyzer, context), notBoolean),
  );
  if (hasWindow(condition))
    throw sparkErrorOf('WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE', { clauseName: 'HAVING' }, { origin: relation.origin });
  select.addHaving(overInput(condition, select));
  return { plan: select.build(), select };
}

export function analyzeQualify(relation: Qualify, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const { select } = input;
  const notBoolean = (condition: TypedExpression) => notBooleanFilter(condition, analyzer, relation.origin);
  const scope = analyzer.scopeOf(input, context);
  // The column of a window stays, as it does after WHERE.
  const windows = withTimeWindows([relation.condition], input.plan, scope, context, analyzer);
  if (select === undefined || windows !== undefined) {
    const clause: Clause = { scope, timeWindow: windows?.resolve };
    const condition = analyzer.within(context, () => analyzer.expressions.condition(relation.condition, clause, notBoolean));
    return { plan: filter(windows?.plan ?? input.plan, condition) };
  }
  const condition = analyzer.within(context, () =>
    analyzer.expressions.condition(relation.condition, overList(select, analyzer, context), notBoolean),
  );
  const column = select.columnOf(overInput(condition, select));
  const plan = filter(select.build(true), column);
  return { plan: project(plan, select.output) };
}

export function notBooleanFilter(condition: TypedExpression, analyzer: Analyzer, origin: TypedExpression['origin']): Error {
  const sql = quotedSql(analyzer.sqlOf(condition));
  return sparkErrorOf(
    'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN',
    { sqlExpr: sql, filter: sql, type: quotedSql(condition.dataType.sql) },
    { origin: condition.origin ?? origin },
  );
}

export function analyzeSort(relation: Sort, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const { select } = input;
  if (select === undefined) return sortOver(relation, input, context, analyzer);
  if (!select.isAggregate) {
    const windows = withTimeWindows(relation.order, select.input, select.scope, context, analyzer);
    if (windows !== undefined) [select.input, select.timeWindow] = [windows.plan, windows.resolve];
  }
  const clause = select.isListClosed ? overClosedList(select, analyzer, context) : overList(select, analyzer, context);
  const ids = new Set(select.output.map(each => each.id));
  const order = analyzer.within(context, () =>
    orderItems(relation, select.output, analyzer, clause).map(each => {
      checkOrder(each, analyzer);
      if ((select.isListClosed || !select.isAggregate) && hasAggregate(each.child)) throw unsupportedInSort(each.child, relation, analyzer);
      let isOverList = !hasAggregate(each.child) && !hasWindow(each.child);
      forEachAttribute(each.child, attribute => {
        if (!ids.has(attribute.id) && !attribute.isOuter) isOverList = false;
      });
      return isOverList ? each : { ...each, child: select.columnOf(overInput(each.child, select)) };
    }),
  );
  if (!select.hasHidden) return { plan: sort(select.build(), order, relation.isGlobal) };
  return { plan: project(sort(select.build(true), order, relation.isGlobal), select.output) };
}

/** Over anything but a SELECT: columns that a projection below has left out are brought up for the sort. */
function sortOver(relation: Sort, input: Resolved, context: RelationContext, analyzer: Analyzer): Resolved {
  const missing: Attribute[] = [];
  const clause: Clause = {
    scope: analyzer.scopeOf(input, context),
    windows: context.windows,
    fallback: (nameParts, origin) => {
      const found = input.isClosed ? undefined : widen.find(input.plan, nameParts, analyzer, origin);
      if (found !== undefined) missing.push(found.attribute);
      return found?.expression;
    },
  };
  const order = analyzer.within(context, () => orderItems(relation, input.plan.output, analyzer, clause));
  for (const each of order) {
    checkOrder(each, analyzer);
    if (hasAggregate(each.child)) throw unsupportedInSort(each.child, relation, analyzer);
  }
  if (missing.length === 0) return { plan: sort(input.plan, order, relation.isGlobal), hidden: input.hidden };
  return { plan: project(sort(widen.plan(input.plan, missing), order, relation.isGlobal), input.plan.output) };
}

function orderItems(relation: Sort, output: readonly Attribute[], analyzer: Analyzer, clause: Clause): TypedSortOrder[] {
  const [only] = relation.order;
  const child = only?.child;
  if (
    relation.order.length === 1 &&
    child!.kind === 'unresolvedAttribute' &&
    child!.nameParts.length === 1 &&
    child!.nameParts[0]!.toLowerCase() === 'all'
  ) {
    if (analyzer.expressions.resolveName(child as UnresolvedAttribute, clause) === undefined) {
      const { direction, nullOrdering } = only!;
      return output.map(each => ({ child: each, ascending: direction === 'ascending', nullsFirst: nullOrdering === 'nullsFirst' }));
    }
  }
  return relation.order.map(each => {
    const ascending = each.direction === 'ascending';
    const nullsFirst = each.nullOrdering === 'nullsFirst';
    if (
      each.child.kind === 'literal' &&
      each.child.dataType.kind === 'integer' &&
      analyzer.session.conf('spark.sql.orderByOrdinal') !== 'false'
    ) {
      const index = each.child.value as number;
      if (index < 1 || index > output.length) {
        throw sparkErrorOf('ORDER_BY_POS_OUT_OF_RANGE', { index, size: output.length }, { origin: each.child.origin });
      }
      return { child: output[index - 1]!, ascending, nullsFirst };
    }
    return { child: analyzer.expressions.analyze(each.child, clause), ascending, nullsFirst };
  });
}

function checkOrder({ child, ascending, nullsFirst }: TypedSortOrder, analyzer: Analyzer): void {
  if (exists(child, each => each.kind === 'inSubquery' || each.kind === 'exists')) {
    throw sparkErrorOf(
      'UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.UNSUPPORTED_IN_EXISTS_SUBQUERY',
      { treeNode: analyzer.sqlOf(child) },
      { origin: child.origin },
    );
  }
  if (isOrderable(child.dataType)) return;
  throw sparkErrorOf(
    'DATATYPE_MISMATCH.INVALID_ORDERING_TYPE',
    {
      sqlExpr: quotedSql(analyzer.orderSql({ child, ascending, nullsFirst })),
      functionName: '`sortorder`',
      dataType: quotedSql(child.dataType.sql),
    },
    { origin: child.origin },
  );
}
