/** The texts of dates, times and timestamps that casts write and read; patterns have files of their own. */
import { civilOf, daysOf, invalidDateMessage } from './calendar.js';
import { trimAll } from './number-text.js';
import type { TimeZone, TimeZones } from './time-zones.js';
import {
  daysToMicros,
  fitsMicros,
  floorDiv,
  instantMicros,
  invalidTimeMessage,
  localMicros,
  localNanos,
  localOf,
  microsOfLocal,
  microsToDays,
} from './timestamps.js';

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** 2024-02-29; +10000-01-01; -0044-03-15. */
export function dateText(days: number): string {
  const { year, month, day } = civilOf(days);
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${digits}-${two(month)}-${two(day)}`;
}

/** 10:11:12, with as many digits of the fraction as it has. */
export function timeText(nanoOfDay: bigint): string {
  const seconds = Number(nanoOfDay / 1_000_000_000n);
  const nano = Number(nanoOfDay % 1_000_000_000n);
  const fraction = nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

/** cast(timestamp AS STRING). */
export const timestampText = (micros: bigint, zone: TimeZone): string => localTimestampText(localMicros(micros, zone));

/** cast(timestamp_ntz AS STRING). */
export function localTimestampText(local: bigint): string {
  const { days, nanoOfDay } = localOf(local);
  return `${dateText(days)} ${timeText(nanoOfDay)}`;
}

/** cast(timestamp_ltz(9) AS STRING). */
export const nanosTimestampText = (nanos: bigint, zone: TimeZone): string => {
  const { days, nanoOfDay } = localNanos(nanos, zone);
  return `${dateText(days)} ${timeText(nanoOfDay)}`;
};

/** cast(text AS DATE): year, year-month or year-month-day, and anything behind a blank or T. Undefined: malformed. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T][\s\S]*)?)?)?$/.exec(trimAll(text));
  if (match === null) return undefined;
  const year = Number(match[2]) * (match[1] === '-' ? -1 : 1);
  const [month, day] = [Number(match[3] ?? 1), Number(match[4] ?? 1)];
  if (invalidDateMessage(year, month, day) !== undefined) return undefined;
  const days = daysOf(year, month, day);
  return (days | 0) === days ? days : undefined;
}

interface TimestampParts {
  /** Undefined: the text has a time only. */
  readonly days: number | undefined;
  readonly nanoOfDay: bigint;
  readonly zoneText: string | undefined;
}

// The zone may follow the seconds or their fraction, without a blank; behind hours or minutes there is none.
const timestampPattern =
  /^(?:([+-]?)(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:(\.)(\d*))?([^\d.][\s\S]*)?)?)?)?)?)?)$/;
const timePattern = /^(?:T(\d{1,2})(?::(\d{1,2}))?|(\d{1,2}):(\d{1,2}))(?::(\d{1,2})(?:\.(\d*))?([^\d.][\s\S]*)?)?$/;

function timestampParts(text: string): TimestampParts | undefined {
  const trimmed = trimAll(text);
  const full = timestampPattern.exec(trimmed);
  if (full !== null) {
    const [, sign, yearText, month = '1', day = '1', hour = '0', minute = '0', second = '0', , fraction = '', zoneText] = full;
    const year = Number(yearText) * (sign === '-' ? -1 : 1);
    if (invalidDateMessage(year, Number(month), Number(day)) !== undefined) return undefined;
    const nanoOfDay = nanosOf(hour, minute, second, fraction);
    return nanoOfDay === undefined ? undefined : { days: daysOf(year, Number(month), Number(day)), nanoOfDay, zoneText };
  }
  const time = timePattern.exec(trimmed);
  if (time === null) return undefined;
  const [, hour = time[3]!, minute = time[4] ?? '0', , , second = '0', fraction = '', zoneText] = time;
  const nanoOfDay = nanosOf(hour, minute, second, fraction);
  return nanoOfDay === undefined ? undefined : { days: undefined, nanoOfDay, zoneText };
}

function nanosOf(hour: string, minute: string, second: string, fraction: string): bigint | undefined {
  if (invalidTimeMessage(Number(hour), Number(minute), Number(second)) !== undefined) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

/**
 * cast(text AS TIMESTAMP); undefined: malformed. A time without a date is one of today.
 * @param now microseconds
 */
export function parseTimestamp(text: string, zone: TimeZone, zones: TimeZones, now: () => bigint): bigint | undefined {
  const parts = timestampParts(text);
  if (parts === undefined) return undefined;
  const ownZone = parts.zoneText === undefined ? zone : zones.find(parts.zoneText.trim());
  if (ownZone === undefined) return undefined;
  const days = parts.days ?? microsToDays(now(), ownZone);
  const micros = instantMicros(microsOfLocal({ days, nanoOfDay: parts.nanoOfDay }), ownZone);
  return fitsMicros(micros) ? micros : undefined;
}

/**
 * cast(text AS TIMESTAMP_NTZ); undefined: malformed.
 * @param allowTimeZone a zone is read over, as casts do; typed literals take it as a TIMESTAMP
 */
export function parseLocalTimestamp(text: string, zones: TimeZones, allowTimeZone = true): bigint | undefined {
  const parts = timestampParts(text);
  if (parts === undefined || parts.days === undefined) return undefined;
  if (parts.zoneText !== undefined && (!allowTimeZone || zones.find(parts.zoneText.trim()) === undefined)) return undefined;
  const local = microsOfLocal({ days: parts.days, nanoOfDay: parts.nanoOfDay });
  return fitsMicros(local) ? local : undefined;
}

/** cast(text AS TIMESTAMP_LTZ(9)), as nanoseconds; undefined: malformed. @param now microseconds */
export function parseNanos(text: string, zone: TimeZone, zones: TimeZones, now: () => bigint): bigint | undefined {
  const micros = parseTimestamp(text, zone, zones, now);
  return micros === undefined ? undefined : micros * 1000n + restOf(text);
}

/** cast(text AS TIMESTAMP_NTZ(9)), as nanoseconds; undefined: malformed. */
export function parseLocalNanos(text: string, zones: TimeZones, allowTimeZone = true): bigint | undefined {
  const micros = parseLocalTimestamp(text, zones, allowTimeZone);
  return micros === undefined ? undefined : micros * 1000n + restOf(text);
}

/** The nanoseconds behind the microseconds. */
const restOf = (text: string): bigint => (timestampParts(text)?.nanoOfDay ?? 0n) % 1000n;

/** Does the text of a typed literal name a zone? */
export const hasTimeZone = (text: string): boolean => timestampParts(text)?.zoneText !== undefined;

/** cast(text AS TIME), as nanoseconds since midnight; undefined: malformed. */
export function parseTime(text: string): bigint | undefined {
  const trimmed = trimAll(text);
  const half = / ?([ap])m$/i.exec(trimmed);
  const parts = timestampParts(half === null ? trimmed : trimmed.slice(0, half.index));
  if (parts === undefined || parts.days !== undefined || parts.zoneText !== undefined) return undefined;
  if (half === null) return parts.nanoOfDay;
  const nanosPerHour = 3_600_000_000_000n;
  const hour = parts.nanoOfDay / nanosPerHour;
  if (hour < 1n || hour > 12n) return undefined;
  const isAfternoon = half[1]!.toLowerCase() === 'p';
  return parts.nanoOfDay + ((hour % 12n) + (isAfternoon ? 12n : 0n) - hour) * nanosPerHour;
}

const special = /^(epoch|now|today|tomorrow|yesterday)[ \t]*(.*)$/is;

/** The words of `TIMESTAMP 'today'` and the like; undefined when the text is none. Casts do not know them. */
export function specialTimestamp(text: string, zone: TimeZone, zones: TimeZones, now: () => bigint): bigint | undefined {
  const match = special.exec(trimAll(text));
  if (match === null) return undefined;
  const word = match[1]!.toLowerCase();
  const ownZone = match[2] === '' ? zone : zones.find(match[2]!);
  if (ownZone === undefined) return undefined;
  if (word === 'epoch') return 0n;
  if (word === 'now') return now();
  return daysToMicros(microsToDays(now(), ownZone) + dayShift[word]!, ownZone);
}

/** The words of `DATE 'today'`. */
export function specialDate(text: string, zone: TimeZone, zones: TimeZones, now: () => bigint): number | undefined {
  const match = special.exec(trimAll(text));
  if (match === null) return undefined;
  const word = match[1]!.toLowerCase();
  const ownZone = match[2] === '' ? zone : zones.find(match[2]!);
  if (ownZone === undefined) return undefined;
  return word === 'epoch' ? 0 : microsToDays(now(), ownZone) + dayShift[word]!;
}

/** The words of `TIMESTAMP_NTZ 'today'`; a zone is none of them. */
export function specialLocalTimestamp(text: string, zone: TimeZone, now: () => bigint): bigint | undefined {
  const match = special.exec(trimAll(text));
  if (match === null || match[2] !== '') return undefined;
  const word = match[1]!.toLowerCase();
  if (word === 'epoch') return 0n;
  const local = localMicros(now(), zone);
  if (word === 'now') return local;
  return (floorDiv(local, 86_400_000_000n) + BigInt(dayShift[word]!)) * 86_400_000_000n;
}

const dayShift: Readonly<Record<string, number>> = { now: 0, today: 0, tomorrow: 1, yesterday: -1 };
