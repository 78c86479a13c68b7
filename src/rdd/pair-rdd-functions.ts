/** Operations by key, on RDDs of pairs. */
import type { BoundedDouble } from './approximate/bounded-double.js';
import type { PartialResult } from './approximate/partial-result.js';
import { DoubleRDDFunctions } from './double-rdd-functions.js';
import * as op from './operators/index.js';
import type { Fractions } from './operators/sample-by-key.js';
import type { Partitioner } from './partitioner.js';
import type { Compare, Key, Merged, Pairs, RDD, Summed, Val } from './rdd.js';

/** A number of partitions, or the partitioner itself. */
type Target = number | Partitioner;
type SummedVal<T> = Summed<Val<T>>;

export abstract class PairRDDFunctions<T> extends DoubleRDDFunctions<T> {
  /** The first element of each pair. */
  keys(this: Pairs): RDD<Key<T>> {
    return op.keys(this);
  }

  /** The second element of each pair. */
  values(this: Pairs): RDD<Val<T>> {
    return op.values(this);
  }

  /** Each value through `f`; keys and partitions stay. */
  mapValues<A, B>(this: Pairs, f: (value: Val<T>) => [A, B]): RDD<[Key<T>, [A, B]]>;
  mapValues<U>(this: Pairs, f: (value: Val<T>) => U): RDD<[Key<T>, U]>;
  mapValues<U>(this: Pairs, f: (value: Val<T>) => U): RDD<[Key<T>, U]> {
    return op.mapValues(this, f);
  }

  /** All elements that `f` gives for each value, paired with its key. */
  flatMapValues<U>(this: Pairs, f: (value: Val<T>) => Iterable<U>): RDD<[Key<T>, U]> {
    return op.flatMapValues(this, f);
  }

  // Aggregation

  /** One pair a key: its values merged by `f`, on the map side first.
   *  @example sc.parallelize<string, number>([['a', 1], ['a', 2]]).reduceByKey((x, y) => x + y).collect() // [['a', 3]] */
  reduceByKey(this: Pairs, f: (a: SummedVal<T>, b: SummedVal<T>) => SummedVal<T>, numPartitions?: Target): RDD<[Key<T>, SummedVal<T>]> {
    return op.reduceByKey(this, f, numPartitions);
  }

  /** As `reduceByKey`, straight to the driver. */
  reduceByKeyLocally(this: Pairs, f: (a: SummedVal<T>, b: SummedVal<T>) => SummedVal<T>): Map<Key<T>, SummedVal<T>> {
    return op.reduceByKeyLocally(this, f);
  }

  /** One pair a key with all its values. `reduceByKey` moves less where it will do. */
  groupByKey(this: Pairs, numPartitions?: Target): RDD<[Key<T>, Val<T>[]]> {
    return op.groupByKey(this, numPartitions);
  }

  /** One pair a key: its values merged into a zero by `seqOp`, and partial results by `combOp`.
   *  @param zero each key starts from a copy of its own */
  aggregateByKey<U extends [any, any, ...any[]]>(
    this: Pairs,
    zero: U,
    seqOp: (accumulated: U, value: Val<T>) => Merged<U>,
    combOp: (a: U, b: U) => Merged<U>,
    numPartitions?: Target,
  ): RDD<[Key<T>, U]>;
  aggregateByKey<U>(
    this: Pairs,
    zero: U,
    seqOp: (accumulated: U, value: Val<T>) => U,
    combOp: (a: U, b: U) => U,
    numPartitions?: Target,
  ): RDD<[Key<T>, U]>;
  aggregateByKey<U>(
    this: Pairs,
    zero: U,
    seqOp: (accumulated: U, value: Val<T>) => U,
    combOp: (a: U, b: U) => U,
    numPartitions?: Target,
  ): RDD<[Key<T>, U]> {
    return op.aggregateByKey(this, zero, seqOp, combOp, numPartitions);
  }

