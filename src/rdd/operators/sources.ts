/** RDDs that come from outside: arrays, numbers, files. */
import type { SparkContext } from '../../context/spark-context.js';
import type { EncodedRows } from '../../executor/blocks/encoded-rows.js';
import { textFileSplits, wholeTextFileGroups } from '../../executor/input/input-splits.js';
import type { FileSplit } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';

function assertSlices(numSlices: number): void {
  if (!(numSlices >= 1)) throw new RangeError('Positive number of partitions required');
}

/** Slice i of n holds the rows from i * length / n to (i + 1) * length / n, as Spark cuts them. */
export function parallelize<T>(context: SparkContext, rows: Iterable<T>, numSlices = context.defaultParallelism): RDD<T> {
  assertSlices(numSlices);
  const list: readonly T[] = Array.isArray(rows) ? rows : Array.from(rows);
  let slices: readonly EncodedRows[] | undefined;
  return context.newRdd({
    className: 'ParallelCollectionRDD',
    operator: 'parallelize',
    dependencies: [],
    numPartitions: () => numSlices,
    node: () => {
      const edge = (i: number): number => Math.floor((i * list.length) / numSlices);
      slices ??= context.encodeSlices(Array.from({ length: numSlices }, (_, i) => list.slice(edge(i), edge(i + 1))));
      return { kind: 'parallelize', slices };
    },
  });
}

export function range(
  context: SparkContext,
  start: number,
  end: number,
  step: number,
  numSlices = context.defaultParallelism,
): RDD<number> {
  if (step === 0) throw new RangeError('requirement failed: step cannot be 0');
  assertSlices(numSlices);
  const count = Math.max(0, Math.ceil((end - start) / step));
  return context.newRdd({
    className: 'MapPartitionsRDD',
    operator: 'range',
    dependencies: [],
    numPartitions: () => numSlices,
    node: () => ({ kind: 'range', start, step, count }),
  });
}

export function emptyRdd<T>(context: SparkContext): RDD<T> {
  return context.newRdd({
    className: 'EmptyRDD',
    operator: 'emptyRDD',
    dependencies: [],
    numPartitions: () => 0,
    node: () => ({ kind: 'empty' }),
  });
}

export function textFile(context: SparkContext, path: string, minPartitions = context.defaultMinPartitions): RDD<string> {
  let splits: readonly FileSplit[] | undefined;
  const read = (): readonly FileSplit[] => (splits ??= textFileSplits(path, minPartitions));
  const file = context.newRdd<string>({
    className: 'HadoopRDD',
    operator: 'textFile',
    name: path,
    dependencies: [],
    numPartitions: () => read().length,
    node: () => ({ kind: 'textFile', splits: read() }),
  });
  return file.derive({ ...narrow(file, 'textFile', () => ({ kind: 'identity', parent: file.id })), name: path });
}

export function wholeTextFiles(context: SparkContext, path: string, minPartitions = context.defaultMinPartitions): RDD<[string, string]> {
  let groups: readonly (readonly string[])[] | undefined;
  const read = (): readonly (readonly string[])[] => (groups ??= wholeTextFileGroups(path, minPartitions));
  const files = context.newRdd<[string, string]>({
    className: 'WholeTextFileRDD',
    operator: 'wholeTextFiles',
    name: path,
    dependencies: [],
    numPartitions: () => read().length,
    node: () => ({ kind: 'wholeTextFiles', files: read() }),
  });
  return files.derive({
    ...narrow(files, 'wholeTextFiles', () => ({ kind: 'map', parent: files.id, f: builtin('identity') })),
    name: path,
  });
}
