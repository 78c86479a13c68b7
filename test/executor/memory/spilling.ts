import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecutorMemory } from '../../../src/executor/memory/executor-memory.js';
import { LocalFiles } from '../../../src/executor/memory/local-files.js';
import type { OutputSpill } from '../../../src/executor/shuffle/partition-blocks.js';
import { OffHeapBudget } from '../../../src/threads/off-heap-budget.js';
import { v8Values } from '../v8-values.js';

export interface Spilling {
  readonly spill: OutputSpill;
  readonly files: LocalFiles;
  readonly directory: string;
  /** Names of the files that are there. */
  fileNames(): string[];
}

/** Runs a test with operators that spill after `spillRows` rows into a directory of its own.
 *  @param offHeapBytes what map outputs may take of memory */
export function withSpilling<R>(run: (spilling: Spilling) => R, spillRows = 10, offHeapBytes = 1 << 30): R {
  const directory = mkdtempSync(join(tmpdir(), 'spill-test-'));
  const files = new LocalFiles([directory], 0);
  const memory = new ExecutorMemory({ heapBytes: 2 ** 30, fraction: 0.6, storageFraction: 0.5, spillRows });
  const spill = { memory, files, values: v8Values, budget: OffHeapBudget.create(1, offHeapBytes), slot: 0, shuffleId: 7 };
  try {
    return run({ spill, files, directory, fileNames: () => readdirSync(directory) });
  } finally {
    files.endTask();
    rmSync(directory, { recursive: true });
  }
}
