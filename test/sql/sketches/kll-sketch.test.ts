import { expect, test } from 'vitest';
import { kllBytes, kllText, parseKll } from '../../../src/sql/sketches/kll-format.js';
import { kllDoubles, kllLongs } from '../../../src/sql/sketches/kll-items.js';
import { KllSketch } from '../../../src/sql/sketches/kll-sketch.js';
import { runQuery } from '../functions/run-query.js';

function sketchOf(from: number, to: number, k?: number) {
  const sketch = new KllSketch(kllLongs, k);
  for (let i = from; i < to; i++) sketch.update(BigInt(i));
  return sketch;
}
const conditionOf = (expression: string) => {
  try {
    void runQuery(`SELECT ${expression}`).shown;
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
};

// Recorded from Apache Spark 4.3.0.
test.each([
  ['hex(kll_sketch_agg_bigint(1))', '02020F04C80008000100000000000000'],
  ['hex(kll_sketch_agg_bigint(CAST(NULL AS INT)))', '02010F01C8000800'],
  ['hex(kll_sketch_agg_double(float(1)))', '02020F04C8000800000000000000F03F'],
  [
    'hex(kll_sketch_merge_bigint(kll_sketch_agg_bigint(1), kll_sketch_agg_bigint(2)))',
    '05010F00C80008000200000000000000C8000100C60000000100000000000000020000000000000002000000000000000100000000000000',
  ],
  ['kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint(1), array(0.5D, 1D))', '[1, 1]'],
  ['kll_sketch_get_rank_float(kll_sketch_agg_float(float(1.5)), 1)', '0.0'],
  ["kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint(1), double('nan'))", '1'],
])('%s', (expression, shown) => {
  expect(runQuery(`SELECT ${expression}`).shown).toEqual([shown]);
});

test('quantiles and ranks of few values are exact', () => {
  const sketch = new KllSketch(kllDoubles);
  for (const value of [1, 2, 2, 2, 5, 9]) sketch.update(value);
  expect(sketch.quantiles([0, 0.1, 0.5, 0.9, 1])).toEqual([1, 1, 2, 9, 9]);
  expect(sketch.ranks([0, 1, 2, 5, 100])).toEqual([0, 1 / 6, 4 / 6, 5 / 6, 1]);
});

test('a sketch that has halved levels keeps as many values as Spark does, and the weights of all', () => {
  const sketch = sketchOf(0, 1000);
  expect([sketch.retained, sketch.state.levels[0], sketch.levelCount]).toEqual([324, 98, 3]);
  expect(sketch.sortedView().weights.at(-1)).toBe(1000);
  for (const [rank, value] of [0.1, 0.5, 0.9].map(each => [each, sketch.quantiles([each])[0]!] as const))
    expect(Math.abs(Number(value) / 1000 - rank)).toBeLessThan(0.05);
});

test('a merged sketch has the size of the first and the exactness of the worse', () => {
  const merged = sketchOf(0, 10, 50);
  merged.merge(sketchOf(0, 1000, 20));
  expect(kllText(merged).split('\n').slice(2, 7)).toEqual([
    '   K                      : 50',
    '   Dynamic min K          : 20',
    '   M                      : 8',
    '   N                      : 1010',
    '   Epsilon                : 12.473%',
  ]);
  expect(merged.sortedView().weights.at(-1)).toBe(1010);
});

test('bytes are read as they were written', () => {
  for (const sketch of [sketchOf(0, 0), sketchOf(0, 1), sketchOf(0, 9), sketchOf(0, 5000)]) {
    const bytes = kllBytes(sketch);
    expect(kllBytes(parseKll(bytes, kllLongs))).toEqual(bytes);
  }
});

test.each([
  ["kll_sketch_get_n_bigint('a')", 'KLL_INVALID_INPUT_SKETCH_BUFFER'],
  ['kll_sketch_get_rank_bigint(kll_sketch_agg_float(float(1)), 1)', 'KLL_INVALID_INPUT_SKETCH_BUFFER'],
  ['kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint(CAST(NULL AS INT)), 0.5)', 'KLL_INVALID_INPUT_SKETCH_BUFFER'],
  ['kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint(1), 1.5D)', 'KLL_SKETCH_INVALID_QUANTILE_RANGE'],
  ['kll_sketch_agg_bigint(1, 7)', 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ['kll_sketch_agg_bigint(1, null)', 'DATATYPE_MISMATCH.UNEXPECTED_NULL'],
  ['kll_sketch_agg_bigint(1.5D)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['kll_sketch_agg_double(1)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
])('%s: %s', (expression, condition) => {
  expect(conditionOf(expression)).toBe(condition);
});
