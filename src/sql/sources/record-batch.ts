/**
 * Rows on their way from a file to DuckDB: columns of up to `batchRows` values, filled by row number. The bytes of a file become numbers,
 * dates and short texts without an object for each; what is not plain enough for that is left to the readers that know everything.
 */
import type { RecordTime } from '../jvm/record-time.js';
import type { TimeZone } from '../jvm/time-zones.js';
import type { DataType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import type { Value } from '../values/value.js';
import { booleanIn, dateIn, decimalIn, integerBelow, integerIn, localTimestampIn, timestampIn } from './plain-texts.js';

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
  /**
   * @param parse NaN for what is not plain
   * @param read reads that; undefined: the text does not fit
   */
  constructor(
    readonly values: Numbers,
    readonly parse: (bytes: Buffer, start: number, end: number) => number,
    readonly read: (text: string) => Value | undefined,
  ) {
    super();
  }

  setText(row: number, bytes: Buffer, start: number, end: number): boolean {
    const number = this.parse(bytes, start, end);
    if (!Number.isNaN(number)) {
      this.setNumber(row, number);
      return true;
    }
    const value = this.read(bytes.toString('utf8', start, end));
    if (value !== undefined) this.setValue(row, value);
    return value !== undefined;
  }

  setNumber(row: number, value: number): void {
    (this.values as { [index: number]: number })[row] = value;
  }

  protected set(row: number, value: NonNullable<Value>): void {
    (this.values as { [index: number]: unknown })[row] = value;
  }
}

/** Whole numbers of 64 bits, of which the plain ones are no bigint on the way. */
class LongColumn extends NumberColumn {
  readonly #halves: Int32Array;

  constructor(parse: NumberColumn['parse'], read: NumberColumn['read']) {
    const values = new BigInt64Array(batchRows);
    super(values, parse, read);
    this.#halves = new Int32Array(values.buffer);
  }

  override setNumber(row: number, value: number): void {
    const high = Math.floor(value / 2 ** 32);
    this.#halves[row * 2] = value - high * 2 ** 32;
    this.#halves[row * 2 + 1] = high;
  }

  protected override set(row: number, value: NonNullable<Value>): void {
    super.set(row, value instanceof Decimal ? value.unscaled : value);
  }
}

/** Decimals of up to nine digits. */
class SmallDecimalColumn extends NumberColumn {
  protected override set(row: number, value: NonNullable<Value>): void {
    super.set(row, Number((value as Decimal).unscaled));
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
  /** Reads digits; undefined where they may be a word for infinity. */
  readonly plainDouble: ((bytes: Buffer, start: number, end: number) => number) | undefined;
  /** Decimals have a point. */
  readonly hasPlainDecimals: boolean;
  /** Timestamps are written as `2020-01-31 01:02:03`, and of this zone where they name none. */
  readonly plainZone: TimeZone | undefined;
  readonly hasPlainLocalTimestamps: boolean;
}

/** What is plain without a pattern of the options. */
export const plainTimes = ({ options }: RecordTime) => ({
  hasPlainDates: options.dateFormat === undefined,
  plainZone: options.timestampFormat === undefined ? options.settings.timeZone : undefined,
  hasPlainLocalTimestamps: options.timestampNTZFormat === undefined,
});

const neverPlain = (): number => Number.NaN;

export function batchColumnOf(type: DataType, rules: TextRules): BatchColumn {
  const read = (text: string) => rules.read(text, type);
  switch (type.kind) {
    case 'string':
    case 'char':
    case 'varchar':
      return new TextColumn();
    case 'boolean':
      return new NumberColumn(new Uint8Array(batchRows), booleanIn, read);
    case 'struct':
      if (type.length === 0) break;
      return new StructColumn(type.fields.map(field => batchColumnOf(field.dataType, rules)));
    case 'byte':
      return new NumberColumn(new Int8Array(batchRows), integerBelow(2 ** 7), read);
    case 'short':
      return new NumberColumn(new Int16Array(batchRows), integerBelow(2 ** 15), read);
    case 'integer':
      return new NumberColumn(new Int32Array(batchRows), integerBelow(2 ** 31), read);
    case 'long':
      return new LongColumn(integerIn, read);
    case 'float':
    case 'double': {
      const values = type.kind === 'float' ? new Float32Array(batchRows) : new Float64Array(batchRows);
      return new NumberColumn(values, rules.plainDouble ?? neverPlain, read);
    }
    case 'decimal': {
      const { precision, scale } = type;
      if (precision > longestLong) break;
      const parse = rules.hasPlainDecimals ? decimalIn(precision, scale) : neverPlain;
      if (precision > longestInteger) return new LongColumn(parse, read);
      return new SmallDecimalColumn(precision > longestShort ? new Int32Array(batchRows) : new Int16Array(batchRows), parse, read);
    }
    case 'date':
      return new NumberColumn(new Int32Array(batchRows), rules.hasPlainDates ? dateIn : neverPlain, read);
    case 'timestamp': {
      const { plainZone: zone } = rules;
      return new LongColumn(zone === undefined ? neverPlain : (bytes, start, end) => timestampIn(bytes, start, end, zone), read);
    }
    case 'timestampNtz':
      return new LongColumn(rules.hasPlainLocalTimestamps ? localTimestampIn : neverPlain, read);
  }
  return new ValueColumn(read);
}

/** Digits that decimals have in vectors of 16, 32 and 64 bits. */
const [longestShort, longestInteger, longestLong] = [4, 9, 18];
