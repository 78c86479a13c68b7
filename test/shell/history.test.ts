import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { History } from '../../src/shell/history.js';

const folder = mkdtempSync(join(tmpdir(), 'history-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = () => join(folder, `history-${files++}`);

it('entries are there in the next session, a multi-line input as one', () => {
  const path = newPath();
  const first = new History(path);
  first.add('const a = 1');
  first.add('function f() {\n  return "\\n"\n}\n');
  expect(new History(path).entries).toEqual(['const a = 1', 'function f() {\n  return "\\n"\n}']);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
});

it('two sessions do not overwrite each other', () => {
  const path = newPath();
  const [one, two] = [new History(path), new History(path)];
  one.add('1');
  two.add('2');
  one.add('3');
  expect(new History(path).entries).toEqual(['1', '2', '3']);
});

it('blank inputs and repeated ones are left out', () => {
  const history = new History();
  for (const text of ['a', 'a', '  ', 'b', 'a']) history.add(text);
  expect(history.entries).toEqual(['a', 'b', 'a']);
});

it('only the owner can read the file, also one that was there', () => {
  const path = newPath();
  writeFileSync(path, 'old\n');
  chmodSync(path, 0o644);
  new History(path).add('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const fresh = newPath();
  new History(fresh).add('x');
  expect(statSync(fresh).mode & 0o777).toBe(0o600);
});

it('the file is bounded', () => {
  const path = newPath();
  writeFileSync(path, Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join(''));
  expect(new History(path).entries).toHaveLength(10_000);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(10_001);
  expect(new History(path).entries.at(-1)).toBe('line 19999');
});

it('a device stays as it is', () => {
  const before = statSync('/dev/null').mode;
  new History('/dev/null').add('x');
  expect(statSync('/dev/null').mode).toBe(before);
});

it('a path that cannot be written keeps the entries in memory', () => {
  for (const path of [folder, join(folder, 'nosuch', 'history')]) {
    const history = new History(path);
    history.add('x');
    expect(history.entries).toEqual(['x']);
  }
});
