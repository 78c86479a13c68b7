/**
 * Text that is cut from a text keeps all of it in memory: a line keeps the chunk of the file that it was read with. Rows that are kept
 * when most others are not should own their text.
 */
import { elementAt } from './element-at.js';

/** From this length on V8 makes a substring a view on its text. */
const SLICED_LENGTH = 13;

export function ownText(text: string): string {
  // Slicing makes V8 write out the sum first: what is kept is one character longer than the text.
  return text.length < SLICED_LENGTH ? text : ` ${text}`.slice(1);
}

/** Puts texts that own their characters in the place of those in `rows`, which are texts, or plain arrays and objects of them. */
export function ownTexts(rows: unknown[], depth = 2): void {
  for (let i = 0; i < rows.length; i++) {
    const row = elementAt(rows, i);
    if (typeof row === 'string') rows[i] = ownText(row);
    else if (typeof row === 'object' && row !== null && depth > 0 && !Object.isFrozen(row)) ownParts(row, depth);
  }
}

function ownParts(row: object, depth: number): void {
  if (Array.isArray(row)) return ownTexts(row, depth - 1);
  if (Object.getPrototypeOf(row) !== Object.prototype) return;
  const fields = row as Record<string, unknown>;
  for (const [name, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(fields))) {
    if (typeof value === 'string' && writable) fields[name] = ownText(value);
  }
}
