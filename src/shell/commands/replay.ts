import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { updateSettings } from './settings.js';

export const replay: Command = {
  name: 'replay',
  args: '[options]',
  summary: 'reset the shell and replay all previous commands',
  help: 'Runs every input that succeeded again, from an empty session on. Options are set first, as :settings sets them.',
  examples: [[':replay', 'replay> const x = 1\nx: number = 1\n']],
  async run(shell, args) {
    updateSettings(shell, args);
    const entries = [...shell.entries];
    if (entries.length === 0) throw new UsageError('Nothing to replay.');
    shell.reset();
    for (const entry of entries) {
      shell.print(`replay> ${entry}`);
      await shell.runText(entry);
      shell.print('');
    }
  },
};
