/**
 * Plain JSON in the bytes of a line: no escapes, no words of Jackson's own. Every method says whether the text is plain so far; what is
 * not is left to the parser that knows everything, and so is what is no JSON.
 */
import { LineReader } from './line-reader.js';

const [blank, tab, quoteMark, comma, minus, plus, point, zero, nine, colon] = [32, 9, 34, 44, 45, 43, 46, 48, 57, 58];
const [openBracket, backslash, closeBracket, openBrace, closeBrace] = [91, 92, 93, 123, 125];

/** Deeper values are parsed with the limit that Jackson has. */
const DEEPEST = 100;
/** Longer numbers may be beyond a limit. */
const LONGEST_NUMBER = 100;

export type JsonStart = 'object' | 'array' | 'text' | 'number' | 'true' | 'false' | 'null' | undefined;

export class JsonBytes extends LineReader {
  /** Of the last text or number. */
  start = 0;
  end = 0;
  isFloat = false;

  /** Goes to the next line; what is not read of the last one is read over. @returns false behind the last */
  next(): boolean {
    return this.startLine();
  }

  /** Ends the line, from its first byte on. */
  endWhole(): void {
    this.at = this.lineStart;
    this.skipLine();
  }

  /** Ends the line behind what was read of it. */
  endRest(): void {
    this.skipLine();
  }

  /** What the value at this place is, by its first character. */
  startOf(): JsonStart {
    this.#skipBlanks();
    const c = this.bytes[this.at]!;
    switch (c) {
      case openBrace:
        return 'object';
      case openBracket:
        return 'array';
      case quoteMark:
        return 'text';
      case 116:
        return 'true';
      case 102:
        return 'false';
      case 110:
        return 'null';
      default:
        return c === minus || (c >= zero && c <= nine) ? 'number' : undefined;
    }
  }

  /** At a quote: sets `start` and `end`. */
  readText(): boolean {
    const { bytes } = this;
    let at = this.at + 1;
    this.start = at;
    for (let c = bytes[at]!; c !== quoteMark; c = bytes[++at]!) if (c < blank || c === backslash) return false;
    this.end = at;
    this.at = at + 1;
    return true;
  }

  /** Sets `start`, `end` and `isFloat`. */
  readNumber(): boolean {
    const { bytes } = this;
    let at = this.at;
    this.start = at;
    if (bytes[at] === minus) at++;
    const first = at;
    while (isDigit(bytes[at]!)) at++;
    if (at === first || (bytes[first] === zero && at > first + 1)) return false;
    this.isFloat = false;
    if (bytes[at] === point) {
      this.isFloat = true;
      const from = ++at;
      while (isDigit(bytes[at]!)) at++;
      if (at === from) return false;
    }
    if (bytes[at] === 101 || bytes[at] === 69) {
      this.isFloat = true;
      at++;
      if (bytes[at] === plus || bytes[at] === minus) at++;
      const from = at;
      while (isDigit(bytes[at]!)) at++;
      if (at === from) return false;
    }
    this.end = this.at = at;
    return !isWord(bytes[at]!) && bytes[at] !== point && at - this.start <= LONGEST_NUMBER;
  }

  /** `true`, `false` or `null`, whose first character has been seen. */
  readWord(word: string): boolean {
    const { bytes, at } = this;
    for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
    this.at = at + word.length;
    return !isWord(bytes[this.at]!);
  }

  /**
   * The fields of an object, at its brace: `readField` is called where the value is, with the name between `start` and `end`.
   * @param readField by the place of the field in the object
   */
  readObject(readField: (place: number) => boolean): boolean {
    this.at++;
    if (this.#isNext(closeBrace)) return true;
    for (let place = 0; ; place++) {
      this.#skipBlanks();
      if (this.bytes[this.at] !== quoteMark || !this.readText() || !this.#isNext(colon) || !readField(place)) return false;
      if (this.#isNext(closeBrace)) return true;
      if (!this.#isNext(comma)) return false;
    }
  }

  /** The items of an array, at its bracket. */
  readArray(readItem: () => boolean): boolean {
    this.at++;
    if (this.#isNext(closeBracket)) return true;
    for (;;) {
      if (!readItem()) return false;
      if (this.#isNext(closeBracket)) return true;
      if (!this.#isNext(comma)) return false;
    }
  }

  skipValue(depth = 0): boolean {
    if (depth > DEEPEST) return false;
    const start = this.startOf();
    switch (start) {
      case undefined:
        return false;
      case 'object':
        return this.readObject(() => this.skipValue(depth + 1));
      case 'array':
        return this.readArray(() => this.skipValue(depth + 1));
      case 'text':
        return this.readText();
      case 'number':
        return this.readNumber();
      default:
        return this.readWord(start);
    }
  }

  /** Goes over a character that may follow blanks, when it does. */
  #isNext(c: number): boolean {
    this.#skipBlanks();
    if (this.bytes[this.at] !== c) return false;
    this.at++;
    return true;
  }

  /** A line end is none: a record does not go on behind it. */
  #skipBlanks(): void {
    const { bytes } = this;
    let at = this.at;
    while (bytes[at] === blank || bytes[at] === tab) at++;
    this.at = at;
  }
}

const isDigit = (c: number): boolean => c >= zero && c <= nine;
const isWord = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c > 127;

/** Which field a name is. Records have their fields mostly in the same order, so that a name is compared with the last at its place. */
export class FieldNames {
  readonly #places: ReadonlyMap<string, number>;
  readonly #names: Buffer[] = [];
  readonly #found: number[] = [];

  /** @param names of equal ones the last counts */
  constructor(names: readonly string[]) {
    this.#places = new Map(names.map((name, i) => [name, i]));
  }

  /** @returns -1 for a name that is none of them */
  find(place: number, bytes: Buffer, start: number, end: number): number {
    const known = this.#names[place];
    if (known !== undefined && isSame(known, bytes, start, end)) return this.#found[place]!;
    const name = bytes.toString('utf8', start, end);
    this.#names[place] = Buffer.from(bytes.subarray(start, end));
    return (this.#found[place] = this.#places.get(name) ?? -1);
  }
}

function isSame(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
