/** What a task knows of itself. */
type Listener = (context: TaskContext) => void;
type FailureListener = (context: TaskContext, error: unknown) => void;

export interface TaskDetails {
  readonly partitionId: number;
  readonly stageId: number;
  readonly stageAttemptNumber: number;
  readonly attemptNumber: number;
  readonly taskAttemptId: number;
  readonly numPartitions: number;
  readonly properties: Readonly<Record<string, string>>;
  isKilled(): boolean;
}

export class TaskContext {
  // Plain fields: a closure may carry this class to an executor by its text.
  private readonly details: TaskDetails;
  private completionListeners: Listener[] | undefined;
  private failureListeners: FailureListener[] | undefined;
  private outcome: 'running' | 'succeeded' | 'failed' = 'running';

  /** Made by the executor. */
  constructor(details: TaskDetails) {
    this.details = details;
  }

  /** The task that runs on this thread; undefined on the driver.
   *  @example rdd.map(x => [TaskContext.get()!.partitionId(), x]) */
  static get(): TaskContext | undefined {
    // A registered symbol, since the executor's own copy of this class may be another one than the closure's.
    return (globalThis as { [key: symbol]: unknown })[Symbol.for('ts-spark-shell.task')] as TaskContext | undefined;
  }

  /** The partition that this thread's task computes; 0 on the driver. */
  static getPartitionId(): number {
    return TaskContext.get()?.partitionId() ?? 0;
  }

  partitionId(): number {
    return this.details.partitionId;
  }
  stageId(): number {
    return this.details.stageId;
  }
  stageAttemptNumber(): number {
    return this.details.stageAttemptNumber;
  }
  /** How often the task has failed before. */
  attemptNumber(): number {
    return this.details.attemptNumber;
  }
  /** Unique in the application. */
  taskAttemptId(): number {
    return this.details.taskAttemptId;
  }
  numPartitions(): number {
    return this.details.numPartitions;
  }
  cpus(): number {
    return 1;
  }
  /** A property that the driver had set when it submitted the job. */
  getLocalProperty(key: string): string | undefined {
    return this.details.properties[key];
  }
  isCompleted(): boolean {
    return this.outcome !== 'running';
  }
  isFailed(): boolean {
    return this.outcome === 'failed';
  }
  /** Whether the job was cancelled: a long computation may look and stop. */
  isInterrupted(): boolean {
    return this.details.isKilled();
  }

  /** Calls `listener` when the task has ended, well or not. The last one added is called first. */
  addTaskCompletionListener(listener: Listener): this {
    (this.completionListeners ??= []).push(listener);
    return this;
  }

  /** Calls `listener` when the task fails. */
  addTaskFailureListener(listener: FailureListener): this {
    (this.failureListeners ??= []).push(listener);
    return this;
  }

  /** Called by the executor. */
  end(error?: unknown): void {
    this.outcome = error === undefined ? 'succeeded' : 'failed';
    try {
      if (error !== undefined) for (const listener of this.failureListeners?.toReversed() ?? []) listener(this, error);
      for (const listener of this.completionListeners?.toReversed() ?? []) listener(this);
    } catch (listenerError) {
      // A task that has failed fails with its own error.
      if (error === undefined) throw listenerError;
    }
  }

  /** Called by the executor: the task that runs on its thread from now on. */
  static set(context: TaskContext | undefined): void {
    (globalThis as { [key: symbol]: unknown })[Symbol.for('ts-spark-shell.task')] = context;
  }
}
