/** What all stages of an executor share: blocks, broadcast values, rebuilt functions, compiled loops. */

import { ClassTable } from '../closures/class-table.js';
import { ClosureRebuilder } from '../closures/rebuild.js';
import { deserializeValues, serializeValues } from '../closures/values.js';
import { OffHeapBudget } from '../threads/off-heap-budget.js';
import type { AccumulatorKind, BroadcastData, ExecutorData } from '../threads/protocol.js';
import { BlockStore } from './blocks/block-store.js';
import { decodeRows, encodeRows } from './blocks/codec.js';
import type { EncodedRows } from './blocks/encoded-rows.js';
import type { ValueSerializer } from './blocks/value-serializer.js';
import { DriverReferences } from './driver-references.js';
import { ExecutorMemory } from './memory/executor-memory.js';
import { LocalFiles } from './memory/local-files.js';
import type { TaskSpill } from './memory/task-spill.js';
import { FunctionCache } from './pipeline/emitter.js';
import { CombinerClasses } from './shuffle/combiner-classes.js';
import type { MapOutput } from './shuffle/map-output.js';
import type { OutputSpill } from './shuffle/partition-blocks.js';
import { SparkFiles } from './spark-files.js';
import { TaskAccumulators } from './task-accumulators.js';

export class ExecutorEnv {
  readonly data: ExecutorData;
  readonly functions = new FunctionCache();
  readonly combinerClasses = new CombinerClasses();
  readonly accumulators = new TaskAccumulators({
    rebuild: zero => this.rebuilder.rebuildValue(zero),
    encode: rows => this.encode(rows),
  });
  readonly classes = new ClassTable();
  readonly values: ValueSerializer = {
    serialize: values => serializeValues(values, this.classes),
    deserialize: bytes => deserializeValues(bytes, this.classes),
  };
  readonly rebuilder: ClosureRebuilder;
  readonly memory: ExecutorMemory;
  /** Characters that tasks have read from text files. */
  readonly textCounter = { charCount: 0 };
  readonly spill: TaskSpill;
  readonly blocks: BlockStore;
  readonly #budget: OffHeapBudget;
  readonly #references = new DriverReferences(this.accumulators, rows => this.decode(rows));

  /** @param madeFolder called when there is a folder for files */
  constructor(data: ExecutorData, madeFolder: () => void) {
    this.data = data;
    this.memory = ExecutorMemory.fromConf(data.conf);
    this.#budget = OffHeapBudget.open(data.offHeap);
    this.spill = { memory: this.memory, files: new LocalFiles(data.localDirectories, data.executorId, madeFolder), values: this.values };
    this.blocks = new BlockStore(this.spill, this.textCounter);
    SparkFiles.setRootDirectory(data.conf['spark.app.filesDirectory']);
    this.rebuilder = new ClosureRebuilder({ classes: this.classes, resolveReference: reference => this.#references.resolve(reference) });
  }

  addReferences(broadcasts: readonly BroadcastData[], accumulators: readonly (readonly [number, AccumulatorKind])[]): void {
    this.#references.add(broadcasts, accumulators);
  }

  dropBroadcast(id: number): void {
    this.#references.dropBroadcast(id);
  }

  /** For the writer of a map output. */
  outputSpill(shuffleId: number): OutputSpill {
    return { ...this.spill, budget: this.#budget, slot: this.data.slot, shuffleId };
  }

  /** A map output that is not reported. */
  discard({ memoryBytes, path }: MapOutput): void {
    this.#budget.giveBack(this.data.slot, memoryBytes);
    if (path !== undefined) this.spill.files.remove(path);
  }

  endTask(): void {
    this.memory.endTask();
    this.blocks.endTask();
    this.spill.files.endTask();
  }

  encode(rows: readonly unknown[]): EncodedRows {
    return encodeRows(rows, this.values);
  }

  decode(rows: EncodedRows): unknown[] {
    return decodeRows(rows, this.values);
  }
}
