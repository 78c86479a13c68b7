/**
 * V8's deserializer makes every array one of objects, so that each double in it is an object too. A closure that loops over such an array
 * is slow, and teaches the code that it runs in to treat all arrays so. Here arrays of numbers are made anew, as V8 makes them for a
 * literal, and put where the old ones were.
 */

/** Who has more captured than this waits for it anyway. */
const MAX_OBJECTS = 10_000;

type Owner = Record<string | number, unknown>;

/** @param roots values that the deserializer gave; what is in them is changed
 *  @returns the new array for each old one. Empty when members of a Map or a Set would have to change as well */
export function renewNumberArrays(roots: readonly unknown[]): ReadonlyMap<unknown, unknown> {
  const renewed = new Map<unknown, unknown>();
  const places: [owner: Owner, key: string | number][] = [];
  const seen = new Set<unknown>();
  const left = [...roots];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    if (seen.add(value).size > MAX_OBJECTS || value instanceof Map || value instanceof Set) return new Map();
    if (!Array.isArray(value)) {
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) continue;
      for (const key of Object.keys(value)) visit(value as Owner, key);
    } else if (isNumbers(value)) renewed.set(value, numberArrayOf(value));
    else for (const [i, element] of value.entries()) if (typeof element === 'object') visit(value as unknown as Owner, i);
  }
  for (const [owner, key] of places) owner[key] = renewed.get(owner[key]) ?? owner[key];
  return renewed;

  function visit(owner: Owner, key: string | number): void {
    const part = owner[key];
    if (Array.isArray(part)) places.push([owner, key]);
    left.push(part);
  }
}

/** `Array.from` with a function looks at each value, whatever arrays were made before. */
export const numberArrayOf = (values: readonly unknown[]): unknown[] => Array.from(values, value => value);

/** An array with a hole, or with properties besides, stays as it is. */
const isNumbers = (array: readonly unknown[]): boolean =>
  array.length > 0 && array.every(element => typeof element === 'number') && Object.keys(array).length === array.length;
