/** A text to count words in: 20,000 words, the n-th most frequent one 1/n as frequent as the first, twelve a line. Always the same bytes. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const vocabularySize = 20_000;
const wordsPerLine = 12;
const slotBits = 20;
const chunkLength = 1 << 20;

/** @returns the path of the text, which is kept for the next run */
export function wordsFile(bytes: number): string {
  const folder = join(tmpdir(), 'ts-spark-bench');
  const path = join(folder, `words-${bytes}.txt`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  let written = 0;
  let chunk = '';
  for (const line of zipfLines()) {
    chunk += line;
    if (chunk.length < chunkLength && written + chunk.length < bytes) continue;
    written += writeSync(file, chunk);
    chunk = '';
    if (written >= bytes) break;
  }
  closeSync(file);
  renameSync(unfinished, path);
  return path;
}

function* zipfLines(): Generator<string, never> {
  const random = randomBits(20_261_121);
  const bits = (count: number) => random.next().value >>> (32 - count);
  const letter = () => String.fromCharCode(97 + (bits(16) % 26));
  const words = Array.from({ length: vocabularySize }, () => Array.from({ length: 3 + bits(3) }, letter).join(''));
  // One look-up a word: a word has as many of the slots as its share of the text.
  const slots = new Uint16Array(1 << slotBits);
  const whole = words.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  let slot = 0;
  let share = 0;
  for (const rank of words.keys()) {
    share += 1 / (rank + 1) / whole;
    for (; slot < share * slots.length && slot < slots.length; slot++) slots[slot] = rank;
  }
  for (;;) {
    let line = words[slots[bits(slotBits)]!]!;
    for (let i = 1; i < wordsPerLine; i++) line += ` ${words[slots[bits(slotBits)]!]}`;
    yield `${line}\n`;
  }
}

/** Random numbers of 32 bits (xorshift32), the same for the same seed. */
function* randomBits(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}
