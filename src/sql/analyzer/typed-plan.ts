/** Plans that the analyzer has resolved. Plain frozen data that knows no engine; a backend compiles it. */
import type { Metadata, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import type { Attribute, GeneratorCall, NamedExpression, TypedAlias, TypedExpression, TypedSortOrder } from './typed-expression.js';

interface PlanBase {
  readonly output: readonly Attribute[];
  /** What the plan is called where it is read, the innermost name first: for those who look at plans. */
  readonly calledAs?: readonly PlanName[] | undefined;
}

export interface PlanName {
  readonly alias: string;
  /** Set for a view: whether SQL made it, or a DataFrame. */
  readonly view?: 'sql' | 'dataFrame' | undefined;
}

interface UnaryPlan extends PlanBase {
  readonly input: TypedPlan;
}

export interface LocalRelationPlan extends PlanBase {
  readonly kind: 'localRelation';
  readonly rows: readonly (readonly Value[])[];
}

export interface RangePlan extends PlanBase {
  readonly kind: 'range';
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
  readonly numPartitions?: number | undefined;
}

/** Files of one format, or a table of the catalog, which is files too. */
export interface ScanPlan extends PlanBase {
  readonly kind: 'scan';
  readonly format: string;
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** Columns in the files, without those that the directories name. */
  readonly dataSchema: StructType;
  readonly partitionSchema: StructType;
  readonly metadata?: Metadata | undefined;
}

export interface ProjectPlan extends UnaryPlan {
  readonly kind: 'project';
  readonly expressions: readonly NamedExpression[];
  /** Only gives the columns other ids, as the plan is read a second time. */
  readonly isCopy?: boolean | undefined;
}

export interface FilterPlan extends UnaryPlan {
  readonly kind: 'filter';
  readonly condition: TypedExpression;
}

export interface AggregatePlan extends UnaryPlan {
  readonly kind: 'aggregate';
  readonly grouping: readonly NamedExpression[];
  /** Grouping columns, and calls of aggregate functions, each under an alias. What is computed around them is in a project above. */
  readonly aggregates: readonly NamedExpression[];
  /** Which grouping expressions each set has, by index; none: one set of all. */
  readonly groupingSets?: readonly (readonly number[])[] | undefined;
  /** The number of the grouping set, as `grouping_id` has it. */
  readonly groupingId?: Attribute | undefined;
}

export interface WindowPlan extends UnaryPlan {
  readonly kind: 'window';
  readonly windows: readonly TypedAlias[];
}

export interface SortPlan extends UnaryPlan {
  readonly kind: 'sort';
  readonly order: readonly TypedSortOrder[];
  readonly isGlobal: boolean;
}

export interface LimitPlan extends UnaryPlan {
  readonly kind: 'limit';
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface TailPlan extends UnaryPlan {
  readonly kind: 'tail';
  readonly limit: number;
}

export type TypedJoinType = 'inner' | 'cross' | 'leftouter' | 'rightouter' | 'fullouter' | 'leftsemi' | 'leftanti';

export interface JoinPlan extends PlanBase {
  readonly kind: 'join';
  readonly left: TypedPlan;
  readonly right: TypedPlan;
  readonly joinType: TypedJoinType;
  readonly condition?: TypedExpression | undefined;
  /** The right side reads columns of the left. */
  readonly isLateral: boolean;
}

/** The inputs have the same number of columns, of the same types. */
export interface SetOperationPlan extends PlanBase {
  readonly kind: 'setOperation';
  readonly operation: 'union' | 'intersect' | 'except';
  readonly inputs: readonly TypedPlan[];
  readonly isAll: boolean;
}

export interface DistinctPlan extends UnaryPlan {
  readonly kind: 'distinct';
  /** One row of each combination of these; all columns when there is none. */
  readonly keys?: readonly Attribute[] | undefined;
  /** Asked for by a method of a DataFrame, not by SELECT DISTINCT. */
  readonly isDeduplicate?: boolean | undefined;
}

/** Each input row with each row that the generator gives for it; with NULLs when it gives none and `isOuter`. */
export interface GeneratePlan extends UnaryPlan {
  readonly kind: 'generate';
  readonly generator: GeneratorCall;
  readonly isOuter: boolean;
  readonly generatorOutput: readonly Attribute[];
}

/** Each input row once for each projection. */
export interface ExpandPlan extends UnaryPlan {
  readonly kind: 'expand';
  readonly projections: readonly (readonly TypedExpression[])[];
}

export interface SamplePlan extends UnaryPlan {
  readonly kind: 'sample';
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly withReplacement: boolean;
  readonly seed: bigint;
  /** Gives a number for each row, the same in each run; any numbers will do when there is none. */
  readonly draw?: TypedExpression | undefined;
}

/** What Spark's planner is told about the rows; it changes none of them. */
export interface NotePlan extends UnaryPlan {
  readonly kind: 'note';
  readonly note: PlanNote;
}

export type PlanNote =
  | { readonly kind: 'hint'; readonly strategy: string }
  | { readonly kind: 'repartition'; readonly numPartitions: number; readonly shuffle: boolean }
  | {
      readonly kind: 'repartitionByExpression';
      readonly expressions: readonly TypedExpression[];
      readonly numPartitions?: number | undefined;
    };

export interface WithCtePlan extends UnaryPlan {
  readonly kind: 'withCte';
  readonly definitions: readonly CtePlan[];
}

export interface CtePlan {
  readonly id: number;
  readonly name: string;
  readonly plan: TypedPlan;
  /** The definition reads itself: `plan` is a union of the anchor and the step. */
  readonly isRecursive: boolean;
  /** How often the step runs, at most, with the anchor as the first. */
  readonly maxRecursion?: number | undefined;
}

/** The rows of a definition of `withCte` above; the columns have ids of their own. */
export interface CteReferencePlan extends PlanBase {
  readonly kind: 'cteReference';
  readonly cteId: number;
  /** The columns of the definition, in the same order. */
  readonly definitionOutput: readonly Attribute[];
}

export type TypedPlan =
  | LocalRelationPlan
  | RangePlan
  | ScanPlan
  | ProjectPlan
  | FilterPlan
  | AggregatePlan
  | WindowPlan
  | SortPlan
  | LimitPlan
  | TailPlan
  | JoinPlan
  | SetOperationPlan
  | DistinctPlan
  | GeneratePlan
  | ExpandPlan
  | SamplePlan
  | NotePlan
  | WithCtePlan
  | CteReferencePlan;
