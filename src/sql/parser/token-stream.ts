/** Where a parse is in its text: looking ahead, taking tokens, names and strings, and the errors that say where reading ended. */
import { Origin, type QuerySource } from '../../errors/query-context.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { ansiReserved, strictNonReserved } from './keywords.js';
import { type Token, type Tokens, tokensOf } from './lexer.js';
import type { ParserOptions } from './parser-options.js';
import { unescapedString } from './string-text.js';

/** Levels of nesting that are read; Spark's own parser gives up between 300 and 500 parentheses. */
const maxDepth = 400;

/** Operators, joins and so on in a row; Spark's own limit is of this size. */
const maxChain = 700;

/** Words that BY follows. */
const byWords: ReadonlySet<string> = new Set(['GROUP', 'ORDER', 'SORT', 'CLUSTER', 'DISTRIBUTE']);

/** `:name` or `?` in a text, by its offsets, both inclusive. */
export interface ParameterMarker {
  /** None: it is a `?`. */
  readonly name: string | undefined;
  readonly start: number;
  readonly stop: number;
}

export class TokenStream {
  readonly source: QuerySource;
  readonly tokens: readonly Token[];
  readonly closing: Int32Array;
  readonly unclosedComment: number | undefined;
  /** The index of the token that is next. */
  at = 0;
  /** Set for a second reading that looks for a syntax error behind another error: Spark finds all of the former first. */
  isFormOnly = false;
  /** Set while the markers of a text are looked for: they may stand for strings and numbers too. */
  markers: ParameterMarker[] | undefined;
  #depth = 0;

  constructor(
    source: QuerySource | string,
    readonly options: ParserOptions,
  ) {
    this.source = typeof source === 'string' ? { text: source } : source;
    const { tokens, closing, unclosedComment }: Tokens = tokensOf(this.source.text);
    this.tokens = tokens;
    this.closing = closing;
    this.unclosedComment = unclosedComment;
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  /** A token further on; the end stands for all behind it. */
  peek(distance = 1): Token {
    return this.tokens[this.at + distance] ?? this.tokens[this.tokens.length - 1]!;
  }

  tokenAt(index: number): Token {
    return this.tokens[index] ?? this.tokens[this.tokens.length - 1]!;
  }

  /** True when the tokens from here on are these keywords and symbols. */
  is(...keys: readonly string[]): boolean {
    for (let i = 0; i < keys.length; i++) if (this.peek(i).key !== keys[i]) return false;
    return true;
  }

  isOneOf(keys: ReadonlySet<string>): boolean {
    return keys.has(this.token.key);
  }

  get isEnd(): boolean {
    return this.token.kind === 'end';
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  /** Takes these tokens when they are next, all or none. */
  accept(...keys: readonly string[]): boolean {
    if (!this.is(...keys)) return false;
    this.at += keys.length;
    return true;
  }

  expect(...keys: readonly string[]): void {
    for (const key of keys) {
      if (this.token.key !== key) throw this.unexpected(key);
      this.at++;
    }
  }

  /** As `expect` where nothing else could stand: a token that could follow what is missing says so. */
  expectOrMissing(key: string): void {
    if (this.accept(key)) return;
    const { kind } = this.token;
    const isNext = this.peek().key === key && kind !== 'end';
    const mayFollow =
      this.isName(this.token) || !['symbol', 'unrecognized', 'end'].includes(kind) || (kind === 'end' && /^[)\]]$/.test(key));
    throw isNext ? this.unexpected(key) : this.syntaxError(this.token, mayFollow ? `: missing '${key}'` : '');
  }

  /** Takes the first of these that is next. */
  acceptOneOf<K extends string>(...keys: readonly K[]): K | undefined {
    const found = keys.find(key => this.token.key === key);
    if (found !== undefined) this.at++;
    return found;
  }

  expectOneOf<K extends string>(...keys: readonly K[]): K {
    return this.acceptOneOf(...keys) ?? fail(this.syntaxError());
  }

  /** True when the token may be a name. */
  isIdentifierAt(distance = 0): boolean {
    return this.isName(this.peek(distance));
  }

  isName({ kind, key }: Token): boolean {
    if (kind === 'word') return !(this.options.enforceReservedKeywords && ansiReserved.has(key));
    return kind === 'backquoted' || (kind === 'doubleQuoted' && this.options.doubleQuotedIdentifiers);
  }

  /** As `isIdentifierAt`, for the alias of a table: words of a join are none. */
  isStrictIdentifierAt(distance = 0): boolean {
    const token = this.peek(distance);
    return this.isName(token) && !strictNonReserved.has(token.key);
  }

  identifier(): string {
    const { token } = this;
    if (!this.isName(token)) throw this.syntaxError();
    if (this.isIdentifierClauseOfString()) return this.#identifierClause();
    this.at++;
    return this.nameOf(token);
  }

