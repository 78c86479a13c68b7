/** A view is its query, resolved anew wherever it is read. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { sameType } from '../types/same-type.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import type { NamedRelation } from './analyzer-session.js';
import { typedCast } from './expressions.js';
import { project, withQualifier } from './plans.js';
import type { NamedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

const maxViewDepth = 100;

export function analyzeView(view: Extract<NamedRelation, { kind: 'view' }>, context: RelationContext, analyzer: Analyzer): TypedPlan {
  const views = [...(context.views ?? []), view.objectName];
  if (views.length > maxViewDepth)
    throw sparkErrorOf('VIEW_EXCEED_MAX_NESTED_DEPTH', { viewName: view.objectName, maxNestedDepth: maxViewDepth });
  const plan = view.analyze(analyzer, relation => analyzer.relation(relation, { views }).plan);
  const { schema, columnNames } = view;
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
    const value = want === undefined || sameType(column.dataType, want.dataType) ? column : typedCast(column, want.dataType, 'ansi', false);
    return analyzer.alias(value, name, want?.metadata ?? column.metadata);
  });
  return withQualifier(project(plan, columns), view.qualifier);
}

/** Columns of their own for a plan that may be read twice. */
const fresh = (plan: TypedPlan, analyzer: Analyzer): TypedPlan =>
  project(
    plan,
    plan.output.map(each => analyzer.alias(each, each.name, each.metadata)),
  );
