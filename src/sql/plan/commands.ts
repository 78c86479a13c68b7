/** Commands of an unresolved plan: what changes or shows the catalog, the settings or the rows of a table. */
import type { DataType } from '../types/index.js';
import type { Assignment, Expression, MergeAction } from './expressions.js';
import type { MultipartName, NodeBase, Properties } from './node.js';
import type { CteDefinition, Relation } from './relations.js';

/** The whole plan of a statement. */
export type LogicalPlan = Relation | Command;

/** A column that is declared: in CREATE TABLE, in ALTER TABLE, as a parameter of a function. */
export interface ColumnDefinition {
  readonly name: MultipartName;
  readonly dataType: DataType;
  readonly nullable: boolean;
  readonly comment?: string | undefined;
  readonly defaultSql?: string | undefined;
  readonly generationSql?: string | undefined;
  readonly identity?: { readonly start: bigint; readonly step: bigint; readonly allowExplicitInsert: boolean } | undefined;
  readonly position?: ColumnPosition | undefined;
}

export type ColumnPosition = { readonly first: true } | { readonly after: string };

export interface TableConstraint {
  readonly constraintType: 'check' | 'unique' | 'primaryKey' | 'foreignKey';
  readonly name?: string | undefined;
  readonly columns: readonly string[];
  readonly checkSql?: string | undefined;
  readonly references?: { readonly table: MultipartName; readonly columns: readonly string[] } | undefined;
  readonly enforced?: boolean | undefined;
  readonly rely?: boolean | undefined;
}

/** `PARTITIONED BY (a, days(ts))`: a column, or a function of one. */
export interface PartitionTransform {
  readonly name: string;
  readonly arguments: readonly (MultipartName | { readonly literal: unknown })[];
}

/** What stands between the columns and the query of CREATE TABLE. */
export interface TableClauses {
  readonly provider?: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly partitioning: readonly PartitionTransform[];
  readonly partitionColumns: readonly ColumnDefinition[];
  readonly bucketSpec?:
    | { readonly columns: readonly string[]; readonly sortColumns: readonly string[]; readonly numBuckets: number }
    | undefined;
  readonly clusterBy?: readonly MultipartName[] | undefined;
  readonly location?: string | undefined;
  readonly comment?: string | undefined;
  readonly collation?: string | undefined;
  readonly properties: Properties;
  /** STORED AS and ROW FORMAT, which are Hive's. */
  readonly storage?: Properties | undefined;
}

/** PARTITION (a = 1, b): a key without a value is undefined. */
export type PartitionSpec = Readonly<Record<string, Expression | undefined>>;

type C<K extends string, F = unknown> = NodeBase & { readonly kind: K } & Readonly<F>;
/** `nameOrigin`: where the name stands, for errors about it. */
type Named<K extends string, F = unknown> = C<K, F & { readonly name: MultipartName; readonly nameOrigin?: NodeBase['origin'] }>;
type Pattern = { readonly pattern?: string | undefined };

export type ViewCommand =
  | Named<
      'createView',
      {
        viewType: 'persisted' | 'localTemp' | 'globalTemp';
        columns: readonly { readonly name: string; readonly comment?: string | undefined }[];
        comment?: string | undefined;
        collation?: string | undefined;
        properties: Properties;
        query: Relation;
        /** The text of the query, as the catalog keeps it. */
        originalText?: string | undefined;
        allowExisting: boolean;
        replace: boolean;
        schemaMode?: 'binding' | 'compensation' | 'evolution' | 'typeEvolution' | undefined;
      }
    >
  | Named<'createMetricView', { yaml: string; allowExisting: boolean; replace: boolean }>
  | Named<
      'createTempViewUsing',
      { schemaDdl?: DataType | undefined; provider: string; options: Properties; replace: boolean; isGlobal: boolean }
    >
  | Named<'dropView', { ifExists: boolean }>
  | Named<'alterViewQuery', { query: Relation; originalText: string }>
  | Named<'alterViewSchemaBinding', { schemaMode: string }>;

