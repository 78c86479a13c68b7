/**
 * Rows on their way from a file to DuckDB: columns of up to `batchRows` values, filled by row number. The bytes of a file become numbers,
 * dates and short texts without an object for each; what is not plain enough for that is left to the readers that know everything.
 */
import type { DataType } from '../types/index.js';
import type { Value } from '../values/value.js';

export const batchRows = 2048;

export abstract class BatchColumn {
  /** A bit for each value: 0 is NULL. */
  readonly validity = new Uint8Array(batchRows / 8).fill(255);
  hasNulls = false;

  /** Takes the text between two places. @returns false: it is for others to read */
  abstract setText(row: number, bytes: Buffer, start: number, end: number): boolean;
  protected abstract set(row: number, value: NonNullable<Value>): void;

  setValue(row: number, value: Value): void {
    if (value === null) {
      this.setNull(row);
      return;
    }
    this.set(row, value);
  }

  setNull(row: number): void {
    this.hasNulls = true;
    this.validity[row >> 3]! &= ~(1 << (row & 7));
  }

  /** Forgets what was written for a row. */
  reset(row: number): void {
    this.validity[row >> 3]! |= 1 << (row & 7);
  }

  clear(): void {
    if (this.hasNulls) this.validity.fill(255);
    this.hasNulls = false;
  }
}

type Numbers = Uint8Array | Int8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** Values of a fixed width. */
export class NumberColumn extends BatchColumn {
  constructor(
    readonly values: Numbers,
    readonly parse: (row: number, bytes: Buffer, start: number, end: number) => boolean,
  ) {
    super();
  }

  setText(row: number, bytes: Buffer, start: number, end: number): boolean {
    return this.parse(row, bytes, start, end);
  }

  protected set(row: number, value: NonNullable<Value>): void {
    (this.values as { [index: number]: unknown })[row] = value;
  }
}

/** Texts of up to 12 bytes stand in the vector of DuckDB itself: four bytes of length, then the text. */
const SLOT_BYTES = 16;
const LONGEST_SHORT = 12;

export class TextColumn extends BatchColumn {
  readonly slots = new Uint8Array(SLOT_BYTES * batchRows);
  readonly longRows: number[] = [];
  readonly longTexts: string[] = [];

  setText(row: number, bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length > LONGEST_SHORT) {
      this.set(row, bytes.toString('utf8', start, end));
      return true;
    }
    const { slots } = this;
    let at = row * SLOT_BYTES;
    slots[at] = length;
    at += 4;
    let all = 0;
    for (let i = start; i < end; i++) all |= slots[at++] = bytes[i]!;
    // Only whole characters may get into DuckDB.
    if (all > 127) this.set(row, bytes.toString('utf8', start, end));
    return true;
  }

  protected set(row: number, value: NonNullable<Value>): void {
    this.longRows.push(row);
    this.longTexts.push(value as string);
  }

  override reset(row: number): void {
    super.reset(row);
    this.slots.fill(0, row * SLOT_BYTES, (row + 1) * SLOT_BYTES);
    if (this.longRows.at(-1) === row) {
      this.longRows.pop();
      this.longTexts.pop();
    }
  }

  override clear(): void {
    super.clear();
    this.slots.fill(0);
    this.longRows.length = 0;
    this.longTexts.length = 0;
  }
}

/** Values of other types, one by one. */
export class ValueColumn extends BatchColumn {
  readonly values = new Array<Value>(batchRows).fill(null);

  /** @param read undefined: the text does not fit */
  constructor(readonly read: (text: string) => Value | undefined) {
    super();
  }

  setText(row: number, bytes: Buffer, start: number, end: number): boolean {
    const value = this.read(bytes.toString('utf8', start, end));
    if (value === undefined) return false;
    this.setValue(row, value);
    return true;
  }

  protected set(row: number, value: NonNullable<Value>): void {
    this.values[row] = value;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.values[row] = null;
  }
}

/** Structs, a column for each field. */
export class StructColumn extends BatchColumn {
  constructor(readonly children: readonly BatchColumn[]) {
    super();
  }

  setText(): boolean {
    return false;
  }

  protected set(row: number, value: NonNullable<Value>): void {
    this.children.forEach((child, i) => {
      child.setValue(row, (value as readonly Value[])[i]!);
    });
  }

  override setNull(row: number): void {
    super.setNull(row);
    for (const child of this.children) child.setNull(row);
  }

  override reset(row: number): void {
    super.reset(row);
    for (const child of this.children) child.reset(row);
  }

