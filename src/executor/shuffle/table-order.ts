import { spreadHash } from './java-hash.js';

export const INITIAL_CAPACITY = 64;

/** Entries that a table holds before it doubles. */
export function growthThreshold(capacity: number): number {
  return Math.floor(0.7 * capacity);
}

/**
 * The order in which Spark's AppendOnlyMap iterates, given the hashes of its keys in the order in which they came: the table is filled
 * as Spark fills it, with entries only, and read from slot to slot.
 *
 * @param apart the index of the null key, -1 if there is none: it has no slot, counts towards growth, and comes first
 */
export function tableOrder(hashes: Int32Array, apart = -1): Int32Array {
  let capacity = INITIAL_CAPACITY;
  // Two numbers a slot: the index of the entry + 1 (0 is free), its spread hash.
  let table = new Int32Array(2 * capacity);
  let growAt = growthThreshold(capacity);
  for (let entry = 0; entry < hashes.length; entry++) {
    if (entry !== apart) insert(table, entry + 1, spreadHash(hashes[entry]!));
    if (entry < growAt) continue;
    const old = table;
    capacity *= 2;
    growAt = growthThreshold(capacity);
    table = new Int32Array(2 * capacity);
    for (let slot = 0; slot < old.length; slot += 2) if (old[slot] !== 0) insert(table, old[slot]!, old[slot + 1]!);
  }
  const order = new Int32Array(hashes.length);
  let next = 0;
  if (apart >= 0) order[next++] = apart;
  for (let slot = 0; slot < table.length; slot += 2) if (table[slot] !== 0) order[next++] = table[slot]! - 1;
  return order;
}

function insert(table: Int32Array, entry: number, spread: number): void {
  const mask = table.length / 2 - 1;
  let at = spread & mask;
  for (let step = 1; table[2 * at] !== 0; step++) at = (at + step) & mask;
  table[2 * at] = entry;
  table[2 * at + 1] = spread;
}
