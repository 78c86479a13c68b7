import { spreadHash } from './java-hash.js';

export const INITIAL_CAPACITY = 64;

/** Entries that a table holds before it doubles. */
export function growthThreshold(capacity: number): number {
  return Math.floor(0.7 * capacity);
}

/**
 * The order in which Spark's AppendOnlyMap iterates, given the hashes of its keys in the order in which they came: the table is filled
 * as Spark fills it, entries only, and read from slot to slot.
 *
 * @param apart the index of the null key, -1 if there is none: it has no slot, counts towards growth, and comes first
 */
export function tableOrder(hashes: Int32Array, apart = -1): Int32Array {
  const spread = hashes.map(spreadHash);
  let capacity = INITIAL_CAPACITY;
  let table = new Int32Array(capacity);
  let growAt = growthThreshold(capacity);
  for (let entry = 0; entry < spread.length; entry++) {
    if (entry !== apart) insert(table, entry, spread[entry]!);
    if (entry < growAt) continue;
    const old = table;
    capacity *= 2;
    growAt = growthThreshold(capacity);
    table = new Int32Array(capacity);
    for (let at = 0; at < old.length; at++) {
      if (old[at] !== 0) insert(table, old[at]! - 1, spread[old[at]! - 1]!);
    }
  }
  const order = new Int32Array(spread.length);
  let next = 0;
  if (apart >= 0) order[next++] = apart;
  for (let at = 0; at < capacity; at++) if (table[at] !== 0) order[next++] = table[at]! - 1;
  return order;
}

/** Free slots hold 0, the others the index of an entry + 1. */
function insert(table: Int32Array, entry: number, spread: number): void {
  const mask = table.length - 1;
  let at = spread & mask;
  for (let step = 1; table[at] !== 0; step++) at = (at + step) & mask;
  table[at] = entry + 1;
}
