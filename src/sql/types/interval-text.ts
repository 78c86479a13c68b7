/** Intervals as text, read as Spark's casts and literals read them. */
import { SparkError } from '../../errors/spark-error.js';
import { dayTimeFields, type DayTimeField } from './time-types.js';

export interface CalendarIntervalParts {
  readonly months: number;
  readonly days: number;
  readonly microseconds: bigint;
}

/** Why a text is no interval: a condition below INVALID_INTERVAL_FORMAT and its parameters. */
export class IntervalTextError extends Error {
  constructor(
    readonly subclass: string,
    readonly parameters: Readonly<Record<string, string>> = {},
  ) {
    super(subclass);
  }
}

const monthsOfUnit: Readonly<Record<string, number>> = { year: 12, month: 1 };
const daysOfUnit: Readonly<Record<string, number>> = { week: 7, day: 1 };
const microsOfUnit: Readonly<Record<string, bigint>> = {
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};

/** `interval 1 year -2 days 3.5 seconds`: values and units in turn, the word interval before them or not. @throws IntervalTextError */
export function parseCalendarInterval(text: string): CalendarIntervalParts {
  const input = text.trim();
  if (input === '') throw new IntervalTextError('INPUT_IS_EMPTY');
  const body = /^interval(?=\s|$)/i.test(input) ? input.slice(8).trim() : input;
  if (body === '' || /^interval\S/i.test(input)) throw new IntervalTextError('INVALID_PREFIX', { prefix: input.split(/\s/)[0]! });
  let months = 0;
  let days = 0;
  let microseconds = 0n;
  let at = 0;
  while (at < body.length) {
    const value = /([+-]?)\s*(\d*)(?:(\.)(\d*))?/y;
    value.lastIndex = at;
    const [all = '', sign = '', whole = '', point, fraction = ''] = value.exec(body) ?? [];
    if (whole === '' && fraction === '') throw unreadable(body.slice(at));
    at += all.length;
    const space = /\s*/y;
    space.lastIndex = at;
    at += space.exec(body)![0].length;
    const word = /\S*/y;
    word.lastIndex = at;
    const unitText = word.exec(body)![0];
    at += unitText.length;
    if (unitText === '') throw new IntervalTextError('MISSING_UNIT', { word: sign + whole });
    const unit = unitText.toLowerCase().replace(/s$/, '');
    if (fraction.length > 9) throw new IntervalTextError('INVALID_PRECISION', { value: fraction });
    if (point !== undefined && unit !== 'second') throw new IntervalTextError('INVALID_FRACTION', { unit: unitText });
    const negative = sign === '-';
    const amount = BigInt(whole === '' ? 0 : whole) * (negative ? -1n : 1n);
    if (Object.hasOwn(monthsOfUnit, unit)) months = checked(months + Number(amount) * monthsOfUnit[unit]!);
    else if (Object.hasOwn(daysOfUnit, unit)) days = checked(days + Number(amount) * daysOfUnit[unit]!);
    else if (Object.hasOwn(microsOfUnit, unit)) {
      const nanos = BigInt(fraction.padEnd(9, '0')) * (negative ? -1n : 1n);
      microseconds = checkedLong(microseconds + amount * microsOfUnit[unit]! + (point === undefined ? 0n : nanos / 1000n));
    } else throw new IntervalTextError('INVALID_UNIT', { unit: unitText });
    const rest = /\s+/y;
    rest.lastIndex = at;
    at += rest.exec(body)?.[0].length ?? 0;
  }
  return { months, days, microseconds };
}

function unreadable(text: string): IntervalTextError {
  const word = text.split(/\s/)[0]!;
  return new IntervalTextError('INVALID_VALUE', { value: word });
}

/** `y-m`. @returns months; undefined when the text has another form */
export function parseYearMonth(text: string): number | undefined {
  const match = /^([+-]?)(\d+)-(\d+)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, years, months] = match;
  if (Number(months) > 11) throw new IntervalTextError('INTERVAL_PARSING', { interval: 'year-month' });
  const total = Number(years) * 12 + Number(months);
  if (total > 0x7fffffff + (sign === '-' ? 1 : 0)) throw new IntervalTextError('INTERVAL_PARSING', { interval: 'year-month' });
  return sign === '-' ? -total : total;
}

const dayTimeParts: Readonly<Record<DayTimeField, string>> = { day: '(\\d+)', hour: '(\\d{1,2})', minute: '(\\d{1,2})', second: '(\\d{1,2})(?:\\.(\\d{1,9}))?' };
const largest: Readonly<Record<DayTimeField, bigint>> = { day: 106_751_991n, hour: 23n, minute: 59n, second: 59n };

/** `d h:m:s.S` from one field to another. @returns microseconds; undefined when the text has another form @throws SparkError a field out of its range */
export function parseDayTime(text: string, from: DayTimeField, to: DayTimeField): bigint | undefined {
  const fields = dayTimeFields.slice(dayTimeFields.indexOf(from), dayTimeFields.indexOf(to) + 1);
  // The first field may have more digits than the others.
  const parts = fields.map((field, index) => (index === 0 ? dayTimeParts[field].replace('{1,2}', '+') : dayTimeParts[field]));
  const pattern = parts.reduce((all, part, index) => all + (fields[index - 1] === 'day' ? '[ T]' : ':') + part);
  const match = new RegExp(`^([+-]?)\\s*${pattern}$`).exec(text.trim());
  if (match === null) return undefined;
  let micros = 0n;
  fields.forEach((field, index) => {
    const value = BigInt(match[index + 2]!);
    const limit = index === 0 ? firstLargest[field] : largest[field];
    if (value > limit) {
      throw new SparkError('IllegalArgumentException', `requirement failed: ${field} ${value} outside range [0, ${limit}]`);
    }
    micros += value * (field === 'day' ? 86_400_000_000n : microsOfUnit[field]!);
  });
  const fraction = match[fields.length + 2];
  if (to === 'second' && fraction !== undefined) micros += BigInt(fraction.padEnd(9, '0')) / 1000n;
  return checkedLong(match[1] === '-' ? -micros : micros);
}

const firstLargest: Readonly<Record<DayTimeField, bigint>> = {
  day: 106_751_991n,
  hour: 2_562_047_788n,
  minute: 153_722_867_280n,
  second: 9_223_372_036_854n,
};

function checked(value: number): number {
  if (value > 0x7fffffff || value < -0x80000000) throw new IntervalTextError('ARITHMETIC_EXCEPTION');
  return value;
}

function checkedLong(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new IntervalTextError('ARITHMETIC_EXCEPTION');
  return value;
}
