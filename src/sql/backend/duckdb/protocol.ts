/**
 * Messages between the driver and the sql thread. Expressions and values cross in the form of `wire.ts`.
 *
 *     driver  --SqlRequest-->  sql thread
 *             <--SqlReply--
 */
import type { AccumulatorUpdates, ConsoleProgress, ErrorData } from '../../../threads/protocol.js';
import type { LocalRelationPlan } from '../../analyzer/typed-plan.js';
import type { TypeJson } from '../../types/index.js';
import type { ColumnData, RowBatch } from '../../values/column-data.js';
import type { FileScanData } from './file-scan.js';
import type { FunctionThreadData } from './function-protocol.js';
import type { Wire } from './wire.js';

/** Rows of the driver that a query reads as a table. */
export interface LocalTable {
  readonly name: string;
  readonly plan: LocalRelationPlan;
}

/** What a value depends on besides its expression. */
export interface SettingsData {
  readonly ansi: boolean;
  readonly timeZone: string;
  readonly nowMicros: bigint;
  readonly user: string;
  readonly catalog: string;
  readonly database: string;
  readonly conf: Readonly<Record<string, string>>;
}

export interface ProgramData {
  /** Its name in the text of the query. */
  readonly name: string;
  readonly program: Wire;
  readonly isDeterministic: boolean;
  /** It runs in the function thread, which can be ended. */
  readonly isHosted: boolean;
}

export interface TableData {
  readonly name: string;
  readonly types: readonly TypeJson[];
  readonly columns: readonly ColumnData[];
  readonly rowCount: number;
}

export interface QueryRequest {
  readonly type: 'query';
  readonly id: number;
  readonly sql: string;
  readonly programs: readonly ProgramData[];
  readonly tables: readonly TableData[];
  readonly scans: readonly FileScanData[];
  readonly joinCount: number;
  readonly settings: SettingsData;
  readonly outputTypes: readonly TypeJson[];
}

export type SqlRequest =
  | QueryRequest
  /** A statement without a result, such as COPY. */
  | (Omit<QueryRequest, 'type'> & { readonly type: 'execute' })
  | { readonly type: 'interrupt'; readonly id: number }
  | { readonly type: 'close' };

export type SqlReply =
  | BatchReply
  | QueryReply
  /** DuckDB is gone. */
  | { readonly type: 'closed' };

/** Some of the rows, while the next are made ready. */
export interface BatchReply {
  readonly type: 'batch';
  readonly id: number;
  readonly batch: RowBatch;
}

/** How a query ends. */
export type QueryReply =
  /** The last rows. */
  | { readonly type: 'rows'; readonly id: number; readonly batch: RowBatch; readonly accumulators: AccumulatorUpdates }
  | ({ readonly id: number } & ProgramError)
  /** An error of DuckDB. */
  | { readonly type: 'engineError'; readonly id: number; readonly message: string; readonly isInterrupted: boolean };

export type ProgramError =
  /** The evaluator's own error, which is Spark's. */
  | { readonly type: 'sparkError'; readonly error: SparkErrorData }
  /** A bug. */
  | { readonly type: 'failure'; readonly error: ErrorData };

export interface SparkErrorData {
  readonly name: string;
  readonly message: string;
  readonly condition?: string | undefined;
  readonly sqlState?: string | undefined;
  readonly messageParameters: Readonly<Record<string, string>>;
  /** What a function of the person threw. */
  readonly cause?: ErrorData | undefined;
}

export interface SqlThreadData {
  readonly threads: number;
  readonly memoryLimit?: string | undefined;
  readonly tempDirectory: string;
  readonly functions: FunctionThreadData;
  /** Where the progress of long queries is shown, when it is. */
  readonly progress?: ConsoleProgress | undefined;
}
