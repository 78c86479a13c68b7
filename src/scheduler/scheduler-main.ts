/** The scheduler's thread: messages of the driver in, messages to the driver and to listeners out. */
import { type Channel, openChannel } from '../threads/channel.js';
import { sweepLocalDirectories } from '../threads/local-directories.js';
import type { DriverMessage, SchedulerData, SchedulerMessage } from '../threads/protocol.js';
import { threadData } from '../threads/thread.js';
import { DagScheduler } from './dag-scheduler.js';
import type { SchedulerEvent } from './events.js';

const { data, channel } = threadData<SchedulerData, DriverMessage, SchedulerMessage>();
void sweepLocalDirectories(data.conf['spark.local.dir']);
const listeners: Channel<never, readonly SchedulerEvent[]>[] = [];
let driverListens = false;

const scheduler = new DagScheduler(
  data,
  message => channel.send(message),
  events => {
    for (const listener of listeners) listener.send(events);
    if (driverListens) channel.send({ type: 'events', events });
  },
);

function handle(message: DriverMessage): void {
  switch (message.type) {
    case 'startExecutors':
      return scheduler.startExecutors();
    case 'submitJob':
      return scheduler.submitJob(message.job);
    case 'cancelJobs':
      return scheduler.cancelJobs(message.jobIds, message.reason);
    case 'cancelStage':
      return scheduler.cancelStage(message.stageId, message.reason);
    case 'unpersist':
      return scheduler.unpersist(message.rddIds);
    case 'forgetShuffles':
      return scheduler.forgetShuffles(message.shuffleIds);
    case 'destroyBroadcast':
      return scheduler.destroyBroadcast(message.broadcastId);
    case 'storageInfo':
      return channel.send({ type: 'reply', requestId: message.requestId, reply: scheduler.storageInfo() });
    case 'jobInfo':
      return channel.send({ type: 'reply', requestId: message.requestId, reply: scheduler.jobInfo() });
    case 'killExecutor':
      return scheduler.killExecutor(message.slot, message.afterMs);
    case 'debugInfo':
      return channel.send({ type: 'reply', requestId: message.requestId, reply: scheduler.debugInfo() });
    case 'addListener':
      scheduler.hasListeners = true;
      if (message.end === 'driver') driverListens = true;
      else listeners.push(openChannel(message.end));
      return;
    case 'stop':
      void scheduler.stop().then(() => {
        channel.send({ type: 'reply', requestId: message.requestId, reply: undefined });
        for (const listener of listeners) listener.close();
        channel.close();
      });
  }
}

channel.listen(handle);
