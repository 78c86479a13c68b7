import type { ParserOptions } from './parser-options.js';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\u001a',
  // LIKE reads these itself.
  '%': '\\%',
  _: '\\_',
};

/** The value of a string literal, given with its quotes: `'a\tb'`, `"it's"`, `r'\d'`. */
export function unescapedString(
  literal: string,
  options: Pick<ParserOptions, 'escapedStringLiterals' | 'consecutiveStringLiterals'>,
): string {
  if (literal[0] === 'r' || literal[0] === 'R') return literal.slice(2, -1);
  const quote = literal[0]!;
  const text = literal.slice(1, -1);
  const doubled = options.consecutiveStringLiterals ? '' : quote;
  if (options.escapedStringLiterals) return text.replaceAll(quote + quote, doubled);
  if (!text.includes('\\') && !text.includes(quote)) return text;
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-1][0-7]{2})|([\s\S]))|''|""/g,
    (all, short?: string, long?: string, octal?: string, character?: string) => {
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) return codePoint(Number.parseInt(long, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (character !== undefined) return escapes[character] ?? character;
      return all[0] === quote ? doubled : all;
    },
  );
}

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '?');
