/** How an error that the person's code threw is shown: its name and message, the person's own frames, and what caused it. */
import { inspect } from 'node:util';
import { SparkError, UsageError } from './spark-error.js';

/** @param depth how many causes deep this error is; a chain that is longer, or a circle, is cut */
export function errorText(error: unknown, depth = 0): string {
  if (!(error instanceof Error) && !isErrorLike(error)) return `Uncaught ${safeInspect(error)}`;
  if (error instanceof UsageError) return error.message;
  const lines = [headOf(error), ...framesOf(error)];
  if (depth < 5) {
    const { cause, errors } = error as { cause?: unknown; errors?: unknown };
    if (Array.isArray(errors)) for (const each of errors.slice(0, 10)) lines.push(indent(errorText(each, depth + 1)));
    if (cause !== undefined && cause !== null && !isTold(error, cause)) lines.push(`Caused by: ${errorText(cause, depth + 1)}`);
  }
  return lines.join('\n');
}

/** An error of another realm, such as one that a worker sent. */
function isErrorLike(value: unknown): value is Error {
  const { message, stack } = Object(value) as { message?: unknown; stack?: unknown };
  return typeof message === 'string' && typeof stack === 'string';
}

/** The failure of a job says in its message what made the task fail. */
const isTold = (error: Error, cause: unknown) => cause instanceof Error && String(error.message).includes(headOf(cause));

function headOf(error: Error): string {
  const name = String(error.name || 'Error');
  const message = String(error.message ?? '');
  return message === '' ? name : `${name}: ${message}`;
}

function framesOf(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const start = stack.search(/^ {4}at /m);
  return start < 0
    ? []
    : stack
        .slice(start)
        .split('\n')
        .filter(line => line.startsWith('    at '));
}

function safeInspect(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return 'a value that cannot be printed';
  }
}

const indent = (text: string) => text.replace(/^/gm, '  ');

/** Gives an error that nobody has caught the person's places in its stack. */
export function mapStack(error: unknown, mapped: (stack: string) => string): void {
  if (!(error instanceof Error) || typeof error.stack !== 'string' || (error instanceof SparkError && error.hasMappedStack)) return;
  try {
    error.stack = mapped(error.stack);
  } catch {
    // A frozen error keeps the stack that it has.
  }
}
