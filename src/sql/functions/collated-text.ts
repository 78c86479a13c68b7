/** Functions of text as they work on strings of another collation than the default one. */
import type { EvaluationContext } from '../functions/function-record.js';
import { collatedSearch, findAll } from '../values/collated-search.js';

/** The collation of an argument; undefined where strings are compared by their bytes, or are no strings. */
export function collationOf(cx: EvaluationContext, argument = 0): string | undefined {
  const type = cx.argTypes[argument];
  return type?.kind === 'string' && !type.isBinaryCollation ? type.collation : undefined;
}

const trimsTrailing = (collation: string) => collation.endsWith('_RTRIM');
const withoutTrailing = (text: string) => text.replace(/ +$/, '');
const searched = (pattern: string, collation: string) => (trimsTrailing(collation) ? withoutTrailing(pattern) : pattern);

/** The place of a part from a place on, both from 1; 0 when it is not there. */
export function collatedIndex(text: string, part: string, position: number, collation: string): number {
  if (position < 1) return 0;
  const pattern = searched(part, collation);
  if (pattern === '') return 1;
  return (collatedSearch(collation).find([...text], pattern, position - 1)?.at ?? -1) + 1;
}

export function collatedReplace(text: string, part: string, other: string, collation: string): string {
  if (part === '') return text;
  const characters = [...text];
  let [result, last] = ['', 0];
  for (const { at, length } of findAll(collatedSearch(collation), characters, part)) {
    result += characters.slice(last, at).join('') + other;
    last = at + length;
  }
  return result + characters.slice(last).join('');
}

export function collatedSplit(text: string, delimiter: string, collation: string): string[] {
  const pattern = searched(delimiter, collation);
  if (pattern === '') return [text];
  const characters = [...text];
  const parts: string[] = [];
  let last = 0;
  for (const { at, length } of findAll(collatedSearch(collation), characters, pattern)) {
    parts.push(characters.slice(last, at).join(''));
    last = at + length;
  }
  return [...parts, characters.slice(last).join('')];
}

/** What stands before the delimiter of that number; after it, when the number is negative. */
export function collatedSubstringIndex(text: string, part: string, count: number, collation: string): string {
  const delimiter = searched(part, collation);
  if (count === 0 || delimiter === '') return '';
  const characters = [...text];
  const search = collatedSearch(collation);
  if (count > 0) {
    let from = 0;
    for (let i = 1; ; i++) {
      const found = search.find(characters, delimiter, from);
      if (found === undefined) return text;
      if (i === count) return characters.slice(0, found.at).join('');
      from = found.at + 1;
    }
  }
  let left = -count;
  for (let at = characters.length - 1; at >= 0; at--) {
    const length = search.matchLength(characters, at, delimiter);
    if (length >= 0 && --left === 0) return characters.slice(at + length).join('');
  }
  return text;
}

export function collatedTranslate(text: string, from: string, to: string, collation: string): string {
  const [sources, targets] = [[...from], [...to]];
  const { equals } = collatedSearch(collation);
  return Array.from(text, character => {
    const at = sources.findIndex(each => equals(each, character));
    return at < 0 ? character : (targets[at] ?? '');
  }).join('');
}

/** Blanks at the end that do not count are passed over, and stay. */
export function collatedTrim(text: string, characters: string, side: 'BOTH' | 'LEADING' | 'TRAILING', collation: string): string {
  const set = [...characters];
  const { equals } = collatedSearch(collation);
  const isTrimmed = (character: string) => set.some(each => equals(each, character));
  const passes = side !== 'LEADING' && trimsTrailing(collation) && !set.includes(' ');
  const all = [...(passes ? withoutTrailing(text) : text)];
  let [first, last] = [0, all.length];
  if (side !== 'TRAILING') while (first < last && isTrimmed(all[first]!)) first++;
  if (side !== 'LEADING') while (last > first && isTrimmed(all[last - 1]!)) last--;
  return all.slice(first, last).join('') + (passes ? text.slice(withoutTrailing(text).length) : '');
}
