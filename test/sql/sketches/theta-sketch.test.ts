import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { murmurHashOfLong } from '../../../src/sql/sketches/murmur-hash.js';
import { parseTheta, thetaBytes } from '../../../src/sql/sketches/theta-format.js';
import { thetaHasher } from '../../../src/sql/sketches/theta-hash.js';
import { ThetaUnion, thetaDifference, thetaEstimate, thetaIntersection } from '../../../src/sql/sketches/theta-sketch.js';
import { LongType } from '../../../src/sql/types/index.js';
import { runQuery } from '../functions/run-query.js';

const hashOf = thetaHasher(LongType);
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

function sketchOf(from: number, to: number, lgNomEntries = 12) {
  const sketch = new ThetaUnion(lgNomEntries);
  for (let i = from; i < to; i++) sketch.add(hashOf(BigInt(i))!);
  return sketch.result();
}

// Bytes recorded from Apache Spark 4.3.0.
test.each([
  [
    '(1), (2), (3), (4), (5), (6), (7), (8), (9), (10)',
    '0104033E011ACC930A16861AF72DF7E45429C550C15B0E52B006633BAC22AB4A4865304281678B95103FE12D7D486EFC9D0DF3AA08965060E48705FE0D0E55FB397A41B6826FA07D69F2FCA362D09817235B18C9738F80',
  ],
  ['(1)', '01030300003ACC9315F97DCBBD86A105'],
  ['(CAST(NULL AS INT))', '01030300001E0000'],
  ["('a'), ('bc'), ('')", '0104033F011ACC93028C0FF181327465BAD3E43B12E38E38E8'],
  ["(1.5D), (0.0D), (-0.0D), (double('nan'))", '0104033D011ACC930354422226B2F4C7A93C47D257EDAA0721963A75709855A8'],
  ['(array(1, 2)), (array(3))', '0104033D011ACC930248A04E8B14F8955F7176726E71B55380'],
  ['(array(1L, 2L)), (array(3L))', '0104033E011ACC9302B9F5041C3D65B2AEEEBC5D3B259D40F0'],
  ["(x'0102'), (x''), (x'000102030405060708090a0b0c0d0e0f1011')", '0104033E011ACC9302ECAC261E5FE6950F4AD893DFD018ED00'],
])('the sketch of %s', (rows, bytes) => {
  expect(runQuery(`SELECT hex(theta_sketch_agg(c)) FROM VALUES ${rows} AS t(c)`).shown).toEqual([bytes]);
});

test.each([
  [0, 1000, 4, '61d79565a5e2b6d9a753d511668f4799', 946],
  [0, 100_000, 12, '94e8809f71c65deead2d524e0c73684a', 98_046],
])('the sketch of %i to %i with 2^%i entries', (from, to, lgNomEntries, hash, estimate) => {
  const sketch = sketchOf(from, to, lgNomEntries);
  expect([md5(thetaBytes(sketch)), Math.round(thetaEstimate(sketch))]).toEqual([hash, estimate]);
});

test('set operations of sketches that have dropped hashes', () => {
  const [a, b] = [sketchOf(0, 20_000), sketchOf(10_000, 30_000)];
  const union = new ThetaUnion(10);
  union.union(a);
  union.union(b);
  expect([thetaDifference(a, b), thetaIntersection(a, b), union.result()].map(each => md5(thetaBytes(each)))).toEqual([
    '853be82f2a808a135942210ef3eeca8e',
    'cbe4b1bd8eb57fc7953ff529a8abc3e8',
    '0f23e59c8505d34673ab1365d9810cba',
  ]);
});

test('bytes are read as they were written', () => {
  for (const sketch of [
    sketchOf(0, 0),
    sketchOf(0, 1),
    sketchOf(0, 9),
    sketchOf(0, 50_000),
    thetaIntersection(sketchOf(0, 9000), sketchOf(9000, 18_000)),
  ])
    expect(parseTheta(thetaBytes(sketch))).toEqual(sketch);
});

test('the hash of a number is the first half of MurmurHash3', () => {
  expect(murmurHashOfLong(1n)[0] >> 1n).toBe(0x05a186bdcb7df915n);
});

test.each([
  ["theta_sketch_estimate(CAST('abc' AS BINARY))", 'THETA_INVALID_INPUT_SKETCH_BUFFER'],
  ["theta_sketch_estimate(X'0103030000000000')", 'THETA_INVALID_INPUT_SKETCH_BUFFER'],
  ['theta_union(theta_sketch_agg(1), tuple_sketch_agg_double(1, 1.0D))', 'THETA_INVALID_INPUT_SKETCH_BUFFER_FAMILY'],
  ['tuple_sketch_estimate_double(theta_sketch_agg(1))', 'TUPLE_INVALID_INPUT_SKETCH_BUFFER_FAMILY'],
  ['tuple_sketch_estimate_double(tuple_sketch_agg_integer(1, 1))', 'TUPLE_INVALID_INPUT_SKETCH_BUFFER'],
  ['theta_sketch_agg(1, 3)', 'SKETCH_INVALID_LG_NOM_ENTRIES'],
  ['theta_sketch_agg(1, null)', 'SKETCH_INVALID_LG_NOM_ENTRIES'],
  ['theta_sketch_agg(true)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
  ['tuple_sketch_agg_double(1, 1.0D, 27)', 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ["tuple_sketch_agg_double(1, 1.0D, 12, 'x')", 'DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT'],
  ['tuple_sketch_agg_double(1, 1.0D, 12, null)', 'DATATYPE_MISMATCH.UNEXPECTED_NULL'],
  ['tuple_sketch_agg_double(1)', 'REQUIRED_PARAMETER_NOT_FOUND'],
])('%s: %s', (expression, condition) => {
  let found = 'none';
  try {
    void runQuery(`SELECT ${expression}`).shown;
  } catch (error) {
    found = (error as { condition: string }).condition;
  }
  expect(found).toBe(condition);
});
