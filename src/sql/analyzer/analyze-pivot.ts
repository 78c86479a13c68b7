/** PIVOT and UNPIVOT. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { Expression, Pivot, Unpivot } from '../plan/index.js';
import { StringType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { castOf } from '../values/cast.js';
import { canCast } from '../values/cast-rules.js';
import { plainAggregate } from './analyze-aggregate.js';
import { isFoldable } from './analyze-call.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { attributeOf, typedCast, typedLiteral } from './expressions.js';
import { project } from './plans.js';
import type { Scope } from './scope.js';
import { forEachAttribute, hasAggregate, SelectBuilder } from './select-builder.js';
import type { Attribute, NamedExpression, TypedAlias, TypedExpression } from './typed-expression.js';

/** Groups once by the groups and the pivot column, then picks the row of each value: a combination without rows is NULL, also for counts. */
export function analyzePivot(relation: Pivot, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const scope = analyzer.scopeOf(input, context);
  const { origin } = relation;
  return analyzer.within(context, () => {
    const pivotColumn = analyzer.expressions.analyze(relation.pivotColumn, { scope });
    const aggregates = relation.aggregates.map(each => analyzer.expressions.analyze(each, { scope, timeWindow: call => call }));
    for (const each of aggregates) {
      if (hasAggregate(each)) continue;
      throw sparkErrorOf(
        '_LEGACY_ERROR_TEMP_1006',
        { sql: analyzer.sqlOf(each.kind === 'alias' ? each.child : each) },
        { origin, name: 'AnalysisException' },
      );
    }
    const values = (relation.pivotValues ?? []).map(each => pivotValue(each, scope, pivotColumn, analyzer));
    const groups =
      relation.groupingExpressions?.map(each => analyzer.expressions.analyze(each, { scope })) ??
      implicitGroups(input.plan.output, pivotColumn, aggregates);
    const select = new SelectBuilder(input.plan, scope, analyzer);
    const namedGroups = groups.map(
      (each): NamedExpression => (each.kind === 'alias' || each.kind === 'attribute' ? each : analyzer.alias(each, analyzer.sqlOf(each))),
    );
    const pivot = analyzer.alias(pivotColumn, 'pivot');
    const perValue = aggregates.map((each): TypedAlias => (each.kind === 'alias' ? each : analyzer.alias(each, analyzer.sqlOf(each))));
    select.list = [...namedGroups, pivot, ...perValue];
    select.grouping = { expressions: [...namedGroups.map(each => (each.kind === 'alias' ? each.child : each)), pivotColumn] };
    const first = select.build();
    const outer = new SelectBuilder(first, analyzer.scope(first.output, undefined), analyzer);
    const cx = analyzer.calls.context('<=>', origin, () => []);
    const picks = values.flatMap(({ value, name }) =>
      perValue.map(aggregate => {
        const test = cx.call('<=>', attributeOf(pivot), value);
        const picked = plainAggregate('first', [attributeOf(aggregate)], analyzer, test);
        const label = perValue.length === 1 ? name : `${name}_${aggregate.name}`;
        return analyzer.alias(picked, label);
      }),
    );
    outer.list = [...namedGroups.map(attributeOf), ...picks];
    outer.grouping = { expressions: namedGroups.map(attributeOf) };
    return { plan: outer.build() };
  });
}

function implicitGroups(
  output: readonly Attribute[],
  pivotColumn: TypedExpression,
  aggregates: readonly TypedExpression[],
): readonly Attribute[] {
  const used = new Set<number>();
  for (const each of [pivotColumn, ...aggregates]) forEachAttribute(each, attribute => used.add(attribute.id));
  return output.filter(each => !used.has(each.id));
}

function pivotValue(
  expression: Expression,
  scope: Scope,
  pivotColumn: TypedExpression,
  analyzer: Analyzer,
): { value: TypedExpression; name: string } {
  const typed = analyzer.expressions.analyze(expression, { scope });
  const child = typed.kind === 'alias' ? typed.child : typed;
  const { origin } = expression;
  if (!isFoldable(child)) throw sparkErrorOf('NON_LITERAL_PIVOT_VALUES', { expression: quotedSql(analyzer.sqlOf(child)) }, { origin });
  if (
    !sameType(child.dataType, pivotColumn.dataType) &&
    // Fields of rows have other names than the columns.
    !(child.dataType.kind === 'struct' && canCast(child.dataType, pivotColumn.dataType)) &&
    analyzer.session.coercion.wider(child.dataType, pivotColumn.dataType) === undefined
  ) {
    throw sparkErrorOf(
      'PIVOT_VALUE_DATA_TYPE_MISMATCH',
      { value: analyzer.sqlOf(child), valueType: child.dataType.catalogString, pivotType: pivotColumn.dataType.catalogString },
      { origin },
    );
  }
  const casted = sameType(child.dataType, pivotColumn.dataType) ? child : typedCast(child, pivotColumn.dataType, 'ansi', false);
  if (typed.kind === 'alias') return { value: casted, name: typed.name };
  const value = analyzer.evaluate(casted);
  const { timeZone, timeZones, nowMicros } = analyzer.session.settings;
  const text =
    value === null
      ? 'null'
      : castOf(casted.dataType, StringType, { mode: 'ansi', timeZone, timeZones, nowMicros, fail: () => undefined as never })(value);
  return { value: typedLiteral(value, casted.dataType), name: String(text) };
}

