/**
 * JSON as Jackson reads it for Spark: numbers keep their text, objects their order and every duplicate, each value its place in the text.
 * What stands behind the first value is not looked at, as Spark reads no further.
 */

export interface JsonOptions {
  readonly allowSingleQuotes: boolean;
  readonly allowComments: boolean;
  readonly allowUnquotedFieldNames: boolean;
  readonly allowNumericLeadingZeros: boolean;
  readonly allowNonNumericNumbers: boolean;
  readonly allowBackslashEscapingAnyCharacter: boolean;
  readonly allowUnquotedControlChars: boolean;
  /** Jackson's limits. */
  readonly maxDepth: number;
  readonly maxStringLength: number;
  readonly maxNumberLength: number;
}

export const defaultJsonOptions: JsonOptions = {
  allowSingleQuotes: true,
  allowComments: false,
  allowUnquotedFieldNames: false,
  allowNumericLeadingZeros: false,
  allowNonNumericNumbers: true,
  allowBackslashEscapingAnyCharacter: false,
  allowUnquotedControlChars: false,
  maxDepth: 1000,
  maxStringLength: 100_000_000,
  maxNumberLength: 1000,
};

interface Placed {
  readonly start: number;
  readonly end: number;
}

export type JsonNode = Placed &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'string'; readonly value: string }
    /** A whole number, or one with a fraction or an exponent; NaN and infinities are of the second kind. */
    | { readonly kind: 'int' | 'float'; readonly text: string }
    | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
    | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, value: JsonNode])[] }
  );

export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
}

/**
 * @returns undefined when there is nothing but blanks
 * @throws JsonSyntaxError
 */
export const parseJson = (text: string, options: JsonOptions = defaultJsonOptions): JsonNode | undefined =>
  new JsonParser(text, options).parse();

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What Jackson takes for a name without quotes: more than an identifier of JavaScript. */
function unquotedName(text: string, at: number): string | undefined {
  const name = /[\p{ID_Continue}$@#*+-]+/uy;
  name.lastIndex = at;
  return name.exec(text)?.[0];
}

class JsonParser {
  #at = 0;

  constructor(
    readonly text: string,
    readonly options: JsonOptions,
  ) {}

  parse(): JsonNode | undefined {
    this.#skip();
    return this.#at === this.text.length ? undefined : this.#value(0);
  }

  #fail(what: string): JsonSyntaxError {
    return new JsonSyntaxError(`${what} at position ${this.#at}`);
  }

  #skip(): void {
    const { text } = this;
    for (;;) {
      const c = text[this.#at];
      if (c === ' ' || c === '\n' || c === '\t' || c === '\r') this.#at++;
      else if (c === '/' && this.options.allowComments) {
        const isLine = text[this.#at + 1] === '/';
        const end = isLine ? text.indexOf('\n', this.#at) : text.startsWith('/*', this.#at) ? text.indexOf('*/', this.#at + 2) : -2;
        if (end === -2 || (end < 0 && !isLine)) throw this.#fail('Unexpected comment');
        this.#at = end < 0 ? text.length : end + (isLine ? 1 : 2);
      } else return;
    }
  }

  #value(depth: number): JsonNode {
    if (depth > this.options.maxDepth) throw this.#fail('Nesting too deep');
    const start = this.#at;
    const c = this.text[start];
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#array(depth);
    if (c === '"' || (c === "'" && this.options.allowSingleQuotes)) {
      const value = this.#string(c);
      if (value.length > this.options.maxStringLength) throw this.#fail('Text too long');
      return { kind: 'string', value, start, end: this.#at };
    }
    const word = /[a-zA-Z]+/y;
    word.lastIndex = start;
    const name = word.exec(this.text)?.[0];
    if (name === 'null' || name === 'true' || name === 'false') {
      this.#at += name.length;
      return name === 'null' ? { kind: 'null', start, end: this.#at } : { kind: 'boolean', value: name === 'true', start, end: this.#at };
    }
    return this.#number(start);
  }

  #number(start: number): JsonNode {
    const pattern = this.options.allowNonNumericNumbers
      ? /-?(?:\d+(\.\d+)?([eE][+-]?\d+)?)(?![\w.])|()(NaN|Infinity|[+-](?:Infinity|INF))(?!\w)/y
      : /-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\w.])/y;
    pattern.lastIndex = start;
    const match = pattern.exec(this.text);
    if (match === null) throw this.#fail('Unexpected character');
    if (/^-?0\d/.test(match[0]) && !this.options.allowNumericLeadingZeros) throw this.#fail('Leading zeros');
    if (match[0].length > this.options.maxNumberLength) throw this.#fail('Number too long');
    this.#at = pattern.lastIndex;
    const isFloat = match[1] !== undefined || match[2] !== undefined || match[4] !== undefined;
    return { kind: isFloat ? 'float' : 'int', text: match[0], start, end: this.#at };
  }

  #string(quote: string): string {
    const { text } = this;
    let value = '';
    for (let from = ++this.#at; ; this.#at++) {
      const c = text[this.#at];
      if (c === undefined) throw this.#fail('Unterminated string');
      if (c === quote) {
        value += text.slice(from, this.#at++);
        return value;
      }
      if (c === '\\') {
        value += text.slice(from, this.#at) + this.#escape();
        from = this.#at + 1;
      } else if (c < ' ' && !this.options.allowUnquotedControlChars) throw this.#fail('Illegal unquoted character');
    }
  }

  /** Leaves the place at the last character of the escape. */
  #escape(): string {
    const c = this.text[++this.#at];
    if (c === 'u') {
      const digits = this.text.slice(this.#at + 1, this.#at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#fail('Bad Unicode escape');
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const known = c === undefined ? undefined : escapes[c];
    if (known !== undefined) return known;
    if (c !== undefined && (this.options.allowBackslashEscapingAnyCharacter || (c === "'" && this.options.allowSingleQuotes))) return c;
    throw this.#fail('Unrecognized escape');
  }

  #array(depth: number): JsonNode {
    const start = this.#at++;
    const items: JsonNode[] = [];
    this.#skip();
    if (this.text[this.#at] === ']') return { kind: 'array', items, start, end: ++this.#at };
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#skip();
      const c = this.text[this.#at++];
      if (c === ']') return { kind: 'array', items, start, end: this.#at };
      if (c !== ',') throw this.#fail('Expected a comma or the end of the array');
      this.#skip();
    }
  }

  #object(depth: number): JsonNode {
    const start = this.#at++;
    const fields: [string, JsonNode][] = [];
    this.#skip();
    if (this.text[this.#at] === '}') return { kind: 'object', fields, start, end: ++this.#at };
    for (;;) {
      const name = this.#fieldName();
      this.#skip();
      if (this.text[this.#at++] !== ':') throw this.#fail('Expected a colon');
      this.#skip();
      fields.push([name, this.#value(depth + 1)]);
      this.#skip();
      const c = this.text[this.#at++];
      if (c === '}') return { kind: 'object', fields, start, end: this.#at };
      if (c !== ',') throw this.#fail('Expected a comma or the end of the object');
      this.#skip();
    }
  }

  #fieldName(): string {
    const c = this.text[this.#at];
    if (c === '"' || (c === "'" && this.options.allowSingleQuotes)) return this.#string(c);
    const name = this.options.allowUnquotedFieldNames ? unquotedName(this.text, this.#at) : undefined;
    if (name === undefined) throw this.#fail('Expected a field name');
    this.#at += name.length;
    return name;
  }
}
