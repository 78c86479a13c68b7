import type { Decimal } from './decimal.js';

/**
 * A Spark value in our own JavaScript, by its type:
 *
 *     boolean                          boolean
 *     byte, short, integer             number
 *     long                             bigint
 *     float, double                    number (a float is rounded to 32 bits)
 *     decimal                          Decimal
 *     string, char, varchar            string
 *     binary                           Uint8Array
 *     date                             number: days since 1970-01-01
 *     timestamp, timestamp_ntz         bigint: microseconds since 1970-01-01 00:00
 *     timestamp_ltz(9) and the like    bigint: nanoseconds since 1970-01-01 00:00
 *     time                             bigint: nanoseconds since midnight
 *     year-month interval              number: months
 *     day-time interval                bigint: microseconds
 *     interval                         CalendarInterval
 *     array                            Value[]
 *     map                              MapValue
 *     struct                           Value[], a value a field
 *     variant                          VariantValue
 *     void                             null
 *
 * NULL is `null`, whatever the type. The type is never in the value: an expression knows it.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Decimal
  | CalendarInterval
  | MapValue
  | VariantValue
  | ArrayValue;
export type ArrayValue = readonly Value[];

/** Entries in their order; keys are distinct and never null. */
export class MapValue {
  constructor(
    readonly keys: readonly Value[],
    readonly values: readonly Value[],
  ) {}

  get size(): number {
    return this.keys.length;
  }
}

/** Spark's `interval`: its parts do not convert into each other. */
export class CalendarInterval {
  constructor(
    readonly months: number,
    readonly days: number,
    readonly microseconds: bigint,
  ) {}
}

/** A variant in Spark's binary form. */
export class VariantValue {
  constructor(
    readonly value: Uint8Array,
    readonly metadata: Uint8Array,
  ) {}
}
