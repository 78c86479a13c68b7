/** A definition of WITH RECURSIVE that reads itself: the union of an anchor and of a step, which reads the rows of the step before. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { mergedType } from '../functions/conditional-funcs.js';
import type { CteDefinition, Relation, SetOperation, WithCte } from '../plan/index.js';
import { sameShape, sameType } from '../types/same-type.js';
import type { AnalyzedDefinitions, CteEntry, CteScope } from './analyze-cte.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import { childrenOf, typedCast } from './expressions.js';
import { expressionsOf, inputsOf, outerReferences } from './outer-references.js';
import { nullableOutput, project } from './plans.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';
import type { CtePlan, TypedPlan } from './typed-plan.js';

type Define = (relation: WithCte, context: RelationContext, analyzer: Analyzer) => AnalyzedDefinitions;

interface RecursiveDefinition {
  readonly plan: TypedPlan;
  /** Definitions in front of the union. */
  readonly around: readonly CtePlan[];
}

/**
 * The anchor is resolved first: its columns are those of the definition while the step is resolved.
 * @param renamed gives the columns of the anchor the names that the definition says
 * @param define resolves definitions in front of the union
 */
export function analyzeRecursiveDefinition(
  definition: CteDefinition,
  entry: CteEntry,
  context: RelationContext,
  analyzer: Analyzer,
  renamed: (plan: TypedPlan) => TypedPlan,
  define: Define,
): RecursiveDefinition {
  const { union, inner, definitions: around } = parts(definition, context, analyzer, define);
  const last = union.inputs.length - 1;
  const { isAll, origin } = union;
  const anchorRelation: Relation = last === 1 ? union.inputs[0]! : { ...union, inputs: union.inputs.slice(0, last) };
  const stepRelation = union.inputs[last]!;
  if (mentions(anchorRelation, definition.name)) throw sparkErrorOf('INVALID_RECURSIVE_CTE', {});
  if (!isAll) throw sparkErrorOf('UNION_NOT_SUPPORTED_IN_RECURSIVE_CTE', {}, { origin });
  const anchor = renamed(analyzer.relation(anchorRelation, inner).plan);
  entry.output = nullableOutput(anchor.output).map(each => analyzer.attribute(each.name, each.dataType, each.nullable));
  const self: CteScope = { parent: inner.ctes, entries: new Map([[definition.name.toLowerCase(), entry]]), isSelf: true };
  const { plan } = analyzer.relation(stepRelation, { ...inner, ctes: self });
  if (plan.output.length !== anchor.output.length) {
    throw sparkErrorOf(
      'NUM_COLUMNS_MISMATCH',
      {
        operator: 'UNION',
        firstNumColumns: anchor.output.length,
        invalidOrdinalNum: 'second',
        invalidNumColumns: plan.output.length,
      },
      { origin: stepRelation.origin },
    );
  }
  for (const each of [anchor, plan]) refuseOuterReferences(each);
  checkPlaces(plan, entry.id);
  const step = asAnchor(plan, anchor.output, analyzer);
  // The references to the definition have its columns by their ids.
  const output = entry.output.map((each, i): Attribute => {
    const columns = [anchor.output[i]!, step.output[i]!];
    return Object.freeze({
      ...each,
      dataType: mergedType(columns.map(column => column.dataType)),
      nullable: columns.some(column => column.nullable),
    });
  });
  return { plan: Object.freeze({ kind: 'setOperation', operation: 'union', inputs: [anchor, step], isAll: true, output }), around };
}

/** The union, and what its inputs see: definitions in front of it are for them alone. */
function parts(
  definition: CteDefinition,
  context: RelationContext,
  analyzer: Analyzer,
  define: Define,
): AnalyzedDefinitions & { readonly union: SetOperation } {
  let relation = definition.input;
  let seen: AnalyzedDefinitions = { definitions: [], inner: context };
  if (relation.kind === 'with' && !relation.definitions.some(each => mentions(each.input, definition.name))) {
    seen = define(relation, context, analyzer);
    relation = relation.input;
  }
  if (relation.kind === 'setOperation' && relation.operation === 'union') return { ...seen, union: relation };
  throw sparkErrorOf('INVALID_RECURSIVE_CTE', {});
}

/** The step's columns must fit into those of the anchor, which never widen. */
function asAnchor(step: TypedPlan, columns: readonly Attribute[], analyzer: Analyzer): TypedPlan {
  const { coercion } = analyzer.session;
  const expressions = step.output.map((each, i): NamedExpression => {
    const { dataType } = columns[i]!;
    if (sameType(each.dataType, dataType)) return each;
    const wider = coercion.wider(dataType, each.dataType);
    // Fields may have other names: they are columns of the anchor by their places.
    if (!sameShape(each.dataType, dataType) && (wider === undefined || !sameShape(wider, dataType))) {
      throw sparkErrorOf(
        'CANNOT_MERGE_INCOMPATIBLE_DATA_TYPE',
        { left: quotedSql(dataType.sql), right: quotedSql(each.dataType.sql) },
        { name: 'SparkException' },
      );
    }
    return analyzer.alias(typedCast(each, dataType, coercion.isAnsi ? 'ansi' : 'legacy', false), each.name);
  });
  return expressions.every((each, i) => each === step.output[i]) ? step : project(step, expressions);
}

function refuseOuterReferences(plan: TypedPlan): void {
  const [outer] = outerReferences(plan);
  if (outer === undefined) return;
  const { origin } = outer;
  throw sparkErrorOf('UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.ACCESSING_OUTER_QUERY_COLUMN_IS_NOT_ALLOWED', { treeNode: '' }, { origin });
}

/** What a step may not do with the rows of the step before: it would need all of them, or those that are missing. */
function checkPlaces(step: TypedPlan, id: number): void {
  const reads = (plan: TypedPlan): boolean => (plan.kind === 'cteReference' && plan.cteId === id) || inputsOf(plan).some(reads);
  const isWrong = (plan: TypedPlan): boolean => {
    switch (plan.kind) {
      case 'aggregate':
      case 'window':
      case 'sort':
        return reads(plan.input);
      case 'join':
        switch (plan.joinType) {
          case 'leftouter':
          case 'leftsemi':
          case 'leftanti':
            return reads(plan.right);
          case 'rightouter':
            return reads(plan.left);
          case 'fullouter':
            return reads(plan.left) || reads(plan.right);
        }
    }
    return false;
  };
  const check = (plan: TypedPlan): void => {
    if (isWrong(plan)) throw sparkErrorOf('INVALID_RECURSIVE_REFERENCE.PLACE', {});
    inputsOf(plan).forEach(check);
    expressionsOf(plan).forEach(checkSubqueries);
  };
  const checkSubqueries = (expression: TypedExpression): void => {
    if ('plan' in expression) check(expression.plan);
    childrenOf(expression).forEach(checkSubqueries);
  };
  check(step);
}

/** Whether a relation reads a definition of that name. */
export function mentions(relation: Relation, name: string): boolean {
  const key = name.toLowerCase();
  const walk = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(walk);
    if (typeof node !== 'object' || node === null) return false;
    const { kind, nameParts } = node as { kind?: string; nameParts?: readonly string[] };
    if (kind === 'unresolvedRelation' && nameParts?.length === 1 && nameParts[0]!.toLowerCase() === key) return true;
    return Object.entries(node).some(([field, value]) => field !== 'origin' && field !== 'dataType' && walk(value));
  };
  return walk(relation);
}
