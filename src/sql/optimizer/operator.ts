/**
 * Logical plans in Spark's own shape: what the trees of EXPLAIN show and what the rules of the optimizer rewrite. The engine's plans
 * (`typed-plan.ts`) say the same in the form that compiles best; `operator-of.ts` and `typed-plan-of.ts` go from one to the other.
 * The plan of a subquery, inside of expressions, is an operator here too.
 */
import { attributeOf, collect, mapChildren } from '../analyzer/expressions.js';
import type {
  Attribute,
  GeneratorCall,
  NamedExpression,
  TypedAlias,
  TypedExpression,
  TypedSortOrder,
  WindowCall,
} from '../analyzer/typed-expression.js';
import type { PlanNote, ScanPlan, TypedJoinType } from '../analyzer/typed-plan.js';
import type { Value } from '../values/value.js';

interface Base {
  readonly children: readonly Operator[];
}

export interface RelationOperator extends Base {
  readonly kind: 'relation';
  readonly scan: ScanPlan;
  readonly output: readonly Attribute[];
  /** Of a table of the catalog. */
  readonly name?: string | undefined;
}

export interface LocalRelationOperator extends Base {
  readonly kind: 'localRelation';
  readonly output: readonly Attribute[];
  readonly rows: readonly (readonly Value[])[];
}

export interface OneRowOperator extends Base {
  readonly kind: 'oneRow';
}

export interface RangeOperator extends Base {
  readonly kind: 'range';
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
  readonly numPartitions?: number | undefined;
  readonly output: readonly Attribute[];
}

export interface CteReferenceOperator extends Base {
  readonly kind: 'cteReference';
  readonly cteId: number;
  readonly output: readonly Attribute[];
  readonly definitionOutput: readonly Attribute[];
}

export interface SubqueryAliasOperator extends Base {
  readonly kind: 'subqueryAlias';
  readonly alias: string;
}

export interface ViewOperator extends Base {
  readonly kind: 'view';
  readonly name: string;
}

export interface ProjectOperator extends Base {
  readonly kind: 'project';
  readonly expressions: readonly NamedExpression[];
}

export interface FilterOperator extends Base {
  readonly kind: 'filter';
  readonly condition: TypedExpression;
}

/** Grouping expressions, and the whole list of the SELECT. */
export interface AggregateOperator extends Base {
  readonly kind: 'aggregate';
  readonly grouping: readonly TypedExpression[];
  readonly results: readonly NamedExpression[];
}

export interface WindowOperator extends Base {
  readonly kind: 'window';
  readonly windows: readonly TypedAlias[];
  readonly partition: readonly TypedExpression[];
  readonly order: readonly TypedSortOrder[];
}

/** No more rows of each partition than a filter on the rank above can let through. */
export interface WindowGroupLimitOperator extends Base {
  readonly kind: 'windowGroupLimit';
  readonly partition: readonly TypedExpression[];
  readonly order: readonly TypedSortOrder[];
  readonly rank: WindowCall;
  readonly limit: number;
}

export interface SortOperator extends Base {
  readonly kind: 'sort';
  readonly order: readonly TypedSortOrder[];
  readonly isGlobal: boolean;
}

export interface CountOperator extends Base {
  readonly kind: 'globalLimit' | 'localLimit' | 'offset' | 'tail';
  readonly count: number;
}

export interface DistinctOperator extends Base {
  readonly kind: 'distinct';
}

export interface DeduplicateOperator extends Base {
  readonly kind: 'deduplicate';
  readonly keys: readonly Attribute[];
}

export interface JoinOperator extends Base {
  readonly kind: 'join';
  readonly joinType: TypedJoinType;
  readonly condition?: TypedExpression | undefined;
  readonly isLateral: boolean;
  /** Strategies that hints ask for. */
  readonly leftHint?: string | undefined;
  readonly rightHint?: string | undefined;
}

