/** DataFrames of values that the driver holds. */
import { SparkError } from '../errors/spark-error.js';
import { DataFrame } from './dataframe.js';
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import type { SparkSession } from './session.js';
import {
  ArrayType,
  BinaryType,
  BooleanType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  isNumeric,
  LongType,
  MapType,
  NullType,
  nullableOf,
  StringType,
  StructField,
  StructType,
  TimestampType,
} from './types/index.js';
import { Decimal } from './values/decimal.js';
import { MapValue, type Value } from './values/value.js';

/** @param data arrays, objects, Rows, or plain values for a DataFrame of one column
 *  @param schema a type, DDL, or names of columns; without it, types and names come from the data */
export function createDataFrame(
  session: SparkSession,
  data: Iterable<unknown>,
  schema?: StructType | string | readonly string[],
): DataFrame {
  const items = [...data];
  const given = typeof schema === 'string' ? StructType.fromDDL(schema) : schema instanceof StructType ? schema : undefined;
  const names = given?.fieldNames ?? (schema as readonly string[] | undefined) ?? namesOf(items);
  const rows = items.map(item => fieldsOf(item, names, given === undefined && schema === undefined));
  const type = given ?? new StructType(names.map((name, i) => new StructField(name, nullableOf(inferred(rows.map(row => row[i]))), true)));
  const values = rows.map(row => type.fields.map((field, i) => valueOfUser(row[i], field.dataType, field.name)));
  const state = session.sessionState;
  const output = type.fields.map(({ name, dataType, nullable, metadata }) =>
    Object.freeze({ kind: 'attribute' as const, id: state.shared.newId(), name, dataType, nullable, qualifier: [], metadata }),
  );
  return new DataFrame(session, Object.freeze({ kind: 'localRelation', rows: values, output }));
}

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value))) || isInstance(value);

/** An object of the person's own class counts by its fields. */
function isInstance(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    !Array.isArray(value) &&
    !(value instanceof Row) &&
    !(value instanceof Date) &&
    !(value instanceof Map) &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof LocalDate) &&
    !(value instanceof LocalDateTime) &&
    !(value instanceof Decimal)
  );
}

function namesOf(items: readonly unknown[]): readonly string[] {
  const [first] = items;
  if (first instanceof Row) return first.schema.fieldNames;
  if (Array.isArray(first)) return first.map((_, i) => `_${i + 1}`);
  if (isPlainObject(first)) return [...new Set(items.flatMap(each => Object.keys(each as object)))];
  return ['value'];
}

function fieldsOf(item: unknown, names: readonly string[], isBare: boolean): readonly unknown[] {
  if (item instanceof Row) return item.toSeq();
  if (Array.isArray(item) && !(isBare && names.length === 1 && names[0] === 'value')) {
    if (item.length !== names.length) {
      throw new SparkError(
        'IllegalArgumentException',
        `requirement failed: The number of columns doesn't match.\nOld column names (${item.length}): ${item.map((_, i) => `_${i + 1}`).join(', ')}\nNew column names (${names.length}): ${names.join(', ')}`,
      );
    }
    return item;
  }
  if (isPlainObject(item)) return names.map(name => item[name] ?? null);
  return [item];
}

/** The type of values: whole numbers are bigint, others double; NULL where there is no value. */
function inferred(values: readonly unknown[]): DataType {
  return values.reduce<DataType>((type, value) => merged(type, typeOfValue(value)), NullType);
}

function typeOfValue(value: unknown): DataType {
  if (value === null || value === undefined) return NullType;
  switch (typeof value) {
    case 'boolean':
      return BooleanType;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? LongType : DoubleType;
    case 'bigint':
      return LongType;
    case 'string':
      return StringType;
    case 'object':
      break;
    default:
      throw new SparkError(
        'SparkUnsupportedOperationException',
        `[UNSUPPORTED_DATA_TYPE_FOR_ENCODER] A ${typeof value} is no value of SQL`,
      );
  }
  if (value instanceof Date) return TimestampType;
  if (value instanceof LocalDate) return DateType;
  if (value instanceof Uint8Array) return BinaryType;
  if (value instanceof Decimal) return new DecimalType(38, 18);
  if (Array.isArray(value)) return new ArrayType(inferred(value), true);
  if (value instanceof Map) return new MapType(inferred([...value.keys()]), inferred([...value.values()]), true);
  if (value instanceof Row) return value.schema;
  return new StructType(Object.entries(value).map(([name, each]) => new StructField(name, typeOfValue(each), true)));
}

