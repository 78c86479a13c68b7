import { expect, test } from 'vitest';
import { toJson } from '../../../src/sql/jvm/json-generator.js';
import { parseJson } from '../../../src/sql/jvm/json-parser.js';
import { fromJson } from '../../../src/sql/jvm/json-reader.js';
import { inferJsonType } from '../../../src/sql/jvm/json-schema.js';
import { RecordTime } from '../../../src/sql/jvm/record-time.js';
import { TimeZones, utc } from '../../../src/sql/jvm/time-zones.js';
import { DataType, StructType } from '../../../src/sql/types/index.js';
import { Decimal } from '../../../src/sql/values/decimal.js';
import { MapValue, type Value } from '../../../src/sql/values/value.js';

const time = new RecordTime({ settings: { timeZone: utc, timeZones: new TimeZones(), nowMicros: 0n, conf: () => undefined } });
const options = { time, mode: 'PERMISSIVE', columnNameOfCorruptRecord: '_corrupt_record' } as const;
const read = (text: string, ddl: string) => fromJson(text, StructType.fromDDL(ddl), options);

const row = (...values: Value[]) => values;
const empty = row(null);

// As Spark 4.3 reads them.
const records: readonly (readonly [text: string, ddl: string, expected: Value])[] = [
  ['{"a":1,"b":"x"}', 'a INT, b STRING', row(1, 'x')],
  ['{"a":"x","b":"y"}', 'a INT, b STRING', row(null, 'y')],
  ['[{"a":1},{"a":2}]', 'a INT', empty],
  ['{"a":1', 'a INT', empty],
  ['', 'a INT', null],
  ['null', 'a INT', empty],
  ['1', 'a INT', empty],
  ['{"a":{"b":"x","c":1}}', 'a STRUCT<b:INT,c:INT>', row(row(null, 1))],
  ['{"a":[1,"x",2]}', 'a ARRAY<INT>', empty],
  ['{"a":{"x":1,"y":"z"}}', 'a MAP<STRING,INT>', empty],
  ['{"a":{"x":1}}', 'a MAP<STRING,INT>', row(new MapValue(['x'], [1]))],
  ['{"a":200}', 'a BYTE', row(-56)],
  ['{"a":300}', 'a BYTE', empty],
  ['{"a":1.5}', 'a INT', empty],
  ['{"a":1.55}', 'a DECIMAL(3,1)', row(new Decimal(16n, 1))],
  ['{"a":"1,234.5"}', 'a DECIMAL(10,2)', row(new Decimal(123450n, 2))],
  ['{"a":12345}', 'a DECIMAL(3,1)', empty],
  ['{"a":99.96}', 'a DECIMAL(3,1)', empty],
  ['{"a":"NaN"}', 'a DOUBLE', row(Number.NaN)],
  ['{"a":"INF"}', 'a FLOAT', empty],
  ['{"a":""}', 'a INT', empty],
  ['{"a":1.10}', 'a STRING', row('1.1')],
  ['{"a":{"b": 1.0 }}', 'a STRING', row('{"b":1.0}')],
  ['{"a":5}', 'a DATE', empty],
  ['{"a":"2024-01-02"}', 'a DATE', row(19724)],
  ['{"a":12}', 'a TIMESTAMP', row(12000000n)],
  ['{"a":"2024-01-02 03:04:05Z"}', 'a TIMESTAMP_NTZ', empty],
  ['{"a":1} trailing', 'a INT', row(1)],
  ['{"a":1,"a":2}', 'a INT', row(2)],
  ['{"A":1}', 'a INT', empty],
  ['{"a":9223372036854775808}', 'a LONG', empty],
  ['{"a":[{"b":1},{"b":"x"}]}', 'a ARRAY<STRUCT<b:INT>>', row([row(1), row(null)])],
];

test.each(records)('%s read as %s', (text, ddl, expected) => expect(read(text, ddl)).toEqual(expected));

test('arrays and maps are roots, too; what does not fit makes them null', () => {
  const as = (text: string, ddl: string) => fromJson(text, DataType.fromDDL(ddl), options);
  expect(as('[1,2]', 'ARRAY<INT>')).toEqual([1, 2]);
  expect(as('[1,"x"]', 'ARRAY<INT>')).toBeNull();
  expect(as('{"a":1}', 'ARRAY<STRUCT<a:INT>>')).toEqual([row(1)]);
  expect(as('{"a":1}', 'MAP<STRING,INT>')).toEqual(new MapValue(['a'], [1]));
  expect(as('x', 'MAP<STRING,INT>')).toBeNull();
});

test('the column of corrupt records holds the text of a malformed one', () => {
  expect(read('{"a":"x"}', 'a INT, _corrupt_record STRING')).toEqual([null, '{"a":"x"}']);
  expect(read('{"a":1}', 'a INT, _corrupt_record STRING')).toEqual([1, null]);
});

test('FAILFAST shows the row that could be read', () => {
  const failFast = (text: string) => fromJson(text, StructType.fromDDL('a INT, b INT'), { ...options, mode: 'FAILFAST' });
  const error = (badRecord: string, subclass = 'WITHOUT_SUGGESTION') =>
    expect.objectContaining({
      condition: `MALFORMED_RECORD_IN_PARSING.${subclass}`,
      messageParameters: { badRecord, failFastMode: 'FAILFAST' },
    });
  expect(() => failFast('{"a":"x","b":1}')).toThrow(error('[null,1]'));
  expect(() => failFast('{"a"')).toThrow(error('[null,null]'));
  expect(() => failFast('[]')).toThrow(error('[]', 'CANNOT_PARSE_JSON_ARRAYS_AS_STRUCTS'));
});

test.each([
  ['{"a":1,"b":[1.5,null]}', 'STRUCT<a: BIGINT, b: ARRAY<DOUBLE>>'],
  ['{"v":[1,[2]]}', 'STRUCT<v: ARRAY<STRING>>'],
  ['{"b":{"z":1},"a":true}', 'STRUCT<a: BOOLEAN, b: STRUCT<z: BIGINT>>'],
  ['[9223372036854775808]', 'ARRAY<DECIMAL(19,0)>'],
  ['[{"a":1},{"b":"x"}]', 'ARRAY<STRUCT<a: BIGINT, b: STRING>>'],
])('%s has the type %s', (text, sql) => {
  expect(inferJsonType(parseJson(text)!, { primitivesAsString: false, prefersDecimal: false, inferTimestamp: false }).sql).toBe(sql);
});

test('values are written by their types', () => {
  const type = StructType.fromDDL('a INT, b DOUBLE, c MAP<STRING, DATE>, d TIMESTAMP, e BINARY, f DECIMAL(5,2)');
  const value = [null, 1e10, new MapValue(['k'], [19724]), 1_500_000n, new Uint8Array([104, 105]), new Decimal(150n, 2)];
  const writeOptions = { time, ignoreNullFields: true, pretty: false, sortKeys: false, variantText: () => '' };
  expect(toJson(value, type, writeOptions)).toBe('{"b":1.0E10,"c":{"k":"2024-01-02"},"d":"1970-01-01T00:00:01.500Z","e":"aGk=","f":1.50}');
  expect(toJson([null], StructType.fromDDL('a INT'), { ...writeOptions, ignoreNullFields: false })).toBe('{"a":null}');
  expect(toJson([1], StructType.fromDDL('a INT'), { ...writeOptions, pretty: true })).toBe('{\n  "a" : 1\n}');
});