export type TableCommand =
  | Named<
      'createTable',
      {
        columns: readonly ColumnDefinition[];
        constraints: readonly TableConstraint[];
        clauses: TableClauses;
        query?: Relation | undefined;
        isExternal: boolean;
        ifNotExists: boolean;
      }
    >
  | Named<
      'replaceTable',
      {
        columns: readonly ColumnDefinition[];
        constraints: readonly TableConstraint[];
        clauses: TableClauses;
        query?: Relation | undefined;
        orCreate: boolean;
      }
    >
  | Named<'createTableLike', { source: MultipartName; clauses: TableClauses; ifNotExists: boolean }>
  | Named<'dropTable', { ifExists: boolean; purge: boolean }>
  | Named<'renameTable', { newName: MultipartName; isView: boolean }>
  | Named<'setTableProperties', { properties: Properties; isView: boolean }>
  | Named<'unsetTableProperties', { keys: readonly string[]; ifExists: boolean; isView: boolean }>
  | Named<'setTableSerDe', { serde?: string | undefined; properties: Properties; partition?: PartitionSpec | undefined }>
  | Named<'setTableLocation', { location: string; partition?: PartitionSpec | undefined }>
  | Named<'setTableCollation', { collation: string }>
  | Named<'alterTableClusterBy', { columns: readonly MultipartName[] }>
  | Named<'addColumns', { columns: readonly ColumnDefinition[] }>
  | Named<'replaceColumns', { columns: readonly ColumnDefinition[]; partition?: PartitionSpec | undefined }>
  | Named<'renameColumn', { column: MultipartName; newName: string }>
  | Named<'dropColumns', { columns: readonly MultipartName[]; ifExists: boolean }>
  | Named<'alterColumns', { changes: readonly ColumnChange[] }>
  | Named<'addConstraint', { constraint: TableConstraint }>
  | Named<'dropConstraint', { constraint: string; ifExists: boolean; cascade: boolean }>
  | Named<
      'addPartitions',
      { partitions: readonly { readonly spec: PartitionSpec; readonly location?: string | undefined }[]; ifNotExists: boolean }
    >
  | Named<'dropPartitions', { partitions: readonly PartitionSpec[]; ifExists: boolean; purge: boolean }>
  | Named<'renamePartition', { from: PartitionSpec; to: PartitionSpec }>
  | Named<'recoverPartitions'>
  | Named<'repairTable', { enableAdd: boolean; enableDrop: boolean }>
  | Named<'truncateTable', { partition?: PartitionSpec | undefined }>
  | Named<'loadData', { path: string; isLocal: boolean; isOverwrite: boolean; partition?: PartitionSpec | undefined }>
  | Named<'createIndex', { index: string; indexType: string; columns: readonly MultipartName[]; options: Properties; ifNotExists: boolean }>
  | Named<'dropIndex', { index: string; ifExists: boolean }>
  | Named<
      'analyzeTable',
      { partition?: PartitionSpec | undefined; noScan: boolean; columns?: readonly string[] | undefined; allColumns: boolean }
    >
  | C<'analyzeTables', { namespace?: MultipartName | undefined; noScan: boolean }>;

export interface ColumnChange {
  readonly column: MultipartName;
  readonly dataType?: DataType | undefined;
  readonly nullable?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly position?: ColumnPosition | undefined;
  /** An empty text drops the default. */
  readonly defaultSql?: string | undefined;
  /** CHANGE of Hive names the column again. */
  readonly newName?: string | undefined;
}

export type NamespaceCommand =
  | Named<'createNamespace', { ifNotExists: boolean; properties: Properties }>
  | Named<'dropNamespace', { ifExists: boolean; cascade: boolean }>
  | Named<'setNamespaceProperties', { properties: Properties }>
  | Named<'unsetNamespaceProperties', { keys: readonly string[] }>
  | Named<'setNamespaceLocation', { location: string }>
  | Named<'setNamespaceCollation', { collation: string }>
  /** `USE name`, which may be a catalog; `USE SCHEMA name` may not. */
  | Named<'use', { isNamespace: boolean }>
  | Named<'setCatalog'>;

