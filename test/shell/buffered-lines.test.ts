import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { BufferedLines } from '../../src/shell/buffered-lines.js';

function pipe() {
  const stream = new PassThrough({ encoding: 'utf8' });
  return { stream, lines: new BufferedLines('<stdin>', stream) };
}

it('lines are those of the text, however it arrives', async () => {
  const { stream, lines } = pipe();
  stream.write('a\nb');
  stream.write('c\r\n\nd');
  stream.end();
  const taken: (string | undefined)[] = [];
  for (let line = await lines.next(); line !== undefined; line = await lines.next()) taken.push(line);
  expect(taken).toEqual(['a', 'bc', '', 'd']);
  expect(lines.lineNumber).toBe(5);
});

it('a character whose bytes arrive apart is whole', async () => {
  const { stream, lines } = pipe();
  const bytes = Buffer.from('é\n');
  stream.write(bytes.subarray(0, 1));
  stream.end(bytes.subarray(1));
  expect(await lines.next()).toBe('é');
});

it('a byte order mark is no text', async () => {
  const { stream, lines } = pipe();
  stream.end('\ufeffa\n\ufeffb');
  expect([await lines.next(), await lines.next()]).toEqual(['a', '\ufeffb']);
  expect(await BufferedLines.of('\ufeffa', 'f').next()).toBe('a');
});

it('waiting for more gives up after the time, and loses nothing', async () => {
  const { stream, lines } = pipe();
  expect(await lines.moreArrives(1)).toBe(false);
  stream.write('a\n');
  expect(await lines.moreArrives()).toBe(true);
  expect(lines.peek()).toBe('a');
  stream.end();
  expect(await lines.moreArrives()).toBe(false);
  expect(lines.ended).toBe(true);
});

it('a text has its line numbers and has ended', async () => {
  const lines = BufferedLines.of('x\ny\n', 'f.ts', 7);
  expect(lines.ended).toBe(true);
  expect(lines.lineNumber).toBe(7);
  lines.take(1);
  expect(lines.lineNumber).toBe(8);
  expect(lines.arrived()).toEqual(['y']);
});
