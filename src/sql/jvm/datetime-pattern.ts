/**
 * Date and time patterns as Spark takes them: those of Java's DateTimeFormatter, less week-based fields and narrow texts.
 *
 * A pattern becomes a list of parts; `datetime-formatter.ts` writes by it and `datetime-pattern-parser.ts` reads by it. A pattern that
 * only the old SimpleDateFormat knows is an error that says so; `simple-date-format.ts` is that format.
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { ZoneNameStyle } from './datetime-names.js';
import { sqlString } from './sql-string.js';

export type DateTimeField =
  | 'Era'
  | 'Year'
  | 'YearOfEra'
  | 'MonthOfYear'
  | 'DayOfMonth'
  | 'DayOfYear'
  | 'DayOfWeek'
  | 'QuarterOfYear'
  | 'AlignedDayOfWeekInMonth'
  | 'ModifiedJulianDay'
  | 'AmPmOfDay'
  | 'HourOfDay'
  | 'ClockHourOfDay'
  | 'HourOfAmPm'
  | 'ClockHourOfAmPm'
  | 'MinuteOfHour'
  | 'SecondOfMinute'
  | 'NanoOfSecond';

export type SignStyle = 'normal' | 'not-negative' | 'exceeds-pad';

export interface NumberPart {
  readonly kind: 'number';
  readonly field: DateTimeField;
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly sign: SignStyle;
  /** Digits that the fields right behind need: they are left to them. */
  subsequentWidth: number;
  /** Two digits of a year, counted from 2000. */
  readonly reduced: boolean;
}

export type DateTimePart =
  | NumberPart
  | { readonly kind: 'fraction'; readonly minWidth: number; readonly maxWidth: number }
  | { readonly kind: 'text'; readonly field: DateTimeField; readonly style: 'short' | 'full' }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'offset'; readonly pattern: OffsetPattern; readonly zero: string }
  | { readonly kind: 'localized-offset'; readonly style: 'short' | 'full' }
  | { readonly kind: 'zone-id' }
  | { readonly kind: 'zone-text'; readonly style: ZoneNameStyle }
  | { readonly kind: 'optional'; readonly parts: readonly DateTimePart[] };

export type OffsetPattern = '+HHmm' | '+HHMM' | '+HH:MM' | '+HHMMss' | '+HH:MM:ss';

export interface DateTimePattern {
  readonly text: string;
  readonly parts: readonly DateTimePart[];
}

/** Java would not take the pattern. */
class PatternError extends Error {}

const weekBased = 'YWwuec';
const unsupported = 'ABnNp';
const unsupportedForParsing = 'EFqQ';
const unsupportedLengths = ['GGGGG', 'MMMMM', 'LLLLL', 'EEEEE', 'QQQQQ', 'qqqqq', 'yyyyyyy'];

/**
 * @param forParsing quarters and weekdays are refused, and S stands for up to so many digits
 * @throws SparkError INCONSISTENT_BEHAVIOR_CROSS_VERSION.*, INVALID_DATETIME_PATTERN.*
 */
export function parseDateTimePattern(text: string, forParsing: boolean): DateTimePattern {
  try {
    const parts = new PatternReader(compatiblePattern(text, forParsing), forParsing).read();
    return { text, parts };
  } catch (error) {
    const pattern = sqlString(text);
    if (!(error instanceof PatternError) && !(error as { condition?: string }).condition) throw error;
    if (isLegacyPattern(text)) {
      const parameters = { pattern, config: '"spark.sql.legacy.timeParserPolicy"', docroot };
      throw sparkErrorOf('INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION', parameters, { cause: error });
    }
    if (!(error instanceof PatternError)) throw error;
    throw invalidPattern(text, error);
  }
}

const docroot = 'https://spark.apache.org/docs/latest';

/** INVALID_DATETIME_PATTERN.WITH_SUGGESTION */
export const invalidPattern = (text: string, cause: unknown) =>
  sparkErrorOf('INVALID_DATETIME_PATTERN.WITH_SUGGESTION', { pattern: sqlString(text), docroot }, { name: 'SparkRuntimeException', cause });

