/** Comparisons, boolean logic, tests for NULL, IN and BETWEEN. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BooleanType, type DataType, isIntegral, isNumeric, LongType } from '../types/index.js';
import { sameShape, sameType } from '../types/same-type.js';
import { widerDecimal } from '../values/cast-rules.js';
import { Decimal } from '../values/decimal.js';
import { comparatorOf, isOrderable, keyOf } from '../values/ordering.js';
import { AnyType, isAtomic } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, CompileContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { coerceBinary, coerceDecimals } from './operator-funcs.js';

/** DuckDB compares these as Spark does; nested values treat NULL in other ways. */
const isPlainlyComparable = (type: DataType): boolean =>
  isAtomic(type) && type.kind !== 'variant' && (type.kind !== 'string' || type.collation === 'UTF8_BINARY');

/** Both sides of a comparison as one type. */
export function coerceComparison(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const coerced = coerceLiteral(args, cx) ?? coerceBinary(args, cx, AnyType);
  const [a, b] = coerced as readonly [TypedExpression, TypedExpression];
  if (a.dataType.kind === 'decimal' && b.dataType.kind === 'decimal' && !sameType(a.dataType, b.dataType)) {
    const wider = widerDecimal(a.dataType, b.dataType);
    return [cx.cast(a, wider), cx.cast(b, wider)];
  }
  if (sameType(a.dataType, b.dataType)) return [a, b];
  const common =
    cx.coercion.tightest(a.dataType, b.dataType) ??
    (isNumeric(a.dataType) && isNumeric(b.dataType) ? cx.coercion.wider(a.dataType, b.dataType) : undefined);
  return common === undefined ? [a, b] : [cx.cast(a, common), cx.cast(b, common)];
}

/** Decimals and whole numbers meet as in arithmetic, but a comparison needs no more digits than the wider side has. */
function coerceLiteral(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] | undefined {
  const kinds = args.map(arg => arg.dataType.kind);
  return kinds.includes('decimal') && !kinds.includes('string') ? coerceDecimals(args, cx) : undefined;
}

function checkComparison(args: readonly TypedExpression[], cx: AnalysisContext, needsOrder: boolean): void {
  const [left, right] = args.map(arg => arg.dataType) as [DataType, DataType];
  if (!sameType(left, right)) throw cx.mismatch('BINARY_OP_DIFF_TYPES', { left: `"${left.sql}"`, right: `"${right.sql}"` });
  if (
    left.kind === 'map' ||
    left.kind === 'variant' ||
    left.kind === 'calendarInterval' ||
    !(isOrderable(left) || (!needsOrder && left.kind === 'null'))
  ) {
    throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: `\`${cx.functionName}\``, dataType: `"${left.sql}"` });
  }
}

const longRange = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/**
 * A whole number beside a decimal constant is compared with the next whole number, which the name of the column shows: `i > 1.1` is
 * `i > 1`. Beyond the range of longs the answer is the same for all.
 */
function withWholeLiteral(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  if (symbol === '=') return undefined;
  const at = args.findIndex(arg => arg.kind === 'literal' && arg.dataType.kind === 'decimal' && arg.value !== null);
  const other = args[1 - at];
  const literal = args[at];
  if (literal?.kind !== 'literal' || other === undefined || !isIntegral(other.dataType)) return undefined;
  const value = literal.value as Decimal;
  // Which way the constant is rounded, seen with the whole number on the left.
  const isGreater = (symbol[0] === '>') === (at === 1);
  const isStrict = symbol.length === 1;
  const [min, max] = longRange;
  if (value.compare(Decimal.fromBigInt(min)) < 0) return cx.literal(isGreater, BooleanType);
  if (value.compare(Decimal.fromBigInt(max)) > 0) return cx.literal(!isGreater, BooleanType);
  const whole = value.withScale(0, isGreater === isStrict ? 'floor' : 'ceiling').unscaled;
  const bound = cx.literal(whole, LongType);
  return cx.call(symbol, ...(at === 1 ? [other, bound] : [bound, other]));
}

/** Without ANSI mode a boolean is compared with a number: as itself with 1 and 0, else as a number. */
function withBoolean(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  if (cx.ansi || (symbol !== '=' && symbol !== '<=>') || args.length !== 2) return undefined;
  const at = args.findIndex(arg => arg.dataType.kind === 'boolean');
  const [boolean, number] = [args[at], args[1 - at]];
  if (boolean === undefined || number === undefined || !isNumeric(number.dataType)) return undefined;
  const value =
    number.kind === 'literal' && number.value !== null
      ? Number(number.value instanceof Decimal ? number.value.toNumber() : number.value)
      : undefined;
  if (value === 1 || value === 0) {
    const same = value === 1 ? boolean : cx.call('not', boolean);
    return symbol === '=' ? same : cx.call('and', cx.call('isnotnull', boolean), same);
  }
  const asNumber = cx.cast(boolean, number.dataType);
  return cx.call(symbol, ...(at === 0 ? [asNumber, number] : [number, asNumber]));
}

