import { scalaBytesHash } from './java-hash.js';

/**
 * Where the rows of map partition `mapIndex` start when `repartition` deals them out: Spark asks an XORShiftRandom seeded with the
 * index, so that small partitions do not all deal to the first one.
 */
export function firstPartition(mapIndex: number, numPartitions: number): number {
  const random = xorShift(mapIndex);
  // java.util.Random.nextInt(bound)
  if ((numPartitions & -numPartitions) === numPartitions) return Math.floor((numPartitions * random()) / 2 ** 31);
  for (;;) {
    const bits = random();
    const value = bits % numPartitions;
    // Rejects the incomplete last range, which int overflow would show.
    if (bits - value + (numPartitions - 1) < 2 ** 31) return value;
  }
}

/** 31 random bits a call. */
function xorShift(seedNumber: number): () => number {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(seedNumber));
  const low = scalaBytesHash(bytes, ARRAY_SEED);
  const high = scalaBytesHash(bytes, low);
  let seed = (BigInt(high) << 32n) | BigInt(low >>> 0);
  return () => {
    seed = BigInt.asIntN(64, seed ^ (seed << 21n));
    seed ^= BigInt.asUintN(64, seed) >> 35n;
    seed = BigInt.asIntN(64, seed ^ (seed << 4n));
    return Number(seed & 0x7fffffffn);
  };
}

const ARRAY_SEED = 0x3c074a61;
