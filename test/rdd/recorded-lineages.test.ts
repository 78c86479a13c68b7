/** Which RDDs each operator makes: their classes, their ids and how the lineage prints, as Spark 4.3 has them. */
import { describe, expect, it } from 'vitest';
import { HashPartitioner, RangePartitioner, type RDD, type SparkContext } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';
import recorded from './recorded-lineages.json' with { type: 'json' };

interface Recording {
  readonly name: string;
  /** Ids that the statement takes. */
  readonly ids: number;
  /** Id of the first RDD of the statement. */
  readonly from: number;
  readonly error?: string;
  readonly lineage?: readonly string[];
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const add = (a: number, b: number) => a + b;

class Operands {
  hashed!: RDD<[string, number]>;
  sorted!: RDD<[string, number]>;
  private last = -1;

  constructor(readonly sc: SparkContext) {}

  /** The recorded session had made these between its statements. */
  prepare(from: number): void {
    if (from > 223 && this.hashed === undefined) {
      this.until(223);
      this.hashed = this.kv.partitionBy(new HashPartitioner(3));
      this.mark();
    }
    if (from > 342 && this.sorted === undefined) {
      this.until(342);
      this.sorted = this.kv.sortByKey();
      this.mark();
    }
    this.until(from);
  }

  /** The next RDD gets this id. */
  until(id: number): void {
    while (this.last < id - 1) this.mark();
  }

  /** @returns the id of an RDD made now */
  mark(): number {
    this.last = this.sc.parallelize([1]).id;
    return this.last;
  }

  get nums(): RDD<number> {
    return this.sc.parallelize(numbers(1, 10), 2);
  }

  get kv(): RDD<[string, number]> {
    return this.sc.parallelize<string, number>(
      [
        ['a', 1],
        ['b', 2],
        ['a', 3],
        ['c', 4],
      ],
      2,
    );
  }