export type FunctionCommand =
  | Named<
      'createFunction',
      {
        className: string;
        resources: readonly { readonly type: string; readonly uri: string }[];
        isTemp: boolean;
        ifNotExists: boolean;
        replace: boolean;
      }
    >
  | Named<
      'createSqlFunction',
      {
        /** None: `()` was left away. */
        parameters: readonly ColumnDefinition[];
        returnType?: DataType | undefined;
        /** The columns of RETURNS TABLE. */
        returnColumns?: DataType | undefined;
        isTable: boolean;
        body: Expression | Relation;
        bodyText: string;
        comment?: string | undefined;
        collation?: string | undefined;
        isDeterministic?: boolean | undefined;
        containsSql?: boolean | undefined;
        language?: string | undefined;
        isTemp: boolean;
        ifNotExists: boolean;
        replace: boolean;
      }
    >
  | Named<'dropFunction', { isTemp: boolean; ifExists: boolean }>
  | Named<'refreshFunction'>
  | Named<'call', { arguments: readonly Expression[] }>;

export type ShowCommand =
  | C<'showNamespaces', Pattern & { namespace?: MultipartName | undefined }>
  | C<'showTables', Pattern & { namespace?: MultipartName | undefined; asJson: boolean }>
  | C<
      'showTableExtended',
      { namespace?: MultipartName | undefined; pattern: string; partition?: PartitionSpec | undefined; asJson: boolean }
    >
  | C<'showViews', Pattern & { namespace?: MultipartName | undefined }>
  | C<
      'showFunctions',
      Pattern & { namespace?: MultipartName | undefined; scope: 'all' | 'user' | 'system'; function?: MultipartName | undefined }
    >
  | C<'showProcedures', { namespace?: MultipartName | undefined }>
  | C<'showCatalogs', Pattern>
  | C<'showCollations', Pattern>
  | C<'showCurrentNamespace'>
  | Named<'showColumns', { namespace?: MultipartName | undefined }>
  | Named<'showPartitions', { partition?: PartitionSpec | undefined; asJson: boolean }>
  | Named<'showTableProperties', { key?: string | undefined }>
  | Named<'showCreateTable', { asSerde: boolean }>;

export type DescribeCommand =
  | Named<'describeFunction', { isExtended: boolean }>
  | Named<'describeNamespace', { isExtended: boolean }>
  | Named<'describeProcedure'>
  | Named<'describeRelation', { isExtended: boolean; partition?: PartitionSpec | undefined; asJson: boolean }>
  | Named<'describeColumn', { column: MultipartName; isExtended: boolean; asJson: boolean }>
  | C<'describeQuery', { query: Relation; originalText: string }>
  | C<
      'explain',
      { mode: 'simple' | 'extended' | 'codegen' | 'cost' | 'formatted'; plan: LogicalPlan; isLogicalOnly?: boolean | undefined }
    >;

export type CommentCommand =
  | Named<'commentOnNamespace', { comment: string }>
  | Named<'commentOnTable', { comment: string }>
  | Named<'commentOnColumns', { columns: readonly { readonly column: MultipartName; readonly comment: string }[] }>;

/** INSERT, UPDATE, DELETE, MERGE. The table is a relation, so that it may have an alias. */
export type DmlCommand =
  | C<
      'insertInto',
      {
        table: Relation;
        query: Relation;
        columns: readonly string[];
        byName: boolean;
        partition: PartitionSpec;
        overwrite: boolean;
        ifPartitionNotExists: boolean;
        withSchemaEvolution: boolean;
        /** REPLACE WHERE, REPLACE ON. */
        replaceCondition?: Expression | undefined;
        replaceUsing?: readonly string[] | undefined;
      }
    >
  | C<
      'insertIntoDirectory',
      { path?: string | undefined; isLocal: boolean; provider?: string | undefined; options: Properties; query: Relation }
    >
  | C<'multiInsert', { inserts: readonly Command[] }>
  | C<'deleteFrom', { table: Relation; condition?: Expression | undefined }>
  | C<'update', { table: Relation; assignments: readonly Assignment[]; condition?: Expression | undefined }>
  | C<
      'mergeInto',
      {
        target: Relation;
        source: Relation;
        condition: Expression;
        matched: readonly MergeAction[];
        notMatched: readonly MergeAction[];
        notMatchedBySource: readonly MergeAction[];
        withSchemaEvolution: boolean;
      }
    >
  | C<'withCommand', { definitions: readonly CteDefinition[]; isRecursive: boolean; command: Command }>;

