import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

test('a row in parentheses is named as the struct that it makes', () => {
  const { schema } = runQuery("SELECT (1, 2), (1, 'a' AS b), struct(1, 2)");
  expect(schema.fieldNames).toEqual(['named_struct(col1, 1, col2, 2)', 'named_struct(col1, 1, b, a AS b)', 'struct(1, 2)']);
  expect(runQuery('SELECT (1, 2) IN ((1, 2)), (1, 2) = (1, 3)').shown).toEqual(['true|false']);
});
