/**
 * JSON read by a schema: from_json, and files of JSON.
 *
 * A field that does not fit is null and makes the record malformed; the rest of the record is kept. What is no JSON at all has nothing
 * to keep. Names are compared exactly, the last of equal names wins, and fields that the schema does not name are read over.
 */
import { SparkError } from '../../errors/spark-error.js';
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
  /** Reads a decimal in the words of a locale; those of en-US when left out. */
  readonly parseDecimal?: ((text: string) => Decimal | undefined) | undefined;
  /** The whole record becomes one variant. */
  readonly singleVariantColumn?: string | undefined;
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
  if (root.kind === 'null' && type.kind !== 'variant') return [{ value: null, error: new FieldError('The root is null') }];
  if (options.singleVariantColumn !== undefined && type.kind === 'struct') {
    const variant = variantOf(root);
    return [{ value: type.fields.map(field => (field.name === options.singleVariantColumn ? variant : null)), error: undefined }];
  }
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

/** A value that has been parsed. */
export const readJsonNode = (node: JsonNode, type: DataType, options: JsonReadOptions): JsonRecord =>
  new JsonReader(options).record(node, type);

export interface FromJsonOptions extends JsonReadOptions {
  readonly mode: Exclude<RecordMode, 'DROPMALFORMED'>;
  readonly columnNameOfCorruptRecord: string;
}

/** from_json: the first record of the text. @throws SparkError MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION under FAILFAST */
export function fromJson(text: string, type: DataType, options: FromJsonOptions): Value {
  const { mode, columnNameOfCorruptRecord } = options;
  const [record] = readJson(text, type, options);
  if (record === undefined) return null;
  const { value, error } = record;
  const isFatal = error !== undefined && mode === 'FAILFAST';
  if (isFatal && error instanceof JsonArrayError) throw malformedRecord(text, error, 'CANNOT_PARSE_JSON_ARRAYS_AS_STRUCTS');
  if (type.kind !== 'struct') {
    if (isFatal) throw malformedRecord(rowText([value]), error);
    return value;
  }
  const row = [...((value as Value[] | null) ?? type.fields.map(() => null))];
  const corrupt = type.fields.findIndex(field => field.name === columnNameOfCorruptRecord);
  if (corrupt >= 0) row[corrupt] = error === undefined ? null : text;
  if (isFatal) throw malformedRecord(rowText(row), error);
  return row;
}

class JsonReader {
  #error: Error | undefined;
  readonly #places = new Map<StructType, ReadonlyMap<string, number>>();

  constructor(readonly options: JsonReadOptions) {}

  record(node: JsonNode, type: DataType): JsonRecord {
    this.#error = undefined;
    try {
      if (node.kind === 'null' && type.kind !== 'variant') throw new FieldError('The root is null');
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
        // Equal keys stay side by side, as they do in Spark.
        const values = node.fields.map(([, value]) => this.#convert(value, type.valueType));
        return new MapValue(
          node.fields.map(([name]) => name),
          values,
        );
      }
      case 'string':
      case 'char':
      case 'varchar':
        return node.kind === 'string' ? node.value : compactJson(node);
      case 'variant':
        return variantOf(node);
    }
    const value = this.#leaf(node, type);
    if (value === undefined) throw misfit(node, type);
    return value;
  }

  /** Index by name; of equal names the last. */
  #placesOf(type: StructType): ReadonlyMap<string, number> {
    let places = this.#places.get(type);
    if (places === undefined) this.#places.set(type, (places = new Map(type.fields.map(({ name }, index) => [name, index]))));
    return places;
  }

  #struct(fields: readonly (readonly [string, JsonNode])[], type: StructType): Value {
    const row: Value[] = type.fields.map(() => null);
    const places = this.#placesOf(type);
    for (const [name, node] of fields) {
      const index = places.get(name);
      if (index === undefined) continue;
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
        const value =
          number === undefined
            ? specialDoubles[text ?? '']
            : (specialDoubles[number] ?? Number(node.kind === 'int' ? BigInt(number) : number));
        return value === undefined ? undefined : type.kind === 'float' ? Math.fround(value) : value;
      }
      case 'decimal': {
        const { parseDecimal = defaultDecimal } = this.options;
        const parts = number === undefined ? parseDecimal(text ?? '') : Decimal.parse(number);
        if (parts === undefined || parts.precision - parts.scale > type.precision - type.scale + 1) return undefined;
        const decimal = new Decimal(rescale(parts, type.scale, 'HALF_UP'), type.scale);
        return decimal.precision > type.precision ? undefined : decimal;
      }
      case 'binary':
        return text === undefined || !base64.test(text) ? undefined : Uint8Array.from(Buffer.from(text, 'base64'));
      case 'date':
        return text === undefined ? undefined : time.parseDate(text);
      case 'timestamp':
        if (text !== undefined) return time.parseTimestamp(text);
        return node.kind === 'int' ? microsOfSeconds(BigInt(node.text)) : undefined;
      case 'timestampNtz':
        return text === undefined ? undefined : time.parseLocalTimestamp(text);
      case 'time':
        return text === undefined ? undefined : time.parseTime(text);
    }
    return text === undefined ? undefined : intervalOf(text, type);
  }
}

/** A count of seconds that a long holds; its microseconds lose what a long has no room for. */
const microsOfSeconds = (seconds: bigint): bigint | undefined =>
  BigInt.asIntN(64, seconds) === seconds ? BigInt.asIntN(64, seconds * 1_000_000n) : undefined;

/** @throws FieldError for equal keys */
function variantOf(node: JsonNode): VariantValue {
  try {
    const { value, metadata } = buildVariant(node);
    return new VariantValue(value, metadata);
  } catch (error) {
    if (error instanceof SparkError) throw new FieldError(error.message);
    throw error;
  }
}

const defaultDecimal = (text: string): Decimal | undefined => Decimal.parse(text.replaceAll(',', ''));

const misfit = (node: JsonNode, type: DataType): FieldError => new FieldError(`A JSON ${node.kind} is no ${type.simpleString}`);

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

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
