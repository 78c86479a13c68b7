/** WITH: each definition is resolved once; every use of it gets columns of its own. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { CteDefinition, WithCte } from '../plan/index.js';
import { analyzeRecursiveDefinition, mentions } from './analyze-recursive-cte.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { project, withQualifier } from './plans.js';
import type { Attribute } from './typed-expression.js';
import type { CtePlan, TypedPlan } from './typed-plan.js';

/** Definitions by name, those around included. */
export interface CteScope {
  readonly parent?: CteScope | undefined;
  readonly entries: Map<string, CteEntry>;
  /** Only the recursive definition that is being resolved. */
  readonly isSelf?: boolean;
}

export interface CteEntry {
  readonly id: number;
  readonly name: string;
  /** The columns of the definition; of its anchor while a recursive one is being resolved. */
  output: readonly Attribute[];
  usesItself: boolean;
}

export function analyzeWith(relation: WithCte, context: RelationContext, analyzer: Analyzer): Resolved {
  const { definitions, inner } = analyzeDefinitions(relation, context, analyzer);
  const { plan } = analyzer.relation(relation.input, inner);
  return { plan: Object.freeze({ kind: 'withCte', definitions, input: plan, output: plan.output }) };
}

export interface AnalyzedDefinitions {
  readonly definitions: readonly CtePlan[];
  /** What reads them. */
  readonly inner: RelationContext;
}

function analyzeDefinitions({ definitions, isRecursive }: WithCte, context: RelationContext, analyzer: Analyzer): AnalyzedDefinitions {
  const ctes: CteScope = { parent: context.ctes, entries: new Map() };
  const inner: RelationContext = { ...context, ctes };
  const plans = definitions.flatMap((definition): readonly CtePlan[] => {
    const entry: CteEntry = { id: analyzer.session.newId(), name: definition.name, output: [], usesItself: false };
    const named = (plan: TypedPlan) => renamed(plan, definition, analyzer);
    const { plan, around } =
      isRecursive && mentions(definition.input, definition.name)
        ? analyzeRecursiveDefinition(definition, entry, inner, analyzer, named, analyzeDefinitions)
        : { plan: named(analyzer.relation(definition.input, inner).plan), around: [] };
    entry.output = plan.output;
    ctes.entries.set(definition.name.toLowerCase(), entry);
    const { maxRecursion } = definition;
    return [...around, { id: entry.id, name: definition.name, plan, isRecursive: entry.usesItself, maxRecursion }];
  });
  return { definitions: plans, inner };
}

/** `name(a, b)` renames the columns. */
function renamed(plan: TypedPlan, { columnNames, origin }: CteDefinition, analyzer: Analyzer): TypedPlan {
  if (columnNames === undefined) return plan;
  if (columnNames.length !== plan.output.length) {
    throw sparkErrorOf('ASSIGNMENT_ARITY_MISMATCH', { numExpr: plan.output.length, numTarget: columnNames.length }, { origin });
  }
  return project(
    plan,
    plan.output.map((each, i) => analyzer.alias(each, columnNames[i]!)),
  );
}

/** The rows of a definition by its name; undefined when there is none of that name. */
export function cteReference(name: string, ctes: CteScope | undefined, analyzer: Analyzer): TypedPlan | undefined {
  const key = name.toLowerCase();
  for (let scope = ctes; scope !== undefined; scope = scope.parent) {
    const entry = scope.entries.get(key);
    if (entry === undefined) continue;
    if (scope.isSelf) entry.usesItself = true;
    const output = entry.output.map(each => analyzer.attribute(each.name, each.dataType, each.nullable, [], each.metadata));
    return withQualifier(Object.freeze({ kind: 'cteReference', cteId: entry.id, definitionOutput: entry.output, output }), [entry.name]);
  }
  return undefined;
}
