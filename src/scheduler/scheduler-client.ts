/**
 * The driver's side of the scheduler: submits jobs and waits for them, blocking (`runJob`) or not (`runJobAsync`). Both kinds may be
 * in flight together: whoever waits, with whatever means, dispatches every message that has come.
 */
import { SparkError } from '../errors/spark-error.js';
import type { ChannelEnd } from '../threads/channel.js';
import { newChannel } from '../threads/channel.js';
import type {
  AccumulatorUpdates,
  DriverMessage,
  ErrorData,
  JobInfo,
  JobRequest,
  RddStorageInfo,
  SchedulerData,
  SchedulerDebugInfo,
  SchedulerMessage,
  TaskValue,
} from '../threads/protocol.js';
import { Thread } from '../threads/thread.js';
import type { SchedulerEvent } from './events.js';

interface PendingJob {
  readonly onResult: (index: number, value: TaskValue) => void;
  done: boolean;
  error: ErrorData | undefined;
  readonly settle: (() => void) | undefined;
  readonly properties: Readonly<Record<string, string>>;
}

/** A job that the driver does not wait for. */
export interface StartedJob {
  readonly jobId: number;
  /** Fails with what the job failed with. */
  readonly done: Promise<void>;
  /** Blocks until the job has ended or the time is up, and says whether it has ended.
   *  @throws what the job failed with */
  wait(timeoutMs?: number): boolean;
}

type DistributiveOmit<T, K extends keyof any> = T extends unknown ? Omit<T, K> : never;

export interface SchedulerClientHooks {
  /** Called with what tasks added to accumulators, once a task. */
  accumulated(updates: AccumulatorUpdates): void;
  /** Maps stack text of an executor to the person's own files. */
  mapStack(stack: string): string;
  warn(text: string): void;
}

export class SchedulerClient {
  readonly #data: SchedulerData;
  readonly #hooks: SchedulerClientHooks;
  #thread: Thread<SchedulerMessage, DriverMessage> | undefined;
  readonly #jobs = new Map<number, PendingJob>();
  readonly #replies = new Map<number, unknown>();
  #nextJobId = 0;
  #nextRequestId = 0;
  #asyncJobs = 0;
  #stopped = false;
  #isListening = false;
  readonly #listeners: ((event: SchedulerEvent) => void)[] = [];

  constructor(data: SchedulerData, hooks: SchedulerClientHooks) {
    this.#data = data;
    this.#hooks = hooks;
  }

