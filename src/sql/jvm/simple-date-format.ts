/**
 * Java's SimpleDateFormat, which Spark 2 read and wrote by, for `spark.sql.legacy.timeParserPolicy` LEGACY. The locale is US English:
 * weeks begin on Sunday, and a week with any day of a year is one of that year. Reading is strict about values and forgiving about
 * form: blanks before fields, fewer digits, and anything behind the pattern.
 */
import { addMonths, civilOf, dayOfYear, daysOf, invalidDateMessage, isoDayOfWeek, modulo } from './calendar.js';
import { fieldNames, zoneNames, zoneText } from './datetime-names.js';
import { DateTimeParseError } from './datetime-pattern-parser.js';
import { fixedZone, offsetParts, type TimeZone, type TimeZones } from './time-zones.js';
import { floorDiv, instantMicros, localMicros, localOf, microsOfLocal, microsPerSecond } from './timestamps.js';

type Part = { readonly letter: string; readonly count: number } | { readonly literal: string };

/** Java would not take the pattern. */
export class SimplePatternError extends Error {}

const letters = 'GyYMLwWDdFEuaHkKhmsSzZX';

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; ) {
    const c = pattern[at]!;
    if (c === "'") {
      const end = closingQuote(pattern, at + 1);
      const quoted = pattern.slice(at + 1, end).replaceAll("''", "'");
      parts.push({ literal: quoted === '' ? "'" : quoted });
      at = end + 1;
    } else if (/[A-Za-z]/.test(c)) {
      let count = 1;
      while (pattern[at + count] === c) count++;
      if (!letters.includes(c)) throw new SimplePatternError(`Illegal pattern character '${c}'`);
      if (c === 'X' && count > 3) throw new SimplePatternError(`invalid ISO 8601 format: length=${count}`);
      parts.push({ letter: c, count });
      at += count;
    } else {
      parts.push({ literal: c });
      at++;
    }
  }
  return parts;
}

/** Two quotes are one inside of a quotation. */
function closingQuote(pattern: string, from: number): number {
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] !== "'") continue;
    if (pattern[at + 1] !== "'" || at === from) return at;
    at++;
  }
  throw new SimplePatternError('Unterminated quote');
}

/** The first day of the Gregorian calendar, 1582-10-15. */
const gregorianBegin = -141427;

/** A day of the same name in the Julian calendar, which Java has before: its weeks are others. */
function withWeekOfJulian(days: number): number {
  if (days >= gregorianBegin) return days;
  const { year, month, day } = civilOf(days);
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  return 365 * y + Math.floor(y / 4) + Math.floor((153 * m + 2) / 5) + day - 719471;
}

/** 1 is Sunday. */
const weekday = (days: number): number => modulo(days + 4, 7) + 1;
const sundayOnOrBefore = (days: number): number => days - (weekday(days) - 1);
const firstSunday = (year: number): number => sundayOnOrBefore(daysOf(year, 1, 1));
/** The year that the week of the day belongs to. */
const weekYear = (days: number): number => {
  const { year } = civilOf(days);
  return days >= firstSunday(year + 1) ? year + 1 : year;
};
const weekOfYear = (days: number): number => (sundayOnOrBefore(days) - firstSunday(weekYear(days))) / 7 + 1;
const weekOfMonth = (days: number): number => (sundayOnOrBefore(days) - sundayOnOrBefore(days - civilOf(days).day + 1)) / 7 + 1;

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

export class SimpleDateFormat {
  readonly #parts: readonly Part[];

  /** @throws SimplePatternError */
  constructor(pattern: string) {
    this.#parts = partsOf(pattern);
  }

