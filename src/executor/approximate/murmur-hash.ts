/** MurmurHash64A of a text's UTF-8 bytes, with the seed that stream-lib uses. */
const SEED = 0xe17a1465n;
const M = 0xc6a4a7935bd1e995n;
const MASK = (1n << 64n) - 1n;

/** @returns the high and the low 32 bits */
export function murmurHash64(text: string): [high: number, low: number] {
  const bytes = Buffer.from(text);
  const length = bytes.length;
  let hash = (SEED ^ (BigInt(length) * M)) & MASK;
  const whole = length - (length % 8);
  for (let at = 0; at < whole; at += 8) {
    let block = (bytes.readBigUInt64LE(at) * M) & MASK;
    block ^= block >> 47n;
    hash = ((hash ^ ((block * M) & MASK)) * M) & MASK;
  }
  if (length > whole) {
    for (let at = length - 1; at >= whole; at--) hash ^= BigInt(bytes[at]!) << BigInt(8 * (at - whole));
    hash = (hash * M) & MASK;
  }
  hash ^= hash >> 47n;
  hash = (hash * M) & MASK;
  hash ^= hash >> 47n;
  return [Number(hash >> 32n) | 0, Number(hash & 0xffffffffn) | 0];
}
