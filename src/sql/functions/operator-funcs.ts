/** Arithmetic and bit operators. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type DataType, DecimalType, DoubleType, isFractional, isIntegral, isNumeric, LongType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { decimalOutOfRange } from '../values/cast-context.js';
import { adjustedDecimal, decimalFor } from '../values/cast-rules.js';
import { Decimal } from '../values/decimal.js';
import { CalendarInterval } from '../values/value.js';
import { type AbstractType, AnyAnsiInterval, accepts, anyOf, IntegralFamily, NumericFamily } from './abstract-type.js';
import { divideByZero, intervalOverflow, overflow, remainderByZero } from './arithmetic-errors.js';
import { datetimeArithmetic } from './datetime-arithmetic.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, CompileContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { intervalArithmetic } from './interval-arithmetic.js';
import { nanosArithmetic } from './nanos-timestamp-funcs.js';
import { timeArithmetic } from './time-arithmetic.js';

/** Where decimals and other numbers meet: whole numbers become decimals, floating ones make the decimal a double. */
export function coerceDecimals([a, b]: readonly TypedExpression[], cx: AnalysisContext): readonly [TypedExpression, TypedExpression] {
  const [left, right] = [a!, b!];
  const [x, y] = [left.dataType, right.dataType];
  const asDecimal = (each: TypedExpression): TypedExpression => {
    if (!isIntegral(each.dataType)) return each;
    if (each.kind === 'literal' && each.value !== null) {
      const digits = String(each.value).replace('-', '').length;
      return cx.cast(each, new DecimalType(Math.max(digits, 1), 0));
    }
    return cx.cast(each, decimalFor(each.dataType));
  };
  if (x.kind === 'decimal' && isIntegral(y)) return [left, asDecimal(right)];
  if (isIntegral(x) && y.kind === 'decimal') return [asDecimal(left), right];
  if (
    (x.kind === 'decimal' && (y.kind === 'float' || y.kind === 'double')) ||
    ((x.kind === 'float' || x.kind === 'double') && y.kind === 'decimal')
  ) {
    return [cx.cast(left, DoubleType), cx.cast(right, DoubleType)];
  }
  return [left, right];
}

/** Without ANSI mode, text in arithmetic is a double. */
export const textAsDouble = (args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] =>
  cx.ansi || args.some(arg => arg.dataType.kind === 'calendarInterval')
    ? args
    : args.map(arg => (arg.dataType.kind === 'string' ? cx.cast(arg, DoubleType) : arg));

/** Both sides as one type, when they have one that the operator takes. */
export function coerceBinary(args: readonly TypedExpression[], cx: AnalysisContext, input: AbstractType): readonly TypedExpression[] {
  const [left, right] = args as readonly [TypedExpression, TypedExpression];
  const promoted =
    left.dataType.kind === 'string' || right.dataType.kind === 'string'
      ? cx.coercion.stringPromotion(left.dataType, right.dataType)
      : undefined;
  const [a, b] = promoted === undefined ? coerceDecimals(args, cx) : [cx.cast(left, promoted), cx.cast(right, promoted)];
  if (sameType(a.dataType, b.dataType)) {
    if (a.dataType.kind !== 'null' || accepts(input, a.dataType)) return [a, b];
    return [cx.cast(a, DoubleType), cx.cast(b, DoubleType)];
  }
  if (a.dataType.kind === 'decimal' && b.dataType.kind === 'decimal') return [a, b];
  const common = cx.coercion.tightest(a.dataType, b.dataType);
  return common !== undefined && accepts(input, common) ? [cx.cast(a, common), cx.cast(b, common)] : [a, b];
}

