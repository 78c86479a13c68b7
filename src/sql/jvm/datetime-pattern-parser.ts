/**
 * Texts read by a pattern, strictly: java.time's DateTimeFormatter with the defaults that Spark gives to missing fields.
 *
 * Digits are shared out as java.time does it: a number leaves those to its neighbours that they need (`yyyyMMdd`). What was read is then
 * resolved: fields that disagree, or are none of a date or a time, are errors with java.time's words.
 */
import { civilOf, dayOfYear, daysOf, invalidDateMessage, isLeapYear, isoDayOfWeek, quarterOf } from './calendar.js';
import { fieldNames, zoneNames } from './datetime-names.js';
import type { DateTimeField, DateTimePart, DateTimePattern, NumberPart, OffsetPattern } from './datetime-pattern.js';
import { fixedZone, offsetId, type TimeZone, type TimeZones } from './time-zones.js';
import { invalidTimeMessage } from './timestamps.js';

/** The text is not of the pattern; the message is that of java.time. */
export class DateTimeParseError extends Error {
  override readonly name = 'DateTimeParseError';
}

export interface ParsedDateTime {
  readonly days: number;
  readonly nanoOfDay: bigint;
  /** Undefined when the text names none. */
  readonly zone: TimeZone | undefined;
}

/** @throws DateTimeParseError */
export function parseByPattern(text: string, pattern: DateTimePattern, zones: TimeZones): ParsedDateTime {
  const reader = new TextReader(text, zones);
  const shown = text.length > 64 ? `${text.slice(0, 64)}...` : text;
  const end = reader.readAll(pattern.parts, 0);
  if (end < 0) throw new DateTimeParseError(`Text '${shown}' could not be parsed at index ${~end}`);
  if (end < text.length) throw new DateTimeParseError(`Text '${shown}' could not be parsed, unparsed text found at index ${end}`);
  try {
    resolve(reader.fields);
  } catch (error) {
    if (error instanceof ResolveError) throw new DateTimeParseError(`Text '${shown}' could not be parsed: ${error.message}`);
    throw error;
  }
  return withDefaults(reader.fields, reader.zone);
}

class ResolveError extends Error {}

type Fields = Map<DateTimeField | 'days' | 'nanoOfDay', number>;

class TextReader {
  fields: Fields = new Map();
  zone: TimeZone | undefined;

  constructor(
    readonly text: string,
    readonly zones: TimeZones,
  ) {}

  /** @returns the place behind, or the complement of the place of the error */
  readAll(parts: readonly DateTimePart[], at: number): number {
    for (const part of parts) {
      at = this.#read(part, at);
      if (at < 0) return at;
    }
    return at;
  }

  #read(part: DateTimePart, at: number): number {
    const { text } = this;
    switch (part.kind) {
      case 'literal':
        return text.slice(at, at + part.text.length).toLowerCase() === part.text.toLowerCase() ? at + part.text.length : ~at;
      case 'number':
        return this.#number(part, at);
      case 'fraction': {
        let end = at;
        while (end < at + part.maxWidth && isDigit(text, end)) end++;
        if (end - at < part.minWidth) return ~at;
        return this.#set('NanoOfSecond', Number(text.slice(at, end).padEnd(9, '0')), at, end);
      }
      case 'text': {
        const { first, [part.style]: names } = fieldNames[part.field]!;
        const index = names.findIndex(name => this.#startsWith(name, at));
        return index < 0 ? ~at : this.#set(part.field, index + first, at, at + names[index]!.length);
      }
      case 'optional': {
        const [fields, zone] = [new Map(this.fields), this.zone];
        const end = this.readAll(part.parts, at);
        if (end >= 0) return end;
        this.fields = fields;
        this.zone = zone;
        return at;
      }
      case 'offset':
        return this.#offset(part.pattern, part.zero, at, offset => fixedZone(offsetId(offset), offset));
      case 'localized-offset':
        return this.#localizedOffset(part.style, at);
      default:
        return this.#zoneId(at, part.kind === 'zone-text');
    }
  }

