/** The flags of a Java pattern, and its characters and ranges as JavaScript writes them under these flags. */

export interface Flags {
  readonly ignoreCase: boolean;
  readonly unicodeCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
  readonly unicodeClass: boolean;
  readonly literal: boolean;
}

export const noFlags: Flags = {
  ignoreCase: false,
  unicodeCase: false,
  multiline: false,
  dotAll: false,
  comments: false,
  unixLines: false,
  unicodeClass: false,
  literal: false,
};

export const flagOfLetter: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  u: 'unicodeCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'comments',
  d: 'unixLines',
  U: 'unicodeClass',
};

/** Upper and lower case letters are one class where case is ignored. */
export function caseOf(name: string, flags: Flags): string | undefined {
  if (!flags.ignoreCase) return undefined;
  if (name === 'Lower' || name === 'Upper') return flags.unicodeClass ? '\\p{Lowercase}\\p{Uppercase}\\p{Lt}' : 'a-zA-Z';
  if (/^(?:Is)?L[ult]$/.test(name)) return '\\p{Lu}\\p{Ll}\\p{Lt}';
  if (/^java(?:Lower|Upper|Title)Case$/.test(name)) return '\\p{Lowercase}\\p{Uppercase}\\p{Lt}';
  return undefined;
}

function variantsOf(character: string, flags: Flags): readonly string[] {
  if (!flags.ignoreCase || (!flags.unicodeCase && character > '\x7f')) return [character];
  const all = [character, character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()];
  const single = all.filter(each => [...each].length === 1 && (flags.unicodeCase || each <= '\x7f'));
  return [...new Set(single)];
}

const escaped = (character: string): string => {
  const code = character.codePointAt(0)!;
  if (code > 0xffff || (code >= 0xd800 && code <= 0xdfff)) return `\\u{${code.toString(16)}}`;
  return /[a-zA-Z0-9_ ]/.test(character) ? character : `\\u${code.toString(16).padStart(4, '0')}`;
};

export function literal(character: string, flags: Flags): string {
  const variants = variantsOf(character, flags);
  return variants.length === 1 ? escaped(variants[0]!) : `[${variants.map(escaped).join('')}]`;
}

export function classRange(low: string, high: string | undefined, flags: Flags): string {
  if (high === undefined) return variantsOf(low, flags).map(escaped).join('');
  const range = `${escaped(low)}-${escaped(high)}`;
  if (!flags.ignoreCase) return range;
  const [from, to] = [low.codePointAt(0)!, high.codePointAt(0)!];
  let extra = '';
  // Ranges wider than a plane of letters hold both cases already, or nearly.
  for (let code = from; code <= Math.min(to, from + 0x2000); code++) {
    for (const variant of variantsOf(String.fromCodePoint(code), flags)) {
      const other = variant.codePointAt(0)!;
      if (other < from || other > to) extra += escaped(variant);
    }
  }
  return range + extra;
}

/** The last character of a run of escaped literals apart from those before it. */
export function splitLast(source: string): string {
  const last = /(?:\[[^\]]*\]|\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|.)$/s.exec(source)?.[0] ?? '';
  return source.slice(0, source.length - last.length) + last;
}

export function countGroups(pattern: string): number {
  let count = 0;
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern[at];
    if (c === '\\') {
      if (pattern[at + 1] === 'Q') {
        const end = pattern.indexOf('\\E', at);
        if (end < 0) return count;
        at = end;
      }
      at++;
    } else if (c === '[') depth++;
    else if (c === ']') depth = Math.max(0, depth - 1);
    else if (c === '(' && depth === 0 && (pattern[at + 1] !== '?' || /^\?<[a-zA-Z]/.test(pattern.slice(at + 1, at + 4)))) count++;
  }
  return count;
}
