/** A view is its query, resolved anew wherever it is read. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { readField } from '../types/char-varchar.js';
import { type DataType, StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { canUpCast } from '../values/cast-rules.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import type { NamedRelation } from './analyzer-session.js';
import { holdsTime, requireTimeType } from './check-time-type.js';
import { typedCast } from './expressions.js';
import { project, withQualifier } from './plans.js';
import type { Attribute, NamedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

const maxViewDepth = 100;

export function analyzeView(view: Extract<NamedRelation, { kind: 'view' }>, context: RelationContext, analyzer: Analyzer): TypedPlan {
  const views = [...(context.views ?? []), view.objectName];
  if (views.length > maxViewDepth)
    throw sparkErrorOf('VIEW_EXCEED_MAX_NESTED_DEPTH', { viewName: view.objectName, maxNestedDepth: maxViewDepth });
  const plan = view.analyze(analyzer, relation => analyzer.relation(relation, { views }).plan);
  const { columnNames, schemaMode } = view;
  const schema = view.schema && new StructType(view.schema.fields.map(readField));
  // Spark casts each column of a view that SQL has made, also to the type that it has.
  if (view.isSql && plan.output.some(each => holdsTime(each.dataType))) requireTimeType(analyzer.session.conf);
  if (schemaMode === 'evolution') return withQualifier(fresh(plan, analyzer), view.qualifier);
  const names = columnNames ?? schema?.fieldNames;
  if (names === undefined) return withQualifier(fresh(plan, analyzer), view.qualifier);
  if (names.length > plan.output.length) {
    throw sparkErrorOf('INCOMPATIBLE_VIEW_SCHEMA_CHANGE', {
      viewName: view.objectName,
      colName: names[plan.output.length]!,
      expectedNum: names.length,
      actualCols: `[${plan.output.map(each => each.name).join(',')}]`,
      suggestion: `CREATE OR REPLACE VIEW ${view.objectName} AS ...`,
    });
  }
  const columns = names.map((name, i): NamedExpression => {
    const column = plan.output[i]!;
    const want = schema?.fields[i];
    const isSame = want === undefined || schemaMode === 'typeEvolution' || sameType(column.dataType, want.dataType);
    if (!isSame && (schemaMode === 'binding' || schemaMode === undefined) && !canUpCast(column.dataType, want.dataType))
      throw noUpCast(column, want.dataType);
    const value = isSame ? column : typedCast(column, want.dataType, 'ansi', false);
    return analyzer.alias(value, name, want?.metadata ?? column.metadata);
  });
  return withQualifier(project(plan, columns), view.qualifier);
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
  project(
    plan,
    plan.output.map(each => analyzer.alias(each, each.name, each.metadata)),
  );
