/** Runs a line such as `:load -v counts.ts`. */
import type { Shell } from '../shell.js';
import { loadCommand, resolveCommand } from './command-table.js';

/** `:load -v a.ts` -> `{ word: 'load', args: '-v a.ts' }`; a lone `:` asks for help. */
export function parseCommandLine(line: string): { word: string; args: string } {
  const [, word = '', args = ''] = /^\s*:\s*(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  return { word: word || 'help', args: args.trim() };
}

/** @throws UsageError when no command has this name, or it cannot use its arguments */
export async function runCommand(shell: Shell, line: string): Promise<void> {
  const { word, args } = parseCommandLine(line);
  const command = await loadCommand(resolveCommand(word));
  await command.run(shell, args);
}
