/** Texts to dates and timestamps, and back: to_date, to_timestamp, date_format. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { DateTimeParseError } from '../jvm/datetime-pattern-parser.js';
import { formatterOf, parserOf, type TimestampParser, timeFormatterOf } from '../jvm/timestamp-format.js';
import { daysToMicros } from '../jvm/timestamps.js';
import { type DataType, DateType, StringType, TimestampNTZType, TimestampType } from '../types/index.js';
import { AnyNanosTimestamp, AnyString, AnyTime, AnyType, accepts, anyOf, NumericFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { group, scalar } from './define.js';
import { duckdbFormat } from './duckdb-format.js';
import { clockOf, isUtc } from './duckdb-zone.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases'>;

type Lazy = () => any;

/**
 * What a pattern is for: a text is read by it; a date or a timestamp is what it is, and the pattern is not looked at. Microseconds of
 * a timestamp of either kind stay as they are.
 */
export function readerOf(
  method: 'parse' | 'parseLocal',
  tryName: string | undefined,
  cx: EvaluationContext,
): (value: Lazy, format: Lazy) => bigint | null {
  const { kind } = cx.argTypes[0]!;
  const { timeZone } = cx.settings;
  if (kind === 'string') {
    const parse = parseOrFail(method, tryName, cx);
    return (value, format) => {
      const [text, pattern] = [value(), format()];
      return text === null || pattern === null ? null : parse(text, pattern);
    };
  }
  return value => {
    const moment = value();
    return moment === null || kind !== 'date' ? moment : daysToMicros(moment, timeZone);
  };
}

/** Reads by a pattern; a text that is not of it is an error that suggests `tryName`, or NULL without such a name or ANSI mode. */
function parseOrFail(method: 'parse' | 'parseLocal', tryName: string | undefined, cx: EvaluationContext) {
  return (text: string, format: string): bigint | null => {
    const parser: TimestampParser = cx.memo(format, key => parserOf(key, cx.settings));
    try {
      return parser[method](text);
    } catch (error) {
      if (!(error instanceof DateTimeParseError)) throw error;
      if (tryName === undefined || !cx.settings.ansi) return null;
      throw sparkErrorOf('CANNOT_PARSE_TIMESTAMP', { message: error.message, func: `\`${tryName}\`` });
    }
  };
}

/** Texts of common patterns that DuckDB reads alike, whatever the policy. */
const plainTexts: Readonly<Record<string, string>> = {
  'yyyy-MM-dd': '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  'yyyy-MM-dd HH:mm:ss': '[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]',
};

const textOrTime = anyOf(AnyString, DateType, TimestampType, TimestampNTZType);

/** What `to_timestamp(text, format)` is; `tryName` is what its errors suggest, none where NULL stands for an error. */
const timestampByFormat = (dataType: DataType, tryName?: string) =>
  scalar({
    group: 'internal',
    arity: 2,
    implicitCasts: false,
    inputTypes: [AnyType, AnyString],
    check: ([value], cx) => {
      // Spark finds out while it runs, with an internal error.
      if (value!.dataType.kind !== 'null' && !accepts(textOrTime, value!.dataType)) throw unexpectedInput(value!, 0, textOrTime, cx);
    },
    dataType,
    nullable: (args, cx) => tryName === undefined || !cx.ansi || args.some(arg => arg.nullable),
    nullIntolerant: false,
    evaluateLazy: ([value, format], cx) =>
      cx.state(() => readerOf(dataType.kind === 'timestampNtz' ? 'parseLocal' : 'parse', tryName, cx))(value!, format!),
    compile: ([text], cx) => {
      const plain = cx.argTypes[0]!.kind === 'string' ? plainTexts[String(cx.literalOf(1))] : undefined;
      if (plain === undefined || (dataType.kind === 'timestamp' && !isUtc(cx))) return undefined;
      // Texts of other forms, and moments that are none, are left to the evaluator.
      return `CASE WHEN regexp_full_match(${text}, '${plain}') THEN CAST(${text} AS TIMESTAMP) WHEN ${text} IS NOT NULL THEN error('text') END`;
    },
  });

/** A cast as the function's own: with the place of the call, and without the error where `isTolerant`. */
function castOf(value: TypedExpression, dataType: DataType, isTolerant: boolean, cx: AnalysisContext): TypedExpression {
  const cast = cx.explicitCast(value, dataType);
  return cast.kind === 'cast' && isTolerant ? Object.freeze({ ...cast, mode: 'legacy' as const }) : cast;
}

const dateInput = anyOf(AnyString, DateType, TimestampType, TimestampNTZType);

const toDate = (isTolerant: boolean, doc: Doc) =>
  scalar({
    ...doc,
    arity: [1, 2],
    inputTypes: [dateInput, AnyString],
    dataType: DateType,
    rewrite: ([value, format], cx) =>
      format === undefined
        ? castOf(value!, DateType, isTolerant, cx)
        : castOf(cx.call(isTolerant ? 'try gettimestamp' : 'gettimestamp for date', value!, format), DateType, isTolerant, cx),
  });

/** @param typeOf the type that it gives, which may be the session's */
const toTimestamp = (typeOf: (cx: AnalysisContext) => DataType, isTolerant: boolean, doc: Doc) =>
  scalar({
    ...doc,
    arity: [1, 2],
    inputTypes: (_, cx) => {
      const numbers = typeOf(cx).kind === 'timestamp' ? [NumericFamily] : [];
      return [anyOf(AnyString, DateType, TimestampType, TimestampNTZType, ...numbers), AnyString];
    },
    dataType: (_, cx) => typeOf(cx),
    rewrite: ([value, format], cx) => {
      const type = typeOf(cx);
      if (format === undefined) return castOf(value!, type, isTolerant, cx);
      return cx.call(`${isTolerant ? 'try ' : ''}gettimestamp${type.kind === 'timestampNtz' ? ' ntz' : ''}`, value!, format);
    },
  });

