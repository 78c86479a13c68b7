import { expect, it } from 'vitest';
import { commandTable } from '../../../src/shell/commands/command-table.js';
import { completeCommandName } from '../../../src/shell/commands/complete.js';
import { FakeShell } from './fake-shell.js';

it(':help lists every command in the columns of spark-shell', async () => {
  const text = await new FakeShell().type(':help');
  const lines = text.split('\n');
  expect(lines[0]).toBe('All commands can be abbreviated, e.g., :he instead of :help.');
  expect(lines[1]).toBe(':help [command]          print this summary or command-specific help');
  expect(lines).toContain(':imports [name name ...] show import history, identifying sources of names');
  expect(lines.slice(1, commandTable.length + 1).map(line => line.slice(1).split(' ')[0])).toEqual(commandTable.map(({ name }) => name));
  expect(lines.slice(commandTable.length + 1, commandTable.length + 4)).toEqual([
    '',
    'Useful default key bindings:',
    '  TAB           code completion',
  ]);
});

it('a lone colon prints the help', async () => {
  expect(await new FakeShell().type(':')).toMatch(/^All commands can be abbreviated/);
});

it(':help name prints a blank line, the usage, the explanation and the examples', async () => {
  expect(await new FakeShell().type(':help type')).toBe(`
:type [-v] <expr>
With -v also the type with its aliases expanded. Nothing runs: \`:type text.count()\` starts no job.

spark> :type 1 + 2
number
spark> :type sc.range(3).map(x => [x, String(x)])
RDD<[number, string]>`);
});

it(':help takes an abbreviation, with its colon or without', async () => {
  const shell = new FakeShell();
  expect(await shell.type(':help sil')).toBe(await shell.type(':help :silent'));
});

it.each([
  ['re', 're is ambiguous: did you mean :replay or :require or :reset?'],
  ['zz', "No such command 'zz'.  Type :help for help."],
])(':help %s names the word without a colon', async (word, message) => {
  await expect(new FakeShell().type(`:help ${word}`)).rejects.toThrow(new RegExp(`^${message.replace('?', '\\?')}$`));
});

it('names of commands complete after :help', () => {
  expect(completeCommandName(new FakeShell().asShell, 're')).toEqual({ from: 0, candidates: ['replay', 'require', 'reset'] });
  expect(completeCommandName(new FakeShell().asShell, ':sil')).toEqual({ from: 1, candidates: ['silent'] });
});
