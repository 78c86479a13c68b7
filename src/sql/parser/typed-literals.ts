/** `DATE '2020-01-01'`, `TIMESTAMP '...'`, `X'1F'` and `TIME '...'`: a type's name before a string. */
import {
  hasTimeZone,
  parseDate,
  parseLocalNanos,
  parseLocalTimestamp,
  parseNanos,
  parseTime,
  parseTimestamp,
  specialDate,
  specialLocalTimestamp,
  specialTimestamp,
} from '../jvm/datetime-text.js';
import { TimeZones } from '../jvm/time-zones.js';
import { type Literal, literal, stringLiteral } from '../plan/index.js';
import { BinaryType, type DataType, DateType, TimestampNanosType, TimestampNTZType, TimestampType, TimeType } from '../types/index.js';
import { intervalOfText } from './intervals.js';
import type { Parser } from './parser.js';
import { unescapedString } from './string-text.js';

const supportedTypes = '"DATE", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME"';

export function typedLiteral(p: Parser): Literal {
  const start = p.at;
  const word = p.next();
  const text = unescapedString(p.next().text, p.options);
  const name = p.nameOf(word).toUpperCase();
  const typed = (value: unknown, type: DataType): Literal => {
    if (value === undefined) {
      p.raise(p.error('INVALID_TYPED_LITERAL', { valueType: `"${name}"`, value: `'${text}'` }, p.originFrom(start)));
    }
    return literal(value ?? null, type, p.originFrom(start));
  };
  switch (name) {
    case 'TIME':
      return typed(parseTime(text), new TimeType(timePrecision(p, text, start)));
    case 'INTERVAL':
      return intervalOfText(p, text, start);
    case 'X':
      return typed(bytesOf(text), BinaryType);
    case 'DATE':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP':
      return typed(...moment(p, name, text));
    default:
      p.raise(p.error('UNSUPPORTED_TYPED_LITERAL', { unsupportedType: `"${name}"`, supportedTypes }, p.originFrom(start)));
      return stringLiteral(text, p.originFrom(start));
  }
}

const fractionDigits = (text: string) => (/\.\d*/.exec(text)?.[0].length ?? 1) - 1;

/** At least 6 digits of the second, and those that are written. */
function timePrecision(p: Parser, text: string, start: number): number {
  const digits = fractionDigits(text);
  if (digits > 9 && parseTime(text) !== undefined) {
    p.raise(p.error('INVALID_TIME_LITERAL_PRECISION', { value: `'${text}'` }, p.originFrom(start)));
  }
  return Math.min(Math.max(digits, 6), 9);
}

/** A day or a time of one, by its text or by a word such as `today`. */
function moment(p: Parser, name: 'DATE' | 'TIMESTAMP_LTZ' | 'TIMESTAMP_NTZ' | 'TIMESTAMP', text: string): [unknown, DataType] {
  const zones = p.options.timeZones ?? new TimeZones();
  const zone = zones.zoneOf(p.options.timeZone);
  const now = () => BigInt(p.options.nowMs?.() ?? Date.now()) * 1000n;
  if (name === 'DATE') return [specialDate(text, zone, zones, now) ?? parseDate(text), DateType];
  // A TIMESTAMP that names its zone is one of the time line, whatever the setting.
  const isLocal = name === 'TIMESTAMP_NTZ' || (name === 'TIMESTAMP' && p.options.timestampType === 'TIMESTAMP_NTZ' && !hasTimeZone(text));
  const precision = p.options.nanosTimestamps ? fractionDigits(text) : 0;
  if (precision > 9) {
    p.raise(p.error('INVALID_TIMESTAMP_LITERAL_PRECISION', { value: `'${text}'` }, p.originFrom(p.at - 2)));
  } else if (precision > 6) {
    const nanos = isLocal ? parseLocalNanos(text, zones, false) : parseNanos(text, zone, zones, now);
    return [nanos, new TimestampNanosType(precision, isLocal)];
  }
  if (isLocal) return [specialLocalTimestamp(text, zone, now) ?? parseLocalTimestamp(text, zones, false), TimestampNTZType];
  return [specialTimestamp(text, zone, zones, now) ?? parseTimestamp(text, zone, zones, now), TimestampType];
}

/** Hexadecimal digits, with a zero before an odd number of them. */
function bytesOf(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]*$/i.test(text)) return undefined;
  return new Uint8Array(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
}
