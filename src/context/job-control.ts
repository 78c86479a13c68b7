/** The part of SparkContext that says how jobs run, watches them and ends them. */

import { SparkError } from '../errors/spark-error.js';
import type { SchedulerEvent } from '../scheduler/events.js';
import type { SchedulerClient } from '../scheduler/scheduler-client.js';
import type { JobInfo, PoolData } from '../threads/protocol.js';
import { ApplicationSettings } from './application-settings.js';
import { groupOf, JobProperties, type Properties, tagsOf } from './job-properties.js';
import type { SchedulingPools } from './scheduling-pools.js';
import { notifyListener, type SparkListener } from './spark-listener.js';
import { SparkStatusTracker } from './status-tracker.js';

type Listener = SparkListener | ((event: SchedulerEvent) => void);

export abstract class JobControl extends ApplicationSettings {
  protected abstract readonly client: SchedulerClient;
  protected abstract readonly pools: SchedulingPools;
  protected readonly jobProperties = new JobProperties();
  readonly #cancelledGroups = new Set<string>();
  readonly #listeners = new Map<Listener, (event: SchedulerEvent) => void>();

  // Properties of the jobs that follow

  /** A property of the jobs that follow; tasks read it with `TaskContext.get()`. `undefined` takes it away. */
  setLocalProperty(key: string, value: string | null | undefined): void {
    this.jobProperties.set(key, value);
  }

  getLocalProperty(key: string): string | undefined {
    return this.jobProperties.get(key);
  }

  getLocalProperties(): Properties {
    return this.jobProperties.all();
  }

  setLocalProperties(properties: Properties): void {
    this.jobProperties.replaceAll(properties);
  }

  /** Jobs that follow belong to this group until another is set.
   *  @param interruptOnCancel kept as a property; here a cancelled task always ends */
  setJobGroup(groupId: string, description?: string, interruptOnCancel = false): void {
    this.jobProperties.setGroup(groupId, description, interruptOnCancel);
  }

  clearJobGroup(): void {
    this.jobProperties.clearGroup();
  }

  setInterruptOnCancel(interruptOnCancel: boolean): void {
    this.jobProperties.setInterruptOnCancel(interruptOnCancel);
  }

  setJobDescription(description: string | undefined): void {
    this.jobProperties.setDescription(description);
  }

  /** Names the RDDs and jobs that follow: `ShuffledRDD[3] at <what you say>`. */
  setCallSite(callSite: string): void {
    this.jobProperties.setCallSite(callSite);
  }

  clearCallSite(): void {
    this.jobProperties.setCallSite(undefined);
  }

  addJobTag(tag: string): void {
    this.jobProperties.addTags([tag]);
  }

  addJobTags(tags: Iterable<string>): void {
    this.jobProperties.addTags(tags);
  }

  removeJobTag(tag: string): void {
    this.jobProperties.removeTags([tag]);
  }

  removeJobTags(tags: Iterable<string>): void {
    this.jobProperties.removeTags(tags);
  }

  getJobTags(): Set<string> {
    return this.jobProperties.tags;
  }

  clearJobTags(): void {
    this.jobProperties.clearTags();
  }

  // Watching

  get hasActiveJobs(): boolean {
    return this.client.hasActiveJobs;
  }

  /** Running jobs, and those that have ended, oldest first. */
  jobs(): readonly JobInfo[] {
    return this.client.jobInfo();
  }

  readonly statusTracker = new SparkStatusTracker(
    () => this.client.jobInfo(),
    () => this.client.storageInfo().reduce((sum, info) => sum + info.memoryBytes, 0),
  );

  /** Calls a function, or the methods of a listener, with what happens to jobs, stages and tasks. */
  addSparkListener(listener: Listener): void {
    const notify = typeof listener === 'function' ? listener : (event: SchedulerEvent) => notifyListener(listener, event);
    this.#listeners.set(listener, notify);
    this.client.addListener(notify);
  }

  removeSparkListener(listener: Listener): void {
    const notify = this.#listeners.get(listener);
    if (notify !== undefined) this.client.removeListener(notify);
    this.#listeners.delete(listener);
  }

  // Pools

  /** `FIFO`, or `FAIR` when `spark.scheduler.mode` says so. */
  get getSchedulingMode(): 'FIFO' | 'FAIR' {
    return this.pools.mode;
  }

  /** Pools of the FAIR scheduler; `sc.setLocalProperty('spark.scheduler.pool', name)` puts the jobs that follow into one. */
  get getAllPools(): PoolData[] {
    return this.pools.all();
  }

  getPoolForName(name: string): PoolData | undefined {
    return this.pools.get(name);
  }

  // Ending

  /** Asks for the end of one job; its action throws. */
  cancelJob(jobId: number, reason = ''): void {
    this.client.requestCancel([jobId], reason);
  }

  /** Asks for the end of the group's running jobs. */
  cancelJobGroup(groupId: string, reason = `part of cancelled job group ${groupId}`): void {
    this.#cancelWhere(properties => groupOf(properties) === groupId, reason);
  }

  /** As `cancelJobGroup`; jobs of the group that are submitted later are refused too. */
  cancelJobGroupAndFutureJobs(groupId: string, reason?: string): void {
    this.#cancelledGroups.add(groupId);
    this.cancelJobGroup(groupId, reason);
  }

  cancelJobsWithTag(tag: string, reason = `part of cancelled job tags ${tag}`): void {
    this.#cancelWhere(properties => tagsOf(properties).has(tag), reason);
  }

  /** Asks for the end of the jobs that need a stage. */
  cancelStage(stageId: number, reason = `Stage ${stageId} was cancelled`): void {
    this.client.tell({ type: 'cancelStage', stageId, reason: `because ${reason}` });
  }

  /** Ends all running jobs and waits until their tasks have stopped.
   *  @returns the errors that they ended with */
  cancelAllJobs(reason = 'as part of cancellation of all jobs'): SparkError[] {
    return this.client.cancel('all', reason);
  }

  /** @throws SparkError when the group of the job was cancelled with its future jobs */
  protected assertGroupMayRun(properties: Properties): void {
    const group = groupOf(properties);
    if (group === undefined || !this.#cancelledGroups.has(group)) return;
    throw new SparkError('SparkException', `Job cancelled part of cancelled job group ${group}`, { condition: 'SPARK_JOB_CANCELLED' });
  }

  #cancelWhere(matches: (properties: Properties) => boolean, reason: string): void {
    const jobIds = this.client.activeJobIds(matches);
    if (jobIds.length > 0) this.client.requestCancel(jobIds, reason);
  }
}
