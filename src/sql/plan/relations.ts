/** Relations of an unresolved plan: what gives rows. The shapes follow Spark Connect's `Relation` where it has one. */
import type { DataType, StructType } from '../types/index.js';
import type { Command } from './commands.js';
import type { Alias, Expression, GroupingAnalytics, NamedWindow, SortOrder } from './expressions.js';
import type { MultipartName } from './node.js';
import type { RelationBase, SourceRelation } from './source-relations.js';

interface Unary extends RelationBase {
  readonly input: Relation;
}

/** `VERSION AS OF`, `TIMESTAMP AS OF`. */
export interface TimeTravel extends Unary {
  readonly kind: 'timeTravel';
  readonly version?: string | undefined;
  readonly timestamp?: Expression | undefined;
}

/** `CHANGES FROM ... TO ...` of a table. */
export interface TableChanges extends Unary {
  readonly kind: 'tableChanges';
  readonly rangeType: 'version' | 'timestamp';
  readonly starting?: Expression | undefined;
  readonly ending?: Expression | undefined;
  readonly startingInclusive: boolean;
  readonly endingInclusive: boolean;
}

export interface Project extends Unary {
  readonly kind: 'project';
  readonly expressions: readonly Expression[];
}

export interface Filter extends Unary {
  readonly kind: 'filter';
  readonly condition: Expression;
}

/** HAVING over an aggregate, which may name what the aggregate does not give. */
export interface Having extends Unary {
  readonly kind: 'having';
  readonly condition: Expression;
}

/** QUALIFY: a filter that may use window functions. */
export interface Qualify extends Unary {
  readonly kind: 'qualify';
  readonly condition: Expression;
}

/** All output columns are in `aggregateExpressions`, the grouping ones too. `GROUP BY ALL` is an attribute named ALL. */
export interface Aggregate extends Unary {
  readonly kind: 'aggregate';
  readonly groupingExpressions: readonly (Expression | GroupingAnalytics)[];
  readonly aggregateExpressions: readonly Expression[];
}

export interface Sort extends Unary {
  readonly kind: 'sort';
  readonly order: readonly SortOrder[];
  /** False: within partitions, SORT BY. */
  readonly isGlobal: boolean;
}

export interface Limit extends Unary {
  readonly kind: 'limit';
  readonly limit: Expression;
}

export interface Offset extends Unary {
  readonly kind: 'offset';
  readonly offset: Expression;
}

export interface Tail extends Unary {
  readonly kind: 'tail';
  readonly limit: number;
}

/** Over all columns, or over some: `dropDuplicates(['a'])`. */
export interface Deduplicate extends Unary {
  readonly kind: 'deduplicate';
  readonly columnNames?: readonly string[] | undefined;
  readonly withinWatermark?: boolean | undefined;
}

export interface SubqueryAlias extends Unary {
  readonly kind: 'subqueryAlias';
  readonly alias: string;
}

/** Where a `|>` follows: what comes after sees the columns and names of the input, and none that it was made from. */
export interface PipeOperator extends Unary {
  readonly kind: 'pipeOperator';
}

/** New names for all columns: `AS t(a, b)`, `toDF('a', 'b')`. */
export interface ToDF extends Unary {
  readonly kind: 'toDF';
  readonly columnNames: readonly string[];
  /** From SQL: the error of a wrong count speaks of aliases. */
  readonly isTableAlias?: boolean | undefined;
}

export interface WithColumns extends Unary {
  readonly kind: 'withColumns';
  readonly aliases: readonly Alias[];
}