  /** As `reduceByKey`, from `zero` for each key of each partition. */
  foldByKey(
    this: Pairs,
    zero: SummedVal<T>,
    f: (a: SummedVal<T>, b: SummedVal<T>) => SummedVal<T>,
    numPartitions?: Target,
  ): RDD<[Key<T>, SummedVal<T>]> {
    return op.foldByKey(this, zero, f, numPartitions);
  }

  /** One pair a key: its first value turned into a combiner, the others merged into it, and combiners merged. */
  combineByKey<C>(
    this: Pairs,
    createCombiner: (value: Val<T>) => C,
    mergeValue: (combiner: C, value: Val<T>) => C,
    mergeCombiners: (a: C, b: C) => C,
    numPartitions?: Target,
    mapSideCombine = true,
  ): RDD<[Key<T>, C]> {
    return op.combineByKey(this, createCombiner, mergeValue, mergeCombiners, numPartitions, mapSideCombine);
  }

  /** Scala's name for `combineByKey` where it needs a class tag. */
  combineByKeyWithClassTag<C>(
    this: Pairs,
    createCombiner: (value: Val<T>) => C,
    mergeValue: (combiner: C, value: Val<T>) => C,
    mergeCombiners: (a: C, b: C) => C,
    numPartitions?: Target,
    mapSideCombine = true,
  ): RDD<[Key<T>, C]> {
    return op.combineByKey(this, createCombiner, mergeValue, mergeCombiners, numPartitions, mapSideCombine);
  }

  // Several RDDs

