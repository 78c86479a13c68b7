/** The hash of a value in theta and tuple sketches: 63 bits, by the type of the value. */
import type { DataType } from '../types/index.js';
import { collationKey } from '../values/ordering.js';
import { murmurHash, murmurHashOfDouble, murmurHashOfLong } from './murmur-hash.js';

export type Hash = bigint;

/** All hashes are below it: nothing was left out. */
export const maxTheta: Hash = 2n ** 63n - 1n;

/** NULL in an array counts as zero. */
const orZero = (each: number | null): number => each ?? 0;

/** Gives undefined for what is not counted: empty text, bytes and arrays. */
export function thetaHasher(type: DataType): (value: any) => Hash | undefined {
  const ofBytes = (bytes: Uint8Array) => (bytes.length === 0 ? undefined : murmurHash(bytes)[0] >> 1n);
  switch (type.kind) {
    case 'double':
    case 'float':
      return value => murmurHashOfDouble(value)[0] >> 1n;
    case 'string': {
      const key = type.isBinaryCollation ? (text: string) => text : collationKey(type.collation).keyOf;
      return value => ofBytes(Buffer.from(key(value)));
    }
    case 'binary':
      return ofBytes;
    case 'array':
      return type.elementType.kind === 'integer'
        ? value => ofBytes(new Uint8Array(Int32Array.from(value as number[], orZero).buffer))
        : value => ofBytes(new Uint8Array(BigInt64Array.from(value as bigint[], each => BigInt(each ?? 0)).buffer));
    default:
      return value => murmurHashOfLong(BigInt(value))[0] >> 1n;
  }
}
