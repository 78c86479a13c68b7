import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const shown = (expressions: string) => runQuery(`SELECT ${expressions}`).shown[0];

function conditionOf(query: string): string {
  try {
    runQuery(query).schema.json();
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
}

// Recorded from Apache Spark 4.3.0.
test.each([
  [
    "contains('xA yb', 'a ' COLLATE utf8_lcase), endswith('xab  ', 'AB' COLLATE utf8_lcase_rtrim), startswith('ab', 'A ' COLLATE unicode_ci)",
    'true|true|false',
  ],
  ["instr('aİo', 'i' COLLATE utf8_lcase), instr('aİo', 'i̇' COLLATE utf8_lcase), instr('aİo', 'i' COLLATE unicode_ci_ai)", '0|2|2'],
  [
    "instr('xab', 'B ' COLLATE utf8_lcase_rtrim), locate(' ' COLLATE utf8_binary_rtrim, 'ab '), locate('B ' COLLATE utf8_lcase, 'xab  b')",
    '3|1|3',
  ],
  [
    "replace('xab b', 'B ' COLLATE utf8_lcase_rtrim, '-'), replace('İi̇o', 'i̇' COLLATE utf8_lcase, '1'), replace('aéÉe', 'É' COLLATE unicode_ci_ai, '1')",
    'xa-b|11o|a111',
  ],
  [
    "translate('AbaB', 'ab' COLLATE unicode_ci, '12'), translate('aéÉe', 'É' COLLATE utf8_lcase, '1'), translate('AbaB', 'ab' COLLATE utf8_binary_rtrim, '12')",
    '1212|a11e|A21B',
  ],
  [
    "trim('AaB' FROM 'abXyb' COLLATE utf8_lcase), trim(LEADING 'x' FROM 'XxaX' COLLATE utf8_lcase), rtrim('x', 'aXX  ' COLLATE utf8_lcase_rtrim)",
    'Xy|aX|a  ',
  ],
  ["substring_index('axbXc', 'X' COLLATE utf8_lcase, 1), substring_index('axbXc', 'x' COLLATE unicode_ci, -1)", 'a|c'],
  ["split_part('ax bX c', 'X ' COLLATE utf8_lcase_rtrim, 2), split_part('ax bX c', 'X ' COLLATE utf8_lcase, 2)", ' b|b'],
  [
    "find_in_set('b ', 'a,B,c' COLLATE utf8_lcase_rtrim), find_in_set('b ', 'a,B,c' COLLATE utf8_lcase), find_in_set('i̇o', 'İo,b' COLLATE utf8_lcase)",
    '2|0|1',
  ],
  [
    "'a ' = 'A' COLLATE unicode_ci_rtrim, 'ς' = 'σ' COLLATE utf8_lcase, 'é' = 'e' COLLATE unicode_ci, 'é' = 'e' COLLATE unicode_ci_ai",
    'true|true|false|true',
  ],
  ["initcap('İo') = 'İo', hex(initcap('xİo')), initcap('ǆabc dß')", 'true|5869CC876F|ǅabc Dß'],
  [
    "array_distinct(array('a', 'A ' COLLATE utf8_lcase_rtrim, 'b')), arrays_overlap(array('a'), array('A' COLLATE utf8_lcase))",
    '[a, b]|true',
  ],
  [
    "typeof('a' COLLATE utf8_binary || 'b'), typeof('a' || 'b'), typeof('a' COLLATE unicode || 'b')",
    'string collate UTF8_BINARY|string|string collate UNICODE',
  ],
])('SELECT %s', (expressions, expected) => {
  expect(shown(expressions)).toBe(expected);
});

test('a literal that takes the collation of a column shows it', () => {
  const { schema } = runQuery(
    "SELECT contains(l, 'A'), l IN ('A' COLLATE unicode, 'b'), concat(l, 1) FROM (SELECT 'a' COLLATE utf8_lcase l)",
  );
  expect(schema.fields.map(field => field.name)).toEqual([
    "contains(l, 'A' collate UTF8_LCASE)",
    "(l IN (collate(A, unicode), 'b' collate UNICODE))",
    'concat(l, 1)',
  ]);
});

test.each([
  ["SELECT 'a' COLLATE unicode = 'b' COLLATE utf8_lcase", 'COLLATION_MISMATCH.EXPLICIT'],
  ["SELECT b = l FROM (SELECT 'a' b, 'a' COLLATE utf8_lcase l)", 'INDETERMINATE_COLLATION_IN_EXPRESSION'],
  ["SELECT lower(b || l) FROM (SELECT 'a' b, 'a' COLLATE utf8_lcase l)", 'INDETERMINATE_COLLATION_IN_EXPRESSION'],
  ["SELECT b || l FROM (SELECT 'a' b, 'a' COLLATE utf8_lcase l)", 'INTERNAL_ERROR'],
  ["SELECT levenshtein(b, l) FROM (SELECT 'a' b, 'a' COLLATE utf8_lcase l)", 'none'],
  ["SELECT contains('a' COLLATE unicode_ai, 'b')", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["SELECT 'a' COLLATE unicode_ci LIKE 'b'", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["SELECT str_to_map('a' COLLATE utf8_lcase_rtrim)", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ["SELECT 'a' COLLATE utf8_lcase LIKE 'b'", 'none'],
])('%s: %s', (query, condition) => {
  expect(conditionOf(query)).toBe(condition);
});
