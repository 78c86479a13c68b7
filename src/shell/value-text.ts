/** A value as text, for the right side of `res0: number = 3`. */
import { inspect } from 'node:util';

export interface ValueTextOptions {
  readonly colors: boolean;
  readonly depth: number;
  /** Characters that will be shown; 0 for all of them. */
  readonly maxLength: number;
}

// Wider terminals do not change what is printed: a session reads the same typed, loaded and piped.
const breakLength = 80;
const maxElements = 1000;

export function valueText(value: unknown, { colors, depth, maxLength }: ValueTextOptions): string {
  const maxArrayLength = maxLength === 0 ? Number.POSITIVE_INFINITY : Math.min(maxElements, maxLength);
  const maxStringLength = maxLength === 0 ? Number.POSITIVE_INFINITY : Math.max(maxLength, 1);
  try {
    return inspect(value, { colors, depth, breakLength, maxArrayLength, maxStringLength });
  } catch (error) {
    // The person's own `toString` or inspection threw.
    return `<cannot be printed: ${error instanceof Error ? error.message : String(error)}>`;
  }
}

/** The first `maxLength` characters, the last three of them `...`; 0 leaves it whole. */
export function cutText(text: string, maxLength: number): string {
  if (maxLength === 0 || text.length <= maxLength) return text;
  // A surrogate pair is not cut in two.
  return `${text.slice(0, Math.max(0, maxLength - 3)).replace(/[\ud800-\udbff]$/, '')}...`;
}
