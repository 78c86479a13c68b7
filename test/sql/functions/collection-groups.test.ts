import { describe, expect, test } from 'vitest';
import { builtinFunctions } from '../../../src/sql/functions/registry.js';
import { runQuery } from './run-query.js';

const groups = new Set([
  'agg_funcs',
  'array_funcs',
  'collection_funcs',
  'generator_funcs',
  'lambda_funcs',
  'map_funcs',
  'sketch_funcs',
  'st_funcs',
  'struct_funcs',
  'table_funcs',
  'vector_funcs',
]);

const conditionOf = (sql: string): string | undefined => {
  try {
    runQuery(sql);
  } catch (error) {
    return (error as { condition?: string }).condition;
  }
  return undefined;
};

const shown = (expression: string): string => runQuery(`SELECT ${expression}`).shown.join('\n');

const typeOf = (expression: string) => {
  const [field] = runQuery(`SELECT ${expression}`).schema.fields;
  return `${field!.dataType.simpleString}${field!.nullable ? '?' : ''}`;
};

describe('examples of the records', () => {
  const examples = builtinFunctions().flatMap(([name, record]) =>
    groups.has(record.group) && name === record.name ? (record.examples ?? []) : [],
  );
  test.each(examples)('%s is %s', (expression, expected) => {
    expect(shown(expression)).toBe(expected);
  });
});

test('arrays as sets know NULL, NaN and both zeros as one value each', () => {
  expect(shown("array_distinct(array(0.0D, -0.0D, double('NaN'), double('NaN'), NULL, NULL))")).toBe('[0.0, NaN, NULL]');
  expect(shown('array_intersect(array(1, 2, NULL, 2), array(2, NULL))')).toBe('[2, NULL]');
});

test('elements and values meet in the tightest type that holds both', () => {
  expect(typeOf('array_append(array(1), 1L)')).toBe('array<bigint>');
  expect(conditionOf("SELECT array_position(array(1), '1')")).toBe('DATATYPE_MISMATCH.ARRAY_FUNCTION_DIFF_TYPES');
  expect(conditionOf('SELECT array_union(array(1.0), array(2.55))')).toBe('DATATYPE_MISMATCH.BINARY_ARRAY_DIFF_TYPES');
  expect(shown('array_contains(array(1.0), 2.55)')).toBe('false');
});

test('a place of a written array is known not to be NULL', () => {
  expect(typeOf('element_at(array(1, NULL), 1)')).toBe('int');
  expect(typeOf('try_element_at(array(1, 2), 5)')).toBe('int?');
  expect(conditionOf('SELECT element_at(array(1, 2), 3)')).toBe('INVALID_ARRAY_INDEX_IN_ELEMENT_AT');
  expect(conditionOf('SELECT element_at(array(1, 2), 0)')).toBe('INVALID_INDEX_OF_ZERO');
});

test('sequences of months end where their months end', () => {
  expect(shown("sequence(date'2024-01-31', date'2024-04-30', interval 1 month)")).toBe('[2024-01-31, 2024-02-29, 2024-03-31, 2024-04-30]');
  expect(() => runQuery('SELECT sequence(1, 10, 0)')).toThrow('Illegal sequence boundaries: 1 to 10 by 0');
});

test('sequences of days are whole numbers, however long', () => {
  expect(shown("size(sequence(date'0001-01-01', date'9999-12-31'))")).toBe('3652059');
  expect(shown("sequence(date'2024-03-01', date'2024-02-27')")).toBe('[2024-03-01, 2024-02-29, 2024-02-28, 2024-02-27]');
  expect(shown("sequence(date'2024-01-01', date'2024-01-06', interval '48' hour)")).toBe('[2024-01-01, 2024-01-03, 2024-01-05]');
  expect(shown("sequence(date'2024-01-01', date'2024-01-04', interval '1 12' day to hour)")).toBe('[2024-01-01, 2024-01-02, 2024-01-04]');
  expect(() => runQuery("SELECT sequence(date'2024-01-01', date'2024-01-05', interval -1 day)")).toThrow('19723 to 19727 by -1');
});

test.each([
  'sequence(0, 500000000)',
  'sequence(0L, 500000000L)',
  "sequence(timestamp'2000-01-01 00:00:00', timestamp'2010-01-01 00:00:00', interval 1 second)",
  'array_repeat(1, 200000000)',
  'array_insert(array(1), -300000000, 2)',
  'flatten(array_repeat(array_repeat(1, 10000), 10000))',
])('%s is refused, as no memory holds it', array => {
  expect(conditionOf(`SELECT size(${array})`)).toBe('COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER');
});

