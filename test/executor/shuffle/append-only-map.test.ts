import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCombinerClass } from '../../../src/executor/shuffle/append-only-map.js';
import { keyEquals } from '../../../src/executor/shuffle/java-hash.js';
import { sum } from './shuffle-run.js';

const countOf = (keys: readonly unknown[]): [unknown, unknown][] => {
  const map = new (newCombinerClass('arrival'))(sum);
  for (const key of keys) map.combine(key, 1);
  return map.keys.map((key, entry) => [key, map.combiners[entry]]);
};

describe('a combine map', () => {
  it('counts as a list that is searched', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 14 }),
      fc.constantFrom('a', '\0a', 'a\0', 'aaaaaaaaaaa', 'aaaaaaaaaaaa', '\u0141', 'A', '', 0, 1, '0', null, undefined, true, 1n),
      fc.integer({ min: -2, max: 2 }),
      fc.double(),
      fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b')),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300, size: 'max' }), keys => {
        const expected: [unknown, number][] = [];
        for (const key of keys) {
          const entry = expected.find(([known]) => keyEquals(known, key));
          if (entry === undefined) expected.push([key, 1]);
          else entry[1]++;
        }
        expect(countOf(keys)).toEqual(expected);
      }),
    );
  });

  it('tells texts apart that share a hash', () => {
    expect(countOf(['Aa', 'BB', 'AaAaAaAaAaAa', 'BBBBBBBBBBBB', 'BB'])).toEqual([
      ['Aa', 1],
      ['BB', 2],
      ['AaAaAaAaAaAa', 1],
      ['BBBBBBBBBBBB', 1],
    ]);
  });

  it('holds many keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `key ${i % 50_000}`);
    const counts = countOf(keys);
    expect(counts).toHaveLength(50_000);
    expect(counts.every(([, count]) => count === 2)).toBe(true);
  });

  it('merges combiners', () => {
    const map = new (newCombinerClass())(sum);
    map.merge('a', 5);
    map.merge('a', 6);
    map.combine('a', 1);
    expect([map.size, map.combiners[0]]).toEqual([1, 12]);
  });

  it('is a class of its own each time', () => {
    expect(newCombinerClass()).not.toBe(newCombinerClass());
  });
});
