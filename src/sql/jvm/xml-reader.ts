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
import { binaryFromText } from './binary-from-text.js';
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

export interface XmlRecord {
  readonly row: readonly Value[];
  readonly error: Error | undefined;
  /** The text is no XML: a file is not read on behind it. */
  readonly isBroken: boolean;
}

export function readXml(text: string, type: StructType, options: XmlReadOptions): XmlRecord {
  const root = parseXml(text, options);
  if (root === undefined) return { row: type.fields.map(() => null), error: new FieldError('The text is no XML'), isBroken: true };
  const reader = new XmlReader(options);
  const row = options.singleVariantColumn === undefined ? reader.struct(root, type) : reader.single(root, type);
  return { row, error: reader.error, isBroken: false };
}

/** from_xml, for a struct or a variant. @throws SparkError MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION under FAILFAST */
export function fromXml(text: string, type: DataType, options: XmlReadOptions): Value {
  if (type.kind !== 'struct') {
    const root = parseXml(text, options);
    if (root !== undefined) return new XmlReader(options).variant(root);
    if (options.mode === 'FAILFAST') throw malformedRecord('[null]');
    return null;
  }
  const { row, error } = readXml(text, type, options);
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
      return binaryFromText(time.options.settings.conf('spark.sql.binaryOutputStyle'))(text);
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
  Partial<Pick<AllXmlOptions, 'inferSchema' | 'preferDate' | 'prefersDecimal' | 'parseDecimal' | 'isCaseSensitive'>>;

/** schema_of_xml; undefined: no XML. */
export function inferXml(text: string, options: InferOptions): StructType | undefined {
  const type = inferXmlRecord(text, options);
  return type && canonicalXml(type);
}

/** As `inferXml`, with NullType where nothing was seen. */
export function inferXmlRecord(text: string, options: InferOptions): StructType | undefined {
  const root = parseXml(text, options);
  return root === undefined ? undefined : structOf(root, options);
}

/** The type that holds both: beside an array a value is an item, and beside a struct that has a text of its own it is one. */
export function mergeXmlTypes(a: DataType, b: DataType, options: InferOptions): DataType {
  if (a.kind === 'struct' && b.kind === 'struct') {
    const fields = new FieldTypes(options);
    for (const { name, dataType } of a.fields) fields.put(name, () => dataType);
    for (const { name, dataType } of b.fields)
      fields.put(name, before => (before === undefined ? dataType : mergeXmlTypes(before, dataType, options)));
    return sortedStruct(fields.types);
  }
  if (a.kind === 'array' || b.kind === 'array') {
    if (a.kind === 'null') return b;
    if (b.kind === 'null') return a;
    return new ArrayType(mergeXmlTypes(a.kind === 'array' ? a.elementType : a, b.kind === 'array' ? b.elementType : b, options));
  }
  if (a.kind === 'struct' && b.kind !== 'null' && a.fieldNames.includes(options.valueTag))
    return mergeXmlTypes(a, valueStruct(b, options), options);
  if (b.kind === 'struct' && a.kind !== 'null' && b.fieldNames.includes(options.valueTag))
    return mergeXmlTypes(valueStruct(a, options), b, options);
  return mergeTypes(a, b);
}

const valueStruct = (type: DataType, { valueTag }: InferOptions): StructType => sortedStruct(new Map([[valueTag, type]]));

/** Types by name, as it was written first. */
class FieldTypes {
  readonly types = new Map<string, DataType>();
  readonly #names = new Map<string, string>();

  constructor(readonly options: InferOptions) {}

  put(name: string, widen: (before: DataType | undefined) => DataType): void {
    const key = this.options.isCaseSensitive === true ? name : name.toLowerCase();
    const known = this.#names.get(key) ?? name;
    this.#names.set(key, known);
    this.types.set(known, widen(this.types.get(known)));
  }
}

const sortedStruct = (fields: ReadonlyMap<string, DataType>): StructType =>
  new StructType([...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, type]) => new StructField(name, type)));

function structOf(element: XmlElement, options: InferOptions): StructType {
  const fields = new FieldTypes(options);
  const put = (name: string, type: DataType) =>
    fields.put(name, before =>
      before === undefined ? type : new ArrayType(mergeXmlTypes(before.kind === 'array' ? before.elementType : before, type, options)),
    );
  for (const [name, value] of element.attributes) put(name, scalarType(value, options));
  for (const child of element.children) put(child.name, typeOf(child, options));
  for (const piece of element.texts) put(options.valueTag, scalarType(piece, options));
  return sortedStruct(fields.types);
}

export const canonicalXml = (type: StructType): StructType =>
  new StructType(type.fields.map(({ name, dataType }) => new StructField(name, canonical(dataType))));

function canonical(type: DataType): DataType {
  switch (type.kind) {
    case 'null':
      return StringType;
    case 'array':
      return new ArrayType(canonical(type.elementType));
    case 'struct':
      return canonicalXml(type);
    default:
      return type;
  }
}

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
