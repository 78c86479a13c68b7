/** What is running, for programs that watch it. */
import type { JobInfo } from '../threads/protocol.js';
import { groupOf, tagsOf } from './job-properties.js';

export interface SparkJobInfo {
  readonly jobId: number;
  readonly stageIds: readonly number[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
}

export interface SparkStageInfo {
  readonly stageId: number;
  readonly currentAttemptId: number;
  readonly submissionTime: number;
  readonly name: string;
  readonly numTasks: number;
  readonly numActiveTasks: number;
  readonly numCompletedTasks: number;
  readonly numFailedTasks: number;
}

export interface SparkExecutorInfo {
  readonly host: string;
  readonly port: number;
  readonly cacheSize: number;
  readonly numRunningTasks: number;
}

export class SparkStatusTracker {
  readonly #jobs: () => readonly JobInfo[];
  readonly #cachedBytes: () => number;

  /** Made by the context. */
  constructor(jobs: () => readonly JobInfo[], cachedBytes: () => number) {
    this.#jobs = jobs;
    this.#cachedBytes = cachedBytes;
  }

  /** Known jobs of a group, newest first; without an argument those that belong to none. */
  getJobIdsForGroup(jobGroup?: string | null): number[] {
    return this.#idsOf(job => groupOf(job.properties) === (jobGroup ?? undefined));
  }

  getJobIdsForTag(jobTag: string): number[] {
    return this.#idsOf(job => tagsOf(job.properties).has(jobTag));
  }

  getActiveJobIds(): number[] {
    return this.#idsOf(job => job.status === 'RUNNING');
  }

  /** PySpark's name for `getActiveJobIds`. */
  getActiveJobsIds(): number[] {
    return this.getActiveJobIds();
  }

  getActiveStageIds(): number[] {
    const active = this.#jobs().filter(job => job.status === 'RUNNING');
    return [...new Set(active.flatMap(job => job.stages.filter(stage => stage.isActive).map(stage => stage.stageId)))];
  }

  /** Undefined for a job that is not known, or not any more. */
  getJobInfo(jobId: number): SparkJobInfo | undefined {
    const job = this.#jobs().find(each => each.jobId === jobId);
    return job && { jobId, stageIds: job.stages.map(stage => stage.stageId), status: job.status };
  }

  getStageInfo(stageId: number): SparkStageInfo | undefined {
    const stage = this.#jobs()
      .flatMap(job => job.stages)
      .findLast(each => each.stageId === stageId);
    return (
      stage && {
        stageId,
        currentAttemptId: stage.attempt,
        submissionTime: stage.submissionTimeMs,
        name: stage.name,
        numTasks: stage.total,
        numActiveTasks: stage.running,
        numCompletedTasks: stage.done,
        numFailedTasks: stage.failed,
      }
    );
  }

  /** One entry: all executors are threads of this process. */
  getExecutorInfos(): SparkExecutorInfo[] {
    const numRunningTasks = this.#jobs().reduce(
      (sum, job) => sum + (job.status === 'RUNNING' ? job.stages.reduce((running, stage) => running + stage.running, 0) : 0),
      0,
    );
    return [{ host: 'localhost', port: 0, cacheSize: this.#cachedBytes(), numRunningTasks }];
  }

  #idsOf(matches: (job: JobInfo) => boolean): number[] {
    return this.#jobs()
      .filter(matches)
      .map(job => job.jobId)
      .reverse();
  }
}
