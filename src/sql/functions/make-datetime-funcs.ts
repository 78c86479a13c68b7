/** Dates and timestamps put together from their fields. */
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { makeDate } from '../jvm/calendar.js';
import { fitsMicros, instantMicros, makeLocalMicros } from '../jvm/timestamps.js';
import { type DataType, DateType, DecimalType, IntegerType, TimestampNTZType, TimestampType, TimeType } from '../types/index.js';
import { microsOfField } from '../values/interval-fields.js';
import { type AbstractType, AnyString, AnyTime, accepts, isFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { dateOverflow } from './date-arithmetic-funcs.js';
import { javaOverflow } from './datetime-operator-funcs.js';
import { sessionTimestamp } from './datetime-parse-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases'>;

/** Fields that are out of their range are an error, or NULL where they may be. */
function orNull<V>(make: () => V, isTolerant: boolean): V | null {
  try {
    return make();
  } catch (error) {
    if (isTolerant && error instanceof SparkError) return null;
    throw error;
  }
}

const checkedMicros = (micros: bigint): bigint => (fitsMicros(micros) ? micros : javaOverflow('long'));

/** Local microseconds as those of a timestamp of the result's type. */
function placed(local: bigint, zoneText: string | undefined, { dataType, settings }: EvaluationContext): bigint {
  if (dataType.kind === 'timestampNtz') return checkedMicros(local);
  return checkedMicros(instantMicros(local, zoneText === undefined ? settings.timeZone : settings.timeZones.zoneOf(zoneText)));
}

const fieldTypes = [IntegerType, IntegerType, IntegerType, IntegerType, IntegerType, new DecimalType(16, 6), AnyString];

/** From six fields and a time zone. */
const ofFields = (dataType: DataType, isTolerant: boolean) =>
  scalar({
    group: 'internal',
    arity: [6, 7],
    dataType,
    nullable: (args, cx) => isTolerant || !cx.ansi || args.some(arg => arg.nullable),
    evaluate: ([year, month, day, hour, minute, seconds, zone], cx) => {
      // The zone is looked at first: a wrong one is always an error.
      if (zone !== undefined && dataType.kind === 'timestamp') cx.settings.timeZones.zoneOf(zone);
      const nanos = seconds.unscaled * 1000n;
      const local = orNull(() => makeLocalMicros(year, month, day, hour, minute, nanos), isTolerant || !cx.settings.ansi);
      return local === null ? null : placed(local, zone, cx);
    },
  });

/** From a date, a time of day and a time zone. */
const ofDateAndTime = (dataType: DataType) =>
  scalar({
    group: 'internal',
    arity: [2, 3],
    dataType,
    // Spark never says that the one without a time zone is there.
    nullable: args => dataType.kind === 'timestampNtz' || args.some(arg => arg.nullable),
    evaluate: ([days, nanos, zone], cx) => placed(BigInt(days) * microsOfField.day + nanos / 1000n, zone, cx),
  });

const dateForm: readonly AbstractType[] = [DateType, AnyTime, AnyString];

/** NULL as the type that is wanted, a time of day where none has been said. */
function typedNull(arg: TypedExpression, wanted: AbstractType, cx: AnalysisContext): TypedExpression {
  if (arg.dataType.kind !== 'null') return arg;
  return cx.cast(arg, isFamily(wanted) ? (wanted.defaultType ?? new TimeType()) : wanted);
}

interface Form {
  readonly typeOf: (cx: AnalysisContext) => DataType;
  readonly isTolerant: boolean;
  readonly arity: readonly number[];
  /** What messages and columns show for the form with a date and a time: another name, or another text. */
  readonly dateName?: string | ((args: string) => string);
  /** The name of the column leaves the time zone out. */
  readonly hidesZone?: boolean;
}

const makeTimestamp = ({ typeOf, isTolerant, arity, dateName, hidesZone = false }: Form, doc: Doc) =>
  scalar({
    ...doc,
    arity,
    coerce: (args, cx) => (args.length > 3 ? args : args.map((arg, i) => typedNull(arg, dateForm[i]!, cx))),
    inputTypes: args => (args.length > 3 ? fieldTypes : []),
    check: (args, cx) => {
      if (args.length > 3) return;
      args.forEach((arg, i) => {
        if (!accepts(dateForm[i]!, arg.dataType)) throw unexpectedInput(arg, i, dateForm[i]!, cx);
      });
    },
    dataType: (_, cx) => typeOf(cx),
    sql: (args, _, name) => {
      if (args.length <= 3 && typeof dateName === 'function') return dateName(args.join(', '));
      if (args.length <= 3) return `${dateName ?? name}(${args.join(', ')})`;
      return `${name}(${(hidesZone ? args.slice(0, 6) : args).join(', ')})`;
    },
    rewrite: (args, cx) => {
      const type = typeOf(cx);
      if (args.length === 1) return cx.cast(args[0]!, type);
      const kind = type.kind === 'timestampNtz' ? 'ntz' : 'ltz';
      if (args.length <= 3) return cx.call(`${kind} of date and time`, ...args);
      return cx.call(`${isTolerant ? 'try ' : ''}${kind} of fields`, ...args);
    },
  });

export const makeDatetimeFuncs = group('datetime_funcs', {
  make_date: scalar({
    since: '3.0.0',
    usage: '_FUNC_(year, month, day) - Returns the date of these fields. Wrong fields are an error in ANSI mode, else NULL.',
    examples: [
      ['make_date(2013, 7, 15)', '2013-07-15'],
      ['make_date(2019, 7, NULL)', 'NULL'],
    ],
    arity: 3,
    inputTypes: [IntegerType, IntegerType, IntegerType],
    dataType: DateType,
    nullable: (args, cx) => !cx.ansi || args.some(arg => arg.nullable),
    evaluate: ([year, month, day], cx) => {
      const days = orNull(() => makeDate(year, month, day), !cx.settings.ansi);
      return days === null || (days | 0) === days ? days : dateOverflow();
    },
  }),
  'ltz of fields': ofFields(TimestampType, false),
  'ntz of fields': ofFields(TimestampNTZType, false),
  'try ltz of fields': ofFields(TimestampType, true),
  'try ntz of fields': ofFields(TimestampNTZType, true),
  'ltz of date and time': ofDateAndTime(TimestampType),
  'ntz of date and time': ofDateAndTime(TimestampNTZType),
  make_timestamp: makeTimestamp(
    { typeOf: sessionTimestamp, isTolerant: false, arity: [1, 2, 3, 6, 7] },
    {
      since: '3.0.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec[, timezone]) - Returns the timestamp of these fields, of the type that `spark.sql.timestampType` says. Wrong fields are an error in ANSI mode, else NULL.\n\n    _FUNC_(date [, time[, timezone]]) - Returns the timestamp of a date and a time of day.',
      examples: [
        ['make_timestamp(2014, 12, 28, 6, 30, 45.887)', '2014-12-28 06:30:45.887'],
        ["make_timestamp(2014, 12, 28, 6, 30, 45.887, 'CET')", '2014-12-28 05:30:45.887'],
        ['make_timestamp(2019, 6, 30, 23, 59, 60)', '2019-07-01 00:00:00'],
        ['make_timestamp(NULL, 7, 22, 15, 30, 0)', 'NULL'],
      ],
    },
  ),
  make_timestamp_ltz: makeTimestamp(
    { typeOf: () => TimestampType, isTolerant: false, arity: [2, 3, 6, 7], dateName: 'make_timestamp' },
    {
      since: '3.4.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec[, timezone]) - Returns the timestamp with the local time zone of these fields. Wrong fields are an error in ANSI mode, else NULL.\n\n    _FUNC_(date, time[, timezone]) - Returns the timestamp of a date and a time of day.',
      examples: [["make_timestamp_ltz(2014, 12, 28, 6, 30, 45.887, 'CET')", '2014-12-28 05:30:45.887']],
    },
  ),
  make_timestamp_ntz: makeTimestamp(
    { typeOf: () => TimestampNTZType, isTolerant: false, arity: [2, 6] },
    {
      since: '3.4.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec) - Returns the timestamp without a time zone of these fields. Wrong fields are an error in ANSI mode, else NULL.\n\n    _FUNC_(date, time) - Returns the timestamp of a date and a time of day.',
      examples: [['make_timestamp_ntz(2014, 12, 28, 6, 30, 45.887)', '2014-12-28 06:30:45.887']],
    },
  ),
  try_make_timestamp: makeTimestamp(
    { typeOf: sessionTimestamp, isTolerant: true, arity: [1, 2, 3, 6, 7], hidesZone: true },
    {
      since: '4.0.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec[, timezone]) - As `make_timestamp`, but NULL for wrong fields.\n\n    _FUNC_(date [, time[, timezone]]) - Returns the timestamp of a date and a time of day.',
      examples: [
        ['try_make_timestamp(2014, 12, 28, 6, 30, 45.887)', '2014-12-28 06:30:45.887'],
        ['try_make_timestamp(2024, 13, 22, 15, 30, 0)', 'NULL'],
      ],
    },
  ),
  try_make_timestamp_ltz: makeTimestamp(
    { typeOf: () => TimestampType, isTolerant: true, arity: [2, 3, 6, 7], dateName: 'make_timestamp' },
    {
      since: '4.0.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec[, timezone]) - As `make_timestamp_ltz`, but NULL for wrong fields.\n\n    _FUNC_(date, time[, timezone]) - Returns the timestamp of a date and a time of day.',
      examples: [['try_make_timestamp_ltz(2024, 13, 22, 15, 30, 0)', 'NULL']],
    },
  ),
  try_make_timestamp_ntz: makeTimestamp(
    {
      typeOf: () => TimestampNTZType,
      isTolerant: true,
      arity: [2, 6],
      dateName: args => `try_make_timestamp_ntz(make_timestamp_ntz(${args}))`,
    },
    {
      since: '4.0.0',
      usage:
        '_FUNC_(year, month, day, hour, min, sec) - As `make_timestamp_ntz`, but NULL for wrong fields.\n\n    _FUNC_(date, time) - Returns the timestamp of a date and a time of day.',
      examples: [['try_make_timestamp_ntz(2024, 13, 22, 15, 30, 0)', 'NULL']],
    },
  ),
});
