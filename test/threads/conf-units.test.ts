import { describe, expect, it } from 'vitest';
import { parseBytes, parseTimeMs } from '../../src/threads/conf-units.js';

describe('sizes and times of the configuration', () => {
  it('reads sizes in binary units', () => {
    expect([parseBytes('512m', 'b'), parseBytes('2G', 'b'), parseBytes('1kb', 'b'), parseBytes('7', 'm')]).toEqual([
      512 * 2 ** 20,
      2 ** 31,
      1024,
      7 * 2 ** 20,
    ]);
  });
  it('reads times', () => {
    expect([parseTimeMs('200', 'ms'), parseTimeMs('3s', 'ms'), parseTimeMs('2min', 's'), parseTimeMs('5', 's')]).toEqual([
      200, 3000, 120_000, 5000,
    ]);
  });
  it('refuses what is neither, quoting it', () => {
    expect(() => parseBytes('12 apples', 'b')).toThrow('Failed to parse: 12 apples');
    expect(() => parseTimeMs('soon', 'ms')).toThrow('Failed to parse: soon');
  });
});
