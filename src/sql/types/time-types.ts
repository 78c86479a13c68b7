import { DataTypeBase } from './data-type-base.js';

/** A time of day of `precision` digits behind the second. */
export class TimeType extends DataTypeBase {
  readonly kind = 'time';
  readonly typeName: string;
  readonly defaultSize = 8;

  constructor(readonly precision = 6) {
    super();
    this.typeName = `time(${precision})`;
    Object.freeze(this);
  }

  override toString(): string {
    return `TimeType(${this.precision})`;
  }
}

/** A timestamp of seven to nine digits behind the second. @see spark.sql.timestampNanosTypes.enabled */
export class TimestampNanosType extends DataTypeBase {
  readonly kind = 'timestampNanos';
  readonly typeName: string;
  readonly defaultSize = 10;

  constructor(
    readonly precision: number,
    /** Without a time zone: TIMESTAMP_NTZ. */
    readonly isLocal: boolean,
  ) {
    super();
    this.typeName = `timestamp_${isLocal ? 'ntz' : 'ltz'}(${precision})`;
    Object.freeze(this);
  }

  override toString(): string {
    return `Timestamp${this.isLocal ? 'NTZ' : 'LTZ'}NanosType(${this.precision})`;
  }
}

export const yearMonthFields = ['year', 'month'] as const;
export const dayTimeFields = ['day', 'hour', 'minute', 'second'] as const;
export type YearMonthField = (typeof yearMonthFields)[number];
export type DayTimeField = (typeof dayTimeFields)[number];

const intervalName = (start: string, end: string) => (start === end ? `interval ${start}` : `interval ${start} to ${end}`);

/** A span of months; the fields say how it is written. */
export class YearMonthIntervalType extends DataTypeBase {
  readonly kind = 'yearMonthInterval';
  readonly typeName: string;
  readonly defaultSize = 4;

  constructor(
    readonly startField: YearMonthField = 'year',
    readonly endField: YearMonthField = 'month',
  ) {
    super();
    this.typeName = intervalName(startField, endField);
    Object.freeze(this);
  }

  override toString(): string {
    return `YearMonthIntervalType(${yearMonthFields.indexOf(this.startField)},${yearMonthFields.indexOf(this.endField)})`;
  }
}

/** A span of microseconds; the fields say how it is written. */
export class DayTimeIntervalType extends DataTypeBase {
  readonly kind = 'dayTimeInterval';
  readonly typeName: string;
  readonly defaultSize = 8;

  constructor(
    readonly startField: DayTimeField = 'day',
    readonly endField: DayTimeField = 'second',
  ) {
    super();
    this.typeName = intervalName(startField, endField);
    Object.freeze(this);
  }

  override toString(): string {
    return `DayTimeIntervalType(${dayTimeFields.indexOf(this.startField)},${dayTimeFields.indexOf(this.endField)})`;
  }
}
