/** One partition of a persisted RDD, as an executor keeps it: rows or their bytes in memory, or a file. */
import { RowsDecoder } from './codec.js';
import type { EncodedRows, FileRows } from './encoded-rows.js';
import type { ValueSerializer } from './value-serializer.js';

export type Batches = readonly (readonly unknown[])[];

/** What a storage level asks for. All copies of a replicated level would lie on this machine, so there is one. */
export interface CacheLevel {
  readonly useMemory: boolean;
  readonly useDisk: boolean;
  readonly deserialized: boolean;
}

/** @param text `StorageLevel(disk, memory, deserialized, 1 replicas)`, as a lineage has it */
export function cacheLevelOf(text: string): CacheLevel {
  const words = new Set(text.match(/\w+/g));
  return { useMemory: words.has('memory'), useDisk: words.has('disk'), deserialized: words.has('deserialized') };
}

export type CachedContent =
  | { readonly kind: 'rows'; readonly batches: Batches; readonly bytes: number }
  | { readonly kind: 'bytes'; readonly pieces: readonly EncodedRows[]; readonly bytes: number }
  | { readonly kind: 'file'; readonly file: FileRows; readonly bytes: number };

export interface CachedPartition {
  readonly rddId: number;
  readonly partition: number;
  readonly level: CacheLevel;
  readonly content: CachedContent;
}

export const memoryBytesOf = ({ content }: CachedPartition): number => (content.kind === 'file' ? 0 : content.bytes);
export const diskBytesOf = ({ content }: CachedPartition): number => (content.kind === 'file' ? content.bytes : 0);

export function batchesOf(content: CachedContent, values: ValueSerializer): Iterable<readonly unknown[]> {
  switch (content.kind) {
    case 'rows':
      return content.batches;
    case 'bytes':
      return decodedPieces(content.pieces, values);
    case 'file':
      return new RowsDecoder(values).batches(content.file);
  }
}

function* decodedPieces(pieces: readonly EncodedRows[], values: ValueSerializer): Generator<unknown[], void, undefined> {
  const decoder = new RowsDecoder(values);
  for (const piece of pieces) yield* decoder.batches(piece);
}
