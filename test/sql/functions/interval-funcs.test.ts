import { describe, expect, test } from 'vitest';
import { intervalFuncs } from '../../../src/sql/functions/interval-funcs.js';
import { runQuery } from './run-query.js';

const shown = (sql: string, conf = {}) => runQuery(`SELECT ${sql}`, conf).shown[0];
const condition = (name: string) => expect.objectContaining({ condition: name });
const legacy = { 'spark.sql.ansi.enabled': 'false' };

describe('examples', () => {
  test.each(intervalFuncs.flatMap(record => record.examples ?? []))('%s gives %s', (expression, expected) => {
    expect(shown(expression)).toBe(expected);
  });
});

test('parts that are left out are shown in the name', () => {
  expect(runQuery('SELECT make_interval(1)').schema.fields[0]!.name).toBe('make_interval(1, 0, 0, 0, 0, 0, 0.000000)');
});

test('parts that do not fit are errors, or NULL without ANSI mode for make_interval alone', () => {
  expect(() => shown('make_interval(2147483647)')).toThrow(condition('ARITHMETIC_OVERFLOW'));
  expect(shown('make_interval(2147483647)', legacy)).toBe('NULL');
  expect(() => shown('make_ym_interval(178956970, 8)', legacy)).toThrow(condition('INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION'));
  expect(() => shown('make_dt_interval(2147483647)')).toThrow(condition('INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION'));
});

test('make_interval may be NULL without ANSI mode', () => {
  expect(runQuery('SELECT make_interval(1)').schema.fields[0]!.nullable).toBe(false);
  expect(runQuery('SELECT make_interval(1)', legacy).schema.fields[0]!.nullable).toBe(true);
});

test('seconds are rounded to microseconds', () => {
  expect(shown('make_interval(0, 0, 0, 0, 0, 0, 1.1234567)')).toBe('1.123457 seconds');
});
