/** MurmurHash3 of 128 bits for 64-bit machines: the hash of all sketches of Apache DataSketches. */

/** The seed that DataSketches begins with when nobody gives one. */
export const defaultSeed = 9001n;

const mask = (1n << 64n) - 1n;
const c1 = 0x87c37b91114253d5n;
const c2 = 0x4cf5ad432745937fn;

const rotateLeft = (x: bigint, bits: bigint): bigint => ((x << bits) | (x >> (64n - bits))) & mask;
const mixK1 = (k: bigint): bigint => (rotateLeft((k * c1) & mask, 31n) * c2) & mask;
const mixK2 = (k: bigint): bigint => (rotateLeft((k * c2) & mask, 33n) * c1) & mask;

function finalMix(h: bigint): bigint {
  let x = ((h ^ (h >> 33n)) * 0xff51afd7ed558ccdn) & mask;
  x = ((x ^ (x >> 33n)) * 0xc4ceb9fe1a85ec53n) & mask;
  return x ^ (x >> 33n);
}

/** The two halves of the hash, without a sign. */
export function murmurHash(bytes: Uint8Array, seed = defaultSeed): readonly [bigint, bigint] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.length >> 4;
  let [h1, h2] = [seed, seed];
  for (let i = 0; i < blocks; i++) {
    h1 ^= mixK1(view.getBigUint64(i * 16, true));
    h1 = ((rotateLeft(h1, 27n) + h2) * 5n + 0x52dce729n) & mask;
    h2 ^= mixK2(view.getBigUint64(i * 16 + 8, true));
    h2 = ((rotateLeft(h2, 31n) + h1) * 5n + 0x38495ab5n) & mask;
  }
  const rest = bytes.length & 15;
  if (rest > 0) {
    const tail = new DataView(new ArrayBuffer(16));
    for (let i = 0; i < rest; i++) tail.setUint8(i, bytes[blocks * 16 + i]!);
    h1 ^= mixK1(tail.getBigUint64(0, true));
    h2 ^= mixK2(tail.getBigUint64(8, true));
  }
  const length = BigInt(bytes.length);
  h1 ^= length;
  h2 ^= length;
  h1 = (h1 + h2) & mask;
  h2 = (h2 + h1) & mask;
  h1 = finalMix(h1);
  h2 = finalMix(h2);
  h1 = (h1 + h2) & mask;
  return [h1, (h2 + h1) & mask];
}

const eight = new Uint8Array(8);
const eightView = new DataView(eight.buffer);

export function murmurHashOfLong(value: bigint): readonly [bigint, bigint] {
  eightView.setBigInt64(0, value, true);
  return murmurHash(eight);
}

/** -0.0 is 0.0, and there is one NaN. */
export function murmurHashOfDouble(value: number): readonly [bigint, bigint] {
  if (Number.isNaN(value)) eightView.setBigUint64(0, 0x7ff8000000000000n, true);
  else eightView.setFloat64(0, value + 0, true);
  return murmurHash(eight);
}
