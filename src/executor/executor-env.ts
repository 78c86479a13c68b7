/** What all stages of an executor share: blocks, broadcast values, rebuilt functions, compiled loops. */

import type { DriverReference } from '../closures/captured.js';
import { ClassTable } from '../closures/class-table.js';
import { ClosureRebuilder } from '../closures/rebuild.js';
import { deserializeValues, serializeValues } from '../closures/values.js';
import { InternalError } from '../errors/spark-error.js';
import { OffHeapBudget } from '../threads/off-heap-budget.js';
import type { AccumulatorKind, BroadcastData, ExecutorData } from '../threads/protocol.js';
import { BlockStore } from './blocks/block-store.js';
import { decodeRows, encodeRows } from './blocks/codec.js';
import type { EncodedRows } from './blocks/encoded-rows.js';
import type { ValueSerializer } from './blocks/value-serializer.js';
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
  readonly #accumulatorKinds = new Map<number, AccumulatorKind>();
  readonly #broadcastData = new Map<number, BroadcastData>();
  readonly #broadcasts = new Map<number, ExecutorBroadcast>();

  constructor(data: ExecutorData) {
    this.data = data;
    this.memory = ExecutorMemory.fromConf(data.conf);
    this.#budget = OffHeapBudget.open(data.offHeap);
    this.spill = { memory: this.memory, files: new LocalFiles(data.localDirectories, data.executorId), values: this.values };
    this.blocks = new BlockStore(this.spill, this.textCounter);
    SparkFiles.setRootDirectory(data.conf['spark.app.filesDirectory']);
    this.rebuilder = new ClosureRebuilder({ classes: this.classes, resolveReference: reference => this.#resolve(reference) });
  }

  addReferences(broadcasts: readonly BroadcastData[], accumulators: readonly (readonly [number, AccumulatorKind])[]): void {
    for (const broadcast of broadcasts) this.#broadcastData.set(broadcast.id, broadcast);
    for (const [id, kind] of accumulators) this.#accumulatorKinds.set(id, kind);
  }

  dropBroadcast(id: number): void {
    this.#broadcasts.delete(id);
    this.#broadcastData.delete(id);
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

  #resolve(reference: DriverReference): unknown {
    if (reference.kind === 'accumulator') {
      const kind = this.#accumulatorKinds.get(reference.id);
      if (kind === undefined) throw new InternalError(`accumulator ${reference.id} was not sent with its job`);
      return this.accumulators.proxy(reference.id, kind);
    }
    let broadcast = this.#broadcasts.get(reference.id);
    if (broadcast === undefined) {
      const data = this.#broadcastData.get(reference.id);
      if (data === undefined) throw new InternalError(`broadcast ${reference.id} was not sent with its job`);
      broadcast = new ExecutorBroadcast(reference.id, () => this.decode(data.rows)[0]);
      this.#broadcasts.set(reference.id, broadcast);
    }
    return broadcast;
  }
}

/** A broadcast on an executor: read from shared memory when it is first asked for. */
class ExecutorBroadcast {
  #read: (() => unknown) | undefined;
  #value: unknown;

  constructor(
    readonly id: number,
    read: () => unknown,
  ) {
    this.#read = read;
  }

  get value(): unknown {
    if (this.#read !== undefined) {
      this.#value = this.#read();
      this.#read = undefined;
    }
    return this.#value;
  }
}
