import type { ChannelEnd } from '../threads/channel.js';
import type { ConsoleProgress } from '../threads/protocol.js';

/** What the ui thread is started with. */
export interface UiData extends ConsoleProgress {
  /** Where the scheduler's events arrive. */
  readonly events: ChannelEnd;
}
