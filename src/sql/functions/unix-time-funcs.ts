/** Dates and timestamps as counts since 1970-01-01, and back. */

import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { formatterOf } from '../jvm/timestamp-format.js';
import { fitsMicros, floorDiv } from '../jvm/timestamps.js';
import { DateType, IntegerType, isIntegral, LongType, StringType, TimestampNTZType, TimestampType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { literalSql } from '../values/literal-sql.js';
import type { Value } from '../values/value.js';
import { AnyNanosTimestamp, AnyString, anyOf, IntegralFamily, NumericFamily } from './abstract-type.js';
import { anyTimestamp } from './datetime-operator-funcs.js';
import { readerOf } from './datetime-parse-funcs.js';
import { group, scalar } from './define.js';
import { unitsSince } from './duckdb-zone.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases'>;

const defaultFormat = 'yyyy-MM-dd HH:mm:ss';

function overflow(value: Value, unit: string, cx: EvaluationContext): never {
  const sql = literalSql(value, cx.argTypes[0]!, cx.settings.timeZone);
  throw sparkErrorOf('DATETIME_OVERFLOW', { operation: `create a TIMESTAMP from ${sql.replace(/[YS]$/, '')} ${unit} since the epoch` });
}

/** A whole number of units since the epoch. */
const timestampOf = (unit: string, microsPerUnit: bigint, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    inputTypes: [IntegralFamily],
    implicitCasts: false,
    dataType: TimestampType,
    evaluate: ([value], cx) => {
      const micros = BigInt(value) * microsPerUnit;
      return fitsMicros(micros) ? micros : overflow(value, unit, cx);
    },
    compile: ([value]) => `make_timestamp(CAST(${value} AS BIGINT) * ${microsPerUnit})`,
  });

const microsPerSecond = new Decimal(1_000_000n, 0);

/** Seconds of any numeric type. */
function secondsToMicros(cx: EvaluationContext): (value: any) => bigint | null {
  switch (cx.argTypes[0]!.kind) {
    case 'float':
    case 'double':
      return (value: number) => {
        if (!Number.isFinite(value)) return null;
        const micros = value * 1_000_000;
        const [min, max] = [-(2n ** 63n), 2n ** 63n - 1n];
        return micros >= Number(max) ? max : micros <= Number(min) ? min : BigInt(Math.trunc(micros));
      };
    case 'decimal':
      return (value: Decimal) => {
        const exact = value.times(microsPerSecond);
        const micros = exact.toBigInt();
        if (exact.compare(Decimal.fromBigInt(micros)) !== 0) throw new SparkError('ArithmeticException', 'Rounding necessary');
        return fitsMicros(micros) ? micros : overflow(value, 'seconds', cx);
      };
    default:
      return value => {
        const micros = BigInt(value) * 1_000_000n;
        return fitsMicros(micros) ? micros : overflow(value, 'seconds', cx);
      };
  }
}

const nullAsTimestamp = (args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] =>
  args.map(arg => (arg.dataType.kind === 'null' ? cx.cast(arg, TimestampType) : arg));

const unitsOf = (microsPerUnit: bigint, doc: Doc) =>
  scalar({
    ...doc,
    arity: 1,
    coerce: nullAsTimestamp,
    inputTypes: [anyTimestamp],
    implicitCasts: false,
    dataType: LongType,
    evaluate: ([micros]) => floorDiv(micros, microsPerUnit),
    compile: ([value]) => unitsSince(value!, microsPerUnit),
  });

const timeInput = anyOf(AnyString, DateType, TimestampType, TimestampNTZType, AnyNanosTimestamp);

const toUnixTimestamp = (arity: readonly number[], doc: Doc) =>
  scalar({
    ...doc,
    arity,
    defaults: ({ length }, cx) => [cx.call('current_timestamp'), cx.literal(defaultFormat, StringType)].slice(length),
    coerce: ([time, format], cx) => [
      time!.dataType.kind === 'null' ? cx.cast(time!, StringType) : time!,
      format!.dataType.kind === 'null' ? cx.cast(format!, StringType) : format!,
    ],
    inputTypes: [timeInput, AnyString],
    implicitCasts: false,
    dataType: LongType,
    nullable: (args, cx) => !cx.ansi || args.some(arg => arg.nullable),
    nullIntolerant: false,
    evaluateLazy: ([time, format], cx) => {
      const micros = cx.state(() => readerOf('parse', 'try_to_timestamp', cx))(time!, format!);
      return micros === null ? null : micros / 1_000_000n;
    },
    compile: ([time], cx) =>
      cx.argTypes[0]!.kind === 'timestamp' || cx.argTypes[0]!.kind === 'timestampNtz' ? unitsSince(time!, 1_000_000n) : undefined,
  });

