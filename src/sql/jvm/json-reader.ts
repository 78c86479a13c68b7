/**
 * JSON read by a schema: from_json, and files of JSON.
 *
 * A field that does not fit is null and makes the record malformed; the rest of the record is kept. What is no JSON at all has nothing
 * to keep. Names are compared exactly, the last of equal names wins, and fields that the schema does not name are read over.
 */
import type { DataType, StructType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { CalendarInterval, MapValue, type Value, VariantValue } from '../values/value.js';
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from './interval-parse.js';
import { dayTimeFields, yearMonthFields } from './interval-text.js';
import { defaultJsonOptions, type JsonNode, type JsonOptions, JsonSyntaxError, parseJson } from './json-parser.js';
import { compactJson } from './json-writer.js';
import { FieldError, malformedRecord, type RecordMode, rowText } from './record-error.js';
import type { RecordTime } from './record-time.js';
import { rescale } from './rounding.js';
import { buildVariant } from './variant-builder.js';

export interface JsonReadOptions {
  readonly json?: Partial<JsonOptions>;
  readonly time: RecordTime;
  /** A root array is as many records, as it is in files. */
  readonly allowArrayAsStructs?: boolean;
}

class JsonArrayError extends Error {}

export interface JsonRecord {
  /** What could be read; null: nothing. */
  readonly value: Value;
  /** Why the record is malformed. */
  readonly error: Error | undefined;
}

/** The records of one text: none for a blank one, several for an array where structs are asked for. */
export function readJson(text: string, type: DataType, options: JsonReadOptions): JsonRecord[] {
  let root: JsonNode | undefined;
  try {
    root = parseJson(text, { ...defaultJsonOptions, ...options.json });
  } catch (error) {
    if (error instanceof JsonSyntaxError) return [{ value: null, error }];
    throw error;
  }
  if (root === undefined) return [];
  if (root.kind === 'null') return [{ value: null, error: new FieldError('The root is null') }];
  const reader = new JsonReader(options);
  if (type.kind === 'struct' && root.kind === 'array') {
    if (options.allowArrayAsStructs === true) return root.items.map(item => reader.record(item, type));
    return [{ value: null, error: new JsonArrayError('An array stands where a struct is asked for') }];
  }
  if (type.kind === 'array' && type.elementType.kind === 'struct' && root.kind === 'object') {
    const { value, error } = reader.record(root, type.elementType);
    return [{ value: [value], error }];
  }
  return [reader.record(root, type)];
}

export interface FromJsonOptions extends JsonReadOptions {
  readonly mode: Exclude<RecordMode, 'DROPMALFORMED'>;
  readonly columnNameOfCorruptRecord: string;
}

/** from_json: the first record of the text. @throws SparkError MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION under FAILFAST */
export function fromJson(text: string, type: DataType, options: FromJsonOptions): Value {
  const { mode, columnNameOfCorruptRecord } = options;
  const corrupt =
    type.kind === 'struct' && mode === 'PERMISSIVE' ? type.fields.findIndex(field => field.name === columnNameOfCorruptRecord) : -1;
  const [record] = readJson(text, type, options);
  if (record === undefined) return null;
  if (record.error !== undefined && mode === 'FAILFAST') {
    const nothing = type.kind === 'struct' ? type.fields.map(() => null) : [null];
    const shown = rowText(type.kind === 'struct' ? (record.value ?? nothing) : nothing);
    const isArray = record.error instanceof JsonArrayError;
    throw malformedRecord(shown, record.error, isArray ? 'CANNOT_PARSE_JSON_ARRAYS_AS_STRUCTS' : undefined);
  }
  if (type.kind !== 'struct') return record.value;
  const row = [...((record.value as Value[] | null) ?? type.fields.map(() => null))];
  if (corrupt >= 0) row[corrupt] = record.error === undefined ? null : text;
  return row;
}

class JsonReader {
  #error: Error | undefined;

  constructor(readonly options: JsonReadOptions) {}

  record(node: JsonNode, type: DataType): JsonRecord {
    this.#error = undefined;
    try {
      if (node.kind === 'null') throw new FieldError('The root is null');
      return { value: this.#convert(node, type), error: this.#error };
    } catch (error) {
      if (error instanceof FieldError) return { value: null, error };
      throw error;
    }
  }

  /** @throws FieldError when nothing of the value is to be kept */
  #convert(node: JsonNode, type: DataType): Value {
    if (node.kind === 'null' && type.kind !== 'variant') return null;
    switch (type.kind) {
      case 'struct':
        if (node.kind !== 'object') throw misfit(node, type);
        return this.#struct(node.fields, type);
      case 'array':
        if (node.kind !== 'array') throw misfit(node, type);
        return node.items.map(item => this.#convert(item, type.elementType));
      case 'map': {
        if (node.kind !== 'object') throw misfit(node, type);
        const entries = new Map(node.fields.map(([name, value]) => [name, this.#convert(value, type.valueType)]));
        return new MapValue([...entries.keys()], [...entries.values()]);
      }
      case 'string':
      case 'char':
      case 'varchar':
        return node.kind === 'string' ? node.value : compactJson(node);
      case 'variant': {
        const { value, metadata } = buildVariant(node);
        return new VariantValue(value, metadata);
      }
    }
    const value = this.#leaf(node, type);
    if (value === undefined) throw misfit(node, type);
    return value;
  }

  #struct(fields: readonly (readonly [string, JsonNode])[], type: StructType): Value {
    const row: Value[] = type.fields.map(() => null);
    for (const [name, node] of fields) {
      const index = type.fields.findIndex(field => field.name === name);
      if (index < 0) continue;
      try {
        row[index] = this.#convert(node, type.fields[index]!.dataType);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        this.#error ??= error;
        row[index] = null;
      }
    }
    return row;
  }

  /** Undefined: it does not fit. */
  #leaf(node: JsonNode, type: DataType): Value | undefined {
    const { time } = this.options;
    const text = node.kind === 'string' ? node.value : undefined;
    const number = node.kind === 'int' || node.kind === 'float' ? node.text : undefined;
    switch (type.kind) {
      case 'boolean':
        return node.kind === 'boolean' ? node.value : undefined;
      case 'byte':
      case 'short':
      case 'integer':
      case 'long':
        return node.kind === 'int' ? integerOf(BigInt(node.text), type.kind) : undefined;
      case 'float':
      case 'double': {
        const value = number === undefined ? specialDoubles[text ?? ''] : (specialDoubles[number] ?? Number(number));
        return value === undefined ? undefined : type.kind === 'float' ? Math.fround(value) : value;
      }
      case 'decimal': {
        const parts = Decimal.parse((number ?? text ?? '').replaceAll(',', ''));
        if (parts === undefined || parts.precision - parts.scale > type.precision - type.scale + 1) return undefined;
        const decimal = new Decimal(rescale(parts, type.scale, 'HALF_UP'), type.scale);
        return decimal.precision > type.precision ? undefined : decimal;
      }
      case 'binary':
        return text === undefined ? undefined : Uint8Array.from(Buffer.from(text, 'base64'));
      case 'date':
        return text === undefined ? undefined : time.parseDate(text);
      case 'timestamp':
        if (text !== undefined) return time.parseTimestamp(text);
        return node.kind === 'int' ? BigInt(node.text) * 1_000_000n : undefined;
      case 'timestampNtz':
        return text === undefined ? undefined : time.parseLocalTimestamp(text);
      case 'time':
        return text === undefined ? undefined : time.parseTime(text);
    }
    return text === undefined ? undefined : intervalOf(text, type);
  }
}

const misfit = (node: JsonNode, type: DataType): FieldError => new FieldError(`A JSON ${node.kind} is no ${type.simpleString}`);

const specialDoubles: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '+Infinity': Number.POSITIVE_INFINITY,
  '+INF': Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-INF': Number.NEGATIVE_INFINITY,
};

function integerOf(value: bigint, kind: 'byte' | 'short' | 'integer' | 'long'): Value | undefined {
  // Jackson takes a byte for unsigned, too.
  if (kind === 'byte') return value >= -128n && value <= 255n ? Number(BigInt.asIntN(8, value)) : undefined;
  const bits = kind === 'short' ? 16 : kind === 'integer' ? 32 : 64;
  if (BigInt.asIntN(bits, value) !== value) return undefined;
  return kind === 'long' ? value : Number(value);
}

/** The text of an interval, as casts read it. */
export function intervalOf(text: string, type: DataType): Value | undefined {
  const place = (fields: readonly string[], field: string) => fields.indexOf(field.toUpperCase());
  try {
    if (type.kind === 'yearMonthInterval') {
      return parseYearMonthInterval(text, place(yearMonthFields, type.startField), place(yearMonthFields, type.endField));
    }
    if (type.kind === 'dayTimeInterval') {
      return parseDayTimeInterval(text, place(dayTimeFields, type.startField), place(dayTimeFields, type.endField));
    }
    if (type.kind !== 'calendarInterval') return undefined;
    const { months, days, microseconds } = parseCalendarInterval(text);
    return new CalendarInterval(months, days, microseconds);
  } catch {
    return undefined;
  }
}
