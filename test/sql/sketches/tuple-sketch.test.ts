import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { thetaHasher } from '../../../src/sql/sketches/theta-hash.js';
import { parseTuple, tupleBytes } from '../../../src/sql/sketches/tuple-format.js';
import { TupleBuilder, TupleIntersection, type TupleSketch, TupleUnion, tupleDifference } from '../../../src/sql/sketches/tuple-sketch.js';
import { doubleSummary, integerSummary } from '../../../src/sql/sketches/tuple-summary.js';
import { LongType } from '../../../src/sql/types/index.js';
import { runQuery } from '../functions/run-query.js';

const hashOf = thetaHasher(LongType);
const md5 = (sketch: TupleSketch, kind = integerSummary) => createHash('md5').update(tupleBytes(sketch, kind)).digest('hex');

function sketchOf(from: number, to: number, lgNomEntries: number, value: (i: number) => number, kind = integerSummary) {
  const sketch = new TupleBuilder(lgNomEntries, kind, 'sum');
  for (let i = from; i < to; i++) sketch.update(hashOf(BigInt(i))!, value(i));
  return sketch.result();
}

// Bytes recorded from Apache Spark 4.3.0.
test('sketches that have dropped keys', () => {
  expect(md5(sketchOf(0, 1000, 5, i => i))).toBe('3cf93a9efe96a81491d0f8df41fa59c0');
  expect(
    md5(
      sketchOf(0, 100_000, 12, i => i / 3, doubleSummary),
      doubleSummary,
    ),
  ).toBe('883b8ba3e32050838039becb17f9068a');
});

test('set operations of sketches that have dropped keys', () => {
  const [a, b] = [sketchOf(0, 20_000, 12, () => 1), sketchOf(10_000, 30_000, 12, () => 1)];
  const union = new TupleUnion(12, integerSummary, 'sum');
  const intersection = new TupleIntersection(integerSummary, 'sum');
  for (const each of [a, b]) {
    union.union(each);
    intersection.intersect(each);
  }
  const difference = tupleDifference(a, { ...b, hashes: b.hashes.map(([hash]) => hash) });
  expect([union.result(), intersection.result(), difference].map(each => md5(each))).toEqual([
    'b257cd2ce6bc8d943e0bde3d1628e5bb',
    'e006074eb1788fb3c06c9185c36e7697',
    'a973d0d68ca82638117572ae6cc25c4e',
  ]);
  expect(parseTuple(tupleBytes(a, integerSummary), integerSummary)).toEqual(a);
});

test.each([
  ["tuple_sketch_agg_double(c, 1.0D, mode => 'MAX')", '01030901000ACC9315F97DCBBD86A105000000000000F03F02'],
  ["tuple_sketch_agg_integer(c, '3')", '01030901000ACC9315F97DCBBD86A1050300000000'],
  ['tuple_sketch_agg_double(null, c)', '01030901000ECC93'],
  [
    "tuple_union_theta_integer(tuple_sketch_agg_integer(c, 2), theta_sketch_agg(c + 1), 12, 'min')",
    '02030901000ACC93020000000000000015F97DCBBD86A1050200000000C397FC1281709D1EFFFFFF7F01',
  ],
  ['tuple_intersection_theta_integer(tuple_sketch_agg_integer(c, 2), theta_sketch_agg(c + 1))', '02030901000ACC930000000000000000'],
  [
    "tuple_intersection_theta_double(tuple_sketch_agg_double(c, 2), theta_sketch_agg(c), 'max')",
    '01030901000ACC9315F97DCBBD86A105000000000000004002',
  ],
  ['tuple_difference_double(tuple_sketch_agg_double(c, 2), tuple_sketch_agg_double(c, 2))', '01030901000ECC93'],
])('%s', (expression, bytes) => {
  expect(runQuery(`SELECT hex(${expression}) FROM VALUES (1) AS t(c)`).shown).toEqual([bytes]);
});

test('the numbers of a sketch as one', () => {
  const sketch = 'tuple_sketch_agg_integer(k, v)';
  const modes = ['sum', 'min', 'max', 'alwaysone'].map(mode => `tuple_sketch_summary_integer(${sketch}, '${mode}')`);
  expect(runQuery(`SELECT ${modes.join(', ')} FROM VALUES (1, 5), (2, -3), (1, 1) AS t(k, v)`).shown).toEqual(['3|-3|6|2']);
});
