import { expect, it } from 'vitest';
import { completionOf } from '../../src/shell/completion.js';
import type { Shell } from '../../src/shell/shell.js';

const names = ['map', 'mapValues', 'max', 'filter', 'map'];
const asked: string[] = [];

/** Knows some names, and the signature of any. */
const shell = {
  withSubject: (text: string) => (text.startsWith('.') ? `res3${text}` : text),
  interpreter: {
    completionsAt: (text: string, offset: number) => {
      asked.push(text);
      return { from: text.slice(0, offset).search(/\w*$/), items: names.map(name => ({ name, kind: 'method' })) };
    },
    quickInfoAt: () => ({ signature: '(method) max(): number', documentation: '' }),
    definitions: () => [{ name: 'counts', kind: 'const', type: 'x', value: 1 }],
  },
} as unknown as Shell;

it('names that begin with the word are offered once, sorted', async () => {
  expect(await completionOf(shell, '', 'rdd.ma')).toEqual({ candidates: ['map', 'mapValues', 'max'], replaced: 'ma' });
});

it('a whole name shows its signature, unless others begin with it', async () => {
  expect(await completionOf(shell, '', 'rdd.max')).toEqual({ candidates: ['max'], replaced: 'max', signature: '(method) max(): number' });
  expect(await completionOf(shell, '', 'rdd.map')).toEqual({ candidates: ['map', 'mapValues'], replaced: 'map' });
});

it('earlier lines of the input, or the last result, are what a line goes on with', async () => {
  await completionOf(shell, 'rdd\n', '  .fi');
  expect(asked.at(-1)).toBe('rdd\n  .fi');
  await completionOf(shell, '', '.fi');
  expect(asked.at(-1)).toBe('res3.fi');
});

it('in a blank line of an input TAB indents; in a blank line alone it does nothing', async () => {
  expect(await completionOf(shell, 'if (x) {\n', '')).toEqual({ candidates: ['  '], replaced: '' });
  expect(await completionOf(shell, '', '  ')).toEqual({ candidates: [], replaced: '' });
});

it('after a colon commands are offered, then what the command knows of its arguments', async () => {
  expect(await completionOf(shell, '', ':he')).toEqual({ candidates: [':help'], replaced: ':he' });
  expect(await completionOf(shell, '', ':help sav')).toEqual({ candidates: ['save'], replaced: 'sav' });
  expect(await completionOf(shell, '', ':vars co')).toEqual({ candidates: ['counts'], replaced: 'co' });
  expect(await completionOf(shell, '', ':nosuch x')).toEqual({ candidates: [], replaced: '' });
});
