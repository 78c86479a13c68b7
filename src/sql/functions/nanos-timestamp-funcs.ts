/**
 * Timestamps of seven to nine digits: the functions that keep these digits. Others that take such timestamps see microseconds
 * (`withMicros`).
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { formatNanos } from '../jvm/datetime-formatter.js';
import { parseDateTimePattern } from '../jvm/datetime-pattern.js';
import { type TimeZone, utc } from '../jvm/time-zones.js';
import { addInterval, floorDiv, floorMod, timestampUnitOf, truncateTimestamp } from '../jvm/timestamps.js';
import { type DataType, DecimalType, StringType, TimestampNanosType, TimestampNTZType, TimestampType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { AnyNanosTimestamp, AnyString, anyOf, DecimalFamily, IntegralFamily, type TypeFamily } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

const isNanos = ({ dataType }: TypedExpression) => dataType.kind === 'timestampNanos';

/** Functions that take these timestamps and need no more than microseconds of them. */
const takesMicros: ReadonlySet<string> = new Set(
  'hour minute second unix_micros unix_millis unix_seconds unix_timestamp to_unix_timestamp to_timestamp to_timestamp_ltz to_timestamp_ntz'.split(
    ' ',
  ),
);

export const withMicros = (name: string, args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] =>
  takesMicros.has(name) ? args.map(arg => asMicros(arg, cx)) : args;

function asMicros(arg: TypedExpression, cx: AnalysisContext): TypedExpression {
  const { dataType } = arg;
  return dataType.kind === 'timestampNanos' ? cx.cast(arg, dataType.isLocal ? TimestampNTZType : TimestampType) : arg;
}

/** The call that stands for `+` or `-` with such a timestamp. */
export function nanosArithmetic(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  if (args.length !== 2 || !args.some(isNanos)) return undefined;
  const [left, right] = args as readonly [TypedExpression, TypedExpression];
  const isSpan = ({ dataType }: TypedExpression) =>
    ['dayTimeInterval', 'yearMonthInterval', 'calendarInterval', 'null'].includes(dataType.kind);
  if (symbol === '+' && isNanos(left) && isSpan(right)) return cx.call('nanos plus interval', left, right);
  if (symbol === '+' && isSpan(left)) return cx.call('nanos plus interval', right, left);
  if (symbol !== '-') return undefined;
  if (isNanos(left) && isSpan(right) && right.dataType.kind !== 'null') return cx.call('nanos minus interval', left, right);
  return cx.call('timestamp minus timestamp', asMicros(left, cx), asMicros(right, cx));
}

const zoneOf = (type: DataType, { settings }: EvaluationContext): TimeZone =>
  (type as TimestampNanosType).isLocal ? utc : settings.timeZone;

const span: TypeFamily = {
  family: 'ansiSpan',
  sql: 'INTERVAL DAY TO SECOND',
  accepts: type => type.kind === 'dayTimeInterval' || type.kind === 'yearMonthInterval' || type.kind === 'null',
  defaultType: undefined,
};

const moved = (symbol: '+' | '-') =>
  scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [AnyNanosTimestamp, span],
    implicitCasts: false,
    dataType: ([time]) => time!.dataType,
    sql: ([time, by]) => `${time} ${symbol} ${by}`,
    prepare: cx => {
      const [type, by] = cx.argTypes as [DataType, DataType];
      const zone = zoneOf(type, cx);
      return (nanos, value) => {
        const signed = symbol === '+' ? value : -value;
        const micros = floorDiv(nanos, 1000n);
        const result = by.kind === 'yearMonthInterval' ? addInterval(micros, signed, 0, 0n, zone) : addInterval(micros, 0, 0, signed, zone);
        return result * 1000n + floorMod(nanos, 1000n);
      };
    },
  });

/** Years 1 to 9999. */
const [least, most] = [-62_135_596_800_000_000_000n, 253_402_300_799_999_999_999n];

export const nanosTimestampFuncs = group('datetime_funcs', {
  timestamp_nanos: scalar({
    since: '4.3.0',
    usage: '_FUNC_(nanoseconds) - The timestamp that is so many nanoseconds after 1970-01-01 00:00:00 UTC.',
    arity: 1,
    inputTypes: [anyOf(IntegralFamily, DecimalFamily)],
    implicitCasts: false,
    dataType: new TimestampNanosType(9, false),
    evaluate: ([value]) => {
      const nanos = value instanceof Decimal ? value.toBigInt() : BigInt(value);
      if (nanos >= least && nanos <= most) return nanos;
      throw sparkErrorOf('DATETIME_OVERFLOW', { operation: `create a TIMESTAMP_LTZ(9) from ${nanos} nanoseconds since the epoch` });
    },
  }),
  unix_nanos: scalar({
    since: '4.3.0',
    usage: '_FUNC_(timestamp) - The nanoseconds from 1970-01-01 00:00:00 UTC to a timestamp of seven to nine digits.',
    arity: 1,
    inputTypes: [AnyNanosTimestamp],
    implicitCasts: false,
    dataType: new DecimalType(21, 0),
    evaluate: ([nanos]) => new Decimal(nanos, 0),
  }),
  'nanos plus interval': moved('+'),
  'nanos minus interval': moved('-'),
  /** date_format of such a timestamp. */
  'format nanos': scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [AnyNanosTimestamp, AnyString],
    dataType: StringType,
    sql: ([time, format]) => `date_format(${time}, ${format})`,
    evaluate: ([nanos, format], cx) =>
      formatNanos(
        nanos,
        cx.memo(format as string, text => parseDateTimePattern(text, false)),
        zoneOf(cx.argTypes[0]!, cx),
      ),
  }),
  /** date_trunc of such a timestamp. */
  'truncate nanos': scalar({
    group: 'internal',
    arity: 2,
    inputTypes: [AnyString, AnyNanosTimestamp],
    dataType: ([, time]) => time!.dataType,
    nullable: true,
    sql: ([unit, time]) => `date_trunc(${unit}, ${time})`,
    evaluate: ([text, nanos], cx) => {
      const unit = timestampUnitOf(text);
      return unit === undefined ? null : truncateTimestamp(floorDiv(nanos, 1000n), unit, zoneOf(cx.argTypes[1]!, cx)) * 1000n;
    },
  }),
});
