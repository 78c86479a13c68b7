/** The ui thread: reads the scheduler's events, draws the progress bar. */
import type { SchedulerEvent } from '../scheduler/events.js';
import { openChannel } from '../threads/channel.js';
import { SharedConsole } from '../threads/shared-console.js';
import { threadData } from '../threads/thread.js';
import { ConsoleProgressBar } from './console-progress-bar.js';
import type { UiData } from './ui-data.js';

const { data } = threadData<UiData, never, never>();
const bar = new ConsoleProgressBar(new SharedConsole(data.console), data.columns);
openChannel<readonly SchedulerEvent[], never>(data.events).listen(events => {
  for (const event of events) bar.receive(event, Date.now());
});
setInterval(() => bar.refresh(Date.now()), data.updateIntervalMs);
