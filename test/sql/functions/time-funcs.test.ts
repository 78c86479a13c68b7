import { describe, expect, test } from 'vitest';
import { timeFuncs } from '../../../src/sql/functions/time-funcs.js';
import { runQuery } from './run-query.js';

const enabled = { 'spark.sql.timeType.enabled': 'true' };
const run = (sql: string) => runQuery(`SELECT ${sql}`, enabled);
const shown = (sql: string) => run(sql).shown[0];

describe('examples', () => {
  const examples = timeFuncs.flatMap(record => record.examples ?? []);
  test.each(examples)('%s gives %s', (expression, expected) => {
    expect(shown(expression)).toBe(expected);
  });
});

test('functions of TIME need the setting that allows the type', () => {
  for (const sql of [
    "to_time('10:00')",
    'make_time(1, 2, 3)',
    "time_diff('HOUR', NULL, NULL)",
    "CAST('10:00' AS TIME)",
    'time_to_millis(NULL)',
  ]) {
    expect(() => runQuery(`SELECT ${sql}`)).toThrow(expect.objectContaining({ condition: 'UNSUPPORTED_TIME_TYPE' }));
  }
});

test('literals and current_time do without it', () => {
  expect(runQuery("SELECT TIME '01:02:03' AS t").shown).toEqual(['01:02:03']);
  expect(runQuery('SELECT current_time(3) AS t').schema.fields[0]!.dataType.toString()).toBe('TimeType(3)');
});

test('a literal has as many digits as are written, and at least 6', () => {
  const { schema } = run("TIME '12:34:56.123' AS a, TIME '12:34:56.12345678' AS b");
  expect(schema.fields.map(each => each.dataType.simpleString)).toEqual(['time(6)', 'time(8)']);
  expect(() => run("TIME '12:34:56.1234567891'")).toThrow(expect.objectContaining({ condition: 'INVALID_TIME_LITERAL_PRECISION' }));
});

test('a literal of more digits than microseconds shows all digits of its type', () => {
  expect(run("TIME '21:00:00.000000000'").schema.fields[0]!.name).toBe("TIME '21:00:00.000000000'");
});

test('the name of try_to_time shows what it tries', () => {
  expect(run("try_to_time('a', 'HH')").schema.fields[0]!.name).toBe('try_to_time(to_time(a, HH))');
});

test('units are those of a day', () => {
  expect(shown("time_trunc('MICROSECOND', TIME '23:59:59.999999999')")).toBe('23:59:59.999999');
  expect(() => run("time_trunc('DAY', TIME '10:00')")).toThrow(expect.objectContaining({ condition: 'INVALID_PARAMETER_VALUE.TIME_UNIT' }));
});

test('parts out of their range are errors', () => {
  for (const sql of [
    'make_time(24, 0, 0)',
    'make_time(1, 60, 0)',
    'make_time(1, 2, 60)',
    'make_time(1, 2, -0.5)',
    'time_from_seconds(86400)',
  ]) {
    expect(() => run(sql), sql).toThrow(expect.objectContaining({ condition: 'DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION' }));
  }
});

test('a time casts to a timestamp of the day when the query began', () => {
  expect(shown("CAST(TIME '01:02:03.5' AS TIMESTAMP_NTZ)")).toBe('2023-11-14 01:02:03.5');
});

test('a time casts to its seconds', () => {
  expect(shown("CAST(TIME '01:02:03.5' AS INT), CAST(TIME '01:02:03.5' AS DECIMAL(10, 2)), try_cast(TIME '23:00' AS SMALLINT)")).toBe(
    '3723|3723.50|NULL',
  );
});

test('a date is no time', () => {
  expect(() => run("time_trunc('HOUR', DATE '2020-01-01')")).toThrow(
    expect.objectContaining({ condition: 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION' }),
  );
});
