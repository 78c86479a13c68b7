import { DataTypeBase } from './data-type-base.js';

/** A type without parameters: one object each, named as the class is in Spark. */
export class AtomicType<K extends string> extends DataTypeBase {
  constructor(
    readonly kind: K,
    readonly typeName: string,
    readonly defaultSize: number,
    readonly sqlName: string = typeName,
    readonly className?: string,
  ) {
    super();
    Object.freeze(this);
  }

  override get simpleString(): string {
    return this.sqlName;
  }

  override equals(other: DataTypeBase): boolean {
    return this.kind === other.kind;
  }

  override toString(): string {
    return this.className ?? super.toString();
  }
}

export const BooleanType = new AtomicType('boolean', 'boolean', 1);
export const ByteType = new AtomicType('byte', 'byte', 1, 'tinyint');
export const ShortType = new AtomicType('short', 'short', 2, 'smallint');
export const IntegerType = new AtomicType('integer', 'integer', 4, 'int');
export const LongType = new AtomicType('long', 'long', 8, 'bigint');
export const FloatType = new AtomicType('float', 'float', 4);
export const DoubleType = new AtomicType('double', 'double', 8);
export const BinaryType = new AtomicType('binary', 'binary', 100);
export const DateType = new AtomicType('date', 'date', 4);
export const TimestampType = new AtomicType('timestamp', 'timestamp', 8);
export const TimestampNTZType = new AtomicType('timestampNtz', 'timestamp_ntz', 8, 'timestamp_ntz', 'TimestampNTZType');
export const CalendarIntervalType = new AtomicType('calendarInterval', 'interval', 16);
export const VariantType = new AtomicType('variant', 'variant', 2048);
export const NullType = new AtomicType('null', 'void', 1);

export type BooleanType = typeof BooleanType;
export type ByteType = typeof ByteType;
export type ShortType = typeof ShortType;
export type IntegerType = typeof IntegerType;
export type LongType = typeof LongType;
export type FloatType = typeof FloatType;
export type DoubleType = typeof DoubleType;
export type BinaryType = typeof BinaryType;
export type DateType = typeof DateType;
export type TimestampType = typeof TimestampType;
export type TimestampNTZType = typeof TimestampNTZType;
export type CalendarIntervalType = typeof CalendarIntervalType;
export type VariantType = typeof VariantType;
export type NullType = typeof NullType;
