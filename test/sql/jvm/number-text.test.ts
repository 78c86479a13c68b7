import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubleDigits } from '../../../src/sql/jvm/floating-digits.js';
import {
  decimalPlainText,
  decimalText,
  doubleText,
  floatText,
  parseDecimal,
  parseDouble,
  parseFloat32,
  parseInteger,
} from '../../../src/sql/jvm/number-text.js';

// Answers of Double.toString and Float.toString on Java 17.
test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [0.001, '0.001'],
  [1e-4, '1.0E-4'],
  [1e7, '1.0E7'],
  [9999999, '9999999.0'],
  [12345678.9, '1.23456789E7'],
  [1e23, '9.999999999999999E22'],
  [2e23, '1.9999999999999998E23'],
  [2 ** -44, '5.6843418860808015E-14'],
  [5e-324, '4.9E-324'],
  [Number.MAX_VALUE, '1.7976931348623157E308'],
  [2 ** 63, '9.223372036854776E18'],
  [0.1 + 0.2, '0.30000000000000004'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('the double %d is written %s', (value, text) => expect(doubleText(value)).toBe(text));

test.each([
  [0.1, '0.1'],
  [16777216, '1.6777216E7'],
  [3.4028235e38, '3.4028235E38'],
  [1e10, '1.0E10'],
  [1.4e-45, '1.4E-45'],
])('the float %d is written %s', (value, text) => expect(floatText(value)).toBe(text));

test.each([
  [12345n, 2, '123.45', '123.45'],
  [1n, 7, '1E-7', '0.0000001'],
  [1n, 6, '0.000001', '0.000001'],
  [-12n, -3, '-1.2E+4', '-12000'],
  [0n, 2, '0.00', '0.00'],
])('%d scaled by %d is %s, and plain %s', (unscaled, scale, text, plain) => {
  expect(decimalText(unscaled, scale)).toBe(text);
  expect(decimalPlainText(unscaled, scale)).toBe(plain);
});

test.each([
  [' 1.5 ', 1.5],
  ['1e3', 1000],
  ['1d', 1],
  ['1.F', 1],
  ['.5', 0.5],
  ['iNf', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
  ['0x1.8p1', 3],
  ['1e400', Number.POSITIVE_INFINITY],
  ['', undefined],
  ['1 2', undefined],
  ['1dd', undefined],
  ['0x1', undefined],
])('%j read as a double is %d', (text, value) => expect(parseDouble(text)).toBe(value));

test('a float keeps what fits in its 24 bits', () => expect(parseFloat32('16777217')).toBe(16777216));

test.each([
  ['127', 8, 127n],
  ['128', 8, undefined],
  [' +5\t', 32, 5n],
  ['-9223372036854775808', 64, -(2n ** 63n)],
  ['9223372036854775808', 64, undefined],
  ['1.9', 32, undefined],
  ['', 32, undefined],
  ['-', 32, undefined],
  ['1e2', 32, undefined],
] as const)('%j read as an integer of %d bits is %s', (text, bits, value) => expect(parseInteger(text, bits)).toBe(value));

test('a cast that is not ANSI cuts the fraction', () => {
  expect(parseInteger('1.9', 32, true)).toBe(1n);
  expect(parseInteger('.', 32, true)).toBe(0n);
  expect(parseInteger('1.x', 32, true)).toBeUndefined();
});

test('a decimal keeps every digit', () => {
  expect(parseDecimal(' 123456789012345678901234567890.10 ')).toEqual({ unscaled: 12345678901234567890123456789010n, scale: 2 });
  expect(parseDecimal('-1.5e3')).toEqual({ unscaled: -15n, scale: -2 });
  expect(parseDecimal('1d')).toBeUndefined();
  expect(parseDecimal('.')).toBeUndefined();
});

test('short doubles have the digits that the algorithm of Java 17 finds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 17 }), (digits, scale) => {
      const value = Number(`${digits}e-${scale}`);
      if (!(value >= 1e-3 && value < 1e7) || Number.isInteger(value)) return;
      const { digits: all, exponent } = doubleDigits(value);
      const expected =
        exponent > 0 ? `${all.slice(0, exponent).padEnd(exponent, '0')}.${all.slice(exponent)}` : `0.${'0'.repeat(-exponent)}${all}`;
      expect(doubleText(value)).toBe(expected);
    }),
    { numRuns: 20_000 },
  );
});
