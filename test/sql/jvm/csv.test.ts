import { expect, test } from 'vitest';
import { csvLine, defaultCsvFormat, defaultCsvWriteFormat, parseCsv, parseCsvLine } from '../../../src/sql/jvm/csv-parser.js';
import { type CsvReadOptions, fromCsv, inferCsvLine } from '../../../src/sql/jvm/csv-reader.js';
import { RecordTime } from '../../../src/sql/jvm/record-time.js';
import { TimeZones, utc } from '../../../src/sql/jvm/time-zones.js';
import { StructType, TimestampType } from '../../../src/sql/types/index.js';
import { Decimal } from '../../../src/sql/values/decimal.js';

const time = new RecordTime({ settings: { timeZone: utc, timeZones: new TimeZones(), nowMicros: 0n, conf: () => undefined } });
const options: CsvReadOptions = {
  format: defaultCsvFormat,
  time,
  mode: 'PERMISSIVE',
  columnNameOfCorruptRecord: '_corrupt_record',
  nanValue: 'NaN',
  positiveInf: 'Inf',
  negativeInf: '-Inf',
};
const read = (text: string, ddl: string, more: Partial<CsvReadOptions> = {}) =>
  fromCsv(text, StructType.fromDDL(ddl), { ...options, ...more });

// Answers of Spark 4.3.
test.each([
  ['1,2', ['1', '2', null]],
  ['a,"b,c",d', ['a', 'b,c', 'd']],
  ['"a""b",c', ['"a""b"', 'c', null]],
  ['"a\\"b",c', ['a"b', 'c', null]],
  ['a"b,c', ['a"b', 'c', null]],
  ['"a"b,c', ['"a"b', 'c', null]],
  ['"abc', ['abc', null, null]],
  ['"a,b', ['a,b', null, null]],
  [',', [null, null, null]],
  ['a,,b', ['a', null, 'b']],
  ['a,', ['a', null, null]],
  ['', [null, null, null]],
  ['  a , b ', ['  a ', ' b ', null]],
  ['" a ",b', [' a ', 'b', null]],
  ['"",x', [null, 'x', null]],
  ['a,""', ['a', null, null]],
  ['"a\nb",c', ['a\nb', 'c', null]],
  ['a\\,b', ['a\\', 'b', null]],
  ['"a\\\\",b', ['a\\', 'b', null]],
  ['"a" ,b', ['a', 'b', null]],
  ['a,"b""', ['a', 'b"', null]],
  ['"x"y"z",w', ['"x"y"z"', 'w', null]],
  ["'a,b'", ["'a", "b'", null]],
  ['"a\\nb"', ['a\\nb', null, null]],
  ['#c,1', ['#c', '1', null]],
  ['a\tb', ['a\tb', null, null]],
  ['\\', ['\\', null, null]],
  ['"\\"', ['"', null, null]],
  ['a\nb', ['a\nb', null, null]],
  ['"a" b,c', ['"a" b', 'c', null]],
])('%j has the fields %j', (text, row) => expect(read(text, 'a STRING, b STRING, c STRING')).toEqual(row));

const trimming = { ...defaultCsvFormat, escape: '"', ignoreLeadingWhiteSpace: true, ignoreTrailingWhiteSpace: true };

test.each([
  ['1,2', ['1', '2', null]],
  ['a,"b,c",d', ['a', 'b,c', 'd']],
  ['"a""b",c', ['a"b', 'c', null]],
  ['"a\\"b",c', ['"a\\"b"', 'c', null]],
  ['a"b,c', ['a"b', 'c', null]],
  ['"a"b,c', ['"a"b', 'c', null]],
  ['"abc', ['abc', null, null]],
  ['"a,b', ['a,b', null, null]],
  [',', [null, null, null]],
  ['a,,b', ['a', null, 'b']],
  ['a,', ['a', null, null]],
  ['', [null, null, null]],
  ['  a , b ', ['a', 'b', null]],
  ['" a ",b', [' a ', 'b', null]],
  ['"",x', [null, 'x', null]],
  ['a,""', ['a', null, null]],
  ['"a\nb",c', ['a\nb', 'c', null]],
  ['a\\,b', ['a\\', 'b', null]],
  ['"a\\\\",b', ['a\\\\', 'b', null]],
  ['"a" ,b', ['a', 'b', null]],
  ['a,"b""', ['a', 'b"', null]],
  ['"x"y"z",w', ['"x"y"z"', 'w', null]],
  ["'a,b'", ["'a", "b'", null]],
  ['"a\\nb"', ['a\\nb', null, null]],
  ['#c,1', ['#c', '1', null]],
  ['a\tb', ['a\tb', null, null]],
  ['\\', ['\\', null, null]],
  ['"\\"', ['\\', null, null]],
  ['a\nb', ['a\nb', null, null]],
  ['"a" b,c', ['"a" b', 'c', null]],
])('%j has the fields %j, quotes doubled and blanks cut', (text, row) => {
  expect(read(text, 'a STRING, b STRING, c STRING', { format: trimming })).toEqual(row);
});

