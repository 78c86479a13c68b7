/** Spans multiplied and divided by numbers. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import {
  CalendarIntervalType,
  type DataType,
  DayTimeIntervalType,
  DoubleType,
  isIntegral,
  isNumeric,
  YearMonthIntervalType,
} from '../types/index.js';
import { Decimal, divideHalfUp, powerOfTen } from '../values/decimal.js';
import { CalendarInterval } from '../values/value.js';
import { NumericFamily } from './abstract-type.js';
import { intervalOverflow, overflow } from './arithmetic-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

const isInterval = ({ dataType }: TypedExpression) => ['yearMonthInterval', 'dayTimeInterval', 'calendarInterval'].includes(dataType.kind);

/** The call that stands for `*` or `/` with a span; undefined where the operator itself has to refuse. */
export function intervalArithmetic(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  const [left, right] = args as readonly [TypedExpression, TypedExpression];
  if (args.length !== 2 || (symbol !== '*' && symbol !== '/')) return undefined;
  if (symbol === '*' && !isInterval(left) && isInterval(right)) return intervalArithmetic(symbol, [right, left], cx);
  if (!isInterval(left)) return undefined;
  const isCalendar = left.dataType.kind === 'calendarInterval';
  if (isCalendar) return cx.call(symbol === '*' ? 'multiply_interval' : 'divide_interval', left, right);
  return cx.call(symbol === '*' ? 'interval times number' : 'interval by number', left, right);
}

const bits = { yearMonthInterval: 32, dayTimeInterval: 64 } as const;

/** Rounded half away from zero; a number without digits behind the point as it is. */
function rounded(value: number, cx: EvaluationContext, tryName: string): bigint {
  if (!Number.isFinite(value)) return intervalOverflow(cx, tryName);
  return BigInt(Math.sign(value) * Math.round(Math.abs(value)));
}

const isZero = (value: number | bigint | Decimal) => (value instanceof Decimal ? value.isZero : Number(value) === 0);

/** @param decimals the operation on whole units and a decimal, rounded @param doubles the operation on floating numbers */
const spanOperation = (
  symbol: '*' | '/',
  tryName: string,
  decimals: (units: bigint, by: Decimal) => bigint,
  doubles: (units: number, by: number) => number,
) =>
  scalar({
    group: 'internal',
    arity: 2,
    coerce: ([span, by], cx) => [span!, ['string', 'null'].includes(by!.dataType.kind) ? cx.cast(by!, DoubleType) : by!],
    check: ([, by], cx) => {
      if (isNumeric(by!.dataType)) return;
      throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
        paramIndex: 'second',
        requiredType: `"${NumericFamily.sql}"`,
        inputSql: `"${cx.sqlOf(by!)}"`,
        inputType: `"${by!.dataType.sql}"`,
      });
    },
    dataType: ([span]): DataType => (span!.dataType.kind === 'yearMonthInterval' ? new YearMonthIntervalType() : new DayTimeIntervalType()),
    sql: ([span, by]) => `(${span} ${symbol} ${by})`,
    prepare: cx => {
      const [span, by] = cx.argTypes;
      const width = bits[span!.kind as keyof typeof bits];
      const isWhole = isIntegral(by!);
      return (units, value) => {
        if (symbol === '/' && isZero(value)) return cx.fail('INTERVAL_DIVIDED_BY_ZERO');
        const exact = isWhole
          ? decimals(BigInt(units), new Decimal(BigInt(value), 0))
          : value instanceof Decimal
            ? decimals(BigInt(units), value)
            : rounded(doubles(Number(units), value), cx, tryName);
        if (BigInt.asIntN(width, exact) !== exact) return intervalOverflow(cx, tryName);
        return width === 32 ? Number(exact) : exact;
      };
    },
  });

const microsPerDay = 86_400_000_000;
const clamped = (value: number, most: number) => Math.trunc(Math.min(Math.max(value, -most - 1), most));

/** Parts of a day go to the microseconds; parts of a month are lost. Without ANSI mode, what is too large stays the largest. */
function scaled(months: number, days: number, micros: number, cx: EvaluationContext): CalendarInterval {
  const [wholeMonths, wholeDays] = [clamped(months, 2 ** 31 - 1), clamped(days, 2 ** 31 - 1)];
  if (cx.settings.ansi && (wholeMonths !== Math.trunc(months) || wholeDays !== Math.trunc(days))) return overflow(cx);
  const rest = Math.round(micros + microsPerDay * (days - Math.trunc(days)));
  const limit = 2n ** 63n;
  const exact = Number.isNaN(rest) ? 0n : rest >= 2 ** 63 ? limit - 1n : rest < -(2 ** 63) ? -limit : BigInt(rest);
  return new CalendarInterval(wholeMonths + 0, wholeDays + 0, exact);
}

const calendarOperation = (symbol: '*' | '/') =>
  scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [CalendarIntervalType, DoubleType],
    dataType: CalendarIntervalType,
    nullable: true,
    evaluate: ([{ months, days, microseconds }, by], cx) => {
      const micros = Number(microseconds);
      if (symbol === '*') return scaled(months * by, days * by, micros * by, cx);
      if (by === 0) return cx.settings.ansi ? cx.fail('INTERVAL_DIVIDED_BY_ZERO') : null;
      return scaled(months / by, days / by, micros / by, cx);
    },
  });

export const intervalArithmeticFuncs = group('internal', {
  'interval times number': spanOperation(
    '*',
    'try_multiply',
    (units, by) => divideHalfUp(units * by.unscaled, powerOfTen(by.scale)),
    (units, by) => units * by,
  ),
  'interval by number': spanOperation(
    '/',
    'try_divide',
    (units, by) => divideHalfUp(units * powerOfTen(by.scale), by.unscaled),
    (units, by) => units / by,
  ),
  multiply_interval: calendarOperation('*'),
  divide_interval: calendarOperation('/'),
});
