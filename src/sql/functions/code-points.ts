/** Text by its characters as Spark counts them: code points, not the 16-bit units of JavaScript. */

const surrogates = /[\ud800-\udfff]/;

export function codePointCount(text: string): number {
  if (!surrogates.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** From character `from` up to character `to`; what is outside the text does not count. */
export function sliceCodePoints(text: string, from: number, to: number): string {
  if (to <= from) return '';
  if (!surrogates.test(text)) return text.slice(Math.max(from, 0), Math.max(to, 0));
  return [...text].slice(Math.max(from, 0), Math.max(to, 0)).join('');
}

/** The place of a unit of JavaScript, in characters. */
export const codePointAtUnit = (text: string, unit: number): number => (surrogates.test(text) ? codePointCount(text.slice(0, unit)) : unit);

/** The unit of JavaScript at which a character stands. */
export function unitAtCodePoint(text: string, index: number): number {
  if (!surrogates.test(text)) return index;
  let unit = 0;
  for (const character of text) {
    if (index-- <= 0) break;
    unit += character.length;
  }
  return unit;
}

/** SQL's substring over anything that has places: from 1, or from the end when negative; 0 is the first place too. */
export function sqlRange(position: number, length: number, count: number): readonly [from: number, to: number] {
  const from = position > 0 ? position - 1 : position < 0 ? count + position : 0;
  return [from, length >= 2147483647 ? count : from + length];
}
