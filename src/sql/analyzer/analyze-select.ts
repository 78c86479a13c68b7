/** SELECT lists, GROUP BY, HAVING, QUALIFY and ORDER BY. */

import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { GeneratorFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type {
  Aggregate,
  Expression,
  GroupingAnalytics,
  GroupingSet,
  Having,
  PlanNode,
  Project,
  Qualify,
  Sort,
  UnresolvedAttribute,
  UnresolvedFunction,
} from '../plan/index.js';
import { ByteType, IntegerType, LongType } from '../types/index.js';
import { isGroupable, isOrderable } from '../values/ordering.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import type { Clause } from './expression-analyzer.js';
import { isLiteralFunction } from './expression-analyzer.js';
import { keyOfExpression } from './expression-key.js';
import { attributeOf, childrenOf, collect, exists, transformDown, typedCast, typedLiteral } from './expressions.js';
import { outerReferences } from './outer-references.js';
import { filter, project, sort } from './plans.js';
import { Scope } from './scope.js';
import { forEachAttribute, hasAggregate, hasWindow, SelectBuilder } from './select-builder.js';
import { withMergedSessions } from './session-windows.js';
import { withTimeWindows } from './time-windows.js';
import type {
  AggregateCall,
  Attribute,
  FunctionCall,
  GeneratorCall,
  NamedExpression,
  TypedExpression,
  TypedSortOrder,
} from './typed-expression.js';
import { widen } from './widen.js';

export function analyzeProject(relation: Project, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const select = selectOver(relation.expressions, input, context, analyzer);
  analyzeList(relation.expressions, select, context, analyzer);
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

function isAll(expressions: readonly Expression[], scope: Scope): boolean {
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
function groupByAll(select: SelectBuilder, origin: TypedExpression['origin']): TypedExpression[] {
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

function checkGrouping(expression: TypedExpression, analyzer: Analyzer): void {
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

function groupingExpression(expression: Expression, select: SelectBuilder, clause: Clause, analyzer: Analyzer): TypedExpression {
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

function aliasOf(nameParts: readonly string[], select: SelectBuilder): TypedExpression | undefined {
  if (nameParts.length !== 1) return undefined;
  const found = select.list.filter(each => each.kind === 'alias' && select.scope.same(each.name, nameParts[0]!));
  return found.length === 0 ? undefined : (found[0] as Extract<NamedExpression, { kind: 'alias' }>).child;
}

/** The grouping sets of GROUP BY, as indices into the expressions that they are made of. */
class GroupingSets {
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
function grouping(
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

/** @param beforeAggregates called before the first expression that may need the grouping expressions */
function analyzeList(
  expressions: readonly Expression[],
  select: SelectBuilder,
  context: RelationContext,
  analyzer: Analyzer,
  groupingCall?: Clause['grouping'],
  afterList?: () => void,
): void {
  const laterals = new Map<string, Attribute[]>();
  const fallback: Clause['fallback'] = (nameParts, origin) => {
    const found = laterals.get(nameParts[0]!.toLowerCase());
    if (found === undefined) return undefined;
    if (found.length > 1) {
      throw sparkErrorOf('AMBIGUOUS_LATERAL_COLUMN_ALIAS', { name: quotedId(nameParts[0]!), n: found.length }, { origin });
    }
    const [attribute] = found as [Attribute];
    const isGenerated = select.generators.some(each => each.output.includes(attribute));
    if (!isGenerated) select.lateralIds.add(attribute.id);
    return new Scope([attribute], analyzer.session.isCaseSensitive).find(nameParts, origin) === undefined
      ? undefined
      : fieldsOf(attribute, nameParts, origin, analyzer);
  };
  const { scope, timeWindow } = select;
  const clause: Clause = { scope, fallback, windows: context.windows, grouping: groupingCall, timeWindow };
  // grouping() of the list needs the grouping expressions, which may need the list.
  const late: { readonly index: number; readonly expression: Expression }[] = [];
  const slots: NamedExpression[][] = [];
  const itemOf = (expression: Expression) =>
    generatorItem(expression, clause, select, analyzer) ?? listItem(expression, clause, select, analyzer);
  const addLaterals = (named: readonly NamedExpression[]) => {
    for (const each of named) {
      const key = each.name.toLowerCase();
      laterals.set(key, [...(laterals.get(key) ?? []), attributeOf(each)]);
    }
  };
  // The other items see the columns of the generators wherever these stand in the list.
  const generated = new Map<Expression, NamedExpression[]>();
  analyzer.within(context, () => {
    for (const expression of expressions) {
      if (groupingCall !== undefined && mentionsGrouping(expression)) continue;
      const columns = generatorItem(expression, clause, select, analyzer);
      if (columns === undefined) continue;
      generated.set(expression, columns);
      addLaterals(columns);
    }
    expressions.forEach((expression, index) => {
      if (groupingCall !== undefined && mentionsGrouping(expression)) {
        late.push({ index, expression });
        slots.push([]);
        return;
      }
      const columns = generated.get(expression);
      const named = columns ?? listItem(expression, clause, select, analyzer);
      slots.push(named);
      if (expression.kind === 'alias' && columns === undefined) addLaterals(named);
      select.list = slots.flat();
    });
    select.list = slots.flat();
    afterList?.();
    for (const { index, expression } of late) slots[index] = itemOf(expression);
    select.list = slots.flat();
  });
}

function mentionsGrouping(expression: Expression): boolean {
  let found = false;
  JSON.stringify(expression, (key, value) => {
    if (key === 'origin') return undefined;
    if (key === 'nameParts' && Array.isArray(value) && value.length === 1 && /^grouping(_id)?$/i.test(value[0])) found = true;
    return typeof value === 'bigint' ? String(value) : value;
  });
  return found;
}

const fieldsOf = (
  attribute: Attribute,
  nameParts: readonly string[],
  origin: TypedExpression['origin'],
  analyzer: Analyzer,
): TypedExpression | undefined =>
  analyzer.expressions.resolveName(
    { kind: 'unresolvedAttribute', nameParts, origin },
    { scope: new Scope([attribute], analyzer.session.isCaseSensitive) },
  );

/** What one item of the list gives: a column, or more for stars and generators. */
function listItem(expression: Expression, clause: Clause, select: SelectBuilder, analyzer: Analyzer): NamedExpression[] {
  if (expression.kind === 'unresolvedStar') {
    if (expression.replacements !== undefined) return replacedColumns(expression, clause, select, analyzer);
    return [...analyzer.expandStar(expression, select.scope)];
  }
  if (expression.kind === 'unresolvedRegex') return regexColumns(expression, select);
  const child = expression.kind === 'alias' ? expression.child : expression;
  if (expression.kind === 'alias' && expression.names.length > 1) {
    throw sparkErrorOf(
      'MULTI_ALIAS_WITHOUT_GENERATOR',
      { expr: quotedSql(analyzer.sqlOf(analyzer.expressions.analyze(child, clause))), names: expression.names.join(', ') },
      { origin: expression.origin },
    );
  }
  const typed = analyzer.expressions.analyze(expression, clause);
  refuseGenerators(typed, analyzer);
  return [namedOf(typed, expression, analyzer)];
}

/** The name of a column of the list that has no alias. */
export function namedOf(typed: TypedExpression, expression: Expression | undefined, analyzer: Analyzer): NamedExpression {
  if (typed.kind === 'alias' || (typed.kind === 'attribute' && !typed.isOuter)) return typed;
  if (typed.kind === 'attribute' || typed.kind === 'lambdaVariable') return analyzer.alias(typed, typed.name);
  if (typed.kind === 'literal') return analyzer.alias(typed, analyzer.sqlOf(typed));
  if (typed.kind === 'cast' && (typed.child.kind === 'attribute' || typed.child.kind === 'alias'))
    return analyzer.alias(typed, typed.child.name);
  // `a.b` is called b; `a['b']` is called a[b].
  if (expression?.kind === 'pipeExpression') return namedOf(typed, expression.child, analyzer);
  if (expression?.kind === 'unresolvedAttribute' && !isLiteralFunction(typed, expression.nameParts))
    return analyzer.alias(typed, expression.nameParts[expression.nameParts.length - 1]!);
  if (typed.kind === 'call' && isExtraction(typed)) return analyzer.alias(typed, analyzer.sqlOf(typed));
  return analyzer.alias(typed, analyzer.sqlOf(typed), { __autoGeneratedAlias: 'true' });
}

const isExtraction = (typed: TypedExpression): boolean =>
  typed.kind === 'attribute' ||
  typed.kind === 'literal' ||
  (typed.kind === 'call' &&
    ['getstructfield', 'getarraystructfields', 'getarrayitem', 'getmapvalue'].includes(typed.name) &&
    typed.args.every(isExtraction));

/** `|> SET`: the column of the name gets another value in its place. */
function replacedColumns(
  star: Extract<Expression, { kind: 'unresolvedStar' }>,
  clause: Clause,
  select: SelectBuilder,
  analyzer: Analyzer,
): NamedExpression[] {
  const columns: NamedExpression[] = [...select.scope.attributes];
  for (const replacement of star.replacements!) {
    const [name] = replacement.names as [string];
    const at = columns.flatMap((each, i) => (select.scope.same(each.name, name) ? [i] : []));
    if (at.length === 0) throw select.scope.unresolved([name], replacement.origin);
    if (at.length > 1) {
      throw sparkErrorOf(
        'AMBIGUOUS_REFERENCE',
        { name: quotedId(name), referenceNames: `[${at.map(i => quotedId(columns[i]!.name)).join(', ')}]` },
        { origin: replacement.origin },
      );
    }
    const typed = analyzer.expressions.analyze(replacement, clause);
    columns[at[0]!] = typed as NamedExpression;
  }
  return columns;
}

function regexColumns({ pattern }: Extract<Expression, { kind: 'unresolvedRegex' }>, select: SelectBuilder): NamedExpression[] {
  const regex = new RegExp(`^(?:${pattern})$`, select.scope.isCaseSensitive ? '' : 'i');
  return select.scope.attributes.filter(each => regex.test(each.name));
}

/** The columns of an item of the list that is a generator. */
function generatorItem(expression: Expression, clause: Clause, select: SelectBuilder, analyzer: Analyzer): NamedExpression[] | undefined {
  const generator = generatorOf(expression.kind === 'alias' ? expression.child : expression, clause, analyzer);
  return generator && generatorColumns(generator, expression.kind === 'alias' ? expression.names : [], select, analyzer, expression);
}

function generatorOf(
  expression: Expression,
  clause: Clause,
  analyzer: Analyzer,
): { call: GeneratorCall; record: GeneratorFunction } | undefined {
  if (expression.kind === 'pipeExpression') return generatorOf(expression.child, clause, analyzer);
  if (expression.kind !== 'unresolvedFunction') return undefined;
  const record = expression.isInternal ? findFunction(expression.nameParts[0]!) : analyzer.session.lookupFunction(expression.nameParts);
  if (record?.kind !== 'generator') return undefined;
  if (record.isTableOnly) {
    throw sparkErrorOf('NOT_A_SCALAR_FUNCTION', { functionName: quotedId(record.name) }, { origin: expression.origin });
  }
  const call = analyzer.expressions.analyze(expression, clause);
  return call.kind === 'generator' ? { call, record } : undefined;
}

function generatorColumns(
  { call, record }: { call: GeneratorCall; record: GeneratorFunction },
  names: readonly string[],
  select: SelectBuilder,
  analyzer: Analyzer,
  expression: Expression,
): NamedExpression[] {
  const output = generatorOutput(call, record, names, [], analyzer, expression.origin);
  select.generators.push({ call, output });
  return [...output];
}

/** Each generator multiplies the rows of the one before it; over groups there is one at most. */
function checkGenerators({ generators }: SelectBuilder, analyzer: Analyzer, origin: TypedExpression['origin']): void {
  if (generators.length < 2) return;
  const shown = generators.map(each => quotedSql(analyzer.sqlOf(each.call))).join(', ');
  throw sparkErrorOf('UNSUPPORTED_GENERATOR.MULTI_GENERATOR', { num: generators.length, generators: shown }, { origin });
}

/** The columns that a generator gives, under the names that the query gives them. */
export function generatorOutput(
  call: GeneratorCall,
  record: GeneratorFunction,
  names: readonly string[],
  qualifier: readonly string[],
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): readonly Attribute[] {
  const cx = analyzer.calls.context(call.name, origin, () => call.args);
  const fields = record.output(call.args, cx);
  if (names.length > 0 && names.length !== fields.length) {
    throw sparkErrorOf('UDTF_ALIAS_NUMBER_MISMATCH', { aliasesSize: fields.length, aliasesNames: names.join(',') }, { origin });
  }
  const isOuter = call.isOuter;
  return fields.map(({ name, dataType, nullable }, i) => analyzer.attribute(names[i] ?? name, dataType, nullable || isOuter, qualifier));
}

function refuseGenerators(typed: TypedExpression, analyzer: Analyzer): void {
  if (!exists(typed, each => each.kind === 'generator')) return;
  throw sparkErrorOf(
    'UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS',
    { expression: quotedSql(analyzer.sqlOf(typed.kind === 'alias' ? typed.child : typed)) },
    { origin: typed.origin },
  );
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
  for (const each of order) checkOrder(each, analyzer);
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
