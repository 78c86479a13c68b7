/** ceil, floor, rint, round and bround. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import { doubleText, floatText } from '../jvm/number-text.js';
import { type DataType, DecimalType, DoubleType, IntegerType, isIntegral, LongType } from '../types/index.js';
import { Decimal, type RoundingMode } from '../values/decimal.js';
import type { Value } from '../values/value.js';
import { anyOf, DecimalFamily, NumericFamily } from './abstract-type.js';
import { overflow } from './arithmetic-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, CompileContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { fitDecimal } from './operator-funcs.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'>;

const scaleOf = (args: readonly TypedExpression[], cx: AnalysisContext): number | null =>
  args[1] === undefined ? 0 : (cx.evaluate(args[1]) as number | null);

/** Rounding may take one digit more before the point: 9.9 becomes 10. */
function roundedType(type: DataType, scale: number): DataType {
  if (type.kind !== 'decimal') return type;
  const whole = type.precision - type.scale + 1;
  if (scale < 0) return new DecimalType(Math.min(Math.max(whole, -scale + 1), 38), 0);
  const kept = Math.min(type.scale, scale);
  return new DecimalType(Math.min(whole + kept, 38), kept);
}

const widths = { byte: 8, short: 16, integer: 32, long: 64 } as const;

function roundWhole(mode: RoundingMode, cx: EvaluationContext): (value: number | bigint, scale: number) => Value {
  const kind = cx.dataType.kind as keyof typeof widths;
  return (value, scale) => {
    if (scale >= 0) return value;
    const rounded = new Decimal(BigInt(value), 0).withScale(scale, mode).withScale(0).unscaled;
    const wrapped = BigInt.asIntN(widths[kind], rounded);
    if (wrapped !== rounded && cx.settings.ansi) {
      return cx.fail('ARITHMETIC_OVERFLOW', { message: 'Overflow', alternative: '', config: '"spark.sql.ansi.enabled"' });
    }
    return kind === 'long' ? wrapped : Number(wrapped);
  };
}

/** By the decimal text of the number, as Spark does: 1.005 is 1.01 at 2 digits. */
function roundFloating(mode: RoundingMode, isFloat: boolean): (value: number, scale: number) => number {
  return (value, scale) => {
    if (!Number.isFinite(value)) return value;
    const decimal = Decimal.parse(isFloat ? floatText(value) : doubleText(value))!;
    const rounded = decimal.scale <= scale ? decimal : decimal.withScale(scale, mode);
    return isFloat ? Math.fround(rounded.toNumber()) : rounded.toNumber();
  };
}

const rounding = (mode: RoundingMode, doc: Doc) =>
  scalar({
    ...doc,
    arity: [1, 2],
    parameters: ['expr', 'd'],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(0, IntegerType)] : []),
    inputTypes: [NumericFamily, IntegerType],
    check: (args, cx) => {
      if (!cx.isFoldable(args[1]!)) {
        throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`scale`', inputType: '"INT"', inputExpr: `"${cx.sqlOf(args[1]!)}"` });
      }
    },
    dataType: (args, cx) => roundedType(args[0]!.dataType, scaleOf(args, cx) ?? 0),
    nullable: true,
    prepare: cx => {
      const [type] = cx.argTypes;
      if (isIntegral(type!)) return roundWhole(mode, cx);
      if (type!.kind === 'decimal') {
        return (value: Decimal, scale: number) => {
          const { scale: digits } = cx.dataType as DecimalType;
          return fitDecimal(scale >= digits ? value.withScale(digits, mode) : value.withScale(scale, mode).withScale(digits), cx);
        };
      }
      return roundFloating(mode, type!.kind === 'float');
    },
  });

/** A double as a long; beyond the range of longs an error, or without ANSI mode the nearest long. */
function toLong(value: number, cx: EvaluationContext): bigint {
  if (Number.isNaN(value)) return 0n;
  const [min, max] = [-(2n ** 63n), 2n ** 63n - 1n];
  const isInside = value >= -(2 ** 63) && value < 2 ** 63;
  if (isInside) return BigInt(value);
  return cx.settings.ansi ? overflow(cx) : value < 0 ? min : max;
}

