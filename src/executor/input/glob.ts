import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statsOf } from './hadoop-path.js';

/** Hadoop's globs: `*`, `?`, `[abc]`, `[a-c]`, `[^a]`, `{a,b}` and `\` before a character that is meant. */
const MAGIC = /[*?[{\\]/;

export const isGlob = (path: string): boolean => MAGIC.test(path);

/** The paths that match, sorted. Names that begin with `.` or `_` match in the middle of a path, and never at its end. */
export function matchGlob(pattern: string): string[] {
  const matches = new Set<string>();
  for (const flat of expandBraces(pattern)) for (const path of walk('/', flat.split('/').filter(Boolean))) matches.add(path);
  return [...matches].sort();
}

export const isHidden = (name: string): boolean => name.startsWith('.') || name.startsWith('_');

function* walk(directory: string, components: readonly string[]): Generator<string> {
  const [component, ...rest] = components;
  if (component === undefined) return;
  const last = rest.length === 0;
  for (const name of matchingNames(directory, component)) {
    if (last && isHidden(name)) continue;
    const path = join(directory, name);
    if (last) yield path;
    else yield* walk(path, rest);
  }
}

function matchingNames(directory: string, component: string): string[] {
  if (!isGlob(component.replaceAll(/\\./gs, ''))) {
    const name = component.replaceAll(/\\(.)/gs, '$1');
    return statsOf(join(directory, name)) === undefined ? [] : [name];
  }
  if (!statsOf(directory)?.isDirectory()) return [];
  const pattern = patternOf(component);
  return readdirSync(directory).filter(name => pattern.test(name));
}

/** One path component as a regular expression. */
function patternOf(component: string): RegExp {
  let source = '';
  for (let i = 0; i < component.length; i++) {
    const char = component[i]!;
    if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else if (char === '\\' && i + 1 < component.length) source += escapeText(component[++i]!);
    else if (char === '[') {
      const end = component.indexOf(']', i + 2);
      if (end < 0) return /(?!)/;
      const body = component.slice(i + 1, end);
      const negated = body.startsWith('^') || body.startsWith('!');
      source += `[${negated ? '^' : ''}${body.slice(negated ? 1 : 0).replaceAll(/[\\\]^[]/g, '\\$&')}]`;
      i = end;
    } else source += escapeText(char);
  }
  return new RegExp(`^${source}$`, 's');
}

const escapeText = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** `a{b,c{d,e}}` => `ab`, `acd`, `ace`. A brace that is never closed stands for itself. */
function expandBraces(pattern: string): string[] {
  for (let open = 0; open < pattern.length; open++) {
    if (pattern[open] === '\\') open++;
    else if (pattern[open] === '{') {
      const parts = braceParts(pattern, open);
      if (parts === undefined) continue;
      const { alternatives, end } = parts;
      return alternatives.flatMap(alternative => expandBraces(pattern.slice(0, open) + alternative + pattern.slice(end)));
    }
  }
  return [pattern];
}

function braceParts(pattern: string, open: number): { alternatives: string[]; end: number } | undefined {
  const alternatives: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === ',' && depth === 1) {
      alternatives.push(pattern.slice(start, i));
      start = i + 1;
    } else if (char === '}' && --depth === 0) {
      alternatives.push(pattern.slice(start, i));
      return { alternatives, end: i + 1 };
    }
  }
  return undefined;
}
