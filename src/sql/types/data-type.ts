/** All of Spark's types as one union: `kind` tells them apart. */
import type {
  BinaryType,
  BooleanType,
  ByteType,
  CalendarIntervalType,
  DateType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  NullType,
  ShortType,
  TimestampNTZType,
  TimestampType,
  VariantType,
} from './atomic-types.js';
import type { ArrayType, MapType } from './collection-types.js';
import type { DecimalType } from './decimal-type.js';
import type { GeographyType, GeometryType } from './geo-types.js';
import type { CharType, StringType, VarcharType } from './string-types.js';
import type { StructType } from './struct-type.js';
import type { DayTimeIntervalType, TimestampNanosType, TimeType, YearMonthIntervalType } from './time-types.js';

export type IntegralType = ByteType | ShortType | IntegerType | LongType;
export type FractionalType = FloatType | DoubleType | DecimalType;
export type NumericType = IntegralType | FractionalType;

export type DataType =
  | NumericType
  | BooleanType
  | StringType
  | CharType
  | VarcharType
  | BinaryType
  | DateType
  | TimestampType
  | TimestampNTZType
  | TimeType
  | TimestampNanosType
  | YearMonthIntervalType
  | DayTimeIntervalType
  | CalendarIntervalType
  | VariantType
  | GeometryType
  | GeographyType
  | NullType
  | ArrayType
  | MapType
  | StructType;

export type DataTypeKind = DataType['kind'];

const integralKinds: ReadonlySet<DataTypeKind> = new Set(['byte', 'short', 'integer', 'long']);
const fractionalKinds: ReadonlySet<DataTypeKind> = new Set(['float', 'double', 'decimal']);

export const isIntegral = (type: DataType): type is IntegralType => integralKinds.has(type.kind);
export const isFractional = (type: DataType): type is FractionalType => fractionalKinds.has(type.kind);
export const isNumeric = (type: DataType): type is NumericType => isIntegral(type) || isFractional(type);
export const isAnsiInterval = (type: DataType): type is YearMonthIntervalType | DayTimeIntervalType =>
  type.kind === 'yearMonthInterval' || type.kind === 'dayTimeInterval';
export const isComplex = (type: DataType): type is ArrayType | MapType | StructType =>
  type.kind === 'array' || type.kind === 'map' || type.kind === 'struct';
