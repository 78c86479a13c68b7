import { readDecompressed } from './decompress.js';
import { fileUrlOf } from './hadoop-path.js';
import { codecOf } from './input-splits.js';

/** The row of `wholeTextFiles` for one file. */
export function readWholeTextFile(path: string): [url: string, content: string] {
  return [fileUrlOf(path), readDecompressed(path, codecOf(path)).toString('utf8')];
}
