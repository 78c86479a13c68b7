import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { couponEstimate } from '../../../src/sql/sketches/hll-estimate.js';
import { hllBytes, parseHll } from '../../../src/sql/sketches/hll-format.js';
import { couponOf, HllSketch, HllUnion } from '../../../src/sql/sketches/hll-sketch.js';
import { runQuery } from '../functions/run-query.js';

function sketchOf(from: number, to: number, lgK = 12) {
  const sketch = new HllSketch(lgK);
  for (let i = from; i < to; i++) sketch.add(couponOf(BigInt(i))!);
  return sketch;
}
const md5 = (sketch: HllSketch) => createHash('md5').update(hllBytes(sketch)).digest('hex');

// Recorded from Apache Spark 4.3.0.
test.each([
  [20, 12, '4d935e3ee5d0b721d9b35146f0a30d1a', 20],
  [300, 12, '60d4a12200e9174d63145ee5244a7cce', 300],
  [1000, 12, '74f5cce6a7b2629a7f668d39d1e26926', 996],
  [1000, 4, 'c67ee0047ca1e6c07743587e13f12ce3', 1130],
  [100_000, 21, '76b0eb72a290229fda73524b7aa9b3d0', 100_009],
  [100_000, 10, '274cf3234e210ac9ce1a3997e549ffd7', 104_403],
])('the sketch of %i values with 2^%i registers', (count, lgK, hash, estimate) => {
  const sketch = sketchOf(0, count, lgK);
  expect([md5(sketch), Math.round(sketch.estimate())]).toEqual([hash, estimate]);
});

test('the estimate of coupons is a little more than their number', () => {
  expect(couponEstimate(20)).toBeCloseTo(20.000000943740261, 12);
  expect(couponEstimate(160_000)).toBeCloseTo(160_063.60677637596, 6);
});

test('the union with a sketch in registers keeps its estimate', () => {
  const union = new HllUnion(12);
  union.union(sketchOf(0, 20));
  union.union(sketchOf(0, 20_000));
  expect([md5(union.result()), Math.round(union.result().estimate())]).toEqual(['49cdb72e98fa526d3f5176ff0d42ab9f', 20_138]);
});

test('the estimate of merged registers is within the error of 2^12 registers', () => {
  for (const [a, b, c] of [
    [0, 2000, 4000],
    [0, 40_000, 400_000],
  ] as const) {
    const union = new HllUnion(12);
    union.union(sketchOf(a, b));
    union.union(sketchOf(b / 2, c));
    expect(Math.abs(union.result().estimate() / c - 1)).toBeLessThan(0.035);
  }
});

test('bytes are read as they were written', () => {
  for (const sketch of [sketchOf(0, 0), sketchOf(0, 3), sketchOf(0, 100), sketchOf(0, 5000)])
    expect(hllBytes(parseHll(hllBytes(sketch)))).toEqual(hllBytes(sketch));
});

test.each([
  [
    'hex(hll_sketch_agg(c)) FROM VALUES (1), (2), (3) AS t(c)',
    '0201070C030003082BF2FB06862FF90D758166070000000000000000000000000000000000000000',
  ],
  ["hll_sketch_estimate(hll_sketch_agg(c)) FROM VALUES ('a'), ('b'), (''), ('a') AS t(c)", '2'],
  [
    'hex(hll_union(hll_sketch_agg(null, 10), hll_sketch_agg(1, 12)))',
    '0201070C030001082BF2FB0600000000000000000000000000000000000000000000000000000000',
  ],
  [
    'hex(hll_union(hll_sketch_agg(1, 10), hll_sketch_agg(2, 12), true))',
    '0201070A030002082BF2FB06862FF90D000000000000000000000000000000000000000000000000',
  ],
])('SELECT %s', (query, shown) => {
  expect(runQuery(`SELECT ${query}`).shown).toEqual([shown]);
});

test.each([
  ["hll_sketch_estimate(x'')", 'HLL_INVALID_INPUT_SKETCH_BUFFER'],
  ['hll_sketch_agg(1, 3)', 'HLL_INVALID_LG_K'],
  ['hll_sketch_agg(1, null)', 'HLL_INVALID_LG_K'],
  ['hll_union(hll_sketch_agg(1, 10), hll_sketch_agg(2, 12))', 'HLL_UNION_DIFFERENT_LG_K'],
  ['hll_sketch_agg(1.5D)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['count_min_sketch(1, 0D, 0.5D, 1)', 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE'],
  ['count_min_sketch(1, 0.1D, 0.5D, null)', 'DATATYPE_MISMATCH.UNEXPECTED_NULL'],
])('%s: %s', (expression, condition) => {
  let found = 'none';
  try {
    void runQuery(`SELECT ${expression}`).shown;
  } catch (error) {
    found = (error as { condition: string }).condition;
  }
  expect(found).toBe(condition);
});
