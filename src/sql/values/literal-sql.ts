/** Values as SQL text, as messages and generated column names show them. */
import { dateText, localTimestampText, nanosTimestampText, timestampText, timeText } from '../jvm/datetime-text.js';
import { calendarIntervalText } from '../jvm/interval-text.js';
import { doubleText, floatText } from '../jvm/number-text.js';
import { sqlString } from '../jvm/sql-string.js';
import { type TimeZone, utc } from '../jvm/time-zones.js';
import type { DataType } from '../types/index.js';
import type { Decimal } from './decimal.js';
import { dayTimeIntervalText, yearMonthIntervalText } from './interval-fields.js';
import type { CalendarInterval, MapValue, Value } from './value.js';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** `1L`, `'a'`, `DATE '2020-01-01'`: reads back as the same value. */
export function literalSql(value: Value, type: DataType, zone: TimeZone): string {
  if (value === null) return type.kind === 'null' ? 'NULL' : `CAST(NULL AS ${type.sql})`;
  switch (type.kind) {
    case 'string':
      return type.isBinaryCollation ? sqlString(value as string) : prettyLiteral(value, type, zone);
    case 'char':
    case 'varchar':
      return sqlString(value as string);
    case 'byte':
      return `${value}Y`;
    case 'short':
      return `${value}S`;
    case 'long':
      return `${value}L`;
    case 'float':
      return Number.isFinite(value) ? `CAST(${floatText(value as number)} AS FLOAT)` : `CAST('${floatText(value as number)}' AS FLOAT)`;
    case 'double':
      return Number.isFinite(value) ? `${doubleText(value as number)}D` : `CAST('${doubleText(value as number)}' AS DOUBLE)`;
    case 'decimal':
      return `${value}BD`;
    case 'timestamp':
      return `TIMESTAMP '${timestampText(value as bigint, zone)}'`;
    case 'array':
      return `ARRAY(${(value as readonly Value[]).map(each => literalSql(each, type.elementType, zone)).join(', ')})`;
    case 'struct':
      return `NAMED_STRUCT(${type.fields.map(({ name, dataType }, i) => `'${name}', ${literalSql((value as readonly Value[])[i]!, dataType, zone)}`).join(', ')})`;
    case 'map': {
      const { keys, values } = value as MapValue;
      const side = (each: readonly Value[], of: DataType) => `ARRAY(${each.map(one => literalSql(one, of, zone)).join(', ')})`;
      return `MAP_FROM_ARRAYS(${side(keys, type.keyType)}, ${side(values, type.valueType)})`;
    }
    default:
      return prettyLiteral(value, type, zone);
  }
}

/** Beyond microseconds, the digits of the type are all written. */
function withDigits(text: string, precision: number): string {
  if (precision <= 6) return text;
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(precision, '0')}`;
}

/** As generated column names show it: numbers and strings plain. */
export function prettyLiteral(value: Value, type: DataType, zone: TimeZone): string {
  if (value === null) return 'NULL';
  switch (type.kind) {
    case 'string':
      return type.isBinaryCollation ? (value as string) : `${sqlString(value as string)} collate ${type.collation}`;
    case 'char':
    case 'varchar':
      return value as string;
    case 'float':
      return floatText(value as number);
    case 'double':
      return doubleText(value as number);
    case 'decimal':
      return (value as Decimal).toScientificString();
    case 'binary':
    case 'geometry':
    case 'geography':
      return `X'${hexOf(value as Uint8Array)}'`;
    case 'date':
      return `DATE '${dateText(value as number)}'`;
    case 'timestamp':
      return `TIMESTAMP '${timestampText(value as bigint, zone)}'`;
    case 'timestampNtz':
      return `TIMESTAMP_NTZ '${localTimestampText(value as bigint)}'`;
    case 'timestampNanos': {
      const text = nanosTimestampText(value as bigint, type.isLocal ? utc : zone);
      return `TIMESTAMP_${type.isLocal ? 'NTZ' : 'LTZ'} '${withDigits(text, type.precision)}'`;
    }
    case 'time':
      return `TIME '${withDigits(timeText(value as bigint), type.precision)}'`;
    case 'yearMonthInterval':
      return yearMonthIntervalText(value as number, type);
    case 'dayTimeInterval':
      return dayTimeIntervalText(value as bigint, type);
    case 'calendarInterval':
      return `INTERVAL '${calendarIntervalText(value as CalendarInterval)}'`;
    case 'array':
    case 'map':
    case 'struct':
      return literalSql(value, type, zone);
    default:
      return String(value);
  }
}
