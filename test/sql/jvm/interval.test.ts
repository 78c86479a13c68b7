import { expect, test } from 'vitest';
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from '../../../src/sql/jvm/interval-parse.js';
import {
  calendarIntervalIsoText,
  calendarIntervalSqlText,
  calendarIntervalText,
  dayTimeHiveText,
  dayTimeText,
  yearMonthHiveText,
  yearMonthText,
} from '../../../src/sql/jvm/interval-text.js';

// Answers of Spark 4.3.
test.each([
  ['1 year', { months: 12, days: 0, microseconds: 0n }, '1 years'],
  ['interval 1 year 2 months', { months: 14, days: 0, microseconds: 0n }, '1 years 2 months'],
  ['-1 day', { months: 0, days: -1, microseconds: 0n }, '-1 days'],
  ['- 1 day', { months: 0, days: -1, microseconds: 0n }, '-1 days'],
  ['1.5 seconds', { months: 0, days: 0, microseconds: 1500000n }, '1.5 seconds'],
  ['.5 second', { months: 0, days: 0, microseconds: 500000n }, '0.5 seconds'],
  ['1. second', { months: 0, days: 0, microseconds: 1000000n }, '1 seconds'],
  [
    '1 week 2 days 3 hours 4 minutes 5 seconds 6 milliseconds 7 microseconds',
    { months: 0, days: 9, microseconds: 11045006007n },
    '9 days 3 hours 4 minutes 5.006007 seconds',
  ],
  ['+1 second -2.25 seconds', { months: 0, days: 0, microseconds: -1250000n }, '-1.25 seconds'],
  ['1.123456789 second', { months: 0, days: 0, microseconds: 1123456n }, '1.123456 seconds'],
  ['1 years 1 year', { months: 24, days: 0, microseconds: 0n }, '2 years'],
  ['1 Day', { months: 0, days: 1, microseconds: 0n }, '1 days'],
])('%s is the interval %o, written %s', (text, interval, written) => {
  expect(parseCalendarInterval(text)).toEqual(interval);
  expect(calendarIntervalText(interval)).toBe(written);
});

