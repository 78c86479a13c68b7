/** How dates and timestamps stand in JSON, CSV and XML: by the patterns of the options, else as casts read them and as ISO 8601 writes them. */
import { SparkError } from '../../errors/spark-error.js';
import { formatDate, formatLocalTimestamp, formatTimestamp } from './datetime-formatter.js';
import { type DateTimePattern, parseDateTimePattern } from './datetime-pattern.js';
import { DateTimeParseError, parseByPattern } from './datetime-pattern-parser.js';
import { dateText, parseDate, parseLocalTimestamp, parseTime, parseTimestamp, timeText } from './datetime-text.js';
import type { TimeZone, TimeZones } from './time-zones.js';
import { fitsMicros, instantMicros, microsOfLocal } from './timestamps.js';

export interface RecordTimeOptions {
  readonly zone: TimeZone;
  readonly zones: TimeZones;
  /** Microseconds. */
  readonly now: () => bigint;
  readonly timestampFormat?: string | undefined;
  readonly timestampNTZFormat?: string | undefined;
  readonly dateFormat?: string | undefined;
}

export class RecordTime {
  readonly #patterns = new Map<string, DateTimePattern>();

  constructor(readonly options: RecordTimeOptions) {}

  #pattern(text: string, forParsing: boolean): DateTimePattern {
    const key = `${forParsing}${text}`;
    let pattern = this.#patterns.get(key);
    if (pattern === undefined) this.#patterns.set(key, (pattern = parseDateTimePattern(text, forParsing)));
    return pattern;
  }

  #parsed(text: string, format: string) {
    try {
      return parseByPattern(text, this.#pattern(format, true), this.options.zones);
    } catch (error) {
      // A pattern that is none fits no text.
      if (error instanceof DateTimeParseError || error instanceof SparkError) return undefined;
      throw error;
    }
  }

  /** Undefined: malformed. */
  parseTimestamp(text: string): bigint | undefined {
    const { zone, zones, now, timestampFormat } = this.options;
    if (timestampFormat === undefined) return parseTimestamp(text, zone, zones, now);
    const parsed = this.#parsed(text, timestampFormat);
    if (parsed === undefined) return undefined;
    const micros = instantMicros(microsOfLocal(parsed), parsed.zone ?? zone);
    return fitsMicros(micros) ? micros : undefined;
  }

  /** Undefined: malformed; a zone is, too. */
  parseLocalTimestamp(text: string): bigint | undefined {
    const { zones, timestampNTZFormat } = this.options;
    if (timestampNTZFormat === undefined) return parseLocalTimestamp(text, zones, false);
    const parsed = this.#parsed(text, timestampNTZFormat);
    return parsed === undefined || parsed.zone !== undefined ? undefined : microsOfLocal(parsed);
  }

  /** Undefined: malformed. */
  parseDate(text: string): number | undefined {
    const { dateFormat } = this.options;
    return dateFormat === undefined ? parseDate(text) : this.#parsed(text, dateFormat)?.days;
  }

  readonly parseTime = parseTime;

  timestampText(micros: bigint): string {
    const { zone, timestampFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]" } = this.options;
    return formatTimestamp(micros, this.#pattern(timestampFormat, false), zone);
  }

  localTimestampText(local: bigint): string {
    const { timestampNTZFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS]" } = this.options;
    return formatLocalTimestamp(local, this.#pattern(timestampNTZFormat, false));
  }

  dateText(days: number): string {
    const { dateFormat } = this.options;
    return dateFormat === undefined ? dateText(days) : formatDate(days, this.#pattern(dateFormat, false));
  }

  readonly timeText = timeText;
}
