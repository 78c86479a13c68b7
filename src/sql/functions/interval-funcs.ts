/** Spans made of their parts. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { CalendarIntervalType, DayTimeIntervalType, DecimalType, IntegerType, YearMonthIntervalType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { CalendarInterval } from '../values/value.js';
import { intervalOverflow, overflow } from './arithmetic-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

const secondsType = new DecimalType(18, 6);
const fitsInt = (value: number) => (value | 0) === value;
const fitsLong = (value: bigint) => BigInt.asIntN(64, value) === value;

/** Parts that are left out are 0. @param whole how many whole numbers come before the seconds */
const missingParts =
  (whole: number, hasSeconds: boolean) =>
  (args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] => {
    const parts: TypedExpression[] = [];
    for (let i = args.length; i < whole; i++) parts.push(cx.literal(0, IntegerType));
    if (hasSeconds && args.length <= whole) parts.push(cx.literal(new Decimal(0n, 6), secondsType));
    return parts;
  };

const partTypes = (whole: number) => [...new Array<typeof IntegerType>(whole).fill(IntegerType), secondsType];
const microsOfSeconds = (seconds: Decimal) => seconds.withScale(6).unscaled;

type Parts = readonly [years: number, months: number, weeks: number, days: number, hours: number, minutes: number, seconds: Decimal];

/** Undefined where a part does not fit. */
function calendarInterval([years, months, weeks, days, hours, minutes, seconds]: Parts): CalendarInterval | undefined {
  const [allMonths, allDays] = [years * 12 + months, weeks * 7 + days];
  const micros = BigInt(hours) * 3_600_000_000n + BigInt(minutes) * 60_000_000n + microsOfSeconds(seconds);
  const fits = [years * 12, allMonths, weeks * 7, allDays].every(fitsInt) && fitsLong(micros);
  return fits ? new CalendarInterval(allMonths, allDays, micros) : undefined;
}

const makeInterval = (
  onOverflow: (cx: EvaluationContext) => null,
  nullable: ScalarFunction['nullable'],
  arity: readonly number[],
  doc: Pick<ScalarFunction, 'since' | 'usage' | 'examples'>,
) =>
  scalar({
    ...doc,
    arity,
    defaults: missingParts(6, true),
    inputTypes: partTypes(6),
    dataType: CalendarIntervalType,
    ...(nullable === undefined ? {} : { nullable }),
    evaluate: (parts, cx) => calendarInterval(parts as Parts) ?? onOverflow(cx),
  });

export const intervalFuncs = group('datetime_funcs', {
  make_interval: makeInterval(
    cx => (cx.settings.ansi ? overflow(cx) : null),
    (args, cx) => !cx.ansi || args.some(arg => arg.nullable),
    [0, 1, 2, 3, 4, 5, 6, 7],
    {
      since: '3.0.0',
      usage:
        '_FUNC_([years[, months[, weeks[, days[, hours[, mins[, secs]]]]]]]) - An interval of these parts; `secs` may have a fraction.',
      examples: [
        ['make_interval(100, 11, 1, 1, 12, 30, 01.001001)', '100 years 11 months 8 days 12 hours 30 minutes 1.001001 seconds'],
        ['make_interval(100, null, 3)', 'NULL'],
      ],
    },
  ),
  try_make_interval: makeInterval(() => null, true, [1, 2, 3, 4, 5, 6, 7], {
    since: '4.0.0',
    usage: '_FUNC_(years[, months[, weeks[, days[, hours[, mins[, secs]]]]]]) - As `make_interval`; NULL where a part does not fit.',
    examples: [
      ['try_make_interval(0, 1, 0, 1, 0, 0, 100.000001)', '1 months 1 days 1 minutes 40.000001 seconds'],
      ['try_make_interval(2147483647)', 'NULL'],
    ],
  }),
  make_dt_interval: scalar({
    since: '3.2.0',
    usage: '_FUNC_([days[, hours[, mins[, secs]]]]) - A day-time interval of these parts; `secs` may have a fraction.',
    examples: [
      ['make_dt_interval(1, 12, 30, 01.001001)', "INTERVAL '1 12:30:01.001001' DAY TO SECOND"],
      ['make_dt_interval(100, null, 3)', 'NULL'],
    ],
    arity: [0, 1, 2, 3, 4],
    defaults: missingParts(3, true),
    inputTypes: partTypes(3),
    dataType: new DayTimeIntervalType(),
    evaluate: ([days, hours, minutes, seconds], cx) => {
      const whole = BigInt(days) * 86_400n + BigInt(hours) * 3600n + BigInt(minutes) * 60n;
      const micros = whole * 1_000_000n + microsOfSeconds(seconds);
      return fitsLong(micros) ? micros : intervalOverflow(cx);
    },
  }),
  make_ym_interval: scalar({
    since: '3.2.0',
    usage: '_FUNC_([years[, months]]) - A year-month interval of these parts.',
    examples: [
      ['make_ym_interval(1, 2)', "INTERVAL '1-2' YEAR TO MONTH"],
      ['make_ym_interval(-1, 1)', "INTERVAL '-0-11' YEAR TO MONTH"],
    ],
    arity: [0, 1, 2],
    defaults: missingParts(2, false),
    inputTypes: [IntegerType, IntegerType],
    dataType: new YearMonthIntervalType(),
    evaluate: ([years, months], cx) => {
      const all = years * 12 + months;
      return fitsInt(all) && fitsInt(years * 12) ? all : intervalOverflow(cx);
    },
  }),
});
