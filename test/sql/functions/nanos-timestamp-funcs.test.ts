import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const enabled = {
  'spark.sql.timestampNanosTypes.enabled': 'true',
  'spark.sql.timeType.enabled': 'true',
  'spark.sql.session.timeZone': 'America/Los_Angeles',
};
const run = (sql: string) => runQuery(`SELECT ${sql}`, enabled);
const shown = (sql: string) => run(sql).shown[0];
const typesOf = (sql: string) => run(sql).schema.fields.map(each => each.dataType.simpleString);
const condition = (name: string) => expect.objectContaining({ condition: name });

test('types of seven to nine digits need their setting', () => {
  expect(() => runQuery("SELECT CAST('2020-01-01' AS TIMESTAMP_NTZ(9))")).toThrow(condition('FEATURE_NOT_ENABLED'));
  expect(() => run("CAST('2020-01-01' AS TIMESTAMP_LTZ(3))")).toThrow(condition('INVALID_TIMESTAMP_PRECISION'));
  expect(typesOf("CAST('2020-01-01' AS TIMESTAMP(6)), CAST('2020-01-01' AS TIMESTAMP(8) WITHOUT TIME ZONE)")).toEqual([
    'timestamp',
    'timestamp_ntz(8)',
  ]);
});

test('a literal has the type of the digits that are written, and shows them all', () => {
  const { schema } = run("TIMESTAMP_NTZ '2020-01-01 13:24:35.500000000', TIMESTAMP '2020-01-01 13:24:35.1234567'");
  expect(schema.fields.map(each => each.dataType.simpleString)).toEqual(['timestamp_ntz(9)', 'timestamp_ltz(7)']);
  expect(schema.fields[0]!.name).toBe("TIMESTAMP_NTZ '2020-01-01 13:24:35.500000000'");
  expect(() => run("TIMESTAMP_NTZ '2020-01-01 13:24:35.1234567890'")).toThrow(condition('INVALID_TIMESTAMP_LITERAL_PRECISION'));
});

test('without the setting a literal has microseconds', () => {
  expect(runQuery("SELECT TIMESTAMP_NTZ '2020-01-01 00:00:00.123456789'").shown).toEqual(['2020-01-01 00:00:00.123456']);
});

test('casts cut the digits that a type does not have', () => {
  expect(shown("CAST('1960-01-01 00:00:00.123456789' AS TIMESTAMP_NTZ(7)), '2020-01-01 00:00:00.000000001' :: TIMESTAMP_LTZ(8)")).toBe(
    '1960-01-01 00:00:00.1234567|2020-01-01 00:00:00',
  );
  expect(
    shown("TIMESTAMP_LTZ '2020-01-01 13:24:35.123456789' :: TIMESTAMP, TIMESTAMP_NTZ '2020-01-01 13:24:35.123456789' :: TIME(9)"),
  ).toBe('2020-01-01 13:24:35.123456|13:24:35.123456789');
  expect(() => run('CAST(1 AS TIMESTAMP_LTZ(9))')).toThrow(condition('DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'));
});

test('the common type has the most digits, and a time zone where one has it', () => {
  expect(
    typesOf(
      "coalesce(DATE '2020-01-01', '2020-01-01' :: TIMESTAMP_NTZ(8)), array(TIMESTAMP_NTZ '2020-01-01 00:00:00.1234567', TIMESTAMP '2020-01-01')",
    ),
  ).toEqual(['timestamp_ntz(8)', 'array<timestamp_ltz(7)>']);
});

test('values compare and hash by all their digits', () => {
  expect(shown("TIMESTAMP_LTZ '2020-01-01 13:24:35.123456789' > TIMESTAMP '2020-01-01 13:24:35.123456'")).toBe('true');
  expect(
    runQuery("SELECT hash(TIMESTAMP_LTZ '2020-01-01 13:24:35.123456789'), xxhash64(TIMESTAMP_NTZ '2020-01-01 13:24:35.123456789')", {
      ...enabled,
      'spark.sql.session.timeZone': 'UTC',
    }).shown,
  ).toEqual(['-863970832|-2437005494056625391']);
});

test('spans move them; the distance of two has microseconds', () => {
  expect(shown("TIMESTAMP_NTZ '1960-01-02 03:04:05.123456789' + INTERVAL '0 00:00:00.000001' DAY TO SECOND")).toBe(
    '1960-01-02 03:04:05.123457789',
  );
  expect(shown("TIMESTAMP_LTZ '2020-01-31 03:04:05.123456789' - INTERVAL '-1' MONTH")).toBe('2020-02-29 03:04:05.123456789');
  expect(shown("TIMESTAMP_NTZ '2020-01-01 13:24:35.123456789' - DATE '2020-01-01'")).toBe("INTERVAL '0 13:24:35.123456' DAY TO SECOND");
  expect(() => run("TIMESTAMP_NTZ '2020-01-02 03:04:05.123456789' + make_interval(1)")).toThrow(
    condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'),
  );
});

test('timestamp_nanos and unix_nanos', () => {
  expect(shown('timestamp_nanos(1230219000123456789), timestamp_nanos(-1)')).toBe(
    '2008-12-25 07:30:00.123456789|1969-12-31 15:59:59.999999999',
  );
  expect(shown("unix_nanos(TIMESTAMP_NTZ '9999-12-31 23:59:59.999999999')")).toBe('253402300799999999999');
  expect(() => run('timestamp_nanos(10000000000000000000000000BD)')).toThrow(condition('DATETIME_OVERFLOW'));
  expect(() => run("unix_nanos(TIMESTAMP '2020-01-01')")).toThrow(condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'));
});

test('date_format and date_trunc keep all digits', () => {
  expect(shown("date_format('2020-01-01 13:24:35.123456789' :: TIMESTAMP_LTZ(8), 'HH:mm:ss.SSSSSSSSS')")).toBe('13:24:35.123456780');
  expect(
    shown(
      "date_trunc('MICROSECOND', TIMESTAMP_NTZ '2020-01-01 12:34:56.123456789'), date_trunc('DAY', TIMESTAMP_LTZ '2020-01-01 12:34:56.1234567')",
    ),
  ).toBe('2020-01-01 12:34:56.123456|2020-01-01 00:00:00');
});

test('functions of microseconds that do not take them say so', () => {
  expect(() => run("months_between(TIMESTAMP_NTZ '2020-01-01 00:00:00.1234567', DATE '2020-01-01')")).toThrow(
    condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'),
  );
});