export interface SetOperator extends Base {
  readonly kind: 'union' | 'intersect' | 'except';
  /** Always of a union: its duplicates go by a `distinct` above. */
  readonly isAll: boolean;
}

export interface GenerateOperator extends Base {
  readonly kind: 'generate';
  readonly generator: GeneratorCall;
  readonly isOuter: boolean;
  readonly qualifier?: string | undefined;
  readonly generatorOutput: readonly Attribute[];
  /** Places of columns of the input that nobody above asks for. */
  readonly unrequired: readonly number[];
}

export interface ExpandOperator extends Base {
  readonly kind: 'expand';
  readonly projections: readonly (readonly TypedExpression[])[];
  readonly output: readonly Attribute[];
}

export interface SampleOperator extends Base {
  readonly kind: 'sample';
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly withReplacement: boolean;
  readonly seed: bigint;
}

/** How Spark would partition the rows, or that a join is to send them to all. */
export interface NoteOperator extends Base {
  readonly kind: 'note';
  readonly note: PlanNote;
}

export interface CteDefinition {
  readonly id: number;
  readonly name: string;
  readonly isRecursive: boolean;
}

/** The children are the plans of the definitions, and last the query over them. */
export interface WithCteOperator extends Base {
  readonly kind: 'withCte';
  readonly definitions: readonly CteDefinition[];
}

export type Operator =
  | RelationOperator
  | LocalRelationOperator
  | OneRowOperator
  | RangeOperator
  | CteReferenceOperator
  | SubqueryAliasOperator
  | ViewOperator
  | ProjectOperator
  | FilterOperator
  | AggregateOperator
  | WindowOperator
  | WindowGroupLimitOperator
  | SortOperator
  | CountOperator
  | DistinctOperator
  | DeduplicateOperator
  | JoinOperator
  | SetOperator
  | GenerateOperator
  | ExpandOperator
  | SampleOperator
  | NoteOperator
  | WithCteOperator;

const outputs = new WeakMap<Operator, readonly Attribute[]>();

/** The columns that an operator gives. */
export function outputOf(plan: Operator): readonly Attribute[] {
  let output = outputs.get(plan);
  if (output === undefined) {
    output = computeOutput(plan);
    outputs.set(plan, output);
  }
  return output;
}

export const nullableColumn = (column: Attribute): Attribute => (column.nullable ? column : Object.freeze({ ...column, nullable: true }));

function computeOutput(plan: Operator): readonly Attribute[] {
  const [first, second] = plan.children.map(outputOf);
  switch (plan.kind) {
    case 'relation':
    case 'localRelation':
    case 'range':
    case 'cteReference':
    case 'expand':
      return plan.output;
    case 'oneRow':
      return [];
    case 'project':
      return plan.expressions.map(attributeOf);
    case 'aggregate':
      return plan.results.map(attributeOf);
    case 'window':
      return [...first!, ...plan.windows.map(attributeOf)];
    case 'generate': {
      const added = plan.isOuter ? plan.generatorOutput.map(nullableColumn) : plan.generatorOutput;
      return [...first!.filter((_, i) => !plan.unrequired.includes(i)), ...added];
    }
    case 'join': {
      const { joinType } = plan;
      if (joinType === 'leftsemi' || joinType === 'leftanti') return first!;
      const left = joinType === 'rightouter' || joinType === 'fullouter' ? first!.map(nullableColumn) : first!;
      const right = joinType === 'leftouter' || joinType === 'fullouter' ? second!.map(nullableColumn) : second!;
      return [...left, ...right];
    }
    case 'union':
      return first!.map((each, i) => (plan.children.some(child => outputOf(child)[i]!.nullable) ? nullableColumn(each) : each));
    case 'withCte':
      return outputOf(plan.children.at(-1)!);
    default:
      return first!;
  }
}

export const withChildren = <P extends Operator>(plan: P, children: readonly Operator[]): P =>
  children.every((child, i) => child === plan.children[i]) && children.length === plan.children.length
    ? plan
    : (Object.freeze({ ...plan, children }) as unknown as P);

