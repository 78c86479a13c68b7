/** How each relation is resolved, by its kind. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { InternalError, SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { findFunction } from '../functions/registry.js';
import { type Expression, type InlineTable, literal, operator, type Relation, type RelationKind } from '../plan/index.js';
import { LongType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import type { Value } from '../values/value.js';
import { analyzeBinBy } from './analyze-bin-by.js';
import { isFoldable } from './analyze-call.js';
import { analyzeWith, cteReference } from './analyze-cte.js';
import { analyzeHint, hinted } from './analyze-hint.js';
import { analyzeJoin, analyzeLateralJoin } from './analyze-join.js';
import { analyzeNearestJoin } from './analyze-nearest-join.js';
import { analyzePivot, analyzeUnpivot } from './analyze-pivot.js';
import {
  analyzeAggregate,
  analyzeHaving,
  analyzeProject,
  analyzeQualify,
  analyzeSort,
  analyzeWithColumns,
  notBooleanFilter,
} from './analyze-select.js';
import { generatorOutput } from './analyze-select-list.js';
import { analyzeSetOperation, checkComparable } from './analyze-set-operation.js';
import { analyzeView } from './analyze-view.js';
import type { Analyzer, RelationAnalyzer, RelationContext, Resolved } from './analyzer.js';
import { paddedChars } from './char-padding.js';
import { analyzeMetrics } from './check-metrics.js';
import type { Clause } from './expression-analyzer.js';
import { collect, typedCast, typedLiteral } from './expressions.js';
import { valueOfPlan } from './literals.js';
import { filter, noted, oneRow, project, withOutput, withQualifier } from './plans.js';
import { Scope } from './scope.js';
import { hasAggregate, hasWindow } from './select-builder.js';
import { withTimeWindows } from './time-windows.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';
import { widen } from './widen.js';

type Analyzers = { readonly [K in RelationKind]: RelationAnalyzer<K> };

/** The input, with a node on top that gives the same columns. */
/** The columns that USING has left out of a join go through a SELECT to the next pipe, where their qualifier finds them. */
function withHidden({ plan, hidden, select }: Resolved): Resolved {
  if (select === undefined) return { plan, hidden };
  const below = select.isAggregate || select.timeWindow !== undefined ? [] : select.scope.hidden;
  const widened = widen.plan(plan, below);
  const found = below.filter(column => widened.output.some(each => each.id === column.id));
  return { plan: withOutput(widened, plan.output), hidden: found };
}

const sameColumns = (input: Resolved, plan: TypedPlan): Resolved => ({ plan, hidden: input.hidden });

const refused =
  (feature: string): RelationAnalyzer<any> =>
  relation => {
    throw sparkErrorOf('UNSUPPORTED_FEATURE.TABLE_OPERATION', { tableName: '`query`', operation: feature }, { origin: relation.origin });
  };