function comparison(
  symbol: string,
  test: (order: number) => boolean,
  compileSymbol: string,
  doc: Pick<ScalarFunction, 'usage' | 'examples' | 'aliases'>,
): ReturnType<typeof scalar> {
  return scalar({
    since: '1.0.0',
    arity: 2,
    substitute: (args, cx) => withWholeLiteral(symbol, args, cx) ?? withBoolean(symbol, args, cx),
    coerce: coerceComparison,
    check: (args, cx) => checkComparison(args, cx, symbol !== '=' && symbol !== '=='),
    dataType: BooleanType,
    sql: ([a, b]) => `(${a} ${symbol} ${b})`,
    hidesAlias: true,
    prepare: cx => {
      const compare = comparatorOf(cx.argTypes[0]!);
      return (a, b) => test(compare(a, b));
    },
    compile: ([a, b], cx) => (isPlainlyComparable(cx.argTypes[0]!) ? `(${a} ${compileSymbol} ${b})` : undefined),
    ...doc,
  });
}

const binaryLogic = (symbol: 'AND' | 'OR', doc: Pick<ScalarFunction, 'usage' | 'examples' | 'since'>) => {
  const decisive = symbol === 'OR';
  return scalar({
    ...doc,
    arity: 2,
    coerce: (args, cx) =>
      args.map(arg =>
        arg.dataType.kind === 'null'
          ? cx.cast(arg, BooleanType)
          : arg.dataType.kind === 'string' && cx.ansi
            ? cx.cast(arg, BooleanType)
            : arg,
      ),
    check: ([left, right], cx) => {
      const [a, b] = [left!.dataType, right!.dataType];
      if (!sameType(a, b)) throw cx.mismatch('BINARY_OP_DIFF_TYPES', { left: `"${a.sql}"`, right: `"${b.sql}"` });
      if (a.kind !== 'boolean') throw cx.mismatch('BINARY_OP_WRONG_TYPE', { inputType: '"BOOLEAN"', actualDataType: `"${a.sql}"` });
    },
    dataType: BooleanType,
    sql: ([a, b]) => `(${a} ${symbol} ${b})`,
    nullIntolerant: false,
    evaluateLazy: ([left, right]) => {
      const a = left!();
      if (a === decisive) return decisive;
      const b = right!();
      if (b === decisive) return decisive;
      return a === null || b === null ? null : !decisive;
    },
    compile: ([a, b]) => `(${a} ${symbol} ${b})`,
  });
};

const nullTest = (isNull: boolean, sqlText: string, doc: Pick<ScalarFunction, 'usage' | 'examples' | 'since'>) =>
  scalar({
    ...doc,
    arity: 1,
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    sql: ([a]) => `(${a} ${sqlText})`,
    evaluate: ([value]) => (value === null) === isNull,
    compile: ([a]) => `(${a} ${sqlText})`,
  });

/** `value IN (list)`: NULL when the value, or nothing equal but a NULL, is in the list. */
const inList = ([value, ...list]: readonly (() => any)[], cx: EvaluationContext) => {
  const key = cx.state(() => keyOf(cx.argTypes[0]!));
  const given = value!();
  if (given === null) return null;
  const wanted = key(given);
  let hasNull = false;
  for (const each of list) {
    const other = each();
    if (other === null) hasNull = true;
    else if (Object.is(key(other), wanted)) return true;
  }
  return hasNull ? null : false;
};

const compileIn = ([value, ...list]: readonly string[], cx: CompileContext) =>
  isPlainlyComparable(cx.argTypes[0]!) ? `(${value} IN (${list.join(', ')}))` : undefined;

