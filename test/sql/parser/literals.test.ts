import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/sql/parser/sql-parser.js';
import { planText } from './plan-text.js';

test.each([
  ['interval 1 day', '86400000000:interval day'],
  ["interval '1' day", '86400000000:interval day'],
  ["interval '-1-2' year to month", '-14:interval year to month'],
  ["interval '1 02:03:04.5' day to second", '93784500000:interval day to second'],
  ['interval 1 year 2 months', '14:interval year to month'],
  ["interval '1 day 2 hours'", '93600000000:interval day to hour'],
  ['interval -1 week', '-604800000000:interval day'],
  ['interval 1.5 seconds', '1500000:interval second'],
  ["date'2020-01-02'", '18263:date'],
  ["timestamp'2020-01-02 03:04:05'", '1577934245000000:timestamp'],
  ["timestamp_ntz'2020-01-02 03:04:05'", '1577934245000000:timestamp_ntz'],
  ["time'01:02:03.5'", '3723500000000:time(6)'],
  ["x'1Fa'", '0x01fa:binary'],
  ["'a' 'b'", 'ab:string'],
  ["'it''s'", "it's:string"],
  ["'a\\tb\\u0041\\%'", 'a\tbA\\%:string'],
  ["r'a\\b'", 'a\\b:string'],
  ['"dq"', 'dq:string'],
  ['1', '1:int'],
  ['2147483648', '2147483648:bigint'],
  ['9223372036854775808', '9223372036854775808:decimal(19,0)'],
  ['-2147483648', '-2147483648:int'],
  ['1L', '1:bigint'],
  ['1S', '1:smallint'],
  ['1Y', '1:tinyint'],
  ['1.50', '1.50:decimal(3,2)'],
  ['.5', '0.5:decimal(1,1)'],
  ['1e3', '1000:double'],
  ['1.5e-1', '0.15:double'],
  ['1f', '1:float'],
  ['1d', '1:double'],
  ['1.5bd', '1.5:decimal(2,1)'],
  ['1e2bd', '100:decimal(3,0)'],
  ['true', 'true:boolean'],
  ['null', 'null:void'],
])('%s is %s', (sql, text) => {
  expect(planText(parseExpression(sql))).toBe(text);
});
