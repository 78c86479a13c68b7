import { typedLiteral } from '../../analyzer/expressions.js';
import type { TypedCast, TypedExpression } from '../../analyzer/typed-expression.js';
import type { DataType } from '../../types/index.js';
import { castOf } from '../../values/cast.js';
import type { Value } from '../../values/value.js';
import { expressionRule } from '../expression-rule.js';
import { and, comparison, falseLiteral, isNullTest, nullOf, trueLiteral } from '../predicates.js';
import type { RuleContext } from '../rule.js';

const comparisons: ReadonlySet<string> = new Set(['=', '<=>', '<', '<=', '>', '>=']);
const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-128n, 127n],
  short: [-32768n, 32767n],
  integer: [-2147483648n, 2147483647n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};
const widening: Readonly<Record<string, readonly string[]>> = {
  byte: ['short', 'integer', 'long', 'decimal', 'float', 'double'],
  short: ['integer', 'long', 'decimal', 'float', 'double'],
  integer: ['long', 'decimal', 'double'],
  long: ['decimal'],
};

/** A column compared in a wider type: the constant is taken into the column's own type instead. */
export const unwrapCastInBinaryComparison = expressionRule('UnwrapCastInBinaryComparison', (each, cx) => {
  if (each.kind !== 'call' || !comparisons.has(each.name) || each.args.length !== 2) return each;
  const [a, b] = each.args as [TypedExpression, TypedExpression];
  return a.kind === 'cast' && b.kind === 'literal' ? (unwrapped(each.name, a, b, cx) ?? each) : each;
});

function unwrapped(name: string, cast: TypedCast, literal: TypedExpression, cx: RuleContext): TypedExpression | undefined {
  const column = cast.child;
  if (column.dataType.kind === 'decimal') return unwrappedDecimal(name, cast, literal, cx);
  const from = column.dataType.kind;
  const range = ranges[from];
  if (literal.kind !== 'literal' || literal.value === null || range === undefined || !widening[from]?.includes(cast.dataType.kind))
    return undefined;
  const exact = exactOf(literal.value, cast.dataType);
  if (exact === undefined) return undefined;
  const { floor, isWhole } = exact;
  const isBelow = floor < range[0] - (isWhole ? 0n : 1n) || (floor < range[0] && !isWhole);
  const isAbove = floor > range[1] || (floor === range[1] && !isWhole);
  if (isBelow || isAbove) {
    const holds = name === '<' || name === '<=' ? isAbove : name === '>' || name === '>=' ? isBelow : false;
    if (name === '<=>') return falseLiteral;
    if (!column.nullable) return holds ? trueLiteral : falseLiteral;
    // True or false of a value, and NULL of a NULL.
    const outcome = and(isNullTest(column), nullOf(trueLiteral));
    return holds ? undefined : outcome;
  }
  if (isWhole) return comparison(name, column, typedLiteral(castTo(literal.value, cast.dataType, column.dataType, cx), column.dataType));
  if (name === '=' || name === '<=>') return name === '=' && column.nullable ? and(isNullTest(column), nullOf(trueLiteral)) : falseLiteral;
  const whole = typedLiteral(valueOf(floor, column.dataType), column.dataType);
  return comparison(name === '>' || name === '>=' ? '>' : '<=', column, whole);
}

function castTo(value: Value, from: DataType, to: DataType, { settings }: RuleContext): Value {
  const { timeZone, timeZones, nowMicros } = settings;
  const fail = () => {
    throw new TypeError('A value that fits was cast');
  };
  return castOf(from, to, { mode: 'legacy', timeZone, timeZones, nowMicros, fail })(value);
}

/** A decimal that the column's own type has too. */
function unwrappedDecimal(
  name: string,
  { child: column, dataType }: TypedCast,
  literal: TypedExpression,
  cx: RuleContext,
): TypedExpression | undefined {
  if (literal.kind !== 'literal' || literal.value === null || column.dataType.kind !== 'decimal' || dataType.kind !== 'decimal')
    return undefined;
  if (column.dataType.scale !== dataType.scale || column.dataType.precision > dataType.precision) return undefined;
  const [whole = ''] = String(literal.value).replace('-', '').split('.');
  if (whole.replace(/^0+/, '').length > column.dataType.precision - column.dataType.scale) return undefined;
  return comparison(name, column, typedLiteral(castTo(literal.value, dataType, column.dataType, cx), column.dataType));
}

const valueOf = (whole: bigint, type: DataType) => (type.kind === 'long' ? whole : Number(whole));

/** The largest whole number up to a constant, and whether it is that number. */
function exactOf(value: unknown, type: DataType): { readonly floor: bigint; readonly isWhole: boolean } | undefined {
  if (typeof value === 'bigint') return { floor: value, isWhole: true };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    const floor = Math.floor(value);
    return Number.isSafeInteger(floor) ? { floor: BigInt(floor), isWhole: floor === value } : undefined;
  }
  if (type.kind !== 'decimal') return undefined;
  const [whole = '', fraction = ''] = String(value).split('.');
  if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) return undefined;
  const isWhole = /^0*$/.test(fraction);
  const isNegative = whole.startsWith('-');
  return { floor: BigInt(whole) - (isNegative && !isWhole ? 1n : 0n), isWhole };
}
