/** Patterns of the session: how texts and timestamps become each other in to_timestamp, date_format and their kin. */
import { formatTimestamp } from '../jvm/datetime-formatter.js';
import { parseDateTimePattern } from '../jvm/datetime-pattern.js';
import { type ParsedDateTime, parseByPattern } from '../jvm/datetime-pattern-parser.js';
import { instantMicros, microsOfLocal } from '../jvm/timestamps.js';
import type { EvaluationSettings } from './function-record.js';

/** Microseconds of a TIMESTAMP as text. */
export function formatterOf(format: string, { timeZone }: EvaluationSettings): (micros: bigint) => string {
  const pattern = parseDateTimePattern(format, false);
  return micros => formatTimestamp(micros, pattern, timeZone);
}

export interface TimestampParser {
  /** Microseconds of a TIMESTAMP. @throws DateTimeParseError */
  parse(text: string): bigint;
  /** Microseconds of a TIMESTAMP_NTZ. @throws DateTimeParseError */
  parseLocal(text: string): bigint;
}

export function parserOf(format: string, { timeZone, timeZones }: EvaluationSettings): TimestampParser {
  const pattern = parseDateTimePattern(format, true);
  const read = (text: string): ParsedDateTime => parseByPattern(text, pattern, timeZones);
  return {
    parse: text => {
      const parsed = read(text);
      return instantMicros(microsOfLocal(parsed), parsed.zone ?? timeZone);
    },
    parseLocal: text => microsOfLocal(read(text)),
  };
}
