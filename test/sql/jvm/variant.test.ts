import { expect, test } from 'vitest';
import { parseVariant } from '../../../src/sql/jvm/variant-builder.js';
import { parseVariantPath } from '../../../src/sql/jvm/variant-path.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// Bytes that Spark 4.3 makes of the text: the value, the metadata.
test.each([
  ['1', '0c01', '010000'],
  ['-1', '0cff', '010000'],
  ['127', '0c7f', '010000'],
  ['128', '108000', '010000'],
  ['-32769', '14ff7fffff', '010000'],
  ['2147483648', '180000008000000000', '010000'],
  ['9223372036854775807', '18ffffffffffffff7f', '010000'],
  ['9223372036854775808', '280000000000000000800000000000000000', '010000'],
  ['1.5', '20010f000000', '010000'],
  ['-0.0', '200100000000', '010000'],
  ['1e3', '1c0000000000408f40', '010000'],
  ['1.5e-1', '1c333333333333c33f', '010000'],
  ['0.000000000000000000000000000000000000001', '1c832d55b12fc7d537', '010000'],
  ['123456789.123', '2403831a99be1c000000', '010000'],
  ['12345678901234567890.123456789', '28091581396eb1c9be46321be42700000000', '010000'],
  ['99999999999999999999999999999999999999', '2800ffffffff3f228a097ac4865aa84c3b4b', '010000'],
  ['999999999999999999999999999999999999999', '1c1d4a9cf487820748', '010000'],
  ['"abc"', '0d616263', '010000'],
  [
    '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    '404000000078787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878',
    '010000',
  ],
  ['true', '04', '010000'],
  ['false', '08', '010000'],
  ['null', '00', '010000'],
  ['[]', '030000', '010000'],
  ['{}', '020000', '010000'],
  ['[1,[2,"a"],{"b":null}]', '030300020b110c0103020002040c020561020100000100', '0101000162'],
  ['{"b":1,"a":2}', '020201000200040c010c02', '01020001026261'],
  ['{"é":"ü","z":{"a":1}}', '0202010003000a09c3bc02010200020c01', '010300020304c3a97a61'],
  ['1 x', '0c01', '010000'],
  [' 1 ', '0c01', '010000'],
  ['1.10', '20026e000000', '010000'],
  ['-0', '0c00', '010000'],
  ['-0e0', '1c0000000000000080', '010000'],
  ['"\\u00e9\\n"', '0dc3a90a', '010000'],
  ['1E400', '1c000000000000f07f', '010000'],
  ['0.1e1', '1c000000000000f03f', '010000'],
  ['1.0E0', '1c000000000000f03f', '010000'],
])('%s as a variant', (text, value, metadata) => {
  const variant = parseVariant(text)!;
  expect([hex(variant.value), hex(variant.metadata)]).toEqual([value, metadata]);
});

test.each(['', 'nope', "{'a':1}", 'NaN', '01', '[1,]', '1.'])('%j is no JSON', text => expect(parseVariant(text)).toBeUndefined());

test('a key twice is an error, or the last one counts', () => {
  const text = '{"a":1,"a":2}';
  expect(() => parseVariant(text)).toThrow(
    expect.objectContaining({ condition: 'VARIANT_DUPLICATE_KEY', messageParameters: { key: 'a' } }),
  );
  expect(parseVariant(text, 'parse_json', true)).toBeDefined();
});

test('more than 255 items and keys take wider headers', () => {
  const items = parseVariant(JSON.stringify(Array.from({ length: 300 }, () => null)))!;
  expect([items.value[0]! & 3, (items.value[0]! >> 4) & 1]).toEqual([3, 1]);
  expect(hex(items.value.subarray(1, 5))).toBe('2c010000');
  const keys = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, null]));
  const object = parseVariant(JSON.stringify(keys))!.value;
  expect([object[0]! & 3, (object[0]! >> 6) & 1]).toEqual([2, 1]);
  expect(hex(object.subarray(1, 5))).toBe('2c010000');
});

test('a path has names and places', () => {
  expect(parseVariantPath('$', 'variant_get')).toEqual([]);
  expect(parseVariantPath(`$.a b[0]['x.y']["z"]`, 'variant_get')).toEqual(['a b', 0, 'x.y', 'z']);
});

test.each(['', 'a', '$.', '$[a]', '$[-1]', '$a', '$..a'])('%j is no path', path => {
  expect(() => parseVariantPath(path, 'variant_get')).toThrow(expect.objectContaining({ condition: 'INVALID_VARIANT_GET_PATH' }));
});
