/**
 * Values of plain texts, from the bytes that they stand in: NaN says that a text is not plain, and is for the readers that know everything.
 */
import { offsetAtLocal, type TimeZone } from '../jvm/time-zones.js';

const [plus, minus, point, zero, blank, letterT, letterZ, colon] = [43, 45, 46, 48, 32, 84, 90, 58];

/** So many digits are always exact. */
const EXACT_DIGITS = 15;

/** A whole number of few digits. */
export function integerIn(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  const isNegative = first === minus;
  const from = isNegative || first === plus ? start + 1 : start;
  if (from >= end || end - from > EXACT_DIGITS) return Number.NaN;
  const value = digitsIn(bytes, from, end);
  return isNegative ? -value : value;
}

export const integerBelow =
  (limit: number) =>
  (bytes: Uint8Array, start: number, end: number): number => {
    const value = integerIn(bytes, start, end);
    return value < limit && value >= -limit ? value : Number.NaN;
  };

const powersOfTen = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/** Digits, with or without a point between them. A quotient of two exact doubles is the nearest one; longer texts are left to V8. */
export function doubleIn(bytes: Buffer, start: number, end: number): number {
  const from = bytes[start] === minus ? start + 1 : start;
  const at = pointIn(bytes, from, end);
  if (at === -1 || end - from > EXACT_DIGITS) return longDoubleIn(bytes, start, end);
  const value = unscaledIn(bytes, from, end, at) / powersOfTen[at === end ? 0 : end - 1 - at]!;
  return from > start ? -value : value;
}

/** JSON reads digits without a point as an integer first, which knows no -0: the reader tells `-0` from `-0.0`. */
export function jsonDoubleIn(bytes: Buffer, start: number, end: number): number {
  const value = doubleIn(bytes, start, end);
  return Object.is(value, -0) ? Number.NaN : value;
}

/** What a decimal is without its point. */
export const decimalIn =
  (precision: number, scale: number) =>
  (bytes: Uint8Array, start: number, end: number): number => {
    const from = bytes[start] === minus ? start + 1 : start;
    const at = pointIn(bytes, from, end);
    const missing = at === end ? scale : scale - (end - 1 - at);
    if (at === -1 || missing < 0 || end - from + missing > EXACT_DIGITS) return Number.NaN;
    const value = unscaledIn(bytes, from, end, at) * powersOfTen[missing]!;
    if (value >= 10 ** precision) return Number.NaN;
    return from > start ? -value : value;
  };

/** Where the point stands between digits; `end` where there is none; -1 where there is something else. */
function pointIn(bytes: Uint8Array, start: number, end: number): number {
  let found = end;
  for (let at = start; at < end; at++) {
    const c = bytes[at]!;
    if (c >= zero && c <= zero + 9) continue;
    if (c !== point || found !== end || at === start || at === end - 1) return -1;
    found = at;
  }
  return start < end ? found : -1;
}

function unscaledIn(bytes: Uint8Array, start: number, end: number, pointAt: number): number {
  let value = 0;
  for (let at = start; at < end; at++) if (at !== pointAt) value = value * 10 + bytes[at]! - zero;
  return value;
}

const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function longDoubleIn(bytes: Buffer, start: number, end: number): number {
  const text = bytes.toString('latin1', start, end);
  return number.test(text) ? Number(text) : Number.NaN;
}

export function booleanIn(bytes: Buffer, start: number, end: number): number {
  const word = bytes.toString('latin1', start, end).toLowerCase();
  return word === 'true' ? 1 : word === 'false' ? 0 : Number.NaN;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The days since 1970 of `2020-01-31`. */
export function dateIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== minus || bytes[start + 7] !== minus) return Number.NaN;
  const year = digitsIn(bytes, start, start + 4);
  const month = digitsIn(bytes, start + 5, start + 7);
  const day = digitsIn(bytes, start + 8, end);
  // NaN compares as false.
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > monthDays[month - 1]! + (isLeap && month === 2 ? 1 : 0)) return Number.NaN;
  return daysOf(year, month, day);
}

/** Microseconds of these days are exact in a double. */
const EXACT_DAYS = 100_000;

/** The microseconds of `2020-01-31 01:02:03.5` or `2020-01-31T01:02:03`, as on the wall. */
export function localTimestampIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 19) return Number.NaN;
  const days = dateIn(bytes, start, start + 10);
  const separator = bytes[start + 10];
  if (!(Math.abs(days) <= EXACT_DAYS) || (separator !== blank && separator !== letterT)) return Number.NaN;
  if (bytes[start + 13] !== colon || bytes[start + 16] !== colon) return Number.NaN;
  const hour = digitsIn(bytes, start + 11, start + 13);
  const minute = digitsIn(bytes, start + 14, start + 16);
  const second = digitsIn(bytes, start + 17, start + 19);
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  let micros = 0;
  if (end - start > 19) {
    const digits = end - start - 20;
    if (bytes[start + 19] !== point || digits < 1 || digits > 6) return Number.NaN;
    micros = digitsIn(bytes, start + 20, end) * powersOfTen[6 - digits]!;
  }
  return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1e6 + micros;
}

/** As `localTimestampIn`, in a zone, or at Greenwich where a Z stands behind it. */
export function timestampIn(bytes: Uint8Array, start: number, end: number, zone: TimeZone): number {
  if (bytes[end - 1] === letterZ) return localTimestampIn(bytes, start, end - 1);
  const local = localTimestampIn(bytes, start, end);
  if (zone.fixedOffset === 0 || Number.isNaN(local)) return local;
  return local - offsetAtLocal(zone, Math.floor(local / 1e6)) * 1e6;
}

function digitsIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Counts years from March on, so that the leap day is the last of its year. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + dayOfYear - 719468;
}
