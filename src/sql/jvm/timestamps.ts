/** Timestamps as microseconds since 1970-01-01T00:00:00Z, and what a clock on the wall shows of them. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { addMonths, civilOf, type DateUnit, daysOf, fieldOutOfBounds, invalidDateMessage, truncateDate } from './calendar.js';
import { offsetAtLocal, type TimeZone } from './time-zones.js';

export const microsPerSecond = 1_000_000n;
const microsPerDay = 86_400_000_000n;
const _nanosPerDay = 86_400_000_000_000n;

export const floorDiv = (value: bigint, by: bigint): bigint => {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
};
export const floorMod = (value: bigint, by: bigint): bigint => ((value % by) + by) % by;

export const fitsMicros = (micros: bigint): boolean => BigInt.asIntN(64, micros) === micros;

/** A point in local time: a day, and nanoseconds since its midnight. */
export interface LocalDateTime {
  readonly days: number;
  readonly nanoOfDay: bigint;
}

/** TIMESTAMP -> what the wall shows there, as microseconds: the value of a TIMESTAMP_NTZ. */
export const localMicros = (micros: bigint, zone: TimeZone): bigint =>
  micros + BigInt(zone.offsetAt(Number(floorDiv(micros, microsPerSecond)))) * microsPerSecond;

/** What the wall shows -> TIMESTAMP. */
export const instantMicros = (local: bigint, zone: TimeZone): bigint =>
  local - BigInt(offsetAtLocal(zone, Number(floorDiv(local, microsPerSecond)))) * microsPerSecond;

export const localOf = (localMicros: bigint): LocalDateTime => {
  const days = floorDiv(localMicros, microsPerDay);
  return { days: Number(days), nanoOfDay: (localMicros - days * microsPerDay) * 1000n };
};

/** What the wall shows of nanoseconds since 1970-01-01T00:00:00Z. */
export function localNanos(nanos: bigint, zone: TimeZone): LocalDateTime {
  const { days, nanoOfDay } = localOf(localMicros(floorDiv(nanos, 1000n), zone));
  return { days, nanoOfDay: nanoOfDay + floorMod(nanos, 1000n) };
}

export const microsOfLocal = ({ days, nanoOfDay }: LocalDateTime): bigint => BigInt(days) * microsPerDay + nanoOfDay / 1000n;

/** cast(date AS TIMESTAMP). */
export const daysToMicros = (days: number, zone: TimeZone): bigint => instantMicros(BigInt(days) * microsPerDay, zone);

/** cast(timestamp AS DATE). */
export const microsToDays = (micros: bigint, zone: TimeZone): number => Number(floorDiv(localMicros(micros, zone), microsPerDay));

/** from_utc_timestamp and to_utc_timestamp go from one wall to another. */
export const convertZone = (micros: bigint, from: TimeZone, to: TimeZone): bigint => instantMicros(localMicros(micros, to), from);

/** timestamp + interval: months, then days on the wall, then microseconds. */
export function addInterval(micros: bigint, months: number, days: number, microseconds: bigint, zone: TimeZone): bigint {
  let result = micros;
  if (months !== 0 || days !== 0) {
    const local = localMicros(micros, zone);
    const date = Number(floorDiv(local, microsPerDay));
    const moved = addMonths(date, months) + days;
    result = instantMicros(local + BigInt(moved - date) * microsPerDay, zone);
  }
  return result + microseconds;
}

export type TimestampUnit = DateUnit | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND' | 'MILLISECOND' | 'MICROSECOND';

const dateUnits: Readonly<Record<string, DateUnit>> = {
  YEAR: 'YEAR',
  YYYY: 'YEAR',
  YY: 'YEAR',
  QUARTER: 'QUARTER',
  MONTH: 'MONTH',
  MON: 'MONTH',
  MM: 'MONTH',
  WEEK: 'WEEK',
};

const timestampUnits: Readonly<Record<string, TimestampUnit>> = {
  ...dateUnits,
  DAY: 'DAY',
  DD: 'DAY',
  HOUR: 'HOUR',
  MINUTE: 'MINUTE',
  SECOND: 'SECOND',
  MILLISECOND: 'MILLISECOND',
  MICROSECOND: 'MICROSECOND',
};

