/** Parts of text, and text put together: substring, padding, trimming, replacing. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BinaryType, type DataType, IntegerType, NullType, StringType } from '../types/index.js';
import { AnyString, anyOf, arrayOf, SearchableString } from './abstract-type.js';
import { codePointCount, sliceCodePoints, sqlRange } from './code-points.js';
import { collatedReplace, collatedSplit, collatedSubstringIndex, collatedTranslate, collatedTrim, collationOf } from './collated-text.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, CompileContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'>;
type Bytes = Uint8Array;

const textOrBytes = anyOf(AnyString, BinaryType);
const isBinaryString = (cx: CompileContext) => cx.argTypes.every(type => type.kind !== 'string' || type.isBinaryCollation);
const typeOfFirst = ([first]: readonly TypedExpression[]): DataType => first!.dataType;
const maxLength = 2147483647;

/** @returns the part that SQL's substring gives, of text or of bytes */
function substring(value: string | Bytes, position: number, length: number): string | Bytes {
  if (typeof value === 'string') {
    const [from, to] = sqlRange(position, length, codePointCount(value));
    return sliceCodePoints(value, from, to);
  }
  const [from, to] = sqlRange(position, length, value.length);
  return to <= from ? new Uint8Array() : value.slice(Math.max(from, 0), Math.max(to, 0));
}

/** DuckDB counts the same characters, but has its own idea of places before the text. */
function compileSubstring([text]: readonly string[], cx: CompileContext): string | undefined {
  const [position, length] = [cx.literalOf(1), cx.literalOf(2)];
  if (cx.argTypes[0]!.kind !== 'string' || typeof position !== 'number' || typeof length !== 'number' || position < 0 || length < 0)
    return undefined;
  return length >= maxLength ? `substring(${text}, ${Math.max(position, 1)})` : `substring(${text}, ${Math.max(position, 1)}, ${length})`;
}

function overlay(value: string | Bytes, other: string | Bytes, position: number, length: number): string | Bytes {
  const kept = length >= 0 ? length : typeof other === 'string' ? codePointCount(other) : other.length;
  const [before, after] = [substring(value, 1, position - 1), substring(value, position + kept, maxLength)];
  if (typeof value === 'string') return `${before}${other}${after}`;
  return new Uint8Array(Buffer.concat([before as Bytes, other as Bytes, after as Bytes]));
}

/** Fills up with whole and partial copies of `pad`; nothing to fill with leaves the text as it is. */
function padding(length: number, size: number, pad: string): string {
  const characters = [...pad];
  const missing = length - size;
  const copies = repeated(pad, Math.floor(missing / characters.length));
  return copies + characters.slice(0, missing % characters.length).join('');
}

/** The longest text that V8 has. */
const maxTextLength = 2 ** 29 - 24;

function repeated(text: string, count: number): string {
  if (text.length * count <= maxTextLength) return text.repeat(count);
  throw sparkErrorOf(
    'COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER',
    {
      numberOfElements: String(text.length * count),
      maxRoundedArrayLength: maxTextLength,
      functionName: quotedId('repeat'),
      parameter: quotedId('count'),
    },
    { name: 'SparkRuntimeException' },
  );
}

function padText(text: string, length: number, pad: string, isLeft: boolean): string {
  const size = codePointCount(text);
  if (size >= length) return sliceCodePoints(text, 0, length);
  if (pad === '') return text;
  return isLeft ? padding(length, size, pad) + text : text + padding(length, size, pad);
}

function padBytes(bytes: Bytes, length: number, pad: Bytes, isLeft: boolean): Bytes {
  if (bytes.length >= length) return bytes.slice(0, Math.max(length, 0));
  if (pad.length === 0) return bytes;
  const result = new Uint8Array(length);
  const filled = length - bytes.length;
  result.set(bytes, isLeft ? filled : 0);
  for (let i = 0; i < filled; i++) result[isLeft ? i : bytes.length + i] = pad[i % pad.length]!;
  return result;
}

