/**
 * Text files of `saveAsTextFile`. Tasks write their parts below `_temporary`; when all have, the driver moves them to the directory and
 * writes `_SUCCESS`. A task that runs again begins its part anew.
 */
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { SparkError } from '../../errors/spark-error.js';
import type { TextCodec } from '../../rdd/lineage.js';
import { fileUrlOf, localPathOf, statsOf } from '../input/hadoop-path.js';
import { Checksums } from './checksum-file.js';
import { rowText } from './row-text.js';

const TEMPORARY = '_temporary';
const CHUNK_CHARACTERS = 1 << 20;

/** Driver side, before the job: makes the directory and gives its absolute path.
 *  @throws SparkError FileAlreadyExistsException */
export function prepareOutputDirectory(path: string, workingDirectory: string = process.cwd()): string {
  const directory = localPathOf(path, workingDirectory);
  if (exists(directory)) {
    throw new SparkError('FileAlreadyExistsException', `Output directory ${fileUrlOf(directory)} already exists`);
  }
  try {
    mkdirSync(join(directory, TEMPORARY), { recursive: true });
  } catch (error) {
    if (!['ENOTDIR', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new SparkError('ParentNotDirectoryException', `Parent path is not a directory: ${fileUrlOf(nearestExisting(directory))}`);
  }
  return directory;
}

/** Driver side, after the job.
 *  @param hasMarker leaves a `_SUCCESS`, which tells other programs that the directory is whole */
export function commitOutput(directory: string, hasMarker = true): void {
  const temporary = join(directory, TEMPORARY);
  for (const name of readdirSync(temporary)) renameSync(join(temporary, name), join(directory, name));
  rmSync(temporary, { recursive: true });
  if (!hasMarker) return;
  const success = join(directory, '_SUCCESS');
  writeFileSync(success, '');
  new Checksums().writeBeside(success);
}

/** Driver side, after a failed job: no part is left, nor the directory, so that the statement may be run again. */
export function abortOutput(directory: string): void {
  rmSync(join(directory, TEMPORARY), { recursive: true, force: true });
  if (exists(directory) && readdirSync(directory).length === 0) rmdirSync(directory);
}

/** Executor side: the part of one partition. */
export function openTextOutput(directory: string, partition: number, codec: TextCodec): TextOutput {
  return new TextOutput(`${partPath(directory, partition)}${EXTENSIONS[codec]}`, codec);
}

/** Where the part of a partition is written before the job is done. */
export const partPath = (directory: string, partition: number): string => join(directory, TEMPORARY, partName(partition));

export const partName = (partition: number): string => `part-${String(partition).padStart(5, '0')}`;

const EXTENSIONS: Readonly<Record<TextCodec, string>> = { none: '', gzip: '.gz', deflate: '.deflate' };

export class TextOutput {
  readonly #path: string;
  readonly #codec: TextCodec;
  readonly #file: number;
  readonly #checksums = new Checksums();
  #text = '';
  #chunkCount = 0;

  constructor(path: string, codec: TextCodec) {
    this.#path = path;
    this.#codec = codec;
    this.#file = openSync(path, 'w');
  }

  write(row: unknown): void {
    this.#text += typeof row === 'string' ? row : rowText(row);
    this.#text += '\n';
    if (this.#text.length >= CHUNK_CHARACTERS && this.#codec !== 'deflate') this.#writeChunk();
  }

  finish(): void {
    // An empty part is an empty file, or an empty gzip member.
    if (this.#text !== '' || this.#chunkCount === 0) this.#writeChunk();
    closeSync(this.#file);
    this.#checksums.writeBeside(this.#path);
  }

  /** Gives up: the part is not kept. */
  abort(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #writeChunk(): void {
    // Gzip members may follow each other: each chunk is one, and memory holds one chunk. A deflate file is one stream.
    const bytes =
      this.#codec === 'gzip' ? gzipSync(this.#text) : this.#codec === 'deflate' ? deflateSync(this.#text) : Buffer.from(this.#text);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#checksums.update(bytes);
    this.#text = '';
    this.#chunkCount++;
  }
}

function nearestExisting(path: string): string {
  let parent = dirname(path);
  while (parent !== dirname(parent) && !exists(parent)) parent = dirname(parent);
  return parent;
}

const exists = (path: string): boolean => statsOf(path) !== undefined;
