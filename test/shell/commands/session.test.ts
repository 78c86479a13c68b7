import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { completeFilePath } from '../../../src/shell/commands/complete.js';
import { FakeShell } from './fake-shell.js';

const folder = mkdtempSync(join(tmpdir(), 'commands-session-'));
const file = join(folder, 'my file.ts');
writeFileSync(file, 'const a = 1\n');
writeFileSync(join(folder, 'empty.ts'), ' \n');
afterAll(() => rmSync(folder, { recursive: true }));

describe(':load', () => {
  it('runs a file with its flags and arguments', async () => {
    const shell = new FakeShell();
    await shell.type(`:load -v --stop-on-error "${file}" x 'y z'`);
    expect(shell.calls).toEqual([['runFile', file, { verbose: true, stopOnError: true, args: ['x', 'y z'] }]]);
  });

  it('leaves it to the session whether a failure stops the file', async () => {
    const shell = new FakeShell();
    await shell.type(`:load "${file}"`);
    expect(shell.calls).toEqual([['runFile', file, { verbose: false, args: [] }]]);
  });

  it.each([
    ['', 'usage: :load -v file'],
    [' -v', 'usage: :load -v file'],
    [' nosuch.ts', 'File `nosuch.ts` does not exist.'],
    [` ${folder}`, `File \`${folder}\` is a directory.`],
  ])(':load%s is refused', async (args, message) => {
    await expect(new FakeShell().type(`:load${args}`)).rejects.toThrow(message);
  });
});

describe(':paste', () => {
  const nothing = '// Exiting paste mode... nothing to compile.';
  const interpreting = '// Exiting paste mode... now interpreting.';

  it('runs what is typed up to ctrl-D as one input, and records it so that it loads again', async () => {
    const shell = new FakeShell();
    shell.pasted = 'const a = 1\nEOF';
    expect(await shell.type(':paste')).toBe(`// Entering paste mode (ctrl-D to finish)\n\n${interpreting}`);
    expect(shell.calls).toEqual([['runBlock', 'const a = 1\nEOF', undefined]]);
    expect(shell.entries).toEqual([':paste < EOF_\nconst a = 1\nEOF\nEOF_']);
  });

  it('does not record a text that failed', async () => {
    const shell = new FakeShell();
    shell.pasted = 'nope';
    shell.onRun = () => false;
    await shell.type(':paste');
    expect(shell.entries).toEqual([]);
  });

  it('compiles nothing of an empty text', async () => {
    const shell = new FakeShell();
    expect(await shell.type(':paste')).toContain(nothing);
    expect(shell.calls).toEqual([]);
  });

  it('says that a text is incomplete', async () => {
    const shell = new FakeShell();
    shell.pasted = 'const a = (';
    shell.onRun = () => false;
    expect(await shell.type(':paste')).toContain(`${interpreting}\n! The pasted code is incomplete!`);
  });

  it.each([
    ['< EOF', ['EOF', 'plain']],
    ['<| END', ['END', 'margin']],
    ['<- X', ['X', 'trim']],
    ['<EOF', ['EOF', 'plain']],
  ])('%s reads a here-document', async (source, args) => {
    const shell = new FakeShell();
    shell.pasted = 'a';
    expect(await shell.type(`:paste ${source}`)).toBe(`// Entering paste mode (${args[0]} to finish)\n\n${interpreting}`);
    expect(shell.calls[0]).toEqual(['readHereDocument', ...args]);
  });

  it('runs a file as one input', async () => {
    const shell = new FakeShell();
    expect(await shell.type(`:paste "${file}"`)).toBe(`Pasting file ${file}...\n${interpreting}`);
    expect(shell.calls).toEqual([['runBlock', 'const a = 1\n', file]]);
  });

  it.each([
    [' nosuch.ts', 'File `nosuch.ts` does not exist.'],
    [` ${folder}/empty.ts`, 'File contains no code: '],
    [' -foo', 'usage: :paste [-raw] file | < EOF'],
    [' <', 'usage: :paste [-raw] file | < EOF'],
  ])(':paste%s is refused', async (args, message) => {
    await expect(new FakeShell().type(`:paste${args}`)).rejects.toThrow(message);
  });

  it('-raw makes the text a module of its own and imports it', async () => {
    const shell = new FakeShell();
    shell.pasted = 'export const a = 1';
    expect(await shell.type(':paste -raw')).toContain('// Exiting paste mode... now compiling as a module.');
    const [, text] = shell.calls[0] as [string, string];
    expect(shell.entries).toEqual([':paste -raw < EOF\nexport const a = 1\nEOF']);
    const [, path] = /^import \* as pasted1 from '(.*)'$/.exec(text)!;
    expect(readFileSync(path!, 'utf8')).toBe('export const a = 1');
  });

  it('-raw with a file imports the file', async () => {
    const shell = new FakeShell();
    await shell.type(`:paste -raw "${file}"`);
    expect(shell.calls[0]!.slice(0, 2)).toEqual(['runCell', `import * as myFile from '${file}'`]);
    expect(shell.entries).toEqual([`:paste -raw "${file}"`]);
  });
});

