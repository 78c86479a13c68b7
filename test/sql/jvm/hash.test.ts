import { expect, test } from 'vitest';
import { bigIntegerBytes, crc32, doubleBits, floatBits, md5Hex, murmur3, sha2Hex, xxhash64 } from '../../../src/sql/jvm/hash.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

// Answers of Spark 4.3.
test('hash is murmur3 with seed 42, its odd bytes mixed one by one', () => {
  expect(murmur3.int(1, 42)).toBe(-559580957);
  expect(murmur3.long(1n, 42)).toBe(-1712319331);
  expect(murmur3.long(-1n, 42)).toBe(-939490007);
  expect(murmur3.bytes(utf8('Spark'), 42)).toBe(228093765);
  expect(murmur3.bytes(utf8('abcde'), 42)).toBe(814637928);
  expect(murmur3.bytes(utf8(''), 42)).toBe(142593372);
  expect(murmur3.bytes(utf8('éü€'), 42)).toBe(-61087732);
});

test('the hash of one column is the seed of the next', () => expect(murmur3.int(2, murmur3.int(123, 42))).toBe(827284809));

test('floating numbers are hashed by their bits, large decimals by their bytes', () => {
  expect(murmur3.long(doubleBits(1.5), 42)).toBe(1290763749);
  expect(murmur3.int(floatBits(1.5), 42)).toBe(-221251528);
  expect(doubleBits(-0)).toBe(doubleBits(0));
  expect(murmur3.bytes(bigIntegerBytes(1234567890123456789012n), 42)).toBe(-2030013727);
});

test.each([
  ['Spark', -4294468057691064905n],
  ['The quick brown fox jumps over the lazy dog 1234567', -1058573849971854055n],
  ['', -7444071767201028348n],
  ['éü€', -2637036777240331471n],
])('xxhash64 of %j is %d', (text, hash) => expect(xxhash64.bytes(utf8(text), 42n)).toBe(hash));

test('xxhash64 tells ints from longs', () => {
  expect(xxhash64.int(1, 42n)).toBe(-6698625589789238999n);
  expect(xxhash64.int(-1, 42n)).toBe(2017008487422258757n);
  expect(xxhash64.long(1n, 42n)).toBe(-7001672635703045582n);
});

test('digests', () => {
  expect(crc32(utf8('Spark'))).toBe(1557323817n);
  expect(md5Hex(utf8('Spark'))).toBe('8cde774d6f7333752ed72cacddb05126');
  expect(sha2Hex(utf8('Spark'), 0)).toBe(sha2Hex(utf8('Spark'), 256));
  expect(sha2Hex(utf8('Spark'), 100)).toBeUndefined();
});
