/** Dates, timestamps and times of day as text, read as Spark's casts and literals read them. No text of a wrong form throws: it is undefined. */

const microsPerSecond = 1_000_000n;
const microsPerDay = 86_400n * microsPerSecond;

/** Days since 1970-01-01 of a day of the proleptic Gregorian calendar; undefined when there is no such day. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // Days from civil: years start in March, so that the leap day is the last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `[+-]yyyy[-M[-d]]`, with anything behind a blank or a T. Gives days since 1970-01-01. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s.exec(trimmed(text));
  if (match === null) return undefined;
  const [, sign, year, month = '1', day = '1'] = match;
  return daysOf(sign === '-' ? -Number(year) : Number(year), Number(month), Number(day));
}

/** `now`, `today` and the like, which a date literal may say. */
export function parseSpecialDate(text: string, timeZone: string, nowMs: number): number | undefined {
  const today = () => Math.floor((nowMs + offsetSecondsAt(timeZone, BigInt(nowMs) * 1000n) * 1000) / 86_400_000);
  switch (trimmed(text).toLowerCase()) {
    case 'epoch':
      return 0;
    case 'now':
    case 'today':
      return today();
    case 'tomorrow':
      return today() + 1;
    case 'yesterday':
      return today() - 1;
    default:
      return undefined;
  }
}

export interface TimestampParts {
  /** Microseconds of the local time; of the time of day when the text has no date. */
  readonly localMicros: bigint;
  readonly hasDate: boolean;
  /** The zone that the text names. */
  readonly zone: string | undefined;
}

const timestampPattern =
  /^(?:([+-]?)(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)?(?:(^T?|[ T])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?\s*(\S.*)?)?$/s;

/** `[+-]yyyy-M-d[ T]H:m:s.S[zone]`, each part after the year optional, or a time of day alone. */
export function parseTimestampParts(text: string): TimestampParts | undefined {
  const match = timestampPattern.exec(trimmed(text));
  if (match === null) return undefined;
  const [, sign, year, month = '1', day = '1', , hour, minute = '0', second = '0', fraction = '', zone] = match;
  if (year === undefined && hour === undefined) return undefined;
  const days = year === undefined ? 0 : daysOf(sign === '-' ? -Number(year) : Number(year), Number(month), Number(day));
  if (days === undefined || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (zone !== undefined && zoneOffsetOf(zone) === undefined && !isRegion(zone)) return undefined;
  const seconds = BigInt(Number(hour ?? 0) * 3600 + Number(minute) * 60 + Number(second));
  const micros = BigInt(fraction.slice(0, 6).padEnd(6, '0'));
  return { localMicros: BigInt(days) * microsPerDay + seconds * microsPerSecond + micros, hasDate: year !== undefined, zone };
}

/** Microseconds since 1970-01-01 00:00 UTC. A text without a date means today, one without a zone `timeZone`. */
export function parseTimestamp(text: string, timeZone: string, nowMs = Date.now()): bigint | undefined {
  const parts = parseTimestampParts(text);
  if (parts === undefined) return undefined;
  const zone = parts.zone ?? timeZone;
  const today = parts.hasDate ? 0n : BigInt(parseSpecialDate('today', zone, nowMs)!) * microsPerDay;
  return utcOfLocal(parts.localMicros + today, zone);
}

/** The microseconds of the local time; undefined when the text names a zone. */
export function parseTimestampNtz(text: string): bigint | undefined {
  const parts = parseTimestampParts(text);
  return parts === undefined || !parts.hasDate || parts.zone !== undefined ? undefined : parts.localMicros;
}

/** `H:m[:s[.S]]`, with AM or PM or without. Gives nanoseconds of the day. */
export function parseTime(text: string): bigint | undefined {
  const match = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9})\d*)?)?(?:\s*([ap]m))?$/i.exec(trimmed(text));
  if (match === null) return undefined;
  const [, hour, minute, second = '0', fraction = '', half] = match;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  return BigInt(hours * 3600 + Number(minute) * 60 + Number(second)) * 1_000_000_000n + BigInt(micros) * 1000n;
}

