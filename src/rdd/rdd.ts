/**
 * A resilient distributed dataset: an immutable, partitioned collection that is computed from its lineage when an action asks for it.
 * This file holds signatures and docs; what an operator does is in `operators/`, under its name.
 */
import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import type { SparkContext } from '../context/spark-context.js';
import { StorageLevel } from '../context/storage-level.js';
import { SparkError } from '../errors/spark-error.js';
import { debugStringOf } from './debug-string.js';
import type { LineageNode } from './lineage.js';
import * as op from './operators/index.js';
import type { Partitioner } from './partitioner.js';
import type { Dependency, NodeWriter, RddDefinition } from './rdd-definition.js';

/** The key type of a pair RDD's rows. */
export type Key<T> = T extends readonly [infer K, any] ? K : never;
/** The value type of a pair RDD's rows. */
export type Val<T> = T extends readonly [any, infer V] ? V : never;
/** Pair operations are there on RDDs of two-element tuples only. */
export type Pairs = RDD<[any, any]>;
export type Compare<T> = (a: T, b: T) => number;

export class RDD<T> implements Shippable {
  readonly context: SparkContext;
  /** Unique in its context. */
  readonly id: number;
  readonly #definition: RddDefinition;
  readonly #scope: string;
  #name: string | undefined;
  #storageLevel = StorageLevel.NONE;
  #numPartitions: number | undefined;

  /** Made by the context and by operators. */
  constructor(context: SparkContext, definition: RddDefinition) {
    context.assertNotStopped();
    for (const closure of definition.closures ?? []) context.checkClosure(closure);
    this.context = context;
    this.#definition = definition;
    this.#name = definition.name;
    this.id = context.register(this, definition.shuffleIds ?? []);
    this.#scope = context.describe(definition.operator);
  }

  /** Another RDD of this context. */
  derive<U>(definition: RddDefinition): RDD<U> {
    return new RDD<U>(this.context, definition);
  }

  // Transformations

  /** Each row through `f`.
   *  @example sc.parallelize([1, 2]).map(x => x * 2).collect() // [2, 4] */
  map<A, B>(f: (row: T) => [A, B]): RDD<[A, B]>;
  map<U>(f: (row: T) => U): RDD<U>;
  map<U>(f: (row: T) => U): RDD<U> {
    return op.map(this, f);
  }

  /** The rows for which `f` is true. */
  filter<S extends T>(f: (row: T) => row is S): RDD<S>;
  filter(f: (row: T) => unknown): RDD<T>;
  filter(f: (row: T) => unknown): RDD<T> {
    return op.filter(this, f);
  }

  /** All elements that `f` gives for each row.
   *  @example sc.parallelize(['a b']).flatMap(line => line.split(' ')).collect() // ['a', 'b'] */
  flatMap<A, B>(f: (row: T) => Iterable<[A, B]>): RDD<[A, B]>;
  flatMap<U>(f: (row: T) => Iterable<U>): RDD<U>;
  flatMap<U>(f: (row: T) => Iterable<U>): RDD<U> {
    return op.flatMap(this, f);
  }

