import { writeFile } from 'node:fs/promises';
import { UsageError } from '../../errors/spark-error.js';
import { pathOf } from './arguments.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';

export const save: Command = {
  name: 'save',
  args: '<path>',
  summary: 'save replayable session to a file',
  help: 'Writes the inputs that succeeded, in order, and the :load and :paste lines among them. :load runs the file again.',
  examples: [[':save session.ts', '']],
  complete: completeFilePath,
  async run(shell, args) {
    if (args === '') throw new UsageError('File name is required.');
    if (shell.entries.length === 0) throw new UsageError('No replay commands in session');
    const path = pathOf(args);
    try {
      await writeFile(path, `${shell.entries.join('\n')}\n`);
    } catch (error) {
      throw new UsageError(`Cannot write \`${path}\`: ${(error as Error).message}`);
    }
  },
};
