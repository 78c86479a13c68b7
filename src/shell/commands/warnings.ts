import type { Command } from './command.js';

export const warnings: Command = {
  name: 'warnings',
  args: '',
  summary: 'show the warnings from the most recent line which had any',
  help: 'Warnings, deprecations and suggestions of the compiler, which are not printed when a line runs.',
  examples: [[':warnings', "Can't find any cached warnings."]],
  run(shell) {
    const found = shell.interpreter.lastWarnings();
    if (found.length === 0) return shell.print("Can't find any cached warnings.");
    shell.print(shell.printer.diagnostics(found));
  },
};
