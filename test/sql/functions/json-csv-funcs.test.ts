import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const shown = (expression: string) => runQuery(`SELECT ${expression}`).shown[0];

// Answers of Spark 4.3, here and below.
test.each([
  ['from_json(\'{"a":{"b":1, "c":"x"},"d":5}\', \'a STRUCT<b: INT, c: INT>, d INT\')', '{{1, NULL}, 5}'],
  ['from_json(\'{"k":1,"k":2}\', \'MAP<STRING, INT>\')', '{k -> 1, k -> 2}'],
  ["from_json('{\"a\":1,\"b\":2}', 'v VARIANT', map('singleVariantColumn', 'v'))", '{{"a":1,"b":2}}'],
  ['from_json(\'{"a":"x"}\', \'a INT, _corrupt_record STRING\')', '{NULL, {"a":"x"}}'],
  ['from_json(\'{"a":1}\', schema_of_json(\'{"a":1}\'))', '{1}'],
  ["from_json('', 'a INT')", 'NULL'],
  ["from_json('{\"a\":\"1.234,5\"}', 'a DECIMAL(10,1)', map('locale', 'de-DE'))", '{1234.5}'],
  ["from_json('{\"a\":\"1,234.5\"}', 'a DECIMAL(10,1)', map('locale', 'de-DE'))", '{NULL}'],
  ["from_json('{\"a\":\"2020\"}', 'a TIMESTAMP', map('timestampFormat', 'invalid'))", '{NULL}'],
  ["from_json('{\"a\":[[1]]}', 'a ARRAY<ARRAY<INT>>', map('maxNestingDepth', '1'))", '{NULL}'],
  ["to_json(named_struct('b', 1, 'a', 2), map('sortKeys', 'true'))", '{"a":2,"b":1}'],
  ["to_json(named_struct('a', 1, 'b', NULL), map('ignoreNullFields', 'false'))", '{"a":1,"b":null}'],
  ["to_json(named_struct('s', 'é'), map('writeNonAsciiCharacterAsCodePoint', 'true'))", '{"s":"\\u00E9"}'],
  ["to_json(map(INTERVAL 1 DAY, array()), map('pretty', 'true'))", '{\n  "86400000000" : [ ]\n}'],
  ['schema_of_json(\'{"a":[{}]}\')', 'STRUCT<>'],
  ["schema_of_json('[[{}]]')", 'STRING'],
  ["schema_of_json('{\"a\":\"1.5\"}', map('prefersDecimal', 'true'))", 'STRUCT<a: DECIMAL(2,1)>'],
  ['get_json_object(\'{"a":{"b":1}}\', \'$.a. b\')', '1'],
  ["get_json_object('{\"a\":1}', ' $.a')", 'NULL'],
  ["from_csv('1', 'a INT, b INT, _corrupt_record STRING')", '{1, NULL, 1}'],
  ["from_csv('1|2', 'a INT, b INT', map('SEP', '|', 'delimiter', ','))", '{1, 2}'],
  ["from_csv('1,2', 'a INT, a INT')", '{1, 2}'],
  ["from_csv('1,abc,2.5,true,', 'v VARIANT', map('singleVariantColumn', 'v'))", '{{"_c0":1,"_c1":"abc","_c2":2.5,"_c3":true,"_c4":null}}'],
  ["to_csv(named_struct('a', array(1, NULL), 'b', map('k', NULL), 'c', named_struct('x', NULL, 'y', 2)))", '"[1,]",{k ->},"{, 2}"'],
  ["to_csv(named_struct('a', NULL))", 'NULL'],
  ["to_csv(named_struct('a', NULL, 'b', NULL))", ','],
  ["to_csv(named_struct('a', NULL, 'b', ''), map('nullValue', 'NA', 'emptyValue', 'EMPTY'))", 'NA,EMPTY'],
  [
    "schema_of_csv('5.,1d,Infinity,NaN,-,99999999999999999999')",
    'STRUCT<_c0: DECIMAL(1,0), _c1: DOUBLE, _c2: DOUBLE, _c3: DOUBLE, _c4: STRING, _c5: DECIMAL(20,0)>',
  ],
])('%s gives %s', (expression, expected) => expect(shown(expression)).toBe(expected));

