import type { Command } from './command.js';
import { candidatesAfter } from './complete.js';

export const completions: Command = {
  name: 'completions',
  args: '<string>',
  summary: 'output completions for the given string',
  help: 'One line a candidate, sorted; nothing when there is none. For editors and tests: TAB shows the same.',
  examples: [[':completions sc.para', '[completions] sc.parallelize']],
  run(shell, args) {
    if (args === '') return;
    const { from, candidates } = candidatesAfter(shell, args);
    for (const name of candidates) shell.print(`[completions] ${args.slice(0, from)}${name}`);
  },
};
