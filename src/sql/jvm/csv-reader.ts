/** CSV read by a schema: from_csv, and files of CSV; and the types of texts: schema_of_csv. */
import {
  BooleanType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  IntegerType,
  LongType,
  NullType,
  StringType,
  type StructField,
  type StructType,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { type Value, VariantValue } from '../values/value.js';
import { type CsvFormat, parseCsvLine } from './csv-parser.js';
import { intervalOf } from './json-reader.js';
import { mergeTypes } from './json-schema.js';
import { parseDouble, parseInteger } from './number-text.js';
import { malformedRecord, type RecordMode, rowText } from './record-error.js';
import type { RecordTime } from './record-time.js';
import { rescale } from './rounding.js';
import { VariantBuilder } from './variant-builder.js';
import { addScalarText } from './variant-scalar.js';

export interface CsvReadOptions {
  readonly format: CsvFormat;
  readonly time: RecordTime;
  readonly mode: RecordMode;
  readonly columnNameOfCorruptRecord: string;
  /** Reads a decimal in the words of a locale; those of en-US when left out. */
  readonly parseDecimal?: ((text: string) => Decimal | undefined) | undefined;
  /** The whole record becomes one variant. */
  readonly singleVariantColumn?: string | undefined;
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
}

/** Undefined: the text does not fit the type. */
export function textValueOf(
  text: string,
  type: DataType,
  options: Pick<CsvReadOptions, 'time' | 'nanValue' | 'positiveInf' | 'negativeInf' | 'parseDecimal'>,
): Value | undefined {
  const { time } = options;
  switch (type.kind) {
    case 'string':
    case 'char':
    case 'varchar':
      return text;
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
    case 'byte':
    case 'short':
    case 'integer':
    case 'long': {
      const bits = { byte: 8, short: 16, integer: 32, long: 64 } as const;
      const value = /^[+-]?\d+$/.test(text) ? parseInteger(text, bits[type.kind]) : undefined;
      return value === undefined || type.kind === 'long' ? value : Number(value);
    }
    case 'float':
    case 'double': {
      if (text === options.nanValue) return Number.NaN;
      if (text === options.positiveInf) return Number.POSITIVE_INFINITY;
      if (text === options.negativeInf) return Number.NEGATIVE_INFINITY;
      const value = /^[\0- ]*[+-]?(?:inf|nan)/i.test(text) && !/^[+-]?(?:NaN|Infinity)$/.test(text) ? undefined : parseDouble(text);
      return value === undefined ? undefined : type.kind === 'float' ? Math.fround(value) : value;
    }
    case 'decimal': {
      const parts = options.parseDecimal === undefined ? Decimal.parse(text.replaceAll(',', '')) : options.parseDecimal(text);
      if (parts === undefined || parts.precision - parts.scale > type.precision - type.scale + 1) return undefined;
      const decimal = new Decimal(rescale(parts, type.scale, 'HALF_UP'), type.scale);
      return decimal.precision > type.precision ? undefined : decimal;
    }
    case 'binary':
      return new TextEncoder().encode(text);
    case 'date':
      return time.parseDate(text);
    case 'timestamp':
      return time.parseTimestamp(text);
    case 'timestampNtz':
      return time.parseLocalTimestamp(text);
    case 'time':
      return time.parseTime(text);
    case 'variant': {
      const builder = new VariantBuilder('from_csv');
      addScalarText(builder, text, undefined);
      const { value, metadata } = builder.result();
      return new VariantValue(value, metadata);
    }
    default:
      return intervalOf(text, type);
  }
}

export interface CsvRecord {
  readonly row: readonly Value[];
  readonly error: Error | undefined;
}

/** One record. Too few and too many fields make it malformed, and keep what there is. */
export function readCsvFields(fields: readonly string[], type: StructType, options: CsvReadOptions): CsvRecord {
  if (options.singleVariantColumn !== undefined) return singleVariant(fields, type, options);
  const targets = type.fields.filter(field => field.name !== options.columnNameOfCorruptRecord || field.dataType.kind !== 'string');
  let error: Error | undefined;
  if (fields.length !== targets.length) error = new Error(`${fields.length} fields for ${targets.length} columns`);
  const values = new Map<StructField, Value>();
  targets.forEach((target, index) => {
    const { name, dataType } = target;
    const text = fields[index];
    const isNull = text === undefined || text === options.format.nullValue;
    const value = isNull
      ? text !== undefined && dataType.kind === 'variant'
        ? textValueOf('', dataType, options)
        : null
      : textValueOf(text, dataType, options);
    if (value === undefined) error ??= new Error(`The field ${name} is no ${dataType.simpleString}`);
    values.set(target, value ?? null);
  });
  return { row: type.fields.map(field => values.get(field) ?? null), error };
}

/** All fields in one variant, under the names that a file without a header gives them. */
function singleVariant(fields: readonly string[], type: StructType, { format, singleVariantColumn }: CsvReadOptions): CsvRecord {
  const builder = new VariantBuilder('from_csv');
  const named = fields.map((field, i) => [`_c${i}`, field] as const);
  builder.addObject(named, field => addScalarText(builder, field, format.nullValue));
  const { value, metadata } = builder.result();
  const variant = new VariantValue(value, metadata);
  return { row: type.fields.map(({ name }) => (name === singleVariantColumn ? variant : null)), error: undefined };
}

/** from_csv. @throws SparkError MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION under FAILFAST */
export function fromCsv(text: string, type: StructType, options: CsvReadOptions): Value {
  const fields = parseCsvLine(text, options.format);
  const record =
    fields === undefined ? { row: type.fields.map(() => null), error: new Error('No record') } : readCsvFields(fields, type, options);
  if (record.error === undefined) return record.row;
  if (options.mode === 'FAILFAST') throw malformedRecord(rowText(record.row), record.error);
  const corrupt = type.fields.findIndex(field => field.name === options.columnNameOfCorruptRecord);
  return corrupt < 0 ? record.row : record.row.map((value, index) => (index === corrupt ? text : value));
}

export interface CsvInferOptions {
  readonly format: CsvFormat;
  readonly time: RecordTime;
  readonly preferDate: boolean;
  readonly parseDecimal?: ((text: string) => Decimal | undefined) | undefined;
  /** The type of spark.sql.timestampType. */
  readonly timestampType: DataType;
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
}

/** The type of one more text of a column; NullType where none was seen. */
export function inferCsvType(soFar: DataType, text: string, options: CsvInferOptions): DataType {
  if (text === '' || text === options.format.nullValue) return soFar;
  return mergeTypes(soFar, csvTypeOf(text, options));
}

function csvTypeOf(text: string, options: CsvInferOptions): DataType {
  const { time } = options;
  if (/^[+-]?\d+$/.test(text)) {
    if (parseInteger(text, 32) !== undefined) return IntegerType;
    if (parseInteger(text, 64) !== undefined) return LongType;
  }
  // A fraction would be a double for others that read the file, so only a whole number is a decimal.
  const decimal = options.parseDecimal === undefined ? Decimal.parse(text.replaceAll(',', '')) : options.parseDecimal(text);
  if (decimal?.scale === 0 && decimal.precision <= DecimalType.maxPrecision) return new DecimalType(decimal.precision, 0);
  if (
    text === options.nanValue ||
    text === options.positiveInf ||
    text === options.negativeInf ||
    /^[+-]?(?:Infinity|\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/.test(text)
  ) {
    return DoubleType;
  }
  if (
    options.preferDate &&
    time.parseDate(text) !== undefined &&
    (time.options.dateFormat !== undefined || /^\d{4}-\d{2}-\d{2}$/.test(text))
  )
    return DateType;
  const temporal = time.temporalType(text, options.timestampType);
  if (temporal !== undefined) return temporal;
  return /^(?:true|false)$/i.test(text) ? BooleanType : StringType;
}

/** The types of one record: schema_of_csv. */
export const inferCsvLine = (text: string, options: CsvInferOptions): DataType[] =>
  (parseCsvLine(text, options.format) ?? []).map(field => {
    const type = inferCsvType(NullType, field, options);
    return type.kind === 'null' ? StringType : type;
  });