export function analyzeUnpivot(relation: Unpivot, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const scope = analyzer.scopeOf(input, context);
  const { origin, valueColumnNames, variableColumnName } = relation;
  const resolve = (each: Expression): readonly NamedExpression[] =>
    each.kind === 'unresolvedStar'
      ? analyzer.expandStar(each, scope)
      : [named(analyzer.expressions.analyze(each, { scope }), analyzer, origin)];
  let ids = relation.ids?.flatMap(resolve);
  let rows = relation.values?.map(row => row.flatMap(resolve));
  const names = relation.valueAliases;
  const others = (used: readonly NamedExpression[]) => input.plan.output.filter(each => !used.some(one => attributeIds(one).has(each.id)));
  rows ??= others(ids ?? []).map(each => [each]);
  ids ??= others(rows.flat());
  if (rows.length === 0) throw sparkErrorOf('UNPIVOT_REQUIRES_VALUE_COLUMNS', {}, { origin });
  const width = valueColumnNames.length;
  if (rows.some(row => row.length !== width)) {
    throw sparkErrorOf('UNPIVOT_VALUE_SIZE_MISMATCH', { names: width }, { origin });
  }
  const types = valueColumnNames.map((_, column) => {
    const all = rows!.map(row => row[column]!.dataType);
    const common = analyzer.session.coercion.common(all);
    if (common !== undefined) return common;
    const list = rows!.map(row => `${quotedSql(row[column]!.dataType.sql)} (${quotedId(row[column]!.name)})`).join(', ');
    throw sparkErrorOf('UNPIVOT_VALUE_DATA_TYPE_MISMATCH', { types: list }, { origin });
  });
  const projections = rows.map((row, i): readonly TypedExpression[] => [
    ...ids!.map(attributeValue),
    typedLiteral(names?.[i] ?? row.map(each => each.name).join('_'), StringType),
    ...row.map((each, column) => {
      const value = attributeValue(each);
      return sameType(value.dataType, types[column]!) ? value : typedCast(value, types[column]!, 'ansi', false);
    }),
  ]);
  const output = [
    ...ids.map(each => analyzer.attribute(each.name, each.dataType, each.nullable, [])),
    analyzer.attribute(variableColumnName, StringType, false),
    ...valueColumnNames.map((name, column) =>
      analyzer.attribute(
        name,
        types[column]!,
        projections.some(each => each[ids!.length + 1 + column]!.nullable),
      ),
    ),
  ];
  const expanded = Object.freeze({ kind: 'expand' as const, input: input.plan, projections, output });
  if (relation.includeNulls) return { plan: expanded };
  const values = output.slice(ids.length + 1);
  const cx = analyzer.calls.context('isnotnull', origin, () => []);
  const condition = values.map(each => cx.call('isnotnull', each)).reduce((a, b) => cx.call('or', a, b));
  const filtered = Object.freeze({ kind: 'filter' as const, input: expanded, condition, output });
  return { plan: project(filtered, output) };
}

const attributeValue = (each: NamedExpression): TypedExpression => (each.kind === 'alias' ? each.child : each);

function attributeIds(each: NamedExpression): ReadonlySet<number> {
  const ids = new Set<number>();
  forEachAttribute(attributeValue(each), attribute => ids.add(attribute.id));
  return ids;
}

function named(typed: TypedExpression, analyzer: Analyzer, origin: Unpivot['origin']): NamedExpression {
  if (typed.kind === 'attribute' || typed.kind === 'alias') return typed;
  if (typed.kind === 'call' && typed.name === 'getstructfield') return analyzer.alias(typed, (typed.data as { name: string }).name);
  throw sparkErrorOf(
    'UNPIVOT_REQUIRES_ATTRIBUTES',
    { given: 'value', empty: 'id', expressions: quotedSql(analyzer.sqlOf(typed)) },
    { origin },
  );
}
