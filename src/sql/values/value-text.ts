/** Values as text: what CAST to string gives, and what `show` prints. */
import { dateText, localTimestampText, nanosTimestampText, timestampText, timeText } from '../jvm/datetime-text.js';
import { calendarIntervalText } from '../jvm/interval-text.js';
import { doubleText, floatText } from '../jvm/number-text.js';
import { type TimeZone, utc } from '../jvm/time-zones.js';
import type { DataType } from '../types/index.js';
import type { Decimal } from './decimal.js';
import { dayTimeIntervalText, yearMonthIntervalText } from './interval-fields.js';
import type { CalendarInterval, MapValue, Value, VariantValue } from './value.js';
import { variantJson } from './variant-json.js';

export interface TextStyle {
  /** How a NULL inside an array, map or struct is written. */
  readonly nullText: string;
  readonly binary: (bytes: Uint8Array) => string;
  readonly decimal: (value: Decimal) => string;
}

const plain = (value: Decimal) => value.toString();

/** CAST to string. */
export const castStyle: TextStyle = { nullText: 'null', binary: bytes => new TextDecoder().decode(bytes), decimal: plain };

/** CAST to string without ANSI mode: very small decimals have an exponent. */
export const legacyCastStyle: TextStyle = { ...castStyle, decimal: value => value.toScientificString() };

const hexByte = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');

/** Spark's spark.sql.binaryOutputStyle, by name; unset: HEX_DISCRETE. */
const binaryStyles: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  'UTF-8': bytes => new TextDecoder().decode(bytes),
  BASIC: bytes => `[${Array.from(bytes, byte => (byte << 24) >> 24).join(', ')}]`,
  BASE64: bytes => Buffer.from(bytes).toString('base64').replace(/=+$/, ''),
  HEX: bytes => Array.from(bytes, hexByte).join(''),
  HEX_DISCRETE: bytes => `[${Array.from(bytes, hexByte).join(' ')}]`,
};

/** @param name of spark.sql.binaryOutputStyle */
export const binaryStyleOf = (name: string | undefined) => binaryStyles[name?.toUpperCase() ?? ''] ?? binaryStyles.HEX_DISCRETE!;

/** `show`. */
export const showStyle: TextStyle = { nullText: 'NULL', binary: binaryStyles.HEX_DISCRETE!, decimal: plain };

/** Gives the text of non-null values of a type. */
export function textOf(type: DataType, zone: TimeZone, style: TextStyle): (value: any) => string {
  switch (type.kind) {
    case 'string':
    case 'char':
    case 'varchar':
      return value => value;
    case 'float':
      return floatText;
    case 'double':
      return doubleText;
    case 'decimal':
      return style.decimal;
    case 'binary':
      return style.binary;
    case 'date':
      return dateText;
    case 'timestamp':
      return value => timestampText(value, zone);
    case 'timestampNtz':
      return localTimestampText;
    case 'timestampNanos':
      return value => nanosTimestampText(value, type.isLocal ? utc : zone);
    case 'time':
      return timeText;
    case 'yearMonthInterval':
      return value => yearMonthIntervalText(value, type);
    case 'dayTimeInterval':
      return value => dayTimeIntervalText(value, type);
    case 'calendarInterval':
      return value => calendarIntervalText(value as CalendarInterval);
    case 'variant':
      return value => variantJson(value as VariantValue, zone);
    case 'array': {
      const element = elementText(type.elementType, zone, style);
      return value => `[${(value as readonly Value[]).map(element).join(', ')}]`;
    }
    case 'map': {
      const key = elementText(type.keyType, zone, style);
      const element = elementText(type.valueType, zone, style);
      return value => {
        const { keys, values } = value as MapValue;
        return `{${keys.map((each, i) => `${key(each)} -> ${element(values[i]!)}`).join(', ')}}`;
      };
    }
    case 'struct': {
      const fields = type.fields.map(field => elementText(field.dataType, zone, style));
      return value => `{${(value as readonly Value[]).map((each, i) => fields[i]!(each)).join(', ')}}`;
    }
    default:
      return String;
  }
}

function elementText(type: DataType, zone: TimeZone, style: TextStyle): (value: Value) => string {
  const text = textOf(type, zone, style);
  return value => (value === null ? style.nullText : text(value));
}