/** ceil and floor: to a whole number, or to digits of a decimal. */
const toSide = (
  name: 'ceil' | 'floor',
  mode: RoundingMode,
  of: (x: number) => number,
  doc: Doc & { readonly aliases?: readonly string[] },
) =>
  scalar({
    ...doc,
    arity: [1, 2],
    parameters: ['expr', 'scale'],
    coerce: (args, cx) => {
      const scale = args[1];
      if (scale !== undefined && (scale.dataType.kind !== 'integer' || !cx.isFoldable(scale) || cx.evaluate(scale) === null)) {
        throw cx.error('NON_FOLDABLE_ARGUMENT', { funcName: `\`${cx.functionName}\``, paramName: '`scale`', paramType: '"INT"' });
      }
      return args;
    },
    inputTypes: args => (args.length === 1 ? [anyOf(DoubleType, DecimalFamily, LongType)] : [DecimalFamily, IntegerType]),
    dataType: (args, cx) => {
      const type = args[0]!.dataType;
      if (args.length === 2) return roundedType(type, scaleOf(args, cx)!);
      return type.kind !== 'decimal' ? LongType : type.scale === 0 ? type : roundedType(type, 0);
    },
    nullable: true,
    sql: (args, _, written) => `${args.length === 1 && written === name ? name.toUpperCase() : written}(${args.join(', ')})`,
    prepare: cx => {
      const [type] = cx.argTypes;
      if (type!.kind === 'long') return value => value;
      if (type!.kind === 'double') return value => toLong(of(value), cx);
      return (value: Decimal, scale = 0) => {
        const { scale: digits } = cx.dataType as DecimalType;
        return fitDecimal(scale >= digits ? value.withScale(digits, mode) : value.withScale(scale, mode).withScale(digits), cx);
      };
    },
    compile: ([x], cx: CompileContext) => {
      if (cx.argTypes.length > 1) return undefined;
      if (cx.argTypes[0]!.kind === 'long') return x;
      // Of NaN it is 0, which the cast refuses.
      return cx.argTypes[0]!.kind === 'double' && cx.ansi ? `CAST(${name}(${x}) AS BIGINT)` : undefined;
    },
  });

/** To the nearest whole number, halves to the even one. */
function rint(value: number): number {
  const rounded = Math.round(value);
  const result = Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return result === 0 && (value < 0 || Object.is(value, -0)) ? -0 : result;
}

export const roundingFuncs = group('math_funcs', {
  ceil: toSide('ceil', 'ceiling', Math.ceil, {
    aliases: ['ceiling'],
    since: '3.3.0',
    usage:
      '_FUNC_(expr[, scale]) - Returns the smallest number after rounding up that is not smaller than `expr`. An optional `scale` parameter can be specified to control the rounding behavior.',
    examples: [
      ['ceil(-0.1)', '0'],
      ['ceil(5)', '5'],
      ['ceil(3.1411, 3)', '3.142'],
      ['ceil(3.1411, -3)', '1000'],
    ],
  }),
  floor: toSide('floor', 'floor', Math.floor, {
    since: '3.3.0',
    usage:
      '_FUNC_(expr[, scale]) - Returns the largest number after rounding down that is not greater than `expr`. An optional `scale` parameter can be specified to control the rounding behavior.',
    examples: [
      ['floor(-0.1)', '-1'],
      ['floor(5)', '5'],
      ['floor(3.1411, 3)', '3.141'],
      ['floor(3.1411, -3)', '0'],
    ],
  }),
  rint: scalar({
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the double value that is closest in value to the argument and is equal to a mathematical integer.',
    examples: [['rint(12.3456)', '12.0']],
    arity: 1,
    inputTypes: [DoubleType],
    dataType: DoubleType,
    nullable: true,
    evaluate: ([value]) => rint(value),
  }),
  round: rounding('halfUp', {
    since: '1.5.0',
    usage: '_FUNC_(expr, d) - Returns `expr` rounded to `d` decimal places using HALF_UP rounding mode.',
    examples: [
      ['round(2.5, 0)', '3'],
      ['round(15, -1)', '20'],
    ],
  }),
  bround: rounding('halfEven', {
    since: '2.0.0',
    usage: '_FUNC_(expr, d) - Returns `expr` rounded to `d` decimal places using HALF_EVEN rounding mode.',
    examples: [
      ['bround(2.5, 0)', '2'],
      ['bround(25, -1)', '20'],
    ],
  }),
});