/** UTC of a local time. In a gap the clocks' jump is added; of two times the earlier one is meant. */
export function utcOfLocal(localMicros: bigint, timeZone: string): bigint {
  const fixed = zoneOffsetOf(timeZone);
  if (fixed !== undefined) return localMicros - BigInt(fixed) * microsPerSecond;
  const before = BigInt(offsetSecondsAt(timeZone, localMicros - microsPerDay)) * microsPerSecond;
  const after = BigInt(offsetSecondsAt(timeZone, localMicros + microsPerDay)) * microsPerSecond;
  for (const offset of [before, after]) {
    if (BigInt(offsetSecondsAt(timeZone, localMicros - offset)) * microsPerSecond === offset) return localMicros - offset;
  }
  return localMicros - before;
}

/** Seconds east of UTC at a moment. */
export function offsetSecondsAt(timeZone: string, utcMicros: bigint): number {
  const fixed = zoneOffsetOf(timeZone);
  if (fixed !== undefined) return fixed;
  const ms = Number(utcMicros / 1000n) - (utcMicros % 1000n < 0n ? 1 : 0);
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(ms).map(({ type, value }) => [type, value])) as Record<string, string>;
  const year = parts['era'] === 'BC' || parts['era'] === 'B' ? 1 - Number(parts['year']) : Number(parts['year']);
  const days = daysOf(year, Number(parts['month']), Number(parts['day']))!;
  const seconds = days * 86_400 + Number(parts['hour']) * 3600 + Number(parts['minute']) * 60 + Number(parts['second']);
  return seconds - Math.floor(ms / 1000);
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: shortZones[timeZone] ?? timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Java's short zone names. */
const shortZones: Readonly<Record<string, string>> = {
  ACT: 'Australia/Darwin',
  AET: 'Australia/Sydney',
  AGT: 'America/Argentina/Buenos_Aires',
  ART: 'Africa/Cairo',
  AST: 'America/Anchorage',
  BET: 'America/Sao_Paulo',
  BST: 'Asia/Dhaka',
  CAT: 'Africa/Harare',
  CNT: 'America/St_Johns',
  CST: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Addis_Ababa',
  ECT: 'Europe/Paris',
  IET: 'America/Indiana/Indianapolis',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  MIT: 'Pacific/Apia',
  NET: 'Asia/Yerevan',
  NST: 'Pacific/Auckland',
  PLT: 'Asia/Karachi',
  PNT: 'America/Phoenix',
  PRT: 'America/Puerto_Rico',
  PST: 'America/Los_Angeles',
  SST: 'Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
};

const fixedShortZones: Readonly<Record<string, number>> = { EST: -5 * 3600, MST: -7 * 3600, HST: -10 * 3600 };

/** The seconds east of UTC of a zone that has an offset: `Z`, `UTC`, `+01:00`, `-8`, `GMT+8`, `UTC-03:30:15`. */
export function zoneOffsetOf(zone: string): number | undefined {
  const text = zone.trim();
  if (Object.hasOwn(fixedShortZones, text)) return fixedShortZones[text];
  if (/^(Z|UTC|GMT|UT)$/.test(text)) return 0;
  const match = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{1,2})(?::?(\d{1,2}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, hours, minutes = '0', seconds = '0'] = match;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (total > 18 * 3600 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return sign === '-' ? -total : total;
}

/** True for a zone that has a name and rules: `Europe/Paris`. */
export function isRegion(zone: string): boolean {
  if (Object.hasOwn(shortZones, zone)) return true;
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(zone)) return false;
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

export const isTimeZone = (zone: string): boolean => zoneOffsetOf(zone) !== undefined || isRegion(zone);

/** Without the blanks and control characters that Spark leaves away at both ends. */
const trimmed = (text: string) => text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
