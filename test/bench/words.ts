/** A text to count words in: 20,000 words, the n-th most frequent one 1/n as frequent as the first, twelve a line. Always the same bytes. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const vocabularySize = 20_000;
const wordsPerLine = 12;
const slotBits = 20;
const chunkBytes = 1 << 20;

/** @returns the path of the text, which is kept for the next run */
export function wordsFile(bytes: number): string {
  const folder = join(tmpdir(), 'ts-spark-bench');
  const path = join(folder, `words-${bytes}.txt`);
  if (existsSync(path) && statSync(path).size >= bytes) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  for (let written = 0; written < bytes; ) written += writeSync(file, nextChunk(Math.min(chunkBytes, bytes - written)));
  closeSync(file);
  renameSync(unfinished, path);
  return path;
}

let state = 20_260_101;

/** Random bits (xorshift32), the same in every run. */
function randomBits(bitCount: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> (32 - bitCount);
}
