/** Letters: upper, lower, initcap, mask, quote; sentences of text. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

/** Letters that are two in one have a form of their own at the start of a word. */
const titles: Readonly<Record<string, string>> = { ǆ: 'ǅ', ǉ: 'ǈ', ǌ: 'ǋ', ǳ: 'ǲ' };

function titleCase(character: string): string {
  const title = titles[character];
  if (title !== undefined) return title;
  const [first = '', ...rest] = character.toUpperCase();
  return first + rest.join('').toLowerCase();
}

/** The first letter of each word in capitals, the others small; words are divided by blanks only. */
const initcap = (text: string): string =>
  text
    .split(' ')
    .map(word => {
      const [first = ''] = word;
      return titleCase(first) + word.toLowerCase().slice(first.toLowerCase().length);
    })
    .join(' ');

const maskNames = ['upperChar', 'lowerChar', 'digitChar', 'otherChar'] as const;
const maskDefaults = ['X', 'x', 'n', null] as const;

/** The replacing characters are constants of one character; NULL keeps what is there. */
function checkMask(args: readonly TypedExpression[], cx: AnalysisContext): void {
  args.slice(1).forEach((arg, i) => {
    const name = maskNames[i]!;
    if (!cx.isFoldable(arg))
      throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: `\`${name}\``, inputType: '"STRING"', inputExpr: `"${cx.sqlOf(arg)}"` });
    const value = cx.evaluate(arg) as string | null;
    if (value !== null && [...value].length !== 1) throw cx.mismatch('INPUT_SIZE_NOT_ONE', { exprName: name });
  });
}

function mask([text, upper, lower, digit, other]: readonly (string | null)[]): string | null {
  if (text === null || text === undefined) return null;
  const kinds = [
    [/\p{Lu}/u, upper],
    [/\p{Ll}/u, lower],
    [/\p{Nd}/u, digit],
    [/[^]/u, other],
  ] as const;
  return Array.from(text, character => kinds.find(([kind]) => kind.test(character))![1] ?? character).join('');
}

const isWord = (text: string): boolean => /^[\p{L}\p{Nd}]/u.test(text);

/** Java takes a hyphen between letters for a part of the word. */
function wordsOf(segmenter: Intl.Segmenter, text: string): string[] {
  const words: string[] = [];
  let joins = false;
  let last = '';
  for (const { segment } of segmenter.segment(text)) {
    if (isWord(segment)) {
      if (joins) words[words.length - 1] += `-${segment}`;
      else words.push(segment);
    }
    joins = segment === '-' && isWord(last);
    last = segment;
  }
  return words;
}

/** Words of each sentence; what starts with neither a letter nor a digit is none. A line break does not end a sentence. */
function sentences(text: string, language: string, country: string): string[][] {
  const locale = language === '' ? 'en-US' : country === '' ? language : `${language}-${country}`;
  const tag = Intl.getCanonicalLocales(/^[a-zA-Z]{2,3}(-[a-zA-Z]{2})?$/.test(locale) ? locale : 'en-US')[0];
  const bySentence = new Intl.Segmenter(tag, { granularity: 'sentence' });
  const byWord = new Intl.Segmenter(tag, { granularity: 'word' });
  return Array.from(bySentence.segment(text.replace(/[\r\n]/g, ' ')), ({ segment }) =>
    // An amount with its sign is one word, which starts with the sign.
    wordsOf(byWord, segment.replace(/\p{Sc}\s*[\d.,]*\d/gu, ' ')),
  );
}

export const caseFuncs = group('string_funcs', {
  initcap: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(str) - Returns `str` with the first letter of each word in uppercase. All other letters are in lowercase. Words are delimited by white space.',
    examples: [["initcap('sPark sql')", 'Spark Sql']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text]) => initcap(text),
  }),
  lower: scalar({
    aliases: ['lcase'],
    since: '1.0.1',
    usage: '_FUNC_(str) - Returns `str` with all characters changed to lowercase.',
    examples: [["lower('SparkSql')", 'sparksql']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text]) => text.toLowerCase(),
  }),
  upper: scalar({
    aliases: ['ucase'],
    since: '1.0.1',
    usage: '_FUNC_(str) - Returns `str` with all characters changed to uppercase.',
    examples: [["upper('SparkSql')", 'SPARKSQL']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text]) => text.toUpperCase(),
  }),
  mask: scalar({
    since: '3.4.0',
    usage:
      '_FUNC_(input[, upperChar, lowerChar, digitChar, otherChar]) - masks the given string value: upper-case letters become `upperChar`, lower-case ones `lowerChar`, digits `digitChar`, all others `otherChar`. NULL keeps the character.',
    examples: [
      ["mask('abcd-EFGH-8765-4321')", 'xxxx-XXXX-nnnn-nnnn'],
      ["mask('AbCD123-@$#', 'Q', 'q', 'd', 'o')", 'QqQQdddoooo'],
    ],
    arity: [1, 2, 3, 4, 5],
    parameters: ['str', ...maskNames],
    parameterDefaults: [undefined, ...maskDefaults],
    defaults: (args, cx) => maskDefaults.slice(args.length - 1).map(value => cx.literal(value, StringType)),
    inputTypes: [AnyString, AnyString, AnyString, AnyString, AnyString],
    implicitCasts: false,
    check: checkMask,
    dataType: ([text]) => text!.dataType,
    nullable: true,
    nullIntolerant: false,
    evaluate: args => mask(args),
  }),
  quote: scalar({
    since: '4.1.0',
    usage: '_FUNC_(str) - Returns `str` enclosed by single quotes, each single quote in it preceded by a backslash.',
    examples: [["quote('Spark')", "'Spark'"]],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    nullable: true,
    evaluate: ([text]) => `'${text.replaceAll("'", "\\'")}'`,
  }),
  sentences: scalar({
    since: '2.0.0',
    usage: '_FUNC_(str[, lang[, country]]) - Splits `str` into an array of array of words.',
    examples: [["sentences('Hi there! Good morning.')", '[[Hi, there], [Good, morning]]']],
    arity: [1, 2, 3],
    defaults: (args, cx) => ['', ''].slice(args.length - 1).map(value => cx.literal(value, StringType)),
    inputTypes: [AnyString, AnyString, AnyString],
    check: (args, cx) => {
      args.forEach((arg, i) => {
        if (arg.dataType.kind !== 'string') throw unexpectedInput(arg, i, AnyString, cx);
      });
    },
    dataType: ([text]) => new ArrayType(new ArrayType(text!.dataType, false), false),
    nullable: true,
    nullIntolerant: false,
    evaluate: ([text, language, country]) => (text === null ? null : sentences(text, language ?? '', country ?? '')),
  }),
});
