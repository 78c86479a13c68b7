import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { parseTableSchemaSyntax, parseTypeSyntax } from '../parser/type-syntax.js';
import {
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
import { ArrayType, MapType } from './collection-types.js';
import type { DataType } from './data-type.js';
import { DataTypeBase, type TypeJson } from './data-type-base.js';
import { DecimalType } from './decimal-type.js';
import { geoTypeOfName } from './geo-types.js';
import { CharType, collatedString, StringType, VarcharType } from './string-types.js';
import { collationsKey, type FieldJson, type Metadata, StructField } from './struct-field.js';
import {
  type DayTimeField,
  DayTimeIntervalType,
  dayTimeFields,
  TimestampNanosType,
  TimeType,
  type YearMonthField,
  YearMonthIntervalType,
  yearMonthFields,
} from './time-types.js';

/** Fields that `simpleString` shows: Spark's spark.sql.debug.maxToStringFields. */
const maxToStringFields = 25;

/** Named fields in order: the type of a row, and the schema of a DataFrame. */
export class StructType extends DataTypeBase implements Iterable<StructField> {
  readonly kind = 'struct';
  readonly typeName = 'struct';
  readonly fields: readonly StructField[];

  constructor(fields: Iterable<StructField> = []) {
    super();
    this.fields = Object.freeze([...fields]);
    Object.freeze(this);
  }

  /** `StructType.of({ name: StringType, age: 'int' })`: nullable fields in the order of the keys. */
  static of(fields: Readonly<Record<string, DataType | string>>): StructType {
    return Object.entries(fields).reduce((type, [name, dataType]) => type.add(name, dataType), new StructType());
  }

  /** Reads `a INT, b STRING NOT NULL COMMENT 'x'`. */
  static fromDDL(ddl: string): StructType {
    return dataTypeFromJsonValue(parseTableSchemaSyntax(ddl)) as StructType;
  }

  /** Reads what `json()` wrote, as text or as a value. */
  static fromJson(json: TypeJson): StructType {
    const type = dataTypeFromJson(json);
    if (type instanceof StructType) return type;
    throw sparkErrorOf('INVALID_JSON_DATA_TYPE', { invalidType: typeof json === 'string' ? json : JSON.stringify(json) });
  }

  get length(): number {
    return this.fields.length;
  }

  get fieldNames(): string[] {
    return this.fields.map(field => field.name);
  }

  /** PySpark's name of `fieldNames`. */
  get names(): string[] {
    return this.fieldNames;
  }

  get defaultSize(): number {
    return this.fields.reduce((size, field) => size + field.dataType.defaultSize, 0);
  }

  add(field: StructField): StructType;
  /** @param more its metadata, or its comment */
  add(name: string, dataType: DataType | string, nullable?: boolean, more?: Metadata | string): StructType;
  add(field: StructField | string, dataType?: DataType | string, nullable = true, more: Metadata | string = {}): StructType {
    if (field instanceof StructField) return new StructType([...this.fields, field]);
    const type = typeof dataType === 'string' ? dataTypeFromDDL(dataType) : dataType!;
    const metadata = typeof more === 'string' ? { comment: more } : more;
    return new StructType([...this.fields, new StructField(field, type, nullable, metadata)]);
  }

  /** The field of a name, in its exact case. @throws SparkError FIELD_NOT_FOUND */
  field(name: string): StructField {
    return this.fields[this.fieldIndex(name)]!;
  }

  /** @throws SparkError FIELD_NOT_FOUND */
  fieldIndex(name: string): number {
    const index = this.fields.findIndex(field => field.name === name);
    if (index >= 0) return index;
    const fields = this.fieldNames.map(each => quotedId(each)).join(', ');
    throw sparkErrorOf('FIELD_NOT_FOUND', { fieldName: quotedId(name), fields }, { name: 'SparkIllegalArgumentException' });
  }

  /** The same fields, each of them nullable, at every depth. */
  get asNullable(): StructType {
    return nullableOf(this) as StructType;
  }

  override get simpleString(): string {
    const shown = this.fields.slice(0, maxToStringFields).map(field => `${field.name}:${field.dataType.simpleString}`);
    if (shown.length < this.length) shown.push(`... ${this.length - shown.length} more fields`);
    return `struct<${shown.join(',')}>`;
  }

  override get catalogString(): string {
    return `struct<${this.fields.map(field => `${field.name}:${field.dataType.catalogString}`).join(',')}>`;
  }

  override get sql(): string {
    return `STRUCT<${this.fields.map(field => field.sql).join(', ')}>`;
  }

  get toDDL(): string {
    return this.fields.map(field => field.toDDL).join(',');
  }

  override jsonValue(): TypeJson {
    return { type: 'struct', fields: this.fields.map(field => field.jsonValue()) };
  }

  /** What `printSchema` prints. @param maxDepth levels of nesting to show; 0 or less shows all */
  treeString(maxDepth = Number.MAX_SAFE_INTEGER): string {
    return `root\n${this.childTree(' |', maxDepth > 0 ? maxDepth : Number.MAX_SAFE_INTEGER)}`;
  }

  override toString(): string {
    return `StructType(${this.fields.join(',')})`;
  }

  [Symbol.iterator](): Iterator<StructField> {
    return this.fields[Symbol.iterator]();
  }

  protected override childTree(prefix: string, depth: number): string {
    return this.fields
      .map(({ name, dataType, nullable }) => {
        const below = DataTypeBase.treeOf(dataType, `${prefix}    |`, depth - 1);
        return `${prefix}-- ${escaped(name)}: ${dataType.typeName} (nullable = ${nullable})\n${below}`;
      })
      .join('');
  }
}

/** Characters that would break the lines of a tree. */
const escaped = (name: string) => name.replace(/[\n\r\t\f\v\b\u0007]/g, each => `\\${'nrtfvba'['\n\r\t\f\v\b\u0007'.indexOf(each)]}`);

/** The type that allows null wherever a value can be. */
export function nullableOf(type: DataType): DataType {
  if (type instanceof ArrayType) return new ArrayType(nullableOf(type.elementType), true);
  if (type instanceof MapType) return new MapType(nullableOf(type.keyType), nullableOf(type.valueType), true);
  if (type instanceof StructType) {
    return new StructType(type.fields.map(({ name, dataType, metadata }) => new StructField(name, nullableOf(dataType), true, metadata)));
  }
  return type;
}

/** Reads one type of DDL: `array<int>`, `decimal(10,2)`. */
export function dataTypeFromDDL(ddl: string): DataType {
  return dataTypeFromJsonValue(parseTypeSyntax(ddl));
}

/** Reads what `json()` wrote, as text or as a value. @throws SparkError INVALID_JSON_DATA_TYPE */
export function dataTypeFromJson(json: TypeJson): DataType {
  if (typeof json !== 'string' || !/^\s*["{]/.test(json)) return dataTypeFromJsonValue(json);
  let value: TypeJson;
  try {
    value = JSON.parse(json);
  } catch {
    throw sparkErrorOf('INVALID_JSON_DATA_TYPE', { invalidType: json });
  }
  return dataTypeFromJsonValue(value);
}

const atomicTypes: Readonly<Record<string, DataType>> = {
  void: NullType,
  null: NullType,
  boolean: BooleanType,
  byte: ByteType,
  short: ShortType,
  integer: IntegerType,
  long: LongType,
  float: FloatType,
  double: DoubleType,
  string: StringType,
  binary: BinaryType,
  date: DateType,
  timestamp: TimestampType,
  timestamp_ltz: TimestampType,
  timestamp_ntz: TimestampNTZType,
  interval: CalendarIntervalType,
  variant: VariantType,
};

const isYearMonth = (field: string): field is YearMonthField => (yearMonthFields as readonly string[]).includes(field);
const isDayTime = (field: string): field is DayTimeField => (dayTimeFields as readonly string[]).includes(field);

function typeOfName(name: string): DataType | undefined {
  if (Object.hasOwn(atomicTypes, name)) return atomicTypes[name];
  const [, word = '', first = '', second = '', collation] =
    /^(\w+)(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?(?: collate (\w+))?$/.exec(name) ?? [];
  if (word === 'decimal') return first === '' ? new DecimalType() : new DecimalType(Number(first), Number(second));
  if (word === 'char') return new CharType(Number(first), collation);
  if (word === 'varchar') return new VarcharType(Number(first), collation);
  const geo = geoTypeOfName(name);
  if (geo !== undefined) return geo;
  if (word === 'string' && first === '') return collation === undefined ? StringType : collatedString(collation);
  if (word === 'timestamp_ltz' || word === 'timestamp_ntz') return new TimestampNanosType(Number(first), word === 'timestamp_ntz');
  if (word === 'time') return new TimeType(first === '' ? undefined : Number(first));
  const [, start = '', end = start] = /^interval (\w+)(?: to (\w+))?$/.exec(name) ?? [];
  if (isYearMonth(start) && isYearMonth(end)) return new YearMonthIntervalType(start, end);
  if (isDayTime(start) && isDayTime(end)) return new DayTimeIntervalType(start, end);
  return undefined;
}

/** @param collations those of the strings below, by path, as the metadata of their field lists them */
function dataTypeFromJsonValue(json: TypeJson, collations: Readonly<Record<string, string>> = {}, path = ''): DataType {
  if (typeof json === 'string') {
    const collation = json === 'string' ? collations[path] : undefined;
    const type = collation === undefined ? typeOfName(json) : collatedString(collation.slice(collation.indexOf('.') + 1));
    if (type !== undefined) return type;
  } else if (json?.type === 'array' && isTypeJson(json.elementType)) {
    return new ArrayType(dataTypeFromJsonValue(json.elementType, collations, `${path}.element`), json.containsNull !== false);
  } else if (json?.type === 'map' && isTypeJson(json.keyType) && isTypeJson(json.valueType)) {
    const keyType = dataTypeFromJsonValue(json.keyType, collations, `${path}.key`);
    return new MapType(keyType, dataTypeFromJsonValue(json.valueType, collations, `${path}.value`), json.valueContainsNull !== false);
  } else if (json?.type === 'struct' && Array.isArray(json.fields)) {
    return new StructType((json.fields as FieldJson[]).map(fieldFromJson));
  }
  throw sparkErrorOf('INVALID_JSON_DATA_TYPE', { invalidType: typeof json === 'string' ? json : JSON.stringify(json) });
}

const isTypeJson = (value: unknown): value is TypeJson => typeof value === 'string' || (typeof value === 'object' && value !== null);

function fieldFromJson({ name, type, nullable = true, metadata = {} }: FieldJson): StructField {
  const { [collationsKey]: collations = {}, ...others } = metadata as Metadata & { [collationsKey]?: Record<string, string> };
  return new StructField(name, dataTypeFromJsonValue(type, collations, name), nullable, others);
}
