/**
 * Hashes and equality of keys. A key hashes as its counterpart in Scala does, so that rows land in the partitions, and come out in the
 * order, that Apache Spark gives them: an integer as an Int, past 32 bits as a Long, other numbers as a Double, an array as a tuple.
 *
 * Where JavaScript has one value and the JVM two, JavaScript decides: 0 equals -0 (`-3 % 3` is -0 here and 0 in Scala), and NaN equals
 * NaN. Spark itself joins 0.0 and -0.0 on the map side of a shuffle only, and never joins tuples that hold NaN.
 */

import { elementAt } from '../blocks/element-at.js';

const NULL_HASH = 0;
const TRUE_HASH = 1231;
const FALSE_HASH = 1237;
const TUPLE_SEED = 0xcafebabe | 0;

/** `hashCode` of the boxed key: what HashPartitioner and the tables of a shuffle use. */
export function hashCode(key: unknown): number {
  switch (typeof key) {
    case 'string':
      return stringHash(key);
    case 'number':
      if ((key | 0) === key) return key | 0;
      return Number.isSafeInteger(key) ? integerHash(key) : doubleHash(key);
    case 'bigint':
      return bigintHash(key);
    case 'boolean':
      return key ? TRUE_HASH : FALSE_HASH;
    case 'object':
      return key === null ? NULL_HASH : objectHash(key);
    case 'symbol':
      return stringHash(key.description ?? '');
    default:
      return NULL_HASH;
  }
}

/** Scala's `##`: what a key counts for inside a tuple. Numbers of equal value hash alike whatever their type. */
export function scalaHash(key: unknown): number {
  if (typeof key === 'number') {
    if ((key | 0) === key) return key | 0;
    // The whole doubles that a Long holds; 2^63 itself rounds to the largest Long and back.
    if (Number.isInteger(key) && key >= -(2 ** 63) && key <= 2 ** 63) return integerHash(key);
    return Math.fround(key) === key ? floatHash(key) : doubleHash(key);
  }
  if (typeof key === 'bigint' && BigInt.asIntN(32, key) === key) return Number(key);
  return hashCode(key);
}

export function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Long.hashCode of a whole number. */
function integerHash(value: number): number {
  if (value === 2 ** 63) return 0x7fffffff ^ 0xffffffff;
  const high = Math.floor(value / 2 ** 32);
  return (high ^ (value - high * 2 ** 32)) | 0;
}

// A view for each call costs more than the hash; these are scratch, never read across calls.
const scratch = new DataView(new ArrayBuffer(8));

function doubleHash(value: number): number {
  // The JVM knows one NaN.
  scratch.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  return scratch.getInt32(0) ^ scratch.getInt32(4);
}

function floatHash(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getInt32(0);
}

/** As a Long when it fits, as a BigInteger otherwise. */
function bigintHash(value: bigint): number {
  if (BigInt.asIntN(64, value) === value) return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
  let magnitude = value < 0n ? -value : value;
  const words: number[] = [];
  for (; magnitude > 0n; magnitude >>= 32n) words.push(Number(BigInt.asIntN(32, magnitude)));
  let hash = 0;
  for (let i = words.length - 1; i >= 0; i--) hash = (Math.imul(31, hash) + words[i]!) | 0;
  return value < 0n ? -hash | 0 : hash;
}

function objectHash(key: object): number {
  if (Array.isArray(key)) return tupleHash(key);
  if (key instanceof Date) {
    const time = key.getTime();
    return Number.isNaN(time) ? NULL_HASH : integerHash(time);
  }
  if (ArrayBuffer.isView(key)) return tupleHash(Array.from(key as Uint8Array));
  // Entries in any order: no counterpart on the JVM, so the sum is ours.
  let hash = 0;
  if (key instanceof Set) for (const element of key) hash = (hash + scalaHash(element)) | 0;
  else if (key instanceof Map) for (const [name, value] of key) hash = (hash + entryHash(scalaHash(name), value)) | 0;
  else for (const name of Object.keys(key)) hash = (hash + entryHash(stringHash(name), (key as Record<string, unknown>)[name])) | 0;
  return hash;
}

const entryHash = (nameHash: number, value: unknown): number => mix(nameHash, scalaHash(value));

/** Scala's MurmurHash3.productHash of `TupleN`. */
function tupleHash(elements: readonly unknown[]): number {
  let hash = mix(TUPLE_SEED, stringHash(`Tuple${elements.length}`));
  for (let i = 0; i < elements.length; i++) hash = mix(hash, scalaHash(elementAt(elements, i)));
  return finish(hash, elements.length);
}

const TUPLE2_HASH = mix(TUPLE_SEED, stringHash('Tuple2'));

/** Hash of the tuple `(partition, key)`, the key of Spark's map-side table. */
export function partitionedKeyHash(partition: number, key: unknown): number {
  return finish(mix(mix(TUPLE2_HASH, partition), scalaHash(key)), 2);
}

function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  hash ^= k;
  return (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Scala's MurmurHash3.bytesHash, for bytes in groups of four. */
export function scalaBytesHash(bytes: Buffer, seed: number): number {
  let hash = seed;
  for (let at = 0; at < bytes.length; at += 4) hash = mix(hash, bytes.readInt32LE(at));
  return finish(hash, bytes.length);
}

/** Guava's murmur3_32 of one int: how Spark's AppendOnlyMap spreads the hashes of keys over its table. */
export function spreadHash(hash: number): number {
  return finish(mix(0, hash), 4);
}

/** Equality of keys: by value, through arrays, objects, dates, maps and sets. */
export function keyEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === 'number') return Number.isNaN(a) && Number.isNaN(b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && elementsEqual(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return keyEquals(a.getTime(), (b as Date).getTime());
  if (ArrayBuffer.isView(a)) return elementsEqual(a as Uint8Array, b as Uint8Array);
  if (a instanceof Set || a instanceof Map) return a.size === (b as typeof a).size && sameElements(a, b as typeof a);
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    name => Object.hasOwn(b, name) && keyEquals((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}

function elementsEqual(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!keyEquals(a[i], b[i])) return false;
  return true;
}

/** In any order. Elements may be objects, which `has` does not find. */
function sameElements(a: Iterable<unknown>, b: Iterable<unknown>): boolean {
  const rest = [...b];
  for (const element of a) {
    const found = rest.findIndex(other => keyEquals(element, other));
    if (found < 0) return false;
    rest.splice(found, 1);
  }
  return true;
}
