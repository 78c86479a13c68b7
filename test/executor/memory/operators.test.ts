import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Aggregator } from '../../../src/executor/shuffle/append-only-map.js';
import { hashCode } from '../../../src/executor/shuffle/java-hash.js';
import { compareKeys, type KeyOrdering } from '../../../src/executor/shuffle/key-ordering.js';
import { blockOf } from '../../../src/executor/shuffle/map-output.js';
import { type PairBatches, rowsOf } from '../../../src/executor/shuffle/pair-batches.js';
import { type PairSource, readCogroup, readShuffle, readSubtract } from '../../../src/executor/shuffle/shuffle-reader.js';
import { createShuffleWriter } from '../../../src/executor/shuffle/shuffle-writer.js';
import { hash, sourceOf, sum, writeShuffle } from '../shuffle/shuffle-run.js';
import { v8Values } from '../v8-values.js';
import { type Spilling, withSpilling } from './spilling.js';

type Pair = [unknown, unknown];
const list: Aggregator = {
  createCombiner: v => [v],
  mergeValue: (values, v) => [...values, v],
  mergeCombiners: (a, b) => [...a, ...b],
};
const collected = (batches: PairBatches): Pair[] => [...rowsOf(batches)] as Pair[];
const byHash = (rows: readonly Pair[]): Pair[] =>
  rows.toSorted((a, b) => hashCode(a[0]) - hashCode(b[0]) || compareKeys(JSON.stringify(a[0]), JSON.stringify(b[0])));

const key = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.string({ maxLength: 2 }),
  fc.tuple(fc.boolean(), fc.integer({ max: 3, min: 0 })),
);
// 'Aa' and 'BB' have one hash.
const collidingKey = fc.oneof(key, fc.constantFrom('Aa', 'BB', 'AaAa', 'BBBB', 'AaBB'));
const pairs = fc.array(fc.tuple(collidingKey, fc.integer()) as fc.Arbitrary<Pair>, { maxLength: 120 });
const sourceOfRows = (rows: readonly Pair[]): PairSource => ({ rows });

