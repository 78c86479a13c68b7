import { hashCode, keyEquals, spreadHash } from './java-hash.js';

/** Spark's Aggregator, rebuilt: functions that can be called. */
export interface Aggregator {
  createCombiner(value: any): unknown;
  mergeValue(combiner: any, value: any): unknown;
  mergeCombiners(combiner: any, other: any): unknown;
}

/**
 * The table that combines values by key. Entries lie in arrays in the order in which their keys came; an open-addressing index finds
 * them. The index of an `AppendOnlyMap` is Spark's to the slot, so `order` is the order of Spark's iterator.
 */
export interface CombineMap {
  /** Adds a value: `createCombiner` for a new key, `mergeValue` for a known one. */
  combine(key: unknown, value: unknown): void;
  /** Adds a combiner: as it is for a new key, by `mergeCombiners` for a known one. */
  merge(key: unknown, combiner: unknown): void;
  readonly size: number;
  readonly keys: readonly unknown[];
  readonly combiners: readonly unknown[];
  /** The entries' `hashCode`s. */
  hashes(): Int32Array;
  /** Indices of the entries in the order of iteration. */
  order(): Int32Array;
}

/**
 * `iteration`: entries come out in Spark's order, at the cost of Spark's hash on every call.
 * `arrival`: a cheaper hash; `order` is the order in which keys came.
 */
export type TableOrder = 'iteration' | 'arrival';
export type CombineMapClass = new (aggregator: Aggregator) => CombineMap;

/**
 * A class of its own for each pipeline, made from text: a class that all pipelines share sees the functions of all of them at its call
 * sites, and after a dozen jobs V8 inlines none. Make it once a pipeline, an instance a task.
 */
export function newCombinerClass(order: TableOrder = 'iteration'): CombineMapClass {
  const position = order === 'iteration' ? 'spreadHash(hash) & mask' : 'Math.imul(hash, -1640531535) >>> shift';
  const add = (name: string, create: string, update: string) => `
  ${name}(key, value) {
    let hash = 0;
    if (typeof key === 'string') {
      for (let i = 0; i < key.length; i++) hash = (Math.imul(31, hash) + key.charCodeAt(i)) | 0;
    } else if (typeof key === 'number' && (key | 0) === key) {
      hash = key | 0;
    } else if (key === null) {
      const entry = this.nullEntry;
      if (entry < 0) {
        this.nullEntry = this.keys.length;
        this.append(null, ${create});
      } else this.combiners[entry] = ${update};
      return;
    } else hash = hashCode(key);
    const table = this.table, mask = this.mask, shift = this.shift;
    let at = ${position};
    for (let delta = 1; ; delta++) {
      const entry = table[2 * at] - 1;
      if (entry < 0) {
        table[2 * at] = this.keys.length + 1;
        table[2 * at + 1] = hash;
        this.append(typeof key === 'string' ? ownText(key) : key, ${create});
        return;
      }
      if (table[2 * at + 1] === hash) {
        const known = this.keys[entry];
        if (known === key || (typeof key !== 'string' && keyEquals(known, key))) {
          this.combiners[entry] = ${update};
          return;
        }
      }
      at = (at + delta) & mask;
    }
  }`;
  const text = `return class {
  constructor({ createCombiner, mergeValue, mergeCombiners }) {
    this.createCombiner = createCombiner;
    this.mergeValue = mergeValue;
    this.mergeCombiners = mergeCombiners;
    this.keys = [];
    this.combiners = [];
    this.nullEntry = -1;
    // Two numbers a slot: index of the entry + 1 (0 is free), hash of its key.
    this.table = new Int32Array(2 * ${INITIAL_CAPACITY});
    this.mask = ${INITIAL_CAPACITY - 1};
    this.shift = ${Math.clz32(INITIAL_CAPACITY) + 1};
    this.growAt = ${growthThreshold(INITIAL_CAPACITY)};
  }
  get size() { return this.keys.length; }
  ${add('combine', 'this.createCombiner(value)', 'this.mergeValue(this.combiners[entry], value)')}
  ${add('merge', 'value', 'this.mergeCombiners(this.combiners[entry], value)')}
  append(key, combiner) {
    this.combiners.push(combiner);
    if (this.keys.push(key) > this.growAt) this.grow();
  }
  grow() {
    const old = this.table;
    const capacity = old.length, mask = capacity - 1, shift = this.shift - 1;
    const table = new Int32Array(2 * capacity);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1];
      let at = ${position};
      for (let delta = 1; table[2 * at] !== 0; delta++) at = (at + delta) & mask;
      table[2 * at] = old[from];
      table[2 * at + 1] = hash;
    }
    this.table = table;
    this.mask = mask;
    this.shift = shift;
    this.growAt = growthThreshold(capacity);
  }
  hashes() {
    const hashes = new Int32Array(this.size);
    const table = this.table;
    for (let at = 0; at < table.length; at += 2) if (table[at] !== 0) hashes[table[at] - 1] = table[at + 1];
    return hashes;
  }
  order() {
    const order = new Int32Array(this.size);
    ${
      order === 'iteration'
        ? `let next = 0;
    if (this.nullEntry >= 0) order[next++] = this.nullEntry;
    for (let at = 0; at < this.table.length; at += 2) if (this.table[at] !== 0) order[next++] = this.table[at] - 1;`
        : 'for (let i = 0; i < order.length; i++) order[i] = i;'
    }
    return order;
  }
}`;
  return new Function('hashCode', 'keyEquals', 'spreadHash', 'growthThreshold', 'ownText', text)(
    hashCode,
    keyEquals,
    spreadHash,
    growthThreshold,
    ownText,
  ) as CombineMapClass;
}

const INITIAL_CAPACITY = 64;

/** Entries that a table holds before it doubles. */
function growthThreshold(capacity: number): number {
  return Math.floor(0.7 * capacity);
}

/** From this length on V8 makes a substring a view on its text: a key would keep a whole chunk of a file in memory. */
const SLICED_LENGTH = 13;

function ownText(key: string): string {
  return key.length < SLICED_LENGTH ? key : Buffer.from(key, 'utf16le').toString('utf16le');
}

/** Where Spark's table has its entries after keys with these hashes came in this order: indices in the order of iteration. */
export function tableOrder(hashes: Int32Array): Int32Array {
  let capacity = INITIAL_CAPACITY;
  let table = new Int32Array(capacity);
  let growAt = growthThreshold(capacity);
  const insert = (entry: number): void => {
    const mask = capacity - 1;
    let at = spreadHash(hashes[entry]!) & mask;
    for (let delta = 1; table[at] !== 0; delta++) at = (at + delta) & mask;
    table[at] = entry + 1;
  };
  for (let entry = 0; entry < hashes.length; entry++) {
    insert(entry);
    if (entry + 1 > growAt) {
      const old = table;
      capacity *= 2;
      table = new Int32Array(capacity);
      growAt = growthThreshold(capacity);
      for (const slot of old) if (slot !== 0) insert(slot - 1);
    }
  }
  return table.filter(slot => slot !== 0).map(slot => slot - 1);
}
