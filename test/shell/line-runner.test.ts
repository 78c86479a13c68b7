import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Origin } from '../../src/compiler/cell.js';
import { BufferedLines } from '../../src/shell/buffered-lines.js';
import { runLines } from '../../src/shell/line-runner.js';
import type { Shell } from '../../src/shell/shell.js';

/** A shell whose statements are lines; it tells what it has run. */
function shellOfLines(ran: (text: string) => void): Shell {
  const interpreter = {
    split: (text: string, { file, line }: Origin) =>
      text.split('\n').map((each, i) => ({ text: each, origin: { file, line: line + i }, complete: true })),
    isIncomplete: () => false,
  };
  const runCell = async (text: string) => {
    ran(text);
    return true;
  };
  return { interpreter, runCell } as unknown as Shell;
}

it('lines that arrive while the last one waits for what may belong to it run after it', async () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const ran: string[] = [];
  const all = new Promise<void>(resolve => {
    const shell = shellOfLines(text => {
      if (ran.push(text) === 4) resolve();
    });
    void runLines(shell, new BufferedLines('<stdin>', stream), {});
  });
  stream.write('one\n');
  // Later than the first line, and before its time to go on is over.
  setTimeout(() => stream.write('two\nthree\nfour\n'), 5);
  await all;
  expect(ran).toEqual(['one', 'two', 'three', 'four']);
});
