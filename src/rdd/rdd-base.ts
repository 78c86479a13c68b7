/** What every RDD is, whatever it holds: its place in a context and a lineage, how it is kept, how it prints. */
import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import type { SparkContext } from '../context/spark-context.js';
import { StorageLevel } from '../context/storage-level.js';
import { SparkError } from '../errors/spark-error.js';
import { Checkpoint } from './checkpoint.js';
import { debugStringOf } from './debug-string.js';
import type { LineageNode } from './lineage.js';
import type { Partitioner } from './partitioner.js';
import type { RDD } from './rdd.js';
import type { Dependency, NodeWriter, RddDefinition } from './rdd-definition.js';

/** One part of an RDD's rows. */
export interface Partition {
  readonly index: number;
}

export abstract class RddBase<T> implements Shippable {
  readonly context: SparkContext;
  /** Unique in its context. */
  readonly id: number;
  readonly #definition: RddDefinition;
  readonly #scope: string;
  #name: string | undefined;
  #storageLevel = StorageLevel.NONE;
  #numPartitions: number | undefined;
  #checkpoint: Checkpoint | undefined;
  #hasLookedForCheckpoints = false;

  /** Made by the context and by operators. */
  constructor(context: SparkContext, definition: RddDefinition) {
    context.assertNotStopped();
    for (const closure of definition.closures ?? []) context.checkClosure(closure);
    this.context = context;
    this.#definition = definition;
    this.#name = definition.name;
    this.id = context.registerRdd(this, definition.shuffleIds ?? []);
    this.#scope = context.describe(definition.operator);
  }

  get sparkContext(): SparkContext {
    return this.context;
  }

  /** Another RDD of this context. */
  derive<U>(definition: RddDefinition): RDD<U> {
    return this.context.newRdd<U>(definition);
  }

  // Persistence

  /** Keeps the partitions in memory once they are computed. */
  cache(): this {
    return this.persist(StorageLevel.MEMORY_ONLY);
  }

