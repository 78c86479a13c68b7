/** What a job ends with when it does not succeed, in Spark's words. */
import type { ErrorData } from '../threads/protocol.js';
import type { Job, Run } from './stage.js';

interface TaskFailure {
  readonly run: Run;
  readonly task: number;
  readonly executorId: number;
  /** How often the task has failed, or has been lost with its executor. */
  readonly failures: number;
  readonly reason: string;
  /** The error of the closure. */
  readonly cause?: ErrorData;
}

export function stageFailure({ run: { stage, message }, task, executorId, failures, reason, cause }: TaskFailure): ErrorData {
  const place = `in stage ${stage.id}.${stage.attempt}`;
  const attempt = cause === undefined ? 0 : failures - 1;
  const lost = `Lost task ${task}.${attempt} ${place} (TID ${message.firstTaskId + task}) (driver executor ${executorId})`;
  return {
    name: 'SparkException',
    message: `Job aborted due to stage failure: Task ${task} ${place} failed ${failures} times, most recent failure:\n${lost}: ${reason}`,
    stack: cause?.stack ?? '',
    ...(cause && { cause }),
  };
}

/** @param replaced executors that did not stop by themselves */
export function cancellation({ request }: Job, reason: string, replaced: readonly number[]): ErrorData {
  const names = replaced.map(id => `executor ${id}`).join(', ');
  const note = replaced.length === 0 ? '' : ` (${names} ${replaced.length === 1 ? 'was' : 'were'} replaced)`;
  return {
    name: 'SparkException',
    message: `Job ${request.jobId} cancelled ${reason}${note}`,
    stack: '',
    condition: 'SPARK_JOB_CANCELLED',
  };
}

export const shutDown = ({ request }: Job): ErrorData => ({
  name: 'SparkException',
  message: `Job ${request.jobId} cancelled because SparkContext was shut down`,
  stack: '',
});
