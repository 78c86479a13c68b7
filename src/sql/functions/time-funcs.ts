/** Functions that make times of the day and take them apart. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { fieldOutOfBounds } from '../jvm/calendar.js';
import { formatTime, UnsupportedFieldError } from '../jvm/datetime-formatter.js';
import { parseDateTimePattern } from '../jvm/datetime-pattern.js';
import { DateTimeParseError, parseByPattern } from '../jvm/datetime-pattern-parser.js';
import { parseTime } from '../jvm/datetime-text.js';
import { sqlString } from '../jvm/sql-string.js';
import { invalidTimeMessage } from '../jvm/timestamps.js';
import { DecimalType, IntegerType, isIntegral, LongType, StringType, TimeType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { AnyString, AnyTime, IntegralFamily, NumericFamily } from './abstract-type.js';
import { docroot } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { EvaluationContext } from './function-record.js';
import { asTime, nanosPerDay, nanosPerUnit, withTimeType } from './time-arguments.js';

const secondsType = new DecimalType(16, 6);

/** @throws SparkError DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION where `nanos` are none of a day */
function nanosOfDay(nanos: bigint): bigint {
  if (nanos >= 0n && nanos < nanosPerDay) return nanos;
  const range = 'Invalid TIME value: must be between 00:00:00 and 23:59:59.999999999, but got';
  throw fieldOutOfBounds(`${range} ${nanos} nanoseconds`);
}

/** A count of units as a time: whole numbers, decimals without a rest of nanoseconds, floating numbers cut. */
function timeOf(value: number | bigint | Decimal, nanosInUnit: bigint): bigint {
  if (value instanceof Decimal) {
    const nanos = value.times(new Decimal(nanosInUnit, 0)).stripTrailingZeros();
    if (nanos.scale > 0 || !fitsLong(nanos.toBigInt())) throw fieldOutOfBounds('Overflow in TIME conversion');
    return nanosOfDay(nanos.toBigInt());
  }
  if (typeof value === 'bigint') {
    if (!fitsLong(value * nanosInUnit)) throw fieldOutOfBounds('Overflow in TIME conversion');
    return nanosOfDay(value * nanosInUnit);
  }
  if (!Number.isFinite(value)) throw fieldOutOfBounds('Cannot convert NaN or Infinite value to TIME');
  const nanos = BigInt(Math.trunc(value * Number(nanosInUnit)));
  return nanosOfDay(fitsLong(nanos) ? nanos : nanos < 0n ? -(2n ** 63n) : 2n ** 63n - 1n);
}

const fitsLong = (value: bigint) => BigInt.asIntN(64, value) === value;

const unitOf = (unit: string, functionName: string): bigint => {
  const nanos = nanosPerUnit[unit.toUpperCase()];
  if (nanos !== undefined) return nanos;
  throw sparkErrorOf('INVALID_PARAMETER_VALUE.TIME_UNIT', {
    parameter: '`unit`',
    functionName: `\`${functionName}\``,
    invalidValue: sqlString(unit),
  });
};

/** time_from_seconds and its like. */
const fromCount = (unit: string, isWhole: boolean, examples: readonly (readonly [string, string])[]) =>
  scalar({
    since: '4.2.0',
    usage: `_FUNC_(n) - The time of the day that is \`n\` ${unit} after midnight.`,
    examples,
    arity: 1,
    coerce: withTimeType,
    inputTypes: [isWhole ? IntegralFamily : NumericFamily],
    implicitCasts: false,
    dataType: new TimeType(),
    nullable: true,
    prepare: cx => {
      const nanos = { seconds: 1_000_000_000n, milliseconds: 1_000_000n, microseconds: 1000n }[unit]!;
      const isWholeNumber = isIntegral(cx.argTypes[0]!);
      return value => timeOf(isWholeNumber ? BigInt(value) : value, nanos);
    },
  });

/** time_to_millis and its like. */
const toCount = (unit: string, nanos: bigint, example: readonly [string, string]) =>
  scalar({
    since: '4.2.0',
    usage: `_FUNC_(time) - The ${unit} from midnight to \`time\`.`,
    examples: [example],
    arity: 1,
    coerce: (args, cx) => withTimeType(args, cx).map(arg => (arg.dataType.kind === 'null' ? cx.cast(arg, new TimeType()) : arg)),
    inputTypes: [AnyTime],
    implicitCasts: false,
    dataType: LongType,
    nullable: true,
    evaluate: ([time]) => time / nanos,
  });

