/** Numbers written in other bases: bin, hex, unhex, conv. */
import { BinaryType, IntegerType, LongType, StringType } from '../types/index.js';
import { AnyString, anyOf } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { EvaluationContext } from './function-record.js';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();

/** NULL where a character is no digit; a text of odd length has a 0 before it. */
export function unhex(text: string): Uint8Array | null {
  if (!/^[0-9a-fA-F]*$/.test(text)) return null;
  return new Uint8Array(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
}

const wordMask = 2n ** 64n - 1n;

/** Digits of one base in another, as unsigned words of 64 bits; a negative base asks for a sign. */
function convert(text: string, from: number, to: number, cx: EvaluationContext): string | null {
  const toBase = Math.abs(to);
  const digits = text.replace(/^ +| +$/g, '');
  if (from < 2 || from > 36 || toBase < 2 || toBase > 36 || digits === '') return null;
  let isNegative = digits[0] === '-';
  let word = 0n;
  for (const character of isNegative ? digits.slice(1) : digits) {
    const digit = /[0-9a-zA-Z]/.test(character) ? Number.parseInt(character, 36) : Number.NaN;
    if (!(digit < from)) break;
    word = word * BigInt(from) + BigInt(digit);
    if (word <= wordMask) continue;
    if (cx.settings.ansi) {
      cx.fail('ARITHMETIC_OVERFLOW', { message: 'Overflow in function conv()', alternative: '', config: '"spark.sql.ansi.enabled"' });
    }
    word = wordMask;
    break;
  }
  const isHigh = word > wordMask >> 1n;
  if (isNegative && to > 0) word = isHigh ? wordMask : -word & wordMask;
  if (to < 0 && isHigh) {
    word = -word & wordMask;
    isNegative = true;
  }
  return `${isNegative && to < 0 ? '-' : ''}${word.toString(toBase).toUpperCase()}`;
}

export const digitsFuncs = group('math_funcs', {
  bin: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns the string representation of the long value `expr` represented in binary.',
    examples: [
      ['bin(13)', '1101'],
      ['bin(13.3)', '1101'],
    ],
    arity: 1,
    inputTypes: [LongType],
    dataType: StringType,
    evaluate: ([value]) => BigInt.asUintN(64, value).toString(2),
  }),
  conv: scalar({
    since: '1.5.0',
    usage: '_FUNC_(num, from_base, to_base) - Convert `num` from `from_base` to `to_base`.',
    examples: [
      ["conv('100', 2, 10)", '4'],
      ['conv(-10, 16, -10)', '-16'],
    ],
    arity: 3,
    inputTypes: [AnyString, IntegerType, IntegerType],
    dataType: ([text]) => text!.dataType,
    nullable: true,
    evaluate: ([text, from, to], cx) => convert(text, from, to, cx),
  }),
  hex: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Converts `expr` to hexadecimal.',
    examples: [
      ['hex(17)', '11'],
      ["hex('Spark SQL')", '537061726B2053514C'],
    ],
    arity: 1,
    inputTypes: [anyOf(LongType, BinaryType, AnyString)],
    dataType: ([value]) => (value!.dataType.kind === 'string' ? value!.dataType : StringType),
    prepare: cx => {
      const [type] = cx.argTypes;
      if (type!.kind === 'long') return value => BigInt.asUintN(64, value).toString(16).toUpperCase();
      return type!.kind === 'binary' ? hexOf : value => hexOf(Buffer.from(value));
    },
    compile: ([value], cx) => (cx.argTypes[0]!.kind === 'long' ? undefined : `hex(${value})`),
  }),
  unhex: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Converts hexadecimal `expr` to binary.',
    examples: [["decode(unhex('537061726B2053514C'), 'UTF-8')", 'Spark SQL']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: BinaryType,
    nullable: true,
    evaluate: ([text]) => unhex(text),
  }),
});