  #startsWith(name: string, at: number): boolean {
    return this.text.slice(at, at + name.length).toLowerCase() === name.toLowerCase();
  }

  #set(field: DateTimeField, value: number, errorAt: number, end: number): number {
    const before = this.fields.get(field);
    if (before !== undefined && before !== value) return ~errorAt;
    this.fields.set(field, value);
    return end;
  }

  #number({ field, minWidth, maxWidth, sign, subsequentWidth, reduced }: NumberPart, at: number): number {
    const { text } = this;
    const signAt = text[at];
    let start = at;
    if (signAt === '+' || signAt === '-') {
      const allowed = sign === 'exceeds-pad' || (sign === 'normal' && signAt === '-');
      if (!allowed) return ~at;
      start++;
    }
    const negative = signAt === '-';
    let end = start;
    while (end < start + maxWidth + subsequentWidth && isDigit(text, end)) end++;
    if (end - start < minWidth) return ~start;
    if (subsequentWidth > 0) end = start + Math.max(minWidth, end - start - subsequentWidth);
    let value = Number(text.slice(start, end));
    if (negative) {
      if (value === 0) return ~(start - 1);
      value = -value;
    } else if (sign === 'exceeds-pad') {
      if (signAt === '+' && end - start <= minWidth) return ~(start - 1);
      if (signAt !== '+' && end - start > minWidth) return ~start;
    }
    return this.#set(field, reduced ? 2000 + value : value, start, end);
  }

  #offset(pattern: OffsetPattern, zero: string, at: number, zoneOf: (offset: number) => TimeZone): number {
    if (this.#startsWith(zero, at)) {
      this.zone = zoneOf(0);
      return at + zero.length;
    }
    const match = offsetTexts[pattern].exec(this.text.slice(at));
    if (match === null) return ~at;
    const [whole, sign, hour, minute = '0', second = '0'] = match;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
      throw new DateTimeParseError(`Text '${this.text}' could not be parsed: Value out of range: Hour[0-23], Minute[0-59], Second[0-59]`);
    }
    const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
    if (seconds > 18 * 3600) {
      throw new DateTimeParseError('Zone offset not in valid range: -18:00 to +18:00');
    }
    this.zone = zoneOf(sign === '-' ? -seconds : seconds);
    return at + whole.length;
  }

  #localizedOffset(style: 'short' | 'full', at: number): number {
    if (!this.#startsWith('GMT', at)) return ~at;
    const rest = this.text.slice(at + 3);
    const match = (style === 'full' ? /^([+-])(\d\d):(\d\d)(?::(\d\d))?/ : /^([+-])(\d\d?)(?::(\d\d)(?::(\d\d))?)?/).exec(rest);
    const seconds = match === null ? 0 : Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    const offset = match?.[1] === '-' ? -seconds : seconds;
    this.zone = fixedZone(offsetId(offset), offset);
    return at + 3 + (match?.[0].length ?? 0);
  }

  #zoneId(at: number, withNames: boolean): number {
    const { text } = this;
    if (at >= text.length) return ~at;
    if (text[at] === '+' || text[at] === '-') return this.#prefixedOffset('', at, at);
    const prefix = /^(?:GMT0|UTC|UT|GMT)/i.exec(text.slice(at))?.[0].toUpperCase();
    const region = /^[A-Za-z][A-Za-z0-9~/._+-]*/.exec(text.slice(at))?.[0] ?? '';
    if (prefix !== undefined && prefix !== 'GMT0') return this.#prefixedOffset(prefix, at, at + prefix.length);
    if (withNames) {
      const name = zoneNames.find(([known]) => this.#startsWith(known, at));
      if (name !== undefined && !region.includes('/')) {
        this.zone = this.zones.find(name[1]);
        return at + name[0].length;
      }
    }
    for (let length = region.length; length > 1; length--) {
      // Short names are Spark's own and no part of java.time's.
      const id = region.slice(0, length);
      if (/^[A-Z]{3}$/.test(id) && !threeLetterRegions.has(id)) continue;
      const zone = this.zones.find(id);
      if (zone === undefined) continue;
      this.zone = zone;
      return at + length;
    }
    if (text[at]!.toUpperCase() !== 'Z') return ~at;
    this.zone = fixedZone('Z', 0);
    return at + 1;
  }

  #prefixedOffset(prefix: string, start: number, at: number): number {
    const rest = this.text.slice(at);
    const bare = () => {
      this.zone = fixedZone(prefix, 0);
      return at;
    };
    if (prefix !== '' && (rest === '' || /^[0Zz]/.test(rest))) return bare();
    const end = this.#offset('+HH:MM:ss', prefix === '' ? 'Z' : '0', at, offset => {
      const id = offset === 0 ? '' : offsetId(offset);
      return fixedZone(prefix === '' ? offsetId(offset) : prefix + id, offset);
    });
    if (end >= 0) return end;
    return prefix === '' ? ~start : bare();
  }
}

