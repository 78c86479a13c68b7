import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const query = (text: string) => runQuery(text).shown;
const shown = (expression: string) => query(`SELECT ${expression}`)[0];
const get = (json: string, type: string, path = '$') => `variant_get(parse_json('${json}'), '${path}', '${type}')`;
const edited = (name: string, json: string, ...args: readonly string[]) => `${name}(parse_json('${json}'), ${args.join(', ')})`;

// Answers of Spark 4.3, here and below.
test.each([
  [get('{"a":1,"b":"x"}', 'a INT, b STRING, c INT'), '{1, x, NULL}'],
  [get('{"a":1}', 'MAP<STRING, INT>'), '{a -> 1}'],
  [get('[1,"x"]', 'ARRAY<STRING>'), '[1, x]'],
  [`try_${get('[1,"x"]', 'ARRAY<INT>')}`, '[1, NULL]'],
  [`try_${get('{"a":1,"b":"x"}', 'MAP<STRING, INT>')}`, '{a -> 1, b -> NULL}'],
  [
    `${get('1.50', 'string')}, ${get('1e10', 'string')}, ${get('{"a":[1, 2]}', 'string')}, ${get('null', 'string')}`,
    '1.5|1.0E10|{"a":[1,2]}|NULL',
  ],
  [`${get('1.55', 'decimal(2,1)')}, ${get('1.5', 'int')}, ${get('true', 'double')}, ${get('"1 "', 'int')}`, '1.6|1|1.0|1'],
  [`${get('1', 'timestamp')}, ${get('1.5', 'timestamp')}`, '1970-01-01 00:00:01|1970-01-01 00:00:01.5'],
  [get('{"a b":{"c.d":[1,[2,{"e":3}]]}}', 'int', '$["a b"]["c.d"][1][1].e'), '3'],
  [get('{"a":1}', 'struct<A: INT>'), '{NULL}'],
  ["CAST(array(1, NULL) AS VARIANT), CAST(1.50 AS VARIANT), CAST(X'0102' AS VARIANT)", '[1,null]|1.5|"AQI="'],
  ['TRY_CAST(parse_json(\'{"a":"x","b":1}\') AS STRUCT<a: INT, b: INT>)', '{NULL, 1}'],
  [
    "schema_of_variant(parse_json('[1,1.5]')), schema_of_variant(parse_json('[true,1]')), schema_of_variant(parse_json('[1,1e10]'))",
    'ARRAY<DECIMAL(21,1)>|ARRAY<VARIANT>|ARRAY<DOUBLE>',
  ],
  ['schema_of_variant(parse_json(\'{"a b":{"c":null}}\'))', 'OBJECT<`a b`: OBJECT<c: VOID>>'],
  ["to_variant_object(named_struct('b', 1, 'a', array(named_struct('c', map('k', 1)))))", '{"a":[{"c":{"k":1}}],"b":1}'],
  ["to_variant_object(named_struct('v', parse_json('[{\"x\":1}]')))", '{"v":[{"x":1}]}'],
  ['is_variant_null(NULL), is_valid_variant(parse_json(\'{"a":[1,{"b":2}]}\'))', 'false|true'],
  ['try_parse_json(\'{"a":1,"a":2}\')', 'NULL'],
  [edited('variant_insert', '[1,2]', "'$[1]'", '0'), '[1,0,2]'],
  [edited('variant_insert', '{}', "'$.a[2].b'", '2'), '{"a":[null,null,{"b":2}]}'],
  [edited('variant_insert', '{"a":1}', "'$.b'", 'NULL'), 'NULL'],
  [edited('variant_set', '[1,2]', "'$[3]'", '9'), '[1,2,null,9]'],
  [edited('variant_set', '{"a":1}', "'$.b.c'", '2', 'false'), '{"a":1}'],
  [edited('variant_delete', '{"a":[{"b":1},2]}', "'$.a[0].b'", 'NULL', "'$.a[1]'", "'$.x.y'"), '{"a":[{}]}'],
  [edited('variant_array_append', '[[1]]', "'$[0]'", 'array(5)'), '[[1,[5]]]'],
  ['variant_strip_nulls(parse_json(\'{"a":null,"d":[null,1,{"e":null}]}\'))', '{"d":[1,{}]}'],
])('%s gives %s', (expression, expected) => expect(shown(expression)).toBe(expected));

