import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const legacy = { 'spark.sql.ansi.enabled': 'false' };
const shown = (expressions: string, conf = {}) => runQuery(`SELECT ${expressions}`, conf).shown[0];
const names = (expressions: string, conf = {}) => runQuery(`SELECT ${expressions}`, conf).schema.fields.map(field => field.name);

function conditionOf(expression: string): string {
  try {
    runQuery(`SELECT ${expression}`);
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
}

// Recorded from Apache Spark 4.3.0.
test.each([
  [
    "xxhash64(1.5D), xxhash64(1.5f), xxhash64('a'), xxhash64(cast(null as string))",
    '7738255526519901366|6163473420726370430|-8582455328737087284|42',
  ],
  ["sha2('a', 1), crc32('Spark'), md5('Spark')", 'NULL|1557323817|8cde774d6f7333752ed72cacddb05126'],
  ['bitmap_bit_position(-1), bitmap_bit_position(32769), bitmap_bucket_number(-32769), bitmap_bucket_number(32769)', '1|0|-1|2'],
  ["typeof(null), typeof(1.5), typeof(raise_error('a'))", 'void|decimal(2,1)|void'],
  [
    "aes_encrypt('a', '0000111122223333', 'ecb', 'pkcs'), try_aes_decrypt('a', '123')",
    '[37 2B 19 4B 0B 0D 8D 6A 72 D2 0F AF 68 4C F1 E2]|NULL',
  ],
  ["hmac('k', 'm', 'MD5'), hmac(null, 'a')", '[ED 7E 72 4D 3A 91 55 4A AA 20 43 04 1D 9C 53 05]|NULL'],
  ['bit_count(-1), bit_count(true), bit_get(11L, 63)', '64|1|0'],
  ['case when false then 1 when true then null else 2 end, nullif(1, 1.0), nvl2(null, 1, 2)', 'NULL|NULL|2'],
])('%s gives what Spark gives', (expressions, row) => {
  expect(shown(expressions)).toBe(row);
});

test('a whole number beside a decimal constant is compared with the next whole number', () => {
  expect(names('2 > 1.1, 1.1 < 2, 2 < 1.1, cast(1 as bigint) >= 99999999999999999999.5')).toEqual([
    '(2 > 1)',
    '(1 < 2)',
    '(2 < 2)',
    'false',
  ]);
  expect(shown('2 > 1.1, 1.1 < 2, 2 < 1.1, 1 >= 1.5')).toBe('true|true|false|false');
});

test('without ANSI mode a boolean compares with numbers', () => {
  expect(names('true = 1, true <=> 1.0', legacy)).toEqual(['true', '((true IS NOT NULL) AND true)']);
  expect(shown('true = 1, false = 0, true = 2', legacy)).toBe('true|true|false');
  expect(conditionOf('true = 1')).toBe('DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES');
});

test.each([
  ["aes_encrypt('a', '123')", 'INVALID_PARAMETER_VALUE.AES_KEY_LENGTH'],
  ["aes_encrypt('a', '0000111122223333', 'XXX')", 'UNSUPPORTED_FEATURE.AES_MODE'],
  ["aes_encrypt('a', '0000111122223333', 'CBC', 'DEFAULT', 'abc')", 'INVALID_PARAMETER_VALUE.AES_IV_LENGTH'],
  ["aes_decrypt('a', '0000111122223333')", 'INVALID_PARAMETER_VALUE.AES_CRYPTO_ERROR'],
  ["hmac('k', 'm', 'foo')", 'INVALID_PARAMETER_VALUE.HMAC_ALGORITHM'],
  ['assert_true(null)', 'USER_RAISED_EXCEPTION'],
  ["bitmap_count('a')", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['bit_get(11, 32)', 'INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE'],
  ["reflect('java.lang.Foo', 'abs')", 'DATATYPE_MISMATCH.UNEXPECTED_CLASS_TYPE'],
  ["reflect('java.lang.Math', 'toString')", 'DATATYPE_MISMATCH.UNEXPECTED_STATIC_METHOD'],
  ["rand('a')", 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['case when null then 1 end', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
])('%s is %s', (expression, condition) => {
  expect(conditionOf(expression)).toBe(condition);
});

test('percentile_disc counts as before Spark 4 where told', () => {
  const query = 'SELECT percentile_disc(0.7) WITHIN GROUP (ORDER BY a) FROM values (0), (1), (2), (3), (4) AS t(a)';
  expect(runQuery(query).shown).toEqual(['3.0']);
  expect(runQuery(query, { 'spark.sql.legacy.percentileDiscCalculation': 'true' }).shown).toEqual(['2.0']);
});

test.each([
  ['UTF-8', 'Ea'],
  ['BASIC', '"[69, 97]"'],
  ['BASE64', 'RWE'],
  ['HEX', '4561'],
  ['HEX_DISCRETE', '[45 61]'],
])('to_csv writes bytes in the style %s', (style, text) => {
  expect(shown("to_csv(named_struct('a', X'4561'))", { 'spark.sql.binaryOutputStyle': style })).toBe(text);
});
