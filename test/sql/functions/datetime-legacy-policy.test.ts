import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const policy = (name: string) => ({ 'spark.sql.legacy.timeParserPolicy': name });
const shown = (expression: string, name: string) => runQuery(`SELECT ${expression}`, policy(name)).shown[0];

function condition(expression: string, name: string): string | undefined {
  try {
    shown(expression, name);
    return undefined;
  } catch (error) {
    return (error as { condition?: string }).condition ?? (error as Error).message;
  }
}

test('LEGACY writes as SimpleDateFormat does', () => {
  const moment = "timestamp'2024-03-05 14:05:06.789'";
  const date = 'G y yy yyy yyyy yyyyy YYYY M MM MMM MMMM w ww W D DDD d dd F E EEE EEEE EEEEE u uu';
  expect(shown(`date_format(${moment}, '${date}')`, 'LEGACY')).toBe(
    'AD 2024 24 2024 2024 02024 2024 3 03 Mar March 10 10 2 65 065 5 05 1 Tue Tue Tuesday Tuesday 2 02',
  );
  const time = 'a aa H HH k kk K KK h hh m mm s ss S SS SSS SSSS z zzz zzzz Z ZZ X XX XXX';
  expect(shown(`date_format(${moment}, '${time}')`, 'LEGACY')).toBe(
    'PM PM 14 14 14 14 2 02 2 02 5 05 6 06 789 789 789 0789 UTC UTC Coordinated Universal Time +0000 +0000 Z Z Z',
  );
  expect(shown("date_format(timestamp'-0044-03-05', 'G yyyy-MM-dd')", 'LEGACY')).toBe('BC 0045-03-05');
});

test.each([
  ["to_timestamp('2024-3-5 1:2:3 trailing', 'yyyy-MM-dd HH:mm:ss')", '2024-03-05 01:02:03'],
  ["to_timestamp(' 2024-03-05', 'yyyy-MM-dd')", '2024-03-05 00:00:00'],
  ["to_timestamp('20240305', 'yyyyMMdd')", '2024-03-05 00:00:00'],
  ["to_timestamp('99', 'yy')", '1999-01-01 00:00:00'],
  ["to_timestamp('024', 'yy')", '0024-01-01 00:00:00'],
  ["to_timestamp('5 pm', 'h a')", '1970-01-01 17:00:00'],
  ["to_timestamp('2024', 'YYYY')", '2023-12-31 00:00:00'],
  ["to_timestamp('2024 10', 'YYYY w')", '2024-03-03 00:00:00'],
  ["to_timestamp('2024 65', 'yyyy D')", '2024-03-05 00:00:00'],
  ["to_timestamp('Tue 5 mar 2024', 'E d MMM yyyy')", '2024-03-05 00:00:00'],
  ["to_timestamp('2024-01-01 PST', 'yyyy-MM-dd z')", '2024-01-01 08:00:00'],
  ["to_timestamp('2024-01-01 GMT+1:00', 'yyyy-MM-dd z')", '2023-12-31 23:00:00'],
  ["to_timestamp('2024-01-01 +01', 'yyyy-MM-dd X')", '2023-12-31 23:00:00'],
  ["to_timestamp('2024-01-01 10:11:12.5', 'yyyy-MM-dd HH:mm:ss.S')", '2024-01-01 10:11:12.005'],
  ["to_timestamp('2 BC', 'y G')", '-0001-01-01 00:00:00'],
  ["to_timestamp('12 am', 'hh a')", '1970-01-01 00:00:00'],
  ["to_timestamp('24', 'kk')", '1970-01-01 00:00:00'],
  ["try_to_timestamp('xx', 'yyyy')", 'NULL'],
])('LEGACY reads %s as %s', (expression, expected) => {
  expect(shown(expression, 'LEGACY')).toBe(expected);
});

test.each([
  ["to_timestamp('2024-13-05', 'yyyy-MM-dd')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('2024-02-30', 'yyyy-MM-dd')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('Mon 5 mar 2024', 'E d MMM yyyy')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('5 3 2024', 'd MMM yyyy')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('-5', 'yyyy')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('25:00', 'HH:mm')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('24', 'hh')", 'CANNOT_PARSE_TIMESTAMP'],
  ["to_timestamp('2024', 'q')", 'INVALID_DATETIME_PATTERN.WITH_SUGGESTION'],
  ["date_format(timestamp'2024-03-05', 'XXXX')", 'INVALID_DATETIME_PATTERN.WITH_SUGGESTION'],
])('LEGACY refuses %s', (expression, expected) => {
  expect(condition(expression, 'LEGACY')).toBe(expected);
});

test('EXCEPTION raises an error where only SimpleDateFormat reads the text', () => {
  const inconsistent = 'INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER';
  expect(condition("to_timestamp('2024-3-5', 'yyyy-MM-dd')", 'EXCEPTION')).toBe(inconsistent);
  expect(condition("try_to_timestamp('2024-3-5', 'yyyy-MM-dd')", 'EXCEPTION')).toBe(inconsistent);
  expect(condition("to_timestamp('xx', 'yyyy-MM-dd')", 'EXCEPTION')).toBe('CANNOT_PARSE_TIMESTAMP');
});
