import type { Aggregator } from '../../../src/executor/shuffle/append-only-map.js';
import type { KeyOrdering } from '../../../src/executor/shuffle/key-ordering.js';
import { blockOf, type MapOutput } from '../../../src/executor/shuffle/map-output.js';
import { rowsOf } from '../../../src/executor/shuffle/pair-batches.js';
import type { Partitioner } from '../../../src/executor/shuffle/partitioner.js';
import { readRows, readShuffle } from '../../../src/executor/shuffle/shuffle-reader.js';
import { createShuffleWriter } from '../../../src/executor/shuffle/shuffle-writer.js';
import { v8Values } from '../v8-values.js';

export const sum: Aggregator = { createCombiner: v => v, mergeValue: (a, b) => a + b, mergeCombiners: (a, b) => a + b };
export const group: Aggregator = {
  createCombiner: v => [v],
  mergeValue: (list, v) => [...list, v],
  mergeCombiners: (a, b) => [...a, ...b],
};

/** How `parallelize` cuts rows into partitions. */
export function sliced<T>(rows: readonly T[], slices: number): T[][] {
  return Array.from({ length: slices }, (_, i) =>
    rows.slice(Math.floor((i * rows.length) / slices), Math.floor(((i + 1) * rows.length) / slices)),
  );
}

export const hash = (numPartitions: number): Partitioner => ({ kind: 'hash', numPartitions });

export function writeShuffle(
  slices: readonly (readonly unknown[])[],
  partitioner: Partitioner,
  combined?: { aggregator: Aggregator; mapSideCombine: boolean },
): MapOutput[] {
  return slices.map((rows, mapIndex) => {
    const writer = createShuffleWriter({
      partitioner,
      aggregator: combined?.aggregator,
      mapSideCombine: combined?.mapSideCombine ?? false,
      values: v8Values,
      mapIndex,
    });
    for (const row of rows) writer.write(row);
    return writer.finish();
  });
}

export const sourceOf = (outputs: readonly MapOutput[], partition: number) => ({
  blocks: outputs.map(output => blockOf(output, partition)),
});

/** Rows of every reduce partition. */
export function runShuffle(
  slices: readonly (readonly unknown[])[],
  partitioner: Partitioner,
  combined?: { aggregator: Aggregator; mapSideCombine: boolean },
  ordering?: KeyOrdering,
): any[][] {
  const outputs = writeShuffle(slices, partitioner, combined);
  return Array.from({ length: partitioner.numPartitions }, (_, partition) =>
    partitioner.kind === 'roundRobin'
      ? [...readRows(sourceOf(outputs, partition).blocks, v8Values)].flat()
      : [
          ...rowsOf(
            readShuffle({
              source: sourceOf(outputs, partition),
              values: v8Values,
              aggregator: combined?.aggregator,
              mapSideCombined: combined?.mapSideCombine,
              ordering,
            }),
          ),
        ],
  );
}