/** The checks of Spark's BinaryOperator. */
export function checkBinary(
  [left, right]: readonly TypedExpression[],
  cx: AnalysisContext,
  input: AbstractType,
  inputSql = `"${input.sql}"`,
): void {
  const [a, b] = [left!.dataType, right!.dataType];
  if (!sameType(a, b) && !(a.kind === 'decimal' && b.kind === 'decimal')) {
    throw cx.mismatch('BINARY_OP_DIFF_TYPES', { left: `"${a.sql}"`, right: `"${b.sql}"` });
  }
  if (!accepts(input, a)) throw cx.mismatch('BINARY_OP_WRONG_TYPE', { inputType: inputSql, actualDataType: `"${a.sql}"` });
}

const numericOrInterval = anyOf(NumericFamily, AnyAnsiInterval, {
  ...AnyAnsiInterval,
  family: 'calendarInterval',
  accepts: type => type.kind === 'calendarInterval',
});
const numericOrIntervalSql = '("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL")';

const typesOf = (args: readonly TypedExpression[]) => args.map(arg => arg.dataType);

/** Digits of the result of a decimal operation. */
type DecimalRule = (a: DecimalType, b: DecimalType) => DecimalType;

export const decimalRules = {
  '+': (a, b) => {
    const scale = Math.max(a.scale, b.scale);
    return adjustedDecimal(Math.max(a.integralDigits, b.integralDigits) + scale + 1, scale);
  },
  '*': (a, b) => adjustedDecimal(a.precision + b.precision + 1, a.scale + b.scale),
  '/': (a, b) => {
    const scale = Math.max(6, a.scale + b.precision + 1);
    return adjustedDecimal(a.precision - a.scale + b.scale + scale, scale);
  },
  '%': (a, b) => {
    const scale = Math.max(a.scale, b.scale);
    return adjustedDecimal(Math.min(a.integralDigits, b.integralDigits) + scale, scale);
  },
} satisfies Record<string, DecimalRule>;

const resultType =
  (rule: DecimalRule) =>
  (args: readonly TypedExpression[]): DataType => {
    const [a, b] = typesOf(args);
    return a!.kind === 'decimal' && b!.kind === 'decimal' ? rule(a, b) : a!;
  };

const bits = { byte: 8, short: 16, integer: 32, long: 64 } as const;

/** Names of the `try_` functions that messages suggest. */
interface Names {
  readonly symbol: string;
  readonly tryName: string;
}

/** Raises where a whole number does not fit; wraps without ANSI mode. */
function wholeNumbers(
  operation: (a: bigint, b: bigint) => bigint,
  { symbol, tryName }: Names,
  cx: EvaluationContext,
): (a: any, b: any) => any {
  const kind = cx.dataType.kind as keyof typeof bits;
  const width = bits[kind];
  const { ansi } = cx.settings;
  const fromBig = kind === 'long' ? (value: bigint) => value : Number;
  return (a, b) => {
    const exact = operation(BigInt(a), BigInt(b));
    const wrapped = BigInt.asIntN(width, exact);
    if (wrapped !== exact && ansi) {
      if (kind === 'byte' || kind === 'short') {
        const suffix = kind === 'byte' ? 'Y' : 'S';
        return cx.fail('BINARY_ARITHMETIC_OVERFLOW', {
          value1: `${a}${suffix}`,
          symbol,
          value2: `${b}${suffix}`,
          functionName: `\`${tryName}\``,
        });
      }
      return overflow(cx, tryName);
    }
    return fromBig(wrapped);
  };
}

/** A decimal as the type of the result; NULL without ANSI mode when it does not fit. */
export function fitDecimal(value: Decimal, cx: EvaluationContext): Decimal | null {
  const type = cx.dataType as DecimalType;
  const fitted = value.fit(type.precision, type.scale);
  if (fitted !== undefined) return fitted;
  return cx.settings.ansi ? decimalOutOfRange(value, type, cx) : null;
}

