import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashCode, keyEquals, scalaHash } from '../../../src/executor/shuffle/java-hash.js';

describe('hashCode is that of the JVM (asked of spark-shell, Spark 4.3.0)', () => {
  it.each<[string, unknown, number]>([
    ['""', '', 0],
    ['"hello"', 'hello', 99162322],
    ['a text with a surrogate pair', '\ud83d\ude00x', 54959989],
    ['true', true, 1231],
    ['false', false, 1237],
    ['null', null, 0],
    ['an Int', -7, -7],
    ['a Long', 2 ** 40, 256],
    ['-5L', -5n, 4],
    ['1L << 40', 1n << 40n, 256],
    ['0.5', 0.5, 1071644672],
    ['1e300', 1e300, -164130400],
    ['NaN', Number.NaN, 2146959360],
    ['a BigInteger', 123456789012345678901234567890n, 1915528825],
    ['a negative BigInteger', -123456789012345678901234567890n, -1915528825],
    ['new Date(1234567890123L)', new Date(1234567890123), 1912276436],
    ['Tuple1("a")', ['a'], -1133508222],
    ['(1, "a")', [1, 'a'], 1971805870],
    ['(1, 2)', [1, 2], 1316541600],
    ['(1.0, 2L)', [1, 2n], 1316541600],
    ['(1, 2, 3)', [1, 2, 3], 2016703621],
    ['((1, "a"), 2)', [[1, 'a'], 2], 1251117086],
    ['(0.5, "x")', [0.5, 'x'], 1870928012],
    ['(true, null)', [true, null], -758710329],
    ['(1e10, 1L << 40)', [1e10, 2 ** 40], -1796113658],
    ['(-1L, NaN)', [-1, Number.NaN], -1011823410],
    ['(-1, Int.MinValue)', [-1, -2147483648], -1455666255],
    ['(1, 2, 3, "d")', [1, 2, 3, 'd'], 1272813324],
    ['(1, 2, 3, "d", false)', [1, 2, 3, 'd', false], -137239263],
  ])('%s', (_, key, hash) => {
    expect(hashCode(key)).toBe(hash);
  });

  it.each<[string, unknown, number]>([
    ['0.5', 0.5, 1056964608],
    ['1L << 40', 2 ** 40, 256],
    ['1e300', 1e300, -164130400],
    ['-1L', -1n, -1],
    ['4294967296.0', 4294967296, 1],
    ['-0.0', -0, 0],
    ['Infinity', Number.POSITIVE_INFINITY, 2139095040],
  ])('## of %s', (_, key, hash) => {
    expect(scalaHash(key)).toBe(hash);
  });
});

describe('keyEquals', () => {
  it.each<[unknown, unknown]>([
    [0, -0],
    [Number.NaN, Number.NaN],
    [new Date(5), new Date(5)],
    [new Date(Number.NaN), new Date(Number.NaN)],
    [
      [1, ['a', null]],
      [1, ['a', null]],
    ],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [new Set([[1], 2]), new Set([2, [1]])],
    [new Map([['a', [1]]]), new Map([['a', [1]]])],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
    [5n, 5n],
  ])('%o and %o are one key', (a, b) => {
    expect(keyEquals(a, b)).toBe(true);
    expect(hashCode(a)).toBe(hashCode(b));
    expect(scalaHash(a)).toBe(scalaHash(b));
  });

  it.each<[unknown, unknown]>([
    [1, 1n],
    [1, '1'],
    [null, undefined],
    [0, null],
    [false, 0],
    [[1], [1, 2]],
    [[1], { 0: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined }, { b: undefined }],
    [new Date(0), 0],
    [new Uint8Array([1]), new Int8Array([1])],
  ])('%o and %o are two keys', (a, b) => {
    expect(keyEquals(a, b)).toBe(false);
    expect(keyEquals(b, a)).toBe(false);
  });

  it('holds for copies, and equal keys hash alike', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), key => {
        const copy = structuredClone(key);
        const again = structuredClone(key);
        expect(keyEquals(copy, again)).toBe(true);
        expect(hashCode(copy)).toBe(hashCode(again));
      }),
    );
  });
});
