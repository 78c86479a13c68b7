/** Texts of intervals: the payloads of literals, the texts that casts take, and unit by unit. */

import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { type CalendarInterval, dayTimeFields, fieldRange, yearMonthFields } from './interval-text.js';
import { trimAll } from './number-text.js';

const intervalError = (subclass: string, input: string, parameters: Readonly<Record<string, string>> = {}): SparkError =>
  sparkErrorOf(`INVALID_INTERVAL_FORMAT.${subclass}`, { input, ...parameters }, { name: 'SparkIllegalArgumentException' });

const isInt = (value: bigint): boolean => BigInt.asIntN(32, value) === value;
const isLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

const yearMonthFormats: Readonly<Record<string, string>> = { YEAR: '[+|-]y', MONTH: '[+|-]m', 'YEAR TO MONTH': '[+|-]y-m' };

const dayTimeFormats: Readonly<Record<string, string>> = {
  DAY: '[+|-]d',
  'DAY TO HOUR': '[+|-]d h',
  'DAY TO MINUTE': '[+|-]d h:m',
  'DAY TO SECOND': '[+|-]d h:m:s.n',
  HOUR: '[+|-]h',
  'HOUR TO MINUTE': '[+|-]h:m',
  'HOUR TO SECOND': '[+|-]h:m:s.n',
  MINUTE: '[+|-]m',
  'MINUTE TO SECOND': '[+|-]m:s.n',
  SECOND: '[+|-]s.n',
};

function unmatched(input: string, kind: 'year-month' | 'day-time', range: string, withNotice: boolean): SparkError {
  const format = (kind === 'year-month' ? yearMonthFormats : dayTimeFormats)[range]!;
  const literal = format.replace(/^\[\+\|-\]/, '');
  const parameters = {
    intervalStr: kind,
    supportedFormat: `\`${format}\`, \`INTERVAL [+|-]'[+|-]${literal}' ${range}\``,
    typeName: `interval ${range.toLowerCase()}`,
  };
  return intervalError(withNotice ? 'UNMATCHED_FORMAT_STRING_WITH_NOTICE' : 'UNMATCHED_FORMAT_STRING', input, parameters);
}

/** `INTERVAL -'…' RANGE` around a payload, with its sign; the payload alone when there is no such frame. */
function unframed(text: string, range: string): { payload: string; sign: bigint } | undefined {
  const frame = /^INTERVAL\s+([+|-])?'([^']*)'\s+(.*)$/i.exec(text);
  if (frame === null) return { payload: text, sign: 1n };
  if (frame[3]!.toUpperCase().replace(/\s+/g, ' ') !== range) return undefined;
  return { payload: frame[2]!, sign: frame[1] === '-' ? -1n : 1n };
}

/** cast(text AS INTERVAL YEAR TO MONTH) and the like, in months. @throws SparkError INVALID_INTERVAL_FORMAT.* */
export function parseYearMonthInterval(text: string, start: number, end: number): number {
  const range = fieldRange(yearMonthFields, start, end);
  const framed = unframed(trimAll(text), range);
  const match = framed === undefined ? null : (start === end ? /^([+|-])?(\d+)$/ : /^([+|-])?(\d+)-(\d+)$/).exec(framed.payload);
  if (framed === undefined || match === null) throw unmatched(text, 'year-month', range, false);
  const sign = framed.sign * (match[1] === '-' ? -1n : 1n);
  const [first, second] = [BigInt(match[2]!), BigInt(match[3] ?? '0')];
  if (second > 11n) throw intervalError('INTERVAL_PARSING', text, { interval: 'year-month' });
  const months = sign * (start === 0 ? first * 12n + second : first);
  if (!isInt(months)) throw intervalError('INTERVAL_PARSING', text, { interval: 'year-month' });
  return Number(months);
}

const fieldPattern = ['(\\d{1,9})', '(\\d{1,10})', '(\\d{1,12})', '(\\d{1,13})(\\.\\d{1,9})?'] as const;
const innerPattern = ['', '(\\d{1,2})', '(\\d{1,2})', '(\\d{1,2})(\\.\\d{1,9})?'] as const;
const microsOfField = [86_400_000_000n, 3_600_000_000n, 60_000_000n, 1_000_000n] as const;
const maxOfField = [106_751_991n, 2_562_047_788n, 153_722_867_280n, 9_223_372_036_854n] as const;
const maxInside = [0n, 23n, 59n, 59n] as const;

/**
 * cast(text AS INTERVAL DAY TO SECOND) and the like, and the payload of such a literal, in microseconds.
 * @throws SparkError INVALID_INTERVAL_FORMAT.*
 */
