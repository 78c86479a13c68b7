import { SparkError } from '../../errors/spark-error.js';
import { elementAt } from '../blocks/element-at.js';
import { indices, orderOfNumbers, orderOfTexts } from './radix-sort.js';

/** How the rows of a partition are sorted: the person's compare function, or the natural order. */
export interface KeyOrdering {
  readonly compare?: ((a: any, b: any) => number) | undefined;
  readonly ascending: boolean;
}

/**
 * The natural order of keys, as the JVM orders them: numbers (NaN last; 0 and -0 alike, as they are one key), strings by UTF-16 unit,
 * false before true, dates by time, arrays element by element. null and undefined come first. Kinds that do not mix in Spark are
 * ordered by kind.
 */
export function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : compareNaN(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case Rank.null:
      return 0;
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[]);
    default:
      return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
  }
}

const Rank = { null: 0, boolean: 1, number: 2, date: 3, string: 4, array: 5 } as const;

function rankOf(key: unknown): number {
  switch (typeof key) {
    case 'undefined':
      return Rank.null;
    case 'boolean':
      return Rank.boolean;
    case 'number':
    case 'bigint':
      return Rank.number;
    case 'string':
      return Rank.string;
    default:
      if (key === null) return Rank.null;
      if (Array.isArray(key)) return Rank.array;
      if (key instanceof Date) return Rank.date;
      throw new SparkError(
        'SparkException',
        `No ordering defined for ${describe(key)}. Give a compare function, or sort by a number, a string, a date or an array of these`,
      );
  }
}

function describe(key: unknown): string {
  const name = typeof key === 'object' ? key?.constructor?.name : undefined;
  return name === undefined || name === 'Object' ? `keys of type ${typeof key}` : `keys of class ${name}`;
}

function compareNaN(a: number, b: number): number {
  return (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0);
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compareKeys(elementAt(a, i), elementAt(b, i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The indices of `keys` in the order asked for. Stable both ways: equal keys keep the order in which they came. */
export function orderOfKeys(keys: readonly unknown[], { compare, ascending }: KeyOrdering): Uint32Array {
  const sort = compare === undefined ? naturalSort(keys) : undefined;
  if (sort !== undefined) return ascending ? sort(keys) : descending(keys, sort);
  const by = compare ?? compareKeys;
  return indices(keys.length).sort(ascending ? (a, b) => by(keys[a], keys[b]) : (a, b) => by(keys[b], keys[a]));
}

type Sort = (keys: readonly any[]) => Uint32Array;

/** A sort that need not compare each key with many others; only numbers and texts have one. */
function naturalSort(keys: readonly unknown[]): Sort | undefined {
  const kind = typeof keys[0];
  if (kind !== 'number' && kind !== 'string') return undefined;
  for (let i = 1; i < keys.length; i++) if (typeof keys[i] !== kind) return undefined;
  return kind === 'number' ? orderOfNumbers : orderOfTexts;
}

/** The ascending order of the keys from last to first, read backwards: so equal keys keep their order. */
function descending(keys: readonly unknown[], sort: Sort): Uint32Array {
  const last = keys.length - 1;
  return sort(keys.toReversed())
    .reverse()
    .map(index => last - index);
}
