/** to_xml: a struct as a row of XML, four blanks an indent. */
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { DataType, StructType } from '../types/index.js';
import type { MapValue, Value, VariantValue } from '../values/value.js';
import { readVariant, variantJson } from '../values/variant-json.js';
import { intervalText } from './json-generator.js';
import { scalarText } from './record-text.js';
import type { RecordTime } from './record-time.js';
import { required, type XmlOptions } from './xml-options.js';

interface XmlWriteOptions extends XmlOptions {
  readonly time: RecordTime;
}

/** @throws SparkError for text and names that XML cannot hold */
export function toXml(value: Value, type: DataType, options: XmlWriteOptions): string {
  const writer = new XmlWriter(options);
  const lines =
    type.kind === 'variant'
      ? writer.variantElements(options.rowTag, value as VariantValue, 0, '', options.rowTag)
      : [writer.element(options.rowTag, value, type, '')];
  return options.indent === '' ? `${lines.join('')}\n` : lines.join('');
}

/** A row of a file, inside of its root. */
export const xmlRow = (value: Value, type: DataType, options: XmlWriteOptions): string =>
  new XmlWriter(options).element(options.rowTag, value, type, options.indent);

class XmlWriter {
  constructor(readonly options: XmlWriteOptions) {}

  element(name: string, value: Value, type: DataType, indent: string): string {
    const inner = indent + this.options.indent;
    if (type.kind === 'struct') return this.#struct(name, value as Value[], type, indent);
    if (type.kind === 'map') {
      const { keys, values } = value as MapValue;
      const children = keys.map((key, index) => this.#children(String(key), values[index]!, type.valueType, inner));
      return this.#framed(name, '', undefined, children.flat(), indent);
    }
    if (type.kind === 'array') {
      const items = (value as Value[]).map(item => this.#children(this.options.arrayElementName, item, type.elementType, inner));
      return this.#framed(name, '', undefined, items.flat(), indent);
    }
    return this.#textElement(name, '', this.#text(value, type), indent);
  }

  #textElement(name: string, attributes: string, text: string, indent: string): string {
    const checked = this.#checkedName(name);
    return `${indent}<${checked}${attributes}>${escapedText(text)}</${checked}>`;
  }

  /** An array is its items, one element each; null is left out, unless it has a text. */
  #children(name: string, value: Value, type: DataType, indent: string): string[] {
    if (value === null) {
      const { nullValue } = this.options;
      return nullValue === undefined ? [] : [this.#textElement(name, '', nullValue, indent)];
    }
    if (type.kind === 'variant') return this.variantElements(name, value as VariantValue, 0, indent, this.options.arrayElementName);
    if (type.kind !== 'array') return [this.element(name, value, type, indent)];
    return (value as Value[]).flatMap(item =>
      item !== null && type.elementType.kind === 'array'
        ? [this.element(name, item, type.elementType, indent)]
        : this.#children(name, item, type.elementType, indent),
    );
  }

  #struct(name: string, row: readonly Value[], type: StructType, indent: string): string {
    const { attributePrefix, valueTag } = this.options;
    required(attributePrefix !== '', "'attributePrefix' option should not be empty string.");
    let attributes = '';
    let text: string | undefined;
    const children: string[] = [];
    type.fields.forEach((field, index) => {
      const value = row[index]!;
      if (field.name === valueTag) text = value === null ? undefined : this.#text(value, field.dataType);
      else if (field.name.startsWith(attributePrefix)) {
        if (value !== null) attributes += this.#attribute(field.name, this.#text(value, field.dataType));
      } else children.push(...this.#children(field.name, value, field.dataType, indent + this.options.indent));
    });
    return this.#framed(name, attributes, text, children, indent);
  }

  #attribute(name: string, text: string): string {
    return ` ${this.#checkedName(name.slice(this.options.attributePrefix.length))}="${escapedAttribute(text)}"`;
  }

