/** Listener events, in Spark's names. The scheduler emits them; the progress bar, listeners and later the UI and the event log read them. Times are ms since the epoch. */
export interface StageInfo {
  readonly stageId: number;
  readonly attempt: number;
  readonly name: string;
  readonly numTasks: number;
  readonly rddIds: readonly number[];
}
export interface TaskInfo {
  readonly taskId: number;
  readonly partition: number;
  readonly attempt: number;
  readonly executorId: number;
  readonly launchTimeMs: number;
  readonly finishTimeMs: number;
  readonly status: 'SUCCESS' | 'FAILED' | 'KILLED';
}
export type SchedulerEvent =
  | {
      readonly type: 'jobStart';
      readonly jobId: number;
      readonly timeMs: number;
      readonly description: string;
      readonly stageIds: readonly number[];
      readonly properties: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'jobEnd';
      readonly jobId: number;
      readonly timeMs: number;
      readonly result: 'SUCCEEDED' | 'FAILED';
      readonly reason?: string;
    }
  | { readonly type: 'stageSubmitted'; readonly timeMs: number; readonly stage: StageInfo; readonly jobId: number }
  /** Tasks of the stage are handed out: `queue` holds the slots of their `TaskQueue`, to be read while they run. */
  | { readonly type: 'runStarted'; readonly stageId: number; readonly queue: Int32Array }
  | { readonly type: 'stageCompleted'; readonly timeMs: number; readonly stage: StageInfo; readonly failureReason?: string }
  | { readonly type: 'tasksEnd'; readonly stageId: number; readonly tasks: readonly TaskInfo[] }
  | { readonly type: 'executorAdded'; readonly timeMs: number; readonly executorId: number }
  | { readonly type: 'executorRemoved'; readonly timeMs: number; readonly executorId: number; readonly reason: string };
