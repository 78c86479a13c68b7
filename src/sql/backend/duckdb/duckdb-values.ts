/** Values of DuckDB's client and ours, by the Spark type. Only in the sql thread. */
import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  FLOAT,
  HUGEINT,
  INTEGER,
  LIST,
  SMALLINT,
  STRUCT,
  TIMESTAMP,
  TINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { DataType } from '../../types/index.js';
import { Decimal } from '../../values/decimal.js';
import { CalendarInterval, MapValue, type Value, VariantValue } from '../../values/value.js';

/** The type of `typeSql`, as an object. */
export function duckdbType(type: DataType): DuckDBType {
  switch (type.kind) {
    case 'boolean':
    case 'null':
      return BOOLEAN;
    case 'byte':
      return TINYINT;
    case 'short':
      return SMALLINT;
    case 'integer':
    case 'yearMonthInterval':
      return INTEGER;
    case 'long':
    case 'time':
    case 'dayTimeInterval':
      return BIGINT;
    case 'float':
      return FLOAT;
    case 'double':
      return DOUBLE;
    case 'decimal':
      return DECIMAL(type.precision, type.scale);
    case 'string':
    case 'char':
    case 'varchar':
      return VARCHAR;
    case 'binary':
    case 'geometry':
    case 'geography':
      return BLOB;
    case 'date':
      return DATE;
    case 'timestamp':
    case 'timestampNtz':
      return TIMESTAMP;
    case 'timestampNanos':
      return HUGEINT;
    case 'calendarInterval':
      return STRUCT({ _0: INTEGER, _1: INTEGER, _2: BIGINT });
    case 'variant':
      return STRUCT({ _0: BLOB, _1: BLOB });
    case 'array':
      return LIST(duckdbType(type.elementType));
    case 'map':
      return LIST(STRUCT({ _0: duckdbType(type.keyType), _1: duckdbType(type.valueType) }));
    case 'struct':
      if (type.length === 0) return STRUCT({ _0: BOOLEAN });
      return STRUCT(Object.fromEntries(type.fields.map((field, i) => [`_${i}`, duckdbType(field.dataType)])));
  }
}

type Convert = (value: any) => any;

const nullSafe =
  (f: Convert): Convert =>
  value =>
    value === null ? null : f(value);

const same: Convert = value => value;

export function readerOf(type: DataType): Convert {
  switch (type.kind) {
    case 'decimal': {
      const { scale } = type;
      return nullSafe((value: DuckDBDecimalValue) => new Decimal(value.value, scale));
    }
    case 'binary':
    case 'geometry':
    case 'geography':
      return nullSafe((value: DuckDBBlobValue) => value.bytes);
    case 'date':
      return nullSafe((value: DuckDBDateValue) => value.days);
    case 'timestamp':
    case 'timestampNtz':
      return nullSafe((value: DuckDBTimestampValue) => value.micros);
    case 'null':
      return () => null;
    case 'calendarInterval':
      return nullSafe(
        ({ entries }: DuckDBStructValue) => new CalendarInterval(entries._0 as number, entries._1 as number, entries._2 as bigint),
      );
    case 'variant':
      return nullSafe(
        ({ entries }: DuckDBStructValue) => new VariantValue((entries._0 as DuckDBBlobValue).bytes, (entries._1 as DuckDBBlobValue).bytes),
      );
    case 'array': {
      const element = readerOf(type.elementType);
      return nullSafe((value: DuckDBListValue) => (element === same ? value.items : value.items.map(element)));
    }
    case 'map': {
      const [key, element] = [readerOf(type.keyType), readerOf(type.valueType)];
      return nullSafe(({ items }: DuckDBListValue) => {
        const entries = items as readonly DuckDBStructValue[];
        return new MapValue(
          entries.map(each => key(each.entries._0)),
          entries.map(each => element(each.entries._1)),
        );
      });
    }
    case 'struct': {
      const fields = type.fields.map((field, i) => [`_${i}`, readerOf(field.dataType)] as const);
      return nullSafe(({ entries }: DuckDBStructValue) => fields.map(([name, read]) => read(entries[name])));
    }
    default:
      return same;
  }
}

export function writerOf(type: DataType): Convert {
  switch (type.kind) {
    case 'decimal': {
      const { precision, scale } = type;
      return nullSafe((value: Decimal) => new DuckDBDecimalValue(value.withScale(scale).unscaled, precision, scale));
    }
    case 'binary':
    case 'geometry':
    case 'geography':
      return nullSafe((value: Uint8Array) => blobValue(value));
    case 'date':
      return nullSafe((value: number) => new DuckDBDateValue(value));
    case 'timestamp':
    case 'timestampNtz':
      return nullSafe((value: bigint) => new DuckDBTimestampValue(value));
    case 'null':
      return () => null;
    case 'calendarInterval':
      return nullSafe(
        ({ months, days, microseconds }: CalendarInterval) => new DuckDBStructValue({ _0: months, _1: days, _2: microseconds }),
      );
    case 'variant':
      return nullSafe(({ value, metadata }: VariantValue) => new DuckDBStructValue({ _0: blobValue(value), _1: blobValue(metadata) }));
    case 'array': {
      const element = writerOf(type.elementType);
      return nullSafe((value: readonly Value[]) => new DuckDBListValue(value.map(element)));
    }
    case 'map': {
      const [key, element] = [writerOf(type.keyType), writerOf(type.valueType)];
      return nullSafe(
        ({ keys, values }: MapValue) =>
          new DuckDBListValue(keys.map((each, i) => new DuckDBStructValue({ _0: key(each), _1: element(values[i]) }))),
      );
    }
    case 'struct': {
      if (type.length === 0) return nullSafe(() => new DuckDBStructValue({ _0: null }));
      const fields = type.fields.map((field, i) => [`_${i}`, writerOf(field.dataType)] as const);
      return nullSafe(
        (value: readonly Value[]) => new DuckDBStructValue(Object.fromEntries(fields.map(([name, write], i) => [name, write(value[i]!)]))),
      );
    }
    default:
      return same;
  }
}
