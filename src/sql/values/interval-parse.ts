/** Intervals as Spark reads them from strings. */
import type { DayTimeIntervalType, YearMonthIntervalType } from '../types/index.js';
import type { CastContext } from './cast.js';
import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from './civil.js';
import { trimAll } from './datetime-text.js';
import { CalendarInterval } from './value.js';

const maxLong = 2n ** 63n - 1n;
const maxInt = 2 ** 31 - 1;

/** `1 year 2 months -3.5 seconds`, with or without INTERVAL before it; undefined when it is no interval. */
export function parseCalendarInterval(text: string): CalendarInterval | undefined {
  const body = trimAll(text).toLowerCase().replace(/^interval\s+/, '');
  if (body === '') return undefined;
  const part = /([+-]?)\s*(\d+)?(?:\.(\d{0,9}))?\s+(years?|months?|weeks?|days?|hours?|minutes?|seconds?|milliseconds?|microseconds?)(?:\s+|$)/y;
  let months = 0;
  let days = 0;
  let micros = 0n;
  for (let at = 0; at < body.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(body);
    if (match === null) return undefined;
    const [, sign, whole, fraction, unitText = ''] = match;
    const unit = unitText.replace(/s$/, '');
    if (whole === undefined && fraction === undefined) return undefined;
    if (fraction !== undefined && unit !== 'second') return undefined;
    const factor = sign === '-' ? -1n : 1n;
    const count = factor * BigInt(whole ?? '0');
    switch (unit) {
      case 'year':
        months += Number(count) * 12;
        break;
      case 'month':
        months += Number(count);
        break;
      case 'week':
        days += Number(count) * 7;
        break;
      case 'day':
        days += Number(count);
        break;
      case 'hour':
        micros += count * microsPerHour;
        break;
      case 'minute':
        micros += count * microsPerMinute;
        break;
      case 'second':
        micros += count * microsPerSecond + factor * BigInt((fraction ?? '').slice(0, 6).padEnd(6, '0'));
        break;
      case 'millisecond':
        micros += count * 1000n;
        break;
      default:
        micros += count;
    }
    if (Math.abs(months) > maxInt || Math.abs(days) > maxInt || micros > maxLong || micros < -maxLong - 1n) return undefined;
  }
  return new CalendarInterval(months, days, micros);
}

const yearMonthForms = { 'year-month': "[+-]?\\d{1,9}-\\d{1,2}", 'year-year': '[+-]?\\d{1,9}', 'month-month': '[+-]?\\d{1,9}' } as const;

/** `1-2`, or `INTERVAL '1-2' YEAR TO MONTH`. */
export function parseYearMonthInterval(text: string, type: YearMonthIntervalType, cx: CastContext): number | null {
  const form = `${type.startField}-${type.endField}` as keyof typeof yearMonthForms;
  const fields = (type.startField === type.endField ? type.startField : `${type.startField} to ${type.endField}`).toUpperCase();
  const quoted = new RegExp(`^INTERVAL\\s+([+-])?'(${yearMonthForms[form]})'\\s+${fields.replaceAll(' ', '\\s+')}$`, 'i').exec(trimAll(text));
  const plain = quoted?.[2] ?? (new RegExp(`^${yearMonthForms[form]}$`).test(trimAll(text)) ? trimAll(text) : undefined);
  const [, sign, first = '0', second] = /^([+-]?)(\d+)(?:-(\d+))?$/.exec(plain ?? '') ?? [];
  if (plain === undefined || (second !== undefined && Number(second) > 11)) return unmatched(text, fields, type, cx);
  const months = form === 'year-month' ? Number(first) * 12 + Number(second) : form === 'year-year' ? Number(first) * 12 : Number(first);
  const negative = (sign === '-') !== (quoted?.[1] === '-');
  if (months > maxInt + (negative ? 1 : 0)) return unmatched(text, fields, type, cx);
  return negative ? -months : months;
}

const dayTimePieces = { day: '(\\d{1,9})', hour: '(\\d{1,10})', minute: '(\\d{1,12})', second: '(\\d{1,13})(?:\\.(\\d{1,9}))?' } as const;
const dayTimeFieldNames = ['day', 'hour', 'minute', 'second'] as const;
const units = [microsPerDay, microsPerHour, microsPerMinute, microsPerSecond] as const;

/** `1 02:03:04.5`, or `INTERVAL '1 02:03:04.5' DAY TO SECOND`. */
export function parseDayTimeInterval(text: string, type: DayTimeIntervalType, cx: CastContext): bigint | null {
  const start = dayTimeFieldNames.indexOf(type.startField);
  const end = dayTimeFieldNames.indexOf(type.endField);
  const fields = (start === end ? type.startField : `${type.startField} to ${type.endField}`).toUpperCase();
  const body = dayTimeFieldNames
    .slice(start, end + 1)
    .map((field, i) => (i === 0 ? '' : dayTimeFieldNames[start + i - 1] === 'day' ? ' ' : ':') + (i === 0 || field === 'second' ? dayTimePieces[field] : '(\\d{1,2})'))
    .join('');
  const trimmed = trimAll(text);
  const quoted = new RegExp(`^INTERVAL\\s+([+-])?'([+-])?${body}'\\s+${fields.replaceAll(' ', '\\s+')}$`, 'i').exec(trimmed);
  const plain = quoted === null ? new RegExp(`^()([+-])?${body}$`).exec(trimmed) : quoted;
  if (plain === null) return unmatched(text, fields, type, cx);
  let micros = 0n;
  for (let field = start; field <= end; field++) {
    const count = BigInt(plain[3 + field - start]!);
    const limit = field === start ? undefined : field === 1 ? 23n : 59n;
    if (limit !== undefined && count > limit) return unmatched(text, fields, type, cx);
    micros += count * units[field]!;
    if (field === 3) micros += BigInt((plain[4 + field - start] ?? '').slice(0, 6).padEnd(6, '0'));
  }
  const negative = (plain[1] === '-') !== (plain[2] === '-');
  if (micros > maxLong + (negative ? 1n : 0n)) return unmatched(text, fields, type, cx);
  return negative ? -micros : micros;
}

function unmatched(text: string, fields: string, type: YearMonthIntervalType | DayTimeIntervalType, cx: CastContext): null {
  if (cx.mode === 'legacy') return null;
  const isYearMonth = type.kind === 'yearMonthInterval';
  return cx.fail(
    'INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING_WITH_NOTICE',
    {
      input: text,
      intervalStr: isYearMonth ? 'year-month' : 'day-time',
      typeName: `interval ${fields.toLowerCase()}`,
      supportedFormat: supportedFormats(fields, isYearMonth),
    },
    'SparkIllegalArgumentException',
  );
}

const dayTimeShapes: Readonly<Record<string, string>> = {
  DAY: 'd',
  'DAY TO HOUR': 'd h',
  'DAY TO MINUTE': 'd h:m',
  'DAY TO SECOND': 'd h:m:s.n',
  HOUR: 'h',
  'HOUR TO MINUTE': 'h:m',
  'HOUR TO SECOND': 'h:m:s.n',
  MINUTE: 'm',
  'MINUTE TO SECOND': 'm:s.n',
  SECOND: 's.n',
};

function supportedFormats(fields: string, isYearMonth: boolean): string {
  const shape = isYearMonth ? ({ YEAR: 'y', MONTH: 'm', 'YEAR TO MONTH': 'y-m' } as Record<string, string>)[fields]! : dayTimeShapes[fields]!;
  return `\`[+|-]${shape}\`, \`INTERVAL [+|-]'[+|-]${shape}' ${fields}\``;
}
