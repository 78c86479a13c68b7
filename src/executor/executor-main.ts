/**
 * An executor's thread. It takes task numbers from the queues of the stages that it has been told of, first come first served, and
 * reports what it has done: the first tasks of a run at once, for somebody may wait for them while a long one runs; then in batches,
 * when tasks are tiny. Between tasks it looks at its
 * inbox; with nothing to do it returns to its event loop, so timers and promises of closures run.
 */
import type { ExecutorCommand, ExecutorData, ExecutorReport, TaskCompletion } from '../threads/protocol.js';
import { SharedConsole } from '../threads/shared-console.js';
import { threadData } from '../threads/thread.js';
import { installConsole } from './console.js';
import { ExecutorEnv } from './executor-env.js';
import { inFairOrder } from './stage-order.js';
import { StageRunner } from './stage-runner.js';

/** Completions are held back no longer than this. */
const REPORT_INTERVAL_MS = 4;
/** Tasks of a run whose completions are not held back. */
const REPORTED_AT_ONCE = 32;

const { data, channel } = threadData<ExecutorData, ExecutorCommand, ExecutorReport>();
installConsole(new SharedConsole(data.console));
const env = new ExecutorEnv(data, () => channel.send({ type: 'folderMade' }));
const isFair = data.conf['spark.scheduler.mode']?.toUpperCase() === 'FAIR';
const runners = new Map<number, StageRunner>();
let completions: TaskCompletion[] = [];
let reportedRun = -1;
/** Tasks of `reportedRun` that this executor has run. */
let ranCount = 0;
let lastReportMs = 0;

function handle(command: ExecutorCommand): void {
  switch (command.type) {
    case 'runStage':
      runners.set(command.run.runId, new StageRunner(command.run, env));
      return;
    case 'forgetStage':
      runners.delete(command.runId);
      return;
    case 'dropRdds':
      return env.blocks.drop(command.rddIds);
    case 'dropBroadcast':
      return env.dropBroadcast(command.broadcastId);
  }
}

function report(): void {
  if (completions.length > 0) channel.send({ type: 'tasksDone', runId: reportedRun, completions });
  completions = [];
  lastReportMs = performance.now();
}

/** Runs tasks until no queue has one for us. */
function work(): void {
  lastReportMs = performance.now();
  for (;;) {
    for (let command = channel.receiveNow(); command !== undefined; command = channel.receiveNow()) handle(command);
    const completion = runOne();
    if (completion === undefined) break;
    completions.push(completion);
    if (++ranCount <= REPORTED_AT_ONCE || performance.now() - lastReportMs > REPORT_INTERVAL_MS) report();
  }
  report();
}

function runOne(): TaskCompletion | undefined {
  for (const runner of isFair && runners.size > 1 ? inFairOrder(runners.values()) : runners.values()) {
    const { runId } = runner;
    const task = runner.queue.take(data.slot, data.executorId);
    if (task === -1) continue;
    if (runId !== reportedRun) {
      report();
      reportedRun = runId;
      ranCount = 0;
    }
    const completion = runner.run(task);
    runner.queue.countDone();
    return completion;
  }
  return undefined;
}

channel.listen(command => {
  handle(command);
  work();
});