  format(micros: bigint, zone: TimeZone): string {
    const epochSecond = Number(floorDiv(micros, microsPerSecond));
    const { days, nanoOfDay } = localOf(localMicros(micros, zone));
    const { year, month, day } = civilOf(days);
    const second = Number(nanoOfDay / 1_000_000_000n);
    const hour = Math.floor(second / 3600);
    const written = (letter: string, count: number): string => {
      switch (letter) {
        case 'G':
          return year > 0 ? 'AD' : 'BC';
        case 'y':
        case 'Y': {
          const counted = letter === 'Y' ? weekYear(days) : year > 0 ? year : 1 - year;
          return count === 2 ? padded(counted % 100, 2) : padded(counted, count);
        }
        case 'M':
        case 'L':
          return count < 3 ? padded(month, count) : fieldNames.MonthOfYear![count === 3 ? 'short' : 'full'][month - 1]!;
        case 'E':
          return fieldNames.DayOfWeek![count < 4 ? 'short' : 'full'][isoDayOfWeek(withWeekOfJulian(days)) - 1]!;
        case 'a':
          return hour < 12 ? 'AM' : 'PM';
        case 'z':
          return zoneText(zone, epochSecond, count < 4 ? 'short' : 'full');
        case 'Z':
        case 'X':
          return offsetText(zone.offsetAt(epochSecond), letter === 'Z' ? 2 : count, letter === 'X');
      }
      const value: Readonly<Record<string, () => number>> = {
        w: () => weekOfYear(days),
        W: () => weekOfMonth(days),
        D: () => dayOfYear(days),
        d: () => day,
        F: () => Math.floor((day - 1) / 7) + 1,
        u: () => isoDayOfWeek(withWeekOfJulian(days)),
        H: () => hour,
        k: () => (hour === 0 ? 24 : hour),
        K: () => hour % 12,
        h: () => (hour % 12 === 0 ? 12 : hour % 12),
        m: () => Math.floor(second / 60) % 60,
        s: () => second % 60,
        S: () => Number((nanoOfDay / 1_000_000n) % 1000n),
      };
      return padded(value[letter]!(), count);
    };
    return this.#parts.map(part => ('literal' in part ? part.literal : written(part.letter, part.count))).join('');
  }

  /** @param now microseconds: two digits of a year are those of one from eighty years before to twenty years after
   *  @throws DateTimeParseError */
  parse(text: string, zone: TimeZone, zones: TimeZones, now: bigint): bigint {
    const fields = new Fields(text, this.#parts, zone, zones, now).read();
    if (fields === undefined) throw new DateTimeParseError(`Unparseable date: "${text}"`);
    return fields;
  }
}

function offsetText(offset: number, count: number, zIsUtc: boolean): string {
  if (offset === 0 && zIsUtc) return 'Z';
  const [hour, minute] = offsetParts(offset);
  return `${offset < 0 ? '-' : '+'}${hour}${count === 1 ? '' : `${count === 3 ? ':' : ''}${minute}`}`;
}

const numberLetters = 'yYwWDdFuHkKhmsS';
const isNumber = (part: Part): boolean =>
  'letter' in part && (numberLetters.includes(part.letter) || ('ML'.includes(part.letter) && part.count <= 2));

/** What one text says, field by field; later fields win over earlier ones. */
class Fields {
  readonly #values = new Map<string, number>();
  #zone: TimeZone;
  #at = 0;

  constructor(
    readonly text: string,
    readonly parts: readonly Part[],
    zone: TimeZone,
    readonly zones: TimeZones,
    readonly now: bigint,
  ) {
    this.#zone = zone;
  }

