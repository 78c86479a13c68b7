/** Arithmetic by name: abs, pmod, the try_ twins of operators, greatest and least. */
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { DoubleType, IntegerType, isNumeric, LongType, NullType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import type { Decimal } from '../values/decimal.js';
import { comparatorOf, isOrderable } from '../values/ordering.js';
import { anyOf, isAtomic, NumericFamily, type TypeFamily } from './abstract-type.js';
import { overflow, remainderByZero } from './arithmetic-errors.js';
import { checkSameTypes, mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { checkBinary, coerceBinary, decimalRules, fitDecimal, negateDecimal, operatorFuncs, textAsDouble } from './operator-funcs.js';

export const YearMonthFamily: TypeFamily = {
  family: 'yearMonthInterval',
  sql: 'INTERVAL YEAR TO MONTH',
  accepts: type => type.kind === 'yearMonthInterval',
  defaultType: undefined,
};
export const DayTimeFamily: TypeFamily = {
  family: 'dayTimeInterval',
  sql: 'INTERVAL DAY TO SECOND',
  accepts: type => type.kind === 'dayTimeInterval',
  defaultType: undefined,
};

const smallest = { byte: -128, short: -32768, integer: -2147483648, yearMonthInterval: -2147483648 } as const;

function absolute(cx: EvaluationContext): (value: any) => any {
  const { kind } = cx.dataType;
  const { ansi } = cx.settings;
  switch (kind) {
    case 'float':
    case 'double':
      return Math.abs;
    case 'decimal':
      return (value: Decimal) => (value.sign < 0 ? negateDecimal(value, cx) : value);
    case 'long':
    case 'dayTimeInterval':
      return (value: bigint) => (value === -(2n ** 63n) ? (ansi || kind !== 'long' ? overflow(cx) : value) : value < 0n ? -value : value);
    default: {
      const least = smallest[kind as keyof typeof smallest];
      return (value: number) => (value === least ? (ansi || kind === 'yearMonthInterval' ? overflow(cx) : value) : Math.abs(value));
    }
  }
}

/** The remainder with the sign of the divisor where the dividend is negative. */
function positiveRemainder(cx: EvaluationContext): (a: any, b: any) => any {
  const { kind } = cx.dataType;
  const byZero = () => (cx.settings.ansi ? remainderByZero(cx) : null);
  if (kind === 'decimal') {
    return (a: Decimal, b: Decimal) => {
      if (b.isZero) return byZero();
      const rest = a.remainder(b);
      return fitDecimal(rest.sign < 0 ? rest.plus(b).remainder(b) : rest, cx);
    };
  }
  if (kind === 'float' || kind === 'double') {
    const round = kind === 'float' ? Math.fround : (value: number) => value;
    return (a: number, b: number) => {
      if (b === 0) return byZero();
      const rest = round(a % b);
      return rest < 0 ? round(round(rest + b) % b) : rest;
    };
  }
  const bits = { byte: 8, short: 16, integer: 32, long: 64 }[kind as 'byte' | 'short' | 'integer' | 'long'];
  return (a: number | bigint, b: number | bigint) => {
    const [x, y] = [BigInt(a), BigInt(b)];
    if (y === 0n) return byZero();
    const rest = x % y;
    const result = rest < 0n ? BigInt.asIntN(bits, rest + y) % y : rest;
    return kind === 'long' ? result : Number(result);
  };
}

const operatorOf = (symbol: string): ScalarFunction => operatorFuncs.find(({ name }) => name === symbol) as ScalarFunction;

/** Thrown where the operator would raise an error, so that errors of its arguments still go through. */
const noValue = Symbol('no value');

/** An operator on numbers that gives NULL instead of an error of its own; what its arguments raise is raised. */
function tolerant(symbol: string) {
  const operator = operatorOf(symbol);
  const { coerce, check, dataType, sql } = operator;
  return scalar({
    group: 'internal',
    arity: 2,
    ...(coerce && { coerce }),
    ...(check && { check }),
    ...(sql && { sql }),
    dataType,
    nullable: true,
    prepare: cx => {
      const raise = () => {
        throw noValue;
      };
      const compute = operator.prepare!({ ...cx, settings: { ...cx.settings, ansi: true }, fail: raise });
      return (...args) => {
        try {
          return compute(...args);
        } catch (error) {
          if (error === noValue) return null;
          throw error;
        }
      };
    },
  });
}

const tried = (symbol: string, doc: Pick<ScalarFunction, 'since' | 'usage' | 'examples'>) =>
  scalar({
    ...doc,
    arity: 2,
    dataType: NullType,
    rewrite: ([a, b], cx) => {
      if (isNumeric(a!.dataType) && isNumeric(b!.dataType)) return cx.call(`try ${symbol}`, a!, b!);
      return cx.call('tryeval', cx.call(symbol, a!, b!));
    },
  });

/** greatest and least: NULLs do not count. */
const extreme = (sign: 1 | -1, sqlName: string, doc: Pick<ScalarFunction, 'since' | 'usage' | 'examples'>) =>
  scalar({
    ...doc,
    arity: { min: 2 },
    coerce: (args, cx) => {
      const types = args.map(arg => arg.dataType);
      if (types.every(type => sameType(type, types[0]!))) return args;
      const common = cx.commonTypeWithoutStrings(types);
      return common === undefined ? args : args.map(arg => cx.cast(arg, common));
    },
    check: (args, cx) => {
      checkSameTypes(args, cx);
      const type = args[0]!.dataType;
      if (!isOrderable(type))
        throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: `\`${cx.functionName}\``, dataType: `"${type.sql}"` });
    },
    dataType: args => mergedType(args.map(arg => arg.dataType)),
    nullable: args => args.every(arg => arg.nullable),
    nullIntolerant: false,
    prepare: cx => {
      const compare = comparatorOf(cx.dataType);
      return (...values) => {
        let best: any = null;
        for (const value of values) if (value !== null && (best === null || sign * compare(value, best) > 0)) best = value;
        return best;
      };
    },
    compile: (args, cx) => (isAtomic(cx.dataType) && cx.dataType.kind !== 'string' ? `${sqlName}(${args.join(', ')})` : undefined),
  });

