/** Candidates for the arguments of commands. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Shell } from '../shell.js';
import { pathOf } from './arguments.js';
import { commandTable } from './command-table.js';

export interface Candidates {
  /** Offset in the arguments that the candidates replace. */
  from: number;
  candidates: string[];
}

/** Where the word begins that ends at the end of `args`. */
const startOfWord = (args: string) => args.search(/[^\s"']*$/);

/** Files and folders (ending in `/`); hidden ones when the dot is typed. */
export function completeFilePath(_shell: Shell, args: string): Candidates {
  const typed = args.slice(startOfWord(args));
  const from = args.length - typed.length + typed.lastIndexOf('/') + 1;
  const prefix = args.slice(from);
  const folder = typed.includes('/') ? dirname(`${pathOf(typed)}.`) : '.';
  const entries = (() => {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch {
      return [];
    }
  })();
  const candidates = entries
    .filter(({ name }) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')))
    .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  return { from, candidates: candidates.sort() };
}

/** Names that the session defines. */
export function completeName(shell: Shell, args: string): Candidates {
  const from = startOfWord(args);
  const prefix = args.slice(from);
  const names = shell.interpreter.definitions().map(({ name }) => name);
  return { from, candidates: [...new Set(names)].filter(name => name.startsWith(prefix)).sort() };
}

/** What the compiler offers at the end of a text. */
export function candidatesAfter({ interpreter }: Shell, text: string): Candidates {
  const { from, items } = interpreter.completionsAt(text, text.length);
  const names = items.map(({ name }) => name).filter(name => name.startsWith(text.slice(from)));
  return { from, candidates: [...new Set(names)].sort() };
}

export function completeExpression(shell: Shell, args: string): Candidates {
  const start = args.startsWith('-v ') ? 3 : 0;
  const { from, candidates } = candidatesAfter(shell, args.slice(start));
  return { from: start + from, candidates };
}

export function completeCommandName(_shell: Shell, args: string): Candidates {
  const word = args.replace(/^:/, '');
  return { from: args.length - word.length, candidates: commandTable.map(({ name }) => name).filter(name => name.startsWith(word)) };
}
