/** CSV split into fields as univocity splits it for Spark: quotes may stand inside unquoted fields, and a broken quote is kept as text. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';

export interface CsvFormat {
  readonly delimiter: string;
  /** Undefined: nothing is quoted. */
  readonly quote: string | undefined;
  readonly escape: string;
  /** Escapes the escape character; undefined where it is the escape character itself. */
  readonly charToEscapeQuoteEscaping?: string | undefined;
  readonly comment?: string | undefined;
  readonly ignoreLeadingWhiteSpace: boolean;
  readonly ignoreTrailingWhiteSpace: boolean;
  /** What an empty unquoted field is, and a quoted one. */
  readonly nullValue: string;
  readonly emptyValue: string;
  readonly lineSeparator?: string | undefined;
  /** Limits; a record beyond them is an error. */
  readonly maxColumns?: number;
  readonly maxCharsPerColumn?: number;
  readonly unescapedQuoteHandling: 'STOP_AT_CLOSING_QUOTE' | 'BACK_TO_DELIMITER' | 'STOP_AT_DELIMITER' | 'SKIP_VALUE' | 'RAISE_ERROR';
}

export const defaultCsvFormat: CsvFormat = {
  delimiter: ',',
  quote: '"',
  escape: '\\',
  ignoreLeadingWhiteSpace: false,
  ignoreTrailingWhiteSpace: false,
  nullValue: '',
  emptyValue: '',
  unescapedQuoteHandling: 'STOP_AT_DELIMITER',
};

/**
 * The fields of one record, in which line ends are as other characters; undefined for a comment or an empty text.
 * @throws SparkError MALFORMED_CSV_RECORD beyond the limits of the format
 */
export function parseCsvLine(line: string, format: CsvFormat = defaultCsvFormat): string[] | undefined {
  const fields = new CsvReader(line, { ...format, lineSeparator: '' }).next();
  const { maxColumns = Number.POSITIVE_INFINITY, maxCharsPerColumn = -1 } = format;
  if (
    fields === undefined ||
    (fields.length <= maxColumns && (maxCharsPerColumn < 0 || fields.every(each => each.length <= maxCharsPerColumn)))
  )
    return fields;
  throw sparkErrorOf('MALFORMED_CSV_RECORD', { badRecord: line }, { name: 'SparkRuntimeException' });
}

/** The records of a text, line ends inside quotes kept. */
export function* parseCsv(text: string, format: CsvFormat = defaultCsvFormat): Generator<string[]> {
  const reader = new CsvReader(text, format);
  for (let record = reader.next(); record !== undefined; record = reader.next()) yield record;
}

const isBlank = (c: string | undefined): boolean => c !== undefined && c <= ' ' && c !== '\n' && c !== '\r';

class CsvReader {
  #at = 0;

  constructor(
    readonly text: string,
    readonly format: CsvFormat,
  ) {}

