/** How a command's argument text is read. */
import { homedir } from 'node:os';

/** `-v 'my file.ts' a` -> `['-v', 'my file.ts', 'a']`. */
export function splitWords(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), ([, double, single, bare]) => double ?? single ?? bare ?? '');
}

/** Takes a leading flag off: `takeFlag('-v x', '-v')` -> `{ given: true, rest: 'x' }`. */
export function takeFlag(args: string, flag: string): { given: boolean; rest: string } {
  const [first = ''] = args.split(/\s/, 1);
  return first === flag ? { given: true, rest: args.slice(flag.length).trim() } : { given: false, rest: args };
}

/** A path as it was typed: quotes off, `~` expanded. */
export function pathOf(text: string): string {
  const path = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  return path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path;
}
