import type { Command } from './command.js';

const defaultCount = 20;

export const history: Command = {
  name: 'history',
  args: '[num]',
  summary: 'show the history (optional num is commands to show)',
  help: `Shows the last ${defaultCount} inputs, or as many as asked for, numbered as :edit and :line name them.`,
  examples: [[':history 2', ' 41  const x = 1\n 42  :history 2']],
  run(shell, args) {
    const { entries } = shell.history;
    if (entries.length === 0) return shell.print('No history available.');
    const count = /^\d+$/.test(args) ? Number(args) : defaultCount;
    const first = Math.max(0, entries.length - count);
    for (const [i, text] of entries.slice(first).entries()) {
      shell.print(`${String(first + i + 1).padStart(3)}  ${text.replaceAll('\n', '\n     ')}`);
    }
  },
};
