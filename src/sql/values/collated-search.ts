/** Looking for text in text of a collation. Texts are lists of characters, so that places are those that Spark counts. */
import { collationKey } from './ordering.js';

export interface CollatedSearch {
  /** How many characters from `at` on are equal to the pattern; -1 when none are. */
  matchLength(text: readonly string[], at: number, pattern: string): number;
  /** Where the pattern is, from `from` on, and how long it is there; undefined when it is not. */
  find(text: readonly string[], pattern: string, from: number): { readonly at: number; readonly length: number } | undefined;
  /** Whether two characters, or two texts, are the same. */
  equals(a: string, b: string): boolean;
}

const isMark = (character: string | undefined) => character !== undefined && /^\p{M}$/u.test(character);

/** Lower case character by character: a match may not begin or end within what one has become. */
function lowerCaseMatch(text: readonly string[], at: number, pattern: string): number {
  const wanted = pattern.toLowerCase().replaceAll('ς', 'σ');
  let seen = '';
  for (let i = at; i < text.length && seen.length < wanted.length; i++) {
    seen += text[i]!.toLowerCase().replaceAll('ς', 'σ');
    if (seen === wanted) return i + 1 - at;
    if (!wanted.startsWith(seen)) return -1;
  }
  return -1;
}

function binaryMatch(text: readonly string[], at: number, pattern: string): number {
  const wanted = [...pattern];
  return wanted.every((character, i) => text[at + i] === character) ? wanted.length : -1;
}

/** @param collation such as `UTF8_LCASE`; trailing blanks count here in all of them */
export function collatedSearch(collation: string): CollatedSearch {
  const base = collation.toUpperCase().replace(/_RTRIM$/, '');
  const { keyOf } = collationKey(base);
  const equals = (a: string, b: string) => keyOf(a) === keyOf(b);
  const unicodeMatch = (text: readonly string[], at: number, pattern: string): number => {
    const wanted = keyOf(pattern);
    for (let length = 1; at + length <= text.length && length <= 2 * pattern.length + 2; length++) {
      if (!isMark(text[at + length]) && keyOf(text.slice(at, at + length).join('')) === wanted) return length;
    }
    return -1;
  };
  const match = base === 'UTF8_BINARY' ? binaryMatch : base === 'UTF8_LCASE' ? lowerCaseMatch : unicodeMatch;
  const matchLength = (text: readonly string[], at: number, pattern: string) => (pattern === '' ? 0 : match(text, at, pattern));
  return {
    matchLength,
    equals,
    find: (text, pattern, from) => {
      for (let at = from; at < text.length; at++) {
        const length = matchLength(text, at, pattern);
        if (length >= 0) return { at, length };
      }
      return undefined;
    },
  };
}

/** All places of the pattern, one behind the other. */
export function findAll(
  search: CollatedSearch,
  text: readonly string[],
  pattern: string,
): { readonly at: number; readonly length: number }[] {
  const found: { readonly at: number; readonly length: number }[] = [];
  for (let next = search.find(text, pattern, 0); next !== undefined; next = search.find(text, pattern, next.at + Math.max(next.length, 1)))
    found.push(next);
  return found;
}
