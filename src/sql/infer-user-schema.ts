/** Types of values that the person gives. */
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import {
  ArrayType,
  BinaryType,
  BooleanType,
  CalendarIntervalType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  LongType,
  MapType,
  NullType,
  StringType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
  VariantType,
} from './types/index.js';
import { dataError, isRecord, kindOf } from './user-data.js';
import { Decimal } from './values/decimal.js';
import { CalendarInterval, VariantValue } from './values/value.js';

/**
 * The type of rows: objects by their names, arrays and Rows by place, other values as one column named value. JavaScript has one type of
 * numbers: a column is BIGINT while all of its numbers are whole, else DOUBLE.
 * @throws SparkError CANNOT_INFER_EMPTY_SCHEMA, CANNOT_DETERMINE_TYPE, CANNOT_MERGE_TYPE
 */
export function inferUserSchema(rows: readonly unknown[], names: readonly string[] = []): StructType {
  if (rows.length === 0) throw dataError('PySparkValueError', 'CANNOT_INFER_EMPTY_SCHEMA', 'Can not infer schema from an empty dataset.');
  let merged: DataType = NullType;
  let isByPlace = false;
  for (const row of rows) {
    if (merged.kind === 'struct' && isOfType(row, merged, isByPlace, names.length === 0)) continue;
    merged = mergedType(merged, rowType(row, names));
    isByPlace = merged.kind === 'struct' && merged.fields.every((each, i) => each.name === nameByPlace(names, i));
  }
  if (merged.kind !== 'struct' || hasNull(merged))
    throw dataError('PySparkValueError', 'CANNOT_DETERMINE_TYPE', 'Some of types cannot be determined after inferring.');
  return merged;
}

/** Whether a row adds nothing to what the rows before it have said; most do not, and a type of each would take most of the time. */
function isOfType(row: unknown, { fields }: StructType, isByPlace: boolean, isByName: boolean): boolean {
  if (typeof row !== 'object' || row === null) return false;
  if (Array.isArray(row)) return isByPlace && row.length === fields.length && fields.every((each, i) => isValueOf(row[i], each.dataType));
  if (!isByName || Object.getPrototypeOf(row) !== Object.prototype) return false;
  const keys = Object.keys(row);
  return (
    keys.length === fields.length &&
    fields.every((each, i) => keys[i] === each.name && isValueOf((row as Readonly<Record<string, unknown>>)[each.name], each.dataType))
  );
}

function isValueOf(value: unknown, { kind }: DataType): boolean {
  if (value === null) return true;
  switch (typeof value) {
    case 'number':
      return kind === 'double' || (kind === 'long' && typeOfValue(value).kind === 'long');
    case 'string':
      return kind === 'string';
    case 'boolean':
      return kind === 'boolean';
    default:
      return false;
  }
}

const nameByPlace = (names: readonly string[], index: number): string => names[index] ?? `_${index + 1}`;

const field = (name: string, type: DataType) => new StructField(name, type, true);

function rowType(row: unknown, names: readonly string[]): StructType {
  const [own, values] =
    row instanceof Row
      ? [row.fieldNames, row.toSeq()]
      : Array.isArray(row)
        ? [[], row]
        : isRecord(row)
          ? entriesOf(row)
          : [['value'], [row]];
  if (names.length > values.length)
    throw dataError(
      'PySparkValueError',
      'FIELD_STRUCT_LENGTH_MISMATCH',
      `Length of object (${values.length}) does not match with length of fields (${names.length}).`,
    );
  return new StructType(values.map((value, i) => field(names[i] ?? own[i] ?? nameByPlace([], i), typeOfValue(value))));
}

const entriesOf = (record: Readonly<Record<string, unknown>>): [string[], unknown[]] => [Object.keys(record), Object.values(record)];

