/** What TAB offers: names from the compiler, commands after `:`, and what a command says of its arguments. */
import { commandTable, loadCommand, resolveCommand } from './commands/command-table.js';
import type { Shell } from './shell.js';

export interface Completion {
  /** Each stands in the place of the last `replaced` characters before the cursor. */
  readonly candidates: readonly string[];
  readonly replaced: string;
  /** The signature of the name before the cursor, when it is whole. */
  readonly signature?: string;
}

const nothing: Completion = { candidates: [], replaced: '' };

/** @param before earlier lines of the same input; @param line the line up to the cursor; @param after the rest of it */
export async function completionOf(shell: Shell, before: string, line: string, after = ''): Promise<Completion> {
  if (line.trim() === '') return before === '' ? nothing : { candidates: [`${line}  `], replaced: line };
  if (before === '' && line.trimStart().startsWith(':')) return completeCommandLine(shell, line.trimStart());
  const text = before === '' ? shell.withSubject(line) : before + line;
  if (/['"`]/.test(text)) {
    // It brings SQL along, which the prompt does not wait for.
    const { columnsAt } = await import('./column-completion.js');
    const columns = columnsAt(shell, text, after);
    if (columns !== undefined) return columns;
  }
  const { from, items } = shell.interpreter.completionsAt(text, text.length);
  const replaced = text.slice(from);
  const names = [...new Set(items.map(({ name }) => name))].filter(name => name.startsWith(replaced));
  // Members of the very name come before what merely starts like it; TypeScript's own order is kept otherwise.
  const isWhole = replaced !== '' && names.includes(replaced);
  const info = isWhole && names.length === 1 ? shell.interpreter.quickInfoAt(text, text.length) : undefined;
  return { candidates: names.sort(), replaced, ...(info ? { signature: info.signature } : {}) };
}

async function completeCommandLine(shell: Shell, line: string): Promise<Completion> {
  const [, word = '', space = '', args = ''] = /^:(\S*)(\s*)([\s\S]*)$/.exec(line) ?? [];
  if (space === '') {
    const names = commandTable.map(({ name }) => `:${name}`).filter(name => name.startsWith(`:${word}`));
    return { candidates: names, replaced: `:${word}` };
  }
  try {
    const command = await loadCommand(resolveCommand(word));
    const found = await command.complete?.(shell, args);
    return found ? { candidates: found.candidates, replaced: args.slice(found.from) } : nothing;
  } catch {
    return nothing;
  }
}