export function parseDayTimeInterval(text: string, start: number, end: number): bigint {
  const range = fieldRange(dayTimeFields, start, end);
  const framed = unframed(trimAll(text), range);
  let pattern = `^([+|-])?${fieldPattern[start]}`;
  for (let field = start + 1; field <= end; field++) pattern += (field === 1 ? ' ' : ':') + innerPattern[field];
  const match = framed === undefined ? null : new RegExp(`${pattern}$`).exec(framed.payload);
  if (framed === undefined || match === null) throw unmatched(text, 'day-time', range, true);
  let micros = 0n;
  for (let field = start; field <= end; field++) {
    const value = BigInt(match[2 + field - start]!);
    const most = field === start ? maxOfField[field]! : maxInside[field]!;
    if (value > most) {
      const msg = `requirement failed: ${dayTimeFields[field]!.toLowerCase()} ${value} outside range [0, ${most}]`;
      throw intervalError('DAY_TIME_PARSING', text, { msg });
    }
    micros += value * microsOfField[field]!;
  }
  if (end === 3) micros += BigInt((match[3 + end - start] ?? '.').slice(1).padEnd(9, '0').slice(0, 6));
  micros *= framed.sign * (match[1] === '-' ? -1n : 1n);
  if (!isLong(micros)) throw intervalError('DAY_TIME_PARSING', text, { msg: 'long overflow' });
  return micros;
}

const microsOfUnit: Readonly<Record<string, bigint>> = {
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};

/**
 * cast(text AS INTERVAL): `1 year -2 days 3.5 seconds`, with or without the word INTERVAL before.
 * @throws SparkError INVALID_INTERVAL_FORMAT.*
 */
export function parseCalendarInterval(text: string): CalendarInterval {
  const fail = (subclass: string, parameters: Readonly<Record<string, string>> = {}) => intervalError(subclass, text, parameters);
  let rest = trimAll(text).toLowerCase();
  if (rest === '') throw fail('INPUT_IS_EMPTY');
  if (rest.startsWith('interval')) {
    if (rest === 'interval') throw fail('INPUT_IS_EMPTY');
    if (!/^interval\s/.test(rest)) throw fail('INVALID_PREFIX', { prefix: rest.split(/\s/)[0]! });
    rest = rest.slice(9).trimStart();
  }
  let [months, days, microseconds] = [0n, 0n, 0n];
  while (rest !== '') {
    const word = rest.split(/\s/)[0]!;
    const sign = /^[+-]\s*/.exec(rest)?.[0] ?? '';
    rest = rest.slice(sign.length);
    const valueWord = rest.split(/\s/)[0]!;
    if (valueWord === '') throw fail('MISSING_NUMBER', { word });
    if (!/^[\d.]/.test(valueWord))
      throw fail(
        sign === '' ? 'UNRECOGNIZED_NUMBER' : 'INVALID_VALUE',
        sign === '' ? { number: word } : { value: sign.length === 1 ? word : valueWord },
      );
    const number = /^(\d*)(?:\.(\d*))?$/.exec(valueWord);
    if (number === null || valueWord === '.') throw fail('INVALID_VALUE', { value: valueWord });
    if ((number[2]?.length ?? 0) > 9) throw fail('INVALID_PRECISION', { value: valueWord });
    rest = rest.slice(valueWord.length).trimStart();
    if (rest === '') throw fail('MISSING_UNIT', { word: valueWord });
    const unitWord = rest.split(/\s/)[0]!;
    const unit = unitWord.replace(/s$/, '');
    const hasFraction = number[2] !== undefined;
    if (hasFraction && !/^s/.test(unitWord)) throw fail('INVALID_FRACTION', { unit: unitWord });
    rest = rest.slice(unitWord.length).trimStart();
    const factor = sign.startsWith('-') ? -1n : 1n;
    const value = factor * BigInt(number[1] || '0');
    if (!isLong(value)) throw fail('ARITHMETIC_EXCEPTION');
    if (unit === 'year') months += value * 12n;
    else if (unit === 'month') months += value;
    else if (unit === 'week') days += value * 7n;
    else if (unit === 'day') days += value;
    else if (Object.hasOwn(microsOfUnit, unit)) microseconds += value * microsOfUnit[unit]!;
    else throw fail('INVALID_UNIT', { unit: unitWord });
    if (hasFraction) microseconds += factor * BigInt((number[2] ?? '').padEnd(6, '0').slice(0, 6));
    if (!isInt(months) || !isInt(days) || !isLong(microseconds)) throw fail('ARITHMETIC_EXCEPTION');
  }
  return { months: Number(months), days: Number(days), microseconds };
}
