import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { SparkError } from '../../errors/spark-error.js';
import type { FileSplit } from '../../rdd/lineage.js';

/** All bytes of a file, without its compression. */
export function readDecompressed(path: string, codec: FileSplit['codec']): Buffer {
  const bytes = readFileSync(path);
  switch (codec) {
    case 'none':
      return bytes;
    case 'gzip':
      return zlib.gunzipSync(bytes);
    case 'deflate':
      return zlib.inflateSync(bytes);
    case 'zstd': {
      const decompress = (zlib as { zstdDecompressSync?: (bytes: Buffer) => Buffer }).zstdDecompressSync;
      if (decompress === undefined) throw refusal(path, 'zstd compression needs Node 22.15 or newer');
      return decompress(bytes);
    }
    case 'bzip2':
      throw refusal(path, 'bzip2 compression is not supported; gzip is');
  }
}

function refusal(path: string, reason: string): SparkError {
  return new SparkError('UnsupportedOperationException', `Cannot read file:${path}: ${reason}`);
}
