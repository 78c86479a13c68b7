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

export class TokenStream {
  readonly source: QuerySource;
  readonly tokens: readonly Token[];
  readonly closing: Int32Array;
  readonly unclosedComment: number | undefined;
  /** The index of the token that is next. */
  at = 0;
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

  /** Takes the first of these that is next. */
  acceptOneOf<K extends string>(...keys: readonly K[]): K | undefined {
    const found = keys.find(key => this.token.key === key);
    if (found !== undefined) this.at++;
    return found;
  }

  expectOneOf<K extends string>(...keys: readonly K[]): K {
    return this.acceptOneOf(...keys) ?? fail(this.syntaxError());
  }

  // Names

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
  nameOf({ kind, text, start, stop }: Token): string {
    if (kind === 'backquoted') return text.slice(1, -1).replaceAll('``', '`');
    if (kind === 'doubleQuoted') return text.slice(1, -1).replaceAll('""', '"');
    if (!/^\w+$/.test(text)) throw this.error('INVALID_IDENTIFIER', { ident: text }, new Origin(this.source, start, stop));
    return text;
  }

  /** True at `IDENTIFIER('name')`, which is a name wherever names stand. */
  isIdentifierClauseOfString(at = this.at): boolean {
    if (this.tokenAt(at).key !== 'IDENTIFIER' || this.options.legacyIdentifierClause || this.tokenAt(at + 1).key !== '(') return false;
    const end = this.closing[at + 1]!;
    for (let i = at + 2; i < end; i++) if (!this.isString(this.tokenAt(i))) return false;
    return end > at + 2;
  }

  #identifierClause(): string {
    const start = this.at;
    this.at += 2;
    const text = this.string();
    this.expect(')');
    const parts = multipartNameOf(text, this.options);
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
    throw this.error('INVALID_IDENTIFIER', { ident: this.textFrom(start) }, this.originFrom(start));
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
    return multipartNameOf(text, this.options);
  }

  /** `(a, b)` */
  identifierList(): string[] {
    return this.parenthesized(() => this.name());
  }

  // Strings and numbers

  isString({ kind }: Token): boolean {
    return kind === 'string' || (kind === 'doubleQuoted' && !this.options.doubleQuotedIdentifiers);
  }

  isStringAt(distance = 0): boolean {
    return this.isString(this.peek(distance));
  }

  /** One or more strings side by side. */
  string(): string {
    if (!this.isStringAt()) throw this.syntaxError();
    let value = '';
    while (this.isStringAt()) value += unescapedString(this.next().text, this.options);
    return value;
  }

  /** Digits without a sign. */
  integer(): number {
    if (this.token.kind !== 'integer') throw this.syntaxError();
    return Number(this.next().text);
  }

  // Lists

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
    this.expect(')');
    return list;
  }

  // Places

  /** The origin of a node whose first token is `start` and whose last was taken last. */
  originFrom(start: number): Origin {
    const stop = Math.max(start, this.at - 1);
    return new Origin(this.source, this.tokenAt(start).start, this.tokenAt(stop).stop);
  }

  /** The origin of the whole text. */
  originOfAll(): Origin {
    return new Origin(this.source, 0, this.source.text.length - 1);
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

  tooComplex(): SparkError {
    return this.error('FAILED_TO_PARSE_TOO_COMPLEX', {}, undefined);
  }

  // Errors

  /** An error of a statement that reads well but says something that cannot be. */
  error(condition: string, parameters: Readonly<Record<string, string | number>>, origin: Origin | undefined): SparkError {
    return sparkErrorOf(condition, parameters, { name: 'ParseException', origin });
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

  /** Something is left: a lone token is too much. */
  endExpected(): SparkError {
    const lone = this.peek().kind === 'end' || this.peek().key === ';';
    return this.syntaxError(this.token, lone ? `: extra input '${this.token.text}'` : '');
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
