/** Text to tokens. Keywords are found here, but whether one is a name is for the parser to say. */
import { keywordOf } from './keywords.js';

export type TokenKind = 'word' | 'backquoted' | 'string' | 'doubleQuoted' | 'dollarQuoted' | NumberKind | 'symbol' | 'unrecognized' | 'end';

/** Numbers, by their suffix: 1, 1L, 1S, 1Y, 1e3, 1.0, 1F, 1D, 1BD. */
export type NumberKind = 'integer' | 'bigint' | 'smallint' | 'tinyint' | 'exponent' | 'decimal' | 'float' | 'double' | 'bigdecimal';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** What the grammar compares: the keyword in capitals, the symbol, or an empty text. */
  readonly key: string;
  /** Offsets, both inclusive. */
  readonly start: number;
  readonly stop: number;
}

export interface Tokens {
  /** The last one is the end. */
  readonly tokens: readonly Token[];
  /** For each opening parenthesis, the index of the token that closes it; -1 when nothing does. */
  readonly closing: Int32Array;
  /** Where a bracketed comment starts that nothing ends. */
  readonly unclosedComment: number | undefined;
}

// Space as Spark's lexer has it; other blanks of Unicode are no space.
const space = /[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000]+/y;
// A backslash before the end of a line takes the next line into the comment.
const lineComment = /--(?:\\\n|[^\r\n])*\r?\n?/y;
const word = /\p{L}+:\/\/[\p{L}\d_/\-.?=&#%]+|[\p{L}\d_]+/uy;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?:bd|[lsyfd])?/iy;
const plainString = /'(?:[^'\\]|\\[\s\S]|'')*'/y;
const rawString = /[rR](?:'[^']*'|"[^"]*")/y;
const doubleQuoted = /"(?:[^"\\]|""|\\[\s\S])*"/y;
const backquoted = /`(?:[^`]|``)*`/y;
const dollarTag = /\$[A-Za-z]*\$/y;
const symbol = /<=>|>=|<=|<>|!=|!>|!<|==|=>|->|\|\||\|>|::|<<|\/\*\+|\*\/|@[vV]|[;(),.[\]!=<>+\-*/%~&|^:@?]/y;

/** Other spellings of an operator. */
const symbolSynonyms: Readonly<Record<string, string>> = { '==': '=', '!>': '<=', '!<': '>=', '@v': '@V' };

const suffixKind: Readonly<Record<string, NumberKind>> = {
  l: 'bigint',
  s: 'smallint',
  y: 'tinyint',
  f: 'float',
  d: 'double',
  bd: 'bigdecimal',
};

export function tokensOf(text: string): Tokens {
  const tokens: Token[] = [];
  let unclosedComment: number | undefined;
  let at = 0;
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  const push = (kind: TokenKind, end: number, key = '') => {
    tokens.push({ kind, text: text.slice(at, end), key, start: at, stop: end - 1 });
    at = end;
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    let end: number;
    if ((end = match(space)) > 0) at = end;
    else if (code === 45 /* - */ && (end = match(lineComment)) > 0) at = end;
    else if (code === 47 /* / */ && text[at + 1] === '*' && text[at + 2] !== '+') {
      end = endOfComment(text, at);
      if (end < 0) unclosedComment = at;
      at = end < 0 ? text.length : end;
    } else if (code === 39 /* ' */ && (end = match(plainString)) > 0) push('string', end);
    else if (code === 34 /* " */ && (end = match(doubleQuoted)) > 0) push('doubleQuoted', end);
    else if (code === 96 /* ` */ && (end = match(backquoted)) > 0) push('backquoted', end);
    else if ((code === 82 || code === 114) /* R r */ && (end = match(rawString)) > 0) push('string', end);
    else if (isDigit(code) || (code === 46 /* . */ && isDigit(text.charCodeAt(at + 1)))) pushNumber();
    else if (code === 36 /* $ */ && (end = match(dollarTag)) > 0) pushDollarQuoted(end);
    else if ((end = match(word)) > 0) push('word', end, keywordOf(text.slice(at, end)));
    else if ((end = match(symbol)) > 0) {
      const key = text.slice(at, end);
      push('symbol', end, symbolSynonyms[key] ?? key);
    } else push('unrecognized', at + (code >= 0xd800 && code < 0xdc00 ? 2 : 1));
  }
  push('end', at);
  return { tokens, closing: closingOf(tokens), unclosedComment };

  /** The longest of a number and a word wins, the number when they are as long. */
  function pushNumber(): void {
    const wordEnd = match(word);
    let end = match(number);
    let found = text.slice(at, end);
    // `1.2a` is no decimal: what follows a point and digits may not run on as a word.
    const digits = /^\d+/.exec(found)?.[0] ?? '';
    while (end > 0 && found !== digits && found.includes('.') && /[\p{L}\d_]/u.test(text[end] ?? '')) {
      const shorter = /^(\d*\.\d*?)(?:e[+-]?\d+)?(?:bd|[lsyfd])?$/i.exec(found)?.[1];
      found = shorter !== undefined && shorter !== found ? shorter : digits;
      end = found === '' ? -1 : at + found.length;
    }
    if (end < 0) return push('symbol', at + 1, '.');
    // l, s and y end whole numbers only.
    if (/[.e].*[lsy]$/i.test(found)) end--;
    if (wordEnd > end) return push('word', wordEnd);
    push(numberKind(text.slice(at, end)), end);
  }

  function pushDollarQuoted(opened: number): void {
    const tag = text.slice(at, opened);
    const end = text.indexOf(tag, opened);
    if (end < 0) push('unrecognized', at + 1);
    else push('dollarQuoted', end + tag.length);
  }
}

const isDigit = (code: number) => code >= 48 && code <= 57;

function numberKind(text: string): NumberKind {
  const suffix = /(bd|[lsyfd])$/i.exec(text)?.[1];
  if (suffix !== undefined) return suffixKind[suffix.toLowerCase()]!;
  return /e/i.test(text) ? 'exponent' : text.includes('.') ? 'decimal' : 'integer';
}

/** Bracketed comments nest. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length - 1; ) {
    if (text[at] === '/' && text[at + 1] === '*' && text[at + 2] !== '+') {
      depth++;
      at += 2;
    } else if (text[at] === '*' && text[at + 1] === '/') {
      at += 2;
      if (--depth === 0) return at;
    } else at++;
  }
  return -1;
}

function closingOf(tokens: readonly Token[]): Int32Array {
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach(({ key }, index) => {
    if (key === '(') open.push(index);
    else if (key === ')') {
      const opened = open.pop();
      if (opened !== undefined) closing[opened] = index;
    }
  });
  return closing;
}