function parsedTime(text: string, format: string | undefined, cx: EvaluationContext): bigint | undefined {
  if (format === undefined) return parseTime(text);
  const pattern = cx.memo(format, timePattern);
  try {
    return parseByPattern(text, pattern, cx.settings.timeZones).nanoOfDay;
  } catch (error) {
    if (error instanceof DateTimeParseError) return undefined;
    throw error;
  }
}

/** Unlike other functions, these do not say that an older Spark knew the pattern. */
function timePattern(format: string) {
  try {
    return parseDateTimePattern(format, true);
  } catch (error) {
    if (!(error as { condition?: string }).condition?.startsWith('INCONSISTENT_BEHAVIOR_CROSS_VERSION')) throw error;
    const parameters = { pattern: sqlString(format), docroot };
    throw sparkErrorOf('INVALID_DATETIME_PATTERN.WITH_SUGGESTION', parameters, { name: 'SparkRuntimeException', cause: error });
  }
}

function toTime([text, format]: readonly string[], cx: EvaluationContext): bigint {
  const time = parsedTime(text!, format, cx);
  if (time !== undefined) return time;
  throw sparkErrorOf('CANNOT_PARSE_TIME', { input: sqlString(text!), format: sqlString(format ?? 'HH:mm:ss.SSSSSS') });
}

const parsing = {
  arity: [1, 2],
  coerce: withTimeType,
  inputTypes: [AnyString, AnyString],
  implicitCasts: false,
  dataType: new TimeType(),
  nullable: true,
} as const;