  /** @param itemName names the items of arrays in an array */
  variantElements(name: string, variant: VariantValue, at: number, indent: string, itemName: string): string[] {
    const { attributePrefix, valueTag, arrayElementName } = this.options;
    const node = readVariant(variant, at);
    if (node.kind === 'null') return [this.#framed(name, '', undefined, [], indent)];
    if (node.kind === 'array') {
      return node.elements.flatMap(each =>
        this.variantElements(readVariant(variant, each).kind === 'array' ? itemName : name, variant, each, indent, itemName),
      );
    }
    if (node.kind !== 'object') return [this.#textElement(name, '', this.#variantText(variant, at), indent)];
    let attributes = '';
    let text: string | undefined;
    const children: string[] = [];
    for (const [key, fieldAt] of node.fields) {
      if (key === valueTag) text = this.#variantText(variant, fieldAt);
      else if (key.startsWith(attributePrefix)) attributes += this.#attribute(key, this.#variantText(variant, fieldAt));
      else children.push(...this.variantElements(key, variant, fieldAt, indent + this.options.indent, arrayElementName));
    }
    return [this.#framed(name, attributes, text, children, indent)];
  }

  #variantText(variant: VariantValue, at: number): string {
    const node = readVariant(variant, at);
    return node.kind === 'string'
      ? node.value
      : variantJson(variant, this.options.time.options.settings.timeZone, at).replace(/^"|"$/g, '');
  }

  #framed(name: string, attributes: string, text: string | undefined, children: readonly string[], indent: string): string {
    const checked = this.#checkedName(name);
    if (text !== undefined && children.length === 0) return this.#textElement(name, attributes, text, indent);
    if (children.length === 0) return `${indent}<${checked}${attributes}/>`;
    const newline = this.options.indent === '' ? '' : '\n';
    const inside = children.map(child => `${newline}${child}`).join('');
    return `${indent}<${checked}${attributes}>${escapedText(text ?? '')}${inside}${newline}${indent}</${checked}>`;
  }

  #checkedName(name: string): string {
    if (!this.options.validateName) return name;
    const bad = [...name].findIndex((c, i) => !(i === 0 ? nameStart : nameInside).test(c));
    if (bad < 0) return name;
    const c = [...name][bad]!;
    throw new SparkError('XMLStreamException', `Illegal ${bad === 0 ? 'first ' : ''}name character '${c}' (code ${c.codePointAt(0)})`);
  }

  #text(value: Value, type: DataType): string {
    if (type.kind === 'variant') return this.#variantText(value as VariantValue, 0);
    const isInterval = type.kind === 'calendarInterval' || type.kind === 'dayTimeInterval' || type.kind === 'yearMonthInterval';
    if (!isInterval) return scalarText(value, type, this.options.time);
    const javaClass =
      type.kind === 'calendarInterval'
        ? 'org.apache.spark.unsafe.types.CalendarInterval'
        : `java.lang.${type.kind === 'dayTimeInterval' ? 'Long' : 'Integer'}`;
    const v = type.kind === 'calendarInterval' ? (intervalText(value, type) ?? '') : String(value);
    const parameters = { v, class: `class ${javaClass}`, dt: String(type) };
    throw sparkErrorOf('_LEGACY_ERROR_TEMP_3238', parameters, { name: 'SparkIllegalArgumentException' });
  }
}

const nameStart = /[\p{L}_:]/u;
const nameInside = /[\p{L}\p{M}\p{Nd}_:.\u00b7-]/u;

function escapedText(text: string): string {
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text)?.[0];
  if (control === undefined) return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#xd;');
  throw new SparkError(
    'XMLStreamException',
    `Invalid white space character (0x${control.charCodeAt(0).toString(16)}) in text to output (in xml 1.1, could output as a character entity)`,
  );
}

const escapedAttribute = (text: string): string =>
  escapedText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xa;').replaceAll('\t', '&#x9;');
