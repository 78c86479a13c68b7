/** Partitions of persisted RDDs that this executor keeps. */
export interface StoredBlock {
  readonly rows: readonly unknown[];
  /** An estimate, see `estimatedBytes`. */
  readonly memoryBytes: number;
}

export class BlockStore {
  readonly #rdds = new Map<number, Map<number, StoredBlock>>();

  get(rddId: number, partition: number): StoredBlock | undefined {
    return this.#rdds.get(rddId)?.get(partition);
  }

  put(rddId: number, partition: number, rows: readonly unknown[]): StoredBlock {
    const block = { rows, memoryBytes: estimatedBytes(rows) };
    let partitions = this.#rdds.get(rddId);
    if (partitions === undefined) {
      partitions = new Map();
      this.#rdds.set(rddId, partitions);
    }
    partitions.set(partition, block);
    return block;
  }

  drop(rddIds: readonly number[]): void {
    for (const id of rddIds) this.#rdds.delete(id);
  }
}

/** Rows looked at for an estimate. */
const SAMPLE = 100;

/** Heap bytes of rows: from a sample, since looking at each would cost more than it is worth. */
function estimatedBytes(rows: readonly unknown[]): number {
  if (rows.length === 0) return 0;
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  let bytes = 0;
  let seen = 0;
  for (let i = 0; i < rows.length; i += step) {
    bytes += bytesOf(rows[i], 3);
    seen++;
  }
  return Math.round((bytes / seen) * rows.length) + 8 * rows.length;
}

/** @param depth levels of nesting that are still looked into */
function bytesOf(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return 16 + value.length;
    case 'bigint':
      return 24;
    case 'object': {
      if (value === null) return 0;
      if (ArrayBuffer.isView(value)) return 64 + value.byteLength;
      const parts = Array.isArray(value) ? value : Object.values(value);
      if (depth === 0) return 16 + 16 * parts.length;
      return (
        parts.slice(0, SAMPLE).reduce((sum: number, part) => sum + 8 + bytesOf(part, depth - 1), 16) * Math.max(1, parts.length / SAMPLE)
      );
    }
    default:
      return 8;
  }
}