  /** Rows of both with equal keys: `[key, [value, otherValue]]`. */
  join<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: Target): RDD<[Key<T>, [Val<T>, W]]> {
    return op.join(this, other, numPartitions);
  }

  /** As `join`, with the rows of this RDD that have no counterpart: `undefined` stands for it. */
  leftOuterJoin<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: Target): RDD<[Key<T>, [Val<T>, W | undefined]]> {
    return op.leftOuterJoin(this, other, numPartitions);
  }

  /** As `join`, with the rows of the other RDD that have no counterpart. */
  rightOuterJoin<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: Target): RDD<[Key<T>, [Val<T> | undefined, W]]> {
    return op.rightOuterJoin(this, other, numPartitions);
  }

  /** As `join`, with the rows of either RDD that have no counterpart. */
  fullOuterJoin<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: Target): RDD<[Key<T>, [Val<T> | undefined, W | undefined]]> {
    return op.fullOuterJoin(this, other, numPartitions);
  }

  /** All values of each key, from this RDD and from others. */
  cogroup<W>(this: Pairs, other: RDD<[Key<T>, W]>, numPartitions?: Target): RDD<[Key<T>, [Val<T>[], W[]]]>;
  cogroup<W, X>(this: Pairs, a: RDD<[Key<T>, W]>, b: RDD<[Key<T>, X]>, numPartitions?: Target): RDD<[Key<T>, [Val<T>[], W[], X[]]]>;
  cogroup<W, X, Y>(
    this: Pairs,
    a: RDD<[Key<T>, W]>,
    b: RDD<[Key<T>, X]>,
    c: RDD<[Key<T>, Y]>,
    numPartitions?: Target,
  ): RDD<[Key<T>, [Val<T>[], W[], X[], Y[]]]>;
  cogroup(this: Pairs, ...others: any[]): RDD<any> {
    return op.cogroup(this, others);
  }

  /** As `cogroup`. */
  groupWith<W>(this: Pairs, other: RDD<[Key<T>, W]>): RDD<[Key<T>, [Val<T>[], W[]]]>;
  groupWith<W, X>(this: Pairs, a: RDD<[Key<T>, W]>, b: RDD<[Key<T>, X]>): RDD<[Key<T>, [Val<T>[], W[], X[]]]>;
  groupWith<W, X, Y>(this: Pairs, a: RDD<[Key<T>, W]>, b: RDD<[Key<T>, X]>, c: RDD<[Key<T>, Y]>): RDD<[Key<T>, [Val<T>[], W[], X[], Y[]]]>;
  groupWith(this: Pairs, ...others: any[]): RDD<any> {
    return op.cogroup(this, others, 'groupWith');
  }

  /** The pairs whose keys the other RDD lacks. */
  subtractByKey(this: Pairs, other: RDD<[Key<T>, any]>, numPartitions?: Target): RDD<[Key<T>, Val<T>]> {
    return op.subtractByKey(this, other, numPartitions);
  }

  // Partitions and order

  /** Each key where the partitioner sends it: by hash into as many partitions as given, by `partitionFunc` (modulo their number), or by a
   *  partitioner of your own. */
  partitionBy(this: Pairs, partitioner: Target, partitionFunc?: (key: Key<T>) => number): RDD<[Key<T>, Val<T>]> {
    return op.partitionBy(this, partitioner, partitionFunc);
  }

  /** Sorted by key, over all partitions. Runs a job to find the ranges of the partitions. */
  sortByKey(this: Pairs, ascending = true, numPartitions?: number, compare?: Compare<Key<T>>): RDD<[Key<T>, Val<T>]> {
    return op.sortByKey(this, ascending, numPartitions, compare);
  }

  /** As `partitionBy`, with each partition sorted by key. */
  repartitionAndSortWithinPartitions(
    this: Pairs,
    partitioner?: Target,
    ascending = true,
    compare?: Compare<Key<T>>,
  ): RDD<[Key<T>, Val<T>]> {
    return op.repartitionAndSortWithinPartitions(this, partitioner, ascending, compare);
  }

  /** The pairs whose keys lie between two others, these included. */
  filterByRange(this: Pairs, lower: Key<T>, upper: Key<T>, compare?: Compare<Key<T>>): RDD<[Key<T>, Val<T>]> {
    return op.filterByRange(this, lower, upper, compare);
  }

  // Samples

  /** About the given fraction of the pairs of each key.
   *  @param fractions by key; with replacement they may exceed 1 */
  sampleByKey(
    this: Pairs,
    withReplacement: boolean,
    fractions: Fractions<Key<T>>,
    seed: number | bigint = op.newSeed(),
  ): RDD<[Key<T>, Val<T>]> {
    return op.sampleByKey(this, withReplacement, fractions, seed);
  }

  /** Exactly the given fraction of the pairs of each key, rounded up. Runs jobs. */
  sampleByKeyExact(
    this: Pairs,
    withReplacement: boolean,
    fractions: Fractions<Key<T>>,
    seed: number | bigint = op.newSeed(),
  ): RDD<[Key<T>, Val<T>]> {
    return op.sampleByKeyExact(this, withReplacement, fractions, seed);
  }

  // Actions

  /** The values of one key. */
  lookup(this: Pairs, key: Key<T>): Val<T>[] {
    return op.lookup(this, key);
  }

  /** A map with the last value of each key. */
  collectAsMap(this: Pairs): Map<Key<T>, Val<T>> {
    return op.collectAsMap(this);
  }

  /** How often each key occurs. */
  countByKey(this: Pairs): Map<Key<T>, number> {
    return op.countByKey(this);
  }

  /** What is known of `countByKey` when the time is up. */
  countByKeyApprox(this: Pairs, timeoutMs: number, confidence = 0.95): PartialResult<Map<Key<T>, BoundedDouble>> {
    return op.countByKeyApprox(this, timeoutMs, confidence);
  }

  /** About how many distinct values each key has.
   *  @param relativeSD how exact: smaller takes more memory; above 0.000017 */
  countApproxDistinctByKey(this: Pairs, relativeSD = 0.05, numPartitions?: Target): RDD<[Key<T>, number]> {
    return op.countApproxDistinctByKey(this, relativeSD, numPartitions);
  }
}
