/** The list of a SELECT: columns, names, stars and generators. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { GeneratorFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { Expression } from '../plan/index.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import type { Clause } from './expression-analyzer.js';
import { isHiveGroupingId, isLiteralFunction } from './expression-analyzer.js';
import { attributeOf, collect, exists } from './expressions.js';
import { Scope } from './scope.js';
import type { SelectBuilder } from './select-builder.js';
import type { Attribute, GeneratorCall, NamedExpression, TypedExpression } from './typed-expression.js';

/** @param beforeAggregates called before the first expression that may need the grouping expressions */
export function analyzeList(
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
    const [column] = found as [Attribute];
    const isGenerated = select.generators.some(each => each.output.includes(column));
    const attribute: Attribute = isGenerated ? column : Object.freeze({ ...column, isLateral: true });
    if (new Scope([attribute], analyzer.session.isCaseSensitive).find(nameParts, origin) === undefined) return undefined;
    if (!isGenerated) select.lateralIds.add(attribute.id);
    return fieldsOf(attribute, nameParts, origin, analyzer);
  };
  const { scope, timeWindow } = select;
  const clause: Clause = { scope, fallback, windows: context.windows, grouping: groupingCall, timeWindow };
  // grouping() of the list needs the grouping expressions, which may need the list.
  const late: { readonly index: number; readonly expression: Expression }[] = [];
  const slots: NamedExpression[][] = [];
  const list = expressions.map(each => analyzer.expressions.parsed(each));
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
    for (const expression of list) {
      if (groupingCall !== undefined && mentionsGrouping(expression)) continue;
      const columns = generatorItem(expression, clause, select, analyzer);
      if (columns === undefined) continue;
      generated.set(expression, columns);
      addLaterals(columns);
    }
    list.forEach((expression, index) => {
      if (groupingCall !== undefined && mentionsGrouping(expression)) {
        late.push({ index, expression });
        slots.push([]);
        return;
      }
      const columns = generated.get(expression);
      const named = columns ?? listItem(expression, clause, select, analyzer);
      slots.push(named);
      if (expression.kind === 'alias' && columns === undefined) addLaterals(named);
      select.list.push(...named);
    });
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
  if (select.lateralIds.size > 0) refuseLateralAliases(typed, analyzer);
  return [namedOf(typed, expression, analyzer)];
}

/** Aggregates and windows are computed before the aliases of the list. */
function refuseLateralAliases(typed: TypedExpression, analyzer: Analyzer): void {
  const refuse = (subclass: string, inner: TypedExpression, sql: string, field: string) => {
    const used = collect(inner, isLateral)[0];
    if (used === undefined) return;
    throw sparkErrorOf(`UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_${subclass}`, { lca: quotedId(used.name), [field]: quotedSql(sql) });
  };
  exists(typed, each => {
    if (each.kind === 'window') {
      const order = each.order.map(by => analyzer.orderSql(by));
      const parts = [
        ...(each.partition.length > 0 ? [`PARTITION BY ${each.partition.map(by => analyzer.sqlOf(by)).join(', ')}`] : []),
        ...(order.length > 0 ? [`ORDER BY ${order.join(', ')}`] : []),
        each.frame.isDefault ? 'unspecifiedframe$()' : analyzer.frameSql(each.frame),
      ];
      refuse('WINDOW', each, `${analyzer.sqlOf(each.function)} OVER (${parts.join(' ')})`, 'windowExpr');
    } else if (each.kind === 'aggregate') refuse('AGGREGATE_FUNC', each, analyzer.sqlOf(each), 'aggFunc');
    return false;
  });
}

/** The name of a column of the list that has no alias. */
export function namedOf(typed: TypedExpression, expression: Expression | undefined, analyzer: Analyzer): NamedExpression {
  if (typed.kind === 'alias' || (typed.kind === 'attribute' && !typed.isOuter && !typed.isLateral)) return typed;
  if (typed.kind === 'attribute' || typed.kind === 'lambdaVariable') return analyzer.alias(typed, typed.name);
  if (typed.kind === 'literal') return analyzer.alias(typed, analyzer.sqlOf(typed));
  if (typed.kind === 'cast' && (typed.child.kind === 'attribute' || typed.child.kind === 'alias'))
    return analyzer.alias(typed, typed.child.name);
  // `a.b` is called b; `a['b']` is called a[b].
  if (expression?.kind === 'pipeExpression') return namedOf(typed, expression.child, analyzer);
  if (expression?.kind === 'unresolvedAttribute' && !isLiteralFunction(typed, expression.nameParts)) {
    const name = expression.nameParts[expression.nameParts.length - 1]!;
    return analyzer.alias(typed, expression.nameParts.length === 1 && isHiveGroupingId(name) ? name.toLowerCase() : name);
  }
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
export function checkGenerators({ generators }: SelectBuilder, analyzer: Analyzer, origin: TypedExpression['origin']): void {
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

const isLateral = (each: TypedExpression): each is Attribute => each.kind === 'attribute' && each.isLateral === true;