/** Which of `buckets` equal parts of a range a value falls into; 0 before it, one more than the last behind it. */
function bucketOf(value: number, min: number, max: number, buckets: bigint): bigint | null {
  if (buckets <= 0n || buckets === 2n ** 63n - 1n || Number.isNaN(value) || min === max || !Number.isFinite(min) || !Number.isFinite(max))
    return null;
  const [low, high] = min < max ? [min, max] : [max, min];
  const count = Number(buckets);
  if (min < max) {
    if (value < low) return 0n;
    return value >= high ? buckets + 1n : BigInt(Math.trunc((count * (value - low)) / (high - low))) + 1n;
  }
  if (value > high) return 0n;
  return value <= low ? buckets + 1n : BigInt(Math.trunc((count * (high - value)) / (high - low))) + 1n;
}

const bucketInput = anyOf(DoubleType, YearMonthFamily, DayTimeFamily);

function checkBucketTypes(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const types = args.slice(0, 3).map(arg => arg.dataType);
  if (types.every(type => type.kind === types[0]!.kind)) return;
  throw cx.mismatch('DATA_DIFF_TYPES', {
    functionName: '`width_bucket`',
    dataType: `(${types.map(type => `"${type.sql}"`).join(' or ')})`,
  });
}

function factorial(value: number): bigint | null {
  if (value < 0 || value > 20) return null;
  let product = 1n;
  for (let i = 2; i <= value; i++) product *= BigInt(i);
  return product;
}

