/** `--driver-memory`: the heap of a process is sized when it starts, so a driver that is to have another size is a process of its own. */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { UsageError } from '../errors/spark-error.js';
import { parseBytes } from '../threads/conf-units.js';

const mebibyte = 2 ** 20;
const option = '--max-old-space-size';

/**
 * Runs this program again in a process whose heap has the size that was asked for, and ends with its exit code. Returns when this
 * process is that one, or when no size was asked for.
 */
export function ensureDriverMemory(properties: Readonly<Record<string, string>>): void {
  const asked = properties['spark.driver.memory'];
  if (asked === undefined || process.execArgv.some(arg => arg.startsWith(option))) return;
  const mebibytes = Math.floor(bytesOf(asked) / mebibyte);
  // Ctrl-C is for the driver; a listener keeps it from ending the process that waits.
  process.on('SIGINT', () => {});
  const { status, signal } = spawnSync(process.execPath, [...process.execArgv, `${option}=${mebibytes}`, ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  process.exit(status ?? 128 + constants.signals[signal!]);
}

function bytesOf(size: string): number {
  try {
    return parseBytes(size, 'm');
  } catch (error) {
    throw new UsageError(`spark.driver.memory: ${(error as Error).message}`);
  }
}
