import { SparkError } from '../../errors/spark-error.js';

/** A row as a line of a text file: strings as they are, numbers as JavaScript prints them, arrays as Scala's tuples: `(a,1)`. */
export function rowText(row: unknown): string {
  if (typeof row === 'string') return row;
  if (row === null || row === undefined) {
    throw new SparkError('IllegalArgumentException', 'requirement failed: text files do not allow null rows');
  }
  return elementText(row);
}

function elementText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `(${Array.from(value, elementText).join(',')})`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Map)
    return `Map(${Array.from(value, ([key, element]) => `${elementText(key)} -> ${elementText(element)}`).join(', ')})`;
  if (value instanceof Set) return `Set(${Array.from(value, elementText).join(', ')})`;
  if (ArrayBuffer.isView(value)) return `(${Array.from(value as Uint8Array, elementText).join(',')})`;
  if (saysHowItPrints(value)) return String(value);
  return JSON.stringify(value, (_, field) => (typeof field === 'bigint' ? bigintField(field) : field)) ?? String(value);
}

/** A class with a `toString` of its own is asked; any other object is JSON. */
function saysHowItPrints(value: object): boolean {
  return typeof value.toString === 'function' && value.toString !== Object.prototype.toString;
}

function bigintField(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
