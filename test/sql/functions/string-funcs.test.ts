import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const shown = (expressions: string, conf = {}) => runQuery(`SELECT ${expressions}`, conf).shown[0];
const names = (expressions: string) => runQuery(`SELECT ${expressions}`).schema.fields.map(field => field.name);

function conditionOf(expression: string, conf = {}): string {
  try {
    runQuery(`SELECT ${expression}`, conf);
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
}

// Recorded from Apache Spark 4.3.0.
test.each([
  ["substr('abc', -5, 3), substr('abc', 2, -1), substring('abc', 0, 2), substr('😀bc', 2), substr('hello', -3, 2)", 'a||ab|bc|ll'],
  ["left('abc', -1), right('abc', 2), right('abc', 0), overlay('abc', 'X', 0), overlay('abcdef', 'X', 3, -1)", '|bc||Xabc|abXdef'],
  ["lpad('', 3, 'ab'), rpad('é', 3, 'ü'), lpad('abc', 5, ''), lpad('abc', -1, 'x')", 'aba|éüü|abc|'],
  ["trim('é' from 'éaé'), btrim('xax', 'x'), ltrim('x', 'xax'), rtrim('xa', 'bxax')", 'a|a|ax|b'],
  ["substring_index('a.b.c', '.', -1), substring_index('aaaa', 'aa', -1), substring_index('a.b', 'x', -2)", 'c||a.b'],
  ["instr('abcabc', 'bc', -1), instr('aaa', 'a', -1, 2), instr('abc', 'c', 0), locate('', 'abc', 5), locate('a', 'b', null)", '5|2|0|1|0'],
  ["translate('abc', 'ab', 'x'), translate('abc', 'aa', 'xy'), replace('abc', '', 'x'), repeat('ab', -1)", 'xc|xbc|abc|'],
  ["split('a,b,,', ',', 0), split('abc', '', 2), split_part('a.b.c', '.', -1), split_part('a.b', '', 1)", '[a, b, , ]|[a, bc]|c|a.b'],
  [
    "regexp_replace('abc', '(a)', '$1$1'), regexp_replace('abcabc', 'a', 'x', 2), regexp_substr('abc', ''), regexp_count('abc', '')",
    'aabc|abcxbc|NULL|4',
  ],
  ["regexp_extract('abc', '(x)|b', 1), regexp_extract_all('abab', '(a)(x)?', 2), regexp_instr('abc', 'c')", '|[, ]|3'],
  ["soundex('Ashcraft'), soundex('Pfister'), soundex('a1bc'), soundex('123')", 'A261|P236|A120|123'],
  [
    "levenshtein('kitten', 'sitting', 2), levenshtein('abc', 'abc', 0), jaro_winkler_similarity('DIXON', 'DICKSONX')",
    '-1|0|0.8133333333333332',
  ],
  ["initcap('hello wORLD foo-bar a.b é'), upper('straße'), lower('ΑΣ'), initcap('ǆ x')", 'Hello World Foo-bar A.b É|STRASSE|ας|ǅ X'],
  ["hex(encode('a', 'UTF-16')), decode(x'feff0061', 'utf-16'), hex(encode('a', 'utf-32'))", 'FEFF0061|a|00000061'],
  ["is_valid_utf8(x'c3'), make_valid_utf8(x'e2829f80ff'), try_validate_utf8(x'ff')", 'false|₟\ufffd\ufffd|NULL'],
  ["from_base32('MZXW6YTBOI====='), from_base32('!'), unbase64('YQ'), unbase64('!!!!')", '[66 6F 6F 62 61 72]|[]|[61]|[]'],
  ["format_number(1234567.891D, 1), format_number(-0.5, 0), format_number(12.5, ''), format_number(1.5, -1)", '1,234,567.9|-0|12|NULL'],
  [
    "to_char(-454, '999'), to_char(12345, '9,999'), to_char(0, '99.99'), to_number('<-$123,456.32>', 'S$999,999.999999PR')",
    '454|# ###| 0.00|123456.320000',
  ],
  ["chr(0), chr(321), chr(-1), ascii('😀'), elt(null, 'a', 'b'), find_in_set('', 'a,,b')", '\0|A||128512|NULL|2'],
  ["concat_ws(',', array('a', null), 'b', array()), concat_ws(null, 'a'), contains(x'0102', x'02')", 'a,b|NULL|true'],
  ["'a' like all ('a', null), 'a' like any ('b', null), 'abc' rlike 'b', 'A' ilike 'a'", 'NULL|NULL|true|true'],
  [
    "parse_url('http://u:p@h:8080/p?q#r', 'USERINFO'), parse_url('http://h_x/p', 'HOST'), url_encode('a b+é*-_.~/')",
    'u:p|NULL|a+b%2B%C3%A9*-_.%7E%2F',
  ],
  ["sentences('The price was $1,234.56.... Dr. Smith? a-b')", '[[The, price, was], [Dr], [Smith], [a-b]]'],
])('%s gives what Spark gives', (expressions, row) => {
  expect(shown(expressions)).toBe(row);
});

test('defaults are part of the generated name', () => {
  expect(names("split('a', 'b'), lpad('a', 2), substr('a', 1), mask('a'), regexp_instr('a', 'a'), instr('a', 'a', 1)")).toEqual([
    'split(a, b, -1)',
    'lpad(a, 2,  )',
    'substr(a, 1, 2147483647)',
    'mask(a, X, x, n, NULL)',
    'regexp_instr(a, a, 0)',
    'instr(a, a, 1, 1)',
  ]);
});

test('a call by name may pass over parameters', () => {
  expect(shown("mask(str => 'aB1-', otherChar => '*'), mask('a', lowerChar => 'q')")).toBe('xXn*|q');
});

test('special syntax has names of its own', () => {
  expect(names("trim('x' FROM 'xax'), position('a' IN 'b'), 'a' LIKE 'b' ESCAPE '!', 'a' RLIKE 'b', to_varchar(x'61', 'hex')")).toEqual([
    'TRIM(BOTH x FROM xax)',
    'locate(a, b, 1)',
    "a LIKE b ESCAPE '!'",
    'RLIKE(a, b)',
    "to_varchar(X'61')",
  ]);
});

test.each([
  ["regexp_extract('abc', '(a)', 2)", 'INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX'],
  ["regexp_replace('abc', '(a)', '$2')", 'INVALID_REGEXP_REPLACE'],
  ["regexp_replace('abc', 'a', 'x', 0)", 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE'],
  ["rlike('a', '(')", 'INVALID_PARAMETER_VALUE.PATTERN'],
  ["like('a', 'b', '!!')", 'INVALID_ESCAPE_CHAR'],
  ["split_part('a.b', '.', 0)", 'INVALID_INDEX_OF_ZERO'],
  ["instr('abc', 'a', 1, 0)", 'INVALID_PARAMETER_VALUE.OCCURRENCE'],
  ["elt(3, 'a', 'b')", 'INVALID_ARRAY_INDEX'],
  ["mask('a', 'XX')", 'DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE'],
  ["decode(x'ff', 'utf-8')", 'MALFORMED_CHARACTER_CODING'],
  ["decode(x'61', 'foo')", 'INVALID_PARAMETER_VALUE.CHARSET'],
  ["to_binary('zz', 'hex')", 'CONVERSION_INVALID_INPUT'],
  ["to_binary('a', 'foo')", 'DATATYPE_MISMATCH.INVALID_ARG_VALUE'],
  ["to_char(454, 'SS999')", 'INVALID_FORMAT.WRONG_NUM_TOKEN'],
  ["to_number('abc', '999')", 'INVALID_FORMAT.MISMATCH_INPUT'],
  ["format_string('%0$s', 'a')", 'INVALID_PARAMETER_VALUE.ZERO_INDEX'],
  ["validate_utf8(x'80')", 'INVALID_UTF8_STRING'],
  ["parse_url('http://a b', 'HOST')", 'INVALID_URL'],
  ["url_decode('%')", 'CANNOT_DECODE_URL'],
])('%s is %s', (expression, condition) => {
  expect(conditionOf(expression)).toBe(condition);
});

test('a URL that is none gives NULL without ANSI mode', () => {
  expect(shown("parse_url('http://a b', 'HOST')", { 'spark.sql.ansi.enabled': 'false' })).toBe('NULL');
});
