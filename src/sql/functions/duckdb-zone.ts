/** What DuckDB may do with timestamps, which it holds as they are, in UTC. */
import type { CompileContext } from './function-record.js';

/** The session's clock shows UTC, so that DuckDB's fields of a TIMESTAMP are those that the session sees. */
export const isUtc = ({ timeZone }: CompileContext): boolean => ['UTC', 'GMT', 'UT', 'Z', 'Etc/UTC', 'Etc/GMT'].includes(timeZone);

/** A timestamp or a timestamp_ntz whose fields DuckDB knows. */
export const hasPlainFields = (argument: number, cx: CompileContext): boolean => {
  const kind = cx.argTypes[argument]!.kind;
  return kind === 'timestampNtz' || (kind === 'timestamp' && isUtc(cx));
};

/** Whole units of microseconds, rounded down, of a TIMESTAMP. */
export const unitsSince = (timestamp: string, microsPerUnit: bigint): string => {
  const micros = `epoch_us(${timestamp})`;
  if (microsPerUnit === 1n) return micros;
  return `((${micros} - ((${micros} % ${microsPerUnit}) + ${microsPerUnit}) % ${microsPerUnit}) // ${microsPerUnit})`;
};
