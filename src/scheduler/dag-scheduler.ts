/**
 * Jobs to stages to tasks: what Spark's DAGScheduler and TaskScheduler do, in one place, as handlers of events on one thread.
 *
 * Vocabulary. A *job* is one action: the driver sends the whole lineage of the RDD with it. The lineage is cut at its shuffles into
 * *stages*: map stages, one a shuffle, known by their shuffle id for as long as the driver holds the RDD behind it; and the result
 * stage of the job. A stage has a *task* a partition. A *run* hands some tasks of a stage to the executors: one message to each and a
 * queue in shared memory that they take task indices from. A stage runs again, for the missing tasks only, when an executor was lost.
 *
 * On failure. A task that fails `maxTaskFailures` times fails its stage and every job that needs it, with the closure's own error. A
 * lost executor is replaced by its pool; the tasks it had taken run again and do not count as failed, unless it died of what it ran
 * (out of heap) or a task has lost `MAX_LOSSES` executors. Map outputs lie in shared memory and survive; cached partitions do not, and
 * are computed again from the lineage. A task that finds a shuffle missing (its cached shortcut is gone) sends its stage back to
 * waiting, and all parents run first, whatever is cached: so a stage is sent back for a cached partition once. A killed run that does not stop by itself within `KILL_GRACE_MS` takes its executors with it.
 *
 * Whoever edits: results of a task count once (`Stage.isMissing`), however often it ran; nothing here may block; each handler ends
 * with `#flush`; a job that has ended holds no lineage any more (`#endJob`), so that 10,000 jobs cost nothing.
 */
import type { MapOutput, MapOutputName } from '../executor/shuffle/map-output.js';
import type { ShuffleNode } from '../rdd/lineage.js';
import { removeLocalDirectories } from '../threads/local-directories.js';
import { offHeapBytes } from '../threads/memory-settings.js';
import { OffHeapBudget } from '../threads/off-heap-budget.js';
import type {
  ErrorData,
  JobInfo,
  JobRequest,
  RddStorageInfo,
  SchedulerData,
  SchedulerDebugInfo,
  SchedulerMessage,
  StageRun,
  TaskCompletion,
  TasksDone,
  TaskValue,
} from '../threads/protocol.js';
import { TaskQueue } from '../threads/task-queue.js';
import { CacheTracker } from './cache-tracker.js';
import type { SchedulerEvent } from './events.js';
import { type Executor, ExecutorPool } from './executor-pool.js';
import { cancellation, shutDown, stageFailure } from './job-errors.js';
import { narrowParentsOf, parentPartitionsOf, shufflesOf, stageNodesOf } from './lineage-stages.js';
import { MapOutputs } from './map-outputs.js';
import { type Job, jobInfoOf, parentsByShuffle, type Run, Stage } from './stage.js';

/** A task that was running on this many executors when they died is what kills them. */
const MAX_LOSSES = 4;
/** How long a killed task may take to stop by itself. */
const KILL_GRACE_MS = 200;
/** Spark's `spark.stage.maxConsecutiveAttempts`. */
const MAX_FETCH_FAILURES = 4;
/** Ended jobs that `:jobs` still lists. */
const RETAINED_JOBS = 1000;

export class DagScheduler {
  readonly #data: SchedulerData;
  readonly #send: (message: SchedulerMessage) => void;
  readonly #emit: (events: readonly SchedulerEvent[]) => void;
  readonly #pool: ExecutorPool;
  readonly #cache = new CacheTracker();
  readonly #jobs = new Map<number, Job>();
  readonly #endedJobs: JobInfo[] = [];
  readonly #shuffleIdToMapStage = new Map<number, Stage>();
  readonly #runs = new Map<number, Run>();
  readonly #outputs: MapOutputs;
  #events: SchedulerEvent[] = [];
  #nextStageId = 0;
  #nextRunId = 0;
  #nextTaskId = 0;
  /** Whether anybody listens; events of single tasks are made only then. */
  hasListeners = false;

