/**
 * Messages between the sql thread and the function thread, which runs the person's functions, and the keeper that starts and ends it.
 *
 *     sql thread  --FunctionRequest-->  function thread
 *                 <--FunctionReply--
 *     sql thread  --KeeperRequest-->    keeper
 *                 <--KeeperReply--
 */
import type { ChannelEnd } from '../../../threads/channel.js';
import type { AccumulatorUpdates } from '../../../threads/protocol.js';
import type { ColumnData } from '../../values/column-data.js';
import type { ProgramError, SettingsData } from './protocol.js';
import type { Wire } from './wire.js';

/** What a function thread knows of its surroundings. */
export interface FunctionThreadData {
  /** The lock of the console, see `executor/console.ts`. */
  readonly console: SharedArrayBuffer;
  /** Of its heap. */
  readonly maxHeapMb: number;
  /** `SparkFiles.getRootDirectory()` */
  readonly filesDirectory: string | undefined;
}

export type FunctionRequest =
  | { readonly type: 'define'; readonly id: number; readonly program: Wire; readonly settings: SettingsData }
  | { readonly type: 'forget'; readonly id: number }
  | { readonly type: 'run'; readonly id: number; readonly columns: readonly ColumnData[]; readonly rowCount: number }
  /** What functions have added to accumulators since the last time. */
  | { readonly type: 'takeUpdates' };

export type FunctionReply =
  | { readonly type: 'column'; readonly column: ColumnData }
  | { readonly type: 'updates'; readonly updates: AccumulatorUpdates }
  | ProgramError;

export interface FunctionMainData extends FunctionThreadData {
  readonly end: ChannelEnd;
}

export type KeeperRequest =
  | { readonly type: 'start'; readonly generation: number; readonly end: ChannelEnd }
  /** Wherever it is, also in an endless loop. */
  | { readonly type: 'end'; readonly generation: number };

/** A function thread has ended by itself. */
export interface KeeperReply {
  readonly generation: number;
  readonly reason: string;
}
