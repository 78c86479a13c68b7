/** The order in which Scala's hash sets give their elements: what `collect_set` shows and how `mode` breaks ties in Spark. */
import { doubleBits, murmur3 } from '../jvm/hash.js';
import type { DataType } from '../types/index.js';
import type { Value } from '../values/value.js';

const foldLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

const encoder = new TextEncoder();

/** `hashCode` of Spark's own form of a value; undefined for types that are not followed here. */
function hashCodeOf(type: DataType): ((value: any) => number) | undefined {
  switch (type.kind) {
    case 'boolean':
      return value => (value ? 1231 : 1237);
    case 'byte':
    case 'short':
    case 'integer':
    case 'date':
    case 'yearMonthInterval':
      return value => value;
    case 'long':
    case 'timestamp':
    case 'timestampNtz':
    case 'dayTimeInterval':
    case 'time':
      return foldLong;
    case 'double':
      return value => foldLong(doubleBits(value));
    case 'string':
      return value => murmur3.bytes(encoder.encode(value), 42);
    default:
      return undefined;
  }
}

/** `##` of a value: equal for equal numbers of all types. */
function scalaHashOf(type: DataType): ((value: any) => number) | undefined {
  const hashCode = hashCodeOf(type);
  if (hashCode === undefined) return undefined;
  if (type.kind === 'double') return value => (Number.isInteger(value) && value === (value | 0) ? value : hashCode(value));
  if (foldsLong(type)) return value => (value === BigInt.asIntN(32, value) ? Number(value) : hashCode(value));
  return hashCode;
}

const foldsLong = (type: DataType) => ['long', 'timestamp', 'timestampNtz', 'dayTimeInterval', 'time'].includes(type.kind);

/** Distinct values as a `mutable.HashSet` gives them. */
export function inHashSetOrder<V extends Value>(values: readonly V[], type: DataType): readonly V[] {
  const hash = scalaHashOf(type);
  if (hash === undefined || values.length < 2) return values;
  let size = 16;
  while (values.length >= Math.floor(size * 0.75)) size *= 2;
  const improved = (value: V) => {
    const h = hash(value);
    return h ^ (h >>> 16);
  };
  const placed = values.map(value => ({ value, hash: improved(value) }));
  // Within a place of the table the nodes are sorted by their hash.
  return placed.sort((a, b) => (a.hash & (size - 1)) - (b.hash & (size - 1)) || a.hash - b.hash).map(each => each.value);
}

/** Distinct values as Spark's OpenHashMap gives them. */
export function inOpenHashOrder<V extends Value>(values: readonly V[], type: DataType): readonly V[] {
  const hash = hashCodeOf(type);
  if (hash === undefined || values.length < 2) return values;
  let places: V[] = [];
  let size = 64;
  const insert = (table: V[], value: V) => {
    let place = murmur3.int(hash(value), 0) & (size - 1);
    for (let delta = 1; table[place] !== undefined; delta++) place = (place + delta) & (size - 1);
    table[place] = value;
  };
  let count = 0;
  for (const value of values) {
    insert(places, value);
    count++;
    if (count <= size * 0.7) continue;
    const old = places;
    size *= 2;
    places = [];
    for (let i = 0; i < size / 2; i++) if (old[i] !== undefined) insert(places, old[i]!);
  }
  const result: V[] = [];
  for (let i = 0; i < size; i++) if (places[i] !== undefined) result.push(places[i]!);
  return result;
}