  /** Microseconds of the timestamp; undefined: the text is not of the pattern. */
  read(): bigint | undefined {
    for (const [i, part] of this.parts.entries()) {
      const isRead = 'literal' in part ? this.#literal(part.literal) : this.#field(part.letter, part.count, this.parts[i + 1]);
      if (!isRead) return undefined;
    }
    const days = this.#days();
    const nanoOfDay = days === undefined ? undefined : this.#nanoOfDay();
    return days === undefined || nanoOfDay === undefined ? undefined : instantMicros(microsOfLocal({ days, nanoOfDay }), this.#zone);
  }

  #literal(literal: string): boolean {
    if (!this.text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  #set(letter: string, value: number): boolean {
    this.#values.delete(letter);
    this.#values.set(letter, value);
    return true;
  }

  #field(letter: string, count: number, next: Part | undefined): boolean {
    while (this.text[this.#at] === ' ' || this.text[this.#at] === '\t') this.#at++;
    if (this.#at >= this.text.length) return false;
    if (isNumber({ letter, count })) {
      // Digits of the field behind are not this one's.
      const start = this.#at;
      const value = this.#number(next !== undefined && 'letter' in next ? count : undefined);
      return (
        value !== undefined &&
        this.#set(letter === 'L' ? 'M' : letter, this.#withCentury(letter, count, value, this.text.slice(start, this.#at)))
      );
    }
    switch (letter) {
      case 'G':
        return this.#name('G', ['BC', 'AD'], 0);
      case 'a':
        return this.#name('a', ['AM', 'PM'], 0);
      case 'M':
      case 'L':
        return this.#name('M', [...fieldNames.MonthOfYear!.full, ...fieldNames.MonthOfYear!.short], 1, 12);
      case 'E':
        return this.#name('u', [...fieldNames.DayOfWeek!.full, ...fieldNames.DayOfWeek!.short], 1, 7);
      default:
        return this.#readZone(letter, count);
    }
  }

  #number(width: number | undefined): number | undefined {
    const found = /^-?\d+/.exec(width === undefined ? this.text.slice(this.#at) : this.text.slice(this.#at, this.#at + width))?.[0];
    if (found === undefined || (width !== undefined && this.#at + width > this.text.length)) return undefined;
    this.#at += found.length;
    return Number(found) | 0;
  }

  #withCentury(letter: string, count: number, value: number, digits: string): number {
    if ((letter !== 'y' && letter !== 'Y') || count > 2 || !/^\d\d$/.test(digits)) return value;
    const today = localOf(localMicros(this.now, this.#zone)).days;
    const first = civilOf(addMonths(today, -80 * 12)).year;
    const year = Math.floor(first / 100) * 100 + value;
    return year < first ? year + 100 : year;
  }

  /** The longest of the names that stands here. */
  #name(letter: string, names: readonly string[], first: number, count = names.length): boolean {
    let best = -1;
    names.forEach((name, i) => {
      const isHere = this.text.slice(this.#at, this.#at + name.length).toLowerCase() === name.toLowerCase();
      if (isHere && (best < 0 || name.length > names[best]!.length)) best = i;
    });
    if (best < 0) return false;
    this.#at += names[best]!.length;
    return this.#set(letter, (best % count) + first);
  }

  #readZone(letter: string, count: number): boolean {
    const rest = this.text.slice(this.#at);
    if (letter === 'X') {
      const pattern = count === 1 ? /^([+-])(\d\d)/ : count === 2 ? /^([+-])(\d\d)(\d\d)/ : /^([+-])(\d\d):(\d\d)/;
      return rest.startsWith('Z') ? this.#offset(['Z']) : this.#offset(pattern.exec(rest));
    }
    if (/^[+-]/.test(rest)) return this.#offset(/^([+-])(\d\d)(\d\d)/.exec(rest));
    const gmt = /^GMT(?:([+-])(\d\d?):?(\d\d))?/i.exec(rest);
    if (gmt !== null) return this.#offset(gmt);
    const name = zoneNames.find(([known]) => rest.slice(0, known.length).toLowerCase() === known.toLowerCase());
    const zone = name && this.zones.find(name[1]);
    if (zone === undefined) return false;
    this.#zone = zone;
    this.#at += name![0].length;
    return true;
  }

  #offset(match: readonly (string | undefined)[] | null): boolean {
    if (match === null) return false;
    const [whole = '', sign, hour = '0', minute = '0'] = match;
    if (Number(hour) > 23 || Number(minute) > 59) return false;
    const seconds = (Number(hour) * 60 + Number(minute)) * 60;
    this.#zone = fixedZone(whole, sign === '-' ? -seconds : seconds);
    this.#at += whole.length;
    return true;
  }

  /** The day that the fields name; undefined when they contradict each other or are none. */
  #days(): number | undefined {
    const values = this.#values;
    const order = [...values.keys()];
    const last = (...names: readonly string[]) => Math.max(...names.map(name => order.indexOf(name)));
    const yearOfEra = values.get('y') ?? 1970;
    if (yearOfEra < 1) return undefined;
    const year = values.get('G') === 0 ? 1 - yearOfEra : yearOfEra;
    const dow = values.get('u');
    const week = values.get('w');
    const month = values.get('M') ?? 1;
    let days: number;
    if (values.has('Y') && last('Y') > last('y')) days = firstSunday(values.get('Y')!) + ((week ?? 1) - 1) * 7 + ((dow ?? 7) % 7);
    else if (values.has('D') && last('D') > last('d')) days = daysOf(year, 1, 1) + values.get('D')! - 1;
    else if (week !== undefined && last('w') > last('d', 'M')) days = firstSunday(year) + (week - 1) * 7 + ((dow ?? 7) % 7);
    else if (month < 1 || month > 12) return undefined;
    else if (values.has('d') || (dow === undefined && !values.has('W') && !values.has('F'))) {
      const day = values.get('d') ?? 1;
      if (invalidDateMessage(year, month, day) !== undefined) return undefined;
      days = daysOf(year, month, day);
    } else {
      const begin = daysOf(year, month, 1);
      const inWeek = (dow ?? 7) % 7;
      days = values.has('W')
        ? sundayOnOrBefore(begin) + (values.get('W')! - 1) * 7 + inWeek
        : begin + modulo(inWeek + 1 - weekday(begin), 7) + ((values.get('F') ?? 1) - 1) * 7;
    }
    return this.#agrees(days, year) ? days : undefined;
  }

  /** All that was said is true of the day. */
  #agrees(days: number, year: number): boolean {
    const date = civilOf(days);
    const actual: Readonly<Record<string, () => number>> = {
      y: () => (year < 1 ? 1 - date.year : date.year),
      Y: () => weekYear(days),
      M: () => date.month,
      d: () => date.day,
      D: () => dayOfYear(days),
      w: () => weekOfYear(days),
      W: () => weekOfMonth(days),
      F: () => Math.floor((date.day - 1) / 7) + 1,
      u: () => isoDayOfWeek(days),
    };
    return [...this.#values].every(([letter, value]) => actual[letter] === undefined || actual[letter]() === value);
  }

  #nanoOfDay(): bigint | undefined {
    const ranges: Readonly<Record<string, readonly [number, number]>> = {
      H: [0, 23],
      k: [1, 24],
      K: [0, 11],
      h: [1, 12],
      m: [0, 59],
      s: [0, 59],
      S: [0, 999],
    };
    const values = this.#values;
    for (const [letter, [low, high]] of Object.entries(ranges)) {
      const value = values.get(letter);
      if (value !== undefined && (value < low || value > high)) return undefined;
    }
    const half = values.get('a');
    const whole = values.get('H') ?? (values.has('k') ? values.get('k')! % 24 : undefined);
    const ofHalf = values.get('K') ?? (values.has('h') ? values.get('h')! % 12 : undefined);
    const hour = whole ?? (ofHalf ?? 0) + (half ?? 0) * 12;
    if (whole !== undefined && ((ofHalf !== undefined && whole % 12 !== ofHalf) || (half !== undefined && Math.floor(whole / 12) !== half)))
      return undefined;
    const seconds = hour * 3600 + (values.get('m') ?? 0) * 60 + (values.get('s') ?? 0);
    return BigInt(seconds) * 1_000_000_000n + BigInt(values.get('S') ?? 0) * 1_000_000n;
  }
}
