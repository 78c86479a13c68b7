/** Many at once would not fit on the stack. */
const PARTS_AT_ONCE = 1000;

/** The rows of several arrays as one array. `concat` copies an array of one kind as a whole; `flat` and `push` take row by row. */
export function concatenated<T>(parts: readonly (readonly T[])[]): T[] {
  if (parts.length <= PARTS_AT_ONCE) return ([] as T[]).concat(...parts);
  const wholes: T[][] = [];
  for (let i = 0; i < parts.length; i += PARTS_AT_ONCE) wholes.push(concatenated(parts.slice(i, i + PARTS_AT_ONCE)));
  return concatenated(wholes);
}