export interface WithColumnsRenamed extends Unary {
  readonly kind: 'withColumnsRenamed';
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

export interface Drop extends Unary {
  readonly kind: 'drop';
  readonly columns: readonly Expression[];
  readonly columnNames: readonly string[];
}

export interface ToSchema extends Unary {
  readonly kind: 'toSchema';
  readonly schema: StructType;
}

export interface Hint extends Unary {
  readonly kind: 'hint';
  readonly name: string;
  readonly parameters: readonly Expression[];
}

export interface Repartition extends Unary {
  readonly kind: 'repartition';
  readonly numPartitions: number;
  /** False: coalesce. */
  readonly shuffle: boolean;
}

/** DISTRIBUTE BY and `repartition(columns)`; by range when an expression is a SortOrder. */
export interface RepartitionByExpression extends Unary {
  readonly kind: 'repartitionByExpression';
  readonly partitionExpressions: readonly Expression[];
  readonly numPartitions?: number | undefined;
}

export interface Sample extends Unary {
  readonly kind: 'sample';
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly withReplacement: boolean;
  readonly seed?: bigint | undefined;
  readonly method?: 'bernoulli' | 'system' | undefined;
}

/** `joinType` is Spark's, lower case; `cross` has no condition. */
export type JoinType = 'inner' | 'cross' | 'leftouter' | 'rightouter' | 'fullouter' | 'leftsemi' | 'leftanti';

export interface Join extends RelationBase {
  readonly kind: 'join';
  readonly left: Relation;
  readonly right: Relation;
  readonly joinType: JoinType;
  readonly condition?: Expression | undefined;
  readonly usingColumns?: readonly string[] | undefined;
  readonly isNatural?: boolean | undefined;
}

/** The right side sees the columns of the left. */
export interface LateralJoin extends RelationBase {
  readonly kind: 'lateralJoin';
  readonly left: Relation;
  readonly right: Relation;
  readonly joinType: JoinType;
  readonly condition?: Expression | undefined;
}

export interface AsOfJoin extends RelationBase {
  readonly kind: 'asOfJoin';
  readonly left: Relation;
  readonly right: Relation;
  readonly joinType: 'inner' | 'leftouter';
  readonly matchCondition: Expression;
  readonly condition?: Expression | undefined;
  readonly usingColumns?: readonly string[] | undefined;
}

/** `JOIN t EXACT NEAREST 3 BY DISTANCE expression`. */
export interface NearestByJoin extends RelationBase {
  readonly kind: 'nearestByJoin';
  readonly left: Relation;
  readonly right: Relation;
  readonly joinType: JoinType;
  readonly isApproximate: boolean;
  readonly numResults: number;
  readonly direction: 'distance' | 'similarity';
  readonly ranking: Expression;
  readonly isLateral: boolean;
}

export interface SetOperation extends RelationBase {
  readonly kind: 'setOperation';
  readonly operation: 'union' | 'intersect' | 'except';
  readonly inputs: readonly Relation[];
  /** Duplicates stay. */
  readonly isAll: boolean;
  readonly byName?: boolean | undefined;
  readonly allowMissingColumns?: boolean | undefined;
}

/** LATERAL VIEW. */
export interface Generate extends Unary {
  readonly kind: 'generate';
  readonly generator: Expression;
  readonly isOuter: boolean;
  readonly qualifier?: string | undefined;
  readonly columnNames: readonly string[];
}

/** WITH: definitions are visible in `input` and in the definitions after their own, and in their own when recursive. */
export interface WithCte extends Unary {
  readonly kind: 'with';
  readonly definitions: readonly CteDefinition[];
  readonly isRecursive: boolean;
}

export interface CteDefinition extends Unary {
  readonly kind: 'cteDefinition';
  readonly name: string;
  readonly columnNames?: readonly string[] | undefined;
  /** MAX RECURSION LEVEL. */
  readonly maxRecursion?: number | undefined;
}

/** The WINDOW clause. */
export interface WithWindows extends Unary {
  readonly kind: 'withWindows';
  readonly windows: readonly NamedWindow[];
}

/** Without `groupingExpressions`, all columns that are not used are grouped by. */
export interface Pivot extends Unary {
  readonly kind: 'pivot';
  readonly groupingExpressions?: readonly Expression[] | undefined;
  readonly pivotColumn: Expression;
  /** None: the distinct values of the column. An alias names the columns of its value. */
  readonly pivotValues?: readonly Expression[] | undefined;
  readonly aggregates: readonly Expression[];
}

/** One inner array per row that an input row becomes; of one column, or of as many as there are value columns. */
export interface Unpivot extends Unary {
  readonly kind: 'unpivot';
  /** None: all columns that are not values. */
  readonly ids?: readonly Expression[] | undefined;
  /** None: all columns that are not ids. */
  readonly values?: readonly (readonly Expression[])[] | undefined;
  readonly valueAliases?: readonly (string | undefined)[] | undefined;
  readonly variableColumnName: string;
  readonly valueColumnNames: readonly string[];
  readonly includeNulls: boolean;
}

export interface Transpose extends Unary {
  readonly kind: 'transpose';
  readonly indexColumns: readonly Expression[];
}

export interface WithWatermark extends Unary {
  readonly kind: 'withWatermark';
  readonly eventTime: Expression;
  readonly delayThreshold: Expression;
}

/** BIN BY (RANGE a TO b BIN WIDTH w ...). */
export interface BinBy extends Unary {
  readonly kind: 'binBy';
  readonly rangeStart: Expression;
  readonly rangeEnd: Expression;
  readonly width: Expression;
  readonly alignTo?: Expression | undefined;
  readonly distribute: readonly Expression[];
  readonly binStart?: string | undefined;
  readonly binEnd?: string | undefined;
  readonly distributeRatio?: string | undefined;
}

/** SELECT TRANSFORM(...) USING 'command': rows through a process. */
export interface ScriptTransform extends Unary {
  readonly kind: 'scriptTransform';
  readonly expressions: readonly Expression[];
  readonly script: string;
  readonly output: readonly { readonly name: string; readonly dataType?: DataType | undefined }[];
  readonly hasSchema: boolean;
}

/** Statistics functions of a DataFrame, by Spark Connect's names. */
export interface StatFunction extends Unary {
  readonly kind: 'statFunction';
  readonly function: 'fillNa' | 'dropNa' | 'replace' | 'summary' | 'describe' | 'crosstab' | 'freqItems' | 'sampleBy';
  readonly columnNames: readonly string[];
  readonly arguments: readonly Expression[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Named metrics that are read when a job is done. */
export interface CollectMetrics extends Unary {
  readonly kind: 'collectMetrics';
  readonly name: string;
  readonly metrics: readonly Expression[];
}

/** Rows through functions of the person: `df.mapPartitions`, `groupByKey.mapGroups`. `id` is the session's. */
export interface MapPartitions extends Unary {
  readonly kind: 'mapPartitions';
  readonly id: number;
  readonly grouping: readonly Expression[];
  readonly schema: StructType;
}

/** `IDENTIFIER(expression)` where a relation or the name of a command stands. */
export interface IdentifierClauseRelation extends RelationBase {
  readonly kind: 'identifierClauseRelation';
  readonly identifier: Expression;
  readonly build: (nameParts: MultipartName) => Relation | Command;
}

/** A plan that another part of the product has resolved already; only that part looks inside. */
export interface ResolvedPlan extends RelationBase {
  readonly kind: 'resolvedPlan';
  readonly schema: StructType;
  readonly plan: unknown;
}

export type Relation =
  | SourceRelation
  | TimeTravel
  | TableChanges
  | Project
  | Filter
  | Having
  | Qualify
  | Aggregate
  | Sort
  | Limit
  | Offset
  | Tail
  | Deduplicate
  | SubqueryAlias
  | PipeOperator
  | ToDF
  | WithColumns
  | WithColumnsRenamed
  | Drop
  | ToSchema
  | Hint
  | Repartition
  | RepartitionByExpression
  | Sample
  | Join
  | LateralJoin
  | AsOfJoin
  | NearestByJoin
  | SetOperation
  | Generate
  | WithCte
  | CteDefinition
  | WithWindows
  | Pivot
  | Unpivot
  | Transpose
  | WithWatermark
  | BinBy
  | ScriptTransform
  | StatFunction
  | CollectMetrics
  | MapPartitions
  | IdentifierClauseRelation
  | ResolvedPlan;

export type RelationKind = Relation['kind'];
