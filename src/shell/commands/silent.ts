import type { Command } from './command.js';

export const silent: Command = {
  name: 'silent',
  args: '',
  summary: 'disable/enable automatic printing of results',
  help: 'Prints no definitions and results until it is typed again. Results still take their number, and what the code prints is printed.',
  examples: [[':silent', 'Result printing is off.']],
  run(shell) {
    shell.settings.silent = !shell.settings.silent;
    shell.print(`Result printing is ${shell.settings.silent ? 'off' : 'on'}.`);
  },
};
