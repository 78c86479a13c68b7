import type { Command } from './command.js';

export const historySearch: Command = {
  name: 'h?',
  args: '<string>',
  summary: 'search the history',
  help: 'Shows every input that contains the text, in upper or lower case.',
  examples: [[':h? reducebykey', '12 const counts = words.reduceByKey((a, b) => a + b)\n15 :h? reducebykey']],
  run(shell, args) {
    const wanted = args.toLowerCase();
    for (const [i, text] of shell.history.entries.entries()) {
      if (text.toLowerCase().includes(wanted)) shell.print(`${i + 1} ${text}`);
    }
  },
};