test.each([
  ["from_json('{\"a\":1}', 'int')", 'DATATYPE_MISMATCH.INVALID_JSON_SCHEMA'],
  ["from_json('{}', 'a MAP<INT, INT>')", 'DATATYPE_MISMATCH.INVALID_JSON_MAP_KEY_TYPE'],
  ["from_json('{}', 1)", 'INVALID_SCHEMA.NON_STRING_LITERAL'],
  ["from_json('{}', NULL)", 'INVALID_SCHEMA.NON_STRING_LITERAL'],
  ["from_json('{}', '')", 'PARSE_EMPTY_STATEMENT'],
  ["from_json('{}', 'a INT,')", 'PARSE_SYNTAX_ERROR'],
  ["from_json('{}', 'a')", 'UNSUPPORTED_DATATYPE'],
  ["from_json('{}', 'a CHAR(3)')", 'UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING'],
  ["from_json('{}', 'a INT', map('mode', 1))", 'INVALID_OPTIONS.NON_STRING_TYPE'],
  ["from_json('{}', 'a INT', map_from_arrays(array('mode'), array('x')))", 'INVALID_OPTIONS.NON_MAP_FUNCTION'],
  ["from_json('{}', 'a INT', map('mode', 'DROPMALFORMED'))", 'PARSE_MODE_UNSUPPORTED'],
  ["from_json('{}', 'a INT, _corrupt_record INT')", 'INVALID_CORRUPT_RECORD_TYPE'],
  ["from_json('{', 'a INT', map('mode', 'FAILFAST'))", 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION'],
  ["from_json('{}', 'a INT', map('timeZone', 'Nowhere/X'))", 'INVALID_TIMEZONE'],
  ["from_json('{}', 'a INT', map('encoding', 'utf-99'))", 'INVALID_PARAMETER_VALUE.CHARSET'],
  ['to_json(1)', 'DATATYPE_MISMATCH.INVALID_JSON_SCHEMA'],
  ['schema_of_json(NULL)', 'DATATYPE_MISMATCH.UNEXPECTED_NULL'],
  ['schema_of_json(uuid())', 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT'],
  ["json_tuple('{}', 1)", 'DATATYPE_MISMATCH.NON_STRING_TYPE'],
  ["json_tuple('{}')", 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION'],
  ["from_csv('1', 'int')", 'INVALID_SCHEMA.NON_STRUCT_TYPE'],
  ["from_csv('1', 'a ARRAY<INT>')", 'UNSUPPORTED_DATATYPE'],
  ["from_csv('1', 'a INT', map('quote', 'ab'))", 'OPTION_VALUE_EXCEEDS_ONE_CHARACTER'],
  ["from_csv('1', 'a INT', map('sep', '\\\\x'))", 'INVALID_DELIMITER_VALUE.UNSUPPORTED_SPECIAL_CHARACTER'],
  ["from_csv('1,2', 'a INT', map('maxColumns', '1'))", 'MALFORMED_CSV_RECORD'],
  ["from_csv('1', 'a INT', map('codec', 'x'))", 'CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION'],
  ["from_csv('1', 'v INT', map('singleVariantColumn', 'v'))", 'INVALID_SINGLE_VARIANT_COLUMN'],
  ['to_csv(array(1))', 'DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE'],
])('%s raises %s', (expression, condition) => {
  expect(() => shown(expression)).toThrow(expect.objectContaining({ condition }));
});

test.each([
  ["from_csv('1', 'a INT', map('header', 'garbage'))", 'header flag can be true or false.'],
  ["from_csv('1', 'a INT', map('sep', ''))", 'Delimiter cannot be empty'],
  ["from_json('{}', 'a INT', map('allowComments', 'yes'))", 'For input string: "yes"'],
  ["from_json('{}', 'a INT', map('lineSep', ''))", "requirement failed: 'lineSep' cannot be an empty string."],
])('%s raises an error without a condition: %s', (expression, message) => {
  expect(() => shown(expression)).toThrow(expect.objectContaining({ condition: undefined, message }));
});

test('columns are named after the text alone, and maps after their entries', () => {
  const names = (expression: string) => runQuery(`SELECT ${expression}`).schema.fieldNames;
  expect(names("from_json('{}', 'a INT', map('mode', 'FAILFAST'))")).toEqual(['from_json({})']);
  expect(names("from_json('{}', 'MAP<STRING, INT>')")).toEqual(['entries']);
  expect(names("json_tuple('{}', 'a', 'b')")).toEqual(['c0', 'c1']);
});

test('a struct of CSV is NULL only for NULL, one of JSON may be at any time; their fields may always be', () => {
  const field = (expression: string) => runQuery(`SELECT ${expression}`).schema.fields[0]!;
  expect(field("from_json('{}', 'a INT NOT NULL')").nullable).toBe(true);
  expect(field("from_csv('1', 'a INT NOT NULL')").nullable).toBe(false);
  expect(field("from_csv('1', 'a INT NOT NULL')").dataType.sql).toBe('STRUCT<a: INT>');
});

test('times of day stand as `timeFormat` says, and are a type of their own where sessions have it', () => {
  const conf = { 'spark.sql.timeType.enabled': 'true' };
  const timed = (expression: string) => runQuery(`SELECT ${expression}`, conf).shown[0];
  expect(timed("from_json('{\"a\":\"14-30-45\"}', 'a TIME', map('timeFormat', 'HH-mm-ss'))")).toBe('{14:30:45}');
  expect(timed("to_csv(named_struct('a', TIME'14:30:45'), map('timeFormat', 'HH-mm-ss'))")).toBe('14-30-45');
  expect(timed("schema_of_csv('14:30:45')")).toBe('STRUCT<_c0: TIME(6)>');
  expect(timed("schema_of_xml('<r><t>14-30-45</t></r>', map('timeFormat', 'HH-mm-ss'))")).toBe('STRUCT<t: TIME(6)>');
  expect(shown("schema_of_csv('14:30:45')")).toBe('STRUCT<_c0: TIMESTAMP>');
});

test('a decimal that would have a negative scale is an error', () => {
  const schemaOf = () => shown("schema_of_json('{\"a\": 1E2}', map('prefersDecimal', 'true'))");
  expect(schemaOf).toThrow(expect.objectContaining({ condition: 'NEGATIVE_SCALE_DISALLOWED' }));
});