export const relationAnalyzers: Analyzers = {
  unresolvedRelation(relation, context, analyzer) {
    const { nameParts, origin } = relation;
    const cte = nameParts.length === 1 ? cteReference(nameParts[0]!, context.ctes, analyzer) : undefined;
    if (cte !== undefined) return { plan: cte };
    const found = analyzer.session.lookupRelation(nameParts);
    if (found === undefined) throw analyzer.session.tableNotFound(nameParts, origin);
    if (found.kind === 'view') return { plan: hinted(analyzeView(found, context, analyzer), nameParts.at(-1)!, context) };
    const plan = found.plan(() => analyzer.session.newId());
    return { plan: hinted(withQualifier(paddedChars(plan, analyzer), found.qualifier), nameParts.at(-1)!, context) };
  },
  dataSource: (relation, _, analyzer) => ({ plan: analyzer.session.dataSource(relation) }),
  localRelation(relation, _, analyzer) {
    const { fields } = relation.schema;
    const output = fields.map(({ name, dataType, nullable, metadata }) => analyzer.attribute(name, dataType, nullable, [], metadata));
    const rows = relation.rows.map(row => row.map((value, i) => valueOfPlan(value, fields[i]!.dataType)));
    return { plan: Object.freeze({ kind: 'localRelation', rows, output }) };
  },
  oneRow: () => ({ plan: oneRow }),
  inlineTable,
  range(relation, _, analyzer) {
    const { start, end, step, numPartitions } = relation;
    return { plan: Object.freeze({ kind: 'range', start, end, step, numPartitions, output: [analyzer.attribute('id', LongType, false)] }) };
  },
  tableValuedFunction(relation, context, analyzer) {
    const { nameParts, origin } = relation;
    const record = analyzer.session.lookupFunction(nameParts);
    const name = nameParts[nameParts.length - 1]!.toLowerCase();
    if (record === undefined) {
      throw sparkErrorOf('UNRESOLVABLE_TABLE_VALUED_FUNCTION', { name: quotedId(...nameParts) }, { origin });
    }
    const clause: Clause = { scope: analyzer.scope([], context.outer) };
    return analyzer.within(context, () => {
      if (record.kind === 'generator') {
        const call = analyzer.expressions.analyze({ kind: 'unresolvedFunction', nameParts, arguments: relation.arguments, origin }, clause);
        if (call.kind !== 'generator') throw new InternalError(`${name} is no generator`);
        const output = generatorOutput(call, record, [], [], analyzer, origin);
        return {
          plan: Object.freeze({ kind: 'generate', input: oneRow, generator: call, isOuter: call.isOuter, generatorOutput: output, output }),
        };
      }
      if (record.kind !== 'table') throw sparkErrorOf('NOT_A_TABLE_FUNCTION', { functionName: quotedId(name) }, { origin });
      const given = analyzer.namedArguments({ kind: 'unresolvedFunction', nameParts, arguments: relation.arguments, origin }, name, record);
      const args = given.map(each => analyzer.expressions.analyze(each, clause));
      const plan = analyzer.calls.table(name, record, args, origin);
      if (plan.kind !== 'range' && plan.kind !== 'localRelation') return { plan };
      const output = plan.output.map(each => analyzer.attribute(each.name, each.dataType, each.nullable));
      return { plan: Object.freeze({ ...plan, output }) };
    });
  },
  timeTravel: refused('time travel'),
  tableChanges: refused('changes of a table'),
  project: analyzeProject,
  filter(relation, context, analyzer) {
    const given = analyzer.relation(relation.input, context);
    const windows = withTimeWindows([relation.condition], given.plan, analyzer.scopeOf(given, context), context, analyzer);
    const input = windows === undefined ? given : { ...given, plan: windows.plan };
    const { origin } = relation;
    const missing: Attribute[] = [];
    const clause: Clause = {
      scope: analyzer.scopeOf(given, context),
      windows: context.windows,
      timeWindow: windows?.resolve,
      fallback: (nameParts, nameOrigin) => {
        const found = input.isClosed ? undefined : widen.find(input.plan, nameParts, analyzer, nameOrigin);
        if (found !== undefined) missing.push(found.attribute);
        return found?.expression;
      },
    };
    const notBoolean = (each: TypedExpression) => {
      refuseInWhere(each, analyzer, origin);
      return notBooleanFilter(each, analyzer, origin);
    };
    const condition = analyzer.within(context, () => analyzer.expressions.condition(relation.condition, clause, notBoolean));
    refuseInWhere(condition, analyzer, origin);
    if (missing.length === 0) return sameColumns(input, filter(input.plan, condition));
    return { plan: project(filter(widen.plan(input.plan, missing), condition), input.plan.output), hidden: input.hidden };
  },
  having: analyzeHaving,
  qualify: analyzeQualify,
  aggregate: analyzeAggregate,
  sort: analyzeSort,
  limit(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const limit = rowCount(relation.limit, 'limit', input, context, analyzer);
    // LIMIT and OFFSET of one query are one node, so that the offset is skipped before rows are counted.
    if (input.plan.kind === 'limit' && input.plan.limit === undefined) return { plan: Object.freeze({ ...input.plan, limit }) };
    return sameColumns(input, Object.freeze({ kind: 'limit', input: input.plan, limit, output: input.plan.output }));
  },
  offset(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const offset = rowCount(relation.offset, 'offset', input, context, analyzer);
    return sameColumns(input, Object.freeze({ kind: 'limit', input: input.plan, offset, output: input.plan.output }));
  },
  tail(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    return sameColumns(input, Object.freeze({ kind: 'tail', input: input.plan, limit: relation.limit, output: input.plan.output }));
  },
  deduplicate(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const { output } = input.plan;
    const keys = relation.columnNames?.flatMap(name => {
      const found = output.filter(each => analyzer.scope([], undefined).same(each.name, name));
      if (found.length === 0) throw analyzer.scope(output, undefined).unresolved([name], relation.origin);
      return found;
    });
    checkComparable(keys ?? output, relation.origin);
    return { plan: Object.freeze({ kind: 'distinct', input: input.plan, keys, isDeduplicate: relation.origin === undefined, output }) };
  },
  subqueryAlias(relation, context, analyzer) {
    const { plan } = analyzer.relation(relation.input, { ...context, hints: undefined });
    return { plan: hinted(withQualifier(plan, [relation.alias]), relation.alias, context) };
  },
  pipeOperator(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, { ...context, windows: undefined });
    return { ...withHidden(input), isClosed: true };
  },
  toDF(relation, context, analyzer) {
    const { plan } = analyzer.relation(relation.input, context);
    const { columnNames, origin } = relation;
    if (columnNames.length !== plan.output.length) {
      if (relation.isTableAlias)
        throw sparkErrorOf('ASSIGNMENT_ARITY_MISMATCH', { numExpr: plan.output.length, numTarget: columnNames.length }, { origin });
      throw sparkErrorOf(
        'ASSIGNMENT_ARITY_MISMATCH',
        { numExpr: plan.output.length, numTarget: columnNames.length },
        { origin, name: 'IllegalArgumentException' },
      );
    }
    return {
      plan: project(
        plan,
        plan.output.map((each, i) => Object.freeze({ ...analyzer.alias(each, columnNames[i]!, each.metadata), qualifier: each.qualifier })),
      ),
    };
  },
  withColumns: analyzeWithColumns,
  withColumnsRenamed(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const { same } = { same: (a: string, b: string) => analyzer.scope([], undefined).same(a, b) };
    let columns: readonly NamedExpression[] = input.plan.output;
    for (const { from, to } of relation.renames) {
      columns = columns.map(each =>
        same(each.name, from) ? analyzer.alias(each.kind === 'alias' ? each.child : each, to, each.metadata) : each,
      );
    }
    return { plan: project(input.plan, columns) };
  },
  drop(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const scope = analyzer.scopeOf(input, context);
    const ids = new Set<number>();
    for (const each of relation.columns) {
      const typed =
        each.kind === 'unresolvedAttribute'
          ? analyzer.expressions.resolveName(each, { scope })
          : analyzer.expressions.analyze(each, { scope });
      if (typed?.kind === 'attribute') ids.add(typed.id);
    }
    const { output } = input.plan;
    const kept = output.filter(each => !ids.has(each.id) && !relation.columnNames.some(name => scope.same(name, each.name)));
    return kept.length === output.length ? input : { plan: project(input.plan, kept) };
  },
  toSchema(relation, context, analyzer) {
    const { plan } = analyzer.relation(relation.input, context);
    const scope = analyzer.scope(plan.output, undefined);
    const mode = analyzer.session.coercion.isAnsi ? 'ansi' : 'legacy';
    const columns = relation.schema.fields.map(({ name, dataType, nullable, metadata }): NamedExpression => {
      const found = scope.find([name], relation.origin)?.attribute;
      if (found === undefined) {
        if (nullable) return analyzer.alias(typedLiteral(null, dataType), name, metadata);
        throw scope.unresolved([name], relation.origin);
      }
      if (!nullable && found.nullable) throw sparkErrorOf('NULLABLE_COLUMN_OR_FIELD', { name: quotedId(name) });
      const value = sameType(found.dataType, dataType) ? found : typedCast(found, dataType, mode, false);
      return analyzer.alias(value, name, { ...found.metadata, ...metadata });
    });
    return { plan: project(plan, columns) };
  },
  hint: analyzeHint,
  repartition(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const { numPartitions, shuffle } = relation;
    return sameColumns(input, noted(input.plan, { kind: 'repartition', numPartitions, shuffle }));
  },
  repartitionByExpression(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const scope = analyzer.scopeOf(input, context);
    const expressions = relation.partitionExpressions.map(each =>
      analyzer.expressions.analyze(each.kind === 'sortOrder' ? each.child : each, { scope }),
    );
    const { numPartitions } = relation;
    return sameColumns(input, noted(input.plan, { kind: 'repartitionByExpression', expressions, numPartitions }));
  },
  sample(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const { lowerBound, upperBound, withReplacement, seed } = relation;
    const random = seed ?? BigInt(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER));
    // Spark draws a number for each row as rand does.
    const draw =
      seed === undefined
        ? undefined
        : analyzer.expressions.analyze(operator('rand', [literal(seed, LongType)]), { scope: new Scope([], false) });
    return sameColumns(
      input,
      Object.freeze({
        kind: 'sample',
        input: input.plan,
        lowerBound,
        upperBound,
        withReplacement,
        seed: random,
        draw,
        output: input.plan.output,
      }),
    );
  },
  join: analyzeJoin,
  lateralJoin: analyzeLateralJoin,
  asOfJoin: refused('as-of join'),
  nearestByJoin: analyzeNearestJoin,
  setOperation: analyzeSetOperation,
  generate(relation, context, analyzer) {
    const input = analyzer.relation(relation.input, context);
    const { origin, generator } = relation;
    const clause: Clause = { scope: analyzer.scopeOf(input, context) };
    const call = analyzer.within(context, () => analyzer.expressions.analyze(generator, clause));
    if (call.kind !== 'generator') {
      throw sparkErrorOf(
        'UNSUPPORTED_GENERATOR.NOT_GENERATOR',
        { functionName: quotedId('nameParts' in generator ? generator.nameParts.join('.') : 'expression'), classCanonicalName: '' },
        { origin },
      );
    }
    const record = findFunction(call.name);
    if (record?.kind !== 'generator') throw new InternalError(`${call.name} is no generator`);
    const isOuter = relation.isOuter || call.isOuter;
    const output = generatorOutput(
      { ...call, isOuter },
      record,
      relation.columnNames,
      relation.qualifier === undefined ? [] : [relation.qualifier],
      analyzer,
      origin,
    );
    return {
      plan: Object.freeze({
        kind: 'generate',
        input: input.plan,
        generator: call,
        isOuter,
        generatorOutput: output,
        output: [...input.plan.output, ...output],
      }),
      hidden: input.hidden,
    };
  },
  with: analyzeWith,
  cteDefinition: (relation, context, analyzer) => analyzer.relation(relation.input, context),
  withWindows(relation, context, analyzer) {
    const windows = new Map(relation.windows.map(({ name, spec }) => [name, spec]));
    return analyzer.relation(relation.input, { ...context, windows });
  },
  pivot: analyzePivot,
  unpivot: analyzeUnpivot,
  transpose: refused('transpose'),
  withWatermark: (relation, context, analyzer) => analyzer.relation(relation.input, context),
  unnest: refused('UNNEST'),
  jsonTable: refused('JSON_TABLE'),
  binBy: analyzeBinBy,
  scriptTransform: refused('TRANSFORM'),
  sql: (relation, context, analyzer) => analyzer.relation(analyzer.session.parseQuery(relation.query), context),
  statFunction: refused('statistics'),
  collectMetrics: analyzeMetrics,
  mapPartitions: refused('mapPartitions'),
  identifierClauseRelation(relation, context, analyzer) {
    const identifier = analyzer.analyzeExpression(relation.identifier);
    return analyzer.relation(relation.build(analyzer.identifierOf(identifier, relation.origin)) as Relation, context);
  },
  resolvedPlan: relation => ({ plan: relation.plan as TypedPlan }),
};

