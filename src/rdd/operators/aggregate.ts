import type { SparkContext } from '../../context/spark-context.js';
import type { NodeFunction } from '../lineage.js';
import { HashPartitioner, type Partitioner } from '../partitioner.js';
import type { RDD } from '../rdd.js';
import { builtin, type NodeWriter, narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';
import { fold } from './fold.js';
import { values } from './keys-values.js';
import { shuffled } from './shuffled.js';
import { emptyCollection } from './take.js';

/** A function that gives a zero of its own to each partition or key. */
function zeroOf(context: SparkContext, zero: unknown): NodeFunction {
  const isPrimitive = (typeof zero !== 'object' && typeof zero !== 'function') || zero === null;
  return builtin('zero', isPrimitive ? zero : context.encode([zero]));
}

export function aggregate<T, U>(rdd: RDD<T>, zero: U, seqOp: (u: U, row: T) => U, combOp: (a: U, b: U) => U): U {
  rdd.context.checkClosure(seqOp);
  const start = rdd.context.encode([zero]);
  const parts = rdd.context.runSink<U>(rdd, writer => ({ kind: 'fold', zero: start, f: writer.fn(seqOp) }), 'aggregate');
  return parts.reduce((a, b) => combOp(a, b), rdd.context.decode<U>(start)[0]!);
}

/** Partial results are merged by the executors first, as a tree, when there are many. */
export function treeAggregate<T, U>(
  rdd: RDD<T>,
  zero: U,
  seqOp: (u: U, row: T) => U,
  combOp: (a: U, b: U) => U,
  depth: number,
  finalAggregateOnExecutor: boolean,
  operator = 'treeAggregate',
): U {
  requirement(depth >= 1, `Depth must be greater than or equal to 1 but got ${depth}.`);
  const { context } = rdd;
  const start = zeroOf(context, zero);
  if (rdd.getNumPartitions() === 0) return context.decode<U>(context.encode([zero]))[0]!;
  let parts = rdd.derive<U>(
    narrow(rdd, operator, writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('aggregate', start, writer.fn(seqOp)) }), {
      closures: [seqOp, combOp],
    }),
  );
  let count = rdd.getNumPartitions();
  const scale = Math.max(Math.ceil(count ** (1 / depth)), 2);
  while (count > scale + Math.ceil(count / scale)) {
    count = Math.floor(count / scale);
    parts = mergedBy(parts, count, start, combOp, operator);
  }
  if (finalAggregateOnExecutor && parts.getNumPartitions() > 1) parts = mergedBy(parts, 1, start, combOp, operator);
  return fold(parts, zero, combOp, operator);
}

/** Partial results of partitions that are equal modulo `count`, merged. */
function mergedBy<U>(parts: RDD<U>, count: number, zero: NodeFunction, combOp: (a: U, b: U) => U, operator: string): RDD<U> {
  const keyed = parts.derive<[number, U]>(
    narrow(parts, operator, () => ({ kind: 'mapPartitions', parent: parts.id, f: builtin('keyByModulus', count) })),
  );
  return values(
    seeded(
      keyed,
      operator,
      new HashPartitioner(count),
      zero,
      writer => writer.fn(combOp),
      writer => writer.fn(combOp),
      [combOp],
    ),
    operator,
  );
}

export function treeReduce<T>(rdd: RDD<T>, f: (a: T, b: T) => T, depth: number): T {
  requirement(depth >= 1, `Depth must be greater than or equal to 1 but got ${depth}.`);
  const parts = rdd.derive<T>(
    narrow(rdd, 'treeReduce', writer => ({ kind: 'mapPartitions', parent: rdd.id, f: builtin('reducePartition', writer.fn(f)) }), {
      closures: [f],
    }),
  );
  // An empty partition has no result: an array of none or one stands for each.
  const merged = treeAggregate<T, T[]>(
    parts,
    [],
    (some, row) => (some.length === 0 ? [row] : [f(some[0]!, row)]),
    (some, others) => (some.length === 0 ? others : others.length === 0 ? some : [f(some[0]!, others[0]!)]),
    depth,
    false,
    'treeReduce',
  );
  if (merged.length === 0) throw emptyCollection();
  return merged[0]!;
}

export function aggregateByKey(
  rdd: RDD<any>,
  zero: unknown,
  seqOp: (u: any, value: any) => any,
  combOp: (a: any, b: any) => any,
  numPartitions?: number | Partitioner,
): RDD<any> {
  const start = zeroOf(rdd.context, zero);
  return seeded(
    rdd,
    'aggregateByKey',
    numPartitions,
    start,
    writer => writer.fn(seqOp),
    writer => writer.fn(combOp),
    [seqOp, combOp],
  );
}

export function foldByKey(rdd: RDD<any>, zero: unknown, f: (a: any, b: any) => any, numPartitions?: number | Partitioner): RDD<any> {
  return seeded(
    rdd,
    'foldByKey',
    numPartitions,
    zeroOf(rdd.context, zero),
    writer => writer.fn(f),
    writer => writer.fn(f),
    [f],
  );
}

function seeded(
  rdd: RDD<any>,
  operator: string,
  numPartitions: number | Partitioner | undefined,
  zero: NodeFunction,
  mergeValue: (writer: NodeWriter) => NodeFunction,
  mergeCombiners: (writer: NodeWriter) => NodeFunction,
  closures: readonly Function[],
): RDD<any> {
  return shuffled(rdd, operator, numPartitions, {
    closures,
    mapSideCombine: true,
    aggregator: writer => ({
      createCombiner: builtin('startFrom', zero, mergeValue(writer)),
      mergeValue: mergeValue(writer),
      mergeCombiners: mergeCombiners(writer),
    }),
  });
}
