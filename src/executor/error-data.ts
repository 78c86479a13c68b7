/** What a closure threw, as data. Nothing is thrown here: an error may have members of any type, and getters that throw themselves. */
import { inspect } from 'node:util';
import { SparkError } from '../errors/spark-error.js';
import type { ErrorData } from '../threads/protocol.js';
import { FetchFailed } from './blocks/rows-file.js';

/** Causes that travel along; more would be a circle. */
const MAX_CAUSES = 20;

export function errorDataOf(thrown: unknown, depth = 0): ErrorData {
  try {
    if (!(thrown instanceof Error)) {
      return { name: 'Error', message: typeof thrown === 'object' ? inspect(thrown) : String(thrown), stack: '' };
    }
    const { name, message, stack, cause } = thrown;
    return {
      name: String(name),
      message: String(message),
      stack: String(stack ?? '')
        .split('\n')
        .filter(line => /^\s+at /.test(line))
        .join('\n'),
      condition: thrown instanceof SparkError ? thrown.condition : undefined,
      mapOutput: thrown instanceof FetchFailed ? thrown.mapOutput : undefined,
      cause: cause instanceof Error && depth < MAX_CAUSES ? errorDataOf(cause, depth + 1) : undefined,
    };
  } catch {
    return { name: 'Error', message: 'an error that cannot be read', stack: '' };
  }
}
