/** Files as bytes: the rows of `binaryFiles` and `binaryRecords`. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { SparkError } from '../../errors/spark-error.js';
import type { FileSplit } from '../../rdd/lineage.js';
import { fileUrlOf } from './hadoop-path.js';

export const readBinaryFile = (path: string): [url: string, content: Uint8Array] => [fileUrlOf(path), new Uint8Array(readFileSync(path))];

/** Records of a split in batches. Splits end between records. */
export function* readBinaryRecords(
  { path, startByte, endByte }: FileSplit,
  recordLength: number,
): Generator<Uint8Array[], void, undefined> {
  const file = openSync(path, 'r');
  try {
    const perBatch = Math.max(1, Math.floor((1 << 18) / recordLength));
    for (let at = startByte; at < endByte; ) {
      const bytes = new Uint8Array(Math.min(perBatch * recordLength, endByte - at));
      if (readSync(file, bytes, 0, bytes.length, at) < bytes.length) {
        throw new SparkError('EOFException', `${fileUrlOf(path)} is shorter than when its partitions were made`);
      }
      const batch: Uint8Array[] = [];
      for (let start = 0; start < bytes.length; start += recordLength) batch.push(bytes.slice(start, start + recordLength));
      yield batch;
      at += bytes.length;
    }
  } finally {
    closeSync(file);
  }
}