test.each([
  ['parse_json(\'{"a":1,"a":2}\')', 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION'],
  [get('"x"', 'int'), 'INVALID_VARIANT_CAST'],
  [get('99999999999999999', 'timestamp'), 'INVALID_VARIANT_CAST'],
  [get('{}', 'int', '$['), 'INVALID_VARIANT_GET_PATH'],
  [get('{}', 'interval day'), 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  [get('{}', 'void'), 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  [get('{}', 'foo'), 'UNSUPPORTED_DATATYPE'],
  ["variant_get('{}', '$')", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["CAST(named_struct('a', 1) AS VARIANT)", 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  ["CAST(parse_json('1') AS MAP<INT, INT>)", 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  ['to_variant_object(array())', 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  ["to_variant_object(parse_json('1'))", 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
  ["to_variant_object(named_struct('a', 1, 'a', 2))", 'VARIANT_DUPLICATE_KEY'],
  [edited('variant_insert', '{"a":1}', "'$.a'", '2'), 'VARIANT_DUPLICATE_KEY'],
  [edited('variant_insert', '{"a":1}', "'$.a.c'", '2'), 'VARIANT_PATH_TYPE_MISMATCH'],
  [edited('variant_insert', '[1]', "'$[2147483647]'", '2'), 'VARIANT_SIZE_LIMIT'],
  [edited('try_variant_set', '{"a":1}', "'$'", '2'), 'INVALID_VARIANT_PATH'],
  [edited('variant_set', '{"a":1}', "'$.a'", '2', 'rand() > 1'), 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT'],
  [edited('variant_array_append', '{"a":1}', "'$.a.b'", '2'), 'VARIANT_PATH_TYPE_MISMATCH'],
  ["variant_delete(parse_json('{}'))", 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION'],
  ["variant_explode(parse_json('[1]'))", 'NOT_A_SCALAR_FUNCTION'],
])('%s raises %s', (expression, condition) => {
  expect(() => shown(expression)).toThrow(expect.objectContaining({ condition }));
});

test('what a colon extracts is named after its last field, inside of other expressions too', () => {
  const from = 'FROM (SELECT parse_json(\'{"a b":{"c":[1]}}\') v)';
  const { schema, shown: rows } = runQuery(`SELECT v:\`a b\`.c[0]::int, v:['a b'], v:\`a b\`.c IS NULL ${from}`);
  expect(schema.fieldNames).toEqual(['c', 'a b', '(variant_get(v, $["a b"].c) AS c IS NULL)']);
  expect(rows).toEqual(['1|{"c":[1]}|false']);
  expect(() => runQuery("SELECT v:a FROM (SELECT '{}' v)")).toThrow(expect.objectContaining({ condition: 'COLUMN_IS_NOT_VARIANT_TYPE' }));
});

test('schema_of_variant_agg joins the types of all variants', () => {
  const schemaOf = (...rows: readonly string[]) =>
    query(`SELECT schema_of_variant_agg(parse_json(c)) FROM VALUES ${rows.map(row => `(${row})`).join(', ')} t(c)`);
  expect(schemaOf("'1'", "'1.5'", 'NULL', "'null'")).toEqual(['DECIMAL(21,1)']);
  expect(schemaOf('\'{"a":1}\'', '\'{"b":[1]}\'', '\'{"a":"x"}\'')).toEqual(['OBJECT<a: VARIANT, b: ARRAY<BIGINT>>']);
  expect(schemaOf('CAST(NULL AS STRING)')).toEqual(['VOID']);
});

test('variant_explode gives items and fields; the outer form a row of NULLs for other variants', () => {
  expect(query('SELECT * FROM variant_explode(parse_json(\'[1,"a"]\'))')).toEqual(['0|NULL|1', '1|NULL|"a"']);
  expect(query('SELECT * FROM variant_explode(input => parse_json(\'{"a":1,"b":2}\'))')).toEqual(['0|a|1', '1|b|2']);
  expect(query("SELECT * FROM variant_explode(parse_json('1'))")).toEqual([]);
  expect(query("SELECT * FROM variant_explode_outer(parse_json('1'))")).toEqual(['NULL|NULL|NULL']);
});

test('a variant of JSON is NULL only for NULL; what is got from it may be', () => {
  const nullable = (expression: string) => runQuery(`SELECT ${expression}`).schema.fields[0]!.nullable;
  expect(nullable("parse_json('1')")).toBe(false);
  expect(nullable("try_parse_json('1')")).toBe(true);
  expect(nullable("CAST(parse_json('1') AS STRING)")).toBe(true);
  expect(nullable('CAST(1 AS VARIANT)')).toBe(false);
  expect(nullable('is_variant_null(NULL)')).toBe(false);
});

test('try_cast gives NULL for the elements that do not fit, not for the whole', () => {
  expect(shown("try_cast(array('x', '1') AS ARRAY<INT>), try_cast(array(parse_json('\"x\"')) AS ARRAY<INT>)")).toBe('[NULL, 1]|[NULL]');
  expect(shown("try_cast(map('k', 'y') AS MAP<STRING, INT>), try_cast(named_struct('a', 'x', 'b', '1') AS STRUCT<a: INT, b: INT>)")).toBe(
    '{k -> NULL}|{NULL, 1}',
  );
});

test('a variant is text where text is wanted', () => {
  expect(shown("upper(parse_json('\"x\"')), concat(parse_json('\"x\"'), 'y')")).toBe('X|xy');
});
