/** Dates, timestamps and times as Spark reads them from text and writes them. */
import { civilOf, daysOf, floorDiv, floorMod, isValidDate, microsPerDay, microsPerSecond, nanosPerDay } from './civil.js';
import { fromLocalMicros, type TimeZone, type TimeZones, toLocalMicros } from './time-zone.js';

/** Blanks and control characters at both ends, as Spark's `trimAll` drops them. */
export const trimAll = (text: string): string => text.replace(/^[\x00-\x20\x7f-\x9f]+|[\x00-\x20\x7f-\x9f]+$/g, '');

const maxInt = 2 ** 31 - 1;
const maxLong = 2n ** 63n - 1n;

/** `yyyy`, `yyyy-[m]m`, `yyyy-[m]m-[d]d`, and anything behind a `T` or a blank; undefined when it is none of these. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s.exec(trimAll(text));
  if (match === null) return undefined;
  const [, sign, yearText, month = '1', day = '1'] = match;
  const year = sign === '-' ? -Number(yearText) : Number(yearText);
  if (!isValidDate(year, Number(month), Number(day))) return undefined;
  const days = daysOf(year, Number(month), Number(day));
  return Math.abs(days) > maxInt ? undefined : days;
}

const timeForm = '(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?([^\\d.].*)?)?)?';
const timestampForm = new RegExp(`^([+-]?)(\\d{4,6})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[ T]${timeForm})?)?)?$`, 's');
const justTimeForm = new RegExp(`^(?:T${timeForm}|${timeForm.replace('(?::', ':').slice(0, -1)})$`, 's');

export interface ParsedTimestamp {
  /** Microseconds of the local date and time; of the time alone when `justTime`. */
  readonly localMicros: bigint;
  readonly zone: TimeZone | undefined;
  readonly justTime: boolean;
}

/** The parts of a timestamp's text; undefined when it is none, or its zone is unknown. */
export function parseTimestampParts(text: string, zones: TimeZones): ParsedTimestamp | undefined {
  const trimmed = trimAll(text);
  const match = timestampForm.exec(trimmed);
  if (match !== null) {
    const [, sign, yearText, month = '1', day = '1', ...time] = match;
    const year = sign === '-' ? -Number(yearText) : Number(yearText);
    if (!isValidDate(year, Number(month), Number(day))) return undefined;
    const parsed = timeOfParts(time, zones);
    return (
      parsed && {
        ...parsed,
        localMicros: BigInt(daysOf(year, Number(month), Number(day))) * microsPerDay + parsed.localMicros,
        justTime: false,
      }
    );
  }
  const timeMatch = justTimeForm.exec(trimmed);
  if (timeMatch === null) return undefined;
  const parts = timeMatch.slice(1);
  const parsed = timeOfParts(parts[0] === undefined ? parts.slice(5) : parts.slice(0, 5), zones);
  return parsed && { ...parsed, justTime: true };
}

function timeOfParts(parts: readonly (string | undefined)[], zones: TimeZones) {
  const [hour = '0', minute = '0', second = '0', fraction = '', zoneText] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const zone = zoneText === undefined ? undefined : zones.find(normalZone(zoneText.trim()));
  if (zoneText !== undefined && zone === undefined) return undefined;
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return { localMicros: BigInt(seconds) * microsPerSecond + BigInt(micros), zone };
}

/** `+8:00` and `+08:0` as `+08:00`. */
export const normalZone = (zone: string): string => zone.replace(/([+-])(\d):/, '$10$2:').replace(/([+-])(\d\d):(\d)$/, '$1$2:0$3');

/** Microseconds of an instant. @param zone where the text names none @param nowMicros for a time without a date */
export function parseTimestamp(text: string, zone: TimeZone, zones: TimeZones, nowMicros: () => bigint): bigint | undefined {
  const parts = parseTimestampParts(text, zones);
  if (parts === undefined) return undefined;
  const useZone = parts.zone ?? zone;
  const local = parts.justTime
    ? floorDiv(toLocalMicros(nowMicros(), useZone), microsPerDay) * microsPerDay + parts.localMicros
    : parts.localMicros;
  return inLong(fromLocalMicros(local, useZone));
}

/** @param allowTimeZone whether the text may name a zone, which is then ignored */
export function parseTimestampNtz(text: string, zones: TimeZones, allowTimeZone = true): bigint | undefined {
  const parts = parseTimestampParts(text, zones);
  if (parts === undefined || parts.justTime || (parts.zone !== undefined && !allowTimeZone)) return undefined;
  return inLong(parts.localMicros);
}

const inLong = (micros: bigint) => (micros > maxLong || micros < -maxLong - 1n ? undefined : micros);

/** Nanoseconds since midnight of `[h]h:[m]m[:[s]s[.fraction]][ AM|PM]`. */
export function parseTime(text: string): bigint | undefined {
  const match = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?(?:\s*([AaPp][Mm]))?$/.exec(trimAll(text));
  if (match === null) return undefined;
  const [, hourText, minute, second = '0', fraction = '', half] = match;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  }
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = hour * 3600 + Number(minute) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

const two = (value: number | bigint) => String(value).padStart(2, '0');

/** At least four digits; a sign for years beyond 9999 and before 0. */
export function yearText(year: number): string {
  if (year < 0) return `-${String(-year).padStart(4, '0')}`;
  return year > 9999 ? `+${year}` : String(year).padStart(4, '0');
}

export function dateText(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

/** A local date and time; the fraction without zeros at its end. */
export function localTimestampText(localMicros: bigint): string {
  const days = floorDiv(localMicros, microsPerDay);
  return `${dateText(Number(days))} ${timeText(floorMod(localMicros, microsPerDay) * 1000n)}`;
}

export const timestampText = (micros: bigint, zone: TimeZone): string => localTimestampText(toLocalMicros(micros, zone));

/** @param nanos since midnight */
export function timeText(nanos: bigint): string {
  const inDay = nanos % nanosPerDay;
  const seconds = Number(inDay / 1_000_000_000n);
  const fraction = (inDay % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === '' ? clock : `${clock}.${fraction}`;
}
