/** What becomes of the groups of a key, and of keys that are compared. */
import type { KeyOrdering } from '../shuffle/key-ordering.js';
import { rowsOf } from '../shuffle/pair-batches.js';
import { readShuffle } from '../shuffle/shuffle-reader.js';
import type { Builtins } from './builtin.js';

type Groups = readonly [readonly unknown[], readonly unknown[]];

/** Pairs of two large groups are more than memory holds: they are made one by one. */
const MANY = 10_000;

const joined = (lefts: readonly unknown[], rights: readonly unknown[]): Iterable<unknown> => {
  if (lefts.length * rights.length > MANY) return pairsOf(lefts, rights);
  const rows: unknown[] = [];
  for (const left of lefts) for (const right of rights) rows.push([left, right]);
  return rows;
};

function* pairsOf(lefts: readonly unknown[], rights: readonly unknown[]): Generator<unknown> {
  for (const left of lefts) for (const right of rights) yield [left, right];
}

/** The other side of an outer join. */
const orNone = (group: readonly unknown[]): readonly unknown[] => (group.length === 0 ? [undefined] : group);

export const joinBuiltins: Builtins = {
  joinGroups: { make: () => (groups: Groups) => joined(groups[0], groups[1]) },
  leftJoinGroups: { make: () => (groups: Groups) => joined(groups[0], orNone(groups[1])) },
  rightJoinGroups: { make: () => (groups: Groups) => joined(orNone(groups[0]), groups[1]) },
  fullJoinGroups: { make: () => (groups: Groups) => joined(orNone(groups[0]), orNone(groups[1])) },
  /** Whether a key came from both sides. */
  bothGroups: { make: () => (row: readonly [unknown, Groups]) => row[1][0].length > 0 && row[1][1].length > 0 },
  /** Rows of equal index; the partitions must be equally long. */
  zip: {
    make: () =>
      function* (left: Iterator<unknown>, right: Iterator<unknown>) {
        for (;;) {
          const [a, b] = [left.next(), right.next()];
          if (a.done && b.done) return;
          if (a.done || b.done) throw zipError();
          yield [a.value, b.value];
        }
      },
  },
  /** Sorts the pairs of a partition that is where it belongs already. */
  sortPairs: {
    makeSpilling: (spill, compare: KeyOrdering['compare'], ascending: boolean) => (rows: Iterable<readonly unknown[]>) =>
      rowsOf(readShuffle({ source: { rows }, values: spill.values, ordering: { compare, ascending }, spill })),
  },
};

const zipError = (): Error =>
  Object.assign(new Error('Can only zip RDDs with same number of elements in each partition'), { name: 'SparkException' });