export type CacheCommand =
  | Named<'cacheTable', { isLazy: boolean; options: Properties; query?: Relation | undefined; originalText?: string | undefined }>
  | Named<'uncacheTable', { ifExists: boolean }>
  | C<'clearCache'>
  | Named<'refreshTable'>
  | C<'refreshResource', { path: string }>
  | C<'manageResource', { operation: 'add' | 'list'; resourceType: string; paths: readonly string[] }>;

export type SessionCommand =
  /** `SET`, `SET -v`, `SET key`, `SET key = value`. */
  | C<'set', { key?: string | undefined; value?: string | undefined; isVerbose: boolean }>
  | C<'reset', { key?: string | undefined }>
  | C<'setTimeZone', { timeZone?: string | undefined }>
  | C<'setPath', { elements: readonly MultipartName[] }>
  | C<
      'declareVariable',
      {
        names: readonly MultipartName[];
        dataType?: DataType | undefined;
        defaultExpression?: Expression | undefined;
        defaultSql?: string | undefined;
        replace: boolean;
      }
    >
  | Named<'dropVariable', { ifExists: boolean }>
  | C<'setVariable', { assignments: readonly Assignment[] }>
  | C<'setVariableFromQuery', { variables: readonly MultipartName[]; query: Relation }>
  | C<'executeImmediate', { query: Expression; into: readonly MultipartName[]; using: readonly Expression[] }>;

/** A statement of a SQL script, BEGIN ... END. */
export type ScriptCommand =
  | C<'compound', { label?: string | undefined; statements: readonly LogicalPlan[]; isScope: boolean }>
  | C<'ifElse', { conditions: readonly Expression[]; blocks: readonly Command[]; elseBlock?: Command | undefined }>
  | C<
      'caseStatement',
      { operand?: Expression | undefined; conditions: readonly Expression[]; blocks: readonly Command[]; elseBlock?: Command | undefined }
    >
  | C<'while', { label?: string | undefined; condition: Expression; body: Command }>
  | C<'repeat', { label?: string | undefined; condition: Expression; body: Command }>
  | C<'loop', { label?: string | undefined; body: Command }>
  | C<'for', { label?: string | undefined; variable?: string | undefined; query: Relation; body: Command }>
  | C<'leave', { label: string }>
  | C<'iterate', { label: string }>
  | C<'declareCondition', { conditionName: string; sqlState: string }>
  | C<'declareHandler', { handlerType: 'exit' | 'continue'; conditions: readonly HandlerCondition[]; body: Command }>
  | C<'declareCursor', { cursor: string; query: Relation; isAsensitive: boolean }>
  | C<'openCursor', { cursor: MultipartName; using: readonly Expression[] }>
  | C<'fetchCursor', { cursor: MultipartName; into: readonly MultipartName[] }>
  | C<'closeCursor', { cursor: MultipartName }>;

export type HandlerCondition =
  | { readonly sqlState: string }
  | { readonly conditionName: string }
  | { readonly category: 'sqlException' | 'notFound' };

/** `IDENTIFIER(expression)` as the name in a command. */
export type IdentifierClauseCommand = C<
  'identifierClauseCommand',
  { identifier: Expression; build: (nameParts: MultipartName) => LogicalPlan }
>;

export type Command =
  | ViewCommand
  | TableCommand
  | NamespaceCommand
  | FunctionCommand
  | ShowCommand
  | DescribeCommand
  | CommentCommand
  | DmlCommand
  | CacheCommand
  | SessionCommand
  | ScriptCommand
  | IdentifierClauseCommand;

export type CommandKind = Command['kind'];

/** The command of one kind: `CommandOf<'createView'>`. */
export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;
