/**
 * From what the person gave `textFile` to the splits of its partitions, by the rules of Hadoop's FileInputFormat. Runs on the driver
 * when the partitions are first asked for.
 */
import { readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SparkError } from '../../errors/spark-error.js';
import type { FileSplit } from '../../rdd/lineage.js';
import { isGlob, isHidden, matchGlob } from './glob.js';
import { fileUrlOf, localPathOf, splitPathList, statsOf } from './hadoop-path.js';

/** Hadoop's block size for local files. */
const BLOCK_BYTES = 32 * 1024 * 1024;
/** The last split of a file may be a tenth larger than the others. */
const SPLIT_SLOP = 1.1;

interface InputFile {
  readonly path: string;
  readonly bytes: number;
}

/** @param paths a path, a glob or a directory, or a comma list of these
 *  @throws SparkError InvalidInputException when a path does not exist or a glob matches nothing */
export function textFileSplits(paths: string, minPartitions: number, workingDirectory: string = process.cwd()): FileSplit[] {
  const files = listInputFiles(paths, workingDirectory, refuseDirectory);
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const goalBytes = Math.floor(totalBytes / Math.max(1, minPartitions));
  const splitBytes = Math.max(1, Math.min(goalBytes, BLOCK_BYTES));
  return files.flatMap(file => splitsOf(file, splitBytes));
}

/** An empty file has no split. */
function splitsOf({ path, bytes }: InputFile, splitBytes: number): FileSplit[] {
  const codec = codecOf(path);
  if (codec !== 'none') return bytes === 0 ? [] : [{ path, startByte: 0, endByte: bytes, codec }];
  const splits: FileSplit[] = [];
  let startByte = 0;
  while ((bytes - startByte) / splitBytes > SPLIT_SLOP) {
    splits.push({ path, startByte, endByte: startByte + splitBytes, codec });
    startByte += splitBytes;
  }
  if (startByte < bytes) splits.push({ path, startByte, endByte: bytes, codec });
  return splits;
}

/** The files of each partition of `wholeTextFiles`, by the rules of CombineFileInputFormat on one machine: files are gathered until a
 *  partition has its share of the bytes; empty files, and what is left over, share the last partition. */
export function wholeTextFileGroups(paths: string, minPartitions: number, workingDirectory: string = process.cwd()): string[][] {
  const files = listInputFiles(paths, workingDirectory, () => {});
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const shareBytes = Math.ceil(totalBytes / Math.max(1, minPartitions));
  const groups: string[][] = [];
  let group: InputFile[] = [];
  let groupBytes = 0;
  for (const file of files) {
    if (file.bytes === 0) continue;
    group.push(file);
    groupBytes += file.bytes;
    if (groupBytes >= shareBytes) {
      groups.push(group.map(({ path }) => path));
      group = [];
      groupBytes = 0;
    }
  }
  const rest = [...files.filter(file => file.bytes === 0), ...group];
  if (rest.length > 0) groups.push(rest.map(({ path }) => path));
  return groups;
}

/** The codec of a file, by the end of its name. */
export function codecOf(path: string): FileSplit['codec'] {
  const extension = /\.(gz|deflate|bz2|zst|snappy|lz4)$/.exec(path)?.[1];
  switch (extension) {
    case undefined:
      return 'none';
    case 'gz':
      return 'gzip';
    case 'deflate':
      return 'deflate';
    case 'bz2':
      return 'bzip2';
    case 'zst':
      return 'zstd';
    default:
      throw new SparkError(
        'UnsupportedOperationException',
        `Cannot read ${fileUrlOf(path)}: ${extension} compression is not supported; gzip is`,
      );
  }
}

function listInputFiles(paths: string, workingDirectory: string, onDirectory: (path: string) => void): InputFile[] {
  const files: InputFile[] = [];
  const problems: string[] = [];
  const addFile = (path: string, stats: Stats): void => {
    if (stats.isDirectory()) onDirectory(path);
    else files.push({ path, bytes: stats.size });
  };
  for (const given of splitPathList(paths)) {
    const path = localPathOf(given, workingDirectory);
    const matches = isGlob(path) ? matchGlob(path) : [path];
    if (matches.length === 0) problems.push(`Input Pattern ${fileUrlOf(path)} matches 0 files`);
    for (const match of matches) {
      // Hidden files are never input, not even by name.
      const stats = isHidden(basename(match)) ? undefined : statsOf(match);
      if (stats === undefined) problems.push(`Input path does not exist: ${fileUrlOf(match)}`);
      else if (!stats.isDirectory()) addFile(match, stats);
      else {
        for (const name of readdirSync(match).sort()) {
          if (!isHidden(name)) addFile(join(match, name), statSync(join(match, name)));
        }
      }
    }
  }
  if (problems.length > 0) throw new SparkError('InvalidInputException', problems.join('\n'));
  return files;
}

function refuseDirectory(path: string): void {
  throw new SparkError(
    'IOException',
    `Path: ${path} is a directory, which is not supported by the record reader when \`mapreduce.input.fileinputformat.input.dir.recursive\` is false.`,
  );
}