  override clear(): void {
    super.clear();
    for (const child of this.children) child.clear();
  }
}

export interface Batch {
  rowCount: number;
  readonly columns: readonly BatchColumn[];
}

export interface TextRules {
  /** Reads what is not plain; undefined: the text does not fit. */
  read(text: string, type: DataType): Value | undefined;
  /** Dates are written as `2020-01-31`. */
  readonly hasPlainDates: boolean;
  /** Digits are a number, and no word for infinity. */
  readonly hasPlainDoubles: boolean;
}

export function batchColumnOf(type: DataType, rules: TextRules): BatchColumn {
  switch (type.kind) {
    case 'string':
    case 'char':
    case 'varchar':
      return new TextColumn();
    case 'boolean': {
      const values = new Uint8Array(batchRows);
      return new NumberColumn(values, (row, bytes, start, end) => {
        const word = bytes.toString('latin1', start, end).toLowerCase();
        values[row] = word === 'true' ? 1 : 0;
        return word === 'true' || word === 'false';
      });
    }
    case 'struct':
      if (type.length === 0) break;
      return new StructColumn(type.fields.map(field => batchColumnOf(field.dataType, rules)));
    case 'byte':
      return integers(new Int8Array(batchRows), 2 ** 7);
    case 'short':
      return integers(new Int16Array(batchRows), 2 ** 15);
    case 'integer':
      return integers(new Int32Array(batchRows), 2 ** 31);
    case 'long': {
      const values = new BigInt64Array(batchRows);
      const halves = new Int32Array(values.buffer);
      return new NumberColumn(values, (row, bytes, start, end) => {
        const value = integerIn(bytes, start, end);
        if (Number.isNaN(value)) return false;
        const high = Math.floor(value / 2 ** 32);
        halves[row * 2] = value - high * 2 ** 32;
        halves[row * 2 + 1] = high;
        return true;
      });
    }
    case 'float':
    case 'double':
      if (!rules.hasPlainDoubles) break;
      return doubles(type.kind === 'float' ? new Float32Array(batchRows) : new Float64Array(batchRows));
    case 'date': {
      if (!rules.hasPlainDates) break;
      const values = new Int32Array(batchRows);
      return new NumberColumn(values, (row, bytes, start, end) => {
        const days = dateIn(bytes, start, end);
        if (Number.isNaN(days)) return false;
        values[row] = days;
        return true;
      });
    }
  }
  return new ValueColumn(text => rules.read(text, type));
}

const integers = (values: Int8Array | Int16Array | Int32Array, limit: number): NumberColumn =>
  new NumberColumn(values, (row, bytes, start, end) => {
    const value = integerIn(bytes, start, end);
    if (!(value < limit && value >= -limit)) return false;
    values[row] = value;
    return true;
  });

const doubles = (values: Float32Array | Float64Array): NumberColumn =>
  new NumberColumn(values, (row, bytes, start, end) => {
    const value = doubleIn(bytes, start, end);
    if (Number.isNaN(value)) return false;
    values[row] = value;
    return true;
  });

/** So many digits are always exact. */
const EXACT_DIGITS = 15;

/** A whole number of few digits; NaN for other texts. */
export function integerIn(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  const isNegative = first === 45;
  let at = isNegative || first === 43 ? start + 1 : start;
  if (at >= end || end - at > EXACT_DIGITS) return Number.NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

const powersOfTen = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/** A number of few digits, with or without a point between them; NaN for other texts. A quotient of two exact doubles is the nearest one. */
export function doubleIn(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45;
  const from = isNegative ? start + 1 : start;
  if (from >= end || end - from > EXACT_DIGITS + 1) return Number.NaN;
  let value = 0;
  let point = -1;
  for (let at = from; at < end; at++) {
    const c = bytes[at]!;
    const digit = c - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (c === 46 && point < 0 && at > from) point = at;
    else return Number.NaN;
  }
  if (point === end - 1 || (point < 0 && end - from > EXACT_DIGITS)) return Number.NaN;
  if (point >= 0) value /= powersOfTen[end - 1 - point]!;
  return isNegative ? -value : value;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The days since 1970 of `2020-01-31`; NaN for other texts. */
export function dateIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return Number.NaN;
  const year = digitsIn(bytes, start, start + 4);
  const month = digitsIn(bytes, start + 5, start + 7);
  const day = digitsIn(bytes, start + 8, end);
  // NaN compares as false.
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > monthDays[month - 1]! + (isLeap && month === 2 ? 1 : 0)) return Number.NaN;
  return daysOf(year, month, day);
}

function digitsIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 48;
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
