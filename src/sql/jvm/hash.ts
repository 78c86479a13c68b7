/** Spark's hash() and xxhash64() over the bytes that its values have; digests are those of node:crypto. */
import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';

export const md5Hex = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
export const sha1Hex = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** sha2(bytes, bits); undefined for a length that there is none of. 0 is 256. */
export function sha2Hex(bytes: Uint8Array, bits: number): string | undefined {
  const length = bits === 0 ? 256 : bits;
  if (length !== 224 && length !== 256 && length !== 384 && length !== 512) return undefined;
  return createHash(`sha${length}`).update(bytes).digest('hex');
}

export const crc32 = (bytes: Uint8Array): bigint => BigInt(zlibCrc32(bytes));

/**
 * One hash function over typed values. A row is hashed column by column: the hash of one is the seed of the next, and null keeps the seed.
 * Booleans are ints 0 and 1, bytes, shorts and dates ints, timestamps and intervals longs, strings their UTF-8.
 */
export interface SparkHash<H> {
  readonly seed: H;
  int(value: number, seed: H): H;
  long(value: bigint, seed: H): H;
  bytes(value: Uint8Array, seed: H): H;
}

const rotate32 = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

function mixK1(k1: number): number {
  return Math.imul(rotate32(Math.imul(k1, 0xcc9e2d51), 15), 0x1b873593);
}

const mixH1 = (h1: number, k1: number): number => (Math.imul(rotate32(h1 ^ k1, 13), 5) + 0xe6546b64) | 0;

function finish32(h1: number, length: number): number {
  h1 ^= length;
  h1 = Math.imul(h1 ^ (h1 >>> 16), 0x85ebca6b);
  h1 = Math.imul(h1 ^ (h1 >>> 13), 0xc2b2ae35);
  return h1 ^ (h1 >>> 16);
}

/** MurmurHash3, 32 bits. The bytes behind the last whole word are mixed one by one, with their signs: Spark's own way. */
export const murmur3: SparkHash<number> = {
  seed: 42,
  int: (value, seed) => finish32(mixH1(seed, mixK1(value | 0)), 4),
  long(value, seed) {
    const low = Number(BigInt.asIntN(32, value));
    const high = Number(BigInt.asIntN(32, value >> 32n));
    return finish32(mixH1(mixH1(seed, mixK1(low)), mixK1(high)), 8);
  },
  bytes(value, seed) {
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    const aligned = value.length & ~3;
    let h1 = seed;
    for (let at = 0; at < aligned; at += 4) h1 = mixH1(h1, mixK1(view.getInt32(at, true)));
    for (let at = aligned; at < value.length; at++) h1 = mixH1(h1, mixK1(view.getInt8(at)));
    return finish32(h1, value.length);
  },
};

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const word64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate64 = (value: bigint, by: bigint): bigint => word64((value << by) | (value >> (64n - by)));
const round64 = (hash: bigint, input: bigint): bigint => word64(rotate64(word64(hash + input * prime2), 31n) * prime1);

function finish64(hash: bigint): bigint {
  hash = word64((hash ^ (hash >> 33n)) * prime2);
  hash = word64((hash ^ (hash >> 29n)) * prime3);
  return BigInt.asIntN(64, hash ^ (hash >> 32n));
}

const add8 = (hash: bigint, input: bigint): bigint => word64(rotate64(hash ^ round64(0n, input), 27n) * prime1 + prime4);
const add4 = (hash: bigint, input: bigint): bigint => word64(rotate64(hash ^ word64(input * prime1), 23n) * prime2 + prime3);

/** xxHash, 64 bits. */
export const xxhash64: SparkHash<bigint> = {
  seed: 42n,
  int: (value, seed) => finish64(add4(word64(seed + prime5 + 4n), BigInt(value >>> 0))),
  long: (value, seed) => finish64(add8(word64(seed + prime5 + 8n), word64(value))),
  bytes(value, seed) {
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    const { length } = value;
    let at = 0;
    let hash = word64(seed + prime5);
    if (length >= 32) {
      let [v1, v2, v3, v4] = [word64(seed + prime1 + prime2), word64(seed + prime2), word64(seed), word64(seed - prime1)];
      for (; at <= length - 32; at += 32) {
        v1 = round64(v1, view.getBigUint64(at, true));
        v2 = round64(v2, view.getBigUint64(at + 8, true));
        v3 = round64(v3, view.getBigUint64(at + 16, true));
        v4 = round64(v4, view.getBigUint64(at + 24, true));
      }
      hash = word64(rotate64(v1, 1n) + rotate64(v2, 7n) + rotate64(v3, 12n) + rotate64(v4, 18n));
      for (const v of [v1, v2, v3, v4]) hash = word64((hash ^ round64(0n, v)) * prime1 + prime4);
    }
    hash = word64(hash + BigInt(length));
    for (; at <= length - 8; at += 8) hash = add8(hash, view.getBigUint64(at, true));
    if (at <= length - 4) {
      hash = add4(hash, BigInt(view.getUint32(at, true)));
      at += 4;
    }
    for (; at < length; at++) hash = word64(rotate64(hash ^ word64(BigInt(value[at]!) * prime5), 11n) * prime1);
    return finish64(hash);
  },
};

/** A float is hashed by its bits; -0.0 as 0.0. */
export function floatBits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value === 0 ? 0 : value);
  return view.getInt32(0);
}

/** A double is hashed by its bits; -0.0 as 0.0. */
export function doubleBits(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  return view.getBigInt64(0);
}

/** Decimals of up to 18 digits are hashed as their unscaled long, larger ones as the bytes of a BigInteger. */
export function bigIntegerBytes(value: bigint): Uint8Array {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size++;
  const bytes = new Uint8Array(size);
  for (let at = size - 1; at >= 0; at--, value >>= 8n) bytes[at] = Number(value & 0xffn);
  return bytes;
}