export const predicateFuncs = group('predicate_funcs', {
  '=': comparison('=', order => order === 0, '=', {
    aliases: ['=='],
    usage: 'expr1 = expr2 - Returns true if `expr1` equals `expr2`, or false otherwise.',
    examples: [
      ['2 = 2', 'true'],
      ['NULL = NULL', 'NULL'],
    ],
  }),
  '<': comparison('<', order => order < 0, '<', {
    usage: 'expr1 < expr2 - Returns true if `expr1` is less than `expr2`.',
    examples: [['1 < 2', 'true']],
  }),
  '<=': comparison('<=', order => order <= 0, '<=', {
    usage: 'expr1 <= expr2 - Returns true if `expr1` is less than or equal to `expr2`.',
    examples: [['2 <= 2', 'true']],
  }),
  '>': comparison('>', order => order > 0, '>', {
    usage: 'expr1 > expr2 - Returns true if `expr1` is greater than `expr2`.',
    examples: [['2 > 1', 'true']],
  }),
  '>=': comparison('>=', order => order >= 0, '>=', {
    usage: 'expr1 >= expr2 - Returns true if `expr1` is greater than or equal to `expr2`.',
    examples: [['2 >= 1', 'true']],
  }),
  '<=>': scalar({
    since: '1.1.0',
    usage:
      'expr1 <=> expr2 - Returns same result as the EQUAL(=) operator for non-null operands, but returns true if both are null, false if one of them is null.',
    examples: [
      ['NULL <=> NULL', 'true'],
      ['1 <=> NULL', 'false'],
    ],
    arity: 2,
    substitute: (args, cx) => withBoolean('<=>', args, cx),
    coerce: coerceComparison,
    check: (args, cx) => checkComparison(args, cx, false),
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    sql: ([a, b]) => `(${a} <=> ${b})`,
    prepare: cx => {
      const compare = comparatorOf(cx.argTypes[0]!);
      return (a, b) => (a === null || b === null ? a === b : compare(a, b) === 0);
    },
    compile: ([a, b], cx) => (isPlainlyComparable(cx.argTypes[0]!) ? `(${a} IS NOT DISTINCT FROM ${b})` : undefined),
  }),
  and: binaryLogic('AND', {
    since: '1.0.0',
    usage: 'expr1 and expr2 - Logical AND.',
    examples: [
      ['true and false', 'false'],
      ['false and NULL', 'false'],
    ],
  }),
  or: binaryLogic('OR', {
    since: '1.0.0',
    usage: 'expr1 or expr2 - Logical OR.',
    examples: [
      ['true or false', 'true'],
      ['true or NULL', 'true'],
    ],
  }),
  not: scalar({
    aliases: ['!'],
    since: '1.0.0',
    usage: 'not expr - Logical not.',
    examples: [
      ['not true', 'false'],
      ['not NULL', 'NULL'],
    ],
    arity: 1,
    inputTypes: [BooleanType],
    dataType: BooleanType,
    sql: ([a]) => `(NOT ${a})`,
    evaluate: ([value]) => !value,
    compile: ([a]) => `(NOT ${a})`,
  }),
  isnull: nullTest(true, 'IS NULL', {
    since: '1.0.0',
    usage: 'isnull(expr) - Returns true if `expr` is null, or false otherwise.',
    examples: [['isnull(1)', 'false']],
  }),
  isnotnull: nullTest(false, 'IS NOT NULL', {
    since: '1.0.0',
    usage: 'isnotnull(expr) - Returns true if `expr` is not null, or false otherwise.',
    examples: [['isnotnull(1)', 'true']],
  }),
  isunknown: scalar({
    group: 'internal',
    arity: 1,
    inputTypes: [BooleanType],
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    sql: ([a]) => `(${a} IS NULL)`,
    evaluate: ([value]) => value === null,
    compile: ([a]) => `(${a} IS NULL)`,
  }),
  isnotunknown: scalar({
    group: 'internal',
    arity: 1,
    inputTypes: [BooleanType],
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    sql: ([a]) => `(${a} IS NOT NULL)`,
    evaluate: ([value]) => value !== null,
    compile: ([a]) => `(${a} IS NOT NULL)`,
  }),
  in: scalar({
    since: '1.0.0',
    usage: 'expr1 in(expr2, expr3, ...) - Returns true if `expr` equals to any valN.',
    examples: [
      ['1 in(1, 2, 3)', 'true'],
      ['1 in(2, 3, 4)', 'false'],
    ],
    arity: { min: 2 },
    coerce: (args, cx) => {
      if (args.every(arg => arg.dataType.equals(args[0]!.dataType))) return args;
      const common = cx.commonType(args.map(arg => arg.dataType));
      return common === undefined ? args : args.map(arg => cx.cast(arg, common));
    },
    check: (args, cx) => {
      const types = args.map(arg => arg.dataType);
      if (!types.every(type => sameShape(type, types[0]!))) {
        throw cx.mismatch('DATA_DIFF_TYPES', { functionName: '`in`', dataType: `[${types.map(type => `"${type.sql}"`).join(', ')}]` });
      }
      if (!isOrderable(types[0]!)) throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: '`in`', dataType: `"${types[0]!.sql}"` });
    },
    dataType: BooleanType,
    nullIntolerant: false,
    sql: ([value, ...list]) => `(${value} IN (${list.join(', ')}))`,
    evaluateLazy: inList,
    compile: compileIn,
  }),
  between: scalar({
    group: 'conditional_funcs',
    since: '1.0.0',
    usage: 'input [NOT] between lower AND upper - evaluate if `input` is [not] in between `lower` and `upper`',
    examples: [['0.5 between 0.1 AND 1.0', 'true']],
    arity: 3,
    dataType: BooleanType,
    sql: ([value, lower, upper]) => `between(${value}, ${lower}, ${upper})`,
    rewrite: ([value, lower, upper], cx) => cx.call('and', cx.call('>=', value!, lower!), cx.call('<=', value!, upper!)),
  }),
});
