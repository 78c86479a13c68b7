/**
 * A resilient distributed dataset: an immutable, partitioned collection that is computed from its lineage when an action asks for it.
 * These files hold signatures and docs; what an operator does is in `operators/`, under its name.
 */
import type { BoundedDouble } from './approximate/bounded-double.js';
import type { PartialResult } from './approximate/partial-result.js';
import * as op from './operators/index.js';
import type { PipeOptions } from './operators/pipe.js';
import type { Partitioner } from './partitioner.js';
import { UnofferedOperations } from './unoffered.js';

/** The key type of a pair RDD's rows. */
export type Key<T> = T extends readonly [infer K, any] ? K : never;
/** The value type of a pair RDD's rows. */
export type Val<T> = T extends readonly [any, infer V] ? V : never;
/** Pair operations are there on RDDs of two-element tuples only. */
export type Pairs = RDD<[any, any]>;
/** `0 | 1`, which is what `hit ? 1 : 0` gives, adds up to a number. */
export type Summed<T> = T extends number ? number : T extends bigint ? bigint : T;
/** What merges into a tuple: it again, or an array of its elements, which `map` over it gives. */
export type Merged<U extends readonly unknown[]> = U | U[number][];
export type Compare<T> = (a: T, b: T) => number;
type Rows<T> = IterableIterator<T>;

export class RDD<T> extends UnofferedOperations<T> {
  // Transformations

