import { expect, test } from 'vitest';
import {
  addMonths,
  invalidDateMessage,
  isoWeekOfYear,
  isoYearOf,
  lastDay,
  makeDate,
  nextDay,
  parseDayOfWeek,
} from '../../../src/sql/jvm/calendar.js';
import { parseDate, parseTimestamp } from '../../../src/sql/jvm/datetime-text.js';
import { TimeZones } from '../../../src/sql/jvm/time-zones.js';
import {
  addInterval,
  convertZone,
  makeLocalMicros,
  monthsBetween,
  timestampUnitOf,
  truncateTimestamp,
} from '../../../src/sql/jvm/timestamps.js';

const zones = new TimeZones();
const losAngeles = zones.zoneOf('America/Los_Angeles');
const micros = (text: string) => parseTimestamp(text, losAngeles, zones, () => 0n)!;
const days = (text: string) => parseDate(text)!;

const seconds = [
  -124271193600, -5000000000, -2717650800, -1000000000, 0, 500000000, 1700000000, 1720000000, 4102444800, 4118000000, 32503680000,
  9000000000000,
];

// Answers of java.time on Java 17.
test.each([
  ['UTC', 'UTC', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['GMT+8', 'GMT+08:00', [28800, 28800, 28800, 28800, 28800, 28800, 28800, 28800, 28800, 28800, 28800, 28800]],
  ['UTC-3:30', 'UTC-03:30', [-12600, -12600, -12600, -12600, -12600, -12600, -12600, -12600, -12600, -12600, -12600, -12600]],
  ['+5', '+05:00', [18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000]],
  ['+05', '+05:00', [18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000]],
  ['-08:00', '-08:00', [-28800, -28800, -28800, -28800, -28800, -28800, -28800, -28800, -28800, -28800, -28800, -28800]],
  ['+1:2', '+01:02', [3720, 3720, 3720, 3720, 3720, 3720, 3720, 3720, 3720, 3720, 3720, 3720]],
  ['EST', '-05:00', [-18000, -18000, -18000, -18000, -18000, -18000, -18000, -18000, -18000, -18000, -18000, -18000]],
  ['PST', 'America/Los_Angeles', [-28378, -28378, -28378, -28800, -28800, -28800, -28800, -25200, -28800, -25200, -28800, -25200]],
  ['IST', 'Asia/Kolkata', [21208, 21208, 19270, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800]],
  ['UT+1', 'UT+01:00', [3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600]],
  ['Z', 'Z', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['Asia/Kolkata', 'Asia/Kolkata', [21208, 21208, 19270, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800]],
  ['Africa/Casablanca', 'Africa/Casablanca', [-1820, -1820, -1820, 0, 0, 3600, 3600, 3600, 3600, 3600, 3600, 3600]],
  ['Europe/London', 'Europe/London', [-75, -75, 0, 3600, 3600, 0, 0, 3600, 0, 3600, 0, 3600]],
  ['Asia/Kathmandu', 'Asia/Kathmandu', [20476, 20476, 20476, 19800, 19800, 19800, 20700, 20700, 20700, 20700, 20700, 20700]],
  [
    'America/New_York',
    'America/New_York',
    [-17762, -17762, -18000, -14400, -18000, -18000, -18000, -14400, -18000, -14400, -18000, -14400],
  ],
  ['Australia/Lord_Howe', 'Australia/Lord_Howe', [38180, 38180, 38180, 36000, 36000, 39600, 39600, 37800, 39600, 37800, 39600, 37800]],
  ['+01:00:30', '+01:00:30', [3630, 3630, 3630, 3630, 3630, 3630, 3630, 3630, 3630, 3630, 3630, 3630]],
  ['UTC+05:30:15', 'UTC+05:30:15', [19815, 19815, 19815, 19815, 19815, 19815, 19815, 19815, 19815, 19815, 19815, 19815]],
  ['Pacific/Apia', 'Pacific/Apia', [45184, 45184, 45184, -41400, -39600, -39600, 46800, 46800, 46800, 46800, 46800, 46800]],
  ['Antarctica/Troll', 'Antarctica/Troll', [0, 0, 0, 0, 0, 0, 0, 7200, 0, 7200, 0, 7200]],
])('the zone %s is %s, with its offsets of all times', (text, id, offsets) => {
  const zone = zones.zoneOf(text);
  expect(zone.id).toBe(id);
  expect(seconds.map(second => zone.offsetAt(second))).toEqual(offsets);
});

test.each(['', 'z', 'nope', 'GMT+19', 'america/new_york', '+25:00'])('%j is no zone', text => {
  expect(() => zones.zoneOf(text)).toThrow(
    expect.objectContaining({ condition: 'INVALID_TIMEZONE', messageParameters: { timeZone: text } }),
  );
});

test.each([
  ['YEAR', '2024-08-15 13:04:05.123456', 1704096000000000n],
  ['YEAR', '2024-11-03 01:30:15.5', 1704096000000000n],
  ['YEAR', '1883-11-18 12:01:02', -2745418022000000n],
  ['YEAR', '-0044-03-15 00:00:00', -63555725222000000n],
  ['QUARTER', '2024-08-15 13:04:05.123456', 1719817200000000n],
  ['QUARTER', '2024-11-03 01:30:15.5', 1727766000000000n],
  ['QUARTER', '1883-11-18 12:01:02', -2721830822000000n],
  ['QUARTER', '-0044-03-15 00:00:00', -63555725222000000n],
  ['MONTH', '2024-08-15 13:04:05.123456', 1722495600000000n],
  ['MONTH', '2024-11-03 01:30:15.5', 1730444400000000n],
  ['MONTH', '1883-11-18 12:01:02', -2719152422000000n],
  ['MONTH', '-0044-03-15 00:00:00', -63550541222000000n],
  ['WEEK', '2024-08-15 13:04:05.123456', 1723446000000000n],
  ['WEEK', '2024-11-03 01:30:15.5', 1730098800000000n],
  ['WEEK', '1883-11-18 12:01:02', -2718202022000000n],
  ['WEEK', '-0044-03-15 00:00:00', -63549590822000000n],
  ['DAY', '2024-08-15 13:04:05.123456', 1723705200000000n],
  ['DAY', '2024-11-03 01:30:15.5', 1730617200000000n],
  ['DAY', '1883-11-18 12:01:02', -2717683622000000n],
  ['DAY', '-0044-03-15 00:00:00', -63549331622000000n],
  ['HOUR', '2024-08-15 13:04:05.123456', 1723752000000000n],
  ['HOUR', '2024-11-03 01:30:15.5', 1730620800000000n],
  ['HOUR', '1883-11-18 12:01:02', -2717640422000000n],
  ['HOUR', '-0044-03-15 00:00:00', -63549331622000000n],
  ['MINUTE', '2024-08-15 13:04:05.123456', 1723752240000000n],
  ['MINUTE', '2024-11-03 01:30:15.5', 1730622600000000n],
  ['MINUTE', '1883-11-18 12:01:02', -2717640362000000n],
  ['MINUTE', '-0044-03-15 00:00:00', -63549331622000000n],
  ['SECOND', '2024-08-15 13:04:05.123456', 1723752245000000n],
  ['SECOND', '2024-11-03 01:30:15.5', 1730622615000000n],
  ['SECOND', '1883-11-18 12:01:02', -2717640360000000n],
  ['SECOND', '-0044-03-15 00:00:00', -63549331622000000n],
  ['MILLISECOND', '2024-08-15 13:04:05.123456', 1723752245123000n],
  ['MILLISECOND', '2024-11-03 01:30:15.5', 1730622615500000n],
  ['MILLISECOND', '1883-11-18 12:01:02', -2717640360000000n],
  ['MILLISECOND', '-0044-03-15 00:00:00', -63549331622000000n],
  ['MICROSECOND', '2024-08-15 13:04:05.123456', 1723752245123456n],
  ['MICROSECOND', '2024-11-03 01:30:15.5', 1730622615500000n],
  ['MICROSECOND', '1883-11-18 12:01:02', -2717640360000000n],
  ['MICROSECOND', '-0044-03-15 00:00:00', -63549331622000000n],
])('date_trunc to %s of %s is %d', (unit, text, expected) => {
  expect(truncateTimestamp(micros(text), timestampUnitOf(unit)!, losAngeles)).toBe(expected);
});

test.each([
  ['2024-02-29', '2023-02-28', true, 12.0],
  ['2024-02-29', '2023-02-28', false, 12.0],
  ['2024-03-31', '2024-02-29', true, 1.0],
  ['2024-03-31', '2024-02-29', false, 1.0],
  ['1997-02-28 10:30:00', '1996-10-30', true, 3.94959677],
  ['1997-02-28 10:30:00', '1996-10-30', false, 3.9495967741935485],
  ['2024-01-01', '2024-01-15 13:00:00.5', true, -0.46908602],
  ['2024-01-01', '2024-01-15 13:00:00.5', false, -0.46908602150537637],
  ['2020-01-31', '2020-02-28', true, -0.90322581],
  ['2020-01-31', '2020-02-28', false, -0.9032258064516129],
])('months_between %s and %s, rounded %s, is %d', (a, b, roundOff, expected) => {
  expect(monthsBetween(micros(a), micros(b), roundOff, losAngeles)).toBe(expected);
});

test('a month later is the last day of a shorter month', () => {
  expect(addMonths(days('2024-01-31'), 1)).toBe(days('2024-02-29'));
  expect(addMonths(days('2024-02-29'), -12)).toBe(days('2023-02-28'));
  expect(lastDay(days('2023-02-10'))).toBe(days('2023-02-28'));
});

test('the next such weekday is never the day itself', () => {
  expect(nextDay(days('2015-07-27'), parseDayOfWeek('Sunday'))).toBe(days('2015-08-02'));
  expect(nextDay(days('2015-07-27'), parseDayOfWeek('mo'))).toBe(days('2015-08-03'));
  expect(() => parseDayOfWeek('xx')).toThrow(expect.objectContaining({ condition: 'ILLEGAL_DAY_OF_WEEK' }));
});

test('weeks belong to the year that holds their Thursday', () => {
  expect([isoWeekOfYear(days('2021-01-03')), isoYearOf(days('2021-01-03'))]).toEqual([53, 2020]);
});

test('what is no date says so in the words of java.time', () => {
  expect(invalidDateMessage(2023, 2, 29)).toBe("Invalid date 'February 29' as '2023' is not a leap year");
  expect(invalidDateMessage(2023, 4, 31)).toBe("Invalid date 'APRIL 31'");
  expect(() => makeDate(2023, 13, 1)).toThrow(
    expect.objectContaining({
      condition: 'DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION',
      messageParameters: { rangeMessage: 'Invalid value for MonthOfYear (valid values 1 - 12): 13' },
    }),
  );
});

test('sixty seconds are the next minute, without a fraction', () => {
  expect(makeLocalMicros(1970, 1, 1, 0, 0, 60_000_000_000n)).toBe(60_000_000n);
  expect(() => makeLocalMicros(1970, 1, 1, 0, 0, 60_007_000_000n)).toThrow(
    expect.objectContaining({ condition: 'INVALID_FRACTION_OF_SECOND', messageParameters: { secAndMicros: '60.007' } }),
  );
});

test('days are added on the wall, microseconds in time', () => {
  expect(addInterval(micros('2024-03-09 12:00:00'), 0, 1, 0n, losAngeles)).toBe(micros('2024-03-10 12:00:00'));
  expect(addInterval(micros('2024-03-09 12:00:00'), 0, 0, 86_400_000_000n, losAngeles)).toBe(micros('2024-03-10 13:00:00'));
});

test('from_utc_timestamp shows the wall of another zone', () => {
  const utc = zones.zoneOf('UTC');
  expect(convertZone(0n, utc, zones.zoneOf('Asia/Seoul'))).toBe(9n * 3_600_000_000n);
});