export const timeFuncs = group('datetime_funcs', {
  current_time: scalar({
    aliases: ['localtime'],
    hidesAlias: true,
    since: '4.1.0',
    usage: '_FUNC_([precision]) - The time of the day when the query began, with so many digits of the second, 6 by default.',
    examples: [["current_time() >= TIME '00:00'", 'true']],
    arity: [0, 1],
    defaults: (args, cx) => (args.length === 0 ? [cx.literal(6, IntegerType)] : []),
    inputTypes: [IntegerType],
    check: ([precision], cx) => {
      if (!cx.isFoldable(precision!)) {
        throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`precision`', inputType: '"INT"', inputExpr: `"${cx.sqlOf(precision!)}"` });
      }
      const value = cx.evaluate(precision!);
      if (typeof value === 'number' && value >= 0 && value <= 9) return;
      throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: '`precision`', valueRange: '[0, 9]', currentValue: String(value) });
    },
    dataType: ([precision], cx) => new TimeType(cx.evaluate(precision!) as number),
    nullable: false,
    evaluate: ([precision], { settings }) => {
      const { nowMicros, timeZone } = settings;
      const offset = BigInt(timeZone.offsetAt(Number(nowMicros / 1_000_000n)));
      const nanos = ((nowMicros + offset * 1_000_000n) * 1000n) % nanosPerDay;
      return nanos - (nanos % 10n ** BigInt(9 - precision));
    },
  }),
  make_time: scalar({
    since: '4.1.0',
    usage: '_FUNC_(hour, minute, second) - The time of the day with these parts; `second` may have a fraction.',
    examples: [['make_time(6, 30, 45.887)', '06:30:45.887']],
    arity: 3,
    coerce: withTimeType,
    inputTypes: [IntegerType, IntegerType, secondsType],
    dataType: new TimeType(),
    nullable: true,
    evaluate: ([hour, minute, second]) => {
      const micros = (second as Decimal).withScale(6).unscaled;
      const whole = micros / 1_000_000n;
      const problem = invalidTimeMessage(hour, minute, micros < 0n ? -1 : Number(whole));
      if (problem !== undefined) throw fieldOutOfBounds(problem.replace(/: -1$/, micros < 0n ? `: ${whole}` : ': -1'));
      return BigInt(hour * 3600 + minute * 60) * 1_000_000_000n + micros * 1000n;
    },
  }),
  to_time: scalar({
    ...parsing,
    since: '4.1.0',
    usage: '_FUNC_(str[, format]) - The time of the day in a text, by a pattern where one is given.',
    examples: [
      ["to_time('00:12:00')", '00:12:00'],
      ["to_time('12.10.05', 'HH.mm.ss')", '12:10:05'],
    ],
    evaluate: toTime,
  }),
  /** Its name shows the call that it tries. */
  try_to_time: scalar({
    ...parsing,
    since: '4.1.0',
    usage: '_FUNC_(str[, format]) - As `to_time`; NULL for a text that is none.',
    examples: [
      ["try_to_time('00:12:00.001')", '00:12:00.001'],
      ["try_to_time('foo', 'HH:mm:ss')", 'NULL'],
    ],
    substitute: (args, cx) => (args.length === 1 || args.length === 2 ? cx.call('try to_time', cx.call('to_time', ...args)) : undefined),
    evaluate: () => null,
  }),
  'try to_time': scalar({
    group: 'internal',
    arity: 1,
    dataType: new TimeType(),
    nullable: true,
    sql: ([call]) => `try_to_time(${call})`,
    nullIntolerant: false,
    evaluateLazy: ([call]) => {
      try {
        return call!();
      } catch (error) {
        if ((error as { condition?: string }).condition === undefined) throw error;
        return null;
      }
    },
  }),
  /** date_format of a time. */
  'format time': scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [AnyTime, AnyString],
    dataType: StringType,
    sql: ([time, format]) => `date_format(${time}, ${format})`,
    evaluate: ([time, format], cx) => {
      const pattern = cx.memo(format as string, text => parseDateTimePattern(text, false));
      try {
        return formatTime(time, pattern);
      } catch (error) {
        if (!(error instanceof UnsupportedFieldError)) throw error;
        const parameters = { parameter: '`format`', functionName: '`date_format`', value: sqlString(format) };
        throw sparkErrorOf('INVALID_PARAMETER_VALUE.PATTERN', parameters, { cause: error });
      }
    },
  }),
  time_diff: scalar({
    since: '4.1.0',
    usage: '_FUNC_(unit, start, end) - The whole units from one time of the day to another; negative where `end` is earlier.',
    examples: [
      ["time_diff('HOUR', TIME '20:30:29', TIME '21:30:28')", '0'],
      ["time_diff('HOUR', TIME '20:30:29', TIME '12:00:00')", '-8'],
    ],
    arity: 3,
    coerce: ([unit, ...times], cx) => withTimeType([unit!, ...times.map(time => asTime(time, cx))], cx),
    inputTypes: [AnyString, AnyTime, AnyTime],
    dataType: LongType,
    nullable: true,
    evaluate: ([unit, start, end]) => BigInt(end - start) / unitOf(unit, 'time_diff'),
  }),
  time_trunc: scalar({
    since: '4.1.0',
    usage: '_FUNC_(unit, time) - The time of the day cut to whole units.',
    examples: [["time_trunc('HOUR', TIME '09:32:05.359')", '09:00:00']],
    arity: 2,
    coerce: ([unit, time], cx) => withTimeType([unit!, asTime(time!, cx)], cx),
    inputTypes: [AnyString, AnyTime],
    dataType: ([, time]) => time!.dataType,
    nullable: true,
    evaluate: ([unit, time]) => time - (time % unitOf(unit, 'time_trunc')),
  }),
  time_from_seconds: fromCount('seconds', false, [
    ['time_from_seconds(52200.5)', '14:30:00.5'],
    ['time_from_seconds(NULL)', 'NULL'],
  ]),
  time_from_millis: fromCount('milliseconds', true, [['time_from_millis(52200500)', '14:30:00.5']]),
  time_from_micros: fromCount('microseconds', true, [['time_from_micros(86399999999)', '23:59:59.999999']]),
  time_to_seconds: scalar({
    since: '4.2.0',
    usage: '_FUNC_(time) - The seconds from midnight to `time`, with their fraction.',
    examples: [["time_to_seconds(TIME '14:30:00.5')", '52200.500000']],
    arity: 1,
    coerce: (args, cx) => withTimeType(args, cx).map(arg => (arg.dataType.kind === 'null' ? cx.cast(arg, new TimeType()) : arg)),
    inputTypes: [AnyTime],
    implicitCasts: false,
    dataType: new DecimalType(14, 6),
    nullable: true,
    evaluate: ([time]) => new Decimal(time, 9).withScale(6, 'halfUp'),
  }),
  time_to_millis: toCount('milliseconds', 1_000_000n, ["time_to_millis(TIME '14:30:00.5')", '52200500']),
  time_to_micros: toCount('microseconds', 1000n, ["time_to_micros(TIME '14:30:00.5')", '52200500000']),
});
