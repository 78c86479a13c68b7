import type { ChannelEnd } from '../threads/channel.js';

/** What the ui thread is started with. */
export interface UiData {
  /** The terminal, see `threads/shared-console.ts`. */
  readonly console: SharedArrayBuffer;
  /** Where the scheduler's events arrive. */
  readonly events: ChannelEnd;
  /** Width of the terminal. */
  readonly columns: number;
  readonly updateIntervalMs: number;
}
