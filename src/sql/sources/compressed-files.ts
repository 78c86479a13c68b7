/** Files by their bytes, without their compression. */
import { readFileSync } from 'node:fs';
import { readDecompressed } from '../../executor/input/decompress.js';

const codecs = { '.gz': 'gzip', '.deflate': 'deflate', '.bz2': 'bzip2', '.zst': 'zstd' } as const;

type Codec = (typeof codecs)[keyof typeof codecs];

/** How a file is compressed, by its name. */
export const codecOf = (path: string): Codec | undefined => Object.entries(codecs).find(([extension]) => path.endsWith(extension))?.[1];

export function contentOf(path: string): Buffer {
  const codec = codecOf(path);
  return codec === undefined ? readFileSync(path) : readDecompressed(path, codec);
}
