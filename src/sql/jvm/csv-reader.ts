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
  type StructType,
  TimestampNTZType,
  TimestampType,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import type { Value } from '../values/value.js';
import { type CsvFormat, parseCsvLine } from './csv-parser.js';
import { intervalOf } from './json-reader.js';
import { mergeTypes } from './json-schema.js';
import { parseDouble, parseInteger } from './number-text.js';
import { malformedRecord, type RecordMode, rowText } from './record-error.js';
import type { RecordTime } from './record-time.js';
import { rescale } from './rounding.js';

export interface CsvReadOptions {
  readonly format: CsvFormat;
  readonly time: RecordTime;
  readonly mode: RecordMode;
  readonly columnNameOfCorruptRecord: string;
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
}

/** Undefined: the text does not fit the type. */
export function textValueOf(
  text: string,
  type: DataType,
  options: Pick<CsvReadOptions, 'time' | 'nanValue' | 'positiveInf' | 'negativeInf'>,
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
      const value = /^[\0- ]*(?:inf|nan)/i.test(text) && !/^(?:NaN|Infinity)$/.test(text) ? undefined : parseDouble(text);
      return value === undefined ? undefined : type.kind === 'float' ? Math.fround(value) : value;
    }
    case 'decimal': {
      const parts = Decimal.parse(text.replaceAll(',', ''));
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
  const targets = type.fields.filter(field => field.name !== options.columnNameOfCorruptRecord || field.dataType.kind !== 'string');
  let error: Error | undefined;
  if (fields.length !== targets.length) error = new Error(`${fields.length} fields for ${targets.length} columns`);
  const values = new Map<string, Value>();
  targets.forEach(({ name, dataType }, index) => {
    const text = fields[index];
    const value = text === undefined || text === options.format.nullValue ? null : textValueOf(text, dataType, options);
    if (value === undefined) error ??= new Error(`The field ${name} is no ${dataType.simpleString}`);
    values.set(name, value ?? null);
  });
  return { row: type.fields.map(field => values.get(field.name) ?? null), error };
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
    const digits = text.replace(/^[+-]?0*/, '').length;
    return digits <= DecimalType.maxPrecision ? new DecimalType(digits, 0) : DoubleType;
  }
  if (
    text === options.nanValue ||
    text === options.positiveInf ||
    text === options.negativeInf ||
    /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/.test(text)
  ) {
    return DoubleType;
  }
  if (
    options.preferDate &&
    time.parseDate(text) !== undefined &&
    (time.options.dateFormat !== undefined || /^\d{4}-\d{2}-\d{2}$/.test(text))
  )
    return DateType;
  if (time.options.timestampNTZFormat !== undefined && time.parseLocalTimestamp(text) !== undefined) return TimestampNTZType;
  if (time.parseTimestamp(text) !== undefined) return TimestampType;
  return /^(?:true|false)$/i.test(text) ? BooleanType : StringType;
}

/** The types of one record: schema_of_csv. */
export const inferCsvLine = (text: string, options: CsvInferOptions): DataType[] =>
  (parseCsvLine(text, options.format) ?? []).map(field => {
    const type = inferCsvType(NullType, field, options);
    return type.kind === 'null' ? StringType : type;
  });