describe('an operator that spills gives what it gives without', () => {
  it.each<[string, KeyOrdering]>([
    ['ascending', { ascending: true }],
    ['descending', { ascending: false }],
    ['by a compare function', { ascending: true, compare: (a: number, b: number) => (a % 5) - (b % 5) }],
  ])('sortByKey %s: in the same order, that of equal keys too', (_, ordering) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer())), rows => {
        const read = (spill?: Spilling['spill']) =>
          collected(readShuffle({ source: sourceOfRows(rows), values: v8Values, ordering, spill }));
        // Batches of 4,096 rows would not spill: a source of blocks of 7 rows does.
        const blocks = writeShuffle(chunks(rows, 7), hash(1)).map(output => blockOf(output, 0));
        withSpilling(({ spill, fileNames }) => {
          expect(collected(readShuffle({ source: { blocks }, values: v8Values, ordering, spill }))).toEqual(read());
          expect(fileNames().length > 0).toBe(rows.length >= 10);
        });
      }),
    );
  });

  it('groupByKey: keys by their hash, values of a key in the same order', () => {
    fc.assert(
      fc.property(pairs, rows => {
        const source = { blocks: writeShuffle(chunks(rows, 7), hash(1)).map(output => blockOf(output, 0)) };
        const inMemory = collected(readShuffle({ source, values: v8Values, aggregator: list }));
        withSpilling(({ spill }) => {
          const spilled = collected(readShuffle({ source, values: v8Values, aggregator: list, spill }));
          expect(byHash(spilled)).toEqual(byHash(inMemory));
          if (rows.length >= 10) expect(spilled.map(([k]) => hashCode(k))).toEqual(byHash(inMemory).map(([k]) => hashCode(k)));
        });
      }),
    );
  });

  it('an aggregation with an ordering: sorted by key', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer())), rows => {
        const source = { blocks: writeShuffle(chunks(rows, 7), hash(1)).map(output => blockOf(output, 0)) };
        const options = { source, values: v8Values, aggregator: sum, ordering: { ascending: true } };
        withSpilling(({ spill }) => {
          expect(collected(readShuffle({ ...options, spill }))).toEqual(collected(readShuffle(options)));
        });
      }),
    );
  });

  it('cogroup: the groups of each side in the same order', () => {
    fc.assert(
      fc.property(pairs, pairs, (left, right) => {
        const sources = [left, right].map(rows => ({ blocks: writeShuffle(chunks(rows, 7), hash(1)).map(output => blockOf(output, 0)) }));
        withSpilling(({ spill }) => {
          const spilled = collected(readCogroup(sources, v8Values, undefined, spill));
          expect(byHash(spilled)).toEqual(byHash(collected(readCogroup(sources, v8Values))));
        });
      }),
    );
  });

  it('subtract: the pairs of keys that the right side lacks', () => {
    fc.assert(
      fc.property(pairs, pairs, (left, right) => {
        const [a, b] = [left, right].map(rows => ({ blocks: writeShuffle(chunks(rows, 7), hash(1)).map(output => blockOf(output, 0)) }));
        withSpilling(({ spill }) => {
          const spilled = collected(readSubtract(a!, b!, v8Values, spill));
          expect(byHash(spilled)).toEqual(byHash(collected(readSubtract(a!, b!, v8Values))));
        });
      }),
    );
  });

  it('a map side without combining: blocks with the same rows in the same order, in one file', () => {
    fc.assert(
      fc.property(pairs, rows => {
        const [inMemory] = writeShuffle([rows], hash(3));
        withSpilling(({ spill, files, fileNames }) => {
          const writer = createShuffleWriter({ partitioner: hash(3), mapSideCombine: false, values: v8Values, mapIndex: 0, spill });
          for (const row of rows) writer.write(row);
          const output = writer.finish();
          files.endTask();
          expect(output.recordCount).toBe(rows.length);
          expect(fileNames().length).toBe(output.path === undefined ? 0 : 1);
          for (const partition of [0, 1, 2]) {
            const read = (from: typeof output) => collected(readShuffle({ source: sourceOf([from], partition), values: v8Values }));
            expect(read(output)).toEqual(read(inMemory!));
          }
        });
      }),
    );
  });

  it('a map side that combines: the same sums', () => {
    fc.assert(
      fc.property(pairs, rows => {
        withSpilling(({ spill }) => {
          const options = { partitioner: hash(2), mapSideCombine: true, aggregator: sum, values: v8Values, mapIndex: 0 };
          const write = (withSpill: typeof spill | undefined) => {
            const writer = createShuffleWriter({ ...options, spill: withSpill });
            for (const row of rows) writer.write(row);
            return writer.finish();
          };
          for (const partition of [0, 1]) {
            const read = (output: ReturnType<typeof write>) =>
              collected(readShuffle({ source: sourceOf([output], partition), values: v8Values, aggregator: sum, mapSideCombined: true }));
            expect(byHash(read(write(spill)))).toEqual(byHash(read(write(undefined))));
          }
        });
      }),
    );
  });
});

describe('a map output', () => {
  const rows = Array.from({ length: 5000 }, (_, i): Pair => [i, `value ${i}`]);
  const write = ({ spill }: Spilling) => {
    const writer = createShuffleWriter({ partitioner: hash(2), mapSideCombine: false, values: v8Values, mapIndex: 3, spill });
    for (const row of rows) writer.write(row);
    return writer.finish();
  };

  it('stays in memory as long as all of them together have room there', () => {
    withSpilling(
      spilling => {
        const outputs = [write(spilling), write(spilling), write(spilling)];
        expect(outputs.map(output => output.path === undefined)).toEqual([true, true, false]);
        expect(outputs.map(output => output.memoryBytes > 0)).toEqual([true, true, false]);
        spilling.spill.budget.giveBack(0, outputs[0]!.memoryBytes);
        expect(write(spilling).path).toBeUndefined();
      },
      Number.POSITIVE_INFINITY,
      160_000,
    );
  });

  it('in a file that is gone or damaged names its shuffle and its task', () => {
    withSpilling(
      spilling => {
        const output = write(spilling);
        const read = () => collected(readShuffle({ source: sourceOf([output], 1), values: v8Values }));
        expect(read().length).toBe(2500);
        spilling.files.remove(output.path!);
        const error = errorOf(read);
        expect(error.name).toBe('FetchFailedException');
        expect(error).toHaveProperty('mapOutput', { shuffleId: 7, mapIndex: 3 });
      },
      Number.POSITIVE_INFINITY,
      0,
    );
  });
});

function chunks<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
