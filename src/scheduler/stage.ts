/** What the scheduler keeps of jobs, stages and runs; `dag-scheduler.ts` has the vocabulary. */
import type { MapOutput } from '../executor/shuffle/map-output.js';
import type { Lineage, ShuffleNode } from '../rdd/lineage.js';
import type { JobInfo, JobRequest, StageRun } from '../threads/protocol.js';
import type { TaskQueue } from '../threads/task-queue.js';
import type { StageInfo } from './events.js';
import { stageNodesOf } from './lineage-stages.js';

/** An action that has not ended. */
export interface Job {
  readonly request: JobRequest;
  readonly lineage: Lineage;
  readonly startTimeMs: number;
  readonly stages: Set<Stage>;
  unfinished: number;
  /** Set while the job waits for its killed tasks to stop. */
  cancelReason: string | undefined;
}

/** Tasks of a stage that executors have. */
export interface Run {
  readonly message: StageRun;
  readonly stage: Stage;
  readonly queue: TaskQueue;
  /** Task indices that have not reported. */
  readonly pending: Set<number>;
}

export class Stage {
  readonly id: number;
  readonly rddId: number;
  readonly lineage: Lineage;
  readonly partitions: readonly number[];
  /** Absent for a result stage. */
  readonly shuffle: ShuffleNode | undefined;
  readonly parents: readonly Stage[];
  readonly jobs = new Set<Job>();
  readonly outputs: (MapOutput | true | undefined)[];
  readonly runs = new Set<Run>();
  readonly failures = new Map<number, number>();
  readonly losses = new Map<number, number>();
  attempt = 0;
  /** Set when a cached partition that stood before a shuffle was gone. */
  needsAllParents = false;
  /** Times in a row that an output which the stage reads was lost. */
  fetchFailures = 0;
  fetchFailedAttempt = -1;
  /** Set when the driver holds no RDD behind the shuffle any more, while a job may still need it. */
  isForgotten = false;
  state: 'idle' | 'waiting' | 'running' = 'idle';
  doneCount = 0;
  submissionTimeMs = 0;

  constructor(
    id: number,
    rddId: number,
    lineage: Lineage,
    partitions: readonly number[],
    shuffle: ShuffleNode | undefined,
    parents: readonly Stage[],
  ) {
    this.id = id;
    this.rddId = rddId;
    this.lineage = lineage;
    this.partitions = partitions;
    this.shuffle = shuffle;
    this.parents = parents;
    this.outputs = new Array(partitions.length);
  }

  isMissing(task: number): boolean {
    return this.outputs[task] === undefined;
  }

  get isComplete(): boolean {
    return this.doneCount === this.partitions.length;
  }

  get info(): StageInfo {
    return {
      stageId: this.id,
      attempt: this.attempt,
      name: this.lineage.get(this.rddId)?.scope ?? '',
      numTasks: this.partitions.length,
      rddIds: stageNodesOf(this.rddId, this.lineage).map(node => node.id),
    };
  }
}

export const parentsByShuffle = (stage: Stage): Map<number, Stage> =>
  new Map(stage.parents.map(parent => [parent.shuffle!.shuffleId, parent]));

/** A job as `:jobs` and the StatusTracker see it. */
export function jobInfoOf(job: Job, status: JobInfo['status'], nowMs: number): JobInfo {
  return {
    jobId: job.request.jobId,
    description: job.request.description,
    status,
    durationMs: nowMs - job.startTimeMs,
    properties: job.request.properties,
    stages: [...job.stages].map(stage => ({
      stageId: stage.id,
      name: stage.lineage.get(stage.rddId)?.scope ?? '',
      done: stage.doneCount,
      running: [...stage.runs].reduce((count, run) => count + run.queue.startedCount - (run.queue.taskCount - run.pending.size), 0),
      total: stage.partitions.length,
      failed: [...stage.failures.values()].reduce((sum, count) => sum + count, 0),
      attempt: stage.attempt,
      submissionTimeMs: stage.submissionTimeMs,
      isActive: stage.state === 'running',
    })),
  };
}