/** `y` means the year with its sign, which Java calls `u`, unless the pattern has an era. */
function compatiblePattern(text: string, forParsing: boolean): string {
  const parts = text.split("'");
  const hasEra = parts.some((part, index) => index % 2 === 0 && part.includes('G'));
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      for (const c of part) {
        if (!weekBased.includes(c)) continue;
        throw sparkErrorOf(
          'INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN',
          { c },
          { name: 'SparkIllegalArgumentException' },
        );
      }
      for (const c of part) {
        if (!unsupported.includes(c) && !(forParsing && unsupportedForParsing.includes(c))) continue;
        throw sparkErrorOf('INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER', { c, pattern: text }, { name: 'SparkIllegalArgumentException' });
      }
      const tooLong = unsupportedLengths.find(style => part.includes(style));
      if (tooLong !== undefined) {
        throw sparkErrorOf('INVALID_DATETIME_PATTERN.LENGTH', { pattern: tooLong }, { name: 'SparkIllegalArgumentException' });
      }
      return hasEra ? part : part.replaceAll('y', 'u');
    })
    .join("'");
}

/** Would the SimpleDateFormat of Spark 2 take it? */
function isLegacyPattern(text: string): boolean {
  const parts = text.split("'");
  if (parts.length % 2 === 0) return false;
  return parts.every(
    (part, index) => index % 2 === 1 || (!/[A-Za-z]/.test(part.replace(/[GyMdkHmsSEDFwWahKzZYuXL]/g, '')) && !part.includes('XXXX')),
  );
}

class PatternReader {
  #at = 0;
  /** The parts of the pattern, then those of each optional section that is open. */
  readonly #open: DateTimePart[][] = [[]];
  /** The number that digits behind it may belong to, in each open section. */
  readonly #adjacent: (NumberPart | undefined)[] = [undefined];

  constructor(
    readonly pattern: string,
    readonly forParsing: boolean,
  ) {}

  read(): DateTimePart[] {
    while (this.#at < this.pattern.length) {
      const c = this.pattern[this.#at]!;
      if (/[A-Za-z]/.test(c)) {
        let count = 1;
        while (this.pattern[this.#at + count] === c) count++;
        this.#at += count;
        this.#field(c, count);
      } else if (c === "'") this.#quoted();
      else {
        this.#at++;
        if (c === '[') {
          this.#adjacent[this.#adjacent.length - 1] = undefined;
          this.#open.push([]);
          this.#adjacent.push(undefined);
        } else if (c === ']') {
          if (this.#open.length === 1) throw new PatternError('Pattern invalid as it contains ] without previous [');
          this.#close();
        } else if (c === '{' || c === '}' || c === '#') throw new PatternError(`Pattern includes reserved character: '${c}'`);
        else this.#append({ kind: 'literal', text: c });
      }
    }
    while (this.#open.length > 1) this.#close();
    return this.#open[0]!;
  }

  #close(): void {
    const parts = this.#open.pop()!;
    this.#adjacent.pop();
    if (parts.length > 0) this.#append({ kind: 'optional', parts });
  }

  #append(part: DateTimePart): void {
    this.#open.at(-1)!.push(part);
    this.#adjacent[this.#adjacent.length - 1] = undefined;
  }

  #quoted(): void {
    let text = '';
    for (this.#at++; ; this.#at++) {
      const c = this.pattern[this.#at];
      if (c === undefined) throw new PatternError('Pattern ends with an incomplete string literal');
      if (c !== "'") text += c;
      else if (this.pattern[this.#at + 1] === "'") {
        text += c;
        this.#at++;
      } else break;
    }
    this.#at++;
    this.#append({ kind: 'literal', text: text === '' ? "'" : text });
  }

  #number(field: DateTimeField, minWidth: number, maxWidth: number, sign: SignStyle, reduced = false): void {
    const part: NumberPart = { kind: 'number', field, minWidth, maxWidth, sign, subsequentWidth: 0, reduced };
    const last = this.#adjacent.length - 1;
    const before = this.#adjacent[last];
    const isFixed = minWidth === maxWidth && sign === 'not-negative';
    this.#open.at(-1)!.push(part);
    if (before !== undefined && isFixed) before.subsequentWidth += maxWidth;
    else this.#adjacent[last] = part;
  }

  /** One letter takes as many digits as there are, two letters two. */
  #oneOrTwo(field: DateTimeField, letter: string, count: number): void {
    if (count === 1) this.#number(field, 1, 19, 'normal');
    else if (count === 2) this.#number(field, 2, 2, 'not-negative');
    else throw tooMany(letter);
  }

  #text(field: DateTimeField, style: 'short' | 'full'): void {
    this.#append({ kind: 'text', field, style });
  }

  #field(letter: string, count: number): void {
    switch (letter) {
      case 'u':
      case 'y': {
        const field = letter === 'u' ? 'Year' : 'YearOfEra';
        if (count === 2) this.#number(field, 2, 2, 'not-negative', true);
        else this.#number(field, count, 19, count < 4 ? 'normal' : 'exceeds-pad');
        return;
      }
      case 'M':
      case 'L':
      case 'Q':
      case 'q': {
        const field = letter === 'M' || letter === 'L' ? 'MonthOfYear' : 'QuarterOfYear';
        if (count <= 2) this.#oneOrTwo(field, letter, count);
        else if (count <= 4) this.#text(field, count === 3 ? 'short' : 'full');
        else throw tooMany(letter);
        return;
      }
      case 'E':
      case 'G':
        if (count > 4) throw tooMany(letter);
        this.#text(letter === 'E' ? 'DayOfWeek' : 'Era', count === 4 ? 'full' : 'short');
        return;
      case 'a':
        if (count > 1) throw tooMany(letter);
        this.#text('AmPmOfDay', 'short');
        return;
      case 'D':
        if (count > 3) throw tooMany(letter);
        if (count === 1) this.#number('DayOfYear', 1, 19, 'normal');
        else this.#number('DayOfYear', count, 3, 'not-negative');
        return;
      case 'F':
        if (count > 1) throw tooMany(letter);
        this.#number('AlignedDayOfWeekInMonth', 1, 19, 'normal');
        return;
      case 'g':
        this.#number('ModifiedJulianDay', count, 19, 'normal');
        return;
      case 'S':
        if (count > 9) throw tooMany(letter);
        this.#fraction(count);
        return;
      case 'V':
        if (count !== 2) throw new PatternError(`Pattern letter count must be 2: ${letter}`);
        this.#append({ kind: 'zone-id' });
        return;
      case 'v':
        if (count !== 1 && count !== 4) throw new PatternError(`Wrong number of pattern letters: ${letter}`);
        this.#append({ kind: 'zone-text', style: count === 4 ? 'full-generic' : 'short-generic' });
        return;
      case 'z':
        if (count > 4) throw tooMany(letter);
        this.#append({ kind: 'zone-text', style: count === 4 ? 'full' : 'short' });
        return;
      case 'O':
        if (count !== 1 && count !== 4) throw new PatternError(`Pattern letter count must be 1 or 4: ${letter}`);
        this.#append({ kind: 'localized-offset', style: count === 4 ? 'full' : 'short' });
        return;
      case 'X':
      case 'x':
      case 'Z':
        this.#offset(letter, count);
        return;
    }
    const field = clockFields[letter];
    if (field === undefined) throw new PatternError(`Unknown pattern letter: ${letter}`);
    this.#oneOrTwo(field, letter, count);
  }

