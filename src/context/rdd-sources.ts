/** The part of SparkContext that makes RDDs. */
import {
  binaryFiles,
  binaryRecords,
  emptyRdd,
  objectFile,
  parallelize,
  range,
  textFile,
  wholeTextFiles,
} from '../rdd/operators/sources.js';
import { union } from '../rdd/operators/union.js';
import type { RDD } from '../rdd/rdd.js';
import { JobControl } from './job-control.js';
import type { SparkContext } from './spark-context.js';

export abstract class RddSources extends JobControl {
  /** Rows in `numSlices` partitions of about equal size. The array is read when a job needs it.
   *  @example sc.parallelize([1, 2, 3]).map(x => x * x).collect() // [1, 4, 9] */
  parallelize<A, B>(rows: Iterable<[A, B]>, numSlices?: number): RDD<[A, B]>;
  parallelize<T extends [any, any, any, ...any[]]>(rows: Iterable<T>, numSlices?: number): RDD<T>;
  parallelize<T>(rows: Iterable<T>, numSlices?: number): RDD<T>;
  parallelize<T>(rows: Iterable<T>, numSlices?: number): RDD<T> {
    return parallelize(this.#self, rows, numSlices);
  }

  /** As `parallelize`. */
  makeRDD<A, B>(rows: Iterable<[A, B]>, numSlices?: number): RDD<[A, B]>;
  makeRDD<T extends [any, any, any, ...any[]]>(rows: Iterable<T>, numSlices?: number): RDD<T>;
  makeRDD<T>(rows: Iterable<T>, numSlices?: number): RDD<T>;
  makeRDD<T>(rows: Iterable<T>, numSlices?: number): RDD<T> {
    return parallelize(this.#self, rows, numSlices, 'makeRDD');
  }

  /** Numbers from `start` (0 when one argument is given) up to `end`, which is left out. */
  range(end: number): RDD<number>;
  range(start: number, end: number, step?: number, numSlices?: number): RDD<number>;
  range(start: number, end?: number, step = 1, numSlices?: number): RDD<number> {
    return end === undefined ? range(this.#self, 0, start, step, numSlices) : range(this.#self, start, end, step, numSlices);
  }

  /** No rows, no partitions. */
  emptyRDD<T = never>(): RDD<T> {
    return emptyRdd(this.#self);
  }

  /** Lines of text files: a path, a directory, a glob, or several with commas between. Compressed files are read too.
   *  A missing path is an error when partitions are first asked for. */
  textFile(path: string, minPartitions?: number): RDD<string> {
    return textFile(this.#self, path, minPartitions);
  }

  /** Whole files: pairs of path and content. */
  wholeTextFiles(path: string, minPartitions?: number): RDD<[string, string]> {
    return wholeTextFiles(this.#self, path, minPartitions);
  }

  /** Whole files: pairs of path and bytes. */
  binaryFiles(path: string, minPartitions?: number): RDD<[string, Uint8Array]> {
    return binaryFiles(this.#self, path, minPartitions);
  }

  /** Records of `recordLength` bytes each. */
  binaryRecords(path: string, recordLength: number): RDD<Uint8Array> {
    return binaryRecords(this.#self, path, recordLength);
  }

  /** Rows that `saveAsObjectFile` wrote. The format is our own: files of Spark's hold Java objects. */
  objectFile<T = any>(path: string, minPartitions?: number): RDD<T> {
    return objectFile(this.#self, path, minPartitions);
  }

  /** PySpark's name for `objectFile`; pickle files of Python are not read. */
  pickleFile<T = any>(path: string, minPartitions?: number): RDD<T> {
    return objectFile(this.#self, path, minPartitions, 'pickleFile');
  }

  /** The rows of all. */
  union<T>(...rdds: RDD<T>[] | [readonly RDD<T>[]]): RDD<T> {
    return union(this.#self, rdds.flat() as RDD<T>[]);
  }

  /** There is one class of contexts. */
  get #self(): SparkContext {
    return this as unknown as SparkContext;
  }
}
