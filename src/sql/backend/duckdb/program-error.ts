/** What a JavaScript function of a query failed with, on its way to the driver. */
import { SparkError } from '../../../errors/spark-error.js';
import { errorDataOf } from '../../../executor/error-data.js';
import type { ErrorData } from '../../../threads/protocol.js';
import type { ProgramError, SparkErrorData } from './protocol.js';

export function programErrorOf(error: unknown): ProgramError {
  return error instanceof SparkError
    ? { type: 'sparkError', error: sparkErrorData(error) }
    : { type: 'failure', error: failureData(error) };
}

const sparkErrorData = ({ name, message, condition, sqlState, messageParameters, cause }: SparkError): SparkErrorData => ({
  name,
  message,
  condition,
  sqlState,
  messageParameters,
  cause: cause === undefined ? undefined : withoutCallers(errorDataOf(cause)),
});

const failureData = (error: unknown): ErrorData =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack ?? '' }
    : { name: 'Error', message: String(error), stack: '' };

/** Frames of the person's functions alone: what called them is of no use to the person. */
function withoutCallers(error: ErrorData): ErrorData {
  const frames = error.stack.split('\n');
  const end = frames.findIndex(frame => frame.includes('/user-funcs.js'));
  return {
    ...error,
    stack: (end < 0 ? frames : frames.slice(0, end)).join('\n'),
    cause: error.cause && withoutCallers(error.cause),
  };
}
