import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { type CommandLine, commandTable, loadCommand, resolveCommand } from './command-table.js';
import { completeCommandName } from './complete.js';

const keyBindings = `Useful default key bindings:
  TAB           code completion
  CTRL-R        search the history
  CTRL-C        cancel what runs, or clear a half-typed line
  CTRL-D        leave`;

export const usageOf = ({ name, args }: Pick<CommandLine, 'name' | 'args'>) => (args ? `:${name} ${args}` : `:${name}`);

function summary(): string {
  const usages = commandTable.map(usageOf);
  const width = Math.max(...usages.map(usage => usage.length));
  const lines = commandTable.map((line, i) => `${usages[i]!.padEnd(width)} ${line.summary}`);
  return ['All commands can be abbreviated, e.g., :he instead of :help.', ...lines, '', keyBindings].join('\n');
}

function detailsOf(command: Command): string {
  const examples = command.examples?.map(([typed, printed]) => `spark> ${typed}\n${printed}`) ?? [];
  return [`\n${usageOf(command)}\n${command.help ?? command.summary}`, examples.join('\n').trimEnd()].filter(Boolean).join('\n\n');
}

export const help: Command = {
  name: 'help',
  args: '[command]',
  summary: 'print this summary or command-specific help',
  help: 'Without an argument prints one line a command; with one, all that is known of that command.',
  examples: [[':help quit', '\n:quit\nStops the SparkContext and leaves. Ctrl-D at an empty line does the same.']],
  complete: completeCommandName,
  async run(shell, args) {
    if (args === '') return shell.print(summary());
    shell.print(detailsOf(await loadCommand(commandNamed(args))));
  },
};

/** Scala names the command without its colon here. */
function commandNamed(text: string): CommandLine {
  const word = text.replace(/^:/, '');
  try {
    return resolveCommand(word);
  } catch (error) {
    throw new UsageError((error as Error).message.replace(`':${word}'`, `'${word}'`).replace(/^:/, ''));
  }
}
