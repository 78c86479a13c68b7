/** WITH: each definition is resolved once; every use of it gets columns of its own. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { CteDefinition, Relation, WithCte } from '../plan/index.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { typedCast } from './expressions.js';
import { nullableOutput, project, withQualifier } from './plans.js';
import type { Attribute } from './typed-expression.js';
import type { CtePlan, TypedPlan } from './typed-plan.js';

/** Definitions by name, those around included. */
export interface CteScope {
  readonly parent?: CteScope | undefined;
  readonly entries: Map<string, CteEntry>;
  /** Only the recursive definition that is being resolved. */
  readonly isSelf?: boolean;
}

interface CteEntry {
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

function analyzeDefinitions({ definitions, isRecursive }: WithCte, context: RelationContext, analyzer: Analyzer) {
  const ctes: CteScope = { parent: context.ctes, entries: new Map() };
  const inner: RelationContext = { ...context, ctes };
  const plans = definitions.map((definition): CtePlan => {
    const entry: CteEntry = { id: analyzer.session.newId(), name: definition.name, output: [], usesItself: false };
    const plan = isRecursive
      ? recursivePlan(definition, entry, inner, analyzer)
      : renamed(analyzer.relation(definition.input, inner).plan, definition, analyzer);
    entry.output = plan.output;
    ctes.entries.set(definition.name.toLowerCase(), entry);
    return { id: entry.id, name: definition.name, plan, isRecursive: entry.usesItself };
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

/** The anchor is resolved first: its columns are those of the definition while the step is resolved. */
function recursivePlan(definition: CteDefinition, entry: CteEntry, context: RelationContext, analyzer: Analyzer): TypedPlan {
  const union = unionOf(definition.input);
  if (union === undefined || !mentions(union.inputs.slice(1), definition.name))
    return renamed(analyzer.relation(definition.input, context).plan, definition, analyzer);
  const [anchorRelation, ...steps] = union.inputs;
  const anchor = renamed(analyzer.relation(anchorRelation!, context).plan, definition, analyzer);
  const output = nullableOutput(anchor.output).map(each => analyzer.attribute(each.name, each.dataType, each.nullable));
  entry.output = output;
  const self: CteScope = { parent: context.ctes, entries: new Map([[definition.name.toLowerCase(), entry]]), isSelf: true };
  const stepPlans = steps.map(step => {
    const { plan } = analyzer.relation(step, { ...context, ctes: self });
    if (plan.output.length !== output.length) {
      throw sparkErrorOf(
        'NUM_COLUMNS_MISMATCH',
        { operator: 'UNION', firstNumColumns: output.length, invalidOrdinalNum: 'second', invalidNumColumns: plan.output.length },
        { origin: step.origin },
      );
    }
    return project(
      plan,
      plan.output.map((each, i) =>
        each.dataType.equals(output[i]!.dataType) ? each : analyzer.alias(typedCast(each, output[i]!.dataType, 'ansi', false), each.name),
      ),
    );
  });
  return Object.freeze({ kind: 'setOperation', operation: 'union', inputs: [anchor, ...stepPlans], isAll: union.isAll, output });
}

function unionOf(relation: Relation): Extract<Relation, { kind: 'setOperation' }> | undefined {
  if (relation.kind === 'setOperation' && relation.operation === 'union') return relation;
  if (relation.kind === 'deduplicate' && relation.input.kind === 'setOperation') return { ...relation.input, isAll: false };
  return undefined;
}

function mentions(relations: readonly Relation[], name: string): boolean {
  const key = name.toLowerCase();
  const walk = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(walk);
    if (typeof node !== 'object' || node === null) return false;
    const { kind, nameParts } = node as { kind?: string; nameParts?: readonly string[] };
    if (kind === 'unresolvedRelation' && nameParts?.length === 1 && nameParts[0]!.toLowerCase() === key) return true;
    return Object.entries(node).some(([field, value]) => field !== 'origin' && field !== 'dataType' && walk(value));
  };
  return relations.some(walk);
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
