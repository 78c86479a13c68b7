import type { FileSegment, RowsBlock } from '../blocks/encoded-rows.js';

export interface MapOutputName {
  readonly shuffleId: number;
  readonly mapIndex: number;
}

/**
 * What one map task wrote for a shuffle: a block a reduce partition, or none where it has no rows. It outlives its executor.
 *
 * A thousand map tasks for a thousand partitions make a million blocks, and every executor is told of all. So where they lie is kept
 * in arrays of shared memory, which cross threads without a copy.
 */
export interface MapOutput {
  readonly name: MapOutputName;
  /** Of each reduce partition. */
  readonly rowCounts: Uint32Array;
  /** Segments of partition i are those from `firstSegments[i]` to `firstSegments[i + 1]`. */
  readonly firstSegments: Uint32Array;
  /** Where each segment starts, and its length. */
  readonly segments: Float64Array;
  /** What holds the segments: one a partition at most. Absent when `path` does. */
  readonly buffer?: SharedArrayBuffer | undefined;
  /** The file that holds them. */
  readonly path?: string | undefined;
  readonly recordCount: number;
  readonly bytes: number;
  /** What of it lies in shared memory, reserved in the `OffHeapBudget`: all or nothing. */
  readonly memoryBytes: number;
}

/** @param segments of each reduce partition */
export function mapOutputOf(
  name: MapOutputName,
  rowCounts: readonly number[],
  segments: readonly (readonly FileSegment[])[],
  place: { readonly buffer: SharedArrayBuffer } | { readonly path: string },
  bytes: number,
): MapOutput {
  const partitionCount = segments.length;
  const firstSegments = new Uint32Array(new SharedArrayBuffer(4 * (partitionCount + 1)));
  for (let i = 0; i < partitionCount; i++) firstSegments[i + 1] = firstSegments[i]! + segments[i]!.length;
  const places = new Float64Array(new SharedArrayBuffer(16 * firstSegments[partitionCount]!));
  const counts = new Uint32Array(new SharedArrayBuffer(4 * partitionCount));
  let recordCount = 0;
  let at = 0;
  for (let i = 0; i < partitionCount; i++) {
    counts[i] = rowCounts[i]!;
    recordCount += rowCounts[i]!;
    for (const { byteOffset, byteLength } of segments[i]!) {
      places[at++] = byteOffset;
      places[at++] = byteLength;
    }
  }
  const memoryBytes = 'buffer' in place ? bytes : 0;
  return { name, rowCounts: counts, firstSegments, segments: places, ...place, recordCount, bytes, memoryBytes };
}

/** The block of a reduce partition; null when it has no rows. */
export function blockOf({ name, rowCounts, firstSegments, segments, buffer, path }: MapOutput, partition: number): RowsBlock | null {
  const rowCount = rowCounts[partition] ?? 0;
  if (rowCount === 0) return null;
  const [first, end] = [firstSegments[partition]!, firstSegments[partition + 1]!];
  if (buffer !== undefined) return { rowCount, buffer, byteOffset: segments[2 * first]!, byteLength: segments[2 * first + 1]! };
  const inFile: FileSegment[] = [];
  for (let i = first; i < end; i++) inFile.push({ byteOffset: segments[2 * i]!, byteLength: segments[2 * i + 1]! });
  return { rowCount, path: path!, segments: inFile, mapOutput: name };
}