  persist(level: StorageLevel = StorageLevel.MEMORY_ONLY): this {
    if (!this.#storageLevel.equals(StorageLevel.NONE) && !this.#storageLevel.equals(level)) {
      throw new SparkError(
        'SparkUnsupportedOperationException',
        'Cannot change storage level of an RDD after it was already assigned a level',
      );
    }
    this.#storageLevel = level;
    this.context.persistRdd(this.#self);
    return this;
  }

  unpersist(_blocking = false): this {
    if (!this.#storageLevel.equals(StorageLevel.NONE)) this.context.unpersistRdd(this.id);
    this.#storageLevel = StorageLevel.NONE;
    return this;
  }

  get getStorageLevel(): StorageLevel {
    return this.#storageLevel;
  }

  /** Marks the RDD to be written to the checkpoint directory by the first job that computes it; its lineage is forgotten then.
   *  @throws when `sc.setCheckpointDir` has not been called */
  checkpoint(): void {
    this.#checkpoint ??= Checkpoint.reliable(this.#self, this.context.checkpointDirectory);
  }

  /** As `checkpoint`, in memory: it lasts as long as the application. */
  localCheckpoint(): this {
    if (this.#checkpoint?.isReliable) return this;
    if (this.#storageLevel.equals(StorageLevel.NONE)) this.persist(StorageLevel.MEMORY_AND_DISK);
    this.#checkpoint ??= Checkpoint.local(this.#self);
    return this;
  }

  get isCheckpointed(): boolean {
    return this.#checkpoint?.rdd !== undefined;
  }

  get isLocallyCheckpointed(): boolean {
    return this.#checkpoint?.isReliable === false;
  }

  get getCheckpointFile(): string | undefined {
    return this.#checkpoint?.file;
  }

  /** Called after each job: writes what is marked, of this RDD and of those that it is computed from. */
  doCheckpoint(operator: string): void {
    const pending: RddBase<any>[] = [this];
    for (let rdd = pending.pop(); rdd !== undefined; rdd = pending.pop()) {
      // As in Spark: an RDD that is marked after its first job is not looked at again.
      if (rdd.#hasLookedForCheckpoints) continue;
      rdd.#hasLookedForCheckpoints = true;
      if (rdd.#checkpoint === undefined) for (const dependency of rdd.dependencies) pending.push(dependency.rdd);
      else rdd.#checkpoint.write(operator);
    }
  }

  // Description

  get name(): string | undefined {
    return this.#name;
  }

  setName(name: string): this {
    this.#name = name;
    return this;
  }

  /** Spark's class: `MapPartitionsRDD`. */
  get className(): string {
    return this.#definition.className;
  }

  get partitioner(): Partitioner | undefined {
    return this.#definition.partitioner;
  }

  get dependencies(): readonly Dependency[] {
    const written = this.#checkpoint?.rdd;
    return written === undefined ? this.#definition.dependencies : [{ rdd: written, kind: 'narrow' }];
  }

  /** @throws when an input path does not exist */
  getNumPartitions(): number {
    // Parents first, in a loop: a lineage may be thousands long, and each RDD asks its parent.
    const unknown: RddBase<any>[] = [];
    for (let rdd: RddBase<any> | undefined = this; rdd !== undefined && rdd.#numPartitions === undefined; ) {
      unknown.push(rdd);
      rdd = rdd.#definition.dependencies[0]?.kind === 'narrow' ? rdd.#definition.dependencies[0].rdd : undefined;
    }
    for (let rdd = unknown.pop(); rdd !== undefined; rdd = unknown.pop()) rdd.#numPartitions = rdd.#definition.numPartitions();
    return this.#numPartitions!;
  }

  get partitions(): readonly Partition[] {
    return Array.from({ length: this.getNumPartitions() }, (_, index) => ({ index }));
  }

  /** Hosts where a partition is best computed: there is one machine only. */
  preferredLocations(_partition: Partition): string[] {
    return [];
  }

  /** Forgets the shuffles behind this RDD: a later job computes them again. */
  cleanShuffleDependencies(_blocking = false): void {
    const shuffleIds: number[] = [];
    const seen = new Set<RddBase<any>>();
    const pending: RddBase<any>[] = [this];
    for (let rdd = pending.pop(); rdd !== undefined; rdd = pending.pop()) {
      if (seen.has(rdd)) continue;
      seen.add(rdd);
      shuffleIds.push(...(rdd.#definition.shuffleIds ?? []));
      for (const { kind, rdd: parent } of rdd.dependencies) if (kind === 'narrow') pending.push(parent);
    }
    this.context.forgetShuffles(shuffleIds);
  }

  /** This RDD and what it is computed from, a line each. */
  toDebugString(): string {
    return debugStringOf(this.#self, new Map(this.context.storageInfo().map(info => [info.rddId, info])));
  }

  /** `MapPartitionsRDD[1] at map at <cell 3>:1` */
  toString(): string {
    return `${this.#name === undefined ? '' : `${this.#name} `}${this.#definition.className}[${this.id}] at ${this.#scope}`;
  }

  /** What `map at <cell 3>:1` says of where it was made. */
  get scope(): string {
    return this.#scope;
  }

  /** As data for the scheduler. */
  node(writer: NodeWriter): LineageNode {
    const level = this.#storageLevel;
    const written = this.#checkpoint?.rdd;
    return {
      ...(written === undefined ? this.#definition.node(writer) : { kind: 'identity', parent: written.id }),
      id: this.id,
      numPartitions: this.getNumPartitions(),
      scope: this.#scope,
      ...(level.useMemory || level.useDisk ? { storageLevel: level.toString() } : {}),
    };
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  [shipAs](): Shipping {
    return {
      kind: 'refuse',
      reason: 'an RDD: RDD operations and actions run on the driver only.',
      wayOut: 'collect what it needs first, or express it as a join.',
    };
  }

  /** There is one class of RDDs. */
  get #self(): RDD<T> {
    return this as unknown as RDD<T>;
  }
}
