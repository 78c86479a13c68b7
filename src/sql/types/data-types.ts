/** Spark's `DataTypes`: the types by their names, and the ones that are made. */
import * as atomic from './atomic-types.js';
import { ArrayType, MapType } from './collection-types.js';
import type { DataType as AnyDataType } from './data-type.js';
import { DecimalType } from './decimal-type.js';
import { CharType, StringType, VarcharType } from './string-types.js';
import { type Metadata, StructField } from './struct-field.js';
import { dataTypeFromDDL, dataTypeFromJson, StructType } from './struct-type.js';
import { type DayTimeField, DayTimeIntervalType, TimeType, type YearMonthField, YearMonthIntervalType } from './time-types.js';

export type DataType = AnyDataType;
/** Reads types from text. */
export const DataType = Object.freeze({ fromDDL: dataTypeFromDDL, fromJson: dataTypeFromJson });

export const DataTypes = Object.freeze({
  StringType,
  BinaryType: atomic.BinaryType,
  BooleanType: atomic.BooleanType,
  DateType: atomic.DateType,
  TimestampType: atomic.TimestampType,
  TimestampNTZType: atomic.TimestampNTZType,
  CalendarIntervalType: atomic.CalendarIntervalType,
  DoubleType: atomic.DoubleType,
  FloatType: atomic.FloatType,
  ByteType: atomic.ByteType,
  ShortType: atomic.ShortType,
  IntegerType: atomic.IntegerType,
  LongType: atomic.LongType,
  NullType: atomic.NullType,
  VariantType: atomic.VariantType,
  createArrayType: (elementType: DataType, containsNull = true) => new ArrayType(elementType, containsNull),
  createMapType: (keyType: DataType, valueType: DataType, valueContainsNull = true) => new MapType(keyType, valueType, valueContainsNull),
  createDecimalType: (precision = 10, scale = 0) => new DecimalType(precision, scale),
  createCharType: (length: number) => new CharType(length),
  createVarcharType: (length: number) => new VarcharType(length),
  createTimeType: (precision = 6) => new TimeType(precision),
  createYearMonthIntervalType: (start: YearMonthField = 'year', end: YearMonthField = 'month') => new YearMonthIntervalType(start, end),
  createDayTimeIntervalType: (start: DayTimeField = 'day', end: DayTimeField = 'second') => new DayTimeIntervalType(start, end),
  createStructField: (name: string, dataType: DataType, nullable = true, metadata: Metadata = {}) =>
    new StructField(name, dataType, nullable, metadata),
  createStructType: (fields: Iterable<StructField>) => new StructType(fields),
});
