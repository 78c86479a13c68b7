/** Dates and timestamps written by a pattern. */
import { civilOf, dayOfYear, isoDayOfWeek, quarterOf } from './calendar.js';
import { fieldNames, zoneText } from './datetime-names.js';
import type { DateTimeField, DateTimePart, DateTimePattern, NumberPart, OffsetPattern } from './datetime-pattern.js';
import { offsetParts, type TimeZone, utc } from './time-zones.js';
import { floorDiv, type LocalDateTime, localMicros, localNanos, localOf, microsPerSecond } from './timestamps.js';

interface Moment extends LocalDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly secondOfDay: number;
  readonly nano: number;
  readonly zone: TimeZone | undefined;
  readonly epochSecond: number;
}

/** The pattern asks for what the value does not have, such as the zone of a TIMESTAMP_NTZ. */
export class UnsupportedFieldError extends Error {
  override readonly name = 'UnsupportedFieldError';
}

/** @param micros a TIMESTAMP */
export const formatTimestamp = (micros: bigint, pattern: DateTimePattern, zone: TimeZone): string =>
  formatParts(pattern.parts, momentOf(localOf(localMicros(micros, zone)), zone, Number(floorDiv(micros, microsPerSecond))));

/** @param local microseconds of a TIMESTAMP_NTZ; zones are written as UTC, as Spark does */
export const formatLocalTimestamp = (local: bigint, pattern: DateTimePattern): string =>
  formatParts(pattern.parts, momentOf(localOf(local), utc, Number(floorDiv(local, microsPerSecond))));

/** @param nanos since 1970-01-01T00:00:00Z, or of the wall with `zone` UTC */
export const formatNanos = (nanos: bigint, pattern: DateTimePattern, zone: TimeZone): string =>
  formatParts(pattern.parts, momentOf(localNanos(nanos, zone), zone, Number(floorDiv(nanos, 1_000_000_000n))));

/** @throws UnsupportedFieldError for a field of the time */
export const formatDate = (days: number, pattern: DateTimePattern): string =>
  formatParts(pattern.parts, momentOf({ days, nanoOfDay: -1n }, undefined, 0));

/** @throws UnsupportedFieldError for a field of the date */
export const formatTime = (nanoOfDay: bigint, pattern: DateTimePattern): string =>
  formatParts(pattern.parts, momentOf({ days: Number.NaN, nanoOfDay }, undefined, 0));

function momentOf(local: LocalDateTime, zone: TimeZone | undefined, epochSecond: number): Moment {
  const civil = Number.isNaN(local.days) ? { year: 0, month: 0, day: 0 } : civilOf(local.days);
  const secondOfDay = Number(local.nanoOfDay / 1_000_000_000n);
  return { ...local, ...civil, secondOfDay, nano: Number(local.nanoOfDay % 1_000_000_000n), zone, epochSecond };
}

function formatParts(parts: readonly DateTimePart[], moment: Moment): string {
  let text = '';
  for (const part of parts) text += formatPart(part, moment);
  return text;
}

function formatPart(part: DateTimePart, moment: Moment): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'number':
      return numberText(part, fieldValue(part.field, moment));
    case 'fraction':
      return String(fieldValue('NanoOfSecond', moment)).padStart(9, '0').slice(0, part.maxWidth);
    case 'text': {
      const { first, [part.style]: names } = fieldNames[part.field]!;
      return names[fieldValue(part.field, moment) - first]!;
    }
    case 'optional':
      try {
        return formatParts(part.parts, moment);
      } catch (error) {
        if (error instanceof UnsupportedFieldError) return '';
        throw error;
      }
  }
  const zone = moment.zone;
  if (zone === undefined) throw new UnsupportedFieldError('Unable to extract ZoneId from temporal');
  const offset = zone.offsetAt(moment.epochSecond);
  if (part.kind === 'offset') return offset === 0 ? part.zero : offsetText(offset, part.pattern);
  if (part.kind === 'localized-offset') return localizedOffset(offset, part.style);
  return part.kind === 'zone-id' ? zone.id : zoneText(zone, moment.epochSecond, part.style);
}

function offsetText(offset: number, pattern: OffsetPattern): string {
  const [hour, minute, second] = offsetParts(offset);
  const colon = pattern.includes(':') ? ':' : '';
  const withMinute = pattern !== '+HHmm' || minute !== '00';
  const withSecond = pattern.endsWith('ss') && second !== '00';
  return `${offset < 0 ? '-' : '+'}${hour}${withMinute ? colon + minute : ''}${withSecond ? colon + second : ''}`;
}

function localizedOffset(offset: number, style: 'short' | 'full'): string {
  if (offset === 0) return 'GMT';
  const [hour, minute, second] = offsetParts(offset);
  const seconds = second === '00' ? '' : `:${second}`;
  if (style === 'full') return `GMT${offset < 0 ? '-' : '+'}${hour}:${minute}${seconds}`;
  return `GMT${offset < 0 ? '-' : '+'}${Number(hour)}${minute === '00' && seconds === '' ? '' : `:${minute}${seconds}`}`;
}

function numberText({ minWidth, sign, reduced, field }: NumberPart, value: number): string {
  const digits = String(Math.abs(reduced ? value % 100 : value)).padStart(minWidth, '0');
  if (reduced) return digits;
  if (value < 0) {
    if (sign === 'not-negative') throw new RangeError(`Field ${field} cannot be printed as the value ${value} cannot be negative`);
    return `-${digits}`;
  }
  return sign === 'exceeds-pad' && minWidth < 19 && value >= 10 ** minWidth ? `+${digits}` : digits;
}

const timeFields: ReadonlySet<DateTimeField> = new Set([
  'AmPmOfDay',
  'HourOfDay',
  'ClockHourOfDay',
  'HourOfAmPm',
  'ClockHourOfAmPm',
  'MinuteOfHour',
  'SecondOfMinute',
  'NanoOfSecond',
]);

function fieldValue(field: DateTimeField, moment: Moment): number {
  const { days, year, secondOfDay } = moment;
  if (timeFields.has(field) ? moment.nanoOfDay < 0n : Number.isNaN(days)) throw new UnsupportedFieldError(`Unsupported field: ${field}`);
  const hour = Math.floor(secondOfDay / 3600);
  switch (field) {
    case 'Era':
      return year > 0 ? 1 : 0;
    case 'Year':
      return year;
    case 'YearOfEra':
      return year > 0 ? year : 1 - year;
    case 'MonthOfYear':
      return moment.month;
    case 'DayOfMonth':
      return moment.day;
    case 'DayOfYear':
      return dayOfYear(days);
    case 'DayOfWeek':
      return isoDayOfWeek(days);
    case 'QuarterOfYear':
      return quarterOf(days);
    case 'AlignedDayOfWeekInMonth':
      return ((moment.day - 1) % 7) + 1;
    case 'ModifiedJulianDay':
      return days + 40587;
    case 'AmPmOfDay':
      return hour < 12 ? 0 : 1;
    case 'HourOfDay':
      return hour;
    case 'ClockHourOfDay':
      return hour === 0 ? 24 : hour;
    case 'HourOfAmPm':
      return hour % 12;
    case 'ClockHourOfAmPm':
      return hour % 12 === 0 ? 12 : hour % 12;
    case 'MinuteOfHour':
      return Math.floor(secondOfDay / 60) % 60;
    case 'SecondOfMinute':
      return secondOfDay % 60;
    case 'NanoOfSecond':
      return moment.nano;
  }
}