  #lineEnd(at: number): number {
    const { lineSeparator } = this.format;
    if (lineSeparator !== undefined) return this.text.startsWith(lineSeparator, at) ? lineSeparator.length : 0;
    const c = this.text[at];
    return c === '\r' ? (this.text[at + 1] === '\n' ? 2 : 1) : c === '\n' ? 1 : 0;
  }

  #isEnd(at: number): boolean {
    return at >= this.text.length || this.#lineEnd(at) > 0;
  }

  next(): string[] | undefined {
    const { text, format } = this;
    for (;;) {
      if (this.#at >= text.length) return undefined;
      const lineEnd = this.#lineEnd(this.#at);
      if (lineEnd > 0) this.#at += lineEnd;
      else if (format.comment !== undefined && text.startsWith(format.comment, this.#at)) {
        while (!this.#isEnd(this.#at)) this.#at++;
      } else break;
    }
    const fields: string[] = [];
    for (;;) {
      fields.push(this.#field());
      if (!text.startsWith(format.delimiter, this.#at) || this.#isEnd(this.#at)) break;
      this.#at += format.delimiter.length;
    }
    this.#at += this.#lineEnd(this.#at);
    return fields;
  }

  #field(): string {
    const { text, format } = this;
    const start = this.#at;
    let at = start;
    while (isBlank(text[at]) && !text.startsWith(format.delimiter, at)) at++;
    if (format.quote !== undefined && text.startsWith(format.quote, at) && (at === start || format.ignoreLeadingWhiteSpace)) {
      const quoted = this.#quoted(at + format.quote.length);
      if (quoted !== undefined) return quoted === '' ? format.emptyValue : quoted;
    }
    const from = format.ignoreLeadingWhiteSpace ? at : start;
    let end = from;
    while (!this.#isEnd(end) && !text.startsWith(format.delimiter, end)) end++;
    this.#at = end;
    let field = text.slice(from, end);
    if (format.ignoreTrailingWhiteSpace) field = field.replace(/[\0- ]+$/, '');
    return field === '' ? format.nullValue : field;
  }

  /** @returns undefined when the quote is none: the field is to be read as it stands */
  #quoted(from: number): string | undefined {
    const { text, format } = this;
    const { escape: escapeChar, delimiter, charToEscapeQuoteEscaping } = format;
    const quote = format.quote!;
    let value = '';
    for (let at = from; at < text.length; ) {
      if (charToEscapeQuoteEscaping !== undefined && text[at] === charToEscapeQuoteEscaping && text[at + 1] === escapeChar) {
        value += escapeChar;
        at += 2;
      } else if (text[at] === escapeChar && text[at + 1] === quote && escapeChar !== quote) {
        value += quote;
        at += 2;
      } else if (
        text[at] === escapeChar &&
        text[at + 1] === escapeChar &&
        escapeChar !== quote &&
        charToEscapeQuoteEscaping === undefined
      ) {
        value += escapeChar;
        at += 2;
      } else if (text[at] !== quote) value += text[at++]!;
      else if (escapeChar === quote && text[at + 1] === quote) {
        value += quote;
        at += 2;
      } else {
        let after = at + 1;
        while (isBlank(text[after]) && !text.startsWith(delimiter, after)) after++;
        if (this.#isEnd(after) || text.startsWith(delimiter, after)) {
          this.#at = after;
          return value;
        }
        if (text[after] === quote && after + 1 === text.length) {
          this.#at = text.length;
          return value + quote;
        }
        // A quote inside that nothing escapes.
        if (format.unescapedQuoteHandling !== 'STOP_AT_CLOSING_QUOTE') return undefined;
        value += text[at++]!;
      }
    }
    // No closing quote: the rest of the text is the field.
    this.#at = text.length;
    return value;
  }
}

export interface CsvWriteFormat {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly charToEscapeQuoteEscaping?: string | undefined;
  readonly comment?: string | undefined;
  readonly quoteAll: boolean;
  readonly escapeQuotes: boolean;
  readonly ignoreLeadingWhiteSpace: boolean;
  readonly ignoreTrailingWhiteSpace: boolean;
  readonly nullValue: string;
  readonly emptyValue: string;
}

export const defaultCsvWriteFormat: CsvWriteFormat = {
  delimiter: ',',
  quote: '"',
  escape: '\\',
  comment: '#',
  quoteAll: false,
  escapeQuotes: true,
  ignoreLeadingWhiteSpace: true,
  ignoreTrailingWhiteSpace: true,
  nullValue: '',
  emptyValue: '""',
};

/** One record, without a line end. */
export function csvLine(fields: readonly (string | null)[], format: CsvWriteFormat = defaultCsvWriteFormat): string {
  return fields.map((field, index) => csvField(field, format, index === 0)).join(format.delimiter);
}

function csvField(field: string | null, format: CsvWriteFormat, isFirst: boolean): string {
  const { quote, escape: escapeChar, delimiter } = format;
  if (field === null) return format.quoteAll ? quote + format.nullValue + quote : format.nullValue;
  let text = field;
  // Most texts have no blanks at their ends.
  if (format.ignoreLeadingWhiteSpace && text.charCodeAt(0) <= 32) text = text.replace(/^[\0- ]+/, '');
  if (format.ignoreTrailingWhiteSpace && text.charCodeAt(text.length - 1) <= 32) text = text.replace(/[\0- ]+$/, '');
  if (text === '') return format.quoteAll && format.emptyValue === '""' ? quote + quote : format.emptyValue;
  const hasQuote = text.includes(quote);
  const isComment = isFirst && format.comment !== undefined && text.startsWith(format.comment);
  const mustQuote =
    format.quoteAll ||
    text.includes(delimiter) ||
    /[\r\n]/.test(text) ||
    text.startsWith(quote) ||
    (hasQuote && format.escapeQuotes) ||
    isComment;
  if (!mustQuote) return text;
  const escaping = format.charToEscapeQuoteEscaping;
  let escaped = '';
  for (const c of text) {
    if (c === quote) escaped += escapeChar + c;
    else if (c === escapeChar && escapeChar !== quote) escaped += (escaping ?? escapeChar) + c;
    else escaped += c;
  }
  return quote + escaped + quote;
}
