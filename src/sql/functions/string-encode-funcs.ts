/** Text as bytes and bytes as text: character sets, base 64 and base 32, UTF-8 that may be broken, collations. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type Charset, charsetNames, charsetOf, decodeText, encodeText } from '../jvm/charsets.js';
import { BinaryType, BooleanType, collatedString, type DataType, NullType, StringType } from '../types/index.js';
import { AnyString, AnyType, anyOf } from './abstract-type.js';
import { docroot } from './argument-errors.js';
import { group, scalar } from './define.js';
import { unhex } from './digits-funcs.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'>;
type Bytes = Uint8Array;

function charset(name: string, functionName: string, cx: EvaluationContext): Charset {
  const found = charsetOf(name);
  if (found !== undefined) return found;
  const parameters = { parameter: '`charset`', functionName: `\`${functionName}\``, charset: name, charsets: charsetNames.join(', ') };
  return cx.fail('INVALID_PARAMETER_VALUE.CHARSET', parameters);
}

const malformed = (functionName: string, name: string, cx: EvaluationContext): never =>
  cx.fail('MALFORMED_CHARACTER_CODING', { function: `\`${functionName}\``, charset: name }, 'SparkRuntimeException');

const base32Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(bytes: Bytes): string {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; ) {
      bits -= 5;
      text += base32Digits[(held >> bits) & 31];
    }
    held &= 31;
  }
  if (bits > 0) text += base32Digits[(held << (5 - bits)) & 31];
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** Characters that are no digits are passed over; what follows the first = does not count. */
function fromBase32(text: string): Bytes {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const character of text.split('=')[0]!.toUpperCase()) {
    const digit = base32Digits.indexOf(character);
    if (digit < 0) continue;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  // One digit alone still makes a byte.
  if (bits === 5 && bytes.length % 5 === 0) bytes.push((held & 31) >> 2);
  return Uint8Array.from(bytes);
}

/** As Java's MIME decoder, which passes over what is no digit. undefined: the digits do not end on a byte. */
function fromBase64(text: string): Bytes | undefined {
  const [digits = '', ...padding] = text.replace(/[^A-Za-z0-9+/=]/g, '').split('=');
  const rest = digits.length % 4;
  if (rest === 1 || padding.join('') !== '' || (padding.length > 0 && padding.length !== (rest === 0 ? 0 : 4 - rest))) return undefined;
  return new Uint8Array(Buffer.from(digits, 'base64'));
}

/** Strictly: only digits, and the padding that they need. */
const isBase64 = (text: string): boolean => {
  const plain = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.length % 4 === 0;
};

const notConvertible = (text: string, format: string, cx: EvaluationContext): never =>
  cx.fail(
    'CONVERSION_INVALID_INPUT',
    { str: `'${text}'`, fmt: `'${format.toUpperCase()}'`, targetType: '"BINARY"', suggestion: '`try_to_binary`' },
    'SparkIllegalArgumentException',
  );

const formats = ['hex', 'utf-8', 'utf8', 'base64'];

function toBinary(text: string, format: string, cx: EvaluationContext): Bytes {
  switch (format) {
    case 'hex':
      return unhex(text) ?? notConvertible(text, format, cx);
    case 'base64':
      return isBase64(text) ? fromBase64(text)! : notConvertible(text, format, cx);
    default:
      return new TextEncoder().encode(text);
  }
}

/** The format of to_binary in small letters; `null` for NULL, undefined where it is none. */
function binaryFormat(args: readonly TypedExpression[], cx: AnalysisContext): string | null | undefined {
  const [, given] = args;
  if (given === undefined) return 'hex';
  const value = cx.evaluate(given);
  if (value === null) return null;
  const format = String(value).toLowerCase();
  return given.dataType.kind === 'string' && formats.includes(format) ? format : undefined;
}

function checkBinaryFormat(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const [, given] = args;
  if (given === undefined) return;
  if (!cx.isFoldable(given))
    throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`fmt`', inputType: '"STRING"', inputExpr: `"${cx.sqlOf(given)}"` });
  if (binaryFormat(args, cx) !== undefined) return;
  throw cx.mismatch('INVALID_ARG_VALUE', {
    inputName: 'fmt',
    requireType: 'case-insensitive "STRING"',
    validValues: "'hex', 'utf-8', 'utf8', or 'base64'",
    inputValue: `'${cx.evaluate(given)}'`,
  });
}

const isUtf8 = (value: string | Bytes): boolean => typeof value === 'string' || decodeText(value, 'utf-8') !== undefined;
const repaired = (value: string | Bytes): string =>
  typeof value === 'string' ? value : new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);