describe(':save', () => {
  it('writes the entries, one after the other', async () => {
    const shell = new FakeShell();
    shell.entries.push('const a = 1', ':load b.ts', 'f(\n1)');
    const path = join(folder, 'saved.ts');
    expect(await shell.type(`:save ${path}`)).toBe('');
    expect(readFileSync(path, 'utf8')).toBe('const a = 1\n:load b.ts\nf(\n1)\n');
  });

  it('wants a name, entries and a folder that is there', async () => {
    const shell = new FakeShell();
    await expect(shell.type(':save')).rejects.toThrow('File name is required.');
    await expect(shell.type(':save x.ts')).rejects.toThrow('No replay commands in session');
    shell.entries.push('1');
    await expect(shell.type(':save /nope/x.ts')).rejects.toThrow('Cannot write `/nope/x.ts`: ENOENT');
  });
});

describe(':replay', () => {
  it('resets the session and runs every entry again', async () => {
    const shell = new FakeShell();
    shell.entries.push('const a = 1', ':load b.ts');
    expect(await shell.type(':replay')).toBe('replay> const a = 1\n\nreplay> :load b.ts\n');
    expect(shell.calls).toEqual([['reset'], ['runText', 'const a = 1'], ['runText', ':load b.ts']]);
  });

  it('has nothing to replay in a new session', async () => {
    await expect(new FakeShell().type(':replay')).rejects.toThrow('Nothing to replay.');
  });
});

describe(':reset', () => {
  it('names what it forgets', async () => {
    const shell = new FakeShell();
    shell.entries.push('const b = 1');
    shell.interpreter.definedNames.push(
      { name: 'sc', kind: 'const', type: 'SparkContext' },
      { name: 'b', kind: 'const', type: 'number' },
      { name: 'a', kind: 'function', type: '() => void' },
      { name: 'T', kind: 'type', type: 'T' },
    );
    expect(await shell.type(':reset typecheck off')).toBe(`Resetting REPL state.
Forgetting this session history:

const b = 1

Forgetting all expression results and named terms: a, b
Forgetting defined types: T
Note that after :reset, state of SparkSession and SparkContext is unchanged.`);
    expect(shell.calls).toEqual([['reset']]);
    expect(shell.interpreter.settings.typecheck).toBe(false);
  });

  it('of a new session forgets nothing', async () => {
    expect(await new FakeShell().type(':reset')).toBe(
      'Resetting REPL state.\nNote that after :reset, state of SparkSession and SparkContext is unchanged.',
    );
  });
});

it('file paths complete: folders end in a slash, hidden files need their dot', () => {
  const shell = new FakeShell().asShell;
  expect(completeFilePath(shell, `-v ${folder}/em`)).toEqual({ from: folder.length + 4, candidates: ['empty.ts'] });
  expect(completeFilePath(shell, folder.slice(0, -1)).candidates).toContain(`${folder.split('/').at(-1)}/`);
  expect(completeFilePath(shell, '.git').candidates).toContain('.gitignore');
  expect(completeFilePath(shell, 'pack').candidates).toEqual(['package-lock.json', 'package.json']);
  expect(completeFilePath(shell, '/no/such/')).toEqual({ from: 9, candidates: [] });
});