function merged(a: DataType, b: DataType): DataType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (isNumeric(a) && isNumeric(b)) return a.kind === 'double' || b.kind === 'double' ? DoubleType : a;
  if (a.kind === 'array' && b.kind === 'array') return new ArrayType(merged(a.elementType, b.elementType), true);
  if (a.kind === 'map' && b.kind === 'map') return new MapType(merged(a.keyType, b.keyType), merged(a.valueType, b.valueType), true);
  if (a.kind === 'struct' && b.kind === 'struct') {
    const names = [...new Set([...a.fieldNames, ...b.fieldNames])];
    const typeIn = (type: StructType, name: string) => type.fields.find(field => field.name === name)?.dataType ?? NullType;
    return new StructType(names.map(name => new StructField(name, merged(typeIn(a, name), typeIn(b, name)), true)));
  }
  if (a.equals(b)) return a;
  throw new SparkError('AnalysisException', `[CANNOT_MERGE_TYPE] Can not merge type \`${a}\` and \`${b}\`.`, {
    condition: 'CANNOT_MERGE_TYPE',
    messageParameters: { data_type1: String(a), data_type2: String(b) },
  });
}

/** A value of the person in the form of `values/value.ts`. @throws SparkError FIELD_DATA_TYPE_UNACCEPTABLE */
export function valueOfUser(value: unknown, type: DataType, name: string): Value {
  if (value === null || value === undefined) return null;
  const refuse = (): never => {
    throw new SparkError(
      'PySparkTypeError',
      `[FIELD_DATA_TYPE_UNACCEPTABLE] ${type} can not accept object \`${String(value)}\` in type ${typeof value}, in field \`${name}\`.`,
      {
        condition: 'FIELD_DATA_TYPE_UNACCEPTABLE',
        messageParameters: { data_type: String(type), obj: String(value), field: name },
      },
    );
  };
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse();
    case 'byte':
    case 'short':
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : typeof value === 'bigint' ? Number(value) : refuse();
    case 'long':
      return typeof value === 'bigint' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : refuse();
    case 'float':
      return typeof value === 'number' ? Math.fround(value) : refuse();
    case 'double':
      return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : refuse();
    case 'decimal': {
      const decimal = value instanceof Decimal ? value : Decimal.parse(String(value));
      return decimal?.fit(type.precision, type.scale) ?? refuse();
    }
    case 'string':
    case 'char':
    case 'varchar':
      return typeof value === 'string' ? value : refuse();
    case 'binary':
      return value instanceof Uint8Array ? value : refuse();
    case 'date':
      return value instanceof LocalDate ? value.epochDay : value instanceof Date ? Math.floor(value.getTime() / 86_400_000) : refuse();
    case 'timestamp':
      return value instanceof Date ? BigInt(value.getTime()) * 1000n : refuse();
    case 'timestampNtz':
      return value instanceof LocalDateTime ? value.micros : value instanceof Date ? BigInt(value.getTime()) * 1000n : refuse();
    case 'array':
      return Array.isArray(value) ? value.map(each => valueOfUser(each, type.elementType, name)) : refuse();
    case 'map': {
      const entries: readonly (readonly [unknown, unknown])[] =
        value instanceof Map ? [...value] : isPlainObject(value) ? Object.entries(value) : refuse();
      return new MapValue(
        entries.map(([key]) => valueOfUser(key, type.keyType, name)),
        entries.map(([, each]) => valueOfUser(each, type.valueType, name)),
      );
    }
    case 'struct': {
      const fields = fieldsOf(value, type.fieldNames, false);
      return type.fields.map((field, i) => valueOfUser(fields[i], field.dataType, field.name));
    }
    default:
      return refuse();
  }
}
