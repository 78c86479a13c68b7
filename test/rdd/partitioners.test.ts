/** Where keys go. */
import { describe, expect, it } from 'vitest';
import { HashPartitioner, RangePartitioner, type SparkContext } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';
import { nativeClasses } from '../support/native-classes.js';

const { Partitioner } = nativeClasses;

class Modulo extends Partitioner {
  constructor(readonly numPartitions: number) {
    super();
  }
  getPartition(key: number): number {
    return key % this.numPartitions;
  }
  override equals(other: unknown): boolean {
    return other instanceof Modulo && other.numPartitions === this.numPartitions;
  }
}

const squares = (sc: SparkContext) => sc.parallelize([1, 2, 3, 4, 5, 6], 2).map(x => [x, x * x]);
const keysOf = (rdd: ReturnType<typeof squares>) => rdd.keys().glom().collect();

describe('a partitioner of your own', () => {
  it('sends each key where it says', () =>
    withContext(sc =>
      expect(keysOf(squares(sc).partitionBy(new Modulo(3) as never))).toEqual([
        [3, 6],
        [1, 4],
        [2, 5],
      ]),
    ));

  it('that equals another leaves the shuffle out', () =>
    withContext(sc => {
      const [a, b] = [1, 2].map(() => squares(sc).partitionBy(new Modulo(3) as never));
      expect(a!.join(b!).dependencies[0]!.rdd.dependencies[0]!.rdd.dependencies.map(({ kind }) => kind)).toEqual(['narrow', 'narrow']);
      expect(a!.partitionBy(new Modulo(3) as never)).toBe(a);
      expect(a!.partitionBy(new Modulo(2) as never)).not.toBe(a);
    }));

  it('that gives no partition fails the job', () =>
    withContext(sc =>
      expect(
        errorOf(() =>
          squares(sc)
            .mapValues(x => x)
            .map(([k, v]) => [-k, v])
            .partitionBy(new Modulo(3) as never)
            .count(),
        ).message,
      ).toMatch(/The partitioner gave -1 for a key; a partition is a whole number from 0 to 2$/),
    ));
});

describe("Spark's partitioners", () => {
  it('hash as Java does', () =>
    withContext(sc => {
      const hash = new HashPartitioner(3);
      expect([hash.getPartition('a'), hash.getPartition(null), hash.getPartition(-1)]).toEqual([1, 0, 2]);
      expect(String(new HashPartitioner(20))).toBe('org.apache.spark.HashPartitioner@14');
      expect([hash.equals(new HashPartitioner(3)), hash.equals(new HashPartitioner(2)), hash.equals(undefined)]).toEqual([
        true,
        false,
        false,
      ]);
      expect(keysOf(squares(sc).partitionBy(3))).toEqual([
        [3, 6],
        [1, 4],
        [2, 5],
      ]);
    }));

  it('a function of the key counts modulo the partitions', () =>
    withContext(sc => {
      const negated = (key: number): number => -key;
      const placed = squares(sc).partitionBy(3, negated);
      expect(keysOf(placed)).toEqual([
        [3, 6],
        [2, 5],
        [1, 4],
      ]);
      expect(placed.partitionBy(3, negated)).toBe(placed);
    }));

  it('ranges are those that Spark finds', () =>
    withContext(sc => {
      const pairs = sc.parallelize<string, number>(
        [
          ['a', 1],
          ['b', 2],
          ['a', 3],
        ],
        2,
      );
      expect(String(new RangePartitioner(2, pairs))).toBe('org.apache.spark.RangePartitioner@144f');
      const numbers = sc.parallelize(
        Array.from({ length: 100 }, (_, i): [number, number] => [i + 1, i]),
        4,
      );
      const ranges = new RangePartitioner(3, numbers);
      const counts = [0, 0, 0];
      for (let key = 1; key <= 100; key++) counts[ranges.getPartition(key)]!++;
      expect([counts, ranges.numPartitions]).toEqual([[34, 33, 33], 3]);
      expect(ranges.equals(new RangePartitioner(3, numbers))).toBe(true);
      expect(ranges.equals(new RangePartitioner(3, numbers, false))).toBe(false);
      expect(new RangePartitioner(3, sc.emptyRDD<[number, number]>()).numPartitions).toBe(1);
    }));

  it.each([-1, 1.5])('%s partitions are refused', count => {
    expect(errorOf(() => new HashPartitioner(count)).message).toBe(
      `requirement failed: Number of partitions (${count}) cannot be negative.`,
    );
  });
});
