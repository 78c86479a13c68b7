/** XML read by a schema: from_xml; and its types: schema_of_xml. */
import {
  ArrayType,
  BooleanType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  LongType,
  NullType,
  StringType,
  StructField,
  StructType,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { MapValue, type Value, VariantValue } from '../values/value.js';
import { textValueOf } from './csv-reader.js';
import { mergeTypes } from './json-schema.js';
import { parseInteger } from './number-text.js';
import { FieldError, malformedRecord, rowText } from './record-error.js';
import { VariantBuilder } from './variant-builder.js';
import { addScalarText } from './variant-scalar.js';
import type { AllXmlOptions, XmlOptions } from './xml-options.js';
import { parseXml, type XmlElement } from './xml-tree.js';

export type XmlReadOptions = XmlOptions &
  Pick<AllXmlOptions, 'time' | 'mode' | 'columnNameOfCorruptRecord'> &
  Partial<Pick<AllXmlOptions, 'singleVariantColumn' | 'parseDecimal'>>;

/** from_xml, for a struct or a variant. @throws SparkError MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION under FAILFAST */
export function fromXml(text: string, type: DataType, options: XmlReadOptions): Value {
  const reader = new XmlReader(options);
  const root = parseXml(text, options);
  if (type.kind !== 'struct') {
    if (root !== undefined) return reader.variant(root);
    if (options.mode === 'FAILFAST') throw malformedRecord('[null]');
    return null;
  }
  const nothing = type.fields.map(() => null);
  const row =
    root === undefined ? nothing : options.singleVariantColumn === undefined ? reader.struct(root, type) : reader.single(root, type);
  const error = root === undefined ? new FieldError('The text is no XML') : reader.error;
  if (error === undefined) return row;
  if (options.mode === 'FAILFAST') throw malformedRecord(rowText(row), error);
  const corrupt = type.fields.findIndex(field => field.name === options.columnNameOfCorruptRecord);
  return corrupt < 0 ? row : row.map((value, index) => (index === corrupt ? text : value));
}

class XmlReader {
  /** The first field that does not fit; it is null then. */
  error: Error | undefined;

  constructor(readonly options: XmlReadOptions) {}

  /** All of the element in one variant. */
  single(element: XmlElement, type: StructType): Value[] {
    return type.fields.map(({ name }) => (name === this.options.singleVariantColumn ? this.variant(element) : null));
  }

  struct(element: XmlElement, type: StructType): Value[] {
    const row: Value[] = type.fields.map(() => null);
    let failed = false;
    const put = (name: string, convert: (type: DataType, before: Value) => Value) => {
      const index = type.fields.findLastIndex(field => field.name.toLowerCase() === name.toLowerCase());
      if (index < 0 || failed) return;
      try {
        row[index] = convert(type.fields[index]!.dataType, row[index]!);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        // What stands behind the field that does not fit is lost, as it is in Spark.
        failed = true;
        this.error ??= error;
      }
    };
    for (const [name, value] of element.attributes) put(name, fieldType => this.#text(value, fieldType));
    for (const child of element.children) {
      put(child.name, (fieldType, before) => {
        if (fieldType.kind !== 'array') return this.#element(child, fieldType);
        return [...((before as Value[] | null) ?? []), this.#element(child, fieldType.elementType)];
      });
    }
    if (element.texts.length > 0) {
      put(this.options.valueTag, fieldType =>
        fieldType.kind === 'array'
          ? element.texts.map(text => this.#text(text, fieldType.elementType))
          : this.#text(element.texts[element.texts.length - 1]!, fieldType),
      );
    }
    return row;
  }

  #element(element: XmlElement, type: DataType): Value {
    switch (type.kind) {
      case 'struct':
        return this.struct(element, type);
      case 'map': {
        const entries = new Map(element.attributes.map(([name, text]): [string, Value] => [name, this.#text(text, type.valueType)]));
        for (const child of element.children) entries.set(child.name, this.#element(child, type.valueType));
        return new MapValue([...entries.keys()], [...entries.values()]);
      }
      case 'array':
        return element.children.map(child => this.#element(child, type.elementType));
      case 'variant':
        return this.variant(element);
      case 'string':
      case 'char':
      case 'varchar':
        return this.#text(element.inner, type);
    }
    return this.#text(element.texts.join(''), type);
  }

  #text(text: string, type: DataType): Value {
    if (text === this.options.nullValue) return null;
    if (type.kind === 'variant') {
      const builder = new VariantBuilder('from_xml');
      addScalarText(builder, text, this.options.nullValue);
      const { value, metadata } = builder.result();
      return new VariantValue(value, metadata);
    }
    if (text === '' && type.kind !== 'string') return null;
    const value = valueOf(text, type, this.options);
    if (value === undefined) throw new FieldError(`${text} is no ${type.simpleString}`);
    return value;
  }

  variant(element: XmlElement): VariantValue {
    const builder = new VariantBuilder('from_xml');
    const add = (each: XmlElement): void => {
      if (each.attributes.length === 0 && each.children.length === 0)
        return addScalarText(builder, each.texts.join(''), this.options.nullValue);
      const fields = new Map<string, (string | XmlElement)[]>();
      const put = (name: string, value: string | XmlElement) => fields.set(name, [...(fields.get(name) ?? []), value]);
      for (const [name, value] of each.attributes) put(name, value);
      for (const child of each.children) put(child.name, child);
      for (const text of each.texts) put(this.options.valueTag, text);
      const addOne = (value: string | XmlElement) =>
        typeof value === 'string' ? addScalarText(builder, value, this.options.nullValue) : add(value);
      builder.addObject(fields, values => (values.length === 1 ? addOne(values[0]!) : builder.addArray(values, addOne)));
    };
    add(element);
    const { value, metadata } = builder.result();
    return new VariantValue(value, metadata);
  }
}

/** Undefined: the text does not fit the type. */
function valueOf(text: string, type: DataType, { time, parseDecimal }: XmlReadOptions): Value | undefined {
  switch (type.kind) {
    case 'boolean': {
      const word = text.toLowerCase();
      return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined;
    }
    case 'date':
      return time.options.dateFormat !== undefined || isoDate.test(text) ? time.parseDate(text) : undefined;
    case 'binary':
    case 'calendarInterval':
    case 'dayTimeInterval':
    case 'yearMonthInterval':
      return undefined;
    default:
      return textValueOf(text, type, { time, parseDecimal, nanValue: 'NaN', positiveInf: 'Infinity', negativeInf: '-Infinity' });
  }
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

export type InferOptions = XmlOptions &
  Pick<AllXmlOptions, 'time'> &
  Partial<Pick<AllXmlOptions, 'inferSchema' | 'preferDate' | 'prefersDecimal' | 'parseDecimal'>>;

/** schema_of_xml; undefined: no XML. */
export function inferXml(text: string, options: InferOptions): StructType | undefined {
  const root = parseXml(text, options);
  return root === undefined ? undefined : structOf(root, options);
}

function structOf(element: XmlElement, options: InferOptions): StructType {
  const fields = new Map<string, DataType>();
  const put = (name: string, type: DataType) => {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, type);
    else fields.set(name, new ArrayType(mergeTypes(before.kind === 'array' ? before.elementType : before, type)));
  };
  for (const [name, value] of element.attributes) put(name, scalarType(value, options));
  for (const child of element.children) put(child.name, typeOf(child, options));
  for (const piece of element.texts) put(options.valueTag, scalarType(piece, options));
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new StructType(sorted.map(([name, type]) => new StructField(name, canonical(type))));
}

const canonical = (type: DataType): DataType =>
  type.kind === 'null' ? StringType : type.kind === 'array' ? new ArrayType(canonical(type.elementType)) : type;

const typeOf = (element: XmlElement, options: InferOptions): DataType =>
  element.attributes.length === 0 && element.children.length === 0
    ? scalarType(element.texts.join(''), options)
    : structOf(element, options);

function scalarType(text: string, options: InferOptions): DataType {
  const { nullValue, time, inferSchema = true, preferDate = true, prefersDecimal = false, parseDecimal = Decimal.parse } = options;
  if (text === '' || text === nullValue) return NullType;
  if (!inferSchema) return StringType;
  if (/^[+-]?\d+$/.test(text) && parseInteger(text, 64) !== undefined) return LongType;
  const decimal = prefersDecimal ? parseDecimal(text) : undefined;
  if (decimal !== undefined && decimal.scale >= 0 && Math.max(decimal.precision, decimal.scale) <= DecimalType.maxPrecision) {
    return new DecimalType(Math.max(decimal.precision, decimal.scale), decimal.scale);
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return DoubleType;
  if (/^(?:true|false)$/i.test(text)) return BooleanType;
  const isDate = preferDate && (time.options.dateFormat !== undefined || isoDate.test(text)) && time.parseDate(text) !== undefined;
  if (isDate) return DateType;
  return time.temporalType(text) ?? StringType;
}
