/** RDDs that come from outside: arrays, numbers, files. */
import type { SparkContext } from '../../context/spark-context.js';
import { SparkError } from '../../errors/spark-error.js';
import type { EncodedRows } from '../../executor/blocks/encoded-rows.js';
import { fileUrlOf } from '../../executor/input/hadoop-path.js';
import { textFileSplits, wholeTextFileGroups } from '../../executor/input/input-splits.js';
import type { FileSplit } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { illegalArgument, requirement } from '../requirement.js';

function assertSlices(numSlices: number): void {
  if (!(numSlices >= 1)) throw illegalArgument('Positive number of partitions required');
}

/** Slice i of n holds the rows from i * length / n to (i + 1) * length / n, as Spark cuts them. */
export function parallelize<T>(
  context: SparkContext,
  rows: Iterable<T>,
  numSlices = context.defaultParallelism,
  operator = 'parallelize',
): RDD<T> {
  assertSlices(numSlices);
  const list: readonly T[] = Array.isArray(rows) ? rows : Array.from(rows);
  let slices: readonly EncodedRows[] | undefined;
  return context.newRdd({
    className: 'ParallelCollectionRDD',
    operator,
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
  requirement(step !== 0, 'step cannot be 0');
  assertSlices(numSlices);
  const count = Math.max(0, Math.ceil((end - start) / step));
  const indices = context.newRdd<number>({
    className: 'ParallelCollectionRDD',
    operator: 'range',
    dependencies: [],
    numPartitions: () => numSlices,
    node: () => ({ kind: 'range', start, step, count }),
  });
  return indices.derive(narrow(indices, 'range', () => ({ kind: 'identity', parent: indices.id })));
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

/** The files of each partition, listed when they are first asked for. */
function fileGroups(path: string, minPartitions: number): () => readonly (readonly string[])[] {
  let groups: readonly (readonly string[])[] | undefined;
  return () => (groups ??= wholeTextFileGroups(path, minPartitions));
}

export function wholeTextFiles(context: SparkContext, path: string, minPartitions = context.defaultMinPartitions): RDD<[string, string]> {
  const groups = fileGroups(path, minPartitions);
  const files = context.newRdd<[string, string]>({
    className: 'WholeTextFileRDD',
    operator: 'wholeTextFiles',
    dependencies: [],
    numPartitions: () => groups().length,
    node: () => ({ kind: 'wholeTextFiles', files: groups() }),
  });
  return files.derive({
    ...narrow(files, 'wholeTextFiles', () => ({ kind: 'map', parent: files.id, f: builtin('identity') })),
    name: path,
  });
}

export function binaryFiles(context: SparkContext, path: string, minPartitions = context.defaultMinPartitions): RDD<[string, Uint8Array]> {
  const groups = fileGroups(path, minPartitions);
  return context.newRdd({
    className: 'BinaryFileRDD',
    operator: 'binaryFiles',
    name: path,
    dependencies: [],
    numPartitions: () => groups().length,
    node: () => ({ kind: 'binaryFiles', files: groups() }),
  });
}

export function binaryRecords(context: SparkContext, path: string, recordLength: number): RDD<Uint8Array> {
  requirement(Number.isInteger(recordLength) && recordLength > 0, 'record length must be positive');
  let splits: readonly FileSplit[] | undefined;
  const read = (): readonly FileSplit[] => (splits ??= recordSplits(textFileSplits(path, 1), recordLength));
  const records = context.newRdd<Uint8Array>({
    className: 'NewHadoopRDD',
    operator: 'binaryRecords',
    name: path,
    dependencies: [],
    numPartitions: () => read().length,
    node: () => ({ kind: 'binaryRecords', splits: read(), recordLength }),
  });
  return records.derive(narrow(records, 'binaryRecords', () => ({ kind: 'identity', parent: records.id })));
}

/** Moves the ends of splits to ends of records.
 *  @throws SparkError when a file does not hold whole records */
function recordSplits(splits: readonly FileSplit[], recordLength: number): FileSplit[] {
  const endOf = (byte: number): number => Math.ceil(byte / recordLength) * recordLength;
  return splits.flatMap((split, i) => {
    const isLast = splits[i + 1]?.path !== split.path;
    if (isLast && split.endByte % recordLength !== 0) {
      throw new SparkError(
        'IOException',
        `${fileUrlOf(split.path)} has ${split.endByte} bytes, which are no whole records of ${recordLength}`,
      );
    }
    const moved = { ...split, startByte: endOf(split.startByte), endByte: isLast ? split.endByte : endOf(split.endByte) };
    return moved.startByte < moved.endByte ? [moved] : [];
  });
}

/** Part files of `saveAsObjectFile`, a partition each. */
export function objectFile<T>(context: SparkContext, path: string, _minPartitions?: number, operator = 'objectFile'): RDD<T> {
  let files: readonly string[] | undefined;
  // One split a file, in order of the parts; empty files hold nothing.
  const list = (): readonly string[] => (files ??= [...new Set(textFileSplits(path, 1).map(split => split.path))]);
  const blocks = context.newRdd<T>({
    className: 'HadoopRDD',
    operator,
    name: path,
    dependencies: [],
    numPartitions: () => list().length,
    node: () => ({ kind: 'objectFile', files: list() }),
  });
  return blocks.derive(narrow(blocks, operator, () => ({ kind: 'identity', parent: blocks.id })));
}
