/** Looking at text: its length, its characters, where something is in it, how much it is like another. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BinaryType, BooleanType, type DataType, DoubleType, IntegerType, LongType, StringType } from '../types/index.js';
import { collationKey } from '../values/ordering.js';
import { AnyString, anyOf, SearchableString } from './abstract-type.js';
import { codePointAtUnit, codePointCount, unitAtCodePoint } from './code-points.js';
import { collatedIndex, collationOf } from './collated-text.js';
import { group, scalar } from './define.js';
import type { CompileContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'>;
type Bytes = Uint8Array;

const textOrBytes = anyOf(AnyString, BinaryType);
const typeOfFirst = ([first]: readonly TypedExpression[]): DataType => first!.dataType;
const isBytes = (args: readonly TypedExpression[]) => args.every(arg => arg.dataType.kind === 'binary');

/** Makes texts of one collation comparable by their characters. */
function foldOf(cx: EvaluationContext): (text: string) => string {
  const [type] = cx.argTypes;
  return type?.kind === 'string' && type.collation !== 'UTF8_BINARY' ? collationKey(type.collation).keyOf : text => text;
}

/** A test of text for a part; of bytes, when both are. */
const holds = (
  ofText: (text: string, part: string) => boolean,
  ofBytes: (bytes: Buffer, part: Bytes) => boolean,
  duckdb: string,
  doc: Doc,
) =>
  scalar({
    ...doc,
    arity: 2,
    inputTypes: args => (isBytes(args) ? [BinaryType, BinaryType] : [SearchableString, SearchableString]),
    dataType: BooleanType,
    nullable: args => isBytes(args) || args.some(arg => arg.nullable),
    prepare: cx => {
      if (cx.argTypes[0]!.kind === 'binary') return (bytes: Bytes, part: Bytes) => ofBytes(Buffer.from(bytes), part);
      const fold = foldOf(cx);
      return (text: string, part: string) => ofText(fold(text), fold(part));
    },
    compile: ([text, part], cx: CompileContext) =>
      cx.argTypes[0]!.kind === 'string' && cx.argTypes[0]!.collation === 'UTF8_BINARY' ? `${duckdb}(${text}, ${part})` : undefined,
  });

const lengthOf = (
  unit: number,
  ofText: (text: string) => number,
  compiled: (text: string) => string,
  doc: Doc & { readonly aliases?: readonly string[] },
) =>
  scalar({
    ...doc,
    arity: 1,
    inputTypes: [textOrBytes],
    dataType: IntegerType,
    evaluate: ([value]) => unit * (typeof value === 'string' ? ofText(value) : value.length),
    compile: ([value], cx) => (cx.argTypes[0]!.kind === 'string' ? `CAST(${compiled(value!)} AS INTEGER)` : undefined),
  });

const byteLength = (text: string): number => Buffer.byteLength(text);

/** The place of a part from a place on, both from 1; 0 when it is not there. */
function indexFrom(text: string, part: string, position: number): number {
  if (position < 1) return 0;
  if (part === '') return 1;
  const unit = text.indexOf(part, unitAtCodePoint(text, position - 1));
  return unit < 0 ? 0 : codePointAtUnit(text, unit) + 1;
}

/** The place of the n-th occurrence; from a negative position it is looked for backward. */
function occurrence(text: string, part: string, position: number, count: number): number {
  if (position === 0) return 0;
  const [characters, wanted] = [[...text], [...part]];
  const isAt = (at: number) => wanted.every((character, i) => characters[at + i] === character);
  const last = characters.length - wanted.length;
  if (position > 0) {
    for (let at = position - 1; at <= last; at++) if (isAt(at) && --count === 0) return at + 1;
    return 0;
  }
  for (let at = Math.min(characters.length + position, last); at >= 0; at--) if (isAt(at) && --count === 0) return at + 1;
  return 0;
}