test('a seed shuffles as it does in Spark', () => {
  expect(shown('shuffle(array(1, 2, 3, 4, 5, 6, 7, 8), 42L)')).toBe('[6, 8, 2, 1, 4, 7, 5, 3]');
});

test('a map has no key twice and none that is NULL', () => {
  expect(conditionOf("SELECT map(1, 'a', 1, 'b')")).toBe('DUPLICATED_MAP_KEY');
  expect(conditionOf('SELECT map(NULL, 1)')).toBe('NULL_MAP_KEY');
  expect(runQuery("SELECT map(1, 'a', 1, 'b')", { 'spark.sql.mapKeyDedupPolicy': 'LAST_WIN' }).shown).toEqual(['{1 -> b}']);
  expect(conditionOf('SELECT map(map(1, 2), 3)')).toBe('DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE');
});

test('lambdas nest, and see the columns around them', () => {
  expect(shown('transform(array(1, 2), x -> transform(array(x, x + 1), y -> y * x))')).toBe('[[1, 2], [4, 6]]');
  expect(runQuery('SELECT filter(a, x -> x > low) FROM VALUES (array(1, 2, 3), 1) t(a, low)').shown).toEqual(['[2, 3]']);
  expect(conditionOf('SELECT filter(array(1), (x, i, z) -> true)')).toBe('INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH');
});

test('outer generators keep rows without elements', () => {
  expect(runQuery('SELECT explode_outer(array()), 3').shown).toEqual(['NULL|3']);
  expect(runQuery('SELECT posexplode(array(5, 6))').shown).toEqual(['0|5', '1|6']);
  expect(conditionOf("SELECT stack(2, 1, 'a', 'x', 3)")).toBe('DATATYPE_MISMATCH.STACK_COLUMN_DIFF_TYPES');
});

test('collect_set and mode go through values in the order of the sets of the JVM', () => {
  expect(runQuery('SELECT collect_set(x) FROM VALUES (100), (7), (33), (17), (-1), (16) t(x)').shown).toEqual(['[-1, 16, 17, 33, 100, 7]']);
  expect(runQuery("SELECT collect_set(x) FROM VALUES ('b'), ('a'), ('c'), ('hello'), ('spark') t(x)").shown).toEqual([
    '[a, spark, c, hello, b]',
  ]);
  expect(runQuery('SELECT mode(x) FROM VALUES (5), (3), (9), (100) t(x)').shown).toEqual(['100']);
});

test('WITHIN GROUP orders what is looked at, and is in the name', () => {
  const { schema, shown: rows } = runQuery(
    'SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY x DESC), mode() WITHIN GROUP (ORDER BY x) FROM VALUES (1), (2), (3), (4) t(x)',
  );
  expect(schema.fieldNames).toEqual(['percentile_disc(0.25) WITHIN GROUP (ORDER BY x DESC)', 'mode() WITHIN GROUP (ORDER BY x DESC)']);
  expect(rows).toEqual(['4.0|1']);
});

test('statistics have the last digits of Spark', () => {
  expect(runQuery('SELECT kurtosis(x), skewness(x) FROM VALUES (-10), (-20), (100), (1000) t(x)').shown).toEqual([
    '-0.7014368047529627|1.1135657469022011',
  ]);
  expect(runQuery('SELECT regr_r2(y, x) FROM VALUES (1, 2), (2, 2), (2, 3), (2, 4) t(y, x)').shown).toEqual(['0.2727272727272727']);
});

test('sums that do not fit are errors, or NULL for try_sum', () => {
  const rows = 'FROM VALUES (9223372036854775807L), (1L) t(x)';
  expect(conditionOf(`SELECT sum(x) ${rows}`)).toBe('ARITHMETIC_OVERFLOW');
  expect(runQuery(`SELECT try_sum(x) ${rows}`).shown).toEqual(['NULL']);
});

test('a count-min sketch has the bytes of Spark', () => {
  expect(runQuery('SELECT count_min_sketch(x, 0.5d, 0.5d, 1) FROM VALUES (1), (2), (1) t(x)').shown[0]).toMatch(
    /^\[00 00 00 01 .* 5D 8D 6A B9 /,
  );
});

test('vectors of other lengths do not meet', () => {
  expect(conditionOf('SELECT vector_inner_product(array(1.0F), array(1.0F, 2.0F))')).toBe('VECTOR_DIMENSION_MISMATCH');
});

test('tables of functions: ranges, keywords, collations', () => {
  expect(runQuery('SELECT * FROM range(5, 1, -2)').shown).toEqual(['5', '3']);
  expect(runQuery('SELECT count(*), count_if(reserved) FROM sql_keywords()').shown).toEqual(['444|0']);
  expect(runQuery('SELECT count(*) FROM collations()').shown).toEqual(['1164']);
});
