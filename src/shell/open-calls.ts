/** Where a line stands in its text: the string that is open, and the calls around it. */

export interface OpenString {
  readonly start: number;
  readonly quote: string;
  readonly content: string;
}

/** `df.filter(x).select(`: a call whose arguments have not ended. */
export interface OpenCall {
  /** The last name of what is called: `select`. */
  readonly name: string;
  /** What the method is called on: `df.filter(x)`; undefined for a plain function. */
  readonly receiver: string | undefined;
}

export interface OpenPlace {
  readonly string: OpenString | undefined;
  /** Innermost first. */
  readonly calls: readonly OpenCall[];
}

/** @returns undefined inside of a comment */
export function placeAtEnd(text: string): OpenPlace | undefined {
  const open: number[] = [];
  /** From the last character of a string or a closing bracket to its first. */
  const endToStart = new Map<number, number>();
  let string = -1;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (string >= 0) {
      if (character === '\\') i++;
      else if (character === text[string]) {
        endToStart.set(i, string);
        string = -1;
      }
    } else if (character === "'" || character === '"' || character === '`') string = i;
    else if ('([{'.includes(character)) open.push(i);
    else if (')]}'.includes(character)) endToStart.set(i, open.pop() ?? 0);
    else if (text.startsWith('//', i)) {
      const end = text.indexOf('\n', i);
      if (end < 0) return undefined;
      i = end;
    }
  }
  const calls = open.reverse().flatMap(at => (text[at] === '(' ? callBefore(text, at, endToStart) : []));
  return { string: string < 0 ? undefined : { start: string, quote: text[string]!, content: text.slice(string + 1) }, calls };
}

/** What is called by the bracket at `at`; nothing when it only groups. */
function callBefore(text: string, at: number, endToStart: ReadonlyMap<number, number>): OpenCall[] {
  const nameEnd = skipSpaceBefore(text, at);
  const nameStart = nameBefore(text, nameEnd);
  if (nameStart === nameEnd) return [];
  const name = text.slice(nameStart, nameEnd);
  const dot = dotBefore(text, nameStart);
  if (dot === undefined) return [{ name, receiver: undefined }];
  return [{ name, receiver: text.slice(chainStart(text, dot, endToStart), dot) }];
}

/** Where a chain of names, calls, indices and strings begins that ends at `end`. */
function chainStart(text: string, end: number, endToStart: ReadonlyMap<number, number>): number {
  let start = skipSpaceBefore(text, end);
  for (;;) {
    const bracketed = endToStart.get(start - 1);
    if (bracketed !== undefined) {
      start = bracketed;
      // What is called, indexed or tagged stands right before; nothing does where brackets group, or a string begins.
      const before = nameBefore(text, start);
      if (before === start && endToStart.get(start - 1) !== undefined) continue;
      start = before;
    } else start = nameBefore(text, start);
    const dot = dotBefore(text, start);
    if (dot === undefined) return start;
    start = skipSpaceBefore(text, dot);
  }
}

const nameBefore = (text: string, end: number): number => end - /[\p{ID_Continue}$]*$/u.exec(text.slice(0, end))![0].length;

const skipSpaceBefore = (text: string, end: number): number => text.slice(0, end).trimEnd().length;

/** The place of the `.`, `?.` or `!.` before a name. */
function dotBefore(text: string, nameStart: number): number | undefined {
  const end = skipSpaceBefore(text, nameStart);
  if (text[end - 1] !== '.') return undefined;
  return text[end - 2] === '?' || text[end - 2] === '!' ? end - 2 : end - 1;
}
