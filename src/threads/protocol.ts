/**
 * Every message between driver, scheduler, executors and ui. All are plain data; large values lie in SharedArrayBuffers, which cross
 * without a copy.
 *
 *     driver  --DriverMessage-->     scheduler  --ExecutorCommand-->  executor
 *             <--SchedulerMessage--             <--ExecutorReport--
 *                                    scheduler  --SchedulerEvent[]--> ui
 */
import type { CapturedClosure, CapturedValue } from '../closures/captured.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import type { MapOutput, MapOutputName } from '../executor/shuffle/map-output.js';
import type { LineageNode, ShuffleNode, Sink } from '../rdd/lineage.js';
import type { SchedulerEvent } from '../scheduler/events.js';
import type { ChannelEnd } from './channel.js';

/** Where a thread draws a progress bar. */
export interface ConsoleProgress {
  /** `SharedConsole.newShared()` */
  readonly console: SharedArrayBuffer;
  readonly columns: number;
  readonly updateIntervalMs: number;
}

/** An error that crosses threads. `stack` names the person's files; the driver maps it to their TypeScript. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly condition?: string | undefined;
  /** The map output that could not be read. */
  readonly mapOutput?: MapOutputName | undefined;
  readonly cause?: ErrorData | undefined;
}

/** A broadcast value, serialized once. */
export interface BroadcastData {
  readonly id: number;
  readonly rows: EncodedRows;
}

/** A function of the person that runs elsewhere, outside of a job. */
export interface ShippedFunction {
  readonly closure: CapturedClosure;
  readonly broadcasts: readonly BroadcastData[];
  readonly accumulators: readonly (readonly [number, AccumulatorKind])[];
}

/** What one task added to the accumulators: `[accumulator id, partial value]`. */
export type AccumulatorUpdates = readonly (readonly [number, unknown])[];

/** How an executor merges `add` into a partial value; for an accumulator of the person's own class, its zero. */
export type AccumulatorKind = 'long' | 'double' | 'collection' | CapturedValue;

/** A pool of the FAIR scheduler. */
export interface PoolData {
  readonly name: string;
  readonly schedulingMode: 'FIFO' | 'FAIR';
  readonly minShare: number;
  readonly weight: number;
}

export interface JobRequest {
  readonly jobId: number;
  readonly description: string;
  readonly finalRdd: number;
  readonly nodes: readonly LineageNode[];
  /** Partitions of the final RDD to compute; results carry the index into this list. */
  readonly partitions: readonly number[];
  readonly sink: Sink;
  readonly broadcasts: readonly BroadcastData[];
  readonly accumulators: readonly (readonly [number, AccumulatorKind])[];
  readonly properties: Readonly<Record<string, string>>;
  /** Set when stages share the executors by pools (`spark.scheduler.mode` is FAIR). */
  readonly pool?: PoolData | undefined;
}

export type DriverMessage =
  | { readonly type: 'startExecutors' }
  | { readonly type: 'submitJob'; readonly job: JobRequest }
  | { readonly type: 'cancelJobs'; readonly jobIds: readonly number[] | 'all'; readonly reason: string }
  | { readonly type: 'cancelStage'; readonly stageId: number; readonly reason: string }
  | { readonly type: 'unpersist'; readonly rddIds: readonly number[] }
  | { readonly type: 'forgetShuffles'; readonly shuffleIds: readonly number[] }
  | { readonly type: 'destroyBroadcast'; readonly broadcastId: number }
  | { readonly type: 'storageInfo'; readonly requestId: number }
  | { readonly type: 'jobInfo'; readonly requestId: number }
  | { readonly type: 'debugInfo'; readonly requestId: number }
  | { readonly type: 'killExecutor'; readonly slot: number; readonly afterMs: number }
  | { readonly type: 'addListener'; readonly end: ChannelEnd | 'driver' }
  | { readonly type: 'stop'; readonly requestId: number };

/** What a partition's task gave: rows (collect, take) or a plain value. */
export type TaskValue = { readonly rows: EncodedRows } | { readonly value: unknown };