function refuseInWhere(condition: TypedExpression, analyzer: Analyzer, origin: Relation['origin']): void {
  if (hasWindow(condition)) throw sparkErrorOf('WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE', { clauseName: 'WHERE' }, { origin });
  if (!hasAggregate(condition)) return;
  throw sparkErrorOf(
    'INVALID_WHERE_CONDITION',
    { condition: quotedSql(analyzer.sqlOf(condition)), expressionList: listed(condition, 'aggregate', analyzer) },
    { origin },
  );
}

const listed = (condition: TypedExpression, kind: TypedExpression['kind'], analyzer: Analyzer) =>
  collect(condition, (each): each is TypedExpression => each.kind === kind)
    .map(each => analyzer.sqlOf(each))
    .join(', ');

/** The number of LIMIT or OFFSET. */
function rowCount(expression: Expression, name: 'limit' | 'offset', input: Resolved, context: RelationContext, analyzer: Analyzer): number {
  const typed = analyzer.within(context, () => analyzer.expressions.analyze(expression, { scope: analyzer.scopeOf(input, context) }));
  const { origin } = expression;
  const fail = (subclass: string, parameters: Readonly<Record<string, string>> = {}) =>
    sparkErrorOf(`INVALID_LIMIT_LIKE_EXPRESSION.${subclass}`, { name, expr: quotedSql(analyzer.sqlOf(typed)), ...parameters }, { origin });
  if (!isFoldable(typed)) throw fail('IS_UNFOLDABLE');
  if (typed.dataType.kind !== 'integer') throw fail('DATA_TYPE', { dataType: quotedSql(typed.dataType.sql) });
  const value = analyzer.evaluate(typed);
  if (value === null) throw fail('IS_NULL');
  if ((value as number) < 0) throw fail('IS_NEGATIVE', { v: String(value) });
  return value as number;
}

