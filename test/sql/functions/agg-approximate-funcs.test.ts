import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const estimate = (error: string, values = 'range(1000) t(id)') =>
  runQuery(`SELECT approx_count_distinct(id, ${error}) FROM ${values}`).shown[0];

test('an error too small for any array still gives a count', () => {
  for (const error of ['1e-30BD', '1e-9D', '0.00001']) expect(estimate(error)).toBe('1000');
  expect(estimate('1e-30BD', 'VALUES (-32768S), (-32768S), (NULL) AS t(id)')).toBe('1');
});

test.each(['0.5', '-0.1', '1.0D'])('an error of %s has no registers', error => {
  expect(() => estimate(error)).toThrow('FAILED_FUNCTION_CALL');
});

test.each(['1', 'NULL', "'0.1'"])('%s is no error of an estimate', error => {
  expect(() => estimate(error)).toThrow('should be a double literal');
});
