/** Values as the person gets them from `collect`, and gives them in. */
import { timeText } from './jvm/datetime-text.js';
import { calendarIntervalText } from './jvm/interval-text.js';
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import type { DataType, StructType } from './types/index.js';
import type { ColumnData } from './values/column-data.js';
import { entryReaders, fieldReaders, sliceReader, unlessNull, valueReader } from './values/column-reader.js';
import { dayTimeIntervalText, yearMonthIntervalText } from './values/interval-fields.js';
import { fromPortable } from './values/portable.js';
import type { CalendarInterval, MapValue, Value, VariantValue } from './values/value.js';

/**
 * What `collect` gives for a type: a long is a number while that is exact and a bigint beyond; a timestamp is a Date; a date is a
 * LocalDate, which is no instant; a decimal is a Decimal, a struct a Row, a map a Map.
 */
export function userValueOf(type: DataType): (value: any) => unknown {
  const convert = converterOf(type);
  return value => (value === null ? null : convert(value));
}

function converterOf(type: DataType): (value: any) => unknown {
  switch (type.kind) {
    case 'long':
      return (value: bigint) => (value >= minSafe && value <= maxSafe ? Number(value) : value);
    case 'timestamp':
      return (value: bigint) => new Date(Number(value) / 1000);
    case 'date':
      return (value: number) => new LocalDate(value);
    case 'timestampNtz':
      return (value: bigint) => new LocalDateTime(value);
    case 'time':
      return timeText;
    case 'yearMonthInterval':
      return (value: number) => yearMonthIntervalText(value, type);
    case 'dayTimeInterval':
      return (value: bigint) => dayTimeIntervalText(value, type);
    case 'calendarInterval':
      return (value: CalendarInterval) => calendarIntervalText(value);
    case 'array': {
      const element = userValueOf(type.elementType);
      return (value: readonly Value[]) => value.map(element);
    }
    case 'map': {
      const [key, element] = [userValueOf(type.keyType), userValueOf(type.valueType)];
      return ({ keys, values }: MapValue) => new Map(keys.map((each, i) => [key(each), element(values[i]!)]));
    }
    case 'struct': {
      const fields = type.fields.map(field => userValueOf(field.dataType));
      const names = type.fieldNames;
      return (value: readonly Value[]) =>
        new Row(
          value.map((each, i) => fields[i]!(each)),
          names,
          type,
        );
    }
    case 'variant':
      return (value: VariantValue) => value;
    default:
      return value => value;
  }
}

const minSafe = BigInt(Number.MIN_SAFE_INTEGER);
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** The values of a column of a result as `collect` gives them. */
export function userReader(column: ColumnData, type: DataType): (index: number) => unknown {
  if (column.kind === 'values') {
    const [revive, convert] = [fromPortable(type), userValueOf(type)];
    return index => convert(revive(column.values[index]));
  }
  return unlessNull(column.nulls, presentReader(column, type));
}

function presentReader(column: Exclude<ColumnData, { readonly kind: 'values' }>, type: DataType): (index: number) => unknown {
  if (column.kind === 'list' && type.kind === 'array') return sliceReader(column, userReader(column.elements, type.elementType));
  if (column.kind === 'list') {
    const [keys, values] = entryReaders(column, type, userReader);
    return index => {
      const [ownKeys, ownValues] = [keys(index), values(index)];
      return new Map(ownKeys.map((key, i) => [key, ownValues[i]]));
    };
  }
  if (column.kind === 'struct') {
    const fields = fieldReaders(column, type, userReader);
    const shape = Row.shapeOf((type as StructType).fieldNames, type as StructType);
    return index =>
      Row.shaped(
        fields.map(read => read(index)),
        shape,
      );
  }
  if (column.kind === 'packed' && column.values instanceof BigInt64Array) {
    const { values } = column;
    const halves = halvesOf(values);
    if (type.kind === 'long') return index => longAt(halves, values, index);
    if (type.kind === 'timestamp') return index => new Date(doubleAt(halves, index) / 1000);
  }
  const [read, convert] = [valueReader({ ...column, nulls: undefined }, type), userValueOf(type)];
  return index => convert(read(index));
}

const twoTo32 = 2 ** 32;

/** 64-bit numbers as pairs of 32 bits: a bigint each would take most of the time. */
export const halvesOf = (values: BigInt64Array): Int32Array => new Int32Array(values.buffer, values.byteOffset, values.length * 2);

/** The nearest double. */
const doubleAt = (halves: Int32Array, index: number): number => halves[2 * index + 1]! * twoTo32 + (halves[2 * index]! >>> 0);

/** A number while that is exact. */
export function longAt(halves: Int32Array, values: BigInt64Array, index: number): number | bigint {
  const low = halves[2 * index]!;
  if (halves[2 * index + 1]! === low >> 31) return low;
  const value = doubleAt(halves, index);
  return Number.isSafeInteger(value) ? value : values[index]!;
}
