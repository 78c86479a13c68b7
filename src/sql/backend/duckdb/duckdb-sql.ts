/** How Spark's types and values are written in DuckDB's SQL. Nested types have fields by place, since Spark allows any names twice. */
import type { DataType } from '../../types/index.js';
import type { Decimal } from '../../values/decimal.js';
import type { CalendarInterval, MapValue, Value, VariantValue } from '../../values/value.js';

/**
 * The type that holds values of a Spark type:
 *
 *     timestamp, timestamp_ntz   TIMESTAMP, microseconds as they are
 *     timestamp_ltz(9) ...       HUGEINT, nanoseconds: years 1 to 9999 do not fit 64 bits
 *     time, day-time interval    BIGINT
 *     year-month interval        INTEGER
 *     interval                   STRUCT(months, days, microseconds)
 *     map                        list of STRUCT(key, value)
 *     struct                     STRUCT(_0, _1, ...)
 *     variant                    STRUCT(value, metadata)
 *     void                       BOOLEAN
 */
export function typeSql(type: DataType): string {
  switch (type.kind) {
    case 'boolean':
    case 'null':
      return 'BOOLEAN';
    case 'byte':
      return 'TINYINT';
    case 'short':
      return 'SMALLINT';
    case 'integer':
    case 'yearMonthInterval':
      return 'INTEGER';
    case 'long':
    case 'time':
    case 'dayTimeInterval':
      return 'BIGINT';
    case 'float':
      return 'FLOAT';
    case 'double':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'string':
    case 'char':
    case 'varchar':
      return 'VARCHAR';
    case 'binary':
    case 'geometry':
    case 'geography':
      return 'BLOB';
    case 'date':
      return 'DATE';
    case 'timestamp':
    case 'timestampNtz':
      return 'TIMESTAMP';
    case 'timestampNanos':
      return 'HUGEINT';
    case 'calendarInterval':
      return 'STRUCT(_0 INTEGER, _1 INTEGER, _2 BIGINT)';
    case 'variant':
      return 'STRUCT(_0 BLOB, _1 BLOB)';
    case 'array':
      return `${typeSql(type.elementType)}[]`;
    case 'map':
      return `STRUCT(_0 ${typeSql(type.keyType)}, _1 ${typeSql(type.valueType)})[]`;
    case 'struct':
      if (type.length === 0) return 'STRUCT(_0 BOOLEAN)';
      return `STRUCT(${type.fields.map((field, i) => `_${i} ${typeSql(field.dataType)}`).join(', ')})`;
  }
}

export const quoteText = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  // A zero character would end the text of the query.
  return text.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
};

/** A value, of exactly the type that holds it. */
export function literalOf(value: Value, type: DataType): string {
  if (typeof value === 'string' && type.kind === 'string') return quoteText(value);
  return `CAST(${bareLiteral(value, type)} AS ${typeSql(type)})`;
}

function bareLiteral(value: Value, type: DataType): string {
  if (value === null) return 'NULL';
  switch (type.kind) {
    case 'float':
    case 'double':
      return Number.isFinite(value)
        ? Object.is(value, -0)
          ? "'-0.0'"
          : String(value)
        : `'${Number.isNaN(value) ? 'nan' : (value as number) > 0 ? 'inf' : '-inf'}'`;
    case 'decimal':
      return `'${(value as Decimal).toString()}'`;
    case 'string':
    case 'char':
    case 'varchar':
      return quoteText(value as string);
    case 'binary':
    case 'geometry':
    case 'geography':
      return `'${Array.from(value as Uint8Array, byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`;
    case 'date':
      return `(DATE '1970-01-01' + CAST(${value} AS INTEGER))`;
    case 'timestamp':
    case 'timestampNtz':
      return `make_timestamp(CAST(${value} AS BIGINT))`;
    case 'calendarInterval': {
      const { months, days, microseconds } = value as CalendarInterval;
      return `{'_0': ${months}, '_1': ${days}, '_2': ${microseconds}}`;
    }
    case 'variant': {
      const { value: bytes, metadata } = value as VariantValue;
      const blob = (each: Uint8Array) => `'${Array.from(each, byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'::BLOB`;
      return `{'_0': ${blob(bytes)}, '_1': ${blob(metadata)}}`;
    }
    case 'array':
      return `[${(value as readonly Value[]).map(each => literalOf(each, type.elementType)).join(', ')}]`;
    case 'map': {
      const { keys, values } = value as MapValue;
      return `[${keys.map((key, i) => `{'_0': ${literalOf(key, type.keyType)}, '_1': ${literalOf(values[i]!, type.valueType)}}`).join(', ')}]`;
    }
    case 'struct':
      if (type.length === 0) return `{'_0': NULL}`;
      return `{${type.fields.map((field, i) => `'_${i}': ${literalOf((value as readonly Value[])[i]!, field.dataType)}`).join(', ')}}`;
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return String(value);
  }
}

/** The name of a column by its id. */
export const columnSql = (id: number): string => `"c${id}"`;
