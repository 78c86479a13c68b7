/** A script on stdin: no prompts; a failed statement ends it and makes the exit code 1. */
import type { BufferedLines } from './buffered-lines.js';
import { runLines } from './line-runner.js';
import type { Shell } from './shell.js';

/** @returns the exit code */
export async function runPipedLoop(shell: Shell, lines: BufferedLines): Promise<number> {
  await runLines(shell, lines, { record: true, remember: true, stopOnError: shell.stopsOnError });
  return shell.failed ? 1 : 0;
}
