/** Relations that rows start from: tables, files, rows in the query, functions that give rows. */
import type { DataType, StructType } from '../types/index.js';
import type { Expression } from './expressions.js';
import type { MultipartName, NodeBase, Properties } from './node.js';

export interface RelationBase extends NodeBase {
  /** The DataFrame that made it, for `df.col`. */
  readonly planId?: number | undefined;
}

/** A table, a view, or a CTE, by name. */
export interface UnresolvedRelation extends RelationBase {
  readonly kind: 'unresolvedRelation';
  readonly nameParts: MultipartName;
  readonly options?: Properties | undefined;
  readonly isStreaming?: boolean | undefined;
}

/** `spark.read.format(...).load(...)`. */
export interface DataSource extends RelationBase {
  readonly kind: 'dataSource';
  readonly format?: string | undefined;
  readonly schema?: StructType | undefined;
  readonly options: Properties;
  readonly paths: readonly string[];
  readonly isStreaming?: boolean | undefined;
}

/** Rows that the driver holds, one array of literal values a row (`Literal` says in which form). */
export interface LocalRelation extends RelationBase {
  readonly kind: 'localRelation';
  readonly schema: StructType;
  readonly rows: readonly (readonly unknown[])[];
}

/** The one row without columns that SELECT without FROM reads. */
export interface OneRowRelation extends RelationBase {
  readonly kind: 'oneRow';
}

/** VALUES: rows of expressions. */
export interface InlineTable extends RelationBase {
  readonly kind: 'inlineTable';
  readonly columnNames: readonly string[];
  readonly rows: readonly (readonly Expression[])[];
}

export interface Range extends RelationBase {
  readonly kind: 'range';
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
  readonly numPartitions?: number | undefined;
}

export interface TableValuedFunction extends RelationBase {
  readonly kind: 'tableValuedFunction';
  readonly nameParts: MultipartName;
  readonly arguments: readonly Expression[];
  readonly isStreaming?: boolean | undefined;
}

/** UNNEST(a, b) WITH ORDINALITY. */
export interface Unnest extends RelationBase {
  readonly kind: 'unnest';
  readonly arguments: readonly Expression[];
  readonly withOrdinality: boolean;
}

export interface JsonTable extends RelationBase {
  readonly kind: 'jsonTable';
  readonly json: Expression;
  readonly rowPath: string;
  readonly columns: readonly JsonTableColumn[];
  readonly errorOnError: boolean;
}

export interface JsonTableColumn {
  readonly columnType: 'ordinality' | 'exists' | 'value';
  readonly name: string;
  readonly dataType?: DataType | undefined;
  readonly path?: string | undefined;
}

/** `spark.sql(text)` with arguments, as a relation of a larger plan. */
export interface SqlRelation extends RelationBase {
  readonly kind: 'sql';
  readonly query: string;
  readonly namedArguments: Readonly<Record<string, Expression>>;
  readonly positionalArguments: readonly Expression[];
}

export type SourceRelation =
  | UnresolvedRelation
  | DataSource
  | LocalRelation
  | OneRowRelation
  | InlineTable
  | Range
  | TableValuedFunction
  | Unnest
  | JsonTable
  | SqlRelation;
