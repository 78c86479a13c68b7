/**
 * The blocks that a map task writes, one a reduce partition. They grow in memory, outside of the heap; when that is too much they are
 * appended to the task's file, and the output as a whole then lies there.
 */
import type { OffHeapBudget } from '../../threads/off-heap-budget.js';
import { BATCH_ROWS } from '../blocks/column-kinds.js';
import type { FileSegment } from '../blocks/encoded-rows.js';
import { packBlocks, RowsBuilder } from '../blocks/rows-builder.js';
import type { RowsFileWriter } from '../blocks/rows-file.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import type { MemoryConsumer } from '../memory/executor-memory.js';
import type { TaskSpill } from '../memory/task-spill.js';
import { type MapOutput, type MapOutputName, mapOutputOf } from './map-output.js';

/** Where blocks go that memory has no room for. */
export interface OutputSpill extends TaskSpill {
  readonly budget: OffHeapBudget;
  readonly slot: number;
  readonly shuffleId: number;
}

/** What is written at a time when memory is full: less would make many small pieces. */
const LEAST_WRITE_BYTES = 1 << 20;
const MOST_WRITE_BYTES = 1 << 26;
/** Builders whose waiting rows are looked at. */
const SAMPLE = 20;

export class PartitionBlocks implements MemoryConsumer {
  readonly numPartitions: number;
  readonly #values: ValueSerializer;
  readonly #spill: OutputSpill | undefined;
  readonly #name: MapOutputName;
  readonly #builders: (RowsBuilder | undefined)[];
  readonly #segments: FileSegment[][] = [];
  readonly #rowCounts: number[] = [];
  readonly #onBatch: ((rowCount: number, byteCount: number) => void) | undefined;
  #batchRows: number;
  #file: RowsFileWriter | undefined;
  #rowCount = 0;
  #byteCount = 0;
  #isFull = false;

  /** @param spill without it everything stays in memory */
  constructor(numPartitions: number, values: ValueSerializer, mapIndex: number, spill: OutputSpill | undefined) {
    this.numPartitions = numPartitions;
    this.#values = values;
    this.#spill = spill;
    this.#name = { shuffleId: spill?.shuffleId ?? 0, mapIndex };
    this.#builders = new Array<RowsBuilder | undefined>(numPartitions).fill(undefined);
    this.#batchRows = Math.min(BATCH_ROWS, spill?.memory.spillRows ?? BATCH_ROWS);
    this.#onBatch = spill === undefined ? undefined : (rowCount, byteCount) => this.#count(spill, rowCount, byteCount);
    spill?.memory.add(this);
  }

  /** To be asked for again for each row. */
  builder(partition: number): RowsBuilder {
    if (this.#isFull) this.#write();
    return (this.#builders[partition] ??= new RowsBuilder(this.#values, { batchRows: this.#batchRows, onBatch: this.#onBatch }));
  }

  /** Rows are large: fewer of them make a batch. */
  limitBatches(batchRows: number): void {
    this.#batchRows = Math.max(1, Math.min(this.#batchRows, batchRows));
  }

  estimatedBytes(): number {
    const sample = this.#builders.filter(builder => builder !== undefined).slice(0, SAMPLE);
    const bytes = sample.reduce((sum, builder) => sum + builder.waitingBytes, 0);
    return sample.length === 0 ? 0 : (bytes / sample.length) * this.#builders.length;
  }

  /** Makes bytes of the rows that wait in the heap. */
  spill(): boolean {
    for (const builder of this.#builders) builder?.flush();
    if (this.#isFull) this.#write();
    return true;
  }

  finish(): MapOutput {
    this.#spill?.memory.remove(this);
    for (const builder of this.#builders) builder?.flush();
    const byteCount = this.#builders.reduce((sum, builder) => sum + (builder?.byteSize ?? 0), 0);
    const spill = this.#spill;
    if (spill === undefined) return this.#inMemory();
    if (this.#file === undefined && spill.budget.reserve(spill.slot, byteCount)) return this.#inMemory();
    return this.#inFile(spill);
  }

  #inMemory(): MapOutput {
    const builders = this.#builders.filter(builder => builder !== undefined);
    const packed = packBlocks(builders);
    let next = 0;
    const blocks = this.#builders.map(builder => (builder === undefined ? undefined : packed[next++]!));
    return mapOutputOf(
      this.#name,
      blocks.map(block => block?.rowCount ?? 0),
      blocks.map(block => (block === undefined ? [] : [block])),
      { buffer: packed[0]?.buffer ?? new SharedArrayBuffer(0) },
      packed.reduce((sum, { byteLength }) => sum + byteLength, 0),
    );
  }

  #inFile(spill: OutputSpill): MapOutput {
    this.#write();
    const file = this.#file!;
    file.close();
    spill.files.keep(file);
    const partitions = Array.from({ length: this.numPartitions }, (_, partition) => partition);
    return mapOutputOf(
      this.#name,
      partitions.map(partition => this.#rowCounts[partition] ?? 0),
      partitions.map(partition => this.#segments[partition] ?? []),
      { path: file.path },
      file.byteLength,
    );
  }

  /** A batch has become bytes. The row that it ended with may be half written: the file is for the next row to see to. */
  #count({ memory, budget }: OutputSpill, rowCount: number, byteCount: number): void {
    this.#rowCount += rowCount;
    this.#byteCount += byteCount;
    if (this.#rowCount >= memory.spillRows) this.#isFull = true;
    if (this.#byteCount < LEAST_WRITE_BYTES) return;
    const share = Math.min(MOST_WRITE_BYTES, budget.limitBytes / budget.executorCount / 8);
    if (this.#byteCount > Math.max(share, budget.freeBytes / 2)) this.#isFull = true;
  }

  #write(): void {
    const file = (this.#file ??= this.#spill!.files.createForTask('shuffle'));
    for (let partition = 0; partition < this.numPartitions; partition++) {
      const builder = this.#builders[partition];
      if (builder === undefined) continue;
      this.#rowCounts[partition] = (this.#rowCounts[partition] ?? 0) + builder.rowCount;
      (this.#segments[partition] ??= []).push(file.append(builder));
      this.#builders[partition] = undefined;
    }
    this.#rowCount = 0;
    this.#byteCount = 0;
    this.#isFull = false;
  }
}
