/**
 * KLL sketches: about which value has which rank. Values wait in levels; a value of level h stands for 2^h. When there is no space, a
 * level is halved: every other of its values goes up, and which ones is left to chance.
 *
 * The items are one array with free space in front, level 0 next, whose values are put in from its end to its beginning; `levels` says
 * where each level begins, and where the last one ends. That is also how a sketch is stored.
 */
import { type KllItem, type KllItemType, valueOrder } from './kll-items.js';

/** The least size of a level. */
const m = 8;
export const defaultK = 200;

function capacityAt(k: number, depth: number): number {
  const half = (size: number, steps: number) => Number(((BigInt(2 * size) << BigInt(steps)) / 3n ** BigInt(steps) + 1n) >> 1n);
  if (depth <= 30) return half(k, depth);
  const first = depth >> 1;
  return half(half(k, first), depth - first);
}

export const levelCapacity = (k: number, levelCount: number, level: number): number => Math.max(m, capacityAt(k, levelCount - level - 1));

export function totalCapacity(k: number, levelCount: number): number {
  let total = 0;
  for (let level = 0; level < levelCount; level++) total += levelCapacity(k, levelCount, level);
  return total;
}

export interface KllState<T extends KllItem> {
  n: number;
  minK: number;
  levels: number[];
  items: T[];
  min: T | undefined;
  max: T | undefined;
  isLevelZeroSorted: boolean;
}

export class KllSketch<T extends KllItem> {
  readonly state: KllState<T>;

  constructor(
    readonly type: KllItemType<T>,
    readonly k: number = defaultK,
    state?: KllState<T>,
  ) {
    this.state = state ?? {
      n: 0,
      minK: k,
      levels: [k, k],
      items: new Array(k),
      min: undefined,
      max: undefined,
      isLevelZeroSorted: false,
    };
  }

  get levelCount(): number {
    return this.state.levels.length - 1;
  }

  get retained(): number {
    return this.state.levels[this.levelCount]! - this.state.levels[0]!;
  }

  update(item: T): void {
    // NaN has no rank.
    if (Number.isNaN(item)) return;
    const { state } = this;
    if (state.min === undefined || valueOrder(item, state.min) < 0) state.min = item;
    if (state.max === undefined || valueOrder(item, state.max) > 0) state.max = item;
    this.#append(item);
  }

