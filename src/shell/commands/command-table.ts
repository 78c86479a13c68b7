/**
 * The commands in the order of `:help`: what their records say in one line, so that `:help`, completion and abbreviation load no
 * command. A test compares the two and prints the right table when they drift.
 */
import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';

export interface CommandLine extends Pick<Command, 'name' | 'args' | 'summary'> {
  /** The file beside this one that holds the record, without its ending. */
  readonly file: string;
  /** An own command, which spark-shell does not have. */
  readonly own?: true;
}

export const commandTable: readonly CommandLine[] = [
  { name: 'help', args: '[command]', summary: 'print this summary or command-specific help', file: 'help' },
  { name: 'completions', args: '<string>', summary: 'output completions for the given string', file: 'completions' },
  { name: 'edit', args: '<id>|<line>', summary: 'edit history', file: 'edit', own: true },
  { name: 'history', args: '[num]', summary: 'show the history (optional num is commands to show)', file: 'history', own: true },
  { name: 'h?', args: '<string>', summary: 'search the history', file: 'history-search', own: true },
  { name: 'imports', args: '[name name ...]', summary: 'show import history, identifying sources of names', file: 'imports' },
  { name: 'implicits', args: '[-v]', summary: 'show the names that the shell adds', file: 'implicits' },
  { name: 'javap', args: '[-c|-p] <name>', summary: 'show the emitted JavaScript and declaration of a name', file: 'javap' },
  { name: 'line', args: '<id>|<line>', summary: 'place line(s) at the end of history', file: 'line' },
  { name: 'load', args: '[-v] <path> [args]', summary: 'interpret lines in a file', file: 'load' },
  { name: 'paste', args: '[-raw] [path]', summary: 'enter paste mode or paste a file', file: 'paste' },
  { name: 'power', args: '', summary: 'enable power user mode', file: 'power' },
  { name: 'quit', args: '', summary: 'exit the shell', file: 'quit' },
  { name: 'replay', args: '[options]', summary: 'reset the shell and replay all previous commands', file: 'replay' },
  { name: 'require', args: '<path>', summary: 'add a package or a file on the driver and the executors', file: 'require' },
  {
    name: 'reset',
    args: '[options]',
    summary: 'reset the shell to its initial state, forgetting all session entries',
    file: 'reset',
  },
  { name: 'save', args: '<path>', summary: 'save replayable session to a file', file: 'save' },
  { name: 'sh', args: '<command line>', summary: 'run a shell command (result is { lines, code })', file: 'sh' },
  { name: 'settings', args: '<options>', summary: 'show or update options of the compiler, the shell and spark.*', file: 'settings' },
  { name: 'silent', args: '', summary: 'disable/enable automatic printing of results', file: 'silent' },
  { name: 'type', args: '[-v] <expr>', summary: 'display the type of an expression without evaluating it', file: 'type' },
  { name: 'kind', args: '[-v] <type>', summary: 'display a type with its aliases expanded. see also :help kind', file: 'kind' },
  { name: 'warnings', args: '', summary: 'show the warnings from the most recent line which had any', file: 'warnings' },
  { name: 'closure', args: '<function>', summary: 'show what a function would ship to the executors', file: 'closure', own: true },
  { name: 'jobs', args: '', summary: 'list the jobs of this session', file: 'jobs', own: true },
  { name: 'kill', args: '<job id>', summary: 'cancel a job', file: 'kill', own: true },
  { name: 'time', args: '<expr>', summary: 'evaluate and print the elapsed time', file: 'time', own: true },
  { name: 'vars', args: '[name name ...]', summary: 'list the names defined in this session', file: 'vars', own: true },
];

/**
 * The command that `word` names or abbreviates. An abbreviation that spark-shell accepts means the same here: `:t` is `:type`, though
 * `:time` starts with it too.
 * @throws UsageError in Scala's words when there is none or more than one
 */
export function resolveCommand(word: string): CommandLine {
  const matching = commandTable.filter(line => line.name.startsWith(word));
  const ofSpark = matching.filter(line => !line.own);
  const found = matching.find(line => line.name === word) ?? (ofSpark.length === 1 ? ofSpark[0] : undefined);
  if (found) return found;
  if (matching.length === 1) return matching[0]!;
  if (matching.length === 0) throw new UsageError(`No such command ':${word}'.  Type :help for help.`);
  throw new UsageError(`:${word} is ambiguous: did you mean ${matching.map(line => `:${line.name}`).join(' or ')}?`);
}

/** Loads the record of a line of the table. */
export async function loadCommand({ file, name }: CommandLine): Promise<Command> {
  const module: Record<string, Command> = await import(new URL(`${file}.js`, import.meta.url).href);
  return Object.values(module).find(record => record.name === name)!;
}