function levenshtein(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

const soundexCodes = '01230127022455012623017202';
const letterIndex = (character: string): number => (/^[A-Za-z]$/.test(character) ? character.toUpperCase().charCodeAt(0) - 65 : -1);

/** H and W are passed over (7), vowels and all that is no letter divide equal codes. Text that starts with no letter stays as it is. */
function soundex(text: string): string {
  const first = letterIndex(text[0] ?? '');
  if (first < 0) return text;
  let result = text[0]!.toUpperCase();
  let last = soundexCodes[first]!;
  for (const character of text.slice(1)) {
    const index = letterIndex(character);
    const code = index < 0 ? '0' : soundexCodes[index]!;
    if (code === '7') continue;
    if (code !== '0' && code !== last) result += code;
    if (result.length === 4) break;
    last = code;
  }
  return result.padEnd(4, '0');
}

function jaroWinkler(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 1;
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const taken = new Array<boolean>(b.length).fill(false);
  const matched: string[] = [];
  a.forEach((character, i) => {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (taken[j] || b[j] !== character) continue;
      taken[j] = true;
      matched.push(character);
      return;
    }
  });
  const matches = matched.length;
  if (matches === 0) return 0;
  const other = b.filter((_, j) => taken[j]);
  const transpositions = matched.filter((character, i) => character !== other[i]).length / 2;
  const jaro = (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function isLuhnNumber(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

export const searchFuncs = group('string_funcs', {
  ascii: scalar({
    since: '1.5.0',
    usage: '_FUNC_(str) - Returns the numeric value of the first character of `str`.',
    examples: [["ascii('222')", '50']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: IntegerType,
    evaluate: ([text]) => text.codePointAt(0) ?? 0,
  }),
  bit_length: lengthOf(8, byteLength, text => `8 * strlen(${text})`, {
    since: '2.3.0',
    usage: '_FUNC_(expr) - Returns the bit length of string data or number of bits of binary data.',
    examples: [["bit_length('Spark SQL')", '72']],
  }),
  chr: scalar({
    aliases: ['char'],
    since: '2.3.0',
    usage:
      '_FUNC_(expr) - Returns the ASCII character having the binary equivalent to `expr`. If n is larger than 256 the result is equivalent to chr(n % 256)',
    examples: [['chr(65)', 'A']],
    arity: 1,
    inputTypes: [LongType],
    dataType: StringType,
    evaluate: ([code]) => (code < 0n ? '' : String.fromCharCode(Number(code & 0xffn))),
  }),
  contains: holds(
    (text, part) => text.includes(part),
    (bytes, part) => bytes.includes(Buffer.from(part)),
    'contains',
    {
      since: '3.3.0',
      usage:
        '_FUNC_(left, right) - Returns a boolean. The value is True if right is found inside left. Returns NULL if either input expression is NULL.',
      examples: [["contains('Spark SQL', 'Spark')", 'true']],
    },
  ),
  elt: scalar({
    since: '2.0.0',
    usage: '_FUNC_(n, input1, input2, ...) - Returns the `n`-th input, e.g., returns `input2` when `n` is 2.',
    examples: [
      ["elt(1, 'scala', 'java')", 'scala'],
      ["elt(2, 'a', 1)", '1'],
    ],
    arity: { min: 2 },
    inputTypes: ([, ...inputs], cx) => {
      const type = isBytes(inputs) && cx.conf('spark.sql.function.eltOutputAsString') !== 'true' ? BinaryType : AnyString;
      return [IntegerType, ...inputs.map(() => type)];
    },
    dataType: args => args[1]!.dataType,
    nullable: true,
    nullIntolerant: false,
    evaluateLazy: ([index, ...inputs], cx) => {
      const at = index!();
      if (at === null) return null;
      const input = inputs[at - 1];
      if (input !== undefined) return input();
      return cx.settings.ansi ? cx.fail('INVALID_ARRAY_INDEX', { indexValue: at, arraySize: inputs.length }) : null;
    },
  }),
  endswith: holds(
    (text, part) => text.endsWith(part),
    (bytes, part) => bytes.length >= part.length && bytes.subarray(bytes.length - part.length).equals(part),
    'ends_with',
    {
      since: '3.3.0',
      usage:
        '_FUNC_(left, right) - Returns a boolean. The value is True if left ends with right. Returns NULL if either input expression is NULL.',
      examples: [["endswith('Spark SQL', 'SQL')", 'true']],
    },
  ),
  find_in_set: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(str, str_array) - Returns the index (1-based) of the given string (`str`) in the comma-delimited list (`str_array`). Returns 0, if the string was not found or if it contains a comma.',
    examples: [["find_in_set('ab','abc,b,ab,c,def')", '3']],
    arity: 2,
    inputTypes: [AnyString, AnyString],
    dataType: IntegerType,
    prepare: cx => {
      const fold = foldOf(cx);
      return (word: string, list: string) => (word.includes(',') ? 0 : list.split(',').map(fold).indexOf(fold(word)) + 1);
    },
  }),
  instr: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(str, substr[, pos[, occurrence]]) - Returns the (1-based) index of the first occurrence of `substr` in `str`, or of the given occurrence from `pos` on.',
    examples: [
      ["instr('SparkSQL', 'SQL')", '6'],
      ["instr('abcabc', 'b', 1, 2)", '5'],
    ],
    arity: [2, 3, 4],
    defaults: (args, cx) => (args.length === 3 ? [cx.literal(1, IntegerType)] : []),
    inputTypes: [SearchableString, SearchableString, IntegerType, IntegerType],
    dataType: IntegerType,
    prepare: cx => {
      const [fold, collation] = [foldOf(cx), collationOf(cx)];
      return (text: string, part: string, position?: number, count = 1) => {
        if (count < 1) {
          return cx.fail('INVALID_PARAMETER_VALUE.OCCURRENCE', { parameter: '`occurrence`', functionName: '`instr`', actual: count });
        }
        if (position === undefined) return collation === undefined ? indexFrom(text, part, 1) : collatedIndex(text, part, 1, collation);
        return occurrence(fold(text), fold(part), position, count);
      };
    },
  }),
  jaro_winkler_similarity: scalar({
    since: '4.3.0',
    usage: '_FUNC_(str1, str2) - Returns the Jaro-Winkler similarity between two strings: from 0.0, nothing in common, to 1.0, the same.',
    examples: [["jaro_winkler_similarity('MARTHA', 'MARHTA')", '0.9611111111111111']],
    arity: 2,
    inputTypes: [AnyString, AnyString],
    dataType: DoubleType,
    nullable: true,
    evaluate: ([a, b]) => jaroWinkler([...a], [...b]),
  }),
  length: lengthOf(1, codePointCount, text => `length(${text})`, {
    aliases: ['char_length', 'character_length', 'len'],
    since: '1.5.0',
    usage:
      '_FUNC_(expr) - Returns the character length of string data or number of bytes of binary data. The length of string data includes the trailing spaces.',
    examples: [["length('Spark SQL ')", '10']],
  }),
  levenshtein: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(str1, str2[, threshold]) - Returns the Levenshtein distance between the two given strings; -1 when it is more than the threshold.',
    examples: [
      ["levenshtein('kitten', 'sitting')", '3'],
      ["levenshtein('kitten', 'sitting', 2)", '-1'],
    ],
    arity: [2, 3],
    inputTypes: [AnyString, AnyString, IntegerType],
    data: (args, cx) => ({ isNull: args.some(arg => cx.isFoldable(arg) && cx.evaluate(arg) === null) }),
    dataType: IntegerType,
    nullIntolerant: false,
    evaluate: ([a, b, threshold], cx) => {
      if (a === null || b === null || cx.data.isNull) return null;
      const distance = levenshtein([...a], [...b]);
      // A NULL threshold that comes with a row counts as 0.
      return threshold === undefined || distance <= (threshold ?? 0) ? distance : -1;
    },
  }),
  locate: scalar({
    aliases: ['position'],
    since: '1.5.0',
    usage:
      '_FUNC_(substr, str[, pos]) - Returns the position of the first occurrence of `substr` in `str` after position `pos`. The given `pos` and return value are 1-based.',
    examples: [
      ["locate('bar', 'foobarbar')", '4'],
      ["position('bar', 'foobarbar', 5)", '7'],
    ],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(1, IntegerType)] : []),
    inputTypes: [SearchableString, SearchableString, IntegerType],
    dataType: IntegerType,
    nullable: ([part, text]) => part!.nullable || text!.nullable,
    nullIntolerant: false,
    prepare: cx => {
      const collation = collationOf(cx);
      return (part: string | null, text: string | null, position: number | null) => {
        if (position === null) return 0;
        if (part === null || text === null) return null;
        return collation === undefined ? indexFrom(text, part, position) : collatedIndex(text, part, position, collation);
      };
    },
  }),
  luhn_check: scalar({
    since: '3.5.0',
    usage: '_FUNC_(str ) - Checks that a string of digits is valid according to the Luhn algorithm.',
    examples: [
      ["luhn_check('79927398713')", 'true'],
      ["luhn_check('79927398714')", 'false'],
    ],
    arity: 1,
    inputTypes: [AnyString],
    dataType: BooleanType,
    nullable: true,
    evaluate: ([digits]) => isLuhnNumber(digits),
  }),
  octet_length: lengthOf(1, byteLength, text => `strlen(${text})`, {
    since: '2.3.0',
    usage: '_FUNC_(expr) - Returns the byte length of string data or number of bytes of binary data.',
    examples: [["octet_length('Spark SQL')", '9']],
  }),
  soundex: scalar({
    since: '1.5.0',
    usage: '_FUNC_(str) - Returns Soundex code of the string.',
    examples: [["soundex('Miller')", 'M460']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: typeOfFirst,
    evaluate: ([text]) => soundex(text),
  }),
  startswith: holds(
    (text, part) => text.startsWith(part),
    (bytes, part) => bytes.subarray(0, part.length).equals(part),
    'starts_with',
    {
      since: '3.3.0',
      usage:
        '_FUNC_(left, right) - Returns a boolean. The value is True if left starts with right. Returns NULL if either input expression is NULL.',
      examples: [["startswith('Spark SQL', 'Spark')", 'true']],
    },
  ),
});