  constructor(data: SchedulerData, send: (message: SchedulerMessage) => void, emit: (events: readonly SchedulerEvent[]) => void) {
    this.#data = data;
    this.#send = send;
    this.#emit = emit;
    const budget = OffHeapBudget.create(data.executorCount, offHeapBytes(data.conf, data.executorCount));
    this.#outputs = new MapOutputs(budget);
    this.#pool = new ExecutorPool(data, budget, {
      reported: (executor, report) => this.#handleReport(executor, report),
      lost: (executor, reason, fatal) => this.#handleLoss(executor, reason, fatal),
      added: executor => {
        this.#event({ type: 'executorAdded', timeMs: Date.now(), executorId: executor.id });
        for (const run of this.#runs.values()) executor.thread.channel.send({ type: 'runStage', run: run.message });
      },
    });
  }

  startExecutors(): void {
    this.#pool.start();
    this.#flush();
  }

  submitJob(request: JobRequest): void {
    this.#pool.start();
    const job: Job = {
      request,
      lineage: new Map(request.nodes.map(node => [node.id, node])),
      startTimeMs: Date.now(),
      stages: new Set(),
      unfinished: request.partitions.length,
      cancelReason: undefined,
    };
    this.#jobs.set(request.jobId, job);
    const parents = this.#parentStages(request.finalRdd, job);
    const stage = new Stage(this.#nextStageId++, request.finalRdd, job.lineage, request.partitions, undefined, parents);
    this.#addToJob(stage, job);
    this.#event({
      type: 'jobStart',
      jobId: request.jobId,
      timeMs: job.startTimeMs,
      description: request.description,
      stageIds: [...job.stages].map(each => each.id),
      properties: request.properties,
    });
    if (request.partitions.length === 0) this.#endJob(job, undefined);
    else this.#submitStage(stage);
    this.#flush();
  }

  cancelJobs(jobIds: readonly number[] | 'all', reason: string): void {
    const jobs = jobIds === 'all' ? [...this.#jobs.values()] : jobIds.flatMap(id => this.#jobs.get(id) ?? []);
    for (const job of jobs) {
      if (job.cancelReason !== undefined) continue;
      job.cancelReason = reason;
      const runs = this.#runsOnlyFor(job);
      for (const run of runs) run.queue.kill();
      this.#whenStopped(runs, replaced => {
        this.#endJob(job, cancellation(job, reason, replaced));
        this.#flush();
      });
    }
    this.#flush();
  }

  /** Cancels every job that needs the stage. */
  cancelStage(stageId: number, reason: string): void {
    const jobs = [...this.#jobs.values()].filter(job => [...job.stages].some(stage => stage.id === stageId));
    this.cancelJobs(
      jobs.map(job => job.request.jobId),
      reason,
    );
  }

  unpersist(rddIds: readonly number[]): void {
    this.#cache.drop(rddIds);
    this.#pool.broadcast({ type: 'dropRdds', rddIds });
  }

  /** The driver holds no RDD behind these shuffles any more. */
  forgetShuffles(shuffleIds: readonly number[]): void {
    for (const id of shuffleIds) {
      const stage = this.#shuffleIdToMapStage.get(id);
      if (stage === undefined) continue;
      stage.isForgotten = true;
      if (stage.jobs.size === 0) this.#dropShuffle(id, stage);
    }
  }

  #dropShuffle(shuffleId: number, stage: Stage): void {
    this.#shuffleIdToMapStage.delete(shuffleId);
    for (const output of stage.outputs) if (output !== undefined && output !== true) this.#outputs.drop(output);
  }

  destroyBroadcast(broadcastId: number): void {
    this.#pool.broadcast({ type: 'dropBroadcast', broadcastId });
  }

  storageInfo(): readonly RddStorageInfo[] {
    return this.#cache.storageInfo();
  }

  /** Ends the executor that a slot has when the time is up, wherever it is; another takes its place. */
  killExecutor(slot: number, afterMs: number): void {
    setTimeout(() => void this.#pool.all[slot]?.thread.terminate(), afterMs).unref();
  }

  /** What is alive, for tests and for who looks for a leak. */
  debugInfo(): SchedulerDebugInfo {
    const stages = new Set([...this.#shuffleIdToMapStage.values(), ...[...this.#jobs.values()].flatMap(job => [...job.stages])]);
    return {
      jobs: this.#jobs.size,
      runs: this.#runs.size,
      activeStages: [...stages].filter(stage => stage.state !== 'idle').length,
      shuffles: this.#shuffleIdToMapStage.size,
      executorIds: this.#pool.all.map(executor => executor.id),
      cachedPartitions: this.#cache.storageInfo().reduce((count, info) => count + info.cachedPartitions, 0),
    };
  }

  jobInfo(): readonly JobInfo[] {
    const now = Date.now();
    return [...this.#endedJobs, ...[...this.#jobs.values()].map(job => jobInfoOf(job, 'RUNNING', now))];
  }

  async stop(): Promise<void> {
    for (const job of [...this.#jobs.values()]) {
      this.#endJob(job, shutDown(job));
    }
    this.#flush();
    await this.#pool.stop();
    removeLocalDirectories(this.#data.localDirectories);
  }

  // Stages

  #parentStages(rddId: number, job: Job): Stage[] {
    const shuffles = new Map<number, ShuffleNode>();
    for (const node of stageNodesOf(rddId, job.lineage)) for (const shuffle of shufflesOf(node)) shuffles.set(shuffle.shuffleId, shuffle);
    return [...shuffles.values()].sort((a, b) => a.shuffleId - b.shuffleId).map(shuffle => this.#mapStage(shuffle, job));
  }

  #mapStage(shuffle: ShuffleNode, job: Job): Stage {
    let stage = this.#shuffleIdToMapStage.get(shuffle.shuffleId);
    if (stage === undefined) {
      const parents = this.#parentStages(shuffle.parent, job);
      const node = job.lineage.get(shuffle.parent)!;
      stage = new Stage(
        this.#nextStageId++,
        shuffle.parent,
        new Map(stageNodesOf(shuffle.parent, job.lineage).map(each => [each.id, each])),
        Array.from({ length: node.numPartitions }, (_, index) => index),
        shuffle,
        parents,
      );
      this.#shuffleIdToMapStage.set(shuffle.shuffleId, stage);
    }
    this.#addToJob(stage, job);
    return stage;
  }

  #addToJob(stage: Stage, job: Job): void {
    if (stage.jobs.has(job)) return;
    stage.jobs.add(job);
    job.stages.add(stage);
    for (const parent of stage.parents) this.#addToJob(parent, job);
  }

  #submitStage(stage: Stage): void {
    if (stage.state === 'running' || stage.isComplete) return;
    const missing = this.#missingParents(stage);
    if (missing.length > 0) {
      stage.state = 'waiting';
      // One that waits has asked its own parents: asking again is exponential where a lineage forks and joins.
      for (const parent of missing) if (parent.state === 'idle') this.#submitStage(parent);
      return;
    }
    stage.state = 'running';
    stage.submissionTimeMs = Date.now();
    if (this.hasListeners) {
      const jobId = this.#firstJobOf(stage)?.request.jobId ?? -1;
      this.#event({ type: 'stageSubmitted', timeMs: Date.now(), stage: stage.info, jobId });
    }
    const tasks = stage.partitions.map((_, task) => task).filter(task => stage.isMissing(task));
    if (tasks.length === 0) this.#stageDone(stage);
    else this.#startRun(stage, tasks);
  }

  /** Incomplete map stages that the stage reads and no cached partition stands before. */
  #missingParents(stage: Stage): Stage[] {
    if (stage.parents.every(parent => parent.isComplete)) return [];
    const shuffleIdToParent = parentsByShuffle(stage);
    const missing = new Set<Stage>();
    const seen = new Set<number>();
    const pending = [stage.rddId];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const node = stage.lineage.get(id);
      if (node === undefined || seen.has(id)) continue;
      seen.add(id);
      if (!stage.needsAllParents && node.storageLevel !== undefined && this.#cache.isComplete(id, node.numPartitions)) continue;
      for (const shuffle of shufflesOf(node)) {
        const parent = shuffleIdToParent.get(shuffle.shuffleId);
        if (parent !== undefined && !parent.isComplete) missing.add(parent);
      }
      pending.push(...narrowParentsOf(node));
    }
    return [...missing].sort((a, b) => a.id - b.id);
  }

  #startRun(stage: Stage, tasks: readonly number[]): void {
    const job = this.#firstJobOf(stage);
    if (job === undefined) return;
    const nodes = stageNodesOf(stage.rddId, stage.lineage);
    const queues: number[][] = Array.from({ length: this.#data.executorCount + 1 }, () => []);
    const hasCached = nodes.some(node => node.storageLevel !== undefined);
    for (const task of tasks) {
      const slot = hasCached ? this.#preferredSlot(stage, stage.partitions[task]!) : undefined;
      queues[slot === undefined ? 0 : slot + 1]!.push(task);
    }
    const queue = TaskQueue.create(queues);
    const shuffleIdToParent = parentsByShuffle(stage);
    const inputs = new Map<number, readonly MapOutput[]>();
    for (const node of nodes) {
      for (const shuffle of shufflesOf(node)) {
        const parent = shuffleIdToParent.get(shuffle.shuffleId);
        if (parent?.isComplete) inputs.set(shuffle.shuffleId, parent.outputs as MapOutput[]);
      }
    }
    const message: StageRun = {
      runId: this.#nextRunId++,
      stageId: stage.id,
      attempt: stage.attempt,
      nodes,
      rddId: stage.rddId,
      partitions: stage.partitions,
      output: stage.shuffle === undefined ? { kind: 'result', sink: job.request.sink } : { kind: 'shuffle', shuffle: stage.shuffle },
      inputs: [...inputs],
      queue: queue.slots,
      broadcasts: job.request.broadcasts,
      accumulators: job.request.accumulators,
      properties: job.request.properties,
      pool: job.request.pool,
      firstTaskId: this.#nextTaskId,
      failures: [...stage.failures],
    };
    this.#nextTaskId += stage.partitions.length;
    const run: Run = { message, stage, queue, pending: new Set(tasks) };
    this.#runs.set(message.runId, run);
    stage.runs.add(run);
    if (this.hasListeners) this.#events.push({ type: 'runStarted', stageId: stage.id, queue: queue.slots });
    // One task needs one executor: the others would only wake up to find the queue empty.
    const needed = hasCached
      ? this.#pool.all
      : this.#pool.all.slice(0, Math.max(tasks.length, this.#runs.size > 1 ? this.#pool.all.length : 0));
    for (const executor of needed) executor.thread.channel.send({ type: 'runStage', run: message });
  }

  /** The slot whose executor has cached what this partition is computed from. */
  #preferredSlot(stage: Stage, partition: number): number | undefined {
    const pending: (readonly [number, number])[] = [[stage.rddId, partition]];
    const seen = new Set<string>();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [id, index] = next;
      const node = stage.lineage.get(id);
      // A lineage that forks and joins is walked once.
      if (node === undefined || seen.has(`${id} ${index}`)) continue;
      seen.add(`${id} ${index}`);
      if (node.storageLevel !== undefined) {
        const executorId = this.#cache.executorOf(id, index);
        const slot = executorId === undefined ? undefined : this.#pool.slotOf(executorId);
        if (slot !== undefined) return slot;
      }
      pending.push(...parentPartitionsOf(node, index));
    }
    return undefined;
  }

  #firstJobOf(stage: Stage): Job | undefined {
    return [...stage.jobs][0];
  }

  // What executors report

  #handleReport(executor: Executor, report: TasksDone): void {
    for (const { cached, outcome } of report.completions) {
      for (const block of cached) this.#cache.update(executor.id, block);
      if (outcome.status === 'shuffled') this.#outputs.arrived(executor.slot, outcome.output);
    }
    const run = this.#runs.get(report.runId);
    if (run === undefined) {
      for (const { outcome } of report.completions) if (outcome.status === 'shuffled') this.#outputs.drop(outcome.output);
      return;
    }
    const stage = run.stage;
    const results: { index: number; value: TaskValue }[] = [];
    const updates: (readonly [number, unknown])[] = [];
    const failures: { task: number; error: ErrorData }[] = [];
    let isSentBack = false;
    const wasComplete = stage.isComplete;
    for (const completion of report.completions) {
      run.pending.delete(completion.task);
      const { outcome } = completion;
      if (outcome.status === 'success' || outcome.status === 'shuffled') {
        if (!stage.isMissing(completion.task)) {
          if (outcome.status === 'shuffled') this.#outputs.drop(outcome.output);
          continue;
        }
        stage.outputs[completion.task] = outcome.status === 'shuffled' ? outcome.output : true;
        stage.doneCount++;
        // As in Spark, what a task adds after the end of its job does not count.
        if (stage.jobs.size > 0) updates.push(...completion.accumulators);
        if (outcome.status === 'success') results.push({ index: completion.task, value: outcome.value });
      } else if (outcome.status === 'failed') {
        if (outcome.error.condition === 'MISSING_SHUFFLE') isSentBack = true;
        else if (outcome.error.mapOutput !== undefined && this.#isLost(stage, outcome.error.mapOutput)) isSentBack = true;
        else if (stage.isMissing(completion.task)) failures.push({ task: completion.task, error: outcome.error });
      }
    }
    this.#taskEvents(executor, run, report.completions);
    const job = this.#firstJobOf(stage);
    if (updates.length > 0) this.#send({ type: 'accumulators', updates });
    if (results.length > 0 && job !== undefined) {
      this.#send({ type: 'taskResults', jobId: job.request.jobId, results });
      job.unfinished -= results.length;
    }
    if (run.pending.size === 0) this.#closeRun(run);
    for (const { task, error } of failures) if (!run.queue.isKilled) this.#taskFailed(executor, run, task, error);
    if (isSentBack && !run.queue.isKilled) this.#sendBack(stage);
    else if (stage.isComplete && !wasComplete) this.#stageDone(stage);
    this.#flush();
  }

  #taskEvents(executor: Executor, run: Run, completions: readonly TaskCompletion[]): void {
    if (!this.hasListeners) return;
    this.#events.push({
      type: 'tasksEnd',
      stageId: run.stage.id,
      tasks: completions.map(completion => ({
        taskId: run.message.firstTaskId + completion.task,
        partition: run.stage.partitions[completion.task]!,
        attempt: run.stage.failures.get(completion.task) ?? 0,
        executorId: executor.id,
        launchTimeMs: completion.launchTimeMs,
        finishTimeMs: completion.finishTimeMs,
        status: completion.outcome.status === 'failed' ? 'FAILED' : completion.outcome.status === 'killed' ? 'KILLED' : 'SUCCESS',
      })),
    });
  }

  #taskFailed(executor: Executor, run: Run, task: number, error: ErrorData): void {
    const { stage } = run;
    const failures = (stage.failures.get(task) ?? 0) + 1;
    stage.failures.set(task, failures);
    if (failures < this.#data.maxTaskFailures) {
      this.#startRun(stage, [task]);
      return;
    }
    this.#abortStage(
      stage,
      stageFailure({ run, task, executorId: executor.id, failures, reason: `${error.name}: ${error.message}`, cause: error }),
    );
  }

  #abortStage(stage: Stage, error: ErrorData): void {
    const failed = [...stage.jobs];
    const runs = new Set(failed.flatMap(job => this.#runsOnlyFor(job, failed)));
    for (const run of runs) run.queue.kill();
    for (const job of failed) this.#endJob(job, error);
    this.#whenStopped([...runs], () => {});
  }

  #stageDone(stage: Stage): void {
    stage.state = 'idle';
    stage.fetchFailures = 0;
    if (this.hasListeners) this.#event({ type: 'stageCompleted', timeMs: Date.now(), stage: stage.info });
    if (stage.shuffle === undefined) {
      for (const job of [...stage.jobs]) if (job.unfinished === 0) this.#endJob(job, undefined);
      return;
    }
    for (const job of [...stage.jobs]) {
      for (const child of job.stages) if (child.state === 'waiting' && child.parents.includes(stage)) this.#submitStage(child);
    }
  }

  /** Forgets a map output that a task of `stage` could not read, and those that are gone with it; false when that has happened too often. */
  #isLost(stage: Stage, { shuffleId, mapIndex }: MapOutputName): boolean {
    // Several tasks of an attempt meet the same file: that counts once.
    if (stage.fetchFailedAttempt !== stage.attempt && ++stage.fetchFailures >= MAX_FETCH_FAILURES) return false;
    stage.fetchFailedAttempt = stage.attempt;
    const mapStage = this.#shuffleIdToMapStage.get(shuffleId);
    if (mapStage === undefined) return true;
    for (const [task, output] of mapStage.outputs.entries()) {
      if (output === undefined || output === true) continue;
      // Where one file is gone others may be: one run for all of them.
      if (task !== mapIndex && this.#outputs.isThere(output)) continue;
      mapStage.outputs[task] = undefined;
      mapStage.doneCount--;
      this.#outputs.drop(output);
    }
    return true;
  }

  /** A task did not find a shuffle that a cached partition had stood before: the parents run, then the stage again. */
  #sendBack(stage: Stage): void {
    for (const run of stage.runs) {
      run.queue.kill();
      this.#closeRun(run);
    }
    stage.state = 'idle';
    stage.attempt++;
    stage.needsAllParents = true;
    this.#submitStage(stage);
  }

  #handleLoss(executor: Executor, reason: string, fatal: boolean): void {
    this.#event({ type: 'executorRemoved', timeMs: Date.now(), executorId: executor.id, reason });
    this.#cache.executorLost(executor.id);
    for (const run of [...this.#runs.values()]) {
      const lost = run.queue.takenBy(executor.id).filter(task => run.pending.has(task));
      for (const task of lost) run.pending.delete(task);
      if (run.pending.size === 0) this.#closeRun(run);
      if (lost.length === 0 || run.queue.isKilled) continue;
      const { stage } = run;
      for (const task of lost) stage.losses.set(task, (stage.losses.get(task) ?? 0) + 1);
      const doomed = lost.find(task => fatal || stage.losses.get(task)! >= MAX_LOSSES);
      if (doomed === undefined) {
        this.#startRun(stage, lost);
      } else {
        const lostReason = `ExecutorLostFailure (executor ${executor.id} exited caused by one of the running tasks) Reason: ${reason}`;
        const failures = stage.losses.get(doomed)!;
        this.#abortStage(stage, stageFailure({ run, task: doomed, executorId: executor.id, failures, reason: lostReason }));
      }
    }
    this.#flush();
  }

  // Ending

  #closeRun(run: Run): void {
    this.#runs.delete(run.message.runId);
    run.stage.runs.delete(run);
    this.#pool.broadcast({ type: 'forgetStage', runId: run.message.runId });
  }

  /** Runs that no job other than `job` (and `others`) waits for. */
  #runsOnlyFor(job: Job, others: readonly Job[] = [job]): Run[] {
    return [...this.#runs.values()].filter(run => run.stage.jobs.has(job) && [...run.stage.jobs].every(each => others.includes(each)));
  }

  /** Calls back when no task of these killed runs is running; executors that do not stop in time are ended and replaced. */
  #whenStopped(runs: readonly Run[], done: (replaced: readonly number[]) => void): void {
    const deadlineMs = Date.now() + KILL_GRACE_MS;
    const runningOn = (): Executor[] =>
      this.#pool.all.filter(executor => runs.some(run => run.queue.takenBy(executor.id).some(task => run.pending.has(task))));
    const finish = (replaced: readonly number[]): void => {
      for (const run of runs) this.#closeRun(run);
      done(replaced);
    };
    const look = (): void => {
      const busy = runningOn();
      if (busy.length === 0) finish([]);
      else if (Date.now() < deadlineMs) setTimeout(look, 5);
      else void Promise.all(busy.map(executor => executor.thread.terminate())).then(() => finish(busy.map(executor => executor.id)));
    };
    look();
  }

  #endJob(job: Job, error: ErrorData | undefined): void {
    if (!this.#jobs.delete(job.request.jobId)) return;
    const now = Date.now();
    this.#endedJobs.push(jobInfoOf(job, error === undefined ? 'SUCCEEDED' : 'FAILED', now));
    if (this.#endedJobs.length > RETAINED_JOBS) this.#endedJobs.shift();
    for (const stage of job.stages) {
      stage.jobs.delete(job);
      if (stage.jobs.size > 0) continue;
      if (stage.state === 'running' && this.hasListeners) {
        const failure = error === undefined ? {} : { failureReason: error.message };
        this.#event({ type: 'stageCompleted', timeMs: now, stage: stage.info, ...failure });
      }
      stage.state = 'idle';
      stage.failures.clear();
      stage.losses.clear();
      stage.needsAllParents = false;
      stage.fetchFailures = 0;
      if (stage.isForgotten && stage.shuffle !== undefined) this.#dropShuffle(stage.shuffle.shuffleId, stage);
    }
    const result = error === undefined ? 'SUCCEEDED' : 'FAILED';
    this.#event({
      type: 'jobEnd',
      jobId: job.request.jobId,
      timeMs: now,
      result,
      ...(error === undefined ? {} : { reason: error.message }),
    });
    this.#send(error === undefined ? { type: 'jobEnd', jobId: job.request.jobId } : { type: 'jobEnd', jobId: job.request.jobId, error });
  }

  #event(event: SchedulerEvent): void {
    if (this.hasListeners) this.#events.push(event);
  }

  #flush(): void {
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#emit(events);
  }
}
