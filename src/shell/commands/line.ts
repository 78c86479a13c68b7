import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { textOf } from './history-range.js';

export const line: Command = {
  name: 'line',
  args: '<id>|<line>',
  summary: 'place line(s) at the end of history',
  help: 'Puts lines of the history, or the input that defined a name, into the line to type: change it and press Enter.\nSee :help edit for the ways to name lines.',
  examples: [[':line 12', 'Placing text in recent history.']],
  run(shell, args) {
    if (args === '') throw new UsageError('usage: :line id|line');
    shell.print('Placing text in recent history.');
    shell.insertLine(textOf(shell, args));
  },
};