/** What TIMESTAMP means in the session. */
export const sessionTimestamp = (cx: AnalysisContext): DataType =>
  cx.conf('spark.sql.timestampType')?.toUpperCase() === 'TIMESTAMP_NTZ' ? TimestampNTZType : TimestampType;

export const datetimeParseFuncs = group('datetime_funcs', {
  gettimestamp: timestampByFormat(TimestampType, 'try_to_timestamp'),
  'gettimestamp ntz': timestampByFormat(TimestampNTZType, 'try_to_timestamp'),
  'gettimestamp for date': timestampByFormat(TimestampType, 'try_to_date'),
  'try gettimestamp': timestampByFormat(TimestampType),
  'try gettimestamp ntz': timestampByFormat(TimestampNTZType),
  to_date: toDate(false, {
    since: '1.5.0',
    usage: '_FUNC_(date_str[, fmt]) - Returns the date that `date_str` names, read by the pattern `fmt` or as a cast reads it.',
    examples: [
      ["to_date('2009-07-30 04:17:52')", '2009-07-30'],
      ["to_date('2016-12-31', 'yyyy-MM-dd')", '2016-12-31'],
    ],
  }),
  try_to_date: toDate(true, {
    since: '4.0.0',
    usage: '_FUNC_(date_str[, fmt]) - As `to_date`, but NULL where `date_str` names no date.',
    examples: [
      ["try_to_date('2016-12-31')", '2016-12-31'],
      ["try_to_date('foo', 'yyyy-MM-dd')", 'NULL'],
    ],
  }),
  to_timestamp: toTimestamp(sessionTimestamp, false, {
    since: '2.2.0',
    usage:
      '_FUNC_(timestamp_str[, fmt]) - Returns the timestamp that `timestamp_str` names, read by the pattern `fmt` or as a cast reads it. The type is that of `spark.sql.timestampType`.',
    examples: [
      ["to_timestamp('2016-12-31 00:12:00')", '2016-12-31 00:12:00'],
      ["to_timestamp('2016-12-31', 'yyyy-MM-dd')", '2016-12-31 00:00:00'],
    ],
  }),
  to_timestamp_ltz: toTimestamp(() => TimestampType, false, {
    since: '3.4.0',
    usage: '_FUNC_(timestamp_str[, fmt]) - As `to_timestamp`, but always a timestamp with the time zone of the session.',
    examples: [["to_timestamp_ltz('2016-12-31', 'yyyy-MM-dd')", '2016-12-31 00:00:00']],
  }),
  to_timestamp_ntz: toTimestamp(() => TimestampNTZType, false, {
    since: '3.4.0',
    usage: '_FUNC_(timestamp_str[, fmt]) - As `to_timestamp`, but always a timestamp without a time zone.',
    examples: [["to_timestamp_ntz('2016-12-31 00:12:00')", '2016-12-31 00:12:00']],
  }),
  try_to_timestamp: toTimestamp(sessionTimestamp, true, {
    since: '3.4.0',
    usage: '_FUNC_(timestamp_str[, fmt]) - As `to_timestamp`, but NULL where `timestamp_str` names no timestamp.',
    examples: [
      ["try_to_timestamp('2016-12-31', 'yyyy-MM-dd')", '2016-12-31 00:00:00'],
      ["try_to_timestamp('foo', 'yyyy-MM-dd')", 'NULL'],
    ],
  }),
  date_format: scalar({
    since: '1.5.0',
    usage: '_FUNC_(timestamp, fmt) - Returns `timestamp` as a text by the pattern `fmt`.',
    examples: [
      ["date_format('2016-04-08', 'y')", '2016'],
      ["date_format('2016-04-08 10:05:00', 'EEE, d MMM yyyy HH:mm')", 'Fri, 8 Apr 2016 10:05'],
    ],
    arity: 2,
    substitute: (args, cx) => {
      const kind = args.length === 2 ? args[0]!.dataType.kind : undefined;
      return kind === 'time' || kind === 'timestampNanos' ? cx.call(kind === 'time' ? 'format time' : 'format nanos', ...args) : undefined;
    },
    inputTypes: [anyOf(TimestampType, AnyTime, AnyNanosTimestamp), AnyString],
    dataType: StringType,
    prepare: cx => {
      const make = cx.argTypes[0]!.kind === 'time' ? timeFormatterOf : formatterOf;
      return (value: bigint, format: string) => cx.memo(format, key => make(key, cx.settings))(value);
    },
    data: (_, cx) => cx.conf('spark.sql.legacy.timeParserPolicy')?.toUpperCase() === 'LEGACY',
    compile: ([timestamp], cx) => {
      const clock = clockOf(timestamp!, 0, cx);
      const format = cx.data || clock === undefined ? undefined : cx.literalOf(1);
      const native = typeof format === 'string' ? duckdbFormat(format) : undefined;
      if (native === undefined) return undefined;
      // Years of other lengths are written in other ways.
      return `CASE WHEN year(${timestamp}) BETWEEN 1000 AND 9999 THEN strftime(${clock}, '${native}') WHEN ${timestamp} IS NOT NULL THEN error('year') END`;
    },
  }),
});