export interface RddStorageInfo {
  readonly rddId: number;
  readonly cachedPartitions: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export interface JobInfo {
  readonly jobId: number;
  readonly description: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  readonly stages: readonly {
    readonly stageId: number;
    readonly name: string;
    readonly done: number;
    readonly running: number;
    readonly total: number;
    readonly failed: number;
    readonly attempt: number;
    readonly submissionTimeMs: number;
    readonly isActive: boolean;
  }[];
  readonly durationMs: number;
  readonly properties: Readonly<Record<string, string>>;
}

/** How much of everything the scheduler holds. */
export interface SchedulerDebugInfo {
  readonly jobs: number;
  readonly runs: number;
  /** Stages that run or wait for their parents. */
  readonly activeStages: number;
  readonly shuffles: number;
  readonly executorIds: readonly number[];
  readonly cachedPartitions: number;
}

export type SchedulerMessage =
  | {
      readonly type: 'taskResults';
      readonly jobId: number;
      readonly results: readonly { readonly index: number; readonly value: TaskValue }[];
    }
  | { readonly type: 'accumulators'; readonly updates: AccumulatorUpdates }
  | { readonly type: 'jobEnd'; readonly jobId: number; readonly error?: ErrorData }
  | {
      readonly type: 'reply';
      readonly requestId: number;
      readonly reply: readonly RddStorageInfo[] | readonly JobInfo[] | SchedulerDebugInfo | undefined;
    }
  | { readonly type: 'events'; readonly events: readonly SchedulerEvent[] }
  | { readonly type: 'warning'; readonly text: string };

/** One attempt of one stage, as executors get it. */
export interface StageRun {
  readonly runId: number;
  readonly stageId: number;
  readonly attempt: number;
  /** Nodes that the stage's tasks compute, up to the shuffles they read. */
  readonly nodes: readonly LineageNode[];
  readonly rddId: number;
  /** Partition of `rddId` by task index. */
  readonly partitions: readonly number[];
  readonly output: { readonly kind: 'result'; readonly sink: Sink } | { readonly kind: 'shuffle'; readonly shuffle: ShuffleNode };
  /** Map outputs by shuffle id, in map order, of the shuffles that the stage reads. */
  readonly inputs: readonly (readonly [number, readonly MapOutput[]])[];
  /** Slots of the stage's `TaskQueue`. */
  readonly queue: Int32Array;
  readonly broadcasts: readonly BroadcastData[];
  readonly accumulators: readonly (readonly [number, AccumulatorKind])[];
  readonly properties: Readonly<Record<string, string>>;
  readonly pool?: PoolData | undefined;
  /** Id of task 0; the others follow. */
  readonly firstTaskId: number;
  /** Times that a task has failed, for those that have. */
  readonly failures: readonly (readonly [task: number, count: number])[];
}

export type ExecutorCommand =
  | { readonly type: 'runStage'; readonly run: StageRun }
  | { readonly type: 'forgetStage'; readonly runId: number }
  | { readonly type: 'dropRdds'; readonly rddIds: readonly number[] }
  | { readonly type: 'dropBroadcast'; readonly broadcastId: number };

/** What an executor has now of a partition of a persisted RDD; nothing when it is not stored. */
export interface CachedBlock {
  readonly rddId: number;
  readonly partition: number;
  readonly isStored: boolean;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export interface TaskCompletion {
  readonly task: number;
  readonly launchTimeMs: number;
  readonly finishTimeMs: number;
  readonly outcome:
    | { readonly status: 'success'; readonly value: TaskValue }
    | { readonly status: 'shuffled'; readonly output: MapOutput }
    | { readonly status: 'failed'; readonly error: ErrorData }
    | { readonly status: 'killed' };
  readonly accumulators: AccumulatorUpdates;
  /** What has changed in the executor's block store. */
  readonly cached: readonly CachedBlock[];
}

export interface TasksDone {
  readonly type: 'tasksDone';
  readonly runId: number;
  readonly completions: readonly TaskCompletion[];
}

export type ExecutorReport =
  | TasksDone
  /** The executor has made a folder below `spark.local.dir`. */
  | { readonly type: 'folderMade' };

/** What an executor is started with. */
export interface ExecutorData {
  readonly executorId: number;
  readonly slot: number;
  readonly slots: number;
  readonly conf: Readonly<Record<string, string>>;
  readonly console: SharedArrayBuffer;
  /** The application's folders below `spark.local.dir`; they need not exist. */
  readonly localDirectories: readonly string[];
  /** Slots of the `OffHeapBudget`. */
  readonly offHeap: Int32Array;
}

/** What the scheduler is started with. */
export interface SchedulerData {
  readonly executorCount: number;
  readonly maxTaskFailures: number;
  readonly conf: Readonly<Record<string, string>>;
  /** The lock of the console, see `executor/console.ts`. */
  readonly console: SharedArrayBuffer;
  /** The application's folders below `spark.local.dir`; they need not exist. */
  readonly localDirectories: readonly string[];
}
