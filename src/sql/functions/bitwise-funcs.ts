/** Shifts and single bits; the operators & | ^ ~ are beside the arithmetic ones. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BooleanType, ByteType, type DataType, IntegerType, LongType } from '../types/index.js';
import { anyOf, IntegralFamily } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { CompileContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples'>;

/** As Java shifts: the distance counts modulo the width of the number. */
const shift = (symbol: string, ofInt: (value: number, by: number) => number, ofLong: (value: bigint, by: bigint) => bigint, doc: Doc) =>
  scalar({
    ...doc,
    aliases: [symbol],
    since: '1.5.0',
    arity: 2,
    inputTypes: [anyOf(IntegerType, LongType), IntegerType],
    dataType: ([value]) => value!.dataType,
    sql: ([value, by], _, name) => (name === symbol ? `(${value} ${symbol} ${by})` : `${name}(${value}, ${by})`),
    prepare: cx =>
      cx.dataType.kind === 'long'
        ? (value: bigint, by: number) => BigInt.asIntN(64, ofLong(value, BigInt(by & 63)))
        : (value: number, by: number) => ofInt(value, by) | 0,
  });

function bitCount(value: boolean | number | bigint): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  let bits = BigInt.asUintN(64, BigInt(value));
  let count = 0;
  for (; bits !== 0n; bits &= bits - 1n) count++;
  return count;
}

const widths: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };
const widthOf = (type: DataType) => widths[type.kind]!;

const compileBitCount = ([value]: readonly string[], cx: CompileContext) =>
  cx.argTypes[0]!.kind === 'boolean' ? `CAST(${value} AS INTEGER)` : `CAST(bit_count(CAST(${value} AS BIGINT)) AS INTEGER)`;

export const bitwiseFuncs = group('bitwise_funcs', {
  bit_count: scalar({
    since: '3.0.0',
    usage:
      '_FUNC_(expr) - Returns the number of bits that are set in the argument expr as an unsigned 64-bit integer, or NULL if the argument is NULL.',
    examples: [['bit_count(0)', '0']],
    arity: 1,
    inputTypes: [anyOf(IntegralFamily, BooleanType)],
    implicitCasts: false,
    coerce: ([value]: readonly TypedExpression[], cx) => (value!.dataType.kind === 'null' ? [cx.cast(value!, LongType)] : [value!]),
    dataType: IntegerType,
    evaluate: ([value]) => bitCount(value),
    compile: compileBitCount,
  }),
  bit_get: scalar({
    aliases: ['getbit'],
    since: '3.2.0',
    usage:
      '_FUNC_(expr, pos) - Returns the value of the bit (0 or 1) at the specified position. The positions are numbered from right to left, starting at zero. The position argument cannot be negative.',
    examples: [
      ['bit_get(11, 0)', '1'],
      ['getbit(11, 2)', '0'],
    ],
    arity: 2,
    inputTypes: [IntegralFamily, IntegerType],
    dataType: ByteType,
    prepare: cx => {
      const width = widthOf(cx.argTypes[0]!);
      return (value: number | bigint, position: number) => {
        if (position >= 0 && position < width) return Number((BigInt(value) >> BigInt(position)) & 1n);
        return cx.fail(
          'INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE',
          { parameter: '`pos`', functionName: '`bit_get`', upper: width, invalidValue: position },
          'SparkIllegalArgumentException',
        );
      };
    },
  }),
  shiftleft: shift(
    '<<',
    (value, by) => value << by,
    (value, by) => value << by,
    {
      usage: 'base << expr - Bitwise left shift.',
      examples: [
        ['shiftleft(2, 1)', '4'],
        ['2 << 1', '4'],
      ],
    },
  ),
  shiftright: shift(
    '>>',
    (value, by) => value >> by,
    (value, by) => value >> by,
    {
      usage: 'base >> expr - Bitwise (signed) right shift.',
      examples: [
        ['shiftright(4, 1)', '2'],
        ['4 >> 1', '2'],
      ],
    },
  ),
  shiftrightunsigned: shift(
    '>>>',
    (value, by) => value >>> by,
    (value, by) => BigInt.asUintN(64, value) >> by,
    {
      usage: 'base >>> expr - Bitwise unsigned right shift.',
      examples: [
        ['shiftrightunsigned(4, 1)', '2'],
        ['4 >>> 1', '2'],
      ],
    },
  ),
});