export const mapOperators = <P extends Operator>(plan: P, f: (child: Operator) => Operator): P => withChildren(plan, plan.children.map(f));

/** The expressions of the operator itself. */
export function expressionsOf(plan: Operator): readonly TypedExpression[] {
  switch (plan.kind) {
    case 'project':
      return plan.expressions;
    case 'filter':
      return [plan.condition];
    case 'aggregate':
      return [...plan.grouping, ...plan.results];
    case 'window':
      return [...plan.windows, ...plan.partition, ...plan.order.map(each => each.child)];
    case 'windowGroupLimit':
      return [...plan.partition, ...plan.order.map(each => each.child), plan.rank];
    case 'sort':
      return plan.order.map(each => each.child);
    case 'join':
      return plan.condition === undefined ? [] : [plan.condition];
    case 'generate':
      return [plan.generator];
    case 'expand':
      return plan.projections.flat();
    case 'deduplicate':
      return plan.keys;
    case 'note':
      return plan.note.kind === 'repartitionByExpression' ? plan.note.expressions : [];
    default:
      return [];
  }
}

const mapList = <T>(list: readonly T[], f: (each: T) => T): readonly T[] => {
  const mapped = list.map(f);
  return mapped.some((each, i) => each !== list[i]) ? mapped : list;
};

const mapOrder = (order: readonly TypedSortOrder[], f: (each: TypedExpression) => TypedExpression) =>
  mapList(order, each => {
    const child = f(each.child);
    return child === each.child ? each : { ...each, child };
  });

/** The operator with other expressions of its own; the same object when none changes. */
export function mapExpressions<P extends Operator>(plan: P, f: (each: TypedExpression) => TypedExpression): P {
  const changed = (fields: object): P =>
    Object.entries(fields).every(([key, value]) => (plan as any)[key] === value)
      ? plan
      : (Object.freeze({ ...plan, ...fields }) as unknown as P);
  const named = f as (each: NamedExpression) => NamedExpression;
  switch (plan.kind) {
    case 'project':
      return changed({ expressions: mapList(plan.expressions, each => namedAs(each, named(each))) });
    case 'filter':
      return changed({ condition: f(plan.condition) });
    case 'aggregate':
      return changed({ grouping: mapList(plan.grouping, f), results: mapList(plan.results, each => namedAs(each, named(each))) });
    case 'window':
      return changed({
        windows: mapList(plan.windows, f as (each: TypedAlias) => TypedAlias),
        partition: mapList(plan.partition, f),
        order: mapOrder(plan.order, f),
      });
    case 'windowGroupLimit':
      return changed({ partition: mapList(plan.partition, f), order: mapOrder(plan.order, f), rank: f(plan.rank) as WindowCall });
    case 'sort':
      return changed({ order: mapOrder(plan.order, f) });
    case 'join':
      return changed({ condition: plan.condition && f(plan.condition) });
    case 'generate':
      return changed({ generator: f(plan.generator) });
    case 'expand':
      return changed({ projections: mapList(plan.projections, list => mapList(list, f)) });
    case 'deduplicate':
      return changed({ keys: mapList(plan.keys, f as (each: Attribute) => Attribute) });
    case 'note': {
      const { note } = plan;
      if (note.kind !== 'repartitionByExpression') return plan;
      const expressions = mapList(note.expressions, f);
      return expressions === note.expressions ? plan : changed({ note: { ...note, expressions } });
    }
    default:
      return plan;
  }
}

/** What stands where a column stood keeps the column's name and id. */
function namedAs(before: NamedExpression, after: TypedExpression): NamedExpression {
  if (after.kind === 'alias' || after === before) return after as NamedExpression;
  if (after.kind === 'attribute') return after;
  const { id, name, metadata, qualifier } = before;
  return Object.freeze({
    kind: 'alias',
    child: after,
    id,
    name,
    metadata,
    qualifier,
    dataType: after.dataType,
    nullable: after.nullable,
  });
}

