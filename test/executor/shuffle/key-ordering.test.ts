import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, orderOfKeys } from '../../../src/executor/shuffle/key-ordering.js';

const sorted = (keys: readonly unknown[], ascending = true): unknown[] =>
  Array.from(orderOfKeys(keys, { ascending }), index => keys[index]);

describe('the natural order', () => {
  it('of texts goes by UTF-16 unit, as in Java', () => {
    expect(sorted(['b', 'a', '\ud83d\ude00', '\uffee', 'B', '', 'ab'])).toEqual(['', 'B', 'a', 'ab', 'b', '\ud83d\ude00', '\uffee']);
  });

  it('of numbers has NaN last', () => {
    expect(sorted([Number.NaN, 1, -1, Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY])).toEqual([
      Number.NEGATIVE_INFINITY,
      -1,
      0,
      1,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });

  it('of arrays goes element by element', () => {
    expect(sorted([[2, 'a'], [1, 'b'], [1, 'a'], [2, ''], [1]])).toEqual([[1], [1, 'a'], [1, 'b'], [2, ''], [2, 'a']]);
  });

  it('of other kinds', () => {
    expect(sorted([true, false])).toEqual([false, true]);
    expect(sorted([5n, 3, 2n ** 70n, -1n])).toEqual([-1n, 3, 5n, 2n ** 70n]);
    expect(sorted([new Date(5), new Date(-5)])).toEqual([new Date(-5), new Date(5)]);
    expect(sorted(['a', null, 'b'])).toEqual([null, 'a', 'b']);
  });

  it('objects have none', () => {
    expect(() => compareKeys({ a: 1 }, { a: 2 })).toThrow('No ordering defined for keys of type object');
    expect(() => compareKeys(new (class Point {})(), 1)).toThrow('No ordering defined for keys of class Point');
  });
});

describe('sorting', () => {
  // Many and few, so that both ways of sorting are taken.
  const keys = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 })), { minLength: 0, maxLength: 1500, size: 'max' });

  it('numbers equals a stable sort by compare, both ways', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (numbers, ascending) => {
        const expected = numbers.map((_, i) => i).sort((a, b) => (ascending ? 1 : -1) * compareKeys(numbers[a], numbers[b]));
        expect(Array.from(orderOfKeys(numbers, { ascending }))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('texts equals a stable sort by compare, both ways', () => {
    const text = fc.tuple(
      fc.constantFrom('', 'pre'),
      fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\uffff', '\ud83d'), maxLength: 7 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 1500, size: 'max' }), fc.boolean(), fc.boolean(), (parts, share, ascending) => {
        const texts = parts.map(([prefix, rest]) => (share ? 'shared' : prefix) + rest);
        const expected = texts.map((_, i) => i).sort((a, b) => (ascending ? 1 : -1) * compareKeys(texts[a], texts[b]));
        expect(Array.from(orderOfKeys(texts, { ascending }))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('asks the compare function that is given', () => {
    const byLength = { ascending: false, compare: (a: string, b: string) => a.length - b.length };
    expect(Array.from(orderOfKeys(['a', 'bbb', 'cc', 'd'], byLength))).toEqual([1, 2, 0, 3]);
  });
});