function additive(sign: 1 | -1, names: Names) {
  return (cx: EvaluationContext): ((a: any, b: any) => any) => {
    const { dataType } = cx;
    switch (dataType.kind) {
      case 'double':
        return sign === 1 ? (a, b) => a + b : (a, b) => a - b;
      case 'float':
        return sign === 1 ? (a, b) => Math.fround(a + b) : (a, b) => Math.fround(a - b);
      case 'decimal':
        return sign === 1 ? (a, b) => fitDecimal(a.plus(b), cx) : (a, b) => fitDecimal(a.minus(b), cx);
      case 'yearMonthInterval':
        return (a, b) => {
          const months = a + sign * b;
          return months === (months | 0) ? months : intervalOverflow(cx, names.tryName);
        };
      case 'dayTimeInterval':
        return (a, b) => {
          const micros = sign === 1 ? a + b : a - b;
          return BigInt.asIntN(64, micros) === micros ? micros : intervalOverflow(cx, names.tryName);
        };
      case 'calendarInterval':
        return (a, b) => addIntervals(a, b, sign, cx, names.tryName);
      default:
        return wholeNumbers(sign === 1 ? (a, b) => a + b : (a, b) => a - b, names, cx);
    }
  };
}

function addIntervals(a: CalendarInterval, b: CalendarInterval, sign: 1 | -1, cx: EvaluationContext, name: string): CalendarInterval {
  const months = a.months + sign * b.months;
  const days = a.days + sign * b.days;
  const micros = a.microseconds + BigInt(sign) * b.microseconds;
  if (months !== (months | 0) || days !== (days | 0) || BigInt.asIntN(64, micros) !== micros) return intervalOverflow(cx, name);
  return new CalendarInterval(months, days, micros);
}

const multiply = (cx: EvaluationContext): ((a: any, b: any) => any) => {
  switch (cx.dataType.kind) {
    case 'double':
      return (a, b) => a * b;
    case 'float':
      return (a, b) => Math.fround(a * b);
    case 'decimal':
      return (a, b) => fitDecimal(a.times(b), cx);
    default:
      return wholeNumbers((a, b) => a * b, { symbol: '*', tryName: 'try_multiply' }, cx);
  }
};

const isZero = (value: any): boolean => (typeof value === 'object' ? (value as Decimal).isZero : Number(value) === 0);

const divide = (cx: EvaluationContext): ((a: any, b: any) => any) => {
  const { ansi } = cx.settings;
  const type = cx.dataType;
  const scale = type.kind === 'decimal' ? type.scale : 0;
  return (a, b) => {
    if (isZero(b)) return ansi ? divideByZero(cx) : null;
    return type.kind === 'decimal' ? fitDecimal(a.dividedBy(b, scale), cx) : a / b;
  };
};

const remainder = (cx: EvaluationContext): ((a: any, b: any) => any) => {
  const { ansi } = cx.settings;
  const isDecimal = cx.dataType.kind === 'decimal';
  const isFloat = cx.dataType.kind === 'float';
  return (a, b) => {
    if (isZero(b)) return ansi ? remainderByZero(cx) : null;
    if (isDecimal) return fitDecimal(a.remainder(b), cx);
    const result = a % b;
    // A remainder of 0 has no sign among whole numbers.
    return isFloat ? Math.fround(result) : typeof result === 'number' && cx.dataType.kind !== 'double' ? result + 0 : result;
  };
};

/** `div`: whole numbers of a division, as a long. */
const integralDivide = (cx: EvaluationContext): ((a: any, b: any) => any) => {
  const { ansi } = cx.settings;
  const [type] = cx.argTypes;
  return (a, b) => {
    if (isZero(b)) return ansi ? divideByZero(cx) : null;
    const result: bigint = type!.kind === 'decimal' ? a.quotient(b) : BigInt(a) / BigInt(b);
    const wrapped = BigInt.asIntN(64, result);
    return wrapped !== result && ansi ? overflow(cx, 'try_divide') : wrapped;
  };
};

