import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { UsageError } from '../../errors/spark-error.js';
import type { Shell } from '../shell.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';
import { runWithValue } from './session-value.js';

interface ProcessResult {
  readonly lines: string[];
  readonly code: number;
}

export const sh: Command = {
  name: 'sh',
  args: '<command line>',
  summary: 'run a shell command (result is { lines, code })',
  help: 'Prints the output as it comes, and keeps its lines (of stdout and stderr) with the exit code as the result.',
  examples: [[':sh echo hi', "hi\nres0: { lines: string[]; code: number; } = { lines: [ 'hi' ], code: 0 }"]],
  complete: completeFilePath,
  async run(shell, args) {
    if (args === '') throw new UsageError('usage: :sh command line');
    const result = await runProcess(shell, args);
    await runWithValue(shell, 'VALUE', result, '{ lines: string[]; code: number }');
  },
};

async function runProcess(shell: Shell, commandLine: string): Promise<ProcessResult> {
  const lines: string[] = [];
  // A script's own lines are on stdin: only a terminal is shared.
  const child = spawn(commandLine, { shell: true, stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'pipe', 'pipe'] });
  const read = async (stream: Readable, print: (line: string) => void) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      lines.push(line);
      print(line);
    }
  };
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    // As sh says it: 128 and the signal's number stands for a command that a signal ended.
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
  });
  const [code] = await Promise.all([
    ended,
    read(child.stdout!, line => shell.print(line)),
    read(child.stderr!, line => shell.printError(line)),
  ]);
  // The terminal has echoed `^C` and stands behind it.
  if (process.stdin.isTTY && code === 128 + constants.signals.SIGINT) shell.print('');
  return { lines, code };
}
