/** What runs before the first prompt: the start-up file, `-I`, `-i`, and `-e`. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors/spark-error.js';
import type { Preload } from './options.js';
import type { Shell } from './shell.js';

/** @returns whether all of them succeeded; in a script the first failure ends them */
export async function runPreloads(shell: Shell): Promise<boolean> {
  let succeeded = true;
  for (const preload of shell.options.preloads) {
    succeeded = (await runPreload(shell, preload)) && succeeded;
    if (!succeeded && shell.stopsOnError) return false;
  }
  return succeeded;
}

/** Runs the person's start-up file, if there is one. */
export async function runStartupFile(shell: Shell, env: NodeJS.ProcessEnv): Promise<void> {
  const named = env.TS_SPARK_SHELL_STARTUP;
  const path = named ?? join(homedir(), '.ts-spark-shell.ts');
  if (named ? true : existsSync(path)) await runPreload(shell, { kind: 'unit', path });
}

async function runPreload(shell: Shell, preload: Preload): Promise<boolean> {
  try {
    switch (preload.kind) {
      case 'code':
        return await shell.runText(preload.text, { file: '<-e>', line: 1 });
      case 'lines':
        readable(preload.path);
        return await shell.runFile(preload.path);
      case 'unit': {
        const text = readable(preload.path);
        // Nothing to run must not make the prompt wait for the compiler.
        return text.trim() === '' || (await shell.runCell(text, { file: preload.path, line: 1 }, { quiet: true }));
      }
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    shell.printError(error.message);
    shell.failed = true;
    return false;
  }
}

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? `File \`${path}\` does not exist.` : `File \`${path}\` cannot be read: ${message}`);
  }
}