/** VALUES: computed at once when all of it is constant. */
function inlineTable(relation: InlineTable, context: RelationContext, analyzer: Analyzer): Resolved {
  const { columnNames, origin } = relation;
  const clause: Clause = { scope: analyzer.scope([], context.outer) };
  const rows = analyzer.within(context, () =>
    relation.rows.map(row =>
      row.map(each => {
        const typed = analyzer.expressions.analyze(each, clause);
        return typed.kind === 'alias' ? typed.child : typed;
      }),
    ),
  );
  const types = columnNames.map((name, column) => {
    const common = analyzer.session.coercion.common(rows.map(row => row[column]!.dataType));
    if (common === undefined)
      throw sparkErrorOf('INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE', { colName: quotedId(name) }, { origin });
    return common;
  });
  const mode = analyzer.session.coercion.isAnsi ? 'ansi' : 'legacy';
  const casted = rows.map(row =>
    row.map((each, column) => (sameType(each.dataType, types[column]!) ? each : typedCast(each, types[column]!, mode, false))),
  );
  const output = columnNames.map((name, column) =>
    analyzer.attribute(
      name,
      types[column]!,
      casted.some(row => row[column]!.nullable),
    ),
  );
  if (casted.every(row => row.every(isFoldable))) {
    return { plan: Object.freeze({ kind: 'localRelation', rows: casted.map(row => row.map(each => evaluated(each, analyzer))), output }) };
  }
  casted.flat().forEach(each => {
    if (readsQuery(each) && !hasAggregate(each) && !hasWindow(each)) return;
    throw sparkErrorOf(
      'INVALID_INLINE_TABLE.CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE',
      { expr: quotedSql(analyzer.sqlOf(each)) },
      { origin: each.origin ?? origin },
    );
  });
  const inputs = casted.map(row =>
    project(
      oneRow,
      row.map((each, column) => analyzer.alias(each, columnNames[column]!)),
    ),
  );
  return { plan: Object.freeze({ kind: 'setOperation', operation: 'union', inputs, isAll: true, output }) };
}

/** @throws SparkError INVALID_INLINE_TABLE.FAILED_SQL_EXPRESSION_EVALUATION */
function evaluated(expression: TypedExpression, analyzer: Analyzer): Value {
  try {
    return analyzer.evaluate(expression);
  } catch (cause) {
    if (!(cause instanceof SparkError)) throw cause;
    const sqlExpr = quotedSql(analyzer.sqlOf(expression));
    throw sparkErrorOf(
      'INVALID_INLINE_TABLE.FAILED_SQL_EXPRESSION_EVALUATION',
      { sqlExpr },
      { cause, origin: expression.origin, name: 'AnalysisException' },
    );
  }
}

/** Whether it depends on rows: of a subquery, or of the query around. */
const readsQuery = (expression: TypedExpression): boolean =>
  collect(expression, (each): each is TypedExpression => ['attribute', 'scalarSubquery', 'exists', 'inSubquery'].includes(each.kind))
    .length > 0;
