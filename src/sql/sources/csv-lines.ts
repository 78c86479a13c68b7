/**
 * The records of a CSV file, split where they stand: a line gives places in the bytes of its block. Lines that are not plain (with
 * escapes, quotes in odd places, blanks to be taken off) are given as text, for the parser that knows everything.
 */
import type { AllCsvOptions } from '../jvm/csv-options.js';
import { carriageReturn, LineReader, lineFeed } from './line-reader.js';

const quoteMark = 34;
/** Bytes that a field goes on over are 0. */
const [ordinary, delimiterKind, lineEndKind, quoteKind] = [0, 1, 2, 3];

/** Whether lines of a file with these options can be split by bytes at all. */
export const hasPlainLines = ({ multiLine, format }: AllCsvOptions): boolean =>
  !multiLine &&
  format.lineSeparator === undefined &&
  format.delimiter.length === 1 &&
  format.delimiter.charCodeAt(0) < 128 &&
  !'\r\n"'.includes(format.delimiter) &&
  format.quote === '"' &&
  !format.ignoreLeadingWhiteSpace &&
  !format.ignoreTrailingWhiteSpace &&
  (format.maxCharsPerColumn ?? -1) < 0;

export class CsvLines extends LineReader {
  /** Where the fields of the current line start and end; those behind `wanted` are counted only. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Fields of the current line; -1 when it is to be parsed as text. */
  count = 0;
  readonly #wanted: number;
  readonly #counts: boolean;
  readonly #kinds = new Uint8Array(256);
  readonly #comment: string | undefined;
  readonly #escape: number;
  /** Else the split has stopped before the end of the line. */
  #isAtLineEnd = false;

  /** @param wanted how many fields are looked at @param counts whether it matters how many there are */
  constructor(path: string, { format }: AllCsvOptions, wanted: number, counts: boolean) {
    super(path);
    this.#wanted = wanted;
    this.#counts = counts;
    this.starts = new Int32Array(wanted + 1);
    this.ends = new Int32Array(wanted + 1);
    this.#comment = format.comment;
    this.#escape = format.escape.charCodeAt(0);
    this.#kinds[format.delimiter.charCodeAt(0)] = delimiterKind;
    this.#kinds[lineFeed] = this.#kinds[carriageReturn] = lineEndKind;
    this.#kinds[quoteMark] = quoteKind;
  }

  /** Goes to the next line that is a record. @returns false behind the last */
  next(): boolean {
    while (this.startLine()) {
      const first = this.bytes[this.at]!;
      this.#isAtLineEnd = false;
      this.count = this.#wanted === 0 ? 0 : this.#split();
      if (!this.#isAtLineEnd) this.skipLine();
      if (first > 32 && this.#comment === undefined) return true;
      const { text } = this;
      if (text.trim() !== '' && (this.#comment === undefined || !text.startsWith(this.#comment))) return true;
    }
    return false;
  }

  /** @returns the number of fields; -1 for a line that is not plain */
  #split(): number {
    const { bytes, starts, ends } = this;
    const kinds = this.#kinds;
    const wanted = this.#wanted;
    let at = this.at;
    let count = 0;
    for (;;) {
      const start = at;
      let kind = kinds[bytes[at]!]!;
      if (kind === quoteKind) {
        at = this.#quoteEnd(at + 1);
        if (at < 0) return -1;
        starts[count] = start + 1;
        ends[count] = at++;
        kind = kinds[bytes[at]!]!;
      } else {
        // A quote inside of a field is a character like others.
        while (kind === ordinary || kind === quoteKind) kind = kinds[bytes[++at]!]!;
        starts[count] = start;
        ends[count] = at;
      }
      if (count < wanted) count++;
      else {
        // One too many: the record is malformed however many more there are.
        count = wanted + 1;
      }
      if (kind === lineEndKind) {
        this.#isAtLineEnd = true;
        this.endLine(at);
        return count;
      }
      at++;
      if (count > wanted || (count === wanted && !this.#counts)) {
        this.at = at;
        return count;
      }
    }
  }

  /** The closing quote of a field; -1 where it is empty, or is none to be read without a closer look. */
  #quoteEnd(start: number): number {
    const { bytes } = this;
    const [kinds, escape] = [this.#kinds, this.#escape];
    for (let at = start; ; at++) {
      const c = bytes[at]!;
      if (c === quoteMark) {
        const after = kinds[bytes[at + 1]!]!;
        return at > start && (after === delimiterKind || after === lineEndKind) ? at : -1;
      }
      if (c === escape || c === lineFeed || c === carriageReturn) return -1;
    }
  }
}