export const arithmeticFuncs = group('math_funcs', {
  abs: scalar({
    since: '1.2.0',
    usage: '_FUNC_(expr) - Returns the absolute value of the numeric or interval value.',
    examples: [
      ['abs(-1)', '1'],
      ["abs(INTERVAL -'1-1' YEAR TO MONTH)", "INTERVAL '1-1' YEAR TO MONTH"],
    ],
    arity: 1,
    inputTypes: [anyOf(NumericFamily, DayTimeFamily, YearMonthFamily)],
    dataType: ([value]) => value!.dataType,
    prepare: absolute,
    compile: ([value], cx) => (isNumeric(cx.dataType) && cx.dataType.kind !== 'decimal' && cx.ansi ? `abs(${value})` : undefined),
  }),
  factorial: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns the factorial of `expr`. `expr` is [0..20]. Otherwise, null.',
    examples: [
      ['factorial(5)', '120'],
      ['factorial(21)', 'NULL'],
    ],
    arity: 1,
    inputTypes: [IntegerType],
    dataType: LongType,
    nullable: true,
    evaluate: ([value]) => factorial(value),
  }),
  greatest: extreme(1, 'greatest', {
    since: '1.5.0',
    usage: '_FUNC_(expr, ...) - Returns the greatest value of all parameters, skipping null values.',
    examples: [['greatest(10, 9, 2, 4, 3)', '10']],
  }),
  least: extreme(-1, 'least', {
    since: '1.5.0',
    usage: '_FUNC_(expr, ...) - Returns the least value of all parameters, skipping null values.',
    examples: [['least(10, 9, 2, 4, 3)', '2']],
  }),
  pmod: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr1, expr2) - Returns the positive value of `expr1` mod `expr2`.',
    examples: [
      ['pmod(10, 3)', '1'],
      ['pmod(-10, 3)', '2'],
    ],
    arity: 2,
    coerce: (args, cx) => coerceBinary(textAsDouble(args, cx), cx, NumericFamily),
    check: (args, cx) => checkBinary(args, cx, NumericFamily),
    dataType: ([a, b]) =>
      a!.dataType.kind === 'decimal' && b!.dataType.kind === 'decimal' ? decimalRules['%'](a!.dataType, b!.dataType) : a!.dataType,
    nullable: true,
    prepare: positiveRemainder,
  }),
  signum: scalar({
    aliases: ['sign'],
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns -1.0, 0.0 or 1.0 as `expr` is negative, 0 or positive.',
    examples: [
      ['signum(40)', '1.0'],
      ["sign(INTERVAL -'100' YEAR)", '-1.0'],
    ],
    arity: 1,
    inputTypes: [anyOf(DoubleType, YearMonthFamily, DayTimeFamily)],
    dataType: DoubleType,
    nullable: true,
    sql: ([value], _, name) => `${name === 'signum' ? 'SIGNUM' : name}(${value})`,
    evaluate: ([value]) => Math.sign(Number(value)),
  }),
  try_add: tried('+', {
    since: '3.2.0',
    usage:
      '_FUNC_(expr1, expr2) - Returns the sum of `expr1`and `expr2` and the result is null on overflow. The acceptable input types are the same with the `+` operator.',
    examples: [
      ['try_add(1, 2)', '3'],
      ['try_add(2147483647, 1)', 'NULL'],
    ],
  }),
  try_divide: tried('/', {
    since: '3.2.0',
    usage:
      '_FUNC_(dividend, divisor) - Returns `dividend`/`divisor`. It always performs floating point division. Its result is always null if `divisor` is 0. `dividend` must be a numeric or an interval. `divisor` must be a numeric.',
    examples: [
      ['try_divide(3, 2)', '1.5'],
      ['try_divide(1, 0)', 'NULL'],
    ],
  }),
  try_mod: tried('%', {
    since: '4.0.0',
    usage:
      '_FUNC_(dividend, divisor) - Returns the remainder after `expr1`/`expr2`. `dividend` must be a numeric. `divisor` must be a numeric.',
    examples: [
      ['try_mod(3, 2)', '1'],
      ['try_mod(1, 0)', 'NULL'],
    ],
  }),
  try_multiply: tried('*', {
    since: '3.3.0',
    usage:
      '_FUNC_(expr1, expr2) - Returns `expr1`*`expr2` and the result is null on overflow. The acceptable input types are the same with the `*` operator.',
    examples: [
      ['try_multiply(2, 3)', '6'],
      ['try_multiply(-2147483648, 10)', 'NULL'],
    ],
  }),
  try_subtract: tried('-', {
    since: '3.3.0',
    usage:
      '_FUNC_(expr1, expr2) - Returns `expr1`-`expr2` and the result is null on overflow. The acceptable input types are the same with the `-` operator.',
    examples: [
      ['try_subtract(2, 1)', '1'],
      ['try_subtract(-2147483648, 1)', 'NULL'],
    ],
  }),
  'try +': tolerant('+'),
  'try -': tolerant('-'),
  'try *': tolerant('*'),
  'try /': tolerant('/'),
  'try %': tolerant('%'),
  /** NULL where the argument raises an error that the person's data causes. */
  tryeval: scalar({
    group: 'internal',
    arity: 1,
    dataType: ([value]) => value!.dataType,
    nullable: true,
    nullIntolerant: false,
    sql: ([value]) => value!,
    evaluateLazy: ([value]) => {
      try {
        return value!();
      } catch (error) {
        if (error instanceof SparkError) return null;
        throw error;
      }
    },
  }),
  width_bucket: scalar({
    since: '3.1.0',
    usage:
      '_FUNC_(value, min_value, max_value, num_bucket) - Returns the bucket number to which `value` would be assigned in an equiwidth histogram with `num_bucket` buckets, in the range `min_value` to `max_value`.',
    examples: [
      ['width_bucket(5.3, 0.2, 10.6, 5)', '3'],
      ['width_bucket(-0.9, 5.2, 0.5, 2)', '3'],
    ],
    arity: 4,
    inputTypes: [bucketInput, bucketInput, bucketInput, LongType],
    check: checkBucketTypes,
    dataType: LongType,
    nullable: true,
    evaluate: ([value, min, max, buckets]) => bucketOf(Number(value), Number(min), Number(max), buckets),
  }),
});
