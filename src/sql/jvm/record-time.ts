/** How dates and timestamps stand in JSON, CSV and XML: by the patterns of the options, else as casts read them and as ISO 8601 writes them. */
import { SparkError } from '../../errors/spark-error.js';
import { type DataType, TimestampType, TimeType } from '../types/index.js';
import { formatDate, formatLocalTimestamp, formatTime, formatTimestamp } from './datetime-formatter.js';
import { type DateTimePattern, parseDateTimePattern } from './datetime-pattern.js';
import { DateTimeParseError } from './datetime-pattern-parser.js';
import { dateText, parseDate, parseLocalTimestamp, parseTime, parseTimestamp, timeText } from './datetime-text.js';
import { isLegacyPolicy, type PatternSettings, parserOf, type TimestampParser } from './timestamp-format.js';
import { microsOfLocal, microsToDays } from './timestamps.js';

export interface RecordTimeOptions {
  /** Of the session, with the time zone that the options name. */
  readonly settings: PatternSettings;
  readonly timestampFormat?: string | undefined;
  readonly timestampNTZFormat?: string | undefined;
  readonly dateFormat?: string | undefined;
  readonly timeFormat?: string | undefined;
}

export class RecordTime {
  readonly #patterns = new Map<string, DateTimePattern>();
  readonly #parsers = new Map<string, TimestampParser>();

  constructor(readonly options: RecordTimeOptions) {}

  #pattern(text: string): DateTimePattern {
    let pattern = this.#patterns.get(text);
    if (pattern === undefined) this.#patterns.set(text, (pattern = parseDateTimePattern(text, false)));
    return pattern;
  }

  /** What `read` gives; undefined: malformed. Texts of which Spark 2 thought otherwise stay an error. */
  #tried<V>(read: () => V): V | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof DateTimeParseError) return undefined;
      // A pattern that is none fits no text.
      if (error instanceof SparkError && !error.condition?.startsWith('INCONSISTENT_BEHAVIOR_CROSS_VERSION')) return undefined;
      throw error;
    }
  }

  #parser(format: string): TimestampParser {
    let parser = this.#parsers.get(format);
    if (parser === undefined) this.#parsers.set(format, (parser = parserOf(format, this.options.settings)));
    return parser;
  }

  /** Undefined: malformed. */
  parseTimestamp(text: string): bigint | undefined {
    const { settings, timestampFormat } = this.options;
    const { timeZone, timeZones, nowMicros } = settings;
    if (timestampFormat === undefined) return parseTimestamp(text, timeZone, timeZones, () => nowMicros);
    return this.#tried(() => this.#parser(timestampFormat).parse(text));
  }

  /** Undefined: malformed; a zone is, too. */
  parseLocalTimestamp(text: string): bigint | undefined {
    const { settings, timestampNTZFormat } = this.options;
    if (timestampNTZFormat === undefined) return parseLocalTimestamp(text, settings.timeZones, false);
    return this.#tried(() => {
      const parsed = this.#parser(timestampNTZFormat).read(text);
      return parsed.zone === undefined ? microsOfLocal(parsed) : undefined;
    });
  }

  /** Undefined: malformed. */
  parseDate(text: string): number | undefined {
    const { settings, dateFormat } = this.options;
    if (dateFormat === undefined) return parseDate(text);
    return this.#tried(() => {
      const parser = this.#parser(dateFormat);
      return isLegacyPolicy(settings) ? microsToDays(parser.parse(text), settings.timeZone) : parser.read(text).days;
    });
  }

  /** Undefined: malformed. */
  parseTime(text: string): bigint | undefined {
    const { timeFormat } = this.options;
    if (timeFormat === undefined) return parseTime(text);
    return this.#tried(() => this.#parser(timeFormat).read(text).nanoOfDay);
  }

  /**
   * The type of a text that is a TIME or a timestamp; undefined for others.
   * @param timestampType of spark.sql.timestampType: a text that could be both timestamps is of this one
   */
  temporalType(text: string, timestampType: DataType = TimestampType): DataType | undefined {
    if (this.options.settings.conf('spark.sql.timeType.enabled') === 'true' && this.parseTime(text) !== undefined) return new TimeType();
    if (timestampType.kind === 'timestampNtz' && this.parseLocalTimestamp(text) !== undefined) return timestampType;
    return this.parseTimestamp(text) === undefined ? undefined : TimestampType;
  }

  timestampText(micros: bigint): string {
    const { settings, timestampFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]" } = this.options;
    return formatTimestamp(micros, this.#pattern(timestampFormat), settings.timeZone);
  }

  localTimestampText(local: bigint): string {
    const { timestampNTZFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS]" } = this.options;
    return formatLocalTimestamp(local, this.#pattern(timestampNTZFormat));
  }

  dateText(days: number): string {
    const { dateFormat } = this.options;
    return dateFormat === undefined ? dateText(days) : formatDate(days, this.#pattern(dateFormat));
  }

  timeText(nanoOfDay: bigint): string {
    const { timeFormat } = this.options;
    return timeFormat === undefined ? timeText(nanoOfDay) : formatTime(nanoOfDay, this.#pattern(timeFormat));
  }
}