/** Bytes stay bytes here: as text they would be repaired already. */
const ofUtf8 = (dataType: DataType, of: (value: string | Bytes, cx: EvaluationContext) => string | boolean | null, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    inputTypes: ([value]) => [value!.dataType.kind === 'binary' ? BinaryType : AnyString],
    dataType,
    nullable: true,
    evaluate: ([value], cx) => of(value, cx),
  });

const collationPattern = /^(UTF8_BINARY|UTF8_LCASE|(UNICODE|[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{3})?)((_C[IS])?(_A[IS])?))(_RTRIM)?$/i;

/** A name as Spark writes it: modifiers in capitals, the defaults left out. */
function collationName(name: string): string {
  const language = /^(?!UTF8|UNICODE)[a-z]{2,3}(?![a-z])/i.exec(name)?.[0];
  const isKnown = language === undefined || Intl.Collator.supportedLocalesOf(language).length > 0;
  if (!collationPattern.test(name) || !isKnown) {
    const proposals = ['UTF8_BINARY', 'UTF8_LCASE', 'UNICODE'].join(', ');
    throw sparkErrorOf('COLLATION_INVALID_NAME', { collationName: name, proposals }, { name: 'SparkException' });
  }
  const upper = name.toUpperCase();
  if (/^(UTF8|UNICODE)/.test(upper)) return upper.replace(/_CS|_AS/g, '');
  return name.replace(/_(CI|AI|RTRIM)/gi, part => part.toUpperCase()).replace(/_(CS|AS)/gi, '');
}

