/** What becomes of the groups of a key, and of keys that are compared. */
import { type KeyOrdering, orderOfKeys } from '../shuffle/key-ordering.js';
import type { Builtins } from './builtin.js';

type Groups = readonly [readonly unknown[], readonly unknown[]];

const joined = (lefts: readonly unknown[], rights: readonly unknown[]): unknown[] => {
  const rows: unknown[] = [];
  for (const left of lefts) for (const right of rights) rows.push([left, right]);
  return rows;
};
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
    make: (compare: KeyOrdering['compare'], ascending: boolean) => (rows: Iterable<readonly unknown[]>) => {
      const list = Array.from(rows);
      return Array.from(
        orderOfKeys(
          list.map(([key]) => key),
          { compare, ascending },
        ),
        index => list[index],
      );
    },
  },
};

const zipError = (): Error =>
  Object.assign(new Error('Can only zip RDDs with same number of elements in each partition'), { name: 'SparkException' });
