/** extract and date_part: a field of a date, a timestamp or an interval, by its name. */
import { quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { utc } from '../jvm/time-zones.js';
import { localNanos } from '../jvm/timestamps.js';
import {
  ByteType,
  type DataType,
  DecimalType,
  DoubleType,
  dayTimeFields,
  IntegerType,
  StringType,
  yearMonthFields,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { microsOfField } from '../values/interval-fields.js';
import type { CalendarInterval } from '../values/value.js';
import { AnyNanosTimestamp, AnyTime, AnyTimestamp, anyOf } from './abstract-type.js';
import { microsOfDay } from './date-part-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { nanosPerUnit, withTimeType } from './time-arguments.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The functions of the fields of dates and timestamps. */
const functionsOfFields: readonly (readonly [names: ReadonlySet<string>, functionName: string])[] = [
  [words('YEAR Y YEARS YR YRS'), 'year'],
  [words('YEAROFWEEK'), 'yearofweek'],
  [words('QUARTER QTR'), 'quarter'],
  [words('MONTH MON MONS MONTHS'), 'month'],
  [words('WEEK W WEEKS'), 'weekofyear'],
  [words('DAY D DAYS'), 'day'],
  [words('DAYOFWEEK DOW'), 'dayofweek'],
  [words('DAYOFWEEK_ISO DOW_ISO'), 'isodayofweek'],
  [words('DOY'), 'dayofyear'],
  [words('HOUR H HOURS HR HRS'), 'hour'],
  [words('MINUTE M MIN MINS MINUTES'), 'minute'],
  [words('SECOND S SEC SECONDS SECS'), 'second with fraction'],
];

const intervalFields: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute', 'second']);

const clockFields: ReadonlySet<string> = words('hour minute second');

const hasField = (type: DataType, field: string): boolean => {
  if (type.kind === 'calendarInterval') return intervalFields.has(field);
  const isMonths = type.kind === 'yearMonthInterval';
  if (!isMonths && type.kind !== 'dayTimeInterval') return false;
  const fields: readonly string[] = isMonths ? yearMonthFields : dayTimeFields;
  const at = fields.indexOf(field);
  return at >= fields.indexOf(type.startField) && at <= fields.indexOf(type.endField);
};

const isInterval = ({ kind }: DataType) => kind === 'calendarInterval' || kind === 'yearMonthInterval' || kind === 'dayTimeInterval';

function fieldOf(name: string, source: TypedExpression, cx: AnalysisContext): TypedExpression {
  const found = functionsOfFields.find(([names]) => names.has(name.toUpperCase()))?.[1];
  const field = found === 'second with fraction' ? 'second' : found;
  const isField = isInterval(source.dataType)
    ? field !== undefined && hasField(source.dataType, field)
    : found !== undefined && (source.dataType.kind !== 'time' || clockFields.has(field!));
  if (isField) return cx.call(isInterval(source.dataType) ? `${field} of interval` : found!, source);
  throw cx.error('INVALID_EXTRACT_FIELD', { field: `\`${name}\``, expr: quotedSql(cx.sqlOf(source)) });
}

const extraction = (joined: string, doc: Pick<ScalarFunction, 'usage' | 'examples' | 'since'>) =>
  scalar({
    ...doc,
    arity: 2,
    dataType: IntegerType,
    sql: ([field, source], _, name) => `${name}(${field}${joined}${source})`,
    rewrite: ([field, source], cx) => {
      if (!cx.isFoldable(field!) || !['string', 'null'].includes(field!.dataType.kind)) {
        const { functionName } = cx;
        throw cx.error('NON_FOLDABLE_ARGUMENT', {
          funcName: `\`${functionName}\``,
          paramName: '`field`',
          paramType: quotedSql(StringType.sql),
        });
      }
      const name = cx.evaluate(field!);
      return name === null ? cx.literal(null, DoubleType) : fieldOf(String(name), source!, cx);
    },
  });

const seconds = new DecimalType(8, 6);

/** Seconds have the digits of the type. */
function secondsType({ dataType }: TypedExpression): DecimalType {
  if (dataType.kind === 'time') return new DecimalType(2 + dataType.precision, dataType.precision);
  return dataType.kind === 'timestampNanos' ? new DecimalType(11, 9) : seconds;
}

function secondsOf({ argTypes: [type], settings }: EvaluationContext): ((value: bigint) => Decimal) | undefined {
  if (type!.kind === 'time') return nanos => new Decimal(nanos % nanosPerUnit.MINUTE!, 9).withScale(type!.precision, 'down');
  if (type!.kind !== 'timestampNanos') return undefined;
  const zone = type!.isLocal ? utc : settings.timeZone;
  return nanos => new Decimal(localNanos(nanos, zone).nanoOfDay % nanosPerUnit.MINUTE!, 9);
}

/** The part of a day-time interval, or of the clock of an interval. */
const microsOf = (value: bigint | CalendarInterval): bigint => (typeof value === 'bigint' ? value : value.microseconds);

const monthsOf = (value: number | CalendarInterval): number => (typeof value === 'number' ? value : value.months);

const intervalPart = (dataType: DataType, of: (value: any) => unknown) =>
  scalar({ group: 'internal', arity: 1, dataType, evaluate: ([value]) => of(value) });

export const extractFuncs = group('datetime_funcs', {
  extract: extraction(' FROM ', {
    since: '3.0.0',
    usage: '_FUNC_(field FROM source) - Returns a field of a date, a timestamp, a time or an interval, such as YEAR, WEEK, DOW or SECOND.',
    examples: [
      ["extract(YEAR FROM TIMESTAMP '2019-08-12 01:00:00.123456')", '2019'],
      ["extract(seconds FROM timestamp'2019-10-01 00:00:01.000001')", '1.000001'],
      ["extract(MONTHS FROM INTERVAL '2-11' YEAR TO MONTH)", '11'],
    ],
  }),
  date_part: extraction(', ', {
    since: '3.0.0',
    usage: '_FUNC_(field, source) - Returns a field of a date, a timestamp, a time or an interval, as `extract` does.',
    examples: [
      ["date_part('doy', DATE'2019-08-12')", '224'],
      ["date_part('days', interval 5 days 3 hours 7 minutes)", '5'],
    ],
  }),
  datepart: extraction(' FROM ', {
    since: '3.4.0',
    usage: '_FUNC_(field, source) - Returns a field of a date, a timestamp, a time or an interval, as `extract` does.',
    examples: [["datepart('week', timestamp'2019-08-12 01:00:00.123456')", '33']],
  }),
  isodayofweek: scalar({
    group: 'internal',
    arity: 1,
    dataType: IntegerType,
    rewrite: ([date], cx) => cx.call('+', cx.call('weekday', date!), cx.literal(1, IntegerType)),
  }),
  'second with fraction': scalar({
    group: 'internal',
    arity: 1,
    coerce: (args, cx) => (args[0]!.dataType.kind === 'time' ? withTimeType(args, cx) : args),
    inputTypes: ([value]) => [value?.dataType.kind === 'time' ? AnyTime : anyOf(AnyTimestamp, AnyNanosTimestamp)],
    dataType: ([value]) => secondsType(value!),
    nullable: ([value]) => value!.nullable || value!.dataType.kind === 'time',
    sql: ([value]) => `second(${value})`,
    prepare: cx => {
      const precise = secondsOf(cx);
      if (precise !== undefined) return precise;
      const micros = microsOfDay(cx.argTypes[0]!, cx);
      return value => new Decimal(micros(value) % microsOfField.minute, 6);
    },
  }),
  'year of interval': intervalPart(IntegerType, value => Math.trunc(monthsOf(value) / 12)),
  'month of interval': intervalPart(ByteType, value => (monthsOf(value) % 12) + 0),
  'day of interval': intervalPart(IntegerType, value => (typeof value === 'bigint' ? Number(value / microsOfField.day) : value.days)),
  'hour of interval': scalar({
    group: 'internal',
    arity: 1,
    dataType: ByteType,
    evaluate: ([value]) => Number((microsOf(value) % microsOfField.day) / microsOfField.hour),
  }),
  'minute of interval': intervalPart(ByteType, value => Number((microsOf(value) % microsOfField.hour) / microsOfField.minute)),
  'second of interval': intervalPart(seconds, value => new Decimal(microsOf(value) % microsOfField.minute, 6)),
});
