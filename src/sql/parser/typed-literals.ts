/** `DATE '2020-01-01'`, `TIMESTAMP '...'`, `X'1F'` and `TIME '...'`: a type's name before a string. */
import {
  BinaryType,
  DateType,
  type DataType,
  TimestampNTZType,
  TimestampType,
  TimeType,
} from '../types/index.js';
import { parseDate, parseSpecialDate, parseTime, parseTimestamp, parseTimestampNtz, parseTimestampParts } from '../types/datetime-text.js';
import { type Literal, literal } from '../plan/index.js';
import { intervalOfText } from './intervals.js';
import type { Parser } from './parser.js';
import { unescapedString } from './string-text.js';

export function typedLiteral(p: Parser): Literal {
  const start = p.at;
  const word = p.next();
  const text = unescapedString(p.next().text, p.options);
  const name = word.kind === 'word' ? word.text.toUpperCase() : p.nameOf(word).toUpperCase();
  const typed = (value: unknown, type: DataType): Literal => {
    if (value !== undefined) return literal(value, type, p.originFrom(start));
    throw p.error('INVALID_TYPED_LITERAL', { valueType: `"${name}"`, value: `'${text}'` }, p.originFrom(start));
  };
  switch (name) {
    case 'DATE':
      return typed(parseDate(text) ?? parseSpecialDate(text, p.options.timeZone, Date.now()), DateType);
    case 'TIMESTAMP_LTZ':
      return typed(timestampOf(p, text), TimestampType);
    case 'TIMESTAMP_NTZ':
      return typed(parseTimestampNtz(text) ?? specialMicros(p, text), TimestampNTZType);
    case 'TIMESTAMP': {
      const isLocal = p.options.timestampType === 'TIMESTAMP_NTZ' && parseTimestampParts(text)?.zone === undefined;
      return isLocal ? typed(parseTimestampNtz(text) ?? specialMicros(p, text), TimestampNTZType) : typed(timestampOf(p, text), TimestampType);
    }
    case 'TIME':
      return typed(parseTime(text), new TimeType());
    case 'INTERVAL':
      return intervalOfText(p, text, start);
    case 'X':
      return typed(bytesOf(text), BinaryType);
    default:
      throw p.error(
        'UNSUPPORTED_TYPED_LITERAL',
        { unsupportedType: `"${name}"`, supportedTypes: '"DATE", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME"' },
        p.originFrom(start),
      );
  }
}

function timestampOf(p: Parser, text: string): bigint | undefined {
  const special = text.trim().toLowerCase();
  if (special === 'now') return BigInt(Date.now()) * 1000n;
  const days = parseSpecialDate(text, p.options.timeZone, Date.now());
  if (days !== undefined) return special === 'epoch' ? 0n : parseTimestamp(isoDate(days), p.options.timeZone);
  return parseTimestamp(text, p.options.timeZone);
}

function specialMicros(p: Parser, text: string): bigint | undefined {
  const days = parseSpecialDate(text, p.options.timeZone, Date.now());
  return days === undefined ? undefined : BigInt(days) * 86_400_000_000n;
}

const isoDate = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);

/** Hexadecimal digits, with a zero before an odd number of them. */
function bytesOf(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]*$/i.test(text)) return undefined;
  return new Uint8Array(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
}
