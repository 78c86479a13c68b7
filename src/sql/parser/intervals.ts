/** Interval literals: `INTERVAL '1' DAY`, `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '1 day 2 hours'`. */
import { SparkError } from '../../errors/spark-error.js';
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from '../jvm/interval-parse.js';
import type { CalendarInterval } from '../jvm/interval-text.js';
import { type Literal, literal, nullLiteral } from '../plan/index.js';
import {
  CalendarIntervalType,
  type DayTimeField,
  DayTimeIntervalType,
  dayTimeFields,
  type YearMonthField,
  YearMonthIntervalType,
  yearMonthFields,
} from '../types/index.js';
import type { Token } from './lexer.js';
import type { Parser } from './parser.js';

const units: ReadonlySet<string> = new Set(
  'DAY DAYS HOUR HOURS MICROSECOND MICROSECONDS MILLISECOND MILLISECONDS MINUTE MINUTES MONTH MONTHS NANOSECOND NANOSECONDS SECOND SECONDS WEEK WEEKS YEAR YEARS'.split(
    ' ',
  ),
);
const isUnit = (token: Token) => units.has(token.key);
const isNumber = ({ kind }: Token) => kind === 'integer' || kind === 'decimal';

/** How many tokens a value takes here: a number or a string, with a sign or without; 0 when there is none. */
function valueLength(p: Parser, distance: number): number {
  const signed = p.peek(distance).key === '-' || p.peek(distance).key === '+';
  const token = p.peek(distance + (signed ? 1 : 0));
  const marker = p.markerLength(p.at + distance + (signed ? 1 : 0));
  if (marker > 0) return marker + (signed ? 1 : 0);
  if (isNumber(token)) return signed ? 2 : 1;
  if (!p.isString(token)) return 0;
  let length = signed ? 2 : 1;
  while (p.isString(p.peek(distance + length))) length++;
  return length;
}

/** True when INTERVAL starts a literal with units here; it may be a name, or the type of one string. */
export function isIntervalLiteral(p: Parser): boolean {
  const length = valueLength(p, 1);
  if (length === 0) return false;
  // After a bare number nothing but a unit can come.
  return isUnit(p.peek(1 + length)) || isNumber(p.peek(1));
}

interface Part {
  readonly start: number;
  readonly value: string;
  readonly isText: boolean;
  readonly sign: '' | '-' | '+';
  readonly unit: string;
  /** The unit behind TO. */
  readonly to: string | undefined;
}

export function intervalLiteral(p: Parser): Literal {
  const start = p.at;
  p.expect('INTERVAL');
  const parts: Part[] = [];
  for (;;) {
    const length = valueLength(p, 0);
    if (length === 0 || (parts.length > 0 && !isUnit(p.peek(length)))) break;
    p.checkChain(parts.length);
    parts.push(readPart(p));
  }
  const fromTo = parts.filter(part => part.to !== undefined);
  if (fromTo.length > 0 && parts.length > 1) p.raise(p.error('_LEGACY_ERROR_TEMP_0024', {}, p.originFrom(parts[0]!.start)));
  if (p.isFormOnly) return nullLiteral(p.originFrom(start));
  return fromTo.length > 0 ? fromToInterval(p, parts[0]!, start) : multiUnits(p, parts, start);
}

function readPart(p: Parser): Part {
  const start = p.at;
  const sign = p.acceptOneOf('-', '+') ?? '';
  const isText = p.isStringAt();
  const value = isText ? p.string() : p.next().text;
  if (!isUnit(p.token)) throw p.syntaxError();
  const unit = p.next().text;
  const to = isUnit(p.peek()) && p.accept('TO') ? p.next().text : undefined;
  return { start, value, isText, sign, unit, to };
}

function multiUnits(p: Parser, parts: readonly Part[], start: number): Literal {
  const text = parts
    .map(({ value, isText, sign, unit, start: at }) => {
      // A unit inside the string would pair with the unit behind it.
      if (isText && /\p{L}/u.test(value)) throw p.error('_LEGACY_ERROR_TEMP_0026', { value }, p.originFrom(at));
      return ` ${isText ? signed(value, sign === '-') : `${sign}${value}`} ${unit}`;
    })
    .join('');
  const interval = parseCalendarInterval(text);
  return ofUnits(
    p,
    interval,
    parts.map(part => part.unit),
    start,
  );
}

