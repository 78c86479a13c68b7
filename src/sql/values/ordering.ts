/** How Spark orders and compares values: NULL first, NaN equal to itself and last, text by its UTF-8 bytes. */
import { InternalError } from '../../errors/spark-error.js';
import type { DataType } from '../types/index.js';
import type { Decimal } from './decimal.js';
import type { CalendarInterval, MapValue, Value } from './value.js';

export type Compare = (a: Value, b: Value) => number;

const compareNatural = (a: any, b: any): number => (a < b ? -1 : a > b ? 1 : 0);

/** Doubles: -0.0 equals 0.0, NaN equals NaN and is greater than all others. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
}

/** By code points, which is the order of UTF-8 bytes; UTF-16 order differs for characters beyond the BMP. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xIsSurrogate = x >= 0xd800 && x <= 0xdfff;
    const yIsSurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return a.length - b.length;
}

/** Compares non-null values of a type; nested NULLs come first. */
export function comparatorOf(type: DataType): Compare {
  switch (type.kind) {
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'date':
    case 'timestamp':
    case 'timestampNtz':
    case 'timestampNanos':
    case 'time':
    case 'yearMonthInterval':
    case 'dayTimeInterval':
      return compareNatural;
    case 'float':
    case 'double':
      return compareDoubles as Compare;
    case 'decimal':
      return (a, b) => (a as Decimal).compare(b as Decimal);
    case 'string':
    case 'char':
    case 'varchar':
      return stringComparator(type.collation);
    case 'binary':
    case 'geometry':
    case 'geography':
      return compareBytes as Compare;
    case 'array': {
      const compare = nullsFirst(comparatorOf(type.elementType));
      return (a, b) => {
        const [x, y] = [a as readonly Value[], b as readonly Value[]];
        for (let i = 0; i < x.length && i < y.length; i++) {
          const order = compare(x[i]!, y[i]!);
          if (order !== 0) return order;
        }
        return x.length - y.length;
      };
    }
    case 'struct': {
      const compares = type.fields.map(field => nullsFirst(comparatorOf(field.dataType)));
      return (a, b) => {
        const [x, y] = [a as readonly Value[], b as readonly Value[]];
        for (let i = 0; i < compares.length; i++) {
          const order = compares[i]!(x[i]!, y[i]!);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case 'map': {
      // Maps group and join, but do not order; equal maps compare as 0 whatever the order of their entries.
      const keyOfType = keyOf(type);
      return (a, b) => compareNatural(keyOfType(a), keyOfType(b));
    }
    case 'calendarInterval':
      return (a, b) => compareNatural(keyOf(type)(a), keyOf(type)(b));
    case 'null':
      return () => 0;
    case 'variant':
      throw new InternalError('Variants do not compare');
  }
}

/** Collations that ICU provides compare through Intl. */
function stringComparator(collation: string): Compare {
  if (collation === 'UTF8_BINARY') return compareStrings as Compare;
  const key = collationKey(collation);
  return (a, b) => key.compare(a as string, b as string);
}

interface CollationKey {
  compare(a: string, b: string): number;
  /** Equal for equal texts. */
  keyOf(text: string): string;
}

/** How texts of a collation compare. @param collation such as `UTF8_LCASE`, `UNICODE_CI`, `de_AI_RTRIM` */
export function collationKey(collation: string): CollationKey {
  const name = collation.toUpperCase();
  const trim = name.endsWith('_RTRIM') ? (text: string) => text.replace(/ +$/, '') : (text: string) => text;
  const base = name.replace(/_RTRIM$/, '');
  if (base === 'UTF8_BINARY') return { compare: (a, b) => compareStrings(trim(a), trim(b)), keyOf: trim };
  if (base === 'UTF8_LCASE') {
    const lower = (text: string) => trim(text).toLowerCase().replaceAll('ς', 'σ');
    return { compare: (a, b) => compareStrings(lower(a), lower(b)), keyOf: lower };
  }
  const ci = /_CI\b|_CI_/.test(`${base}_`);
  const ai = /_AI\b|_AI_/.test(`${base}_`);
  const locale = base.replace(/(_CI|_CS|_AI|_AS)/g, '');
  const collator = new Intl.Collator(locale === 'UNICODE' ? 'en' : locale.split('_')[0]!.toLowerCase(), {
    sensitivity: ci && ai ? 'base' : ci ? 'accent' : ai ? 'case' : 'variant',
  });
  const fold = (text: string) => {
    const plain = ai ? trim(text).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss') : trim(text).normalize('NFC');
    return ci ? plain.toLowerCase().replaceAll('ς', 'σ') : plain;
  };
  return { compare: (a, b) => collator.compare(trim(a), trim(b)), keyOf: fold };
}

/** `compare`, with NULL before everything. */
export const nullsFirst =
  (compare: Compare): Compare =>
  (a, b) =>
    a === null ? (b === null ? 0 : -1) : b === null ? 1 : compare(a, b);

/** A key under which equal values of a type are equal: for DISTINCT, GROUP BY and maps. NULL has a key too. */
export function keyOf(type: DataType): (value: Value) => string | number | bigint | boolean | null {
  switch (type.kind) {
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'date':
    case 'timestamp':
    case 'timestampNtz':
    case 'timestampNanos':
    case 'time':
    case 'yearMonthInterval':
    case 'dayTimeInterval':
    case 'null':
      return value => value as number;
    case 'float':
    case 'double':
      // Adding 0 makes 0.0 of -0.0; NaN is equal to itself in a Map.
      return value => (value === null ? null : (value as number) + 0);
    case 'string':
    case 'char':
    case 'varchar': {
      if (type.collation === 'UTF8_BINARY') return value => value as string;
      const { keyOf: key } = collationKey(type.collation);
      return value => (value === null ? null : key(value as string));
    }
    case 'decimal':
      return value => (value === null ? null : (value as Decimal).stripTrailingZeros().toScientificString());
    case 'binary':
    case 'geometry':
    case 'geography':
      return value => (value === null ? null : Buffer.from(value as Uint8Array).toString('latin1'));
    case 'calendarInterval':
      return value => {
        if (value === null) return null;
        const { months, days, microseconds } = value as CalendarInterval;
        return `${months},${days},${microseconds}`;
      };
    case 'array': {
      const key = partOf(type.elementType);
      return value => (value === null ? null : (value as readonly Value[]).map(key).join(','));
    }
    case 'struct': {
      const keys = type.fields.map(field => partOf(field.dataType));
      return value => (value === null ? null : (value as readonly Value[]).map((each, i) => keys[i]!(each)).join(','));
    }
    case 'map': {
      const key = partOf(type.keyType);
      const valueKey = partOf(type.valueType);
      return value => {
        if (value === null) return null;
        const { keys, values } = value as MapValue;
        return keys
          .map((each, i) => `${key(each)}:${valueKey(values[i]!)}`)
          .sort()
          .join(',');
      };
    }
    case 'variant':
      return value => (value === null ? null : JSON.stringify(value));
  }
}

/** A nested key as text that no neighbour can run into. */
function partOf(type: DataType): (value: Value) => string {
  const key = keyOf(type);
  return value => {
    const part = key(value);
    return part === null ? 'n' : typeof part === 'string' ? `${part.length}"${part}` : String(part);
  };
}

/** Whether values of a type can be grouped: all but variants. */
export function isGroupable(type: DataType): boolean {
  switch (type.kind) {
    case 'array':
      return isGroupable(type.elementType);
    case 'map':
      return isGroupable(type.keyType) && isGroupable(type.valueType);
    case 'struct':
      return type.fields.every(field => isGroupable(field.dataType));
    default:
      return type.kind !== 'variant';
  }
}

/** Whether values of a type can be compared and sorted. */
export function isOrderable(type: DataType): boolean {
  switch (type.kind) {
    case 'array':
      return isOrderable(type.elementType);
    case 'struct':
      return type.fields.every(field => isOrderable(field.dataType));
    case 'map':
    case 'variant':
    case 'calendarInterval':
    case 'geometry':
    case 'geography':
      return false;
    default:
      return true;
  }
}