/** Where DuckDB's own operator gives Spark's answer or an error: whole numbers in ANSI mode, doubles, decimals of an unchanged scale. */
function compileArithmetic(symbol: '+' | '-' | '*') {
  return ([a, b]: readonly string[], cx: CompileContext): string | undefined => {
    const { dataType } = cx;
    const sql = `(${a} ${symbol} ${b})`;
    if (isIntegral(dataType)) return cx.ansi ? sql : undefined;
    if (dataType.kind === 'double' || dataType.kind === 'float') return sql;
    if (dataType.kind !== 'decimal') return undefined;
    const [x, y] = cx.argTypes as readonly DecimalType[];
    const natural = symbol === '*' ? x!.scale + y!.scale : Math.max(x!.scale, y!.scale);
    if (natural !== dataType.scale || !cx.ansi) return undefined;
    return cx.isExact && dataType.precision > narrowDigits && x!.precision <= narrowDigits
      ? `(CAST(${a} AS DECIMAL(${narrowDigits + 1},${x!.scale})) ${symbol} ${b})`
      : sql;
  };
}

/** Digits of the decimals that DuckDB keeps in 64 bits. */
const narrowDigits = 18;

const binarySql =
  (symbol: string) =>
  ([a, b]: readonly string[]): string =>
    `(${a} ${symbol} ${b})`;

/** What the arithmetic operators and their `try_` twins share. */
function arithmetic(
  symbol: '+' | '-' | '*' | '/' | '%',
  spec: Pick<ScalarFunction, 'prepare' | 'compile' | 'usage' | 'since' | 'examples' | 'aliases' | 'sql'>,
) {
  const isMultiplication = symbol === '*' || symbol === '/' || symbol === '%';
  const input: AbstractType = isMultiplication ? NumericFamily : numericOrInterval;
  return scalar({
    arity: 2,
    substitute: (args, cx) =>
      nanosArithmetic(symbol, args, cx) ??
      timeArithmetic(symbol, args, cx) ??
      datetimeArithmetic(symbol, args, cx) ??
      intervalArithmetic(symbol, args, cx),
    coerce: (args, cx) => {
      const [a, b] = coerceBinary(textAsDouble(args, cx), cx, input) as readonly [TypedExpression, TypedExpression];
      if (symbol !== '/' || a.dataType.kind === 'decimal' || b.dataType.kind === 'decimal') return [a, b];
      const castable = (each: TypedExpression) => isNumeric(each.dataType) || each.dataType.kind === 'null';
      return castable(a) && castable(b) ? [cx.cast(a, DoubleType), cx.cast(b, DoubleType)] : [a, b];
    },
    check: (args, cx) =>
      checkBinary(args, cx, input, isMultiplication ? (symbol === '/' ? '("DOUBLE" or "DECIMAL")' : undefined) : numericOrIntervalSql),
    dataType: resultType(decimalRules[symbol === '-' ? '+' : symbol]),
    nullable: (args, cx) =>
      symbol === '/' || symbol === '%' || args.some(arg => arg.nullable) || (!cx.ansi && args.some(arg => arg.dataType.kind === 'decimal')),
    sql: binarySql(symbol),
    ...spec,
  });
}

/** A negation has at most 34 digits, as Java's DECIMAL128; what that rounds up to 39 digits fits no decimal. */
export function negateDecimal(value: Decimal, cx: EvaluationContext): Decimal {
  const negated = value.negate();
  const drop = negated.precision - 34;
  if (drop <= 0) return negated;
  const { precision, scale } = cx.dataType as DecimalType;
  const rounded = negated.withScale(negated.scale - drop, 'halfUp');
  return (
    rounded.fit(precision, scale) ??
    cx.fail('NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION', {
      roundedValue: rounded.toString(),
      originalValue: new Decimal(
        rounded.unscaled / 10n ** BigInt(rounded.precision - 34),
        rounded.scale - (rounded.precision - 34),
      ).toScientificString(),
      precision,
      scale,
    })
  );
}

