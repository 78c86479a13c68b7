/** Values that the person gives, in the form of `values/value.ts`, checked against a type as PySpark checks them. */
import { SparkError } from '../errors/spark-error.js';
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import type { DataType, StructType } from './types/index.js';
import { Decimal } from './values/decimal.js';
import { CalendarInterval, MapValue, type Value, VariantValue } from './values/value.js';

/** Errors that PySpark raises by itself have no SQLSTATE. */
export const dataError = (
  name: 'PySparkTypeError' | 'PySparkValueError',
  condition: string,
  message: string,
  messageParameters: Readonly<Record<string, string>> = {},
): SparkError => new SparkError(name, `[${condition}] ${message}`, { condition, messageParameters });

export const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name ?? 'Object';
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value}'`;
  const text =
    typeof value === 'object' ? JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each)) : String(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
};

/** An object of no class of ours: a record of fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.getPrototypeOf(value) === Object.prototype) return true;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  return ![Row, Date, Map, Set, LocalDate, LocalDateTime, Decimal, CalendarInterval, VariantValue].some(type => value instanceof type);
}

const bounds = {
  byte: 2n ** 7n,
  short: 2n ** 15n,
  integer: 2n ** 31n,
  long: 2n ** 63n,
} as const;

/** @param where in words: `field a`, `element in array field a`
 *  @throws SparkError FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME, VALUE_OUT_OF_BOUNDS, FIELD_STRUCT_LENGTH_MISMATCH */
export function userDataConverter(type: DataType, where: string): (value: unknown) => Value {
  const convert = converterOf(type, where);
  return value => (value === null || value === undefined ? null : convert(value));
}

function converterOf(type: DataType, where: string): (value: any) => Value {
  const refuse = (value: unknown): never => {
    throw dataError(
      'PySparkTypeError',
      'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME',
      `${where}: ${type} can not accept object ${shown(value)} in type ${kindOf(value)}.`,
      { field_name: where, data_type: String(type), obj: shown(value), obj_type: kindOf(value) },
    );
  };
  switch (type.kind) {
    case 'null':
      return refuse;
    case 'boolean':
      return value => (typeof value === 'boolean' ? value : refuse(value));
    case 'byte':
    case 'short':
    case 'integer':
    case 'long': {
      const bound = bounds[type.kind];
      const isLong = type.kind === 'long';
      return value => {
        if (typeof value === 'number' ? !Number.isInteger(value) : typeof value !== 'bigint') return refuse(value);
        if (!isLong && typeof value === 'number' && value < bound && value >= -bound) return value;
        const whole = BigInt(value);
        if (whole >= bound || whole < -bound)
          throw dataError(
            'PySparkValueError',
            'VALUE_OUT_OF_BOUNDS',
            `Value for \`obj\` must be between ${-bound} and ${bound - 1n} (inclusive), got ${value}`,
            { arg_name: 'obj', lower_bound: String(-bound), upper_bound: String(bound - 1n), actual: String(value) },
          );
        return isLong ? whole : Number(whole);
      };
    }
    case 'float':
      return value => (typeof value === 'number' ? Math.fround(value) : refuse(value));
    case 'double':
      return value => (typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : refuse(value));
    case 'decimal':
      return value => {
        const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
        const decimal = value instanceof Decimal ? value : isNumber ? Decimal.parse(String(value)) : undefined;
        if (decimal === undefined) return refuse(value);
        return decimal.fit(type.precision, type.scale) ?? null;
      };
    case 'string':
    case 'char':
    case 'varchar':
      return value => (typeof value === 'string' ? value : textOf(value));
    case 'binary':
      return value => (value instanceof Uint8Array ? value : refuse(value));
    case 'date':
      return value =>
        value instanceof LocalDate ? value.epochDay : isDate(value) ? Math.floor(value.getTime() / 86_400_000) : refuse(value);
    case 'timestamp':
      return value => (isDate(value) ? BigInt(value.getTime()) * 1000n : refuse(value));
    case 'timestampNtz':
      return value => (value instanceof LocalDateTime ? value.micros : isDate(value) ? BigInt(value.getTime()) * 1000n : refuse(value));
    case 'calendarInterval':
      return value => (value instanceof CalendarInterval ? value : refuse(value));
    case 'variant':
      return value => (value instanceof VariantValue ? value : refuse(value));
    case 'array': {
      const element = userDataConverter(type.elementType, `element in array ${where}`);
      return value => (Array.isArray(value) || isTypedArray(value) ? Array.from(value as ArrayLike<unknown>, element) : refuse(value));
    }
    case 'map': {
      const key = userDataConverter(type.keyType, `key of map ${where}`);
      const element = userDataConverter(type.valueType, `value of map ${where}`);
      return value => {
        const entries: readonly (readonly [unknown, unknown])[] =
          value instanceof Map ? [...value] : isRecord(value) ? Object.entries(value) : refuse(value);
        return new MapValue(
          entries.map(([each]) => key(each)),
          entries.map(([, each]) => element(each)),
        );
      };
    }
    case 'struct':
      return structConverter(type, where, refuse);
    default:
      return refuse;
  }
}

const isDate = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime());
const isTypedArray = (value: unknown): boolean => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Numbers and the like as text; other things as JSON. */
function textOf(value: unknown): string {
  if (typeof value !== 'object') return String(value);
  const hasText = !Array.isArray(value) && !(value instanceof Map) && (value as object).toString !== Object.prototype.toString;
  return value instanceof Date ? value.toISOString() : hasText ? String(value) : JSON.stringify(value);
}

/** Arrays and Rows by place, objects by name. */
function structConverter(type: StructType, where: string, refuse: (value: unknown) => never): (value: unknown) => Value {
  const fields = type.fields.map(({ name, dataType, nullable }) => {
    const inside = where === '' ? `field ${name}` : `field ${name} in ${where}`;
    const convert = userDataConverter(dataType, inside);
    if (nullable) return convert;
    return (value: unknown): Value => {
      const converted = convert(value);
      if (converted !== null) return converted;
      throw dataError('PySparkValueError', 'FIELD_NOT_NULLABLE_WITH_NAME', `${inside}: This field is not nullable, but got null.`, {
        field_name: inside,
      });
    };
  });
  const names = type.fieldNames;
  return value => {
    const byPlace = value instanceof Row ? rowValues(value, names) : Array.isArray(value) ? value : undefined;
    if (byPlace === undefined) {
      if (!isRecord(value)) return refuse(value);
      return fields.map((convert, i) => convert(value[names[i]!]));
    }
    if (byPlace.length !== fields.length)
      throw dataError(
        'PySparkValueError',
        'FIELD_STRUCT_LENGTH_MISMATCH',
        `Length of object (${byPlace.length}) does not match with length of fields (${fields.length}).`,
        { object_length: String(byPlace.length), field_length: String(fields.length) },
      );
    return fields.map((convert, i) => convert(byPlace[i]));
  };
}

/** Values of a row in the order of the fields, when it has all their names; by place otherwise. */
function rowValues(row: Row, names: readonly string[]): readonly unknown[] {
  const own = row.fieldNames;
  if (own.length === names.length && own.every((name, i) => name === names[i])) return row.toSeq();
  return own.length > 0 && names.every(name => own.includes(name)) ? names.map(name => row.getAs(name)) : row.toSeq();
}