/** A minus before a string turns the sign inside it. */
function signed(value: string, isNegative: boolean): string {
  if (!isNegative) return value;
  if (value.startsWith('-')) return value.slice(1);
  return `-${value.startsWith('+') ? value.slice(1) : value}`;
}

/** The interval of `INTERVAL 'text'`; the units are in the text. */
export function intervalOfText(p: Parser, text: string, start: number): Literal {
  if (p.isFormOnly) return nullLiteral(p.originFrom(start));
  let interval: CalendarInterval;
  try {
    interval = parseCalendarInterval(text);
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw p.error('INVALID_TYPED_LITERAL', { valueType: '"INTERVAL"', value: `'${text}'` }, p.originFrom(start));
  }
  const words = text.split(/\s+/).filter(word => /^[a-z]+$/i.test(word) && word.toLowerCase() !== 'interval');
  return ofUnits(p, interval, words, start);
}

const fieldOfUnit: Readonly<Record<string, YearMonthField | DayTimeField>> = {
  year: 'year',
  month: 'month',
  week: 'day',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  millisecond: 'second',
  microsecond: 'second',
};

/** The type spans the units that are named. */
function ofUnits(p: Parser, interval: CalendarInterval, names: readonly string[], start: number): Literal {
  const origin = p.originFrom(start);
  if (p.options.legacyInterval) return literal(Object.freeze(interval), CalendarIntervalType, origin);
  const fields = new Set<string>(names.map(name => fieldOfUnit[name.toLowerCase().replace(/s$/, '')] ?? 'second'));
  const yearMonth = yearMonthFields.filter(field => fields.has(field));
  const dayTime = dayTimeFields.filter(field => fields.has(field));
  if (yearMonth.length > 0 && dayTime.length > 0) {
    throw p.error('_LEGACY_ERROR_TEMP_0029', { literal: p.textFrom(start) }, origin);
  }
  if (yearMonth.length > 0)
    return literal(interval.months, new YearMonthIntervalType(yearMonth[0]!, yearMonth[yearMonth.length - 1]!), origin);
  const micros = BigInt(interval.days) * 86_400_000_000n + interval.microseconds;
  if (BigInt.asIntN(64, micros) !== micros) throw p.error('INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION', {}, origin);
  return literal(micros, new DayTimeIntervalType(dayTime[0], dayTime[dayTime.length - 1]), origin);
}

function fromToInterval(p: Parser, part: Part, start: number): Literal {
  const { isText, start: at } = part;
  const value = isText ? signed(part.value, part.sign === '-') : part.value;
  if (!isText) throw p.error('_LEGACY_ERROR_TEMP_0027', {}, p.originFrom(at));
  const from = part.unit.toLowerCase();
  const to = part.to!.toLowerCase();
  const origin = p.originFrom(start);
  if (from === 'year' && to === 'month') {
    const months = intervalOrError(p, at, () => parseYearMonthInterval(value, 0, 1));
    if (!p.options.legacyInterval) return literal(months, new YearMonthIntervalType(), origin);
    return literal(Object.freeze({ months, days: 0, microseconds: 0n }), CalendarIntervalType, origin);
  }
  const first = dayTimeFields.find(field => field === from);
  const last = dayTimeFields.find(field => field === to);
  if (first === undefined || last === undefined || dayTimeFields.indexOf(last) <= dayTimeFields.indexOf(first)) {
    throw p.error('INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION', { input: value, from, to }, p.originFrom(at));
  }
  const places = [dayTimeFields.indexOf(first), dayTimeFields.indexOf(last)] as const;
  const micros = intervalOrError(p, at, () => parseDayTimeInterval(value, ...places));
  if (!p.options.legacyInterval) return literal(micros, new DayTimeIntervalType(first, last), origin);
  const days = first === 'day' ? micros / 86_400_000_000n : 0n;
  const microseconds = micros - days * 86_400_000_000n;
  return literal(Object.freeze({ months: 0, days: Number(days), microseconds }), CalendarIntervalType, origin);
}

/** Errors of the text get the place of the literal. */
function intervalOrError<T>(p: Parser, at: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SparkError) || error.condition === undefined) throw error;
    const { msg } = error.messageParameters;
    if (msg?.startsWith('requirement failed')) throw p.error('_LEGACY_ERROR_TEMP_0063', { msg }, p.originFrom(at));
    throw p.error(error.condition, error.messageParameters, p.originFrom(at));
  }
}