const threeLetterRegions: ReadonlySet<string> = new Set(['CET', 'EET', 'MET', 'WET', 'PRC', 'ROK', 'ROC']);

const offsetTexts: Readonly<Record<OffsetPattern, RegExp>> = {
  '+HHmm': /^([+-])(\d\d)(\d\d)?/,
  '+HHMM': /^([+-])(\d\d)(\d\d)/,
  '+HH:MM': /^([+-])(\d\d):(\d\d)/,
  '+HHMMss': /^([+-])(\d\d)(\d\d)(\d\d)?/,
  '+HH:MM:ss': /^([+-])(\d\d):(\d\d)(?::(\d\d))?/,
};

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

const ranges: Readonly<Partial<Record<DateTimeField, readonly [number, number, string?]>>> = {
  ClockHourOfDay: [1, 24],
  ClockHourOfAmPm: [1, 12],
  HourOfAmPm: [0, 11],
  HourOfDay: [0, 23],
  MinuteOfHour: [0, 59],
  SecondOfMinute: [0, 59],
  YearOfEra: [1, 999999999, '1 - 999999999/1000000000'],
  Year: [-999999999, 999999999],
  DayOfYear: [1, 366, '1 - 365/366'],
};

function check(field: DateTimeField, value: number): number {
  const [low, high, shown = `${low} - ${high}`] = ranges[field]!;
  if (value < low || value > high) throw new ResolveError(`Invalid value for ${field} (valid values ${shown}): ${value}`);
  return value;
}

/** java.time's ResolverStyle.STRICT, with the era defaulting to AD. Complete dates and times replace their fields. */
function resolve(fields: Fields): void {
  const take = (field: DateTimeField): number | undefined => {
    const value = fields.get(field);
    if (value !== undefined) fields.delete(field);
    return value;
  };
  const julian = take('ModifiedJulianDay');
  if (julian !== undefined) fields.set('days', julian - 40587);
  const era = take('Era') ?? 1;
  const yearOfEra = take('YearOfEra');
  if (yearOfEra !== undefined) {
    check('YearOfEra', yearOfEra);
    put(fields, 'Year', era === 1 ? yearOfEra : 1 - yearOfEra, 'YearOfEra');
  }
  const [year, month, day, ofYear] = [fields.get('Year'), fields.get('MonthOfYear'), fields.get('DayOfMonth'), fields.get('DayOfYear')];
  if (fields.get('days') === undefined && year !== undefined) {
    if (month !== undefined && day !== undefined) {
      check('Year', year);
      const problem = invalidDateMessage(year, month, day);
      if (problem !== undefined) throw new ResolveError(problem);
      fields.set('days', daysOf(year, month, day));
    } else if (ofYear !== undefined) {
      check('Year', year);
      fields.set('days', daysOfYearDay(year, check('DayOfYear', ofYear)));
    }
  }
  resolveTime(fields, take);
  const days = fields.get('days');
  if (days !== undefined) crossCheck(fields, days);
}

