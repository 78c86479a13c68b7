import { performance } from 'node:perf_hooks';
import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { completeExpression } from './complete.js';

export const time: Command = {
  name: 'time',
  args: '<expr>',
  summary: 'evaluate and print the elapsed time',
  help: 'Runs the input as if it were typed, compiling included, then prints the time it took.',
  examples: [[':time sc.range(1e6).count()', 'res0: number = 1000000\nTime taken: 96 ms']],
  complete: completeExpression,
  async run(shell, args) {
    if (args === '') throw new UsageError('usage: :time expression');
    const start = performance.now();
    const done = await shell.runText(args);
    if (done) shell.print(`Time taken: ${Math.round(performance.now() - start)} ms`);
  },
};