  /** Each partition, as an iterator, through `f`. */
  mapPartitions<A, B>(f: (rows: IterableIterator<T>) => Iterable<[A, B]>, preservesPartitioning?: boolean): RDD<[A, B]>;
  mapPartitions<U>(f: (rows: IterableIterator<T>) => Iterable<U>, preservesPartitioning?: boolean): RDD<U>;
  mapPartitions<U>(f: (rows: IterableIterator<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return op.mapPartitions(this, f, preservesPartitioning);
  }

  /** As `mapPartitions`, with the partition's index first. */
  mapPartitionsWithIndex<A, B>(
    f: (index: number, rows: IterableIterator<T>) => Iterable<[A, B]>,
    preservesPartitioning?: boolean,
  ): RDD<[A, B]>;
  mapPartitionsWithIndex<U>(f: (index: number, rows: IterableIterator<T>) => Iterable<U>, preservesPartitioning?: boolean): RDD<U>;
  mapPartitionsWithIndex<U>(f: (index: number, rows: IterableIterator<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return op.mapPartitionsWithIndex(this, f, preservesPartitioning);
  }

  /** One array a partition. */
  glom(): RDD<T[]> {
    return op.glom(this);
  }

  /** The rows of both; duplicates are kept. */
  union(other: RDD<T>): RDD<T> {
    return op.union(this.context, [this, other]);
  }

  /** Each row once, compared by value. */
  distinct(numPartitions?: number): RDD<T> {
    return op.distinct(this, numPartitions);
  }

  /** Pairs of `f(row)` and all rows of that key. */
  groupBy<K>(f: (row: T) => K, numPartitions?: number | Partitioner): RDD<[K, T[]]> {
    return op.groupBy(this, f, numPartitions);
  }

  /** Pairs of `f(row)` and the row. */
  keyBy<K>(f: (row: T) => K): RDD<[K, T]> {
    return op.keyBy(this, f);
  }

  /** Sorted by `f(row)`, over all partitions. Runs a job to find the ranges of the partitions. */
  sortBy<K>(f: (row: T) => K, ascending = true, numPartitions?: number, compare?: Compare<K>): RDD<T> {
    return op.sortBy(this, f, ascending, numPartitions, compare);
  }

  /** Pairs of each row and its index. Runs a job when there is more than one partition. */
  zipWithIndex(): RDD<[T, number]> {
    return op.zipWithIndex(this);
  }

  /** As many partitions as asked for, through a shuffle that deals the rows out evenly. */
  repartition(numPartitions: number): RDD<T> {
    return op.coalesce(this, numPartitions, true, 'repartition');
  }

  /** Fewer partitions, without a shuffle unless `shuffle` is true. */
  coalesce(numPartitions: number, shuffle = false): RDD<T> {
    return op.coalesce(this, numPartitions, shuffle, 'coalesce');
  }

  // Pairs

  /** The first element of each pair. */
  keys(this: Pairs): RDD<Key<T>> {
    return op.keys(this);
  }

  /** The second element of each pair. */
  values(this: Pairs): RDD<Val<T>> {
    return op.values(this);
  }

  /** Each value through `f`; keys and partitions stay. */
  mapValues<U>(this: Pairs, f: (value: Val<T>) => U): RDD<[Key<T>, U]> {
    return op.mapValues(this, f);
  }

  /** All elements that `f` gives for each value, paired with its key. */
  flatMapValues<U>(this: Pairs, f: (value: Val<T>) => Iterable<U>): RDD<[Key<T>, U]> {
    return op.flatMapValues(this, f);
  }

  /** One pair a key: its values merged by `f`, on the map side first.
   *  @example sc.parallelize<[string, number]>([['a', 1], ['a', 2]]).reduceByKey((x, y) => x + y).collect() // [['a', 3]] */
  reduceByKey(this: Pairs, f: (a: Val<T>, b: Val<T>) => Val<T>, numPartitions?: number | Partitioner): RDD<[Key<T>, Val<T>]> {
    return op.reduceByKey(this, f, numPartitions);
  }

  /** One pair a key with all its values. `reduceByKey` moves less where it will do. */
  groupByKey(this: Pairs, numPartitions?: number | Partitioner): RDD<[Key<T>, Val<T>[]]> {
    return op.groupByKey(this, numPartitions);
  }

  /** Sorted by key, over all partitions. Runs a job to find the ranges of the partitions. */
  sortByKey(this: Pairs, ascending = true, numPartitions?: number, compare?: Compare<Key<T>>): RDD<[Key<T>, Val<T>]> {
    return op.sortByKey(this, ascending, numPartitions, compare);
  }

  /** Rows of both with equal keys: `[key, [value, otherValue]]`. */
  join<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: number | Partitioner): RDD<[Key<T>, [Val<T>, W]]> {
    return op.join(this, other, numPartitions);
  }

  /** All values of each key, from this RDD and from others. */
  cogroup<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: number | Partitioner): RDD<[Key<T>, [Val<T>[], W[]]]>;
  cogroup<W, X>(
    this: Pairs,
    a: RDD<[Key<T>, W]>,
    b: RDD<[Key<T>, X]>,
    numPartitions?: number | Partitioner,
  ): RDD<[Key<T>, [Val<T>[], W[], X[]]]>;
  cogroup(this: Pairs, ...others: any[]): RDD<any> {
    return op.cogroup(this, others);
  }

  // Actions

  /** All rows, in order of the partitions. */
  collect(): T[] {
    return op.collect(this);
  }

  count(): number {
    return op.count(this);
  }

  /** @throws when the RDD is empty */
  first(): T {
    return op.first(this);
  }

  /** The first rows. Computes as few partitions as it can. */
  take(rowCount: number): T[] {
    return op.take(this, rowCount);
  }

  /** The largest rows, largest first. */
  top(rowCount: number, compare?: Compare<T>): T[] {
    return op.top(this, rowCount, compare);
  }

  /** The smallest rows, smallest first. */
  takeOrdered(rowCount: number, compare?: Compare<T>): T[] {
    return op.takeOrdered(this, rowCount, compare);
  }

  /** All rows merged by `f`, which should be associative and commutative.
   *  @throws when the RDD is empty */
  reduce(f: (a: T, b: T) => T): T {
    return op.reduce(this, f);
  }

  /** As `reduce`, from `zero` in each partition and once more over their results. */
  fold(zero: T, f: (a: T, b: T) => T): T {
    return op.fold(this, zero, f);
  }

  /** Calls `f` with each row, on the executors. */
  foreach(f: (row: T) => void): void {
    op.foreach(this, f);
  }

  /** Calls `f` with each partition's iterator, on the executors. */
  foreachPartition(f: (rows: IterableIterator<T>) => void): void {
    op.foreachPartition(this, f);
  }

  /** How often each key occurs. */
  countByKey(this: Pairs): Map<Key<T>, number> {
    return op.countByKey(this);
  }

  /** How often each row occurs. */
  countByValue(): Map<T, number> {
    return op.countByValue(this);
  }

  /** Writes a text file a partition into a new directory, a line a row. */
  saveAsTextFile(path: string, codec?: 'gzip'): void {
    op.saveAsTextFile(this, path, codec);
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
    this.context.persistRdd(this.id);
    return this;
  }

  unpersist(): this {
    if (!this.#storageLevel.equals(StorageLevel.NONE)) this.context.unpersistRdd(this.id);
    this.#storageLevel = StorageLevel.NONE;
    return this;
  }

  get getStorageLevel(): StorageLevel {
    return this.#storageLevel;
  }

  // Description

  get name(): string | undefined {
    return this.#name;
  }

  setName(name: string): this {
    this.#name = name;
    return this;
  }

  get partitioner(): Partitioner | undefined {
    return this.#definition.partitioner;
  }

  get dependencies(): readonly Dependency[] {
    return this.#definition.dependencies;
  }

  /** @throws when an input path does not exist */
  getNumPartitions(): number {
    this.#numPartitions ??= this.#definition.numPartitions();
    return this.#numPartitions;
  }

  /** This RDD and what it is computed from, a line each. */
  toDebugString(): string {
    return debugStringOf(this, new Map(this.context.storageInfo().map(info => [info.rddId, info])));
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
    return {
      ...this.#definition.node(writer),
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
}
