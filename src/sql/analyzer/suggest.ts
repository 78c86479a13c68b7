/** Proposals for a name that was not found, in Spark's order. */
import { quotedId } from '../../errors/quoted.js';

/** The candidates, quoted; the most similar first. @param base the name as written, its parts joined by points */
export function orderedSuggestions(base: string, baseParts: number, candidates: readonly (readonly string[])[]): string[] {
  const prefixes = (parts: number) => new Set(candidates.map(each => each.slice(0, Math.max(0, each.length - parts)).join('\0'))).size;
  let shown: readonly (readonly string[])[] = candidates;
  if (baseParts === 1 && prefixes(1) === 1) shown = candidates.map(each => each.slice(-1));
  else if (baseParts <= 2 && prefixes(2) === 1) shown = candidates.map(each => each.slice(-2));
  return shown
    .map(each => quotedId(...each))
    .map((text, index) => ({ text, index, distance: levenshtein(text, base) }))
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .map(({ text }) => text);
}

/** Letters to insert, delete or change to make one text of the other. */
export function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = a[i - 1] === b[j - 1] ? previous[j - 1]! : 1 + Math.min(previous[j - 1]!, previous[j]!, row[j - 1]!);
    }
    previous = row;
  }
  return previous[b.length]!;
}
