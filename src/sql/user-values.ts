/** Values as the person gets them from `collect`, and gives them in. */
import { timeText } from './jvm/datetime-text.js';
import { calendarIntervalText } from './jvm/interval-text.js';
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import type { DataType } from './types/index.js';
import { type ColumnData, textsOf } from './values/column-data.js';
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

const twoTo32 = 2 ** 32;

/** The values of a column of a result as `collect` gives them. */
export function userColumnOf(column: ColumnData, type: DataType): readonly unknown[] {
  if (column.kind === 'values') {
    if (isUserValue(type)) return column.values;
    const [revive, convert] = [fromPortable(type), userValueOf(type)];
    return column.values.map(each => convert(revive(each)));
  }
  if (column.kind === 'texts') return textsOf(column);
  const { values, nulls } = column;
  const result = new Array<unknown>(values.length);
  if (values instanceof BigInt64Array && type.kind === 'long') longs(values, result);
  else {
    const convert = userValueOf(type);
    for (let i = 0; i < result.length; i++) result[i] = convert(values[i]);
  }
  if (nulls !== undefined) for (let i = 0; i < result.length; i++) if (nulls[i] === 1) result[i] = null;
  return result;
}

/** Whole numbers of up to 53 bits are made of their halves: a bigint each would take most of the time. */
function longs(values: BigInt64Array, result: unknown[]): void {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < result.length; i++) {
    const value = halves[2 * i + 1]! * twoTo32 + (halves[2 * i]! >>> 0);
    result[i] = Number.isSafeInteger(value) ? value : values[i]!;
  }
}

const isUserValue = (type: DataType): boolean => ['boolean', 'string', 'char', 'varchar', 'binary', 'null'].includes(type.kind);
