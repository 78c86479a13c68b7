/**
 * Patterns of the session: how texts and timestamps become each other in to_timestamp, date_format and their kin.
 *
 * `spark.sql.legacy.timeParserPolicy` says whose patterns they are: java.time's (CORRECTED), those of SimpleDateFormat (LEGACY), or
 * java.time's with an error where SimpleDateFormat would have read what java.time does not (EXCEPTION).
 */
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { formatTime, formatTimestamp } from './datetime-formatter.js';
import { invalidPattern, parseDateTimePattern } from './datetime-pattern.js';
import { DateTimeParseError, type ParsedDateTime, parseByPattern } from './datetime-pattern-parser.js';
import { SimpleDateFormat, SimplePatternError } from './simple-date-format.js';
import { sqlString } from './sql-string.js';
import type { TimeZone, TimeZones } from './time-zones.js';
import { fitsMicros, instantMicros, microsOfLocal } from './timestamps.js';

/** What of the session patterns depend on. */
export interface PatternSettings {
  readonly timeZone: TimeZone;
  readonly timeZones: TimeZones;
  readonly nowMicros: bigint;
  conf(key: string): string | undefined;
}

const policyOf = ({ conf }: PatternSettings): string => conf('spark.sql.legacy.timeParserPolicy')?.toUpperCase() ?? 'CORRECTED';

function legacyFormat(format: string): SimpleDateFormat {
  try {
    return new SimpleDateFormat(format);
  } catch (error) {
    if (error instanceof SimplePatternError) throw invalidPattern(format, error);
    throw error;
  }
}

/** Texts are read and written as Spark 2 did. */
export const isLegacyPolicy = (settings: PatternSettings): boolean => policyOf(settings) === 'LEGACY';

/** Microseconds of a TIMESTAMP as text. */
export function formatterOf(format: string, settings: PatternSettings): (micros: bigint) => string {
  const { timeZone } = settings;
  if (isLegacyPolicy(settings)) {
    const simple = legacyFormat(format);
    return micros => simple.format(micros, timeZone);
  }
  const pattern = parseDateTimePattern(format, false);
  return micros => formatTimestamp(micros, pattern, timeZone);
}

/** Nanoseconds of a TIME as text. */
export function timeFormatterOf(format: string): (nanoOfDay: bigint) => string {
  const pattern = parseDateTimePattern(format, false);
  return nanoOfDay => formatTime(nanoOfDay, pattern);
}

export interface TimestampParser {
  /** Microseconds of a TIMESTAMP. @throws DateTimeParseError */
  parse(text: string): bigint;
  /** Microseconds of a TIMESTAMP_NTZ. @throws DateTimeParseError */
  parseLocal(text: string): bigint;
  /** Always by java.time's pattern. @throws DateTimeParseError */
  read(text: string): ParsedDateTime;
}

/** java.lang's own error, which Spark lets through. */
function exact(micros: bigint): bigint {
  if (!fitsMicros(micros)) throw new SparkError('ArithmeticException', 'long overflow');
  return micros;
}

export function parserOf(format: string, settings: PatternSettings): TimestampParser {
  const { timeZone, timeZones, nowMicros } = settings;
  const policy = policyOf(settings);
  const parseLegacy = (text: string) => legacyFormat(format).parse(text, timeZone, timeZones, nowMicros);
  let pattern: ReturnType<typeof parseDateTimePattern> | undefined;
  const read = (text: string): ParsedDateTime => {
    pattern ??= parseDateTimePattern(format, true);
    try {
      return parseByPattern(text, pattern, timeZones);
    } catch (error) {
      if (policy === 'EXCEPTION' && error instanceof DateTimeParseError) refuseWhatWasRead(text, parseLegacy);
      throw error;
    }
  };
  const parseLocal = (text: string) => exact(microsOfLocal(read(text)));
  if (policy === 'LEGACY') {
    const simple = legacyFormat(format);
    return { parse: text => simple.parse(text, timeZone, timeZones, nowMicros), parseLocal, read };
  }
  return {
    parse: text => {
      const parsed = read(text);
      return exact(instantMicros(microsOfLocal(parsed), parsed.zone ?? timeZone));
    },
    parseLocal,
    read,
  };
}

/** @throws SparkError INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER when Spark 2 would have read the text */
function refuseWhatWasRead(text: string, parseLegacy: (text: string) => bigint): void {
  try {
    parseLegacy(text);
  } catch {
    return;
  }
  throw sparkErrorOf('INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER', {
    datetime: sqlString(text),
    config: '"spark.sql.legacy.timeParserPolicy"',
  });
}
