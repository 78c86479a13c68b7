import { SparkError } from '../errors/spark-error.js';

/** An argument that cannot be. */
export const illegalArgument = (message: string): SparkError => new SparkError('IllegalArgumentException', message);

/** @throws SparkError IllegalArgumentException, in the words of Scala's `require` */
export function requirement(holds: boolean, message: string): void {
  if (!holds) throw illegalArgument(`requirement failed: ${message}`);
}

/** What a method of Spark that is not offered throws. */
export function notOffered(member: string, reason: string, wayOut?: string): never {
  throw new SparkError(
    'SparkUnsupportedOperationException',
    `[UNSUPPORTED_CALL.WITHOUT_SUGGESTION] ${member} is not offered: ${reason}${wayOut === undefined ? '' : ` ${wayOut}`}`,
    { condition: 'UNSUPPORTED_CALL.WITHOUT_SUGGESTION', sqlState: '0A000' },
  );
}
