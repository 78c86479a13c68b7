/** Spark's types by their public names. */
export * from './atomic-types.js';
export { ArrayType, MapType } from './collection-types.js';
export {
  type DataTypeKind,
  type FractionalType,
  type IntegralType,
  isAnsiInterval,
  isComplex,
  isFractional,
  isIntegral,
  isNumeric,
  type NumericType,
} from './data-type.js';
export { DataTypeBase, type TypeJson } from './data-type-base.js';
export { DataType, DataTypes } from './data-types.js';
export { DecimalType } from './decimal-type.js';
export { GeographyType, GeometryType, geographicSrid, isSrid } from './geo-types.js';
export { CharType, collatedString, IndeterminateStringType, StringType, VarcharType } from './string-types.js';
export { type FieldJson, type Metadata, StructField } from './struct-field.js';
export { dataTypeFromDDL, dataTypeFromJson, nullableOf, StructType } from './struct-type.js';
export {
  type DayTimeField,
  DayTimeIntervalType,
  dayTimeFields,
  TimestampNanosType,
  TimeType,
  type YearMonthField,
  YearMonthIntervalType,
  yearMonthFields,
} from './time-types.js';
