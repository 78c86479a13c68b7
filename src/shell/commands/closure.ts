import { printReport } from '../../closures/report.js';
import { UsageError } from '../../errors/spark-error.js';
import type { Shell } from '../shell.js';
import type { Command } from './command.js';
import { completeExpression } from './complete.js';

export const closure: Command = {
  name: 'closure',
  args: '<function>',
  summary: 'show what a function would ship to the executors',
  help: 'Takes the name of a function, or any expression that is one. Shows the variables that it captures, what they are and how many\nbytes each of them takes, or why the function cannot be sent.',
  examples: [[':closure x => x * limit', 'x => x * limit  (<cell 2>:1:1)\n  limit  number  66 bytes\n  260 bytes in all']],
  complete: completeExpression,
  async run(shell, args) {
    if (args === '') throw new UsageError('usage: :closure function');
    const found = shell.interpreter.definitions().find(({ name }) => name === args) ?? (await evaluated(shell, args));
    if (!found) return;
    if (typeof found.value !== 'function') throw new UsageError(`This is not a function: it is of type ${found.type}.`);
    shell.print(printReport(shell.sc.closureReport(found.value)));
  },
};

/** The value of an expression; when it has none, why has been printed. */
async function evaluated(shell: Shell, expression: string): Promise<{ value: unknown; type: string } | undefined> {
  // In parentheses, a function with a name is an expression and defines nothing; on lines of their own, they move no column.
  const text = `(\n${expression}\n)`;
  const origin = { ...shell.nextCell(), line: 0 };
  const outcome = await shell.evaluate(text, origin);
  if (outcome.status === 'done') return outcome.result ?? { value: undefined, type: 'void' };
  if (outcome.status === 'incomplete') throw new UsageError('usage: :closure function');
  shell.report(outcome, text, origin);
  return undefined;
}