test('fields are read by their types, and those that do not fit are null', () => {
  expect(read('1,x', 'a INT, b INT')).toEqual([1, null]);
  expect(read('1', 'a INT, b INT')).toEqual([1, null]);
  expect(read('1.55,12345', 'a DECIMAL(3,1), b DECIMAL(3,1)')).toEqual([new Decimal(16n, 1), null]);
  expect(read('2024-01-02,true', 'a DATE, b BOOLEAN')).toEqual([19724, true]);
  expect(read('NaN,Inf', 'a DOUBLE, b DOUBLE')).toEqual([Number.NaN, Number.POSITIVE_INFINITY]);
  expect(read('x,1', 'a INT, _corrupt_record STRING')).toEqual([null, 'x,1']);
});

test('FAILFAST shows the row that could be read', () => {
  expect(() => read('3,garbage', 'a INT, b INT', { mode: 'FAILFAST' })).toThrow(
    expect.objectContaining({
      condition: 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION',
      messageParameters: { badRecord: '[3,null]', failFastMode: 'FAILFAST' },
    }),
  );
});

test.each([
  ['1,abc', 'STRUCT<_c0: INT, _c1: STRING>'],
  ['2147483648,9223372036854775808', 'STRUCT<_c0: BIGINT, _c1: DECIMAL(19,0)>'],
  ['1.5,1e3,NaN,Inf', 'STRUCT<_c0: DOUBLE, _c1: DOUBLE, _c2: DOUBLE, _c3: DOUBLE>'],
  ['true,False,yes', 'STRUCT<_c0: BOOLEAN, _c1: BOOLEAN, _c2: STRING>'],
  ['2024-01-02,2024-01-02 03:04:05,2024', 'STRUCT<_c0: DATE, _c1: TIMESTAMP, _c2: INT>'],
  ['12:34,2024-1-2', 'STRUCT<_c0: TIMESTAMP, _c1: TIMESTAMP>'],
  [',', 'STRUCT<_c0: STRING, _c1: STRING>'],
  ['00012,+5,-0', 'STRUCT<_c0: INT, _c1: INT, _c2: INT>'],
  ['1.5d,0x1', 'STRUCT<_c0: DOUBLE, _c1: STRING>'],
  ['99999999999999999999999999999999999999999', 'STRUCT<_c0: DOUBLE>'],
  ['2024-01-02T03:04:05Z,infinity', 'STRUCT<_c0: TIMESTAMP, _c1: STRING>'],
])('%s has the types %s', (text, sql) => {
  const types = inferCsvLine(text, { ...options, preferDate: true, timestampType: TimestampType });
  expect(`STRUCT<${types.map((type, index) => `_c${index}: ${type.sql}`).join(', ')}>`).toBe(sql);
});

test.each([
  ['a', '\\', 'a,z'],
  ['a', '"', 'a,z'],
  ['a,b', '\\', '"a,b",z'],
  ['a,b', '"', '"a,b",z'],
  ['a"b', '\\', '"a\\"b",z'],
  ['a"b', '"', '"a""b",z'],
  ['"a', '\\', '"\\"a",z'],
  ['"a', '"', '"""a",z'],
  ['a\nb', '\\', '"a\nb",z'],
  ['a\nb', '"', '"a\nb",z'],
  [' a ', '\\', 'a,z'],
  [' a ', '"', 'a,z'],
  ['', '\\', '"",z'],
  ['', '"', '"",z'],
  [' ', '\\', '"",z'],
  [' ', '"', '"",z'],
  ['a\\b', '\\', 'a\\b,z'],
  ['a\\b', '"', 'a\\b,z'],
  ["a'b", '\\', "a'b,z"],
  ["a'b", '"', "a'b,z"],
  ['\\', '\\', '\\,z'],
  ['\\', '"', '\\,z'],
  ['#x', '\\', '"#x",z'],
  ['#x', '"', '"#x",z'],
  ['a""b\\', '\\', '"a\\"\\"b\\\\",z'],
  ['a""b\\', '"', '"a""""b\\",z'],
  ['\t', '\\', '"",z'],
  ['\t', '"', '"",z'],
  ['é', '\\', 'é,z'],
  ['é', '"', 'é,z'],
  ['a\\"b', '\\', '"a\\\\\\"b",z'],
  ['a\\"b', '"', '"a\\""b",z'],
])('%j is written with the escape %s as %s', (text, escapeCharacter, line) => {
  expect(csvLine([text, 'z'], { ...defaultCsvWriteFormat, escape: escapeCharacter })).toBe(line);
});

test('the records of a file end with lines, not inside quotes', () => {
  expect([...parseCsv('a,"b\nc"\r\n\n#x\nd,e', { ...defaultCsvFormat, comment: '#' })]).toEqual([
    ['a', 'b\nc'],
    ['d', 'e'],
  ]);
});

test('a delimiter may have several characters', () => {
  expect(parseCsvLine('a||b', { ...defaultCsvFormat, delimiter: '||' })).toEqual(['a', 'b']);
});
