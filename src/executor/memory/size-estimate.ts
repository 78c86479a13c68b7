import { elementAt } from '../blocks/element-at.js';

/** Heap bytes of values, from samples: looking at each would cost more than it is worth. */
const SAMPLE = 100;
/** From this length on V8 keeps a substring as a view on its text. */
const SLICED_LENGTH = 13;
const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** @param sample how many are looked at */
export function estimatedBytes(values: readonly unknown[], sample = SAMPLE): number {
  if (values.length === 0) return 0;
  const step = Math.max(1, Math.floor(values.length / sample));
  let bytes = 0;
  let seen = 0;
  for (let i = 0; i < values.length; i += step) {
    bytes += bytesOf(elementAt(values, i));
    seen++;
  }
  return Math.round((bytes / seen + 8) * values.length);
}

/** @param depth levels of nesting that are still looked into */
export function bytesOf(value: unknown, depth = 3): number {
  switch (typeof value) {
    case 'string':
      return textBytes(value);
    case 'number':
      // Small integers lie in the reference itself.
      return Number.isInteger(value) && Math.abs(value) < 2 ** 30 ? 0 : 16;
    case 'bigint':
      return 24;
    case 'object':
      return value === null ? 0 : objectBytes(value, depth);
    case 'function':
      return 64;
    default:
      return 0;
  }
}

/** What a text holds alive: itself, and its share of the chunk that it was cut from. */
function textBytes(text: string): number {
  if (text.length < SLICED_LENGTH) return 32;
  return 40 + text.length * (text.length < 1000 && BEYOND_LATIN1.test(text) ? 2 : 1);
}

function objectBytes(value: object, depth: number): number {
  if (ArrayBuffer.isView(value)) return 200 + value.byteLength;
  if (Array.isArray(value)) return 32 + partsBytes(value, depth);
  if (value instanceof Map)
    return (
      100 +
      partsBytes([...firstOf(value.keys())], depth, value.size) +
      partsBytes([...firstOf(value.values())], depth, value.size) +
      24 * value.size
    );
  if (value instanceof Set) return 100 + partsBytes([...firstOf(value)], depth, value.size) + 16 * value.size;
  if (value instanceof Date) return 96;
  return 32 + partsBytes(Object.values(value), depth);
}

/** @param count of all parts, when `parts` are the first of them */
function partsBytes(parts: readonly unknown[], depth: number, count = parts.length): number {
  if (parts.length === 0) return 0;
  if (depth === 0) return 24 * count;
  const step = Math.max(1, Math.floor(parts.length / PART_SAMPLE));
  let bytes = 0;
  let seen = 0;
  for (let i = 0; i < parts.length; i += step) {
    bytes += bytesOf(elementAt(parts, i), depth - 1);
    seen++;
  }
  return (bytes / seen + 8) * count;
}

const PART_SAMPLE = 8;

function* firstOf<T>(values: Iterable<T>): Generator<T> {
  let left = PART_SAMPLE;
  for (const value of values) {
    if (left-- === 0) return;
    yield value;
  }
}
