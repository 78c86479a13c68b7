import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { ByteWriter } from '../../../dist/executor/blocks/byte-writer.js';
import { writeColumn } from '../../../dist/executor/blocks/column-writer.js';
import { estimatedBytes } from '../../../dist/executor/memory/size-estimate.js';
import { hashCode } from '../../../dist/executor/shuffle/java-hash.js';
import { v8Values } from '../v8-values.js';

setFlagsFromString('--allow-natives-syntax');
const holdsDoubles = new Function('array', 'return %HasDoubleElements(array)') as (array: unknown) => boolean;

const ways: Readonly<Record<string, (rows: readonly unknown[]) => unknown>> = {
  estimating: rows => estimatedBytes(rows, rows.length),
  encoding: rows => writeColumn(new ByteWriter(64), rows, v8Values),
  hashing: rows => rows.map(hashCode),
};

test.each(Object.keys(ways))('%s leaves arrays of doubles what they are, whatever other arrays were seen', way => {
  for (let time = 0; time < 200; time++) {
    const texts = Array.from({ length: 100 }, (_, i) => [`a${i}`, null]);
    const numbers = Array.from({ length: 100 }, (_, i) => [i + 0.5, i * 1.5 + 0.25]);
    ways[way]!(texts);
    ways[way]!(numbers);
    if (time % 20 === 0) expect(numbers.every(holdsDoubles)).toBe(true);
  }
});