/** The unit of trunc(date, unit); undefined makes NULL. */
export const dateUnitOf = (text: string): DateUnit | undefined => dateUnits[text.toUpperCase()];

/** The unit of date_trunc(unit, timestamp); undefined makes NULL. */
export const timestampUnitOf = (text: string): TimestampUnit | undefined => timestampUnits[text.toUpperCase()];

const microsOfUnit: Readonly<Partial<Record<TimestampUnit, bigint>>> = {
  MICROSECOND: 1n,
  MILLISECOND: 1000n,
  SECOND: 1_000_000n,
  MINUTE: 60_000_000n,
  HOUR: 3_600_000_000n,
};

/** Hours and shorter; days are of several lengths where clocks change. */
export const isOfFixedLength = (unit: TimestampUnit): boolean => microsOfUnit[unit] !== undefined;

export function truncateTimestamp(micros: bigint, unit: TimestampUnit, zone: TimeZone): bigint {
  const local = localMicros(micros, zone);
  const size = microsOfUnit[unit];
  if (size !== undefined) {
    // The offset stays the one of the time itself: an hour that the clock shows twice is cut within itself.
    const offset = local - micros;
    return local - floorMod(local, size) - offset;
  }
  const days = Number(floorDiv(local, microsPerDay));
  return daysToMicros(unit === 'DAY' ? days : truncateDate(days, unit as DateUnit), zone);
}

/** months_between: whole months where the days agree or both are last days, else parts of 31 days. */
export function monthsBetween(micros1: bigint, micros2: bigint, roundOff: boolean, zone: TimeZone): number {
  const [local1, local2] = [localMicros(micros1, zone), localMicros(micros2, zone)];
  const [at1, at2] = [localOf(local1), localOf(local2)];
  const [date1, date2] = [civilOf(at1.days), civilOf(at2.days)];
  const months = (date1.year - date2.year) * 12 + date1.month - date2.month;
  const isLast = (days: number) => civilOf(days + 1).day === 1;
  if (date1.day === date2.day || (isLast(at1.days) && isLast(at2.days))) return months;
  const secondsIn = (nanos: bigint) => Number(nanos / 1_000_000_000n);
  const seconds = (date1.day - date2.day) * 86400 + secondsIn(at1.nanoOfDay) - secondsIn(at2.nanoOfDay);
  const result = months + seconds / (31 * 86400);
  return roundOff ? (Math.round(Math.abs(result) * 1e8) / 1e8) * Math.sign(result) : result;
}

/**
 * make_timestamp.
 * @param secAndNanos seconds with their fraction, in nanoseconds; 60 whole seconds are the next minute
 * @throws SparkError DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION, INVALID_FRACTION_OF_SECOND
 */
export function makeLocalMicros(year: number, month: number, day: number, hour: number, minute: number, secAndNanos: bigint): bigint {
  const second = Number(secAndNanos / 1_000_000_000n);
  const problem = invalidDateMessage(year, month, day) ?? invalidTimeMessage(hour, minute, second === 60 ? 0 : second);
  if (problem !== undefined) throw fieldOutOfBounds(problem);
  if (second === 60 && secAndNanos % 1_000_000_000n !== 0n) {
    const secAndMicros = `${second}.${String((secAndNanos % 1_000_000_000n) / 1000n).padStart(6, '0')}`.replace(/0+$/, '');
    throw sparkErrorOf('INVALID_FRACTION_OF_SECOND', { secAndMicros });
  }
  return BigInt(daysOf(year, month, day)) * microsPerDay + BigInt(hour * 3600 + minute * 60) * microsPerSecond + secAndNanos / 1000n;
}

export function invalidTimeMessage(hour: number, minute: number, second: number): string | undefined {
  if (hour < 0 || hour > 23) return `Invalid value for HourOfDay (valid values 0 - 23): ${hour}`;
  if (minute < 0 || minute > 59) return `Invalid value for MinuteOfHour (valid values 0 - 59): ${minute}`;
  if (second < 0 || second > 59) return `Invalid value for SecondOfMinute (valid values 0 - 59): ${second}`;
  return undefined;
}
