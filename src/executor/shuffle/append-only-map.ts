import { ownText } from '../blocks/own-text.js';
import { hashCode, keyEquals, stringHash } from './java-hash.js';
import { growthThreshold, INITIAL_CAPACITY, tableOrder } from './table-order.js';

/** Spark's Aggregator, rebuilt: functions that can be called. */
export interface Aggregator {
  createCombiner(value: any): unknown;
  mergeValue(combiner: any, value: any): unknown;
  mergeCombiners(combiner: any, other: any): unknown;
}

/** The table that combines values by key. Entries lie in arrays in the order in which their keys came; an open-addressing index finds them. */
export interface CombineMap {
  /** Adds a value: `createCombiner` for a new key, `mergeValue` for a known one. */
  combine(key: unknown, value: unknown): void;
  /** Adds a combiner: as it is for a new key, by `mergeCombiners` for a known one. */
  merge(key: unknown, combiner: unknown): void;
  combineAll(keys: readonly unknown[], values: readonly unknown[]): void;
  mergeAll(keys: readonly unknown[], combiners: readonly unknown[]): void;
  /** `combine` under the names that a shuffle writer has, so that a map is called without going through a class that all share. */
  write(row: unknown): void;
  writePair(key: unknown, value: unknown): void;
  /** Calls `check` after every `keyCount` new keys; it may clear the map. */
  checkEvery(keyCount: number, check: () => void): void;
  clear(): void;
  readonly size: number;
  readonly keys: readonly unknown[];
  readonly combiners: readonly unknown[];
  /** The entries' `hashCode`s. */
  hashes(): Int32Array;
  /** Indices of the entries in the order of iteration. */
  order(): Int32Array;
}

/** What `order` gives: the iteration of Spark's AppendOnlyMap, or the order in which keys came. */
type TableOrder = 'iteration' | 'arrival';
export type CombineMapClass = new (aggregator: Aggregator) => CombineMap;

/**
 * A class of its own for each pipeline, made from text: a class that all pipelines share sees the functions of all of them at its call
 * sites, and after a dozen jobs V8 inlines none. Make it once a pipeline, an instance a task.
 *
 * A slot of the index holds four ints: the entry's index + 1 (0 is free) and a fingerprint `a, b, c` of its key. Comparing a word with
 * an equal word elsewhere in memory costs more than all the rest, so text of up to 11 one-byte characters is the fingerprint itself, and
 * so is an int; only keys of other kinds are compared as values. The highest byte of `c` says which kind it is.
 */