export const unixTimeFuncs = group('datetime_funcs', {
  unix_timestamp: toUnixTimestamp([0, 1, 2], {
    since: '1.5.0',
    usage:
      '_FUNC_([timeExp[, fmt]]) - Returns the seconds since 1970-01-01 00:00:00 UTC of a time, read by the pattern `fmt` if it is a text; of now without arguments.',
    examples: [["unix_timestamp('2016-04-08', 'yyyy-MM-dd')", '1460073600']],
  }),
  to_unix_timestamp: toUnixTimestamp([1, 2], {
    since: '1.6.0',
    usage:
      '_FUNC_(timeExp[, fmt]) - Returns the seconds since 1970-01-01 00:00:00 UTC of a time, read by the pattern `fmt` if it is a text.',
    examples: [["to_unix_timestamp('2016-04-08', 'yyyy-MM-dd')", '1460073600']],
  }),
  from_unixtime: scalar({
    since: '1.5.0',
    usage: '_FUNC_(unix_time[, fmt]) - Returns the time so many seconds after 1970-01-01 00:00:00 UTC as a text by the pattern `fmt`.',
    examples: [
      ["from_unixtime(0, 'yyyy-MM-dd HH:mm:ss')", '1970-01-01 00:00:00'],
      ['from_unixtime(0)', '1970-01-01 00:00:00'],
    ],
    arity: [1, 2],
    defaults: ({ length }, cx) => (length === 1 ? [cx.literal(defaultFormat, StringType)] : []),
    inputTypes: [LongType, AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([seconds, format], cx) =>
      cx.memo(format as string, key => formatterOf(key, cx.settings))(BigInt.asIntN(64, seconds * 1_000_000n)),
  }),
  timestamp_seconds: scalar({
    since: '3.1.0',
    usage: '_FUNC_(seconds) - Returns the timestamp so many seconds, with their fraction, after 1970-01-01 00:00:00 UTC.',
    examples: [
      ['timestamp_seconds(1230219000)', '2008-12-25 15:30:00'],
      ['timestamp_seconds(1230219000.123)', '2008-12-25 15:30:00.123'],
    ],
    arity: 1,
    inputTypes: [NumericFamily],
    implicitCasts: false,
    dataType: TimestampType,
    nullable: ([value]) => value!.nullable || value!.dataType.kind === 'float' || value!.dataType.kind === 'double',
    prepare: secondsToMicros,
    compile: ([value], cx) => (isIntegral(cx.argTypes[0]!) ? `make_timestamp(CAST(${value} AS BIGINT) * 1000000)` : undefined),
  }),
  timestamp_millis: timestampOf('milliseconds', 1000n, {
    since: '3.1.0',
    usage: '_FUNC_(milliseconds) - Returns the timestamp so many milliseconds after 1970-01-01 00:00:00 UTC.',
    examples: [['timestamp_millis(1230219000123)', '2008-12-25 15:30:00.123']],
  }),
  timestamp_micros: timestampOf('microseconds', 1n, {
    since: '3.1.0',
    usage: '_FUNC_(microseconds) - Returns the timestamp so many microseconds after 1970-01-01 00:00:00 UTC.',
    examples: [['timestamp_micros(1230219000123123)', '2008-12-25 15:30:00.123123']],
  }),
  unix_seconds: unitsOf(1_000_000n, {
    since: '3.1.0',
    usage: '_FUNC_(timestamp) - Returns the whole seconds since 1970-01-01 00:00:00 UTC.',
    examples: [["unix_seconds(TIMESTAMP('1970-01-01 00:00:01Z'))", '1']],
  }),
  unix_millis: unitsOf(1000n, {
    since: '3.1.0',
    usage: '_FUNC_(timestamp) - Returns the whole milliseconds since 1970-01-01 00:00:00 UTC.',
    examples: [["unix_millis(TIMESTAMP('1970-01-01 00:00:01Z'))", '1000']],
  }),
  unix_micros: unitsOf(1n, {
    since: '3.1.0',
    usage: '_FUNC_(timestamp) - Returns the microseconds since 1970-01-01 00:00:00 UTC.',
    examples: [["unix_micros(TIMESTAMP('1970-01-01 00:00:01Z'))", '1000000']],
  }),
  unix_date: scalar({
    since: '3.1.0',
    usage: '_FUNC_(date) - Returns the days since 1970-01-01.',
    examples: [['unix_date(DATE("1970-01-02"))', '1']],
    arity: 1,
    inputTypes: [DateType],
    implicitCasts: false,
    dataType: IntegerType,
    evaluate: ([days]) => days,
    compile: ([date]) => `(${date} - DATE '1970-01-01')`,
  }),
  date_from_unix_date: scalar({
    since: '3.1.0',
    usage: '_FUNC_(days) - Returns the date so many days after 1970-01-01.',
    examples: [['date_from_unix_date(1)', '1970-01-02']],
    arity: 1,
    inputTypes: [IntegerType],
    dataType: DateType,
    evaluate: ([days]) => days,
    compile: ([days]) => `(DATE '1970-01-01' + ${days})`,
  }),
});
