/** The rows of an object file, batch by batch. */
import { closeSync, openSync, readSync } from 'node:fs';
import { SparkError } from '../../errors/spark-error.js';
import { RowsDecoder } from '../blocks/codec.js';
import type { ValueSerializer } from '../blocks/value-serializer.js';
import { OBJECT_FILE_MAGIC } from '../output/object-output.js';
import { fileUrlOf } from './hadoop-path.js';

export function* readObjectFile(path: string, values: ValueSerializer): Generator<unknown[], void, undefined> {
  const file = openSync(path, 'r');
  try {
    const read = (byteLength: number): Buffer | undefined => {
      const bytes = Buffer.from(new SharedArrayBuffer(byteLength));
      let count = 0;
      for (let more = 1; count < byteLength && more > 0; count += more) more = readSync(file, bytes, count, byteLength - count, null);
      return count === byteLength ? bytes : undefined;
    };
    if (read(8)?.toString('latin1') !== OBJECT_FILE_MAGIC) {
      throw new SparkError('IOException', `${fileUrlOf(path)} is not an object file of ts-spark-shell (Spark's own hold Java objects)`);
    }
    const decoder = new RowsDecoder(values);
    for (let header = read(8); header !== undefined; header = read(8)) {
      const bytes = read(header.readUInt32LE(4));
      if (bytes === undefined) throw new SparkError('EOFException', `${fileUrlOf(path)} ends within a block`);
      yield* decoder.batches({
        rowCount: header.readUInt32LE(0),
        buffer: bytes.buffer as unknown as SharedArrayBuffer,
        byteOffset: 0,
        byteLength: bytes.length,
      });
    }
  } finally {
    closeSync(file);
  }
}
