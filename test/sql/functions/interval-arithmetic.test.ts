import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const run = (sql: string, conf = {}) => runQuery(`SELECT ${sql}`, { 'spark.sql.timeType.enabled': 'true', ...conf });
const shown = (sql: string, conf = {}) => run(sql, conf).shown[0];
const condition = (name: string) => expect.objectContaining({ condition: name });
const legacy = { 'spark.sql.ansi.enabled': 'false' };

test('a span times or by a number has all fields of its kind, rounded half away from zero', () => {
  expect(shown("INTERVAL '1' MONTH * 0.5, INTERVAL '3' MONTH / 2D, INTERVAL '-3' MONTH / 2")).toBe(
    "INTERVAL '0-1' YEAR TO MONTH|INTERVAL '0-2' YEAR TO MONTH|INTERVAL '-0-2' YEAR TO MONTH",
  );
  expect(shown("INTERVAL '1' DAY / 7, INTERVAL '1' SECOND * 0.0000004")).toBe(
    "INTERVAL '0 03:25:42.857143' DAY TO SECOND|INTERVAL '0 00:00:00' DAY TO SECOND",
  );
});

test('the number may come first; the name shows the span first', () => {
  const { schema, shown } = run("'2' * INTERVAL '1' DAY");
  expect(schema.fields[0]!.name).toBe("(INTERVAL '1' DAY * 2)");
  expect(shown).toEqual(["INTERVAL '2 00:00:00' DAY TO SECOND"]);
});

test('only a number is a factor or a divisor', () => {
  expect(() => run("INTERVAL '1' DAY * true")).toThrow(condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'));
  expect(() => run("2 / INTERVAL '1' DAY")).toThrow(condition('DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES'));
});

test('a divisor of 0 is an error in each mode; try_divide gives NULL', () => {
  expect(() => run("INTERVAL '1' DAY / 0", legacy)).toThrow(condition('INTERVAL_DIVIDED_BY_ZERO'));
  expect(shown("try_divide(INTERVAL '1' DAY, 0), try_multiply(INTERVAL '2147483647' MONTH, 2)")).toBe('NULL|NULL');
});

test('parts of a day of an INTERVAL go to its time, parts of a month are lost', () => {
  const interval = 'make_interval(1, 2, 3, 4, 5, 6, 7.5)';
  expect(shown(`${interval} * 1.5`)).toBe('1 years 9 months 37 days 19 hours 39 minutes 11.25 seconds');
  expect(shown(`${interval} / 2`)).toBe('7 months 12 days 14 hours 33 minutes 3.75 seconds');
});

test('an INTERVAL that grows too large is an error, or the largest without ANSI mode', () => {
  expect(() => run('make_interval(178956970) * 2')).toThrow(condition('ARITHMETIC_OVERFLOW'));
  expect(shown('make_interval(178956970) * 2', legacy)).toBe('178956970 years 7 months');
});

test('INTERVALs can be grouped and counted, not sorted', () => {
  expect(runQuery('SELECT a, count(*) FROM VALUES (make_interval(1)), (make_interval(0, 12)) t(a) GROUP BY a').shown).toEqual([
    '1 years|2',
  ]);
  expect(() => runQuery('SELECT a FROM VALUES (make_interval(1)) t(a) ORDER BY a')).toThrow(
    condition('DATATYPE_MISMATCH.INVALID_ORDERING_TYPE'),
  );
});

test('spans of two kinds do not add up', () => {
  expect(() => run("INTERVAL '1' DAY + INTERVAL '1' YEAR")).toThrow(condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'));
  expect(() => run("make_interval(1) + INTERVAL '1' DAY")).toThrow(condition('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'));
});

test('a time and a span of the same day give a time, with microseconds where the span has seconds', () => {
  const { schema, shown } = run("CAST('10:00' AS TIME(3)) + INTERVAL '0.5' SECOND, INTERVAL '1' HOUR + CAST('10:00' AS TIME(0))");
  expect(schema.fields.map(each => each.dataType.simpleString)).toEqual(['time(6)', 'time(0)']);
  expect(shown).toEqual(['10:00:00.5|11:00:00']);
});

test('a time of another day is an error that shows the span by its last field', () => {
  expect(() => run("TIME '23:00' - INTERVAL '1 02' DAY TO HOUR")).toThrow(
    expect.objectContaining({
      condition: 'DATETIME_OVERFLOW',
      messageParameters: { operation: "add INTERVAL '-26' HOUR to the time value TIME '23:00:00'" },
    }),
  );
});

test('the distance of two times is a span of hours to seconds, in whole microseconds', () => {
  const { schema, shown } = run("'12:30:41.123' - TIME '10:00:01.0000009', NULL - TIME '10:00'");
  expect(schema.fields[0]!.dataType.simpleString).toBe('interval hour to second');
  expect(shown).toEqual(["INTERVAL '02:30:40.122999' HOUR TO SECOND|NULL"]);
});

test('date_format writes a time, and refuses fields of a date', () => {
  expect(shown("date_format(TIME '13:02:03.5', 'hh:mm:ss.SS a'), to_char(TIME '13:02', 'HH')")).toBe('01:02:03.50 PM|13');
  expect(() => run("date_format(TIME '13:02', 'yyyy')")).toThrow(condition('INVALID_PARAMETER_VALUE.PATTERN'));
});

test('a text stands for a time in ANSI mode alone', () => {
  expect(shown("TIME '21:00' - '20:00'")).toBe("INTERVAL '01:00:00' HOUR TO SECOND");
  expect(() => run("TIME '21:00' - '20:00'", legacy)).toThrow(condition('DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES'));
});

test('a column that is in all grouping sets is never NULL for them', () => {
  const { schema } = runQuery('SELECT a, b FROM VALUES (1, 2) t(a, b) GROUP BY GROUPING SETS ((a, b), (a))');
  expect(schema.fields.map(each => each.nullable)).toEqual([false, true]);
});
