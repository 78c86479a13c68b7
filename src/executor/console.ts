/** What closures print reaches the terminal while the job runs: `console` and `process.stdout` of an executor write there directly. */
import { format } from 'node:util';
import type { SharedConsole } from '../threads/shared-console.js';

export function installConsole(shared: SharedConsole): void {
  const to =
    (fd: 1 | 2) =>
    (...args: unknown[]) =>
      shared.write(fd, `${format(...args)}\n`);
  Object.assign(console, { log: to(1), info: to(1), debug: to(1), error: to(2), warn: to(2), trace: to(2) });
  const streams = [
    [process.stdout, 1],
    [process.stderr, 2],
  ] as const;
  for (const [stream, fd] of streams) {
    stream.write = ((chunk: string | Uint8Array) => {
      shared.write(fd, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return true;
    }) as typeof stream.write;
  }
}
