/** to_xml: a struct as a row of XML, four blanks an indent. */
import type { DataType, StructType } from '../types/index.js';
import type { Decimal } from '../values/decimal.js';
import type { MapValue, Value } from '../values/value.js';
import { decimalPlainText } from './number-text.js';
import { scalarText } from './record-text.js';
import type { RecordTime } from './record-time.js';
import type { XmlOptions } from './xml-options.js';

interface XmlWriteOptions extends XmlOptions {
  readonly time: RecordTime;
}

const escapedText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const escapedAttribute = (text: string): string => escapedText(text).replaceAll('"', '&quot;');

export const toXml = (row: readonly Value[], type: StructType, options: XmlWriteOptions): string =>
  new XmlWriter(options).element(options.rowTag, row, type, '');

class XmlWriter {
  constructor(readonly options: XmlWriteOptions) {}

  element(name: string, value: Value, type: DataType, indent: string): string {
    if (type.kind === 'struct') return this.#struct(name, value as Value[], type, indent);
    if (type.kind === 'map') {
      const { keys, values } = value as MapValue;
      const children = keys.map((key, index) => this.#children(String(key), values[index]!, type.valueType, `${indent}    `));
      return this.#framed(name, '', children.flat(), indent);
    }
    if (type.kind === 'array') {
      const items = (value as Value[]).map(item => this.#children(this.options.arrayElementName, item, type.elementType, `${indent}    `));
      return this.#framed(name, '', items.flat(), indent);
    }
    return `${indent}<${name}>${escapedText(this.#text(value, type))}</${name}>`;
  }

  /** An array is its items, one element each; null is left out, unless it has a text. */
  #children(name: string, value: Value, type: DataType, indent: string): string[] {
    if (value === null) {
      const { nullValue } = this.options;
      return nullValue === undefined ? [] : [`${indent}<${name}>${escapedText(nullValue)}</${name}>`];
    }
    if (type.kind !== 'array') return [this.element(name, value, type, indent)];
    return (value as Value[]).flatMap(item =>
      item !== null && type.elementType.kind === 'array'
        ? [this.element(name, item, type.elementType, indent)]
        : this.#children(name, item, type.elementType, indent),
    );
  }

  #struct(name: string, row: readonly Value[], type: StructType, indent: string): string {
    const { attributePrefix, valueTag } = this.options;
    let attributes = '';
    let text: string | undefined;
    const children: string[] = [];
    type.fields.forEach((field, index) => {
      const value = row[index]!;
      if (field.name === valueTag) text = value === null ? undefined : this.#text(value, field.dataType);
      else if (attributePrefix !== '' && field.name.startsWith(attributePrefix)) {
        if (value === null) return;
        attributes += ` ${field.name.slice(attributePrefix.length)}="${escapedAttribute(this.#text(value, field.dataType))}"`;
      } else children.push(...this.#children(field.name, value, field.dataType, `${indent}    `));
    });
    if (text !== undefined && children.length === 0) return `${indent}<${name}${attributes}>${escapedText(text)}</${name}>`;
    return this.#framed(name, attributes, text === undefined ? children : [escapedText(text), ...children], indent);
  }

  #framed(name: string, attributes: string, children: readonly string[], indent: string): string {
    if (children.length === 0) return `${indent}<${name}${attributes}/>`;
    return `${indent}<${name}${attributes}>\n${children.join('\n')}\n${indent}</${name}>`;
  }

  #text(value: Value, type: DataType): string {
    if (type.kind === 'decimal') return decimalPlainText((value as Decimal).unscaled, (value as Decimal).scale);
    return scalarText(value, type, this.options.time);
  }
}
