import { expect, test } from 'vitest';
import { FrequentItems } from '../../../src/sql/sketches/frequent-items.js';
import { frequentItemsBytes, parseFrequentItems } from '../../../src/sql/sketches/frequent-items-format.js';
import { itemKindOf } from '../../../src/sql/sketches/item-kinds.js';
import { LongType } from '../../../src/sql/types/index.js';
import { runQuery } from '../functions/run-query.js';

const shown = (query: string) => runQuery(`SELECT ${query}`).shown;
const conditionOf = (query: string) => {
  try {
    void shown(query);
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
};

// Recorded from Apache Spark 4.3.0.
test.each([
  ['approx_top_k(c) FROM VALUES (0), (0), (1), (1), (2), (3), (4), (4) AS t(c)', '[{0, 2}, {4, 2}, {1, 2}, {2, 1}, {3, 1}]'],
  ["approx_top_k(c) FROM VALUES ('x'), ('y'), ('z'), ('a'), ('b'), ('c') AS t(c)", '[{c, 1}, {b, 1}, {a, 1}, {z, 1}, {y, 1}]'],
  [
    'approx_top_k(c) FROM VALUES (2.50), (3.00), (1.25), (100.10), (7.77) AS t(c)',
    '[{100.10, 1}, {1.25, 1}, {7.77, 1}, {3.00, 1}, {2.50, 1}]',
  ],
  ['approx_top_k(c) FROM VALUES (1), (1), (2), (null), (3) AS t(c)', '[{1, 2}, {2, 1}, {3, 1}, {NULL, 1}]'],
  ["approx_top_k_estimate(approx_top_k_accumulate(c)) FROM VALUES (1.5D), (double('nan')) AS t(c)", '[{1.5, 1}, {NaN, 1}]'],
  [
    'hex(approx_top_k_accumulate(c).sketch) FROM VALUES (0), (0), (1) AS t(c)',
    '04010A0E0300000002000000000000000300000000000000000000000000000002000000000000000100000000000000090000000009010000000000000000000000',
  ],
  ['hex(approx_top_k_accumulate(c).sketch) FROM VALUES (CAST(NULL AS INT)) AS t(c)', '01010A0E030500000000000000000001'],
])('SELECT %s', (query, expected) => {
  expect(shown(query)).toEqual([expected]);
});

const kind = itemKindOf(LongType)!;

test('what is frequent stays when there are more items than are tracked', () => {
  const sketch = new FrequentItems<bigint>(kind, 64);
  for (let i = 0; i < 20_000; i++) sketch.update(i % 4 === 0 ? 7n : BigInt(i));
  const [first, ...others] = sketch.frequent();
  expect(first!.item).toBe(7n);
  expect(Number(first!.count - 5000n)).toBeLessThanOrEqual(Number(sketch.offset));
  expect([sketch.total, others.length, sketch.activeCount <= 48]).toEqual([20_000n, 0, true]);
  const bytes = frequentItemsBytes({ sketch, nullCount: 3n }, kind);
  const read = parseFrequentItems(bytes, kind);
  expect([read.nullCount, read.sketch.frequent()]).toEqual([3n, sketch.frequent()]);
});

test.each([
  ['approx_top_k(1, 0)', 'APPROX_TOP_K_NON_POSITIVE_ARG'],
  ['approx_top_k(1, null)', 'APPROX_TOP_K_NULL_ARG'],
  ['approx_top_k(1, 10, 5)', 'APPROX_TOP_K_MAX_ITEMS_TRACKED_LESS_THAN_K'],
  ['approx_top_k_accumulate(1, 1000001)', 'APPROX_TOP_K_MAX_ITEMS_TRACKED_EXCEEDS_LIMIT'],
  ['approx_top_k_accumulate(array(1))', 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ['approx_top_k_estimate(struct(1))', 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ['approx_top_k_estimate(1)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['approx_top_k_combine(approx_top_k_accumulate(1), 0)', 'APPROX_TOP_K_NON_POSITIVE_ARG'],
])('%s: %s', (query, condition) => {
  expect(conditionOf(query)).toBe(condition);
});