export function typeOfValue(value: unknown): DataType {
  switch (typeof value) {
    case 'undefined':
      return NullType;
    case 'boolean':
      return BooleanType;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? LongType : DoubleType;
    case 'bigint':
      return LongType;
    case 'string':
      return StringType;
    case 'object':
      return value === null ? NullType : typeOfObject(value);
    default:
      throw dataError('PySparkTypeError', 'UNSUPPORTED_DATA_TYPE', `Unsupported DataType \`${kindOf(value)}\`.`);
  }
}

function typeOfObject(value: object): DataType {
  if (value instanceof Date) return TimestampType;
  if (value instanceof LocalDate) return DateType;
  if (value instanceof LocalDateTime) return TimestampNTZType;
  if (value instanceof Uint8Array) return BinaryType;
  if (value instanceof Decimal) return new DecimalType(38, 18);
  if (value instanceof CalendarInterval) return CalendarIntervalType;
  if (value instanceof VariantValue) return VariantType;
  if (value instanceof Float32Array || value instanceof Float64Array) return new ArrayType(DoubleType, true);
  if (ArrayBuffer.isView(value)) return new ArrayType(LongType, true);
  if (Array.isArray(value)) return new ArrayType(commonType(value), true);
  if (value instanceof Map) return new MapType(commonType([...value.keys()]), commonType([...value.values()]), true);
  if (value instanceof Row) return rowType(value, []);
  return new StructType(Object.entries(value).map(([name, each]) => field(name, typeOfValue(each))));
}

const commonType = (values: readonly unknown[]): DataType =>
  values.reduce<DataType>((type, value) => mergedType(type, typeOfValue(value)), NullType);

function mergedType(a: DataType, b: DataType): DataType {
  if (a === b || b.kind === 'null') return a;
  if (a.kind === 'null') return b;
  if ((a.kind === 'long' && b.kind === 'double') || (a.kind === 'double' && b.kind === 'long')) return DoubleType;
  if (a.kind === 'array' && b.kind === 'array') return new ArrayType(mergedType(a.elementType, b.elementType), true);
  if (a.kind === 'map' && b.kind === 'map')
    return new MapType(mergedType(a.keyType, b.keyType), mergedType(a.valueType, b.valueType), true);
  if (a.kind === 'struct' && b.kind === 'struct') return mergedStruct(a, b);
  if (a.equals(b)) return a;
  // As in PySpark, text takes in whatever is no collection.
  if ((a.kind === 'string' && isAtomic(b)) || (b.kind === 'string' && isAtomic(a))) return StringType;
  throw dataError('PySparkTypeError', 'CANNOT_MERGE_TYPE', `Can not merge type \`${a}\` and \`${b}\`.`, {
    data_type1: String(a),
    data_type2: String(b),
  });
}

function mergedStruct(a: StructType, b: StructType): StructType {
  const isSame = a.length === b.length && a.fields.every((each, i) => each.name === b.fields[i]!.name);
  if (isSame) {
    const types = a.fields.map((each, i) => mergedType(each.dataType, b.fields[i]!.dataType));
    return types.every((type, i) => type === a.fields[i]!.dataType)
      ? a
      : new StructType(types.map((type, i) => field(a.fields[i]!.name, type)));
  }
  const typesOfB = new Map(b.fields.map(({ name, dataType }) => [name, dataType]));
  const known = new Set(a.fieldNames);
  return new StructType([
    ...a.fields.map(({ name, dataType }) => field(name, mergedType(dataType, typesOfB.get(name) ?? NullType))),
    ...b.fields.filter(({ name }) => !known.has(name)),
  ]);
}

const isAtomic = ({ kind }: DataType): boolean => !['array', 'map', 'struct', 'binary', 'variant'].includes(kind);

function hasNull(type: DataType): boolean {
  switch (type.kind) {
    case 'null':
      return true;
    case 'array':
      return hasNull(type.elementType);
    case 'map':
      return hasNull(type.keyType) || hasNull(type.valueType);
    case 'struct':
      return type.fields.some(each => hasNull(each.dataType));
    default:
      return false;
  }
}