  #append(item: T): void {
    const { state } = this;
    if (state.levels[0] === 0) this.#compress();
    state.n++;
    state.isLevelZeroSorted = false;
    state.items[--state.levels[0]!] = item;
  }

  /** Halves the lowest level that is full. */
  #compress(): void {
    const { state, k } = this;
    let level = 0;
    while (state.levels[level + 1]! - state.levels[level]! < levelCapacity(k, this.levelCount, level)) level++;
    if (level === this.levelCount - 1) this.#addTopLevel();
    const { levels, items } = state;
    const [begin, end] = [levels[level]!, levels[level + 1]!];
    const isOdd = (end - begin) % 2 === 1;
    const from = begin + (isOdd ? 1 : 0);
    const half = (end - from) / 2;
    const left = items[begin]!;
    const merged = promoted(items.slice(from, end), items.slice(end, levels[level + 2]!), level === 0);
    const above = end - half;
    merged.forEach((item, i) => {
      items[above + i] = item;
    });
    levels[level + 1] = above;
    levels[level] = above - (isOdd ? 1 : 0);
    if (isOdd) items[above - 1] = left;
    // The levels below move up, so that the space is free for level 0.
    items.copyWithin(levels[0]! + half, levels[0]!, begin);
    for (let below = 0; below < level; below++) levels[below]! += half;
  }

  #addTopLevel(): void {
    const { state, k, levelCount } = this;
    const more = levelCapacity(k, levelCount + 1, 0);
    state.items = [...new Array<T>(more), ...state.items];
    state.levels = state.levels.map(level => level + more);
    state.levels.push(state.levels[levelCount]!);
  }

  merge(other: KllSketch<T>): void {
    const theirs = other.state;
    if (theirs.n === 0) return;
    const { state } = this;
    const n = state.n + theirs.n;
    for (let i = theirs.levels[0]!; i < theirs.levels[1]!; i++) this.#append(theirs.items[i]!);
    if (other.levelCount > 1) this.#mergeLevels(other);
    state.n = n;
    if (other.levelCount > 1) state.minK = Math.min(state.minK, theirs.minK);
    if (state.min === undefined || valueOrder(theirs.min!, state.min) < 0) state.min = theirs.min;
    if (state.max === undefined || valueOrder(theirs.max!, state.max) > 0) state.max = theirs.max;
  }

  /** Levels above 0 of both, level by level, and then those that are too full halved. */
  #mergeLevels(other: KllSketch<T>): void {
    const { k, state } = this;
    const count = Math.max(this.levelCount, other.levelCount);
    const levels = Array.from({ length: count }, (_, level) => {
      const mine = levelOf(this, level);
      return level === 0 ? mine : mergeSorted(mine, levelOf(other, level));
    });
    let itemCount = levels.reduce((sum, level) => sum + level.length, 0);
    let capacity = totalCapacity(k, levels.length);
    for (let at = 0; at < levels.length; at++) {
      const level = levels[at]!;
      if (itemCount < capacity || level.length < levelCapacity(k, levels.length, at)) continue;
      const isOdd = level.length % 2 === 1;
      const half = level.slice(isOdd ? 1 : 0);
      const isTop = at === levels.length - 1;
      const above = promoted(half, isTop ? [] : levels[at + 1]!, at === 0 && !state.isLevelZeroSorted);
      levels[at] = isOdd ? [level[0]!] : [];
      levels[at + 1] = above;
      itemCount -= half.length / 2;
      if (isTop) capacity += levelCapacity(k, levels.length, 0);
    }
    const free = capacity - itemCount;
    state.items = [...new Array<T>(free), ...levels.flat()];
    state.levels = [free];
    for (const level of levels) state.levels.push(state.levels.at(-1)! + level.length);
  }

  /** The values in order, each with how many are no greater. */
  sortedView(): { readonly values: readonly T[]; readonly weights: readonly number[] } {
    const pairs: [T, number][] = [];
    for (let level = 0; level < this.levelCount; level++) for (const item of levelOf(this, level)) pairs.push([item, 2 ** level]);
    pairs.sort(([a], [b]) => valueOrder(a, b));
    let sum = 0;
    const weights = pairs.map(([, weight]) => (sum += weight));
    const values = pairs.map(([value]) => value);
    const { min, max } = this.state;
    const [lacksMin, lacksMax] = [values[0] !== min, values.at(-1) !== max];
    if (lacksMin) {
      values.unshift(min!);
      weights.unshift(1);
    }
    if (lacksMax) {
      values.push(max!);
      weights.push(sum);
      weights[weights.length - 2] = sum - 1;
    }
    return { values, weights };
  }

  /** The value at each rank, from 0 to 1. */
  quantiles(ranks: readonly number[]): T[] {
    const { values, weights } = this.sortedView();
    const { n } = this.state;
    return ranks.map(rank => {
      // So that 0.1 * 10 is 1.
      const rounded = n <= 1e7 ? Math.round(rank * n * 1e7) / 1e7 : rank * n;
      const wanted = Number.isNaN(rounded) ? 0 : Math.ceil(rounded);
      return values[weights.findIndex(weight => weight >= wanted)] ?? values.at(-1)!;
    });
  }

  /** The share of values that are no greater than each. */
  ranks(items: readonly T[]): number[] {
    const { values, weights } = this.sortedView();
    return items.map(item => {
      const at = values.findLastIndex(value => value <= item);
      return at < 0 ? 0 : weights[at]! / this.state.n;
    });
  }
}

const levelOf = <T extends KllItem>({ state, levelCount }: KllSketch<T>, level: number): T[] =>
  level < levelCount ? state.items.slice(state.levels[level], state.levels[level + 1]) : [];

/** Every other value, merged with the level above. */
function promoted<T extends KllItem>(level: T[], above: readonly T[], sorts: boolean): T[] {
  if (sorts) level.sort(valueOrder);
  const offset = Math.random() < 0.5 ? 0 : 1;
  return mergeSorted(
    level.filter((_, i) => i % 2 === offset),
    above,
  );
}

function mergeSorted<T extends KllItem>(a: readonly T[], b: readonly T[]): T[] {
  const result: T[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (j === b.length || (i < a.length && a[i]! < b[j]!)) result.push(a[i++]!);
    else result.push(b[j++]!);
  }
  return result;
}