const pad = (isLeft: boolean, doc: Doc) =>
  scalar({
    ...doc,
    arity: [2, 3],
    parameters: ['str', 'len', 'pad'],
    defaults: (args, cx) => {
      if (args.length === 3) return [];
      return [args[0]!.dataType.kind === 'binary' ? cx.literal(new Uint8Array(1), BinaryType) : cx.literal(' ', StringType)];
    },
    inputTypes: ([value, , filler]) => {
      const isBinary = value!.dataType.kind === 'binary' && filler!.dataType.kind === 'binary';
      return isBinary ? [BinaryType, IntegerType, BinaryType] : [AnyString, IntegerType, AnyString];
    },
    dataType: typeOfFirst,
    evaluate: ([value, length, filler]) =>
      typeof value === 'string' ? padText(value, length, filler, isLeft) : padBytes(value, length, filler, isLeft),
  });

type Side = 'BOTH' | 'LEADING' | 'TRAILING';

function trimmed(text: string, characters: string, side: Side): string {
  const set = new Set(characters);
  const all = [...text];
  let [from, to] = [0, all.length];
  if (side !== 'TRAILING') while (from < to && set.has(all[from]!)) from++;
  if (side !== 'LEADING') while (to > from && set.has(all[to - 1]!)) to--;
  return all.slice(from, to).join('');
}

const duckdbTrims = { BOTH: 'trim', LEADING: 'ltrim', TRAILING: 'rtrim' } as const;

/** `trim(text)`, or `trim(characters FROM text)`, whose characters are the first argument. */
const trim = (side: Side, doc: Doc) =>
  scalar({
    ...doc,
    arity: [1, 2],
    inputTypes: args => args.map(() => SearchableString),
    dataType: args => args.at(-1)!.dataType,
    sql: (args, _, name) => (args.length === 1 ? `${name}(${args[0]})` : `TRIM(${side} ${args[0]} FROM ${args[1]})`),
    evaluate: (args, cx) => {
      const [text, characters] = args.length === 1 ? [args[0], ' '] : [args[1], args[0]];
      const collation = collationOf(cx);
      return collation === undefined ? trimmed(text, characters, side) : collatedTrim(text, characters, side, collation);
    },
    compile: args => (args.length === 1 ? `${duckdbTrims[side]}(${args[0]}, ' ')` : undefined),
  });

/** Each character of `from` becomes the one at its place in `to`; without one it goes. */
function translate(text: string, from: string, to: string): string {
  const targets = [...to];
  const map = new Map<string, string>();
  [...from].forEach((character, i) => {
    if (!map.has(character)) map.set(character, targets[i] ?? '');
  });
  return Array.from(text, character => map.get(character) ?? character).join('');
}