test.each([
  ['1.5 days', 'INVALID_INTERVAL_FORMAT.INVALID_FRACTION'],
  ['1 day 2', 'INVALID_INTERVAL_FORMAT.MISSING_UNIT'],
  ['day', 'INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER'],
  ['1day', 'INVALID_INTERVAL_FORMAT.INVALID_VALUE'],
  ['1 foo', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['1 nanosecond', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['interval', 'INVALID_INTERVAL_FORMAT.INPUT_IS_EMPTY'],
  ['intervalx 1 day', 'INVALID_INTERVAL_FORMAT.INVALID_PREFIX'],
  ['', 'INVALID_INTERVAL_FORMAT.INPUT_IS_EMPTY'],
  ['  ', 'INVALID_INTERVAL_FORMAT.INPUT_IS_EMPTY'],
  ['1.1234567891 second', 'INVALID_INTERVAL_FORMAT.INVALID_PRECISION'],
  ['9223372036854775808 second', 'INVALID_INTERVAL_FORMAT.ARITHMETIC_EXCEPTION'],
  ['99999999999 days', 'INVALID_INTERVAL_FORMAT.ARITHMETIC_EXCEPTION'],
  ['1 d', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['1 secs', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['x 1 day', 'INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER'],
  ['-x day', 'INVALID_INTERVAL_FORMAT.INVALID_VALUE'],
  ['1..5 second', 'INVALID_INTERVAL_FORMAT.INVALID_VALUE'],
  ['1e2 day', 'INVALID_INTERVAL_FORMAT.INVALID_VALUE'],
  ['1 yearss', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['- ', 'INVALID_INTERVAL_FORMAT.MISSING_NUMBER'],
  ['1.5 s', 'INVALID_INTERVAL_FORMAT.INVALID_UNIT'],
  ['1.5 millisecond', 'INVALID_INTERVAL_FORMAT.INVALID_FRACTION'],
  ['. second', 'INVALID_INTERVAL_FORMAT.INVALID_VALUE'],
])('%j is no interval: %s', (text, condition) => {
  expect(() => parseCalendarInterval(text)).toThrow(expect.objectContaining({ condition }));
});

test.each([
  [0, 0, 1, "INTERVAL '0-0' YEAR TO MONTH"],
  [0, 0, 0, "INTERVAL '0' YEAR"],
  [0, 1, 1, "INTERVAL '0' MONTH"],
  [14, 0, 1, "INTERVAL '1-2' YEAR TO MONTH"],
  [14, 0, 0, "INTERVAL '1' YEAR"],
  [14, 1, 1, "INTERVAL '14' MONTH"],
  [-14, 0, 1, "INTERVAL '-1-2' YEAR TO MONTH"],
  [-14, 0, 0, "INTERVAL '-1' YEAR"],
  [-14, 1, 1, "INTERVAL '-14' MONTH"],
  [5, 0, 1, "INTERVAL '0-5' YEAR TO MONTH"],
  [5, 0, 0, "INTERVAL '0' YEAR"],
  [5, 1, 1, "INTERVAL '5' MONTH"],
  [-5, 0, 1, "INTERVAL '-0-5' YEAR TO MONTH"],
  [-5, 0, 0, "INTERVAL '-0' YEAR"],
  [-5, 1, 1, "INTERVAL '-5' MONTH"],
  [-2147483648, 0, 1, "INTERVAL '-178956970-8' YEAR TO MONTH"],
  [-2147483648, 0, 0, "INTERVAL '-178956970' YEAR"],
  [-2147483648, 1, 1, "INTERVAL '-2147483648' MONTH"],
  [2147483647, 0, 1, "INTERVAL '178956970-7' YEAR TO MONTH"],
  [2147483647, 0, 0, "INTERVAL '178956970' YEAR"],
  [2147483647, 1, 1, "INTERVAL '2147483647' MONTH"],
])('%d months in the fields %d to %d are written %s', (months, start, end, text) => expect(yearMonthText(months, start, end)).toBe(text));

test.each([
  [0n, 0, 3, "INTERVAL '0 00:00:00' DAY TO SECOND"],
  [0n, 0, 0, "INTERVAL '0' DAY"],
  [0n, 0, 1, "INTERVAL '0 00' DAY TO HOUR"],
  [0n, 0, 2, "INTERVAL '0 00:00' DAY TO MINUTE"],
  [0n, 1, 1, "INTERVAL '00' HOUR"],
  [0n, 1, 2, "INTERVAL '00:00' HOUR TO MINUTE"],
  [0n, 1, 3, "INTERVAL '00:00:00' HOUR TO SECOND"],
  [0n, 2, 2, "INTERVAL '00' MINUTE"],
  [0n, 2, 3, "INTERVAL '00:00' MINUTE TO SECOND"],
  [0n, 3, 3, "INTERVAL '00' SECOND"],
  [90061500000n, 0, 3, "INTERVAL '1 01:01:01.5' DAY TO SECOND"],
  [90061500000n, 0, 0, "INTERVAL '1' DAY"],
  [90061500000n, 0, 1, "INTERVAL '1 01' DAY TO HOUR"],
  [90061500000n, 0, 2, "INTERVAL '1 01:01' DAY TO MINUTE"],
  [90061500000n, 1, 1, "INTERVAL '25' HOUR"],
  [90061500000n, 1, 2, "INTERVAL '25:01' HOUR TO MINUTE"],
  [90061500000n, 1, 3, "INTERVAL '25:01:01.5' HOUR TO SECOND"],
  [90061500000n, 2, 2, "INTERVAL '1501' MINUTE"],
  [90061500000n, 2, 3, "INTERVAL '1501:01.5' MINUTE TO SECOND"],
  [90061500000n, 3, 3, "INTERVAL '90061.5' SECOND"],
  [-9223372036854775808n, 0, 3, "INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND"],
  [-9223372036854775808n, 0, 0, "INTERVAL '-106751991' DAY"],
  [-9223372036854775808n, 0, 1, "INTERVAL '-106751991 04' DAY TO HOUR"],
  [-9223372036854775808n, 0, 2, "INTERVAL '-106751991 04:00' DAY TO MINUTE"],
  [-9223372036854775808n, 1, 1, "INTERVAL '-2562047788' HOUR"],
  [-9223372036854775808n, 1, 2, "INTERVAL '-2562047788:00' HOUR TO MINUTE"],
  [-9223372036854775808n, 1, 3, "INTERVAL '-2562047788:00:54.775808' HOUR TO SECOND"],
  [-9223372036854775808n, 2, 2, "INTERVAL '-153722867280' MINUTE"],
  [-9223372036854775808n, 2, 3, "INTERVAL '-153722867280:54.775808' MINUTE TO SECOND"],
  [-9223372036854775808n, 3, 3, "INTERVAL '-9223372036854.775808' SECOND"],
])('%d microseconds in the fields %d to %d are written %s', (micros, start, end, text) =>
  expect(dayTimeText(micros, start, end)).toBe(text),
);

test.each([
  ['1-2', 14],
  ['-1-2', -14],
  ['+1-2', 14],
  [' 1-2 ', 14],
  ["interval '1-2' year to month", 14],
  ["INTERVAL -'-1-2' YEAR TO MONTH", 14],
  ['178956970-7', 2147483647],
  ['-178956970-8', -2147483648],
  ['|1-2', 14],
])('%j is %d months', (text, months) => expect(parseYearMonthInterval(text, 0, 1)).toBe(months));

test.each([
  ['1 2:3:4.5', 0, 3, 93784500000n],
  ['1 02:03:04', 0, 3, 93784000000n],
  ['-1 02:03:04.123456789', 0, 3, -93784123456n],
  ['1 2', 0, 1, 93600000000n],
  ['1 2:3', 0, 2, 93780000000n],
  ['2:3', 1, 2, 7380000000n],
  ['2:3', 2, 3, 123000000n],
  ['2:3:4', 1, 3, 7384000000n],
  ['3:4.5', 2, 3, 184500000n],
  ['5', 0, 0, 432000000000n],
  ['5', 1, 1, 18000000000n],
  ['5', 2, 2, 300000000n],
  ['5', 3, 3, 5000000n],
  ['5.5', 3, 3, 5500000n],
  ['-5.123', 3, 3, -5123000n],
  ['106751991 04:00:54.775807', 0, 3, 9223372036854775807n],
  ['-106751991 04:00:54.775808', 0, 3, -9223372036854775808n],
  ["INTERVAL '1 2:3:4' DAY TO SECOND", 0, 3, 93784000000n],
  ["interval -'5' day", 0, 0, -432000000000n],
  ['25', 0, 0, 2160000000000n],
  ['25', 1, 1, 90000000000n],
  ['25', 2, 2, 1500000000n],
  ['25', 3, 3, 25000000n],
])('%j in the fields %d to %d is %d microseconds', (text, start, end, micros) =>
  expect(parseDayTimeInterval(text, start, end)).toBe(micros),
);

test('a text of another form says which forms there are', () => {
  const parameters = {
    input: '1 2',
    intervalStr: 'day-time',
    supportedFormat: "`[+|-]d h:m:s.n`, `INTERVAL [+|-]'[+|-]d h:m:s.n' DAY TO SECOND`",
    typeName: 'interval day to second',
  };
  expect(() => parseDayTimeInterval('1 2', 0, 3)).toThrow(
    expect.objectContaining({ condition: 'INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING_WITH_NOTICE', messageParameters: parameters }),
  );
  expect(() => parseYearMonthInterval('1', 0, 1)).toThrow(
    expect.objectContaining({ condition: 'INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING' }),
  );
});

test('Hive writes all fields', () => {
  expect(yearMonthHiveText(-14)).toBe('-1-2');
  expect(dayTimeHiveText(90_061_500_000n)).toBe('1 01:01:01.500000000');
});

test('the SQL standard and ISO 8601 have forms of their own', () => {
  const interval = { months: 14, days: 3, microseconds: 14_706_700_000n };
  expect(calendarIntervalSqlText(interval)).toBe('+1-2 +3 +4:05:06.7');
  expect(calendarIntervalIsoText(interval)).toBe('P1Y2M3DT4H5M6.7S');
  expect(calendarIntervalIsoText({ months: 0, days: 0, microseconds: 0n })).toBe('PT0S');
});
