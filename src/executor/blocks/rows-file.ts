/**
 * Rows in files: map outputs that memory has no room for, runs of an operator that spills, cached partitions on disk. A file is frames
 * one after the other, each at a multiple of 8 bytes:
 *
 *     magic, row count, byte length, CRC32 of the bytes (uint32 each), then one batch or more as `column-kinds.ts` describes them
 *
 * A frame is read when its rows are asked for. What it opens it closes at once: a loop over rows may end early.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { SparkError } from '../../errors/spark-error.js';
import type { MapOutputName } from '../shuffle/map-output.js';
import type { EncodedRows, FileRows, FileSegment } from './encoded-rows.js';
import type { RowsBuilder } from './rows-builder.js';

const MAGIC = 0x53575254;
const HEADER_BYTES = 16;
/** A merge holds a frame of every run that it reads. */
const FRAME_BYTES = 1 << 17;
const PADDING = new Uint8Array(8);

/** A map output that cannot be read: its task has to run again. */
export class FetchFailed extends SparkError {
  constructor(
    readonly mapOutput: MapOutputName,
    message: string,
  ) {
    super('FetchFailedException', message, { condition: 'LOST_MAP_OUTPUT' });
  }
}

export class RowsFileWriter {
  readonly path: string;
  readonly #file: number;
  #length = 0;
  #isOpen = true;

  constructor(path: string) {
    this.path = path;
    this.#file = attempt('write', path, () => openSync(path, 'wx', 0o600));
  }

  get byteLength(): number {
    return this.#length;
  }

  /** Writes the rows of a builder, which is done then. */
  append(rows: RowsBuilder): FileSegment {
    const byteOffset = this.#length;
    for (const { rowCount, bytes } of rows.frames(FRAME_BYTES)) {
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt32LE(MAGIC);
      header.writeUInt32LE(rowCount, 4);
      header.writeUInt32LE(bytes.length, 8);
      header.writeUInt32LE(crc32(bytes), 12);
      this.#write(header);
      this.#write(bytes);
      this.#write(PADDING.subarray(0, paddedLength(bytes.length) - bytes.length));
    }
    return { byteOffset, byteLength: this.#length - byteOffset };
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    attempt('write', this.path, () => closeSync(this.#file));
  }

  /** Gives up: the file goes. */
  abort(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
    rmSync(this.path, { force: true });
  }

  #write(bytes: Uint8Array): void {
    attempt('write', this.path, () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    });
    this.#length += bytes.length;
  }
}

/** The frames of a block, in order. A frame's buffer is used again for the next one. */
export function* readFrames(block: FileRows): Generator<EncodedRows, void, undefined> {
  let buffer = Buffer.alloc(0);
  for (const { byteOffset, byteLength } of block.segments) {
    const end = byteOffset + byteLength;
    for (let at = byteOffset; at < end; ) {
      const file = open(block);
      let [rowCount, length, checksum] = [0, 0, 0];
      try {
        const header = Buffer.alloc(HEADER_BYTES);
        fill(block, file, header, at);
        [rowCount, length, checksum] = [header.readUInt32LE(4), header.readUInt32LE(8), header.readUInt32LE(12)];
        if (header.readUInt32LE() !== MAGIC || at + HEADER_BYTES + length > end) throw damaged(block, `no frame starts at byte ${at}`);
        if (buffer.length < length) buffer = Buffer.allocUnsafeSlow(paddedLength(Math.max(length, FRAME_BYTES * 1.25)));
        fill(block, file, buffer.subarray(0, length), at + HEADER_BYTES);
      } finally {
        closeSync(file);
      }
      if (crc32(buffer.subarray(0, length)) !== checksum) throw damaged(block, `the checksum of the frame at byte ${at} is wrong`);
      yield { rowCount, buffer: buffer.buffer as unknown as SharedArrayBuffer, byteOffset: 0, byteLength: length };
      at += HEADER_BYTES + paddedLength(length);
    }
  }
}

const paddedLength = (length: number): number => Math.ceil(length / 8) * 8;

function open(block: FileRows): number {
  try {
    return openSync(block.path, 'r');
  } catch (error) {
    throw damaged(block, (error as Error).message);
  }
}

function fill(block: FileRows, file: number, target: Uint8Array, position: number): void {
  for (let filled = 0; filled < target.length; ) {
    const count = attempt('read', block.path, () => readSync(file, target, filled, target.length - filled, position + filled));
    if (count === 0) throw damaged(block, `it ends at byte ${position + filled}`);
    filled += count;
  }
}

function damaged({ path, mapOutput }: FileRows, how: string): SparkError {
  const message = `Cannot read ${path}: ${how}`;
  return mapOutput === undefined ? new SparkError('IOException', message) : new FetchFailed(mapOutput, message);
}

/** Names the directory and the setting behind it when the disk refuses. */
export function attempt<R>(verb: 'read' | 'write', path: string, act: () => R): R {
  try {
    return act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'No space left on device' : message;
    throw new SparkError('IOException', `Cannot ${verb} ${path}: ${why}. What memory has no room for lies under spark.local.dir.`);
  }
}