export const encodeFuncs = group('string_funcs', {
  base64: scalar({
    since: '1.5.0',
    usage: '_FUNC_(bin) - Converts the argument from a binary `bin` to a base 64 string.',
    examples: [["base64('Spark SQL')", 'U3BhcmsgU1FM']],
    arity: 1,
    inputTypes: [BinaryType],
    dataType: StringType,
    evaluate: ([bytes]) => Buffer.from(bytes).toString('base64'),
  }),
  unbase64: scalar({
    since: '1.5.0',
    usage: '_FUNC_(str) - Converts the argument from a base 64 string `str` to a binary.',
    examples: [["decode(unbase64('U3BhcmsgU1FM'), 'utf-8')", 'Spark SQL']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: BinaryType,
    evaluate: ([text], cx) => fromBase64(text) ?? notConvertible(text, 'base64', cx),
  }),
  to_base32: scalar({
    since: '4.3.0',
    usage: '_FUNC_(bin) - Converts the argument from a binary `bin` to a base 32 string.',
    examples: [["to_base32('foobar')", 'MZXW6YTBOI======']],
    arity: 1,
    inputTypes: [BinaryType],
    dataType: StringType,
    evaluate: ([bytes]) => toBase32(bytes),
  }),
  from_base32: scalar({
    since: '4.3.0',
    usage: '_FUNC_(str) - Converts the argument from a base 32 string `str` to a binary.',
    examples: [["decode(from_base32('MZXW6YTBOI======'), 'utf-8')", 'foobar']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: BinaryType,
    evaluate: ([text]) => fromBase32(text),
  }),
  collate: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr, collationName) - Marks a given expression with the specified collation.',
    examples: [["collation(collate('Spark SQL', 'UTF8_LCASE'))", 'SYSTEM.BUILTIN.UTF8_LCASE']],
    arity: 2,
    inputTypes: [AnyString, AnyString],
    check: ([, name], cx) => {
      if (!cx.isFoldable(name!))
        throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`collationName`', inputType: '"STRING"', inputExpr: `"${cx.sqlOf(name!)}"` });
      if (cx.evaluate(name!) === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: '`collation`' });
    },
    dataType: ([, name], cx) => collatedString(collationName(cx.evaluate(name!) as string)),
    evaluate: ([text]) => text,
    compile: ([text]) => text,
  }),
  collation: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr) - Returns the collation name of a given expression.',
    examples: [["collation('Spark SQL')", 'SYSTEM.BUILTIN.UTF8_BINARY']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: StringType,
    nullable: false,
    nullIntolerant: false,
    evaluateLazy: (_, cx) => `SYSTEM.BUILTIN.${(cx.argTypes[0] as StringType).collation}`,
  }),
  decode: scalar({
    since: '3.2.0',
    usage:
      '_FUNC_(bin, charset) - Decodes the first argument using the second argument character set.\n_FUNC_(expr, search, result [, search, result ] ... [, default]) - Compares expr to each search value in order and returns the result of the first that equals it, or the default.',
    examples: [
      ["decode(encode('abc', 'utf-8'), 'utf-8')", 'abc'],
      ["decode(2, 1, 'Southlake', 2, 'San Francisco', 'Non domestic')", 'San Francisco'],
    ],
    arity: { min: 0 },
    dataType: NullType,
    coerce: (args, cx) => {
      if (args.length >= 2) return args;
      throw cx.error('WRONG_NUM_ARGS.WITHOUT_SUGGESTION', { functionName: '`decode`', expectedNum: 2, actualNum: args.length, docroot });
    },
    rewrite: ([value, ...rest], cx) => {
      if (rest.length === 1) return cx.call('string_decode', value!, rest[0]!);
      const branches: TypedExpression[] = [];
      for (let i = 0; i + 1 < rest.length; i += 2) branches.push(cx.call('<=>', value!, rest[i]!), rest[i + 1]!);
      return cx.call('when', ...branches, ...(rest.length % 2 === 1 ? [rest.at(-1)!] : []));
    },
  }),
  string_decode: scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [BinaryType, AnyString],
    dataType: StringType,
    nullable: true,
    sql: ([bytes, name]) => `decode(${bytes}, ${name})`,
    evaluate: ([bytes, name], cx) => decodeText(bytes, charset(name, 'decode', cx)) ?? malformed('decode', name, cx),
  }),
  encode: scalar({
    since: '1.5.0',
    usage: '_FUNC_(str, charset) - Encodes the first argument using the second argument character set.',
    examples: [["hex(encode('abc', 'utf-8'))", '616263']],
    arity: 2,
    inputTypes: [AnyString, AnyString],
    dataType: BinaryType,
    nullable: true,
    evaluate: ([text, name], cx) => encodeText(text, charset(name, 'encode', cx)) ?? malformed('encode', name, cx),
  }),
  is_valid_utf8: ofUtf8(BooleanType, isUtf8, {
    since: '4.0.0',
    usage: '_FUNC_(str) - Returns true if `str` is a valid UTF-8 string, otherwise returns false.',
    examples: [
      ["is_valid_utf8('Spark')", 'true'],
      ["is_valid_utf8(x'80')", 'false'],
    ],
  }),
  make_valid_utf8: ofUtf8(StringType, repaired, {
    since: '4.0.0',
    usage:
      '_FUNC_(str) - Returns the original string if `str` is a valid UTF-8 string, otherwise returns a new string whose invalid UTF8 byte sequences are replaced using the UNICODE replacement character U+FFFD.',
    examples: [["make_valid_utf8(x'61C262')", 'a\ufffdb']],
  }),
  try_validate_utf8: ofUtf8(StringType, value => (isUtf8(value) ? repaired(value) : null), {
    since: '4.0.0',
    usage: '_FUNC_(str) - Returns the input string if it corresponds to a valid UTF-8 string, or NULL otherwise.',
    examples: [["try_validate_utf8(x'80')", 'NULL']],
  }),
  validate_utf8: ofUtf8(
    StringType,
    (value, cx) => {
      if (isUtf8(value)) return repaired(value);
      const str = Array.from(value as Bytes, byte => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
      return cx.fail('INVALID_UTF8_STRING', { str }, 'SparkIllegalArgumentException');
    },
    {
      since: '4.0.0',
      usage: '_FUNC_(str) - Returns the input string if it corresponds to a valid UTF-8 string, or emits an error otherwise.',
      examples: [["validate_utf8('Spark')", 'Spark']],
    },
  ),
  to_binary: scalar({
    since: '3.3.0',
    usage:
      '_FUNC_(str[, fmt]) - Converts the input `str` to a binary value based on the supplied `fmt`: "hex", "utf-8", "utf8", or "base64". Default is "hex".',
    examples: [["decode(to_binary('abc', 'utf-8'), 'utf-8')", 'abc']],
    arity: [1, 2],
    inputTypes: [AnyString, anyOf(AnyString, AnyType)],
    check: checkBinaryFormat,
    data: (args, cx) => binaryFormat(args, cx),
    dataType: BinaryType,
    nullable: (args, cx) => binaryFormat(args, cx) !== 'base64' || args[0]!.nullable,
    evaluate: ([text], cx) => toBinary(text, cx.data, cx),
  }),
  try_to_binary: scalar({
    since: '3.3.0',
    usage:
      '_FUNC_(str[, fmt]) - This is a special version of `to_binary` that performs the same operation, but returns a NULL value instead of raising an error if the conversion cannot be performed.',
    examples: [["try_to_binary('a!', 'base64')", 'NULL']],
    arity: [1, 2],
    dataType: NullType,
    rewrite: (args, cx) => {
      const [, format] = args;
      const isUnknown = format !== undefined && cx.isFoldable(format) && binaryFormat(args, cx) === undefined;
      return isUnknown ? cx.literal(null, BinaryType) : cx.call('tryeval', cx.call('to_binary', ...args));
    },
  }),
});
