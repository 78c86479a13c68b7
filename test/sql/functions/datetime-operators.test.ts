import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

/** What `SELECT` of the expression gives: the name of the column, its type, and what `show` prints. */
function asked(expression: string, conf: Readonly<Record<string, string>> = {}): readonly [string, string, string] {
  const { schema, shown } = runQuery(`SELECT ${expression}`, conf);
  const [field] = schema.fields;
  return [field!.name, `${field!.dataType.sql}${field!.nullable ? '' : ' NOT NULL'}`, shown[0]!];
}

const condition = (expression: string, conf: Readonly<Record<string, string>> = {}): string | undefined => {
  try {
    runQuery(`SELECT ${expression}`, conf);
    return undefined;
  } catch (error) {
    return (error as { condition?: string }).condition ?? (error as Error).message;
  }
};

const legacy = { 'spark.sql.ansi.enabled': 'false' };

test.each([
  ["date'2024-01-01' + 1", "date_add(DATE '2024-01-01', 1)", 'DATE NOT NULL', '2024-01-02'],
  ["1 + date'2024-01-01'", "date_add(DATE '2024-01-01', 1)", 'DATE NOT NULL', '2024-01-02'],
  ["date'2024-01-01' - 1Y", "date_sub(DATE '2024-01-01', 1)", 'DATE NOT NULL', '2023-12-31'],
  [
    "date'2024-01-01' + interval 1 day",
    "date_add(DATE '2024-01-01', extractansiintervaldays(INTERVAL '1' DAY))",
    'DATE NOT NULL',
    '2024-01-02',
  ],
  [
    "date'2024-01-01' - interval 1 day",
    "date_add(DATE '2024-01-01', (- extractansiintervaldays(INTERVAL '1' DAY)))",
    'DATE NOT NULL',
    '2023-12-31',
  ],
  ["interval 1 month + date'2024-01-31'", "DATE '2024-01-31' + INTERVAL '1' MONTH", 'DATE NOT NULL', '2024-02-29'],
  ["date'2024-01-01' - interval 1 hour", "DATE '2024-01-01' - INTERVAL '01' HOUR", 'TIMESTAMP NOT NULL', '2023-12-31 23:00:00'],
  ["date'2024-01-01' - date'2023-01-01'", "(DATE '2024-01-01' - DATE '2023-01-01')", 'INTERVAL DAY NOT NULL', "INTERVAL '365' DAY"],
  ["date'2024-01-01' - '2023-12-30'", "(DATE '2024-01-01' - 2023-12-30)", 'INTERVAL DAY', "INTERVAL '2' DAY"],
  [
    "timestamp'2024-01-01' - timestamp_ntz'2023-12-31 23:00:00'",
    "(TIMESTAMP '2024-01-01 00:00:00' - TIMESTAMP_NTZ '2023-12-31 23:00:00')",
    'INTERVAL DAY TO SECOND NOT NULL',
    "INTERVAL '0 01:00:00' DAY TO SECOND",
  ],
  [
    "timestamp_ntz'2024-01-31' + interval 1 month",
    "TIMESTAMP_NTZ '2024-01-31 00:00:00' + INTERVAL '1' MONTH",
    'TIMESTAMP_NTZ NOT NULL',
    '2024-02-29 00:00:00',
  ],
  ["'2024-01-01' + interval 1 day", "2024-01-01 + INTERVAL '1' DAY", 'STRING', '2024-01-02 00:00:00'],
  ["date'2024-01-01' + null", "DATE '2024-01-01' + NULL", 'TIMESTAMP', 'NULL'],
  ["date'2024-01-01' - null", "(DATE '2024-01-01' - NULL)", 'INTERVAL DAY', 'NULL'],
])('%s is %s, a %s', (expression, name, type, shown) => {
  expect(asked(expression)).toEqual([name, type, shown]);
});

test.each([
  ["date'2024-01-01' + 1L", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["date'2024-01-01' + '1'", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["date'2024-01-01' + date'2024-01-01'", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["1 - date'2024-01-01'", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["timestamp'2024-01-01' + 1", 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES'],
  ["timestamp'2024-01-01' + '1'", 'DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE'],
  ["'2024-01-01' - interval 2 months", 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES'],
  ["date'5881580-07-11' + interval 1 month", 'ARITHMETIC_OVERFLOW'],
  ["date'5881580-07-11' - date'-5877641-06-23'", 'integer overflow'],
  ["timestamp'294247-01-10 04:00:54' + interval 1 year", 'long overflow'],
])('%s is refused with %s', (expression, expected) => {
  expect(condition(expression)).toBe(expected);
});

test('days beyond the last date begin again at the first', () => {
  expect(asked("date_add(date'2024-01-01', 2147483647)")[2]).toBe('-5877587-06-21');
});

test('without ANSI mode a text beside a date is a double', () => {
  expect(condition("date'2024-01-01' + '1'", legacy)).toBe('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE');
  expect(condition("timestamp'2024-01-01' + '1'", legacy)).toBe('DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES');
});

test('an implicit cast that fails points at the whole call', () => {
  expect(() => runQuery("SELECT date'2024-01-01' - 'x'")).toThrow(/position 8\) ==\nSELECT date'2024-01-01' - 'x'\n {7}\^{22}/);
});

test('next_day may be NULL also of what is not', () => {
  expect(asked("next_day(date'2024-01-10', 'Mon')")).toEqual(["next_day(DATE '2024-01-10', Mon)", 'DATE', '2024-01-15']);
});