function resolveTime(fields: Fields, take: (field: DateTimeField) => number | undefined): void {
  const clockHour = take('ClockHourOfDay');
  if (clockHour !== undefined) put(fields, 'HourOfDay', check('ClockHourOfDay', clockHour) % 24, 'ClockHourOfDay');
  const clockHalf = take('ClockHourOfAmPm');
  if (clockHalf !== undefined) put(fields, 'HourOfAmPm', check('ClockHourOfAmPm', clockHalf) % 12, 'ClockHourOfAmPm');
  const [half, hourOfHalf] = [fields.get('AmPmOfDay'), fields.get('HourOfAmPm')];
  if (half !== undefined && hourOfHalf !== undefined) {
    fields.delete('AmPmOfDay');
    fields.delete('HourOfAmPm');
    put(fields, 'HourOfDay', half * 12 + check('HourOfAmPm', hourOfHalf), 'AmPmOfDay');
  }
  for (const field of ['HourOfDay', 'MinuteOfHour', 'SecondOfMinute', 'HourOfAmPm'] as const) {
    const value = fields.get(field);
    if (value !== undefined) check(field, value);
  }
}

function put(fields: Fields, field: DateTimeField, value: number, from: DateTimeField): void {
  const before = fields.get(field);
  if (before !== undefined && before !== value) {
    throw new ResolveError(`Conflict found: ${field} ${before} differs from ${field} ${value} while resolving  ${from}`);
  }
  fields.set(field, value);
}

function crossCheck(fields: Fields, days: number): void {
  const { year, month, day } = civilOf(days);
  const derived: readonly (readonly [DateTimeField, number])[] = [
    ['Year', year],
    ['MonthOfYear', month],
    ['DayOfMonth', day],
    ['DayOfYear', dayOfYear(days)],
    ['DayOfWeek', isoDayOfWeek(days)],
    ['QuarterOfYear', quarterOf(days)],
  ];
  for (const [field, expected] of derived) {
    const actual = fields.get(field);
    if (actual === undefined || actual === expected) continue;
    throw new ResolveError(`Conflict found: Field ${field} ${expected} differs from ${field} ${actual} derived from ${isoDate(days)}`);
  }
}

function daysOfYearDay(year: number, day: number): number {
  if (day === 366 && !isLeapYear(year)) throw new ResolveError(`Invalid date 'DayOfYear 366' as '${year}' is not a leap year`);
  return daysOf(year, 1, 1) + day - 1;
}

const isoDate = (days: number): string => {
  const { year, month, day } = civilOf(days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** Spark's defaults: 1970-01-01, midnight; an hour without am or pm is in the morning. */
function withDefaults(fields: Fields, zone: TimeZone | undefined): ParsedDateTime {
  try {
    const half = fields.get('AmPmOfDay');
    const hour = fields.get('HourOfDay') ?? fields.get('HourOfAmPm') ?? (half === 1 ? 12 : 0);
    const [minute, second] = [fields.get('MinuteOfHour') ?? 0, fields.get('SecondOfMinute') ?? 0];
    const problem = invalidTimeMessage(hour, minute, second);
    if (problem !== undefined) throw new ResolveError(problem);
    const nanoOfDay = BigInt(hour * 3600 + minute * 60 + second) * 1_000_000_000n + BigInt(fields.get('NanoOfSecond') ?? 0);
    return { days: fields.get('days') ?? defaultDays(fields), nanoOfDay, zone };
  } catch (error) {
    if (error instanceof ResolveError) throw new DateTimeParseError(error.message);
    throw error;
  }
}

function defaultDays(fields: Fields): number {
  const year = check('Year', fields.get('Year') ?? 1970);
  const ofYear = fields.get('DayOfYear');
  if (ofYear === undefined) {
    const [month, day] = [fields.get('MonthOfYear') ?? 1, fields.get('DayOfMonth') ?? 1];
    const problem = invalidDateMessage(year, month, day);
    if (problem !== undefined) throw new ResolveError(problem);
    return daysOf(year, month, day);
  }
  const days = daysOfYearDay(year, check('DayOfYear', ofYear));
  const date = civilOf(days);
  for (const [field, expected] of [['MonthOfYear', date.month] as const, ['DayOfMonth', date.day] as const]) {
    const actual = fields.get(field);
    if (actual === undefined || actual === expected) continue;
    throw new ResolveError(`Conflict found: Field ${field} ${actual} differs from ${field} ${expected} derived from ${isoDate(days)}.`);
  }
  return days;
}