  /** The name that a token is, without its quotes. */
  nameOf(token: Token): string {
    const { kind, text } = token;
    if (kind === 'backquoted') return text.slice(1, -1).replaceAll('``', '`');
    if (kind === 'doubleQuoted') return text.slice(1, -1).replaceAll('""', '"');
    if (/^\w+$/.test(text)) return text;
    throw sparkErrorOf('INVALID_IDENTIFIER', { ident: text }, { name: 'ParseException', queryContext: this.#position(token) });
  }

  /** True at `IDENTIFIER('name')`, which is a name wherever names stand. */
  isIdentifierClauseOfString(at = this.at): boolean {
    if (this.tokenAt(at).key !== 'IDENTIFIER' || this.options.legacyIdentifierClause || this.tokenAt(at + 1).key !== '(') return false;
    const end = this.closing[at + 1]!;
    for (let i = at + 2; i < end; i++) {
      const length = this.markerLength(i);
      if (length === 0 && !this.isString(this.tokenAt(i))) return false;
      i += Math.max(length - 1, 0);
    }
    return end > at + 2;
  }

  #identifierClause(): string {
    const start = this.at;
    this.at += 2;
    const text = this.string();
    this.expect(')');
    const parts = this.markers === undefined ? multipartNameOf(text, this.options) : [text];
    if (parts.length === 1) return parts[0]!;
    throw this.error(
      'IDENTIFIER_TOO_MANY_NAME_PARTS',
      { identifier: parts.map(part => `\`${part}\``).join('.'), limit: 1 },
      this.originFrom(start),
    );
  }

  /** A name that is no operand: `a-b` is refused with the advice to quote it. */
  name(): string {
    const start = this.at;
    const name = this.identifier();
    if (this.tokenAt(start).kind !== 'word' || !this.is('-') || !this.isIdentifierAt(1)) return name;
    while (this.is('-') && this.isIdentifierAt(1)) this.at += 2;
    const error = sparkErrorOf(
      'INVALID_IDENTIFIER',
      { ident: this.textFrom(start) },
      { name: 'ParseException', queryContext: this.#position(this.tokenAt(start + 1)) },
    );
    throw error;
  }

  /** A name that may stand for a table's alias. */
  strictIdentifier(): string {
    if (!this.isStrictIdentifierAt()) throw this.syntaxError();
    return this.identifier();
  }

  multipartName(): string[] {
    const parts = [...this.#nameParts()];
    while (this.is('.')) {
      this.at++;
      parts.push(...this.#nameParts());
    }
    return parts;
  }

  /** IDENTIFIER('a.b') may stand for several parts of a name. */
  #nameParts(): string[] {
    if (!this.isIdentifierClauseOfString()) return [this.name()];
    this.at += 2;
    const text = this.string();
    this.expect(')');
    return this.markers === undefined ? multipartNameOf(text, this.options) : [text];
  }

  /** `(a, b)` */
  identifierList(): string[] {
    return this.parenthesized(() => this.name());
  }

  isString({ kind }: Token): boolean {
    return kind === 'string' || (kind === 'doubleQuoted' && !this.options.doubleQuotedIdentifiers);
  }

  isStringAt(distance = 0): boolean {
    return this.isString(this.peek(distance)) || this.markerLength(this.at + distance) > 0;
  }

  /** How many tokens a parameter marker takes; 0 where there is none, or none is looked for. */
  markerLength(at: number): number {
    if (this.markers === undefined) return 0;
    if (this.tokenAt(at).key === '?') return 1;
    return this.tokenAt(at).key === ':' && this.isName(this.tokenAt(at + 1)) ? 2 : 0;
  }

  acceptMarker(): boolean {
    const length = this.markerLength(this.at);
    if (length === 0) return false;
    const [start, last] = [this.token, this.peek(length - 1)];
    this.markers?.push({ name: length === 1 ? undefined : this.nameOf(last), start: start.start, stop: last.stop });
    this.at += length;
    return true;
  }

  /** One or more strings side by side. */
  string(): string {
    if (!this.isStringAt()) throw this.syntaxError();
    let value = '';
    while (this.isStringAt()) value += this.acceptMarker() ? '' : unescapedString(this.next().text, this.options);
    return value;
  }

  /** Digits without a sign. */
  integer(): number {
    if (this.acceptMarker()) return 1;
    if (this.token.kind !== 'integer') throw this.syntaxError();
    return Number(this.next().text);
  }

  commaList<T>(each: () => T): T[] {
    const list = [each()];
    while (this.is(',')) {
      this.at++;
      list.push(each());
    }
    return list;
  }

  parenthesized<T>(each: () => T): T[] {
    this.expect('(');
    const list = this.commaList(each);
    if (!this.accept(')')) throw this.unclosedList(list.length);
    return list;
  }

  /** A list in parentheses that something else than `,` or `)` follows. */
  unclosedList(length: number): SparkError {
    const { token } = this;
    const last = this.tokenAt(this.at - 1);
    const text = token.kind === 'end' ? 'end of input' : `'${token.text}'`;
    if (last.kind === 'word' || last.kind === 'backquoted') {
      if (token.kind === 'end' || token.key === 'FROM') return this.syntaxError(token, ": missing ')'");
    } else if (length > 1) return this.syntaxError(token, `: extra input ${text}`);
    const next = this.peek().key;
    return this.syntaxError(token, token.kind !== 'end' && (next === ')' || next === ',') ? `: extra input ${text}` : '');
  }

  /** The origin of a node whose first token is `start` and whose last is before `end`: the one that was taken last. */
  originFrom(start: number, end = this.at): Origin {
    const stop = Math.max(start, end - 1);
    return new Origin(this.source, this.tokenAt(start).start, this.tokenAt(stop).stop);
  }

  /** The origin from a token to the end of the statement, for what is wrong with all of it. */
  originToEnd(start: number): Origin {
    let end = this.tokens.length - 2;
    while (end > start && this.tokenAt(end).key === ';') end--;
    return new Origin(this.source, this.tokenAt(start).start, this.tokenAt(end).stop);
  }

  /** The person's own text from a token to the one that was taken last. */
  textFrom(start: number): string {
    return this.at > start ? this.source.text.slice(this.tokenAt(start).start, this.tokenAt(this.at - 1).stop + 1) : '';
  }

  /** Runs `f` one level deeper. @throws SparkError FAILED_TO_PARSE_TOO_COMPLEX */
  nested<T>(f: () => T): T {
    if (++this.#depth > maxDepth) throw this.tooComplex();
    const result = f();
    this.#depth--;
    return result;
  }

  /** Things in a row that nest in the tree, as joins and operators do. @throws SparkError FAILED_TO_PARSE_TOO_COMPLEX */
  checkChain(length: number): void {
    if (length > maxChain) throw this.tooComplex();
  }

  tooComplex(): SparkError {
    return this.error('FAILED_TO_PARSE_TOO_COMPLEX', {}, undefined);
  }

  /** An error of a statement that reads well but says something that cannot be. */
  error(condition: string, parameters: Readonly<Record<string, string | number>>, origin: Origin | undefined): SparkError {
    return sparkErrorOf(condition, parameters, { name: 'ParseException', origin });
  }

  /** An error of a statement that shows it without a place in it. */
  errorOfAll(condition: string, parameters: Readonly<Record<string, string | number>>): SparkError {
    return sparkErrorOf(condition, parameters, { name: 'ParseException', queryContext: `\n== SQL ==\n${this.source.text}` });
  }

  /** Throws what is wrong, unless only the form of the statement is being checked. */
  raise(error: SparkError): void {
    if (!this.isFormOnly) throw error;
  }

  /** The token does not fit. @param hint such as `: missing ')'` */
  syntaxError(token: Token = this.token, hint = ''): SparkError {
    const error = token.kind === 'end' ? 'end of input' : `'${token.text}'`;
    return sparkErrorOf('PARSE_SYNTAX_ERROR', { error, hint }, { name: 'ParseException', queryContext: this.#position(token) });
  }

  /** Another token than the one that must be here: when the next one is it, this one is too much. */
  unexpected(key: string): SparkError {
    return this.syntaxError(this.token, this.peek().key === key && !this.isEnd ? `: extra input '${this.token.text}'` : '');
  }

  /** Something is left over: a lone token is too much. */
  endExpected(): SparkError {
    const next = this.peek();
    const isLast = next.kind === 'end' || next.key === ';';
    // `GROUP x` is read as a clause until its BY is missing.
    if (byWords.has(this.token.key) && !isLast) return this.syntaxError(next);
    const isExtra = isLast || this.tokenAt(this.at - 1).key === ';';
    return this.syntaxError(this.token, isExtra ? `: extra input '${this.token.text}'` : '');
  }

  emptyStatement(): SparkError {
    return sparkErrorOf('PARSE_EMPTY_STATEMENT', {}, { name: 'ParseException', queryContext: this.#position(this.token) });
  }

  /** The whole statement, with a mark under the place where reading ended. */
  #position({ start }: Token): string {
    const { line, column } = new Origin(this.source, start, start);
    const shown = this.source.text.split('\n');
    shown.splice(line, 0, `${'-'.repeat(column)}^^^`);
    return ` (line ${line}, pos ${column})\n\n== SQL ==\n${shown.join('\n')}\n`;
  }
}

export function fail(error: Error): never {
  throw error;
}

/** Reads `a.b.c`. @throws SparkError PARSE_SYNTAX_ERROR */
export function multipartNameOf(text: string, options: ParserOptions): string[] {
  const stream = new TokenStream(text, options);
  if (stream.isEnd) throw stream.emptyStatement();
  const parts = stream.multipartName();
  if (!stream.isEnd) throw stream.endExpected();
  return parts;
}