/** Rewrites the inputs first. Plans of subqueries are left alone. */
export const transformUp = (plan: Operator, f: (each: Operator) => Operator): Operator =>
  f(mapOperators(plan, child => transformUp(child, f)));

/** Rewrites an operator, then the inputs of what came of it. */
export const transformDown = (plan: Operator, f: (each: Operator) => Operator): Operator =>
  mapOperators(f(plan), child => transformDown(child, f));

export type Subquery = Extract<TypedExpression, { kind: 'scalarSubquery' | 'exists' | 'inSubquery' }> & {
  /** What its plan has to do with the query around, once that is pulled out of the plan. */
  readonly conditions?: readonly TypedExpression[] | undefined;
};

export const isSubquery = (expression: TypedExpression): expression is Subquery =>
  expression.kind === 'scalarSubquery' || expression.kind === 'exists' || expression.kind === 'inSubquery';

export const planOf = (subquery: Subquery): Operator => subquery.plan as unknown as Operator;

export const withPlan = (subquery: Subquery, plan: Operator): Subquery =>
  plan === planOf(subquery) ? subquery : (Object.freeze({ ...subquery, plan }) as unknown as Subquery);

/** Rewrites plans of subqueries that the expression holds, the expressions around them first. */
export const mapSubqueries = (expression: TypedExpression, f: (plan: Operator) => Operator): TypedExpression => {
  const mapped = mapChildren(expression, child => mapSubqueries(child, f));
  return isSubquery(mapped) ? withPlan(mapped, f(planOf(mapped))) : mapped;
};

/** The ids of columns that an expression reads; of a subquery, those that its plan reads of the query around. */
export function referencesOf(expression: TypedExpression): ReadonlySet<number> {
  let ids = references.get(expression);
  if (ids === undefined) {
    const found = new Set<number>();
    collectReferences(expression, found);
    ids = found;
    references.set(expression, ids);
  }
  return ids;
}

const references = new WeakMap<TypedExpression, ReadonlySet<number>>();

function collectReferences(expression: TypedExpression, found: Set<number>): void {
  if (expression.kind === 'attribute') found.add(expression.id);
  else if (isSubquery(expression)) {
    for (const { id } of outerColumns(planOf(expression))) found.add(id);
    for (const each of expression.conditions ?? []) for (const { id } of collect(each, isOuterColumn)) found.add(id);
  }
  mapChildren(expression, child => {
    collectReferences(child, found);
    return child;
  });
}

export const isOuterColumn = (expression: TypedExpression): expression is Attribute =>
  expression.kind === 'attribute' && expression.isOuter === true;

/** The columns of queries around that a plan of a subquery reads, each once. */
export function outerColumns(plan: Operator): readonly Attribute[] {
  let columns = outers.get(plan);
  if (columns === undefined) {
    const found = new Map<number, Attribute>();
    collectOuter(plan, found);
    columns = [...found.values()];
    outers.set(plan, columns);
  }
  return columns;
}

const outers = new WeakMap<Operator, readonly Attribute[]>();

function collectOuter(plan: Operator, found: Map<number, Attribute>): void {
  for (const child of plan.children) collectOuter(child, found);
  const visible = idsOf(plan.children.flatMap(outputOf));
  const visit = (expression: TypedExpression): TypedExpression => {
    if (isOuterColumn(expression)) found.set(expression.id, expression);
    // What a subquery within reads may be a column from here.
    if (isSubquery(expression)) for (const each of outerColumns(planOf(expression))) if (!visible.has(each.id)) found.set(each.id, each);
    return mapChildren(expression, visit);
  };
  expressionsOf(plan).forEach(visit);
}

export const idsOf = (columns: readonly { readonly id: number }[]): ReadonlySet<number> => new Set(columns.map(each => each.id));

export const isSubset = (ids: ReadonlySet<number>, of: ReadonlySet<number>): boolean => {
  for (const id of ids) if (!of.has(id)) return false;
  return true;
};