const negate = (cx: EvaluationContext): ((value: any) => any) => {
  const { ansi } = cx.settings;
  switch (cx.dataType.kind) {
    case 'double':
    case 'float':
      return value => -value;
    case 'decimal':
      return (value: Decimal) => negateDecimal(value, cx);
    case 'calendarInterval':
      return (value: CalendarInterval) => addIntervals(new CalendarInterval(0, 0, 0n), value, -1, cx, 'try_subtract');
    case 'yearMonthInterval':
      return value => (value === -(2 ** 31) ? intervalOverflow(cx) : -value + 0);
    case 'dayTimeInterval':
      return value => (value === -(2n ** 63n) ? intervalOverflow(cx) : -value);
    default: {
      const kind = cx.dataType.kind as keyof typeof bits;
      return value => {
        const result = BigInt.asIntN(bits[kind], -BigInt(value));
        if (ansi && result !== -BigInt(value)) return overflow(cx);
        return kind === 'long' ? result : Number(result);
      };
    }
  }
};

const unarySign = (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args[0]!.dataType.kind === 'string' ? [cx.cast(args[0]!, DoubleType)] : args;

const isBitKind = (type: DataType) => isIntegral(type);

function bitOperator(symbol: '&' | '|' | '^', examples: ScalarFunction['examples']) {
  const operation = { '&': (a: bigint, b: bigint) => a & b, '|': (a: bigint, b: bigint) => a | b, '^': (a: bigint, b: bigint) => a ^ b }[
    symbol
  ];
  return scalar({
    group: 'bitwise_funcs',
    since: '1.4.0',
    usage: `expr1 ${symbol} expr2 - Returns the result of bitwise ${{ '&': 'AND', '|': 'OR', '^': 'exclusive OR' }[symbol]} of \`expr1\` and \`expr2\`.`,
    examples: examples ?? [],
    arity: 2,
    coerce: (args, cx) => coerceBinary(textAsDouble(args, cx), cx, IntegralFamily),
    check: (args, cx) => checkBinary(args, cx, IntegralFamily),
    dataType: ([a]) => a!.dataType,
    sql: binarySql(symbol),
    prepare: cx => {
      const fromBig = cx.dataType.kind === 'long' ? (value: bigint) => value : Number;
      return (a, b) => fromBig(operation(BigInt(a), BigInt(b)));
    },
    compile: ([a, b], cx) => (isBitKind(cx.dataType) ? (symbol === '^' ? `xor(${a}, ${b})` : `(${a} ${symbol} ${b})`) : undefined),
  });
}

const zeroGuard = (sql: string, divisor: string): string => `(CASE WHEN ${divisor} = 0 THEN error('zero') ELSE ${sql} END)`;

export const operatorFuncs = group('math_funcs', {
  '+': arithmetic('+', {
    since: '1.0.0',
    usage: 'expr1 + expr2 - Returns `expr1`+`expr2`.',
    examples: [['1 + 2', '3']],
    prepare: additive(1, { symbol: '+', tryName: 'try_add' }),
    compile: compileArithmetic('+'),
  }),
  '-': arithmetic('-', {
    since: '1.0.0',
    usage: 'expr1 - expr2 - Returns `expr1`-`expr2`.',
    examples: [['2 - 1', '1']],
    prepare: additive(-1, { symbol: '-', tryName: 'try_subtract' }),
    compile: compileArithmetic('-'),
  }),
  '*': arithmetic('*', {
    since: '1.0.0',
    usage: 'expr1 * expr2 - Returns `expr1`*`expr2`.',
    examples: [['2 * 3', '6']],
    prepare: multiply,
    compile: compileArithmetic('*'),
  }),
  '/': arithmetic('/', {
    since: '1.0.0',
    usage: 'expr1 / expr2 - Returns `expr1`/`expr2`. It always performs floating point division.',
    examples: [
      ['3 / 2', '1.5'],
      ['2L / 2L', '1.0'],
    ],
    prepare: divide,
    compile: ([a, b], cx) =>
      cx.dataType.kind !== 'double' ? undefined : cx.ansi ? zeroGuard(`(${a} / ${b})`, b!) : `(${a} / nullif(${b}, 0))`,
  }),
  '%': arithmetic('%', {
    since: '1.0.0',
    usage: 'expr1 % expr2, or mod(expr1, expr2) - Returns the remainder after `expr1`/`expr2`.',
    examples: [
      ['2 % 1.8', '0.2'],
      ['MOD(2, 1.8)', '0.2'],
    ],
    prepare: remainder,
    compile: ([a, b], cx) =>
      isIntegral(cx.dataType) ? (cx.ansi ? zeroGuard(`(${a} % ${b})`, b!) : `(${a} % nullif(${b}, 0))`) : undefined,
    aliases: ['mod'],
    sql: ([a, b], _, name) => (name === 'mod' ? `mod(${a}, ${b})` : `(${a} % ${b})`),
  }),
  div: scalar({
    since: '3.0.0',
    usage:
      'expr1 div expr2 - Divide `expr1` by `expr2`. It returns NULL if an operand is NULL or `expr2` is 0. The result is casted to long.',
    examples: [
      ['3 div 2', '1'],
      ["INTERVAL '1-1' YEAR TO MONTH div INTERVAL '-1' MONTH", '-13'],
    ],
    arity: 2,
    coerce: (args, cx) => {
      const whole = args.map(arg => (isIntegral(arg.dataType) && arg.dataType.kind !== 'long' ? cx.cast(arg, LongType) : arg));
      return coerceBinary(
        whole,
        cx,
        anyOf({ ...IntegralFamily, accepts: type => isIntegral(type) || type.kind === 'decimal' }, AnyAnsiInterval),
      );
    },
    check: (args, cx) => {
      const input = anyOf({ ...IntegralFamily, accepts: type => type.kind === 'long' || type.kind === 'decimal' }, AnyAnsiInterval);
      checkBinary(args, cx, input, '("BIGINT" or "DECIMAL" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH")');
    },
    dataType: LongType,
    nullable: true,
    sql: binarySql('div'),
    prepare: integralDivide,
    compile: ([a, b], cx) => (cx.argTypes[0]!.kind === 'long' && cx.ansi ? zeroGuard(`(${a} // ${b})`, b!) : undefined),
  }),
  negative: scalar({
    aliases: ['unary -'],
    since: '1.0.0',
    usage: 'negative(expr) - Returns the negated value of `expr`.',
    examples: [['negative(1)', '-1']],
    arity: 1,
    coerce: unarySign,
    inputTypes: [numericOrInterval],
    dataType: ([a]) => a!.dataType,
    sql: ([a], _, name) => (name === 'negative' ? `negative(${a})` : `(- ${a})`),
    prepare: negate,
    compile: ([a], cx) => (isNumeric(cx.dataType) && (cx.ansi || isFractional(cx.dataType)) ? `(-${a})` : undefined),
  }),
  positive: scalar({
    aliases: ['unary +'],
    since: '1.5.0',
    usage: 'positive(expr) - Returns the value of `expr`.',
    examples: [['positive(1)', '1']],
    arity: 1,
    coerce: unarySign,
    inputTypes: [numericOrInterval],
    dataType: ([a]) => a!.dataType,
    sql: ([a]) => `(+ ${a})`,
    evaluate: ([value]) => value,
    compile: ([a]) => a,
  }),
  '&': bitOperator('&', [['3 & 5', '1']]),
  '|': bitOperator('|', [['3 | 5', '7']]),
  '^': bitOperator('^', [['3 ^ 5', '6']]),
  '~': scalar({
    group: 'bitwise_funcs',
    since: '1.4.0',
    usage: '~ expr - Returns the result of bitwise NOT of `expr`.',
    examples: [['~ 0', '-1']],
    arity: 1,
    inputTypes: [IntegralFamily],
    dataType: ([a]) => a!.dataType,
    sql: ([a]) => `~${a}`,
    evaluate: ([value]) => (typeof value === 'bigint' ? ~value : ~value),
    compile: ([a]) => `(~${a})`,
  }),
});