  /** Each row through `f`.
   *  @example sc.parallelize([1, 2]).map(x => x * 2).collect() // [2, 4] */
  map<A, B>(f: (row: T) => [A, B]): RDD<[A, B]>;
  map<U extends [any, any, any, ...any[]]>(f: (row: T) => U): RDD<U>;
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
  mapPartitions<A, B>(f: (rows: Rows<T>) => Iterable<[A, B]>, preservesPartitioning?: boolean): RDD<[A, B]>;
  mapPartitions<U>(f: (rows: Rows<T>) => Iterable<U>, preservesPartitioning?: boolean): RDD<U>;
  mapPartitions<U>(f: (rows: Rows<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return op.mapPartitions(this, f, preservesPartitioning);
  }

  /** As `mapPartitions`, with the partition's index first. */
  mapPartitionsWithIndex<A, B>(f: (index: number, rows: Rows<T>) => Iterable<[A, B]>, preservesPartitioning?: boolean): RDD<[A, B]>;
  mapPartitionsWithIndex<U>(f: (index: number, rows: Rows<T>) => Iterable<U>, preservesPartitioning?: boolean): RDD<U>;
  mapPartitionsWithIndex<U>(f: (index: number, rows: Rows<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return op.mapPartitionsWithIndex(this, f, preservesPartitioning);
  }

  /** PySpark's old name for `mapPartitionsWithIndex`. */
  mapPartitionsWithSplit<U>(f: (index: number, rows: Rows<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
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

  /** Rows that are in both, each once, compared by value. */
  intersection(other: RDD<T>, numPartitions?: number | Partitioner): RDD<T> {
    return op.intersection(this, other, numPartitions);
  }

  /** The rows that the other RDD lacks, compared by value. */
  subtract(other: RDD<T>, numPartitions?: number | Partitioner): RDD<T> {
    return op.subtract(this, other, numPartitions);
  }

  /** Each pair of a row of this RDD and a row of the other. */
  cartesian<U>(other: RDD<U>): RDD<[T, U]> {
    return op.cartesian(this, other);
  }

  /** Pairs of the rows of equal index. Both must have the same partitions and as many rows in each. */
  zip<U>(other: RDD<U>): RDD<[T, U]> {
    return op.zip(this, other);
  }

  /** The partitions of equal index, of this RDD and of up to three others, through `f`. */
  zipPartitions<B, V>(b: RDD<B>, f: (rows: Rows<T>, b: Rows<B>) => Iterable<V>, preservesPartitioning?: boolean): RDD<V>;
  zipPartitions<B, C, V>(
    b: RDD<B>,
    c: RDD<C>,
    f: (rows: Rows<T>, b: Rows<B>, c: Rows<C>) => Iterable<V>,
    preservesPartitioning?: boolean,
  ): RDD<V>;
  zipPartitions<B, C, D, V>(
    b: RDD<B>,
    c: RDD<C>,
    d: RDD<D>,
    f: (rows: Rows<T>, b: Rows<B>, c: Rows<C>, d: Rows<D>) => Iterable<V>,
    preservesPartitioning?: boolean,
  ): RDD<V>;
  zipPartitions(...args: any[]): RDD<any> {
    const at = args.findIndex(arg => typeof arg === 'function');
    return op.zipPartitions([this, ...args.slice(0, at)], args[at], args[at + 1] ?? false);
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

  /** Pairs of each row and a number of its own: row k of partition i of n gets k * n + i. Runs no job. */
  zipWithUniqueId(): RDD<[T, number]> {
    return op.zipWithUniqueId(this);
  }

  /** About a fraction of the rows. The same seed gives the same rows, here and in Spark.
   *  @param fraction up to 1; with replacement how often each row is expected */
  sample(withReplacement: boolean, fraction: number, seed: number | bigint = op.newSeed()): RDD<T> {
    return op.sample(this, withReplacement, fraction, seed);
  }

  /** The rows shared out at random, in parts of about these weights. */
  randomSplit(weights: readonly number[], seed: number | bigint = op.newSeed()): RDD<T>[] {
    return op.randomSplit(this, weights, seed);
  }

  /** As many partitions as asked for, through a shuffle that deals the rows out evenly. */
  repartition(numPartitions: number): RDD<T> {
    return op.coalesce(this, numPartitions, true, 'repartition');
  }

  /** Fewer partitions, without a shuffle unless `shuffle` is true. */
  coalesce(numPartitions: number, shuffle = false): RDD<T> {
    return op.coalesce(this, numPartitions, shuffle, 'coalesce');
  }

  /** The lines that a command prints when it reads the rows as lines; it runs once a partition.
   *  @param command a program and its arguments, cut at white space; no shell reads it
   *  @example sc.parallelize(['b', 'a'], 1).pipe('sort').collect() // ['a', 'b'] */
  pipe(command: string | readonly string[], options: PipeOptions<T> = {}): RDD<string> {
    return op.pipe(this, command, options);
  }

  // Actions

  /** All rows, in order of the partitions. */
  collect(): T[] {
    return op.collect(this);
  }

  /** As `collect`, in a job group. */
  collectWithJobGroup(groupId: string, description?: string, interruptOnCancel = false): T[] {
    this.context.setJobGroup(groupId, description, interruptOnCancel);
    return op.collect(this);
  }

  /** The rows one by one: each partition is computed when its first row is asked for.
   *  @param prefetchPartitions computes the next partition meanwhile */
  toLocalIterator(prefetchPartitions = false): IterableIterator<T> {
    return op.toLocalIterator(this, prefetchPartitions);
  }

  count(): number {
    return op.count(this);
  }

  /** What is known of the count when the time is up. */
  countApprox(timeoutMs: number, confidence = 0.95): PartialResult<BoundedDouble> {
    return op.countApprox(this, timeoutMs, confidence);
  }

  /** About how many distinct rows there are, as HyperLogLog++ estimates it.
   *  @param relativeSD how exact: smaller takes more memory; above 0.000017 */
  countApproxDistinct(relativeSD = 0.05): number {
    return op.countApproxDistinct(this, relativeSD);
  }

  /** How often each row occurs. */
  countByValue(): Map<T, number> {
    return op.countByValue(this);
  }

  countByValueApprox(timeoutMs: number, confidence = 0.95): PartialResult<Map<T, BoundedDouble>> {
    return op.countByValueApprox(this, timeoutMs, confidence);
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

  /** So many rows at random, in random order; fewer only when there are fewer. */
  takeSample(withReplacement: boolean, size: number, seed: number | bigint = op.newSeed()): T[] {
    return op.takeSample(this, withReplacement, size, seed);
  }

  /** @throws when the RDD is empty */
  max(compare?: Compare<T>): T {
    return op.max(this, compare);
  }

  /** @throws when the RDD is empty */
  min(compare?: Compare<T>): T {
    return op.min(this, compare);
  }

  isEmpty(): boolean {
    return op.take(this, 1, 'isEmpty').length === 0;
  }

  /** All rows merged by `f`, which should be associative and commutative.
   *  @throws when the RDD is empty */
  reduce(f: (a: Summed<T>, b: Summed<T>) => Summed<T>): Summed<T> {
    return op.reduce(this as RDD<any>, f);
  }

  /** As `reduce`, from `zero` in each partition and once more over their results. */
  fold(zero: Summed<T>, f: (a: Summed<T>, b: Summed<T>) => Summed<T>): Summed<T> {
    return op.fold(this as RDD<any>, zero, f);
  }

  /** Rows merged into a zero by `seqOp` in each partition, and the results by `combOp`.
   *  @example sc.parallelize([1, 2, 3]).aggregate([0, 0], ([s, n], x) => [s + x, n + 1], (a, b) => [a[0] + b[0], a[1] + b[1]]) // [6, 3] */
  aggregate<U extends [any, any, ...any[]]>(zero: U, seqOp: (accumulated: U, row: T) => Merged<U>, combOp: (a: U, b: U) => Merged<U>): U;
  aggregate<U>(zero: U, seqOp: (accumulated: U, row: T) => U, combOp: (a: U, b: U) => U): U;
  aggregate<U>(zero: U, seqOp: (accumulated: U, row: T) => U, combOp: (a: U, b: U) => U): U {
    return op.aggregate(this, zero, seqOp, combOp);
  }

  /** As `aggregate`; the executors merge partial results too, in a tree of `depth` levels. */
  treeAggregate<U extends [any, any, ...any[]]>(
    zero: U,
    seqOp: (accumulated: U, row: T) => Merged<U>,
    combOp: (a: U, b: U) => Merged<U>,
    depth?: number,
    finalAggregateOnExecutor?: boolean,
  ): U;
  treeAggregate<U>(
    zero: U,
    seqOp: (accumulated: U, row: T) => U,
    combOp: (a: U, b: U) => U,
    depth?: number,
    finalAggregateOnExecutor?: boolean,
  ): U;
  treeAggregate<U>(
    zero: U,
    seqOp: (accumulated: U, row: T) => U,
    combOp: (a: U, b: U) => U,
    depth = 2,
    finalAggregateOnExecutor = false,
  ): U {
    return op.treeAggregate(this, zero, seqOp, combOp, depth, finalAggregateOnExecutor);
  }

  /** As `reduce`; the executors merge partial results too, in a tree of `depth` levels. */
  treeReduce(f: (a: Summed<T>, b: Summed<T>) => Summed<T>, depth = 2): Summed<T> {
    return op.treeReduce(this as RDD<any>, f, depth);
  }

  /** Calls `f` with each row, on the executors. */
  foreach(f: (row: T) => void): void {
    op.foreach(this, f);
  }

  /** Calls `f` with each partition's iterator, on the executors. */
  foreachPartition(f: (rows: Rows<T>) => void): void {
    op.foreachPartition(this, f);
  }

  /** Writes a text file a partition into a new directory, a line a row.
   *  @param codec `gzip`, `deflate`, or Hadoop's name for them */
  saveAsTextFile(path: string, codec = 'none'): void {
    op.saveAsTextFile(this, path, codec);
  }

  /** Writes the rows into a new directory, for `sc.objectFile`. The format is our own: Spark cannot read it. */
  saveAsObjectFile(path: string): void {
    op.saveAsObjectFile(this, path);
  }

  /** PySpark's name for `saveAsObjectFile`. */
  saveAsPickleFile(path: string): void {
    op.saveAsObjectFile(this, path);
  }
}