export function newCombinerClass(order: TableOrder = 'iteration'): CombineMapClass {
  const add = (name: string, create: string, update: string) => `
  ${name}(key, value) {
    let a = 0, b = 0, c = 0, isExact = true;
    if (typeof key === 'string') {
      const length = key.length;
      let bits = 0;
      if (length <= ${PACKED_LENGTH}) {
        if (length >= 8) {
          ${packWord('a', 0)}
          ${packWord('b', 4)}
          ${packRest('c', 8)}
        } else if (length >= 4) {
          ${packWord('a', 0)}
          ${packRest('b', 4)}
        } else {
          ${packRest('a', 0)}
        }
        c |= length << 24;
      }
      if (length > ${PACKED_LENGTH} || bits > 255) {
        a = stringHash(key); b = length; c = ${Kind.text} << 24;
        isExact = false;
      }
    } else if (typeof key === 'number' && (key | 0) === key) {
      a = key | 0; c = ${Kind.int} << 24;
    } else if (key === null) {
      c = ${Kind.null} << 24;
    } else {
      a = hashCode(key); c = ${Kind.value} << 24;
      isExact = false;
    }
    const table = this.table, mask = this.mask;
    let at = Math.imul(a ^ Math.imul(b, ${B_FACTOR}) ^ Math.imul(c, ${C_FACTOR}), ${SPREAD}) >>> this.shift;
    for (let step = 1; ; step++) {
      const slot = at << 2;
      const entry = table[slot] - 1;
      if (entry < 0) {
        table[slot] = this.keys.length + 1;
        table[slot + 1] = a;
        table[slot + 2] = b;
        table[slot + 3] = c;
        this.append(key, ${create});
        return;
      }
      if (table[slot + 1] === a && table[slot + 2] === b && table[slot + 3] === c && (isExact || keyEquals(this.keys[entry], key))) {
        this.combiners[entry] = ${update};
        return;
      }
      at = (at + step) & mask;
    }
  }`;
  const text = `return class {
  constructor({ createCombiner, mergeValue, mergeCombiners }) {
    this.createCombiner = createCombiner;
    this.mergeValue = mergeValue;
    this.mergeCombiners = mergeCombiners;
    this.check = null;
    this.checkKeys = Infinity;
    this.clear();
  }
  clear() {
    this.keys = [];
    this.combiners = [];
    this.table = new Int32Array(4 * ${INITIAL_CAPACITY});
    this.mask = ${INITIAL_CAPACITY - 1};
    this.shift = ${Math.clz32(INITIAL_CAPACITY) + 1};
    this.rehashAt = ${growthThreshold(INITIAL_CAPACITY)};
    this.checkAt = this.checkKeys;
    this.growAt = Math.min(this.rehashAt, this.checkAt);
  }
  checkEvery(keyCount, check) {
    this.check = check;
    this.checkKeys = keyCount;
    this.checkAt = this.keys.length + keyCount;
    this.growAt = Math.min(this.rehashAt, this.checkAt);
  }
  get size() { return this.keys.length; }
  ${add('combine', 'this.createCombiner(value)', 'this.mergeValue(this.combiners[entry], value)')}
  ${add('merge', 'value', 'this.mergeCombiners(this.combiners[entry], value)')}
  combineAll(keys, values) { for (let i = 0; i < keys.length; i++) this.combine(keys[i], values[i]); }
  mergeAll(keys, combiners) { for (let i = 0; i < keys.length; i++) this.merge(keys[i], combiners[i]); }
  write(row) { this.combine(row[0], row[1]); }
  writePair(key, value) { this.combine(key, value); }
  append(key, combiner) {
    this.combiners.push(combiner);
    if (this.keys.push(typeof key === 'string' ? ownText(key) : key) > this.growAt) this.grow();
  }
  grow() {
    const size = this.keys.length;
    if (size > this.rehashAt) this.rehash();
    if (size > this.checkAt) {
      this.checkAt = size + this.checkKeys;
      this.growAt = Math.min(this.rehashAt, this.checkAt);
      this.check();
    } else {
      this.growAt = Math.min(this.rehashAt, this.checkAt);
    }
  }
  rehash() {
    const old = this.table;
    const mask = this.mask * 2 + 1, shift = this.shift - 1;
    const table = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === 0) continue;
      const a = old[from + 1], b = old[from + 2], c = old[from + 3];
      let at = Math.imul(a ^ Math.imul(b, ${B_FACTOR}) ^ Math.imul(c, ${C_FACTOR}), ${SPREAD}) >>> shift;
      for (let step = 1; table[at << 2] !== 0; step++) at = (at + step) & mask;
      const slot = at << 2;
      table[slot] = old[from];
      table[slot + 1] = a;
      table[slot + 2] = b;
      table[slot + 3] = c;
    }
    this.table = table;
    this.mask = mask;
    this.shift = shift;
    this.rehashAt = growthThreshold(mask + 1);
  }
  hashes() { return hashesOf(this.keys); }
  order() { return ${order === 'iteration' ? 'iterationOrder' : 'arrivalOrder'}(this.keys); }
}`;
  const needs = { hashCode, keyEquals, stringHash, growthThreshold, ownText, hashesOf, iterationOrder, arrivalOrder };
  return new Function(...Object.keys(needs), text)(...Object.values(needs)) as CombineMapClass;
}

/** Four characters without a loop: most of the time goes here. */
const packWord = (into: string, from: number): string =>
  `{ const w = key.charCodeAt(${from}), x = key.charCodeAt(${from + 1}), y = key.charCodeAt(${from + 2}), z = key.charCodeAt(${from + 3});
  bits |= w | x | y | z; ${into} = (w << 24) | (x << 16) | (y << 8) | z; }`;
const packRest = (into: string, from: number): string =>
  `for (let i = ${from}; i < length; i++) { const code = key.charCodeAt(i); bits |= code; ${into} = (${into} << 8) | code; }`;

const PACKED_LENGTH = 11;
/** Below these, the highest byte of `c` is the length of a packed text. */
const Kind = { int: 0x20, null: 0x21, text: 0x22, value: 0x23 } as const;
const B_FACTOR = 0x85ebca6b | 0;
const C_FACTOR = 0xc2b2ae35 | 0;
/** 2^32 divided by the golden ratio: the high bits of a product depend on all bits. */
const SPREAD = 0x9e3779b1 | 0;

function hashesOf(keys: readonly unknown[]): Int32Array {
  const hashes = new Int32Array(keys.length);
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashCode(keys[i]);
  return hashes;
}

/** Spark's map keeps null apart and gives it first, though it counts as an entry of the table. */
function iterationOrder(keys: readonly unknown[]): Int32Array {
  return tableOrder(hashesOf(keys), keys.indexOf(null));
}

function arrivalOrder(keys: readonly unknown[]): Int32Array {
  return Int32Array.from(keys.keys());
}
