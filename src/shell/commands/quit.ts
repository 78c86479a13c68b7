import type { Command } from './command.js';

export const quit: Command = {
  name: 'quit',
  args: '',
  summary: 'exit the shell',
  help: 'Stops the SparkContext and leaves. Ctrl-D at an empty line does the same.',
  examples: [[':quit', '']],
  run(shell) {
    shell.exit();
  },
};