  get kw(): RDD<[string, number]> {
    return this.sc.parallelize<string, number>(
      [
        ['a', 10],
        ['b', 20],
        ['d', 30],
      ],
      2,
    );
  }
}

const fractions = { a: 0.5, b: 0.5, c: 1 };

const statements: Record<string, (of: Operands) => unknown> = {
  sample: of => of.nums.sample(false, 0.5, 7),
  sampleR: of => of.nums.sample(true, 0.5, 7),
  takeSample: of => of.nums.takeSample(false, 3, 7),
  takeSampleR: of => of.nums.takeSample(true, 3, 7),
  takeSampleAll: of => of.nums.takeSample(false, 30, 7),
  sampleByKey: of => of.kv.sampleByKey(false, fractions, 7),
  sampleByKeyExact: of => of.kv.sampleByKeyExact(false, fractions, 7),
  sampleByKeyExactR: of => of.kv.sampleByKeyExact(true, fractions, 7),
  intersection: of => of.nums.intersection(of.nums),
  intersection3: of => of.nums.intersection(of.nums, 3),
  subtract: of => of.nums.subtract(of.nums),
  subtract3: of => of.nums.subtract(of.nums, 3),
  subtractByKey: of => of.kv.subtractByKey(of.kw),
  subtractByKeyHP: of => of.kv.subtractByKey(of.kw, new HashPartitioner(3)),
  cartesian: of => of.nums.cartesian(of.nums),
  zip: of => of.nums.zip(of.nums),
  zipPartitions: of => of.nums.zipPartitions(of.nums, a => a),
  zipPartitions3: of => of.nums.zipPartitions(of.nums, of.nums, a => a),
  zipWithUniqueId: of => of.nums.zipWithUniqueId(),
  zipWithIndex: of => of.nums.zipWithIndex(),
  zipWithIndex1: of => of.sc.parallelize([1, 2, 3], 1).zipWithIndex(),
  pipe: of => of.nums.pipe('cat'),
  keyBy: of => of.nums.keyBy(x => x + 1),
  glom: of => of.nums.glom(),
  aggregate: of => of.nums.aggregate(0, add, add),
  treeAggregate: of => of.nums.treeAggregate(0, add, add),
  treeAggregate16: of => of.sc.parallelize(numbers(1, 100), 16).treeAggregate(0, add, add),
  treeAggregate16d3: of => of.sc.parallelize(numbers(1, 100), 64).treeAggregate(0, add, add, 3),
  treeReduce: of => of.nums.treeReduce(add),
  treeReduce16: of => of.sc.parallelize(numbers(1, 100), 16).treeReduce(add),
  aggregateByKey: of => of.kv.aggregateByKey(0, add, add),
  foldByKey: of => of.kv.foldByKey(0, add),
  combineByKey: of => of.kv.combineByKey(v => v, add, add),
  reduceByKeyLocally: of => of.kv.reduceByKeyLocally(add),
  leftOuterJoin: of => of.kv.leftOuterJoin(of.kw),
  rightOuterJoin: of => of.kv.rightOuterJoin(of.kw),
  fullOuterJoin: of => of.kv.fullOuterJoin(of.kw),
  cogroup3: of => of.kv.cogroup(of.kw, of.kw),
  groupWith: of => of.kv.groupWith(of.kw),
  lookup: of => of.kv.lookup('a'),
  lookupP: of => of.hashed.lookup('a'),
  collectAsMap: of => of.kv.collectAsMap(),
  isEmpty: of => of.nums.isEmpty(),
  first: of => of.nums.first(),
  top: of => of.nums.top(2),
  max: of => of.nums.max(),
  min: of => of.nums.min(),
  takeOrdered: of => of.nums.takeOrdered(2),
  take: of => of.nums.take(2),
  count: of => of.nums.count(),
  countByKey: of => of.kv.countByKey(),
  countByValue: of => of.nums.countByValue(),
  countApprox: of => of.nums.countApprox(10_000),
  countByKeyApprox: of => of.kv.countByKeyApprox(10_000),
  countApproxDistinct: of => of.nums.countApproxDistinct(),
  countApproxDistinctByKey: of => of.kv.countApproxDistinctByKey(),
  toLocalIterator: of => [...of.nums.toLocalIterator()],
  partitionByHash: of => of.kv.partitionBy(new HashPartitioner(3)),
  partitionBySame: of => of.hashed.partitionBy(new HashPartitioner(3)),
  partitionByRange: of => {
    const { kv } = of;
    return kv.partitionBy(new RangePartitioner(3, of.kv));
  },
  repAndSort: of => of.kv.repartitionAndSortWithinPartitions(new HashPartitioner(3)),
  filterByRange: of => of.kv.filterByRange('a', 'b'),
  filterByRangeP: of => of.sorted.filterByRange('a', 'b'),
  sortByKey: of => of.kv.sortByKey(),
  sortByKey1: of => of.kv.sortByKey(true, 1),
  sortBy: of => of.nums.sortBy(x => -x),
  groupBy: of => of.nums.groupBy(x => x % 2),
  groupByKey: of => of.kv.groupByKey(),
  reduceByKey: of => of.kv.reduceByKey(add),
  reduceByKeyP: of => of.hashed.reduceByKey(add),
  groupByKeyP: of => of.hashed.groupByKey(),
  distinct: of => of.nums.distinct(),
  distinct3: of => of.nums.distinct(3),
  distinctP: of => of.hashed.distinct(3),
  mapValues: of => of.hashed.mapValues(x => x + 1),
  flatMapValues: of => of.kv.flatMapValues(x => [x]),
  union: of => of.nums.union(of.nums),
  unionP: of => of.hashed.union(of.hashed),
  unionMany: of => of.sc.union([of.nums, of.nums, of.nums]),
  coalesce: of => of.nums.coalesce(1),
  coalesceS: of => of.nums.coalesce(3, true),
  keys: of => of.kv.keys(),
  values: of => of.kv.values(),
  mapPartitionsWithIndex: of => of.nums.mapPartitionsWithIndex((_, rows) => rows),
  range: of => of.sc.range(0, 10),
  makeRDD: of => of.sc.makeRDD([1, 2, 3]),
  emptyRDD: of => of.sc.emptyRDD(),
  setName: of => of.nums.setName('abc'),
  foreach: of => of.nums.foreach(() => {}),
  reduce: of => of.nums.reduce(add),
  fold: of => of.nums.fold(0, add),
  toDebugCogroup: of => of.kv.reduceByKey(add).join(of.kw.groupByKey()).cartesian(of.nums),
  toDebugUnion: of =>
    of.nums
      .map(x => x + 1)
      .union(
        of.nums
          .map(x => [x, 1])
          .reduceByKey(add)
          .map(x => x[0]),
      )
      .distinct(),
  errSample: of => of.nums.sample(false, -1),
  errSample2: of => of.nums.sample(false, 1.5).count(),
  errSplit: of => of.nums.randomSplit([-1]),
  errSplit0: of => of.nums.randomSplit([0]),
  errTake: of => of.nums.takeSample(false, -1),
  errZip: of => of.nums.zip(of.sc.parallelize([1, 2, 3], 3)).count(),
  errHist1: of => of.nums.histogram([1]),
  errHistNaN: of => of.sc.parallelize([Number.NaN, 1]).histogram(2),
  maxEmpty: of => of.sc.emptyRDD<number>().max(),
  treeReduceEmpty: of => of.sc.emptyRDD<number>().treeReduce(add),
  treeAggEmpty: of => of.sc.emptyRDD<number>().treeAggregate(0, add, add),
  treeAggD0: of => of.nums.treeAggregate(0, add, add, 0),
  treeRedD0: of => of.nums.treeReduce(add, 0),
  hpNeg: () => new HashPartitioner(-1),
  coal0: of => of.nums.coalesce(0),
  rep0: of => of.nums.repartition(0),
  par0: of => of.sc.parallelize([1, 2], 0),
  range0: of => of.sc.range(0, 1, 0),
  cad: of => of.nums.countApproxDistinct(0.000001),
};

const withoutPlace = (line: string) => line.replace(/ at \S+:\d+( |$)/, ' at <console>:1$1');

function check(of: Operands, { name, ids, from, error, lineage }: Recording): void {
  of.prepare(from);
  const statement = () => statements[name]!(of);
  if (error === undefined) {
    const result = statement();
    expect(of.mark() - from).toBe(ids);
    if (lineage !== undefined) expect((result as RDD<unknown>).toDebugString().split('\n').map(withoutPlace)).toEqual(lineage);
  } else {
    const thrown = errorOf(statement);
    of.mark();
    // Spark names its classes in full; ours are the last part.
    expect(`${thrown.name}: ${thrown.message}`).toBe(error.replace(/^[a-z.]*\.(?=[A-Z])/, ''));
  }
}

describe('operators make the RDDs that Spark makes', () => {
  it('in the order in which they were recorded', () =>
    withContext(sc => {
      const of = new Operands(sc);
      const failures: string[] = [];
      for (const recording of recorded as Recording[]) {
        if (!(recording.name in statements)) continue;
        try {
          check(of, recording);
        } catch (error) {
          failures.push(`${recording.name}: ${(error as Error).message}`);
        }
      }
      expect(failures).toEqual([]);
    }));
});
