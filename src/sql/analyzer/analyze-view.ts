/** A view is its query, resolved anew wherever it is read. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { readField } from '../types/char-varchar.js';
import { type DataType, StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { canUpCast } from '../values/cast-rules.js';
import { explicitCast } from './analyze-cast.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import type { NamedRelation } from './analyzer-session.js';
import { holdsTime, requireTimeType } from './check-time-type.js';
import { copied, project, withQualifier } from './plans.js';
import type { Attribute, NamedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

const maxViewDepth = 100;

type ViewRelation = Extract<NamedRelation, { kind: 'view' }>;

export function analyzeView(view: ViewRelation, context: RelationContext, analyzer: Analyzer): TypedPlan {
  const views = [...(context.views ?? []), view.objectName];
  if (views.length > maxViewDepth)
    throw sparkErrorOf('VIEW_EXCEED_MAX_NESTED_DEPTH', { viewName: view.objectName, maxNestedDepth: maxViewDepth });
  const plan = view.analyze(analyzer, relation => analyzer.relation(relation, { views }).plan);
  const { columnNames, schemaMode } = view;
  const kind = view.isSql ? 'sql' : 'dataFrame';
  const schema = view.schema && new StructType(view.schema.fields.map(readField));
  // Spark casts each column of a view that SQL has made, also to the type that it has.
  if (view.isSql && plan.output.some(each => holdsTime(each.dataType))) requireTimeType(analyzer.session.conf);
  const given = columnNames ?? schema?.fieldNames;
  // Names that the person gave to the columns stay, whatever becomes of the query.
  const isRenamed = view.queryColumns !== undefined && given?.some((name, i) => name !== view.queryColumns![i]);
  if (given === undefined || (schemaMode === 'evolution' && !isRenamed)) return withQualifier(fresh(plan, analyzer), view.qualifier, kind);
  const sources = view.queryColumns === undefined ? plan.output : sourcesOf(view, view.queryColumns, plan);
  const columns = given.map((name, i): NamedExpression => {
    const column = sources[i]!;
    const want = schemaMode === 'evolution' ? undefined : schema?.fields[i];
    const isSame = want === undefined || schemaMode === 'typeEvolution' || sameType(column.dataType, want.dataType);
    if (!isSame && schemaMode === 'binding' && !canUpCast(column.dataType, want.dataType)) throw noUpCast(column, want.dataType);
    const value = isSame ? column : explicitCast(column, want.dataType, 'ansi', each => analyzer.sqlOf(each), undefined);
    return analyzer.alias(value, name, want?.metadata ?? column.metadata);
  });
  return withQualifier(project(plan, columns), view.qualifier, kind);
}

/** The columns that a view shows, found by the names that they had when it was made. @throws SparkError INCOMPATIBLE_VIEW_SCHEMA_CHANGE */
function sourcesOf(view: ViewRelation, queryColumns: readonly string[], plan: TypedPlan): readonly Attribute[] {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return queryColumns.map((name, i) => {
    const found = plan.output.filter(each => same(each.name, name));
    const expected = queryColumns.filter(each => same(each, name)).length;
    if (found.length === expected) return found[queryColumns.slice(0, i).filter(each => same(each, name)).length]!;
    throw sparkErrorOf('INCOMPATIBLE_VIEW_SCHEMA_CHANGE', {
      viewName: view.objectName,
      colName: name,
      expectedNum: expected,
      actualCols: `[${found.map(each => each.name).join(',')}]`,
      suggestion: `CREATE OR REPLACE VIEW ${view.qualifier.join('.')} AS ${view.text ?? '...'}`,
    });
  });
}

const noUpCast = (column: Attribute, type: DataType) =>
  sparkErrorOf('CANNOT_UP_CAST_DATATYPE', {
    expression: [...column.qualifier, column.name].join('.'),
    sourceType: quotedSql(column.dataType.sql),
    targetType: quotedSql(type.sql),
    details:
      'The type path of the target object is:\n\nYou can either add an explicit cast to the input data or choose a higher precision type of the field in the target object',
  });

/** Columns of their own for a plan that may be read twice. */
const fresh = (plan: TypedPlan, analyzer: Analyzer): TypedPlan =>
  copied(
    plan,
    plan.output.map(each => analyzer.alias(each, each.name, each.metadata)),
  );
