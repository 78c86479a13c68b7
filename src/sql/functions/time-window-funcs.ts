/**
 * Windows of time. `window` and `session_window` are no functions of one value: the analyzer makes a column of each below the query
 * that calls it (analyzer/time-windows.ts), with the functions of this file that are internal.
 */
import type { FunctionCall, TypedExpression } from '../analyzer/typed-expression.js';
import { parseCalendarInterval } from '../jvm/interval-parse.js';
import { utc } from '../jvm/time-zones.js';
import { addInterval, floorDiv } from '../jvm/timestamps.js';
import { CalendarIntervalType, type DataType, LongType, StructField, StructType, TimestampNTZType, TimestampType } from '../types/index.js';
import type { CalendarInterval } from '../values/value.js';
import { AnyStruct, AnyTimestamp, anyOf } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

const windowType = (type: DataType) => new StructType([new StructField('start', type, true), new StructField('end', type, true)]);

/** A time, or a window of one. */
const timeInput = anyOf(AnyTimestamp, windowType(TimestampType), windowType(TimestampNTZType));

const windowOf = ([time]: readonly TypedExpression[]): StructType =>
  time!.dataType.kind === 'struct' ? time!.dataType : windowType(time!.dataType);

/** A duration in microseconds, of a literal. */
function microsOf(arg: TypedExpression, cx: AnalysisContext): bigint {
  const value = arg.kind === 'literal' ? arg.value : null;
  if (value !== null && (arg.dataType.kind === 'integer' || arg.dataType.kind === 'long')) return BigInt(value as number | bigint);
  if (value === null || arg.dataType.kind !== 'string') throw cx.error('_LEGACY_ERROR_TEMP_1207');
  const { months, days, microseconds } = parsedDuration(value as string, cx);
  if (months !== 0) throw cx.error('_LEGACY_ERROR_TEMP_3231', { interval: value as string });
  return BigInt(days) * 86_400_000_000n + microseconds;
}

function parsedDuration(text: string, cx: AnalysisContext) {
  try {
    return parseCalendarInterval(text);
  } catch (error) {
    if ((error as { condition?: string }).condition === undefined) throw error;
    throw cx.error('CANNOT_PARSE_INTERVAL', { intervalString: `'${text}'` }, 'AnalysisException');
  }
}

const durationOf = (arg: TypedExpression) => (arg as { value: bigint }).value;

function checkDurations([, window, slide, start]: readonly TypedExpression[], cx: AnalysisContext): void {
  const [windowMicros, slideMicros, startMicros] = [window!, slide!, start!].map(durationOf) as [bigint, bigint, bigint];
  const positive = (name: string, value: bigint) => {
    if (value > 0n) return;
    throw cx.mismatch('VALUE_OUT_OF_RANGE', {
      exprName: `\`${name}\``,
      valueRange: '(0, 9223372036854775807]',
      currentValue: `${value}L`,
    });
  };
  const ordered = (left: readonly [string, bigint], constraint: string, right: readonly [string, bigint]): never => {
    throw cx.mismatch('PARAMETER_CONSTRAINT_VIOLATION', {
      leftExprName: `\`${left[0]}\``,
      leftExprValue: `${left[1]}L`,
      constraint,
      rightExprName: `\`${right[0]}\``,
      rightExprValue: `${right[1]}L`,
    });
  };
  positive('window_duration', windowMicros);
  positive('slide_duration', slideMicros);
  if (slideMicros > windowMicros) ordered(['slide_duration', slideMicros], '<=', ['window_duration', windowMicros]);
  const shift = startMicros < 0n ? -startMicros : startMicros;
  if (shift >= slideMicros) ordered(['abs(start_time)', shift], '<', ['slide_duration', slideMicros]);
}

/** Whether a call has to become a column below its query. */
export const isTimeWindow = (call: TypedExpression): call is FunctionCall =>
  call.kind === 'call' && (call.name === 'window' || call.name === 'session_window');

/** What the column of a window says of itself in its metadata. */
export const windowMetadata = { window: 'spark.timeWindow', session_window: 'spark.sessionWindow' } as const;

const isWindowColumn = (arg: TypedExpression) =>
  arg.kind === 'attribute' && Object.values(windowMetadata).some(key => arg.metadata[key] === true);