  /** Before the first job, and after `stop`, nobody would answer. */
  get #isOpen(): boolean {
    return this.#thread !== undefined && !this.#stopped;
  }

  get hasActiveJobs(): boolean {
    for (const job of this.#jobs.values()) if (!job.done) return true;
    return false;
  }

  /** Runs one job and blocks until it has ended. `onResult` gets each task's value, in the order in which tasks finish.
   *  Ctrl-C may end the wait at any point; `cancelAll` then ends the job.
   *  @throws SparkError with the closure's own error, or with the reason of a cancel */
  runJob(request: Omit<JobRequest, 'jobId'>, onResult: (index: number, value: TaskValue) => void): void {
    const jobId = this.#submit(request, { onResult, done: false, error: undefined, settle: undefined, properties: request.properties });
    const job = this.#jobs.get(jobId)!;
    while (!job.done) this.#dispatch(this.#channel().receiveSync());
    this.#jobs.delete(jobId);
    if (job.error !== undefined) throw this.#errorOf(job.error);
  }

  /** As `runJob`, without blocking. */
  runJobAsync(request: Omit<JobRequest, 'jobId'>, onResult: (index: number, value: TaskValue) => void): StartedJob {
    const { promise, resolve } = deferred();
    const job: PendingJob = { onResult, done: false, error: undefined, settle: resolve, properties: request.properties };
    const jobId = this.#submit(request, job);
    if (this.#asyncJobs++ === 0) this.#channel().ref();
    const done = promise.then(() => {
      if (--this.#asyncJobs === 0) this.#channel().unref();
      this.#jobs.delete(jobId);
      if (job.error !== undefined) throw this.#errorOf(job.error);
    });
    const wait = (timeoutMs = Number.POSITIVE_INFINITY): boolean => {
      const deadlineMs = performance.now() + timeoutMs;
      while (!job.done) {
        const message =
          timeoutMs === Number.POSITIVE_INFINITY
            ? this.#channel().receiveSync()
            : this.#channel().receiveWithin(deadlineMs - performance.now());
        if (message === undefined) return false;
        this.#dispatch(message);
      }
      if (job.error !== undefined) throw this.#errorOf(job.error);
      return true;
    };
    return { jobId, done, wait };
  }

  /** Jobs that have not ended, of those whose properties pass. */
  activeJobIds(matches: (properties: Readonly<Record<string, string>>) => boolean): number[] {
    return [...this.#jobs].filter(([, job]) => !job.done && matches(job.properties)).map(([jobId]) => jobId);
  }

  /** Cancels jobs and waits until they have ended.
   *  @returns the errors that the jobs ended with */
  cancel(jobIds: readonly number[] | 'all', reason: string): SparkError[] {
    const ids = (jobIds === 'all' ? [...this.#jobs.keys()] : jobIds).filter(id => this.#jobs.has(id));
    if (ids.length === 0) return [];
    const jobs = ids.map(id => this.#jobs.get(id)!);
    this.#channel().send({ type: 'cancelJobs', jobIds, reason });
    while (jobs.some(job => !job.done)) this.#dispatch(this.#channel().receiveSync());
    // A job whose wait was broken has nobody left to take it off the list.
    for (const id of ids) if (this.#jobs.get(id)?.settle === undefined) this.#jobs.delete(id);
    return jobs.flatMap(job => (job.error === undefined ? [] : [this.#errorOf(job.error)]));
  }

  /** Cancels without waiting: for a job that another part of the driver waits for. */
  requestCancel(jobIds: readonly number[] | 'all', reason: string): void {
    if (this.#isOpen) this.#channel().send({ type: 'cancelJobs', jobIds, reason });
  }

  /** Executors start with the first job; this starts them before it. */
  startExecutors(): void {
    this.#channel().send({ type: 'startExecutors' });
  }

  /** Tells the scheduler something that has no answer. Nothing is to be told to one that never started. */
  tell(message: DriverMessage): void {
    if (this.#isOpen) this.#channel().send(message);
  }

  storageInfo(): readonly RddStorageInfo[] {
    return !this.#isOpen ? [] : (this.#ask({ type: 'storageInfo' }) as readonly RddStorageInfo[]);
  }

  jobInfo(): readonly JobInfo[] {
    return !this.#isOpen ? [] : (this.#ask({ type: 'jobInfo' }) as readonly JobInfo[]);
  }

  /** @returns undefined when there is no scheduler */
  debugInfo(): SchedulerDebugInfo | undefined {
    return !this.#isOpen ? undefined : (this.#ask({ type: 'debugInfo' }) as SchedulerDebugInfo);
  }

  /** Calls `listener` with each event, when the driver waits or its event loop turns. */
  addListener(listener: (event: SchedulerEvent) => void): void {
    this.#listeners.push(listener);
    if (!this.#isListening) this.#channel().send({ type: 'addListener', end: 'driver' });
    this.#isListening = true;
  }

  removeListener(listener: (event: SchedulerEvent) => void): void {
    const index = this.#listeners.indexOf(listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }

  /** A channel end that receives the events of this scheduler, for another thread. */
  newListenerEnd(): { end: ChannelEnd; attach: () => void } {
    const [ours, theirs] = newChannel();
    return { end: theirs, attach: () => this.#channel().send({ type: 'addListener', end: ours }, [ours.port]) };
  }

  /** Ends all jobs and threads; blocks until they are gone. */
  stop(): void {
    if (this.#stopped) return;
    if (this.#thread !== undefined) {
      this.#ask({ type: 'stop' });
      void this.#thread.terminate();
    }
    this.#stopped = true;
  }

  #submit(request: Omit<JobRequest, 'jobId'>, job: PendingJob): number {
    const jobId = this.#nextJobId++;
    this.#jobs.set(jobId, job);
    try {
      this.#channel().send({ type: 'submitJob', job: { ...request, jobId } });
    } catch (error) {
      this.#jobs.delete(jobId);
      throw error;
    }
    return jobId;
  }

  #channel(): Thread<SchedulerMessage, DriverMessage>['channel'] {
    if (this.#thread === undefined) {
      this.#thread = new Thread<SchedulerMessage, DriverMessage>(new URL('./scheduler-main.js', import.meta.url), this.#data, {
        name: 'scheduler',
        waits: true,
      });
      this.#thread.channel.listen(message => this.#dispatch(message));
      this.#thread.channel.unref();
    }
    return this.#thread.channel;
  }

  #ask(message: DistributiveOmit<Extract<DriverMessage, { requestId: number }>, 'requestId'>): unknown {
    const requestId = this.#nextRequestId++;
    this.#channel().send({ ...message, requestId } as DriverMessage);
    while (!this.#replies.has(requestId)) this.#dispatch(this.#channel().receiveSync());
    const reply = this.#replies.get(requestId);
    this.#replies.delete(requestId);
    return reply;
  }

  #dispatch(message: SchedulerMessage): void {
    switch (message.type) {
      case 'taskResults': {
        const job = this.#jobs.get(message.jobId);
        if (job !== undefined) for (const { index, value } of message.results) job.onResult(index, value);
        return;
      }
      case 'accumulators':
        return this.#hooks.accumulated(message.updates);
      case 'jobEnd': {
        const job = this.#jobs.get(message.jobId);
        if (job === undefined) return;
        job.error = message.error;
        job.done = true;
        job.settle?.();
        return;
      }
      case 'reply':
        this.#replies.set(message.requestId, message.reply);
        return;
      case 'events':
        for (const event of message.events) for (const listener of this.#listeners) listener(event);
        return;
      case 'warning':
        return this.#hooks.warn(message.text);
    }
  }

  #errorOf(data: ErrorData): SparkError {
    const cause = data.cause === undefined ? undefined : this.#errorOf(data.cause);
    const error = new SparkError(data.name, data.message, {
      ...(data.condition === undefined ? {} : { condition: data.condition }),
      cause,
    });
    const frames = this.#hooks.mapStack(data.stack);
    error.hasMappedStack = true;
    error.stack = frames === '' ? `${data.name}: ${data.message}` : `${data.name}: ${data.message}\n${frames}`;
    return error;
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
