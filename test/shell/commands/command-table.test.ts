import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable, loadCommand, resolveCommand } from '../../../src/shell/commands/command-table.js';

const resolved = (word: string) => resolveCommand(word).name;

describe('abbreviations of commands', () => {
  it('an exact name wins over longer names', () => {
    expect(resolved('h?')).toBe('h?');
    expect(resolved('type')).toBe('type');
  });

  it.each([
    ['he', 'help'],
    ['q', 'quit'],
    ['hi', 'history'],
    ['lo', 'load'],
    ['v', 'vars'],
    ['kil', 'kill'],
    ['cl', 'closure'],
  ])(':%s is :%s', (word, name) => expect(resolved(word)).toBe(name));

  it.each([
    ['h', 'help'],
    ['t', 'type'],
    ['k', 'kind'],
    ['c', 'completions'],
    ['j', 'javap'],
    ['w', 'warnings'],
  ])('an abbreviation of spark-shell means the same here: :%s is :%s', (word, name) => expect(resolved(word)).toBe(name));

  it.each([
    ['re', ':re is ambiguous: did you mean :replay or :require or :reset?'],
    ['l', ':l is ambiguous: did you mean :line or :load?'],
    ['s', ':s is ambiguous: did you mean :save or :sh or :settings or :silent?'],
    ['p', ':p is ambiguous: did you mean :paste or :power?'],
    ['foo', "No such command ':foo'.  Type :help for help."],
    ['helpme', "No such command ':helpme'.  Type :help for help."],
  ])('Scala words for :%s', (word, message) => expect(() => resolveCommand(word)).toThrow(message));
});

it('the table says what the records say', async () => {
  const lines = await Promise.all(
    commandTable.map(async line => {
      const { name, args, summary } = await loadCommand(line);
      return { name, args, summary, file: line.file, ...(line.own && { own: line.own }) };
    }),
  );
  expect(commandTable).toEqual(lines);
});

it('every record is in the table', () => {
  const parts = [
    'arguments',
    'command',
    'command-table',
    'complete',
    'history-range',
    'module-name',
    'paste-module',
    'run-command',
    'session-value',
    'table',
  ];
  const files = readdirSync('src/shell/commands').map(file => file.replace(/\.ts$/, ''));
  expect(commandTable.map(({ file }) => file).sort()).toEqual(files.filter(file => !parts.includes(file)).sort());
});