export const timeWindowFuncs = group('datetime_funcs', {
  window: scalar({
    since: '2.0.0',
    usage:
      '_FUNC_(time_column, window_duration[, slide_duration[, start_time]]) - The windows of time that a row is in: one, or several that overlap where each begins `slide_duration` after the one before. The first begins `start_time` after 1970-01-01 00:00:00 UTC.',
    arity: [2, 3, 4],
    coerce: ([time, window, slide, start], cx) => {
      const duration = (arg: TypedExpression) => cx.literal(microsOf(arg, cx), LongType);
      return [time!, duration(window!), duration(slide ?? window!), start === undefined ? cx.literal(0n, LongType) : duration(start)];
    },
    inputTypes: [timeInput],
    check: checkDurations,
    dataType: windowOf,
    nullable: false,
  }),
  session_window: scalar({
    since: '3.2.0',
    usage:
      '_FUNC_(time_column, gap_duration) - The session that a row is in: it grows as long as rows of the same group follow within `gap_duration`, which may differ from row to row.',
    arity: 2,
    coerce: ([time, gap], cx) => {
      const { dataType } = gap!;
      if (dataType.kind === 'calendarInterval') return [time!, gap!];
      if (dataType.kind !== 'string' && dataType.kind !== 'null') throw cx.error('_LEGACY_ERROR_TEMP_1040', { dt: String(dataType) });
      return [time!, cx.cast(gap!, CalendarIntervalType)];
    },
    inputTypes: [timeInput],
    dataType: windowOf,
    nullable: false,
  }),
  window_time: scalar({
    since: '3.3.0',
    usage: '_FUNC_(window_column) - The last time that belongs to a window: a microsecond before its end.',
    arity: 1,
    inputTypes: [AnyStruct],
    check: ([window], cx) => {
      if (!isWindowColumn(window!)) throw cx.error('_LEGACY_ERROR_TEMP_3101', { windowTime: `window_time(${cx.sqlOf(window!)})` });
    },
    dataType: ([window]) => (window!.dataType as StructType).fields[1]!.dataType,
    nullable: true,
    evaluate: ([[, end]]) => (end === null ? null : end - 1n),
    compile: ([window]) => `(struct_extract(${window}, '_1') - to_microseconds(1))`,
  }),
  /** The window that a time is in, or the one so many slides before it. */
  'time window': scalar({
    group: 'internal',
    arity: 5,
    dataType: windowOf,
    evaluate: ([time, window, slide, start, index]) => {
      const begin = floorDiv(BigInt(time - start), slide) * slide + start - index * slide;
      return [begin, begin + window];
    },
    compile: ([time], cx) => {
      const [window, slide, start, index] = [1, 2, 3, 4].map(at => cx.literalOf(at) as bigint) as [bigint, bigint, bigint, bigint];
      const rest = `((((epoch_us(${time}) - ${start}) % ${slide}) + ${slide}) % ${slide})`;
      const begin = (shift: bigint) => `make_timestamp(epoch_us(${time}) - ${rest} + CAST(${shift} AS BIGINT))`;
      return structOf(begin(-index * slide), begin(window - index * slide), time!);
    },
  }),
  /** The session of one row alone. */
  'session bounds': scalar({
    group: 'internal',
    arity: 2,
    dataType: windowOf,
    nullable: true,
    prepare: cx => {
      const zone = cx.argTypes[0]!.kind === 'timestamp' ? cx.settings.timeZone : utc;
      return (time, { months, days, microseconds }) => [time, addInterval(time, months, days, microseconds, zone)];
    },
    compile: ([time], cx) => {
      const gap = cx.literalOf(1) as CalendarInterval | null | undefined;
      // Days and months are those of the wall.
      if (gap?.months !== 0 || gap.days !== 0) return undefined;
      return structOf(time!, `${time} + to_microseconds(CAST(${gap.microseconds} AS BIGINT))`, time!);
    },
  }),
});

const structOf = (start: string, end: string, time: string) =>
  `CASE WHEN ${time} IS NOT NULL THEN struct_pack(_0 := ${start}, _1 := ${end}) END`;
