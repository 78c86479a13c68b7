import { expect, test } from 'vitest';
import { builtinFunctions } from '../../../src/sql/functions/registry.js';
import { runQuery } from './run-query.js';

const groups = [
  'bitwise',
  'conditional',
  'conversion',
  'csv',
  'datetime',
  'hash',
  'json',
  'math',
  'misc',
  'predicate',
  'string',
  'url',
].map(name => `${name}_funcs`);
const records = new Set(builtinFunctions().map(([, record]) => record));
const examples = [...records].filter(({ group }) => groups.includes(group)).flatMap(record => record.examples ?? []);

test.each(examples)('%s gives %s', (expression, shown) => {
  expect(runQuery(`SELECT ${expression}`, { 'spark.sql.timeType.enabled': 'true' }).shown[0]).toBe(shown);
});
