/** to_json: values written as JSON by their types. */

import type { DataType } from '../types/index.js';
import type { Decimal } from '../values/decimal.js';
import type { CalendarInterval, MapValue, Value, VariantValue } from '../values/value.js';
import { calendarIntervalText, dayTimeFields, dayTimeText, yearMonthFields, yearMonthText } from './interval-text.js';
import { jsonArray, jsonDouble, jsonObject, jsonString } from './json-writer.js';
import { decimalText, doubleText, floatText } from './number-text.js';
import type { RecordTime } from './record-time.js';
import { floorDiv } from './timestamps.js';

export interface JsonWriteOptions {
  readonly time: RecordTime;
  /** Fields of structs that are null are left out. */
  readonly ignoreNullFields: boolean;
  readonly pretty: boolean;
  readonly sortKeys: boolean;
  /** Characters beyond ASCII are escaped. */
  readonly asciiOnly?: boolean;
  /** Variants have a writer of their own. */
  readonly variantText: (value: VariantValue) => string;
}

export function toJson(value: Value, type: DataType, options: JsonWriteOptions): string {
  const text = textOf(value, type, options, '');
  return options.asciiOnly
    ? text.replace(/[\u0080-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
    : text;
}

/** Variants have a writer of their own, which knows no blanks. */
function textOf(value: Value, type: DataType, options: JsonWriteOptions, indent: string): string {
  if (value === null) return 'null';
  const { time } = options;
  const inner = `${indent}  `;
  switch (type.kind) {
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
      return String(value);
    case 'float':
      return Number.isFinite(value) ? floatText(value as number) : `"${floatText(value as number)}"`;
    case 'double':
      return jsonDouble(value as number);
    case 'decimal':
      return decimalText((value as Decimal).unscaled, (value as Decimal).scale);
    case 'binary':
      return `"${Buffer.from(value as Uint8Array).toString('base64')}"`;
    case 'date':
      return jsonString(time.dateText(value as number));
    case 'timestamp':
      return jsonString(time.timestampText(value as bigint));
    case 'timestampNtz':
      return jsonString(time.localTimestampText(value as bigint));
    case 'timestampNanos': {
      const micros = floorDiv(value as bigint, 1000n);
      return jsonString(type.isLocal ? time.localTimestampText(micros) : time.timestampText(micros));
    }
    case 'time':
      return jsonString(time.timeText(value as bigint));
    case 'variant':
      return options.variantText(value as VariantValue);
    case 'array':
      return jsonArray(
        (value as Value[]).map(item => textOf(item, type.elementType, options, indent)),
        options.pretty,
      );
    case 'map': {
      const { keys, values } = value as MapValue;
      return object(
        keys.map((key, index) => [keyText(key, type.keyType), textOf(values[index]!, type.valueType, options, inner)]),
        options,
        indent,
      );
    }
    case 'struct': {
      const fields = type.fields.map(({ name, dataType }, index) => {
        const field = (value as Value[])[index]!;
        return [name, field === null && options.ignoreNullFields ? undefined : textOf(field, dataType, options, inner)] as const;
      });
      return object(fields, options, indent);
    }
    default:
      return jsonString(intervalText(value, type) ?? String(value));
  }
}

function object(
  fields: readonly (readonly [string, string | undefined])[],
  { sortKeys, pretty }: JsonWriteOptions,
  indent: string,
): string {
  const sorted = sortKeys ? [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : fields;
  return jsonObject(sorted, pretty ? indent : undefined);
}

/** Undefined for what is no interval. */
export function intervalText(value: Value, type: DataType): string | undefined {
  const place = (fields: readonly string[], field: string) => fields.indexOf(field.toUpperCase());
  switch (type.kind) {
    case 'yearMonthInterval':
      return yearMonthText(value as number, place(yearMonthFields, type.startField), place(yearMonthFields, type.endField));
    case 'dayTimeInterval':
      return dayTimeText(value as bigint, place(dayTimeFields, type.startField), place(dayTimeFields, type.endField));
    case 'calendarInterval':
      return calendarIntervalText(value as CalendarInterval);
    default:
      return undefined;
  }
}

/** A key of a map is the text of the value that is stored: a date is its days, an interval a number, a struct stands in brackets. */
function keyText(key: Value, type: DataType): string {
  switch (type.kind) {
    case 'float':
      return floatText(key as number);
    case 'double':
      return doubleText(key as number);
    case 'decimal':
      return decimalText((key as Decimal).unscaled, (key as Decimal).scale);
    case 'struct':
      return `[${type.fields.map(({ dataType }, index) => ((key as Value[])[index] === null ? 'null' : keyText((key as Value[])[index]!, dataType))).join(',')}]`;
    case 'array':
      return `[${(key as Value[]).map(item => (item === null ? 'null' : keyText(item, type.elementType))).join(',')}]`;
    default:
      return String(key);
  }
}
