/**
 * `pipe`: the rows of a partition as lines through a command. The executor has no event loop while a task runs, so the command gets all
 * of its input at once and its output is read when it has ended: a partition's lines have to fit into memory.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SparkError } from '../errors/spark-error.js';
import { rowText } from './output/row-text.js';

export interface PipeCommand {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly separateWorkingDir: boolean;
  readonly encoding: BufferEncoding;
}

type Print = (line: string) => void;

/** @param printPipeContext called first; writes lines ahead of the rows
 *  @param printRddElement writes the lines of a row; a row is a line when it is left out */
export function pipedLines(
  rows: Iterable<unknown>,
  { command, env, separateWorkingDir, encoding }: PipeCommand,
  printPipeContext: ((print: Print) => void) | undefined,
  printRddElement: ((row: unknown, print: Print) => void) | undefined,
): string[] {
  const lines: string[] = [];
  const print: Print = line => void lines.push(rowText(line));
  printPipeContext?.(print);
  for (const row of rows) {
    if (printRddElement === undefined) lines.push(rowText(row));
    else printRddElement(row, print);
  }
  const directory = separateWorkingDir ? taskDirectory() : undefined;
  try {
    return run(command, lines, { ...process.env, ...env }, directory, encoding);
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  }
}

function run(
  command: readonly string[],
  lines: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string | undefined,
  encoding: BufferEncoding,
): string[] {
  const [file, ...args] = command as readonly [string, ...string[]];
  const input = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  const { status, signal, error, stdout } = spawnSync(file, args, {
    input: Buffer.from(input, encoding),
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
    maxBuffer: Number.POSITIVE_INFINITY,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // A command may end without reading all of its input, as `head` does.
  if (error !== undefined && code !== 'EPIPE') {
    throw new SparkError(
      'IOException',
      `Cannot run program "${file}": ${code === 'ENOENT' ? 'error=2, No such file or directory' : error.message}`,
    );
  }
  if (status !== 0) {
    const how = status === null ? `was ended by ${signal}` : `exited with status ${status}`;
    throw new SparkError('IllegalStateException', `Subprocess ${how}. Command ran: ${command.join(' ')}`);
  }
  const output = stdout.toString(encoding).split(/\r\n|\n|\r/);
  if (output.at(-1) === '') output.pop();
  return output;
}

function taskDirectory(): string {
  const parent = join(tmpdir(), 'ts-spark-pipe');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'task-'));
}
