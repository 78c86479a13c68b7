import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const shown = (expression: string) => runQuery(`SELECT ${expression}`).shown[0];

// Answers of Spark 4.3, here and below.
test.each([
  ["from_xml('<p id=\"x\"><a>1</a><b><c>2.5</c><c>x</c></b>t</p>', 'variant')", '{"_VALUE":"t","_id":"x","a":1,"b":{"c":[2.5,"x"]}}'],
  ["from_xml('<p><a>1e5</a><b>+5</b><c/></p>', 'variant')", '{"a":100000,"b":5,"c":null}'],
  ["from_xml('<p><a>1</a><b>2</b></p>', 'v VARIANT', map('singleVariantColumn', 'v'))", '{{"a":1,"b":2}}'],
  ["from_xml('bad', 'a INT, _corrupt_record STRING')", '{NULL, bad}'],
  ["from_xml('<p><a>1</a></p> junk', 'a INT')", '{1}'],
  ["from_xml('<p><a>1</a></p><p><a>2</a></p>', 'a INT')", '{1}'],
  ["from_xml('<p><a>1</a><b>FALSE</b><c>yes</c></p>', 'a BOOLEAN, b BOOLEAN, c BOOLEAN')", '{true, false, NULL}'],
  ["from_xml('<p>t1<a>1</a>t2</p>', '_VALUE STRING, a INT')", '{t2, 1}'],
  ["from_xml('<p><a>2020</a></p>', 'a DATE')", '{NULL}'],
  ["from_xml('<p><a>1 day</a></p>', 'a INTERVAL')", '{NULL}'],
  ["from_xml('<p><a>-Inf</a></p>', 'a DOUBLE')", '{NULL}'],
  ["schema_of_xml('bad')", 'STRUCT<_corrupt_record: STRING>'],
  ["schema_of_xml('<p><a>1.5</a></p>', map('prefersDecimal', 'true'))", 'STRUCT<a: DECIMAL(2,1)>'],
  ["schema_of_xml('<p><a>2020-01-01</a></p>', map('preferDate', 'false'))", 'STRUCT<a: TIMESTAMP>'],
  ["to_xml(named_struct('_VALUE', 'x', 'a', 1, '_b', 2))", '<ROW b="2">x\n    <a>1</a>\n</ROW>'],
  ["to_xml(named_struct('a', 1), map('indent', ''))", '<ROW><a>1</a></ROW>\n'],
  ["to_xml(named_struct('_a', '\\n\\t\"'))", '<ROW a="&#xa;&#x9;&quot;"/>'],
  ["to_xml(named_struct('a b', 1), map('validateName', 'false'))", '<ROW>\n    <a b>1</a b>\n</ROW>'],
  ["xpath_int('<a>99999999999</a>', 'a'), xpath_short('<a>70000</a>', 'a'), xpath_int('<a>x</a>', 'a')", '2147483647|4464|0'],
  ["xpath_double('<a/>', 'b'), xpath_string('<a/>', 'b'), xpath_boolean('<a/>', ''), xpath('', 'a')", 'NaN||NULL|NULL'],
])('%s gives %s', (expression, expected) => expect(shown(expression)).toBe(expected));

test.each([
  ["from_xml('<p/>', 'map<string,int>')", 'DATATYPE_MISMATCH.INVALID_XML_SCHEMA'],
  ["from_xml('<p/>', 'a map<int,int>')", 'DATATYPE_MISMATCH.INVALID_XML_MAP_KEY_TYPE'],
  ["from_xml('<p/>', 'a INT', map('mode', 'DROPMALFORMED'))", 'PARSE_MODE_UNSUPPORTED'],
  ["from_xml('<p><a>x</a></p>', 'a INT', map('mode', 'FAILFAST'))", 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION'],
  ['to_xml(array(1))', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["to_xml(named_struct('a', INTERVAL 1 MONTH))", '_LEGACY_ERROR_TEMP_3238'],
  ["xpath('<a/>', uuid())", 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT'],
  ["xpath(1, 'a')", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["from_avro(X'00', '\"int\"')", 'AVRO_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE'],
  ['to_avro(1, 5)', 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ['schema_of_avro(NULL)', 'AVRO_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE'],
  ["from_protobuf(X'00', 'P', '/none.desc')", 'PROTOBUF_DESCRIPTOR_FILE_NOT_FOUND'],
  ["from_protobuf(X'00', 'P', X'00')", 'PROTOBUF_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE'],
  ["from_protobuf(X'00', NULL)", 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ["to_protobuf(NULL, 'P')", 'DATATYPE_MISMATCH.NON_STRUCT_TYPE'],
  ['from_avro()', 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION'],
])('%s raises %s', (expression, condition) => {
  expect(() => shown(expression)).toThrow(expect.objectContaining({ condition }));
});

test.each([
  ["to_xml(named_struct('1a', 1))", "Illegal first name character '1' (code 49)"],
  ["to_xml(named_struct('a b', 1))", "Illegal name character ' ' (code 32)"],
  ["to_xml(named_struct('a', 1), map('attributePrefix', ''))", "requirement failed: 'attributePrefix' option should not be empty string."],
  ["from_xml('<p/>', 'a INT', map('rowTag', ''))", "requirement failed: 'rowTag' option should not be an empty string."],
])('%s raises an error without a condition: %s', (expression, message) => {
  expect(() => shown(expression)).toThrow(expect.objectContaining({ condition: undefined, message }));
});
