/** What analysis asks of the session. */

import type { FunctionRecord } from '../functions/function-record.js';
import type { Expression, Relation, UserDefinedFunction } from '../plan/index.js';
import type { DataType, StructType } from '../types/index.js';
import type { CallSettings } from './analyze-call.js';
import type { Analyzer } from './analyzer.js';
import type { ScannedFile } from './file-metadata.js';
import type { Attribute, TypedExpression } from './typed-expression.js';
import type { ScanPlan, TypedPlan } from './typed-plan.js';

/** What a name of FROM stands for. */
export type NamedRelation =
  /** A view: its query, analyzed anew each time, under its own settings. */
  | {
      readonly kind: 'view';
      readonly qualifier: readonly string[];
      /** Names, types and comments that the view was created with; temporary views have none. */
      readonly schema?: StructType | undefined;
      readonly columnNames?: readonly string[] | undefined;
      readonly schemaMode?: 'binding' | 'compensation' | 'evolution' | 'typeEvolution' | undefined;
      /** What the columns of the query were called; they are found by these names. */
      readonly queryColumns?: readonly string[] | undefined;
      /** The query, for what errors propose. */
      readonly text?: string | undefined;
      readonly objectName: string;
      /** Made by a statement, not of a DataFrame. */
      readonly isSql: boolean;
      /** Resolves the query of the view, in the namespace that it was created in. */
      readonly analyze: (analyzer: Analyzer, analyze: (query: Relation) => TypedPlan) => TypedPlan;
    }
  | { readonly kind: 'table'; readonly qualifier: readonly string[]; readonly plan: (newId: () => number) => TypedPlan };

export interface AnalyzerSession extends CallSettings {
  readonly isCaseSensitive: boolean;
  newId(): number;
  conf(key: string): string | undefined;
  /** Undefined when there is no such table or view. */
  lookupRelation(nameParts: readonly string[]): NamedRelation | undefined;
  tableNotFound(nameParts: readonly string[], origin: Relation['origin']): Error;
  /** Functions of the person, before those that are built in when the name has one part. */
  lookupFunction(nameParts: readonly string[]): FunctionRecord | undefined;
  functionNotFound(nameParts: readonly string[], origin: Relation['origin']): Error;
  lookupVariable(nameParts: readonly string[]): TypedExpression | undefined;
  parseMultipartIdentifier(text: string): readonly string[];
  /** CHAR and VARCHAR are strings in casts, but in a few settings. */
  castTarget(type: DataType): DataType;
  /** Aggregates and windows are allowed in some pipes only. */
  checkPipe(expression: Extract<Expression, { kind: 'pipeExpression' }>, child: TypedExpression): TypedExpression;
  userDefinedFunction(expression: UserDefinedFunction, args: readonly TypedExpression[]): TypedExpression;
  parseExpression(text: string): Expression;
  parseQuery(text: string): Relation;
  /** A scan of files: `format`.`path`, spark.read. */
  dataSource(relation: Extract<Relation, { kind: 'dataSource' }>): TypedPlan;
  /** The files of a scan, one by one. */
  filesOf(scan: ScanPlan): readonly ScannedFile[];
  /** The columns of a DataFrame by its plan id. */
  outputOfPlan(planId: number): readonly Attribute[] | undefined;
}