  #fraction(count: number): void {
    // When it is read, so many digits are the most, and the first is enough; then no digits before it are left to it.
    if (this.forParsing) {
      this.#append({ kind: 'fraction', minWidth: 1, maxWidth: count });
      return;
    }
    this.#append({ kind: 'fraction', minWidth: count, maxWidth: count });
  }

  #offset(letter: string, count: number): void {
    if (count > 5) throw tooMany(letter);
    if (letter === 'Z') {
      if (count < 4) this.#append({ kind: 'offset', pattern: '+HHMM', zero: '+0000' });
      else if (count === 4) this.#append({ kind: 'localized-offset', style: 'full' });
      else this.#append({ kind: 'offset', pattern: '+HH:MM:ss', zero: 'Z' });
      return;
    }
    const pattern = offsetPatterns[count - 1]!;
    const zero = letter === 'X' ? 'Z' : count === 1 ? '+00' : count % 2 === 0 ? '+0000' : '+00:00';
    this.#append({ kind: 'offset', pattern, zero });
  }
}

const tooMany = (letter: string) => new PatternError(`Too many pattern letters: ${letter}`);

const offsetPatterns: readonly OffsetPattern[] = ['+HHmm', '+HHMM', '+HH:MM', '+HHMMss', '+HH:MM:ss'];

const clockFields: Readonly<Record<string, DateTimeField>> = {
  d: 'DayOfMonth',
  H: 'HourOfDay',
  k: 'ClockHourOfDay',
  K: 'HourOfAmPm',
  h: 'ClockHourOfAmPm',
  m: 'MinuteOfHour',
  s: 'SecondOfMinute',
};