/** What stands before the delimiter of that number; after it, when the number is negative. */
function substringIndex(text: string, delimiter: string, count: number): string {
  if (count === 0 || delimiter === '') return '';
  if (count > 0) {
    let at = -1;
    for (let i = 0; i < count; i++) {
      at = text.indexOf(delimiter, at + 1);
      if (at < 0) return text;
    }
    return text.slice(0, at);
  }
  let at = text.length - delimiter.length + 1;
  for (let i = 0; i < -count; i++) {
    at = at <= 0 ? -1 : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return text.slice(at + delimiter.length);
}

/** `right` is written with substring, and so takes text only. */
function right([text, length]: readonly TypedExpression[], cx: AnalysisContext): TypedExpression {
  const part = cx.call('substring', text!, cx.call('negative', length!));
  const positive = cx.call('if', cx.call('<=', length!, cx.literal(0, IntegerType)), cx.literal('', text!.dataType), part);
  return cx.call('if', cx.call('isnull', text!), cx.literal(null, text!.dataType), positive);
}

export const sliceFuncs = group('string_funcs', {
  btrim: scalar({
    since: '3.2.0',
    usage: '_FUNC_(str[, trimStr]) - Removes the leading and trailing characters of `trimStr`, blanks by default, from `str`.',
    examples: [
      ["btrim('    SparkSQL   ')", 'SparkSQL'],
      ["btrim('SSparkSQLS', 'SL')", 'parkSQ'],
    ],
    arity: [1, 2],
    dataType: NullType,
    rewrite: (args, cx) => cx.call('trim', ...[...args].reverse()),
  }),
  concat_ws: scalar({
    since: '1.5.0',
    usage: '_FUNC_(sep[, str | array(str)]+) - Returns the concatenation of the strings separated by `sep`, skipping null values.',
    examples: [
      ["concat_ws(' ', 'Spark', 'SQL')", 'Spark SQL'],
      ["concat_ws('/', 'foo', null, 'bar')", 'foo/bar'],
    ],
    arity: { min: 1 },
    inputTypes: args => [AnyString, ...args.slice(1).map(() => anyOf(arrayOf(AnyString), AnyString))],
    dataType: typeOfFirst,
    nullable: ([separator]) => separator!.nullable,
    nullIntolerant: false,
    evaluate: ([separator, ...values]) =>
      separator === null
        ? null
        : values
            .flat()
            .filter(value => value !== null)
            .join(separator),
    compile: (args, cx) =>
      args.length > 1 && cx.argTypes.every(type => type.kind === 'string') ? `concat_ws(${args.join(', ')})` : undefined,
  }),
  left: scalar({
    since: '2.3.0',
    usage:
      '_FUNC_(str, len) - Returns the leftmost `len` characters from the string `str`; an empty string if `len` is less or equal than 0.',
    examples: [["left('Spark SQL', 3)", 'Spa']],
    arity: 2,
    inputTypes: [textOrBytes, IntegerType],
    dataType: NullType,
    rewrite: ([text, length], cx) => cx.call('substring', text!, cx.literal(1, IntegerType), length!),
  }),
  lpad: pad(true, {
    since: '1.5.0',
    usage: '_FUNC_(str, len[, pad]) - Returns `str`, left-padded with `pad` to a length of `len`; cut to `len` when it is longer.',
    examples: [
      ["lpad('hi', 5, '??')", '???hi'],
      ["lpad('hi', 1, '??')", 'h'],
    ],
  }),
  ltrim: trim('LEADING', {
    since: '1.5.0',
    usage: '_FUNC_(str) - Removes the leading space characters from `str`.',
    examples: [["ltrim('    SparkSQL   ')", 'SparkSQL   ']],
  }),
  overlay: scalar({
    since: '3.0.0',
    usage: '_FUNC_(input, replace, pos[, len]) - Replace `input` with `replace` that starts at `pos` and is of length `len`.',
    examples: [
      ["overlay('Spark SQL' PLACING '_' FROM 6)", 'Spark_SQL'],
      ["overlay('Spark SQL' PLACING 'ANSI ' FROM 7 FOR 0)", 'Spark ANSI SQL'],
    ],
    arity: [3, 4],
    defaults: (args, cx) => (args.length === 3 ? [cx.literal(-1, IntegerType)] : []),
    inputTypes: [textOrBytes, textOrBytes, IntegerType, IntegerType],
    check: ([value, other], cx) => {
      const [a, b] = [value!.dataType, other!.dataType];
      if (a.kind !== b.kind) throw cx.mismatch('DATA_DIFF_TYPES', { functionName: '`overlay`', dataType: `("${a.sql}" or "${b.sql}")` });
    },
    dataType: typeOfFirst,
    evaluate: ([value, other, position, length]) => overlay(value, other, position, length),
  }),
  repeat: scalar({
    since: '1.5.0',
    usage: '_FUNC_(str, n) - Returns the string which repeats the given string value n times.',
    examples: [["repeat('123', 2)", '123123']],
    arity: 2,
    inputTypes: [AnyString, IntegerType],
    dataType: typeOfFirst,
    evaluate: ([text, times]) => repeated(text, Math.max(times, 0)),
  }),
  replace: scalar({
    since: '2.3.0',
    usage: '_FUNC_(str, search[, replace]) - Replaces all occurrences of `search` with `replace`.',
    examples: [["replace('ABCabc', 'abc', 'DEF')", 'ABCDEF']],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal('', StringType)] : []),
    inputTypes: [SearchableString, SearchableString, SearchableString],
    dataType: typeOfFirst,
    evaluate: ([text, search, other], cx) => {
      const collation = collationOf(cx);
      if (collation !== undefined) return collatedReplace(text, search, other, collation);
      return search === '' ? text : text.replaceAll(search, () => other);
    },
    compile: ([text, search, other], cx) => (cx.literalOf(1) && isBinaryString(cx) ? `replace(${text}, ${search}, ${other})` : undefined),
  }),
  right: scalar({
    since: '2.3.0',
    usage:
      '_FUNC_(str, len) - Returns the rightmost `len` characters from the string `str`; an empty string if `len` is less or equal than 0.',
    examples: [["right('Spark SQL', 3)", 'SQL']],
    arity: 2,
    inputTypes: [AnyString, IntegerType],
    dataType: NullType,
    rewrite: right,
  }),
  rpad: pad(false, {
    since: '1.5.0',
    usage: '_FUNC_(str, len[, pad]) - Returns `str`, right-padded with `pad` to a length of `len`; cut to `len` when it is longer.',
    examples: [
      ["rpad('hi', 5, '??')", 'hi???'],
      ["rpad('hi', 1, '??')", 'h'],
    ],
  }),
  rtrim: trim('TRAILING', {
    since: '1.5.0',
    usage: '_FUNC_(str) - Removes the trailing space characters from `str`.',
    examples: [["rtrim('    SparkSQL   ')", '    SparkSQL']],
  }),
  space: scalar({
    since: '1.5.0',
    usage: '_FUNC_(n) - Returns a string consisting of `n` spaces.',
    examples: [["concat(space(2), '1')", '  1']],
    arity: 1,
    inputTypes: [IntegerType],
    dataType: StringType,
    evaluate: ([count]) => repeated(' ', Math.max(count, 0)),
  }),
  split_part: scalar({
    since: '3.3.0',
    usage:
      '_FUNC_(str, delimiter, partNum) - Splits `str` by delimiter and return requested part of the split (1-based). An empty string if the index is out of range; counted backward when it is negative.',
    examples: [["split_part('11.12.13', '.', 3)", '13']],
    arity: 3,
    inputTypes: [SearchableString, SearchableString, IntegerType],
    dataType: typeOfFirst,
    nullable: true,
    evaluate: ([text, delimiter, part], cx) => {
      if (part === 0) return cx.fail('INVALID_INDEX_OF_ZERO');
      const collation = collationOf(cx);
      const parts = collation !== undefined ? collatedSplit(text, delimiter, collation) : delimiter === '' ? [text] : text.split(delimiter);
      return parts.at(part > 0 ? part - 1 : part) ?? '';
    },
  }),
  substring: scalar({
    aliases: ['substr'],
    since: '1.5.0',
    usage:
      '_FUNC_(str, pos[, len]) - Returns the substring of `str` that starts at `pos` and is of length `len`, or the slice of byte array.',
    examples: [
      ["substring('Spark SQL', 5)", 'k SQL'],
      ["substr('Spark SQL', -3)", 'SQL'],
    ],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(maxLength, IntegerType)] : []),
    inputTypes: [textOrBytes, IntegerType, IntegerType],
    dataType: typeOfFirst,
    evaluate: ([value, position, length]) => substring(value, position, length),
    compile: compileSubstring,
  }),
  substring_index: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(str, delim, count) - Returns the substring from `str` before `count` occurrences of the delimiter `delim`; everything to the right of the final delimiter, counted from the right, when `count` is negative.',
    examples: [["substring_index('www.apache.org', '.', 2)", 'www.apache']],
    arity: 3,
    inputTypes: [SearchableString, SearchableString, IntegerType],
    dataType: typeOfFirst,
    evaluate: ([text, delimiter, count], cx) => {
      const collation = collationOf(cx);
      return collation === undefined ? substringIndex(text, delimiter, count) : collatedSubstringIndex(text, delimiter, count, collation);
    },
  }),
  translate: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(input, from, to) - Translates the `input` string by replacing the characters present in the `from` string with those of the `to` string.',
    examples: [["translate('AaBbCc', 'abc', '123')", 'A1B2C3']],
    arity: 3,
    inputTypes: [SearchableString, SearchableString, SearchableString],
    dataType: typeOfFirst,
    evaluate: ([text, from, to], cx) => {
      const collation = collationOf(cx);
      return collation === undefined ? translate(text, from, to) : collatedTranslate(text, from, to, collation);
    },
  }),
  trim: trim('BOTH', {
    since: '1.5.0',
    usage: '_FUNC_(str) - Removes the leading and trailing space characters from `str`.',
    examples: [
      ["trim('    SparkSQL   ')", 'SparkSQL'],
      ["trim(LEADING 'SL' FROM 'SSparkSQLS')", 'parkSQLS'],
    ],
  }),
});
